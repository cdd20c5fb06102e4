-- Who is paid for care somewhere is no volunteer there in the same days, whoever writes it down at the same moment.
-- An engagement ends on its last day, and another may begin on that day.
create extension if not exists btree_gist with schema people;
alter table people.engagement add constraint paid_or_volunteer exclude using gist (
    person with =,
    (case when kind = 'SEMI_PAID' then 1 else 0 end) with <>,
    daterange(from_day, until_day, '[)') with &&);
