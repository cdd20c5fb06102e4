-- A joint round divides the volunteers of all organisations over their requests at once: begun by the installation's
-- administrator, who sees sums and nobody's record. What it proposes becomes a round of each organisation, on which that
-- organisation alone decides.
create table rounds.joint_round (
    id             uuid        primary key,
    municipality   text        check (municipality ~ '\S'),
    fairness       text        not null check (fairness in ('NONE', 'PROPORTIONAL', 'WORST_FIRST')),
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
    organisations  int         not null default 0,
    volunteers     int         not null default 0,
    requests       int         not null default 0,
    asked          int         not null default 0,
    served         int         not null default 0,
    elsewhere      int         not null default 0,
    check ((ended_at is null) = (state = 'RUNNING')));
create unique index one_joint_round_at_a_time on rounds.joint_round ((true)) where state = 'RUNNING';
comment on table rounds.joint_round is 'One round over all organisations; see nl.samenspel.rounds.JointRound';
comment on column rounds.joint_round.municipality is 'Null: everywhere';
comment on column rounds.joint_round.elsewhere is 'Requests for which somebody of another organisation fits best';

alter table rounds.joint_round enable row level security;
alter table rounds.joint_round force  row level security;
grant select, insert on rounds.joint_round to samenspel_app;
grant update (state, seen_at, stop_asked, done, ended_at, value, bound, fairness_cost, organisations, volunteers, requests,
              asked, served, elsewhere)
    on rounds.joint_round to samenspel_app;
create policy administrator on rounds.joint_round to samenspel_app
    using ((select access.my_role()) = 'ADMINISTRATOR') with check ((select access.my_role()) = 'ADMINISTRATOR');
grant select, insert, update, delete on rounds.joint_round to samenspel_jobs;
create policy jobs_privacy on rounds.joint_round to samenspel_jobs using (true) with check (true);

alter table rounds.round add column joint uuid references rounds.joint_round;
comment on column rounds.round.joint is 'The joint round of which this is the organisation''s part';

alter table rounds.request add column elsewhere uuid references network.organisation;
alter table rounds.request drop constraint request_outcome_check;
alter table rounds.request add constraint request_outcome_check
    check (outcome in ('PROPOSED', 'ASKED', 'OPEN', 'ELSEWHERE'));
alter table rounds.request add constraint elsewhere_says_where check ((elsewhere is not null) = (outcome = 'ELSEWHERE'));
comment on column rounds.request.elsewhere is 'At which other organisation somebody fits best: who, is not kept';
