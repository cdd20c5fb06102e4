-- Whoever begins without a pause leaves no seat: only with one need the tables be looked at.
drop trigger table_follows on limits.own_limit;
create trigger table_follows after update of pause_until on limits.own_limit
    for each row execute function careplans.volunteer_pauses();
create trigger table_follows_from_the_start after insert on limits.own_limit
    for each row when (new.pause_until is not null) execute function careplans.volunteer_pauses();
