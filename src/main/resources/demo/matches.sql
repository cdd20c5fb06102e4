-- part: what runs
insert into matches.match (id, request, invitation, organisation, branch, participant, volunteer, kind, hours, state, holder, next_date,
    volunteer_consent, participant_consent, trial_until, review_on, begun_at)
select running_match_id(j), open_request_id(j), running_invitation_id(j), :organisation, (:branches)[b], open_participant_id(j),
       volunteer_id(i), (:kinds)[1 + chance(i, 11, cardinality(:kinds))], 2,
       state, (:holders)[b], :today - 2 + chance(j, 63, 60), volunteer_consent_id(1000000 + j),
       case when state <> 'PROMISED' then participant_consent_id(1000000 + j) end,
       case when state = 'TRIAL' then :today + chance(j, 64, 25) end, case when state = 'ACTIVE' then :today + chance(j, 65, 180) end,
       :today::timestamptz - (2 + chance(j, 61, 200)) * interval '1 day'
from (select j, i, branch_at(i, :volunteers) as b,
             (array['PROMISED', 'AGREED', 'TRIAL', 'TRIAL', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE'])[1 + chance(j, 60, 10)] as state
      from (select j, open_volunteer(j) as i from generate_series(1, :open) j) o where runs(j, i)) m;

insert into matches.event (match, at, by, by_phone, what)
select m.id, m.begun_at, m.holder, true, what
from matches.match m, unnest(case m.state when 'PROMISED' then '{PROMISED}'::text[] when 'AGREED' then '{PROMISED,AGREED}'
    when 'TRIAL' then '{PROMISED,AGREED,TRIAL}' else '{PROMISED,AGREED,TRIAL,ACTIVE}' end) what
where m.id between running_match_id(1) and running_match_id(:open);

insert into matches.check_in (id, match, organisation, branch, person, side, moment, state, due_on)
select check_in_id(2000000 + 2 * row_number() over (order by m.id) + side), m.id, m.organisation, m.branch,
       case side when 0 then m.volunteer else m.participant end, case side when 0 then 'VOLUNTEER' else 'PARTICIPANT' end,
       'REVIEW', 'PLANNED', m.review_on
from matches.match m, generate_series(0, 1) side
where m.id between running_match_id(1) and running_match_id(:open) and m.state = 'ACTIVE';

-- part: what was
insert into matches.match (id, request, invitation, organisation, branch, participant, volunteer, kind, hours, state, holder,
    volunteer_consent, participant_consent, ended_on, end_reason, begun_at)
select match_id(j), request_id(j), invitation_id(j), :organisation, (:branches)[b], participant_id(p), volunteer_id(i),
       (:kinds)[1 + chance(i, 11, cardinality(:kinds))], 2, 'ENDED', (:holders)[b], volunteer_consent_id(j),
       participant_consent_id(j), ended_on,
       (array['GOAL_REACHED', 'GOAL_REACHED', 'NO_CLICK', 'VOLUNTEER_STOPS', 'SITUATION_CHANGED', 'MOVED'])[1 + chance(j, 48, 6)],
       found_on::timestamptz
from (:history) h
where fate < 55;

insert into matches.event (match, at, by, by_phone, what)
select match_id(j), case what when 'ENDED' then ended_on else found_on end::timestamptz + interval '12 hours', (:holders)[b], true, what
from (:history) h, unnest('{PROMISED,ENDED}'::text[]) what
where fate < 55;

insert into matches.check_in (id, match, organisation, branch, person, side, moment, state, due_on, asked_on, answered_at, answered_by,
    by_phone, together, self, go_on)
select check_in_id(j), match_id(j), :organisation, (:branches)[b], participant_id(p), 'PARTICIPANT', 'FIRST', 'ANSWERED', day, day,
       day::timestamptz + interval '14 hours', (:holders)[b], true, feels(j, 52), feels(j, 53), 'YES'
from (select h.*, least(found_on + 7, ended_on) as day from (:history) h) h
where fate < 55 and chance(j, 54, 10) < 5;
