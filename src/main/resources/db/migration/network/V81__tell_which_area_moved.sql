-- Which postcode moved, so that only those who live there are read again; see nl.samenspel.matching.LiveVolunteers.
-- A new area, or one that is gone, tells so too. One that stays where it was tells nothing.
drop trigger tell on network.area;
create or replace function network.tell_areas() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        perform pg_notify('volunteer_changed', 'area ' || old.postcode);
    end if;
    if tg_op <> 'DELETE' then
        perform pg_notify('volunteer_changed', 'area ' || new.postcode);
    end if;
    return null;
end $$;
create trigger tell_of_new_and_gone after insert or delete on network.area
    for each row execute function network.tell_areas();
create trigger tell_of_moved after update on network.area for each row
    when ((old.postcode, old.x, old.y) is distinct from (new.postcode, new.x, new.y))
    execute function network.tell_areas();
