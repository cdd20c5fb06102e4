-- Matches (koppelingen): from the volunteer's yes to a kind goodbye.
create schema matches;
grant usage on schema matches to samenspel_app, samenspel_jobs;

create table matches.match (
    id                  uuid        primary key,
    request             uuid        not null references requests.help_request,
    invitation          uuid        not null unique references matching.invitation,
    organisation        uuid        not null references network.organisation,
    branch              uuid        not null,
    participant         uuid        not null references people.person,
    asked_by            uuid        references people.person,
    volunteer           uuid        not null references people.person,
    kind                text        not null,
    hours               int         not null check (hours > 0),
    state               text        not null check (state in ('PROMISED', 'AGREED', 'MEETING', 'TRIAL', 'ACTIVE', 'ENDED')),
    holder              uuid        not null references access.account,
    next_date           date,
    volunteer_consent   uuid        not null references people.consent,
    participant_consent uuid        references people.consent,
    meeting_on          date,
    meeting_at          time,
    meeting_place       text,
    trial_until         date,
    review_on           date,
    ended_on            date,
    end_reason          text        check (end_reason in
                            ('GOAL_REACHED', 'NO_CLICK', 'VOLUNTEER_STOPS', 'PARTICIPANT_STOPS', 'PARTICIPANT_SAYS_NO',
                             'SITUATION_CHANGED', 'MOVED', 'DECEASED', 'OTHER')),
    end_words           text,
    begun_at            timestamptz not null,
    version             int         not null default 1,
    foreign key (branch, organisation) references network.branch (id, organisation),
    check (participant <> volunteer),
    -- law 4: nobody meets, tries or goes on without the consent of both
    constraint both_consent check (
        state not in ('AGREED', 'MEETING', 'TRIAL', 'ACTIVE')
        or (volunteer_consent is not null and participant_consent is not null)),
    constraint next_date_until_the_end check ((next_date is null) = (state = 'ENDED')),
    check (state <> 'MEETING' or meeting_on is not null),
    check ((meeting_on is null) = (meeting_place is null)),
    check (meeting_at is null or meeting_on is not null),
    check (state <> 'TRIAL' or trial_until is not null),
    check (state <> 'ACTIVE' or review_on is not null),
    check ((ended_on is not null) = (state = 'ENDED')),
    check ((end_reason is not null) = (state = 'ENDED')),
    check (end_words is null or state = 'ENDED'));
create unique index one_running_match on matches.match (request) where state <> 'ENDED';
create index on matches.match (organisation, state, next_date);
create index on matches.match (volunteer);
create index on matches.match (participant);
comment on table matches.match is 'Two people who do something together; see nl.samenspel.matches.Match';

-- What happened, told by whom and when. Insert only.
create table matches.event (
    id       bigint      generated always as identity primary key,
    match    uuid        not null references matches.match,
    at       timestamptz not null,
    by       uuid        not null references access.account,
    by_phone boolean     not null,
    what     text        not null check (what in
                 ('PROMISED', 'AGREED', 'MEETING', 'TRIAL', 'ACTIVE', 'REVIEWED', 'NEXT_DATE', 'HANDED',
                  'VOLUNTEER_ASKS_TO_STOP', 'PARTICIPANT_ASKS_TO_STOP', 'ENDED')),
    on_day   date,
    words    text);
create index on matches.event (match);

do $$
declare t text;
begin
    foreach t in array array['match', 'event'] loop
        execute format('alter table matches.%I enable row level security', t);
        execute format('alter table matches.%I force  row level security', t);
        execute format('grant select, insert on matches.%I to samenspel_app', t);
        execute format('grant select on matches.%I to samenspel_jobs', t);
        execute format('create policy jobs_read on matches.%I for select to samenspel_jobs using (true)', t);
    end loop;
end $$;
grant update (state, holder, next_date, participant_consent, meeting_on, meeting_at, meeting_place, trial_until, review_on,
    ended_on, end_reason, end_words, version) on matches.match to samenspel_app;
create policy staff on matches.match to samenspel_app
    using (organisation = (select access.my_organisation())
        and (access.is_my_branch(branch) or holder = (select access.my_account())));
create policy self_reads on matches.match for select to samenspel_app
    using (participant = any ((select access.my_persons())::uuid[])
        or volunteer = any ((select access.my_persons())::uuid[])
        or asked_by = any ((select access.my_persons())::uuid[]));
create policy representative_reads on matches.match for select to samenspel_app
    using (exists (select from people.relation r
        where r.participant = match.participant and r.represents
          and r.relative = any ((select access.my_persons())::uuid[])));
create policy staff on matches.event to samenspel_app
    using (exists (select from matches.match m where m.id = event.match
        and m.organisation = (select access.my_organisation())
        and (access.is_my_branch(m.branch) or m.holder = (select access.my_account()))));
