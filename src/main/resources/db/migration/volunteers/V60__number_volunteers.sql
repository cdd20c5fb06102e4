-- A number for each volunteer, the same for every program on this database: matching counts by it, and of equals the
-- lowest comes first, who is whoever came first.
alter table volunteers.volunteer add column nth int generated always as identity unique;
comment on column volunteers.volunteer.nth is 'The order in which they came; see nl.samenspel.matching.LiveVolunteers';

-- Every program on this database is told at the commit who changed, and nothing else about them.
create function volunteers.tell() returns trigger language plpgsql as $$
begin
    perform pg_notify('volunteer_changed', coalesce(new.person, old.person)::text);
    return null;
end $$;
create trigger tell after insert or update or delete on volunteers.volunteer
    for each row execute function volunteers.tell();
create trigger tell after insert or update or delete on volunteers.training
    for each row execute function volunteers.tell();
