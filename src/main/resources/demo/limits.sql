-- part: limits
insert into limits.own_limit (volunteer, organisation, hours_per_week, matches_at_a_time, nights_per_week, pause_until, changed_at)
select volunteer_id(i), :organisation, 2 + chance(i, 37, 6), 1 + chance(i, 38, 2), chance(i, 39, 2),
       case when rests(i) then :today + 20 end, :today::timestamptz - interval '1 year'
from generate_series(1, :volunteers) i;

-- part: promises
insert into limits.commitment (id, organisation, volunteer, hours, source, from_day, hours_limit_then, hours_load_then,
    places_limit_then, places_taken_then)
select promise_id(1000000 + j), :organisation, volunteer_id(i), 2, running_invitation_id(j), :today, 2 + chance(i, 37, 6), 0,
       1 + chance(i, 38, 2), 0
from (select j, open_volunteer(j) as i from generate_series(1, :open) j) o
where runs(j, i);

-- part: promises that ended
insert into limits.commitment (id, organisation, volunteer, hours, source, from_day, ended_on, hours_limit_then, hours_load_then,
    places_limit_then, places_taken_then)
select promise_id(j), :organisation, volunteer_id(i), 2, invitation_id(j), found_on, ended_on, 2 + chance(i, 37, 6), 0,
       1 + chance(i, 38, 2), 0
from (:history) h
where fate < 55;

-- part: worked
insert into limits.worked (source, volunteer, organisation, day, minutes)
select visit_id(8 * j + k), volunteer_id(i), :organisation, found_on + 7 * k, 60 + 15 * chance(j, 51, 6)
from (:history) h, generate_series(0, 7) k
where fate < 55 and k <= chance(j, 50, 7) and found_on + 7 * k <= ended_on and found_on + 7 * k > :today - 60;
