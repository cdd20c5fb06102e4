-- The table of three: a shared plan around one participant, who sits there, and who does what.
create schema careplans;
grant usage on schema careplans to samenspel_app, samenspel_jobs;

create table careplans.plan (
    id             uuid        primary key,
    request        uuid        not null references requests.help_request,
    organisation   uuid        not null references network.organisation,
    branch         uuid        not null,
    holder         uuid        not null references access.account,
    participant    uuid        not null,
    from_the_start text        not null check (from_the_start in ('YES', 'NO', 'UNKNOWN')),
    opened_at      timestamptz not null,
    opened_by      uuid        not null references access.account,
    closed_on      date,
    closed_words   text,
    foreign key (branch, organisation) references network.branch (id, organisation) deferrable initially immediate,
    foreign key (participant, organisation) references people.person (id, organisation) deferrable initially immediate,
    check (closed_words is null or closed_on is not null));
create unique index one_open_plan on careplans.plan (participant) where closed_on is null;
create index on careplans.plan (organisation, branch) where closed_on is null;
create index on careplans.plan (request);
create index on careplans.plan (holder) where closed_on is null;
comment on table careplans.plan is 'A shared plan around one participant; see nl.samenspel.careplans.Careplan';
comment on column careplans.plan.from_the_start is 'Was a volunteer organisation at the table when it began';

create table careplans.seat (
    id                uuid        primary key,
    plan              uuid        not null references careplans.plan,
    part              text        not null check (part in ('PARTICIPANT', 'RELATIVE', 'VOLUNTEER', 'PROFESSIONAL', 'COORDINATOR')),
    name              text        not null check (name ~ '\S'),
    person            uuid        references people.person deferrable initially immediate,
    account           uuid        references access.account,
    from_organisation uuid        references network.organisation,
    match             uuid        references matches.match,
    sees              text[]      not null check (sees <@ array['WISHES', 'TASKS', 'AGREEMENTS', 'NOTES', 'AGENDA']),
    by_phone          boolean     not null,
    state             text        not null check (state in ('INVITED', 'SEATED', 'LEFT')),
    invited_at        timestamptz not null,
    invited_by        uuid        not null references access.account,
    invited_until     date        not null,
    code_hash         text        unique,
    seated_at         timestamptz,
    left_at           timestamptz,
    left_why          text        check (left_why in ('SELF', 'REMOVED', 'DECLINED', 'REVOKED', 'ENDED')),
    away_until        date,
    unique (id, plan),
    check ((state = 'LEFT') = (left_at is not null)),
    check ((state = 'LEFT') = (left_why is not null)),
    check (state <> 'SEATED' or seated_at is not null),
    check (code_hash is null or state = 'INVITED'),
    -- who takes part by phone needs no account; everybody else is somebody who signs in
    constraint somebody_sits check (
        state <> 'SEATED' or part = 'COORDINATOR' or by_phone or person is not null or account is not null),
    -- a task that nobody does must be seen by whoever holds the plan
    constraint holder_sees_tasks check (part <> 'COORDINATOR' or 'TASKS' = any (sees)));
create unique index one_participant on careplans.seat (plan) where part = 'PARTICIPANT';
create unique index one_coordinator on careplans.seat (plan) where part = 'COORDINATOR';
create unique index one_seat_a_person on careplans.seat (plan, person) where state <> 'LEFT';
create unique index one_seat_an_account on careplans.seat (plan, account) where state <> 'LEFT';
create index on careplans.seat (person);
create index on careplans.seat (account);
create index on careplans.seat (match);
comment on table careplans.seat is 'Who sits at the table, or is asked to; see nl.samenspel.careplans.Seat';
comment on column careplans.seat.name is 'What the others at the table call them; they may not see each other''s record';
comment on column careplans.seat.match is 'The match by which a volunteer sits here: when it ends, so does the seat';
comment on column careplans.seat.away_until is 'From this day on they are back; until then their tasks are nobody''s';

