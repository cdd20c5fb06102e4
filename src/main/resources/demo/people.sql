-- part: people
insert into people.person (id, organisation, given_name, family_name, email, phone, postcode, place, address, gender, languages,
    created_at)
select volunteer_id(i), :organisation, given(i, 70), family(i, 70), 'v' || i || '.:id@voorbeeld.example', phone(i),
       postcode(b, i, 3) || ' ' || letters(i), (:places_of)[b], (:streets)[1 + chance(i, 71, 8)] || ' ' || 1 + chance(i, 72, 150),
       gender(i, 70), tongues(i, 73), :today::timestamptz - interval '3 years'
from (select i, branch_at(i, :volunteers) as b from generate_series(1, :volunteers) i) v;

insert into people.person (id, organisation, given_name, family_name, phone, postcode, place, address, gender, languages, created_at)
select participant_id(p), :organisation, given(p, 74), family(p, 74), phone(p),
       postcode(b, p, 75) || ' ' || letters(p), (:places_of)[b], (:streets)[1 + chance(p, 76, 8)] || ' ' || 1 + chance(p, 77, 150),
       gender(p, 74), tongues(p, 78), :today::timestamptz - interval '3 years'
from (select p, branch_at(p, :participants) as b from generate_series(1, :participants) p) a;

insert into people.person (id, organisation, given_name, family_name, phone, postcode, place, address, gender, languages, created_at)
select open_participant_id(j), :organisation, given(j, 79), family(j, 79), phone(j),
       open_postcode(b, j, i) || ' ' || letters(j), (:places_of)[b], (:streets)[1 + chance(j, 81, 8)] || ' ' || 1 + chance(j, 82, 150),
       gender(j, 79), tongues(j, 83), :today::timestamptz - interval '200 days'
from (select j, i, branch_at(i, :volunteers) as b
      from (select j, open_volunteer(j) as i from generate_series(1, :open) j) o) a;

insert into people.engagement (id, organisation, person, kind, from_day, until_day)
select engagement_id(i), :organisation, volunteer_id(i), 'VOLUNTEER', joined(i),
       case when chance(i, 30, 100) >= 93 then :today - 20 end
from generate_series(1, :volunteers) i
where not chance(i, 30, 100) between 90 and 92;

-- part: consents of what runs
insert into people.consent (id, organisation, person, purpose, subject, given_by, recorded_by, by_phone, given_at, text_version,
    language)
select case side when 1 then volunteer_consent_id(1000000 + j) else participant_consent_id(1000000 + j) end, :organisation, whose,
       'SHARE_FOR_MATCH', running_match_id(j), whose, (:holders)[b], true,
       :today::timestamptz - (2 + chance(j, 61, 200)) * interval '1 day', 1, 'nl'
from (select j, i, branch_at(i, :volunteers) as b
      from (select j, open_volunteer(j) as i from generate_series(1, :open) j) o where runs(j, i)) m,
     lateral (values (1, volunteer_id(i)), (2, open_participant_id(j))) s (side, whose)
where side = 1 or chance(j, 60, 10) > 0;

-- part: consents of what was
insert into people.consent (id, organisation, person, purpose, subject, given_by, recorded_by, by_phone, given_at, text_version,
    language)
select case side when 1 then volunteer_consent_id(j) else participant_consent_id(j) end, :organisation, whose, 'SHARE_FOR_MATCH',
       match_id(j), whose, (:holders)[b], true, found_on::timestamptz, 1, 'nl'
from (:history) h, lateral (values (1, volunteer_id(i)), (2, participant_id(p))) s (side, whose)
where fate < 55;
