-- part: asked elsewhere
insert into referrals.referral (id, state, way, request, organisation, branch, by_account, to_organisation, to_branch, participant,
    because, scope, kind, postcode, municipality, day_parts, day_parts_needed, hours_per_week, from_day, languages, wished_gender,
    qualifications, urgency, touched, together, waiting_since, override_why, drafted_at, respond_by, remind_on)
select referral_id(j), 'REQUESTED', 'HAND_OVER', open_request_id(j), :organisation, (:branches)[b], (:holders)[b], :next, :next_branch,
       open_participant_id(j), 'CAPACITY', '{}', (:kinds)[1 + chance(j, 12, cardinality(:kinds))], open_postcode(b, j, i),
       (:places_of)[b], week(j), 1, 2, :today, tongues(j, 83), '{}', '{}', chance(j, 24, 4), '{}', false,
       :today - 3 - chance(j, 27, 30) * chance(j, 28, 12), 'Vroeg er zelf om, aan de telefoon.', :today::timestamptz - interval '1 day',
       :today + 4, :today + 2
from (select o.*, branch_at(i, :volunteers) as b
      from (select j, open_volunteer(j) as i from generate_series(1, :open) j) o where not runs(j, i)) r
where chance(j, 90, 100) < 3;
