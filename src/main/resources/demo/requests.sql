-- part: what waits
insert into requests.help_request (id, sent_key, version, state, organisation, branch, holder, next_date, participant, through, kind,
    words, postcode, place, municipality, day_parts, day_parts_needed, hours_per_week, from_day, languages, urgency, paid_before,
    waiting_since, created_at, found_on, complex)
select open_request_id(j), open_request_id(j), 1,
       case when runs then 'MATCHED' when chance(j, 29, 100) < 20 then 'ASKED' else 'SEARCHING' end,
       :organisation, (:branches)[b], (:holders)[b], :today - 3 + chance(j, 21, 24), open_participant_id(j),
       through(j, 22), case when runs then (:kinds)[1 + chance(i, 11, cardinality(:kinds))]
           else (:kinds)[1 + chance(j, 12, cardinality(:kinds))] end,
       words(j, 23), open_postcode(b, j, i) || ' ' || letters(j), (:places_of)[b], (:places_of)[b],
       case when runs then week(i) else week(j) end, 1, 2, :today, tongues(j, 83), chance(j, 24, 4), paid(j, 25), since, since::timestamptz,
       case when runs then :today - least(:today - since, 2 + chance(j, 61, 200)) end, chance(j, 26, 100) < 8 and not runs
from (select o.*, runs(j, i) as runs, branch_at(i, :volunteers) as b,
             :today - 3 - chance(j, 27, 30) * chance(j, 28, 12) - case when runs(j, i) then chance(j, 61, 200) else 0 end as since
      from (select j, open_volunteer(j) as i from generate_series(1, :open) j) o) r;

insert into requests.event (request, organisation, at, by_account, what, holder, next_date)
select r.id, r.organisation, r.created_at, r.holder, 'TAKEN_IN', r.holder, r.next_date
from requests.help_request r
where r.organisation = :organisation and r.sent_key = r.id and r.state in ('ASKED', 'SEARCHING', 'MATCHED');

insert into requests.event (request, organisation, at, by_account, what, holder, next_date)
select r.id, r.organisation, r.found_on::timestamptz + interval '10 hours', r.holder, 'MATCHED', r.holder, r.next_date
from requests.help_request r
where r.organisation = :organisation and r.sent_key = r.id and r.state = 'MATCHED';

insert into requests.triage (request, organisation, at, by_account, troubled, within_a_year, touched, outcome, urgency)
select r.id, r.organisation, r.created_at, r.holder,
       case when r.complex then '{HEALTH,MONEY,RELATIONS}'::text[] else '{DAY_ACTIVITY}' end, not r.complex, '{}', 'VOLUNTEER', r.urgency
from requests.help_request r
where r.organisation = :organisation and r.sent_key = r.id and r.state in ('SEARCHING', 'MATCHED');

-- part: what was
insert into requests.help_request (id, sent_key, version, state, organisation, branch, holder, participant, through, kind,
    words, postcode, place, municipality, day_parts, day_parts_needed, hours_per_week, from_day, languages, urgency, paid_before,
    waiting_since, created_at, found_on, complex, ended_on, lacking, next_door, close_reason)
select request_id(j), request_id(j), 2,
       case when fate < 55 then 'CLOSED' when fate < 67 then 'REFUSED' when fate < 80 then 'WITHDRAWN' when fate < 85 then 'REFERRED'
            else 'CLOSED' end,
       :organisation, (:branches)[b], (:holders)[b], participant_id(p), through(j, 22),
       case when fate < 55 then (:kinds)[1 + chance(i, 11, cardinality(:kinds))]
            else (:kinds)[1 + chance(j, 12, cardinality(:kinds))] end,
       words(j, 23), postcode(b, p, 75) || ' ' || letters(p), (:places_of)[b], (:places_of)[b], week(j), 1, 2,
       since, tongues(p, 78), chance(j, 24, 4), paid(j, 25), since, since::timestamptz,
       case when fate < 55 then found_on end, chance(j, 26, 100) < 8, ended_on,
       case when fate between 55 and 66 then (array['CAPACITY', 'CAPACITY', 'EXPERTISE', 'BOUNDARY'])[1 + chance(j, 46, 4)] end,
       case when fate between 55 and 66 or fate between 80 and 84 then 'Het buurtteam' end,
       case when fate < 55 then 'HELPED' when fate >= 85 then (array['SOLVED', 'SOLVED', 'MOVED', 'DECEASED', 'NOT_REACHED'])[1 + chance(j, 47, 5)] end
from (:history) h;

insert into requests.event (request, organisation, at, by_account, what, holder)
select request_id(j), :organisation, at, (:holders)[b], what, (:holders)[b]
from (:history) h, lateral (values
    (1, since::timestamptz + interval '9 hours', 'TAKEN_IN'),
    (2, found_on::timestamptz + interval '10 hours', 'MATCHED'),
    (3, ended_on::timestamptz + interval '11 hours',
        case when fate < 55 or fate >= 85 then 'CLOSED' when fate < 67 then 'REFUSED' when fate < 80 then 'WITHDRAWN' else 'REFERRED' end))
    e (n, at, what)
where n <> 2 or fate < 55;

insert into requests.triage (request, organisation, at, by_account, troubled, within_a_year, touched, outcome, lacking, next_door, urgency)
select request_id(j), :organisation, since::timestamptz + interval '10 hours', (:holders)[b],
       case when chance(j, 26, 100) < 8 then '{HEALTH,MONEY,RELATIONS}'::text[] else '{DAY_ACTIVITY}' end,
       chance(j, 26, 100) >= 8, '{}', case when fate between 55 and 66 then 'NO' else 'VOLUNTEER' end,
       case when fate between 55 and 66 then (array['CAPACITY', 'CAPACITY', 'EXPERTISE', 'BOUNDARY'])[1 + chance(j, 46, 4)] end,
       case when fate between 55 and 66 then 'Het buurtteam' end, chance(j, 24, 4)
from (:history) h;
