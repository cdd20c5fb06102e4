-- Who can no longer come, or not for a while: what is done about it, until somebody comes again.
create table matches.replacement (
    id             uuid        primary key,
    match          uuid        not null references matches.match,
    request        uuid        not null references requests.help_request,
    organisation   uuid        not null references network.organisation,
    branch         uuid        not null,
    why            text        not null check (why in ('ILL', 'HOLIDAY', 'MOVES', 'STOPS', 'TOO_MUCH', 'ENDED')),
    state          text        not null check (state in ('TO_DECIDE', 'OPEN', 'CLOSED')),
    holder         uuid        not null references access.account,
    next_date      date,
    opened_at      timestamptz not null,
    opened_by      uuid        not null references access.account,
    by_phone       boolean     not null,
    first_day      date        not null,
    metres         int         check (metres >= 0),
    informed_at    timestamptz,
    informed_by    uuid        references access.account,
    paused_at      timestamptz,
    hand_over_on   date,
    hand_over_at   time,
    hand_over_place text,
    closed_on      date,
    outcome        text        check (outcome in ('BACK', 'REPLACED', 'STAYS', 'NOT_NEEDED')),
    version        int         not null default 1,
    foreign key (branch, organisation) references network.branch (id, organisation),
    constraint next_date_until_closed check ((next_date is null) = (state = 'CLOSED')),
    check ((closed_on is not null) = (state = 'CLOSED')),
    check ((outcome is not null) = (state = 'CLOSED')),
    check ((hand_over_on is null) = (hand_over_place is null)),
    check (hand_over_at is null or hand_over_on is not null),
    check (informed_by is null or informed_at is not null));
create unique index one_open_replacement on matches.replacement (request) where state = 'OPEN';
create unique index one_decision_at_a_time on matches.replacement (match) where state <> 'CLOSED';
create index on matches.replacement (organisation, next_date) where state <> 'CLOSED';
create index on matches.replacement (match);
comment on table matches.replacement is 'What is done until somebody comes again; see nl.samenspel.matches.Replacement';

-- Days on which somebody who had a volunteer had none, while they still asked. From the first day nobody came until the
-- day before somebody came. Without a person in it: the request says whose, as long as that is known.
create table matches.without (
    id           bigint generated always as identity primary key,
    request      uuid   not null references requests.help_request,
    organisation uuid   not null references network.organisation,
    branch       uuid   not null,
    since        date   not null,
    until        date,
    ended_by     text   check (ended_by in ('SOMEBODY_CAME', 'NOT_ASKED_ANY_MORE', 'HANDED_OVER')),
    foreign key (branch, organisation) references network.branch (id, organisation),
    check ((until is null) = (ended_by is null)),
    check (until is null or until >= since));
create unique index one_stretch_at_a_time on matches.without (request) where until is null;
create index on matches.without (organisation, branch);
comment on table matches.without is 'Stretches without anybody; see nl.samenspel.matches.DaysWithout';

-- Asking both how it goes, at set moments. Each sees their own answers only.
create table matches.check_in (
    id           uuid        primary key,
    match        uuid        not null references matches.match,
    organisation uuid        not null references network.organisation,
    branch       uuid        not null,
    person       uuid        not null references people.person,
    side         text        not null check (side in ('VOLUNTEER', 'PARTICIPANT')),
    moment       text        not null check (moment in ('FIRST', 'TRIAL_END', 'REVIEW', 'END')),
    state        text        not null check (state in ('PLANNED', 'ASKED', 'TO_CALL', 'ANSWERED', 'SKIPPED', 'DROPPED')),
    due_on       date        not null,
    asked_on     date,
    reminded_on  date,
    answered_at  timestamptz,
    answered_by  uuid        references access.account,
    by_phone     boolean,
    together     text        check (together in ('GLAD', 'SO_SO', 'HARD')),
    self         text        check (self in ('GLAD', 'SO_SO', 'HARD')),
    go_on        text        check (go_on in ('YES', 'TALK', 'NO')),
    words        text,
    heard_at     timestamptz,
    heard_by     uuid        references access.account,
    version      int         not null default 1,
    foreign key (branch, organisation) references network.branch (id, organisation),
    check (state not in ('ASKED') or asked_on is not null),
    check ((state in ('ANSWERED', 'SKIPPED')) = (answered_at is not null)),
    check ((answered_at is null) = (answered_by is null)),
    check ((answered_at is null) = (by_phone is null)),
    constraint three_answers check ((state = 'ANSWERED') = (together is not null)
        and (state = 'ANSWERED') = (self is not null) and (state = 'ANSWERED') = (go_on is not null)),
    check (words is null or state = 'ANSWERED'),
    check ((heard_at is null) = (heard_by is null)));
