-- Every program on this database is told at the commit whose room changed; see nl.samenspel.matching.LiveVolunteers.
create function limits.tell() returns trigger language plpgsql as $$
begin
    perform pg_notify('volunteer_changed', coalesce(new.volunteer, old.volunteer)::text);
    return null;
end $$;
create trigger tell after insert or update or delete on limits.own_limit
    for each row execute function limits.tell();
create trigger tell after insert or update or delete on limits.commitment
    for each row execute function limits.tell();