create table careplans.task (
    id          uuid        primary key,
    plan        uuid        not null references careplans.plan,
    words       text        not null check (words ~ '\S'),
    day_parts   int         not null check (day_parts >= 0 and day_parts < 1 << 28),
    asked       uuid,
    proposed_by uuid        not null,
    by_account  uuid        not null references access.account,
    proposed_at timestamptz not null,
    state       text        not null check (state in ('OPEN', 'DONE', 'WITHDRAWN')),
    ended_on    date,
    unique (id, plan),
    foreign key (asked, plan) references careplans.seat (id, plan),
    foreign key (proposed_by, plan) references careplans.seat (id, plan),
    check ((state = 'OPEN') = (ended_on is null)));
create index on careplans.task (plan) where state = 'OPEN';
comment on table careplans.task is 'Something to be done; who does it stands in careplans.acceptance';
comment on column careplans.task.asked is 'Who is asked to do it; nobody''s until they say yes';

-- "I do this": from when to when. At most one runs for a task (law 2).
create table careplans.acceptance (
    id         bigint      generated always as identity primary key,
    task       uuid        not null,
    plan       uuid        not null references careplans.plan,
    seat       uuid        not null,
    by_account uuid        not null references access.account,
    at         timestamptz not null,
    until_day  date,
    ended_at   timestamptz,
    ended_why  text        check (ended_why in ('RELEASED', 'LEFT', 'AWAY', 'DONE', 'CLOSED')),
    foreign key (task, plan) references careplans.task (id, plan),
    foreign key (seat, plan) references careplans.seat (id, plan),
    check ((ended_at is null) = (ended_why is null)));
create unique index one_acceptor on careplans.acceptance (task) where ended_at is null;
create index on careplans.acceptance (task);
create index on careplans.acceptance (seat) where ended_at is null;
comment on column careplans.acceptance.until_day is 'Released with notice: from this day on it is nobody''s';

create table careplans.line (
    id           uuid        primary key,
    plan         uuid        not null references careplans.plan,
    kind         text        not null check (kind in ('WISHES', 'AGREEMENTS', 'NOTES', 'AGENDA')),
    by_seat      uuid        not null,
    by_account   uuid        not null references access.account,
    at           timestamptz not null,
    words        text        not null check (words ~ '\S'),
    division     text        check (division in ('VOLUNTEER', 'PROFESSIONAL', 'TOGETHER')),
    review_on    date,
    on_day       date,
    at_time      time,
    withdrawn_at timestamptz,
    unique (id, plan),
    foreign key (by_seat, plan) references careplans.seat (id, plan),
    -- who does it, volunteers or professionals, is never decided for good
    constraint division_is_reviewed check ((division is null) = (review_on is null)),
    check (division is null or kind = 'AGREEMENTS'),
    check ((kind = 'AGENDA') = (on_day is not null)),
    check (at_time is null or on_day is not null));
create index on careplans.line (plan);
comment on table careplans.line is 'Wishes, agreements, notes and dates; see nl.samenspel.careplans.Line';

create table careplans.agreed (
    line       uuid        not null,
    plan       uuid        not null references careplans.plan,
    seat       uuid        not null,
    by_account uuid        not null references access.account,
    at         timestamptz not null,
    primary key (line, seat),
    foreign key (line, plan) references careplans.line (id, plan),
    foreign key (seat, plan) references careplans.seat (id, plan));

-- How a relative holds up: theirs, and whom they let read it.
create table careplans.checkin (
    id         uuid        primary key,
    plan       uuid        not null references careplans.plan,
    seat       uuid        not null,
    at         timestamptz not null,
    answers    int[]       not null check (cardinality(answers) = 5 and 0 <= all (answers) and 3 >= all (answers)),
    shown_to   uuid[]      not null default '{}',
    foreign key (seat, plan) references careplans.seat (id, plan));
create index on careplans.checkin (plan, seat, at);

-- That it is heavy, and nothing of what was answered.
create table careplans.signal (
    id          uuid        primary key,
    plan        uuid        not null references careplans.plan,
    seat        uuid        not null,
    at          timestamptz not null,
    answered_at timestamptz,
    answered_by uuid        references access.account,
    foreign key (seat, plan) references careplans.seat (id, plan),
    check ((answered_at is null) = (answered_by is null)));
create index on careplans.signal (plan) where answered_at is null;

-- Somebody would like a table around a request.
create table careplans.wished (
    request     uuid        primary key references requests.help_request,
    by_account  uuid        not null references access.account,
    at          timestamptz not null,
    answered_at timestamptz);