create unique index one_check_in_at_a_time on matches.check_in (match, side, moment)
    where state in ('PLANNED', 'ASKED', 'TO_CALL');
create index on matches.check_in (match);
create index on matches.check_in (person);
create index on matches.check_in (organisation, state, due_on);
comment on table matches.check_in is 'Asked how it goes; see nl.samenspel.matches.CheckIn';

-- How an organisation accompanies: when it asks, and how it says thank you. Without a row the defaults of
-- nl.samenspel.matches.Customs hold.
create table matches.customs (
    organisation     uuid primary key references network.organisation,
    first_after_days int  not null check (first_after_days between 1 and 60),
    review_months    int  not null check (review_months between 1 and 24),
    remind_days      int  not null check (remind_days between 1 and 60),
    call_days        int  not null check (call_days between 1 and 60),
    thanks           text not null check (length(thanks) <= 1000));

do $$
declare t text;
begin
    foreach t in array array['replacement', 'without', 'check_in', 'customs'] loop
        execute format('alter table matches.%I enable row level security', t);
        execute format('alter table matches.%I force  row level security', t);
        execute format('grant select, insert on matches.%I to samenspel_app', t);
        execute format('grant select, insert, update, delete on matches.%I to samenspel_jobs', t);
        execute format('create policy jobs_privacy on matches.%I to samenspel_jobs using (true) with check (true)', t);
    end loop;
    foreach t in array array['replacement', 'check_in'] loop
        execute format('create policy staff on matches.%I to samenspel_app
            using (organisation = (select access.my_organisation())
                and exists (select from matches.match m where m.id = match
                    and (access.is_my_branch(m.branch) or m.holder = (select access.my_account()))))', t);
    end loop;
end $$;
grant update (state, holder, next_date, why, first_day, informed_at, informed_by, paused_at, hand_over_on, hand_over_at,
    hand_over_place, closed_on, outcome, version) on matches.replacement to samenspel_app;
grant update (until, ended_by) on matches.without to samenspel_app;
grant update (state, due_on, asked_on, reminded_on, answered_at, answered_by, by_phone, together, self, go_on, words,
    heard_at, heard_by, version) on matches.check_in to samenspel_app;
grant update (first_after_days, review_months, remind_days, call_days, thanks) on matches.customs to samenspel_app;
grant delete on matches.without to samenspel_app;

create policy staff on matches.without to samenspel_app
    using (organisation = (select access.my_organisation()) and access.is_my_branch(branch));
create policy staff on matches.customs to samenspel_app
    using (organisation = (select access.my_organisation()));
-- the answers of each are theirs and the desk's: nobody reads what the other said
create policy self_reads on matches.check_in for select to samenspel_app
    using (person = any ((select access.my_persons())::uuid[]));

-- a volunteer sees what is asked about their own matches: does it still go on?
create policy volunteer_reads on matches.replacement for select to samenspel_app
    using (exists (select from matches.match m where m.id = match and m.volunteer = any ((select access.my_persons())::uuid[])));

-- joining double records moves these in one go
alter table matches.check_in alter constraint check_in_person_fkey deferrable initially immediate;
