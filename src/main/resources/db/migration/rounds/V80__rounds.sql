-- Rounds: all open requests of a branch or an organisation divided at once, as proposals on which people decide.
create schema rounds;
grant usage on schema rounds to samenspel_app, samenspel_jobs;

create table rounds.round (
    id             uuid        primary key,
    organisation   uuid        not null references network.organisation,
    branch         uuid,
    fairness       text        not null check (fairness in ('NONE', 'PROPORTIONAL', 'WORST_FIRST')),
    renews         uuid        references rounds.round,
    started_by     uuid        not null references access.account,
    started_at     timestamptz not null,
    state          text        not null check (state in ('RUNNING', 'READY', 'INTERRUPTED')),
    seen_at        timestamptz not null,
    stop_asked     boolean     not null default false,
    done           real        not null default 0 check (done between 0 and 1),
    ended_at       timestamptz,
    value          bigint      not null default 0,
    bound          bigint      not null default 0,
    fairness_cost  bigint      not null default 0,
    afresh         bigint,
    volunteers     int         not null default 0,
    load_before    int[]       not null default '{}',
    load_after     int[]       not null default '{}',
    foreign key (branch, organisation) references network.branch (id, organisation),
    check ((ended_at is null) = (state = 'RUNNING')),
    check (state <> 'READY' or cardinality(load_before) = 5 and cardinality(load_after) = 5));
create unique index one_at_a_time on rounds.round (organisation, branch) nulls not distinct where state = 'RUNNING';
create index on rounds.round (organisation, branch, started_at);
create index on rounds.round (renews);
comment on table rounds.round is 'One round over open requests; see nl.samenspel.rounds.Round';
comment on column rounds.round.branch is 'Null: all of the organisation';
comment on column rounds.round.seen_at is 'When the program that works on it was last heard of';

-- What a round made of each request, with what it takes to count by afterwards.
create table rounds.request (
    round        uuid not null references rounds.round on delete cascade,
    request      uuid not null references requests.help_request,
    organisation uuid not null,
    branch       uuid not null,
    municipality text not null,
    hours        int  not null check (hours > 0),
    waiting_days int  not null check (waiting_days >= 0),
    outcome      text not null check (outcome in ('PROPOSED', 'ASKED', 'OPEN')),
    reason       text check (reason in ('NO_ONE_IN_REACH', 'PLACED_ELSEWHERE', 'EVERYONE_FULL', 'QUALIFICATION_MISSING',
                     'WISHES', 'ASKED_ALREADY', 'KEPT_APART', 'NOT_WORTHWHILE')),
    primary key (round, request),
    foreign key (branch, organisation) references network.branch (id, organisation),
    check ((reason is not null) = (outcome = 'OPEN')));
create index on rounds.request (request);
comment on table rounds.request is 'What a round made of a request';

create table rounds.proposal (
    id           uuid    primary key,
    round        uuid    not null references rounds.round on delete cascade,
    request      uuid    not null references requests.help_request,
    volunteer    uuid    not null references people.person deferrable initially immediate,
    organisation uuid    not null,
    branch       uuid    not null,
    hours        int     not null check (hours > 0),
    points       int     not null,
    metres       int     check (metres >= 0),
    known        boolean not null,
    state        text    not null check (state in ('PROPOSED', 'SENT', 'ASIDE')),
    aside        text    check (aside in ('KNOW_BETTER', 'OTHER_PLAN', 'NOT_NOW')),
    decided_by   uuid    references access.account,
    decided_at   timestamptz,
    unique (round, request, volunteer),
    foreign key (branch, organisation) references network.branch (id, organisation),
    check ((aside is not null) = (state = 'ASIDE')),
    check ((decided_by is null) = (state = 'PROPOSED') and (decided_at is null) = (state = 'PROPOSED')));
create index on rounds.proposal (request);
create index on rounds.proposal (volunteer);
comment on table rounds.proposal is 'One volunteer proposed for one request: never an assignment; see nl.samenspel.rounds.Proposal';

do $$
declare t text;
begin
    foreach t in array array['round', 'request', 'proposal'] loop
        execute format('alter table rounds.%I enable row level security', t);
        execute format('alter table rounds.%I force  row level security', t);
        execute format('grant select, insert on rounds.%I to samenspel_app', t);
        -- copies, forgetting, keeping in time, double records: docs/explanation/jobs-role.md
        execute format('grant select, insert, update, delete on rounds.%I to samenspel_jobs', t);
        execute format('create policy jobs_privacy on rounds.%I to samenspel_jobs using (true) with check (true)', t);
    end loop;
end $$;
grant update (state, seen_at, stop_asked, done, ended_at, value, bound, fairness_cost, afresh, volunteers, load_before,
              load_after)
    on rounds.round to samenspel_app;
grant update (state, aside, decided_by, decided_at) on rounds.proposal to samenspel_app;

-- A round of a branch is that branch's; one over all of the organisation is begun and stopped by its manager, read by
-- everybody who works there. What it proposes is decided on at the branch that looks after the request.
create policy staff_reads on rounds.round for select to samenspel_app
    using (organisation = (select access.my_organisation()) and (branch is null or access.is_my_branch(branch)));
create policy staff_begins on rounds.round for insert to samenspel_app
    with check (organisation = (select access.my_organisation())
        and case when branch is null then (select access.my_role()) = 'MANAGER' else access.is_my_branch(branch) end);
create policy staff_moves on rounds.round for update to samenspel_app
    using (organisation = (select access.my_organisation())
        and case when branch is null then (select access.my_role()) = 'MANAGER' else access.is_my_branch(branch) end);
create policy staff on rounds.request to samenspel_app
    using (organisation = (select access.my_organisation()) and access.is_my_branch(branch));
create policy staff on rounds.proposal to samenspel_app
    using (organisation = (select access.my_organisation()) and access.is_my_branch(branch));
