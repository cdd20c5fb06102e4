-- A request handed over to another organisation, or another organisation asked to join (nl.samenspel.referrals).
create schema referrals;
grant usage on schema referrals to samenspel_app, samenspel_jobs;

-- What stands here from kind to words is all that the receiver sees before it says yes: no name, no address.
create table referrals.referral (
    id               uuid        primary key,
    version          int         not null default 0,
    state            text        not null check (state in ('DRAFT', 'REQUESTED', 'ACCEPTED', 'REJECTED', 'CANCELLED',
                         'IN_PROGRESS', 'ON_HOLD', 'FAILED', 'COMPLETED', 'ENTERED_IN_ERROR')),
    way              text        not null check (way in ('HAND_OVER', 'JOIN')),
    request          uuid        not null references requests.help_request,
    organisation     uuid        not null references network.organisation,
    branch           uuid        not null,
    by_account       uuid        not null references access.account,
    as_ambassador    text        not null default '',
    to_organisation  uuid        not null references network.organisation,
    to_branch        uuid        not null,
    participant      uuid        not null,
    brought_by       uuid        references access.account,
    because          text        not null check (because in ('CAPACITY', 'EXPERTISE', 'BOUNDARY', 'AREA', 'OTHER')),
    note             text        not null default '',
    scope            text[]      not null check (scope <@ array['WORDS', 'REACH', 'ADDRESS']),

    kind             text        not null,
    postcode         text        not null check (postcode = '' or postcode ~ '^[1-9][0-9]{3}$'),
    municipality     text        not null,
    day_parts        int         not null,
    day_parts_needed int         not null,
    hours_per_week   int         not null check (hours_per_week > 0),
    from_day         date        not null,
    until_day        date,
    languages        text[]      not null,
    wished_gender    text[]      not null,
    qualifications   text[]      not null,
    urgency          int         not null check (urgency between 0 and 3),
    touched          text[]      not null,
    together         boolean     not null,
    waiting_since    date        not null,
    words            text        not null default '',

    consent          uuid        references people.consent,
    override_why     text        check (override_why ~ '\S'),
    drafted_at       timestamptz not null,
    respond_by       date,
    remind_on        date,
    reminded         boolean     not null default false,
    decided_by       uuid        references access.account,
    decided_at       timestamptz,
    reason           text        check (reason in ('CAPACITY', 'EXPERTISE', 'BOUNDARY', 'AREA', 'OTHER', 'NO_ANSWER',
                         'TAKEN_BACK', 'CONSENT', 'HELPED', 'ENDED')),
    said             text        not null default '',
    ended_on         date,
    known_there_as   uuid        references people.person deferrable initially immediate,
    accepted_in      xid8,

    foreign key (branch, organisation)       references network.branch (id, organisation),
    foreign key (to_branch, to_organisation) references network.branch (id, organisation),
    foreign key (participant, organisation)  references people.person (id, organisation) deferrable initially immediate,
    constraint not_to_oneself check (organisation <> to_organisation),
    constraint words_only_when_agreed check (words = '' or 'WORDS' = any (scope)),
    constraint stands_on_something check (state in ('DRAFT', 'CANCELLED', 'ENTERED_IN_ERROR')
        or num_nonnulls(consent, override_why) = 1),
    constraint term_once_asked check (state in ('DRAFT', 'CANCELLED', 'ENTERED_IN_ERROR')
        or num_nonnulls(respond_by, remind_on) = 2),
    constraint decided check (state not in ('ACCEPTED', 'REJECTED', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETED')
        or num_nonnulls(decided_by, decided_at) = 2),
    constraint ended_when check ((state in ('REJECTED', 'CANCELLED', 'FAILED', 'COMPLETED', 'ENTERED_IN_ERROR')) = (ended_on is not null)),
    constraint why_not check ((state in ('REJECTED', 'CANCELLED', 'FAILED')) = (reason is not null)),
    constraint other_words check (reason is distinct from 'OTHER' or said ~ '\S'));
create unique index one_open_hand_over on referrals.referral (request)
    where way = 'HAND_OVER' and state in ('DRAFT', 'REQUESTED');
create unique index asked_there_once on referrals.referral (request, to_organisation)
    where state in ('DRAFT', 'REQUESTED', 'ACCEPTED', 'IN_PROGRESS', 'ON_HOLD');
create index on referrals.referral (organisation, state);
create index on referrals.referral (to_organisation, state);
create index on referrals.referral (participant);
create index on referrals.referral (brought_by);
create index on referrals.referral (accepted_in) where accepted_in is not null;
create index on referrals.referral (remind_on) where state = 'REQUESTED';
comment on table referrals.referral is 'A request on its way to another organisation; see nl.samenspel.referrals.Referral';
comment on column referrals.referral.accepted_in is 'The transaction of the yes, for the length of it: in there, and nowhere else, the receiver takes the request over';
comment on column referrals.referral.known_there_as is 'The participant''s record at the receiver, once there is one';

-- Someone of a volunteer organisation who is present at a team of professionals, for all organisations.
create table referrals.ambassador (
    id           uuid primary key,
    organisation uuid not null references network.organisation,
    account      uuid not null references access.account,
    team         text not null check (team ~ '\S'),
    from_day     date not null,
    until_day    date check (until_day >= from_day));
create index on referrals.ambassador (organisation);
create unique index once_at_a_team on referrals.ambassador (account, organisation, team) where until_day is null;
comment on table referrals.ambassador is 'Who shows a team what volunteers can do, and brings its requests';

-- Which step is whose, and what must hold when a request is put before another organisation.
create function referrals.by_whom() returns trigger language plpgsql as $$
declare mine uuid := access.my_organisation();
begin
    if tg_op = 'INSERT' then
        if new.state not in ('DRAFT', 'REQUESTED') then
            raise exception 'a referral begins as a draft, or asked' using errcode = 'check_violation', constraint = 'begins';
        end if;
    elsif new.state = old.state then
        return new;
    elsif not (old.state, new.state) in (
            ('DRAFT', 'REQUESTED'), ('DRAFT', 'CANCELLED'), ('DRAFT', 'ENTERED_IN_ERROR'),
            ('REQUESTED', 'ACCEPTED'), ('REQUESTED', 'REJECTED'), ('REQUESTED', 'CANCELLED'), ('REQUESTED', 'FAILED'),
            ('REQUESTED', 'ENTERED_IN_ERROR'),
            ('ACCEPTED', 'IN_PROGRESS'), ('ACCEPTED', 'ON_HOLD'), ('ACCEPTED', 'FAILED'), ('ACCEPTED', 'COMPLETED'),
            ('ACCEPTED', 'CANCELLED'),
            ('IN_PROGRESS', 'ON_HOLD'), ('IN_PROGRESS', 'FAILED'), ('IN_PROGRESS', 'COMPLETED'), ('IN_PROGRESS', 'CANCELLED'),
            ('ON_HOLD', 'IN_PROGRESS'), ('ON_HOLD', 'FAILED'), ('ON_HOLD', 'COMPLETED'), ('ON_HOLD', 'CANCELLED')) then
        raise exception 'a referral does not go from % to %', old.state, new.state
            using errcode = 'check_violation', constraint = 'goes_that_way';
    elsif new.state in ('ACCEPTED', 'REJECTED') and mine is distinct from new.to_organisation then
        raise exception 'only the receiver says yes or no' using errcode = 'check_violation', constraint = 'receiver_answers';
    elsif new.state = 'CANCELLED' and mine is distinct from new.organisation then
        raise exception 'only the sender takes it back' using errcode = 'check_violation', constraint = 'sender_takes_back';
    end if;
    if new.state = 'ACCEPTED' then
        new.accepted_in := pg_current_xact_id();
    end if;
    if new.state in ('DRAFT', 'REQUESTED') then
        if not exists (select from requests.help_request r where r.id = new.request
                and r.organisation = new.organisation and r.state in ('ASKED', 'SEARCHING', 'MATCHED')) then
            raise exception 'who refers holds the request' using errcode = 'check_violation', constraint = 'sender_holds_it';
        end if;
        if not exists (select from network.branch b where b.id = new.to_branch and b.closed_on is null) then
            raise exception 'nobody is there any more' using errcode = 'check_violation', constraint = 'receiver_is_open';
        end if;
        if new.way = 'HAND_OVER' and exists (select from requests.help_request r
                where r.id = new.request and new.to_organisation = any (r.held_before)) then
            raise exception 'it would go round in a circle' using errcode = 'check_violation', constraint = 'no_circle';
        end if;
    end if;
    return new;
end $$;
create trigger by_whom before insert or update of state on referrals.referral
    for each row execute function referrals.by_whom();

-- A yes to a hand-over and the request's move are one: at the end of the transaction it is at the receiver.
create function referrals.moved_with_the_yes() returns trigger language plpgsql as $$
begin
    if not exists (select from requests.help_request r
            where r.id = new.request and r.organisation = new.to_organisation) then
        raise exception 'who said yes holds the request'
            using errcode = 'check_violation', constraint = 'moved_with_the_yes';
    end if;
    return null;
end $$;
create constraint trigger moved_with_the_yes after update on referrals.referral deferrable initially deferred
    for each row when (new.way = 'HAND_OVER' and new.state = 'ACCEPTED' and old.state = 'REQUESTED')
    execute function referrals.moved_with_the_yes();

do $$
declare t text;
begin
    foreach t in array array['referral', 'ambassador'] loop
        execute format('alter table referrals.%I enable row level security', t);
        execute format('alter table referrals.%I force  row level security', t);
        execute format('grant select, insert on referrals.%I to samenspel_app', t);
        execute format('grant select, insert, update, delete on referrals.%I to samenspel_jobs', t);
        execute format('create policy jobs_all on referrals.%I to samenspel_jobs using (true) with check (true)', t);
    end loop;
end $$;
grant update (version, state, consent, override_why, respond_by, remind_on, reminded, decided_by, decided_at, reason, said,
    ended_on, known_there_as, accepted_in) on referrals.referral to samenspel_app;
grant update (until_day) on referrals.ambassador to samenspel_app;

create policy sender_reads on referrals.referral for select to samenspel_app
    using (organisation = (select access.my_organisation()));
create policy sender_adds on referrals.referral for insert to samenspel_app
    with check (organisation = (select access.my_organisation()));
create policy sender_changes on referrals.referral for update to samenspel_app
    using (organisation = (select access.my_organisation()));
-- a draft is the sender's own; it is shown when it is asked
create policy receiver_reads on referrals.referral for select to samenspel_app
    using (to_organisation = (select access.my_organisation()) and access.is_my_branch(to_branch)
        and respond_by is not null);
create policy receiver_changes on referrals.referral for update to samenspel_app
    using (to_organisation = (select access.my_organisation()) and access.is_my_branch(to_branch)
        and respond_by is not null);
create policy self_reads on referrals.referral for select to samenspel_app
    using (participant = any ((select access.my_persons())::uuid[])
        or known_there_as = any ((select access.my_persons())::uuid[]));
create policy representative_reads on referrals.referral for select to samenspel_app
    using (exists (select from people.relation r
        where r.participant = referral.participant and r.represents
          and r.relative = any ((select access.my_persons())::uuid[])));
create policy bringer_reads on referrals.referral for select to samenspel_app
    using (brought_by = (select access.my_account()));

create policy staff on referrals.ambassador to samenspel_app
    using (organisation = (select access.my_organisation()));
create policy self_reads on referrals.ambassador for select to samenspel_app
    using (account = (select access.my_account()));

-- In the transaction of the yes the receiver sees the request, and makes it its own; never before, never after, and
-- nothing else of the sender.
create function referrals.being_taken_over() returns uuid[] language sql stable
    return (select coalesce(array_agg(f.request), '{}') from referrals.referral f
        where f.accepted_in = pg_current_xact_id_if_assigned() and f.way = 'HAND_OVER' and f.state = 'ACCEPTED'
          and f.to_organisation = access.my_organisation());
create policy taken_over_reads on requests.help_request for select to samenspel_app
    using (id = any ((select referrals.being_taken_over())::uuid[]));
create policy taken_over on requests.help_request for update to samenspel_app
    using (id = any ((select referrals.being_taken_over())::uuid[]))
    with check (organisation = (select access.my_organisation()) and access.is_my_branch(branch));
