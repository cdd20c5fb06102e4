-- part: visits
insert into visits.visit (id, match, organisation, branch, volunteer, participant, day, kind, came, minutes, told_by, told_at, told_on,
    by_phone)
select visit_id(8 * j + k), match_id(j), :organisation, (:branches)[b], volunteer_id(i), participant_id(p), found_on + 7 * k,
       (array['VISIT', 'VISIT', 'OUT_TOGETHER', 'ERRAND'])[1 + chance(j, 55, 4)], 'DONE', 60 + 15 * chance(j, 51, 6), account_id(i),
       (found_on + 7 * k)::timestamptz + interval '18 hours', found_on + 7 * k, false
from (:history) h, generate_series(0, 7) k
where fate < 55 and k <= chance(j, 50, 7) and found_on + 7 * k <= ended_on;
