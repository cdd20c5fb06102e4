-- part: volunteers
insert into volunteers.volunteer (person, organisation, branch, status, since, loves, likes, does, day_parts, radius_metres,
    comfortable_with, vog_seen_on, vog_again_on, longest)
select volunteer_id(i), :organisation, (:branches)[b],
       case when chance(i, 30, 100) < 90 then 'ACTIVE' when chance(i, 30, 100) < 93 then 'APPLIED' else 'LEFT' end,
       joined(i), (:bits)[1 + a], (:bits)[1 + (a + 1) % cardinality(:bits)], (:bits)[1 + (a + 2) % cardinality(:bits)],
       week(i), 3000 + 1000 * chance(i, 32, 12), '{MAN,OTHER,UNKNOWN,WOMAN}',
       :today - 100 - chance(i, 33, 700), :today + 200 + chance(i, 33, 700),
       (array['LASTING', 'LASTING', 'LASTING', 'SOME_WEEKS', 'ONCE'])[1 + chance(i, 34, 5)]
from (select i, branch_at(i, :volunteers) as b, chance(i, 11, cardinality(:bits)) as a
      from generate_series(1, :volunteers) i) v;

insert into volunteers.training (person, organisation, qualification, obtained_on)
select volunteer_id(i), :organisation, (array['FIRST_AID', 'DEMENTIA', 'PALLIATIVE', 'DRIVER', 'LANGUAGE_COACH'])[1 + chance(i, 35, 5)],
       :today - 400
from generate_series(1, :volunteers) i
where chance(i, 36, 100) < 30;
