-- part: staff
-- A coordinator at each new branch, and a manager. Nobody of them can sign in but through the demo.
insert into access.account (id, sign_in_name, email, name, created_at)
select holder, 'coordinator' || b || '.:id@voorbeeld.example', 'coordinator' || b || '.:id@voorbeeld.example',
       (:women)[1 + chance(b, 1, 32)] || ' ' || (:families)[1 + chance(b, 2, 40)], :today::timestamptz - interval '4 years'
from unnest(:new_holders) with ordinality h (holder, b)
union all
select manager_id(0), 'manager.:id@voorbeeld.example', 'manager.:id@voorbeeld.example',
       (:men)[1 + chance(:nr, 3, 32)] || ' ' || (:families)[1 + chance(:nr, 4, 40)], :today::timestamptz - interval '4 years';

insert into access.role_held (id, account, role, organisation, branch, since)
select role_id(b + 1000000), holder, 'COORDINATOR', :organisation, branch, :today::timestamptz - interval '4 years'
from unnest(:new_holders, :new_branches) with ordinality h (holder, branch, b)
union all
select role_id(2000000), manager_id(0), 'MANAGER', :organisation, null, :today::timestamptz - interval '4 years';

-- part: volunteers
-- Who is a volunteer has an account.
insert into access.account (id, sign_in_name, email, name, created_at)
select account_id(i), 'v' || i || '.:id@voorbeeld.example', 'v' || i || '.:id@voorbeeld.example', volunteer_name(i),
       :today::timestamptz - interval '3 years'
from generate_series(1, :volunteers) i;

insert into access.role_held (id, account, role, organisation, person, since, ended_at)
select role_id(i), account_id(i), 'VOLUNTEER', :organisation, volunteer_id(i), :today::timestamptz - interval '3 years',
       case when chance(i, 30, 100) >= 93 then :today::timestamptz - interval '20 days' end
from generate_series(1, :volunteers) i;

-- part: shares
-- Whose match runs is shown to their volunteer, on their consent.
insert into access.share (id, what, subject, from_organisation, to_person, purpose, consent, given_at)
select share_id(j), 'PERSON', open_participant_id(j), :organisation, volunteer_id(i), 'MATCH',
       participant_consent_id(1000000 + j), :today::timestamptz - (2 + chance(j, 61, 200)) * interval '1 day'
from (select j, open_volunteer(j) as i from generate_series(1, :open) j) o
where runs(j, i) and chance(j, 60, 10) > 0;
