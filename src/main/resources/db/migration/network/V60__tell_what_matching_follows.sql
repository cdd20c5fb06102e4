-- Where a postcode is, moves everybody who lives there; see nl.samenspel.matching.LiveVolunteers.
create function network.tell_areas() returns trigger language plpgsql as $$
begin
    perform pg_notify('volunteer_changed', 'areas');
    return null;
end $$;
create trigger tell after insert or update or delete on network.area
    for each statement execute function network.tell_areas();
