-- A basic job and a profession are paid too: who has one here is no volunteer here in the same days. And what may be paid
-- back points at the engagement it rests on, and at its kind.
alter table people.engagement drop constraint engagement_kind_check;
alter table people.engagement add constraint engagement_kind_check check (kind in
    ('VOLUNTEER', 'TRAINEE', 'EMPLOYEE_VOLUNTEER', 'BASIC_JOB', 'SEMI_PAID', 'PROFESSIONAL'));
alter table people.engagement drop constraint paid_or_volunteer;
alter table people.engagement add constraint paid_or_volunteer exclude using gist (
    person with =,
    (case when kind in ('BASIC_JOB', 'SEMI_PAID', 'PROFESSIONAL') then 1 else 0 end) with <>,
    daterange(from_day, until_day, '[)') with &&);
alter table people.engagement add constraint engagement_of_a_kind unique (id, person, kind);

alter table people.consent drop constraint consent_purpose_check;
alter table people.consent add constraint consent_purpose_check check (purpose in
    ('SHARE_FOR_MATCH', 'SHARE_WITH_ORGANISATION', 'BE_CALLED_ON_BY_OTHERS', 'SEAT_AT_TABLE', 'COUNT_TOGETHER',
     'COUNT_ALLOWANCES'));
