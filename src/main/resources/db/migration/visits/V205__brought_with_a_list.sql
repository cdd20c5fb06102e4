-- Hours that were kept elsewhere before.
alter table visits.visit add column external_id text;
alter table visits.visit add constraint external_id_once unique (organisation, external_id);
comment on column visits.visit.external_id is 'The number another system knows it by; brought in again it changes instead of counting twice';