-- Whose seats, and at which tables. As the owner: a policy on seats cannot read seats.
create function careplans.my_seats() returns uuid[] language sql stable security definer set search_path = '' as $$
    select coalesce(array_agg(mine.id), '{}') from (
        select s.id from careplans.seat s where s.state = 'SEATED' and s.person = any (access.my_persons())
        union
        select s.id from careplans.seat s where s.state = 'SEATED' and s.account = access.my_account()
        union
        select s.id from careplans.seat s join careplans.plan p on p.id = s.plan
        where s.state = 'SEATED' and s.part = 'COORDINATOR' and p.organisation = access.my_organisation()
          and (access.is_my_branch(p.branch) or p.holder = access.my_account())) mine
$$;
create function careplans.my_tables() returns uuid[] language sql stable security definer set search_path = '' as $$
    select coalesce(array_agg(distinct s.plan), '{}') from careplans.seat s where s.id = any (careplans.my_seats())
$$;
create function careplans.my_tables(what text) returns uuid[] language sql stable security definer set search_path = '' as $$
    select coalesce(array_agg(distinct s.plan), '{}') from careplans.seat s
    where s.id = any (careplans.my_seats()) and what = any (s.sees)
$$;
create function careplans.my_invitations() returns uuid[] language sql stable security definer set search_path = '' as $$
    select coalesce(array_agg(distinct s.plan), '{}') from careplans.seat s
    where s.state = 'INVITED' and s.invited_until >= current_date
      and (s.person = any (access.my_persons()) or s.account = access.my_account())
$$;
create function careplans.my_desk() returns uuid[] language sql stable security definer set search_path = '' as $$
    select coalesce(array_agg(p.id), '{}') from careplans.plan p
    where p.organisation = access.my_organisation()
      and (access.is_my_branch(p.branch) or p.holder = access.my_account())
$$;
-- Where one decides who sees what: as the participant, or who represents them by law.
create function careplans.my_decisions() returns uuid[] language sql stable as $$
    select coalesce(array_agg(p.id), '{}') from careplans.plan p
    where p.participant = any (access.my_persons())
       or p.participant = any (array(
            select r.participant from people.relation r where r.represents and r.relative = any (access.my_persons())))
$$;

do $$
declare t text;
begin
    foreach t in array array['plan', 'seat', 'task', 'acceptance', 'line', 'agreed', 'checkin', 'signal', 'wished'] loop
        execute format('alter table careplans.%I enable row level security', t);
        execute format('alter table careplans.%I force  row level security', t);
        execute format('grant select, insert on careplans.%I to samenspel_app', t);
        execute format('grant select, insert, update, delete on careplans.%I to samenspel_jobs', t);
        execute format('create policy jobs_privacy on careplans.%I to samenspel_jobs using (true) with check (true)', t);
        -- the functions and triggers of this schema
        execute format('create policy owner_works on careplans.%I to samenspel_owner using (true) with check (true)', t);
    end loop;
end $$;
grant update (closed_on, closed_words, holder) on careplans.plan to samenspel_app;
grant update (sees, by_phone, state, person, account, from_organisation, code_hash, seated_at, left_at, left_why, away_until)
    on careplans.seat to samenspel_app;
grant update (asked, state, ended_on) on careplans.task to samenspel_app;
grant update (until_day, ended_at, ended_why) on careplans.acceptance to samenspel_app;
grant update (withdrawn_at) on careplans.line to samenspel_app;
grant update (shown_to) on careplans.checkin to samenspel_app;
grant update (answered_at, answered_by) on careplans.signal to samenspel_app;
grant update (answered_at) on careplans.wished to samenspel_app;

create policy desk on careplans.plan to samenspel_app
    using (organisation = (select access.my_organisation())
        and (access.is_my_branch(branch) or holder = (select access.my_account())));
create policy at_the_table on careplans.plan for select to samenspel_app
    using (id = any ((select careplans.my_tables())::uuid[]) or id = any ((select careplans.my_invitations())::uuid[]));
create policy self_reads on careplans.plan for select to samenspel_app
    using (participant = any ((select access.my_persons())::uuid[])
        or participant = any (array(
            select r.participant from people.relation r
            where r.represents and r.relative = any ((select access.my_persons())::uuid[]))));

