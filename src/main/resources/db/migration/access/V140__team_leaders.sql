-- Team leaders (teamleiders) stand between a coordinator and volunteers, with a list of their own: whom they phone, whose
-- hours they write down. They have no desk: what they see of others goes by that list alone, see access.my_team().
alter table access.role_held drop constraint role_held_role_check;
alter table access.role_held add constraint role_held_role_check check (role in
    ('VOLUNTEER', 'PARTICIPANT', 'RELATIVE', 'PROFESSIONAL', 'TEAM_LEADER', 'COORDINATOR', 'MANAGER', 'ADMINISTRATOR'));

drop policy role_give on access.role_held;
create policy role_give on access.role_held for insert to samenspel_app with check (
    (select access.my_role()) = 'ADMINISTRATOR'
    or (organisation = (select access.my_organisation())
        and role in ('VOLUNTEER', 'PARTICIPANT', 'RELATIVE', 'PROFESSIONAL', 'TEAM_LEADER'))
    or (organisation = (select access.my_organisation()) and (select access.my_role()) = 'MANAGER'
        and role in ('COORDINATOR', 'MANAGER')));
drop policy role_end_of_people on access.role_held;
create policy role_end_of_people on access.role_held for update to samenspel_app using (
    organisation = (select access.my_organisation())
    and (select access.my_role()) = 'COORDINATOR'
    and role in ('VOLUNTEER', 'PARTICIPANT', 'RELATIVE', 'PROFESSIONAL', 'TEAM_LEADER'));

-- Who is on whose list, from when to when. A volunteer has one team leader at a time.
create table access.team_member (
    id           uuid        primary key,
    organisation uuid        not null,
    leader       uuid        not null references access.account,
    volunteer    uuid        not null,
    since        timestamptz not null,
    given_by     uuid        not null references access.account,
    ended_at     timestamptz,
    ended_by     uuid        references access.account,
    check ((ended_at is null) = (ended_by is null)),
    check (ended_at >= since));
create unique index one_team_leader on access.team_member (volunteer) where ended_at is null;
create index on access.team_member (leader) where ended_at is null;
create index on access.team_member (organisation);
comment on table access.team_member is 'Which volunteers are on a team leader''s list; see nl.samenspel.access.Teams';

alter table access.team_member enable row level security;
alter table access.team_member force  row level security;
grant select, insert on access.team_member to samenspel_app;
grant update (ended_at, ended_by) on access.team_member to samenspel_app;
grant select, insert, update, delete on access.team_member to samenspel_jobs;
create policy jobs_all on access.team_member to samenspel_jobs using (true) with check (true);

-- The volunteers on the viewer's own list, as long as they are a team leader there.
create function access.my_team() returns uuid[] language sql stable
    return (select coalesce(array_agg(m.volunteer), '{}') from access.team_member m
        where m.leader = access.my_account() and m.ended_at is null
          and exists (select from access.role_held r
              where r.account = m.leader and r.role = 'TEAM_LEADER' and r.organisation = m.organisation
                and r.ended_at is null));

create policy staff_reads on access.team_member for select to samenspel_app
    using (organisation = (select access.my_organisation()));
create policy staff_ends on access.team_member for update to samenspel_app
    using (organisation = (select access.my_organisation()));
create policy staff_gives on access.team_member for insert to samenspel_app with check (
    organisation = (select access.my_organisation())
    and exists (select from access.role_held r
        where r.account = team_member.leader and r.role = 'TEAM_LEADER' and r.organisation = team_member.organisation
          and r.ended_at is null));
create policy leader_reads on access.team_member for select to samenspel_app
    using (leader = (select access.my_account()));
create policy volunteer_reads on access.team_member for select to samenspel_app
    using (volunteer = any ((select access.my_persons())::uuid[]));

-- A volunteer knows who their team leader is.
create policy team_leader_read on access.account for select to samenspel_app using (
    exists (select from access.team_member m
        where m.leader = account.id and m.ended_at is null and m.volunteer = any ((select access.my_persons())::uuid[])));
