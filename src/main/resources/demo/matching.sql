-- part: asked
insert into matching.invitation (id, request, organisation, branch, volunteer, kind, place, hours, day_parts, from_day, words, mailed,
    invited_by, invited_at, state, answer_by)
select running_invitation_id(j), open_request_id(j), :organisation, (:branches)[b], volunteer_id(i),
       (:kinds)[1 + chance(i, 11, cardinality(:kinds))], (:places_of)[b], 2, week(i), :today, 'Zou je hier iets voor voelen?', false,
       (:holders)[b], :today::timestamptz - (3 + chance(j, 61, 200)) * interval '1 day', 'SENT', :today + 5
from (select j, i, branch_at(i, :volunteers) as b
      from (select j, open_volunteer(j) as i from generate_series(1, :open) j) o where runs(j, i)) m;

-- part: said yes
update matching.invitation n
set state = 'ACCEPTED', answer_by = null, answered_by = n.invited_by, answered_at = n.invited_at + interval '1 hour', by_phone = true
where n.organisation = :organisation and n.state = 'SENT' and n.id >= running_invitation_id(1) and n.id <= running_invitation_id(:open);

-- part: what was
insert into matching.invitation (id, request, organisation, branch, volunteer, kind, place, hours, day_parts, from_day, words, mailed,
    invited_by, invited_at, state, answered_by, answered_at, by_phone)
select invitation_id(j), request_id(j), :organisation, (:branches)[b], volunteer_id(i),
       (:kinds)[1 + chance(i, 11, cardinality(:kinds))], (:places_of)[b], 2, week(i), found_on, 'Zou je hier iets voor voelen?', false,
       (:holders)[b], found_on::timestamptz, 'ACCEPTED', (:holders)[b], found_on::timestamptz + interval '1 hour', true
from (:history) h
where fate < 55;