create policy desk on careplans.seat to samenspel_app using (plan = any ((select careplans.my_desk())::uuid[]));
create policy at_the_table on careplans.seat for select to samenspel_app
    using (plan = any ((select careplans.my_tables())::uuid[])
        or (part = 'PARTICIPANT' and plan = any ((select careplans.my_invitations())::uuid[])));
create policy self on careplans.seat for select to samenspel_app
    using (person = any ((select access.my_persons())::uuid[]) or account = (select access.my_account()));
create policy self_moves on careplans.seat for update to samenspel_app
    using (person = any ((select access.my_persons())::uuid[]) or account = (select access.my_account()))
    with check (state <> 'INVITED'
        and (person = any ((select access.my_persons())::uuid[]) or account = (select access.my_account()))
        and (plan = any ((select careplans.my_tables())::uuid[]) or plan = any ((select careplans.my_invitations())::uuid[])));
create policy participant_decides on careplans.seat for update to samenspel_app
    using (plan = any ((select careplans.my_decisions())::uuid[]));
create policy participant_reads on careplans.seat for select to samenspel_app
    using (plan = any ((select careplans.my_decisions())::uuid[]));

create policy seen on careplans.task for select to samenspel_app
    using (plan = any ((select careplans.my_tables('TASKS'))::uuid[]));
create policy proposed on careplans.task for insert to samenspel_app
    with check (plan = any ((select careplans.my_tables('TASKS'))::uuid[]));
create policy moved on careplans.task for update to samenspel_app
    using (plan = any ((select careplans.my_tables('TASKS'))::uuid[]) or id = any (array(
        select a.task from careplans.acceptance a where a.seat = any ((select careplans.my_seats())::uuid[]))));
-- what one does oneself one always sees
create policy mine on careplans.task for select to samenspel_app
    using (asked = any ((select careplans.my_seats())::uuid[]) or id = any (array(
        select a.task from careplans.acceptance a where a.seat = any ((select careplans.my_seats())::uuid[]))));

create policy seen on careplans.acceptance for select to samenspel_app
    using (plan = any ((select careplans.my_tables('TASKS'))::uuid[]) or seat = any ((select careplans.my_seats())::uuid[]));
create policy said on careplans.acceptance for insert to samenspel_app
    with check (seat = any ((select careplans.my_seats())::uuid[]) or plan = any ((select careplans.my_desk())::uuid[]));
create policy ended on careplans.acceptance for update to samenspel_app
    using (plan = any ((select careplans.my_tables('TASKS'))::uuid[]) or seat = any ((select careplans.my_seats())::uuid[]));

do $$
declare k text;
begin
    foreach k in array array['WISHES', 'AGREEMENTS', 'NOTES', 'AGENDA'] loop
        execute format($p$create policy %s on careplans.line to samenspel_app
            using (kind = %L and plan = any ((select careplans.my_tables(%L))::uuid[]))$p$, lower(k), k, k);
    end loop;
end $$;
create policy agreements on careplans.agreed to samenspel_app
    using (plan = any ((select careplans.my_tables('AGREEMENTS'))::uuid[]));

create policy own on careplans.checkin to samenspel_app using (seat = any ((select careplans.my_seats())::uuid[]));
create policy allowed on careplans.checkin for select to samenspel_app
    using (shown_to && (select careplans.my_seats()));

create policy given on careplans.signal for insert to samenspel_app
    with check (seat = any ((select careplans.my_seats())::uuid[]));
create policy desk on careplans.signal for select to samenspel_app
    using (plan = any ((select careplans.my_desk())::uuid[]));
create policy desk_answers on careplans.signal for update to samenspel_app
    using (plan = any ((select careplans.my_desk())::uuid[]));

create policy asks on careplans.wished for insert to samenspel_app
    with check (by_account = (select access.my_account())
        and exists (select from requests.help_request r where r.id = request));
create policy own on careplans.wished for select to samenspel_app using (by_account = (select access.my_account()));
create policy desk on careplans.wished for select to samenspel_app
    using (exists (select from requests.help_request r
        where r.id = request and r.organisation = (select access.my_organisation())));
create policy desk_answers on careplans.wished for update to samenspel_app
    using (exists (select from requests.help_request r
        where r.id = request and r.organisation = (select access.my_organisation())));
