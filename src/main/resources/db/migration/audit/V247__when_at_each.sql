-- When each look was, beside whose record it showed. Somebody's looks are asked for by time, the newest first, and after a
-- year there are tens of thousands of them: without this all were read to show fifty. Whether it is as in the event is
-- seen when the log is verified. A program from before does not say it: the moment at which it writes is near enough.
alter table audit.subject add column at timestamptz;
alter table audit.subject no force row level security;
alter table audit.event   no force row level security;
update audit.subject s set at = coalesce((select e.at from audit.event e where e.id = s.event), now());
alter table audit.event   force row level security;
alter table audit.subject force row level security;
alter table audit.subject alter column at set default now(), alter column at set not null;
comment on column audit.subject.at is 'As in its event';

drop index audit.subject_person_idx;
create index on audit.subject (person, at);
create index on audit.subject (organisation, at);
