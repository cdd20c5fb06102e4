-- What people ask for, whether volunteers may do it, and who looks after the answer.
create schema requests;
grant usage on schema requests to samenspel_app, samenspel_jobs;

-- The key says nothing about whose it is; organisation, branch and holder are columns, which change when it moves.
create table requests.help_request (
    id               uuid        primary key,
    sent_key         uuid        not null unique,
    version          int         not null default 0,
    state            text        not null check (state in ('ASKED', 'SEARCHING', 'MATCHED', 'REFERRED', 'REFUSED', 'WITHDRAWN', 'CLOSED')),

    organisation     uuid        not null references network.organisation,
    branch           uuid        not null,
    holder           uuid        not null references access.account,
    next_date        date,

    participant      uuid        not null,
    asked_by         uuid,
    relation         text        check (relation in ('PARTNER', 'CHILD', 'PARENT', 'SIBLING', 'OTHER_FAMILY', 'NEIGHBOUR', 'FRIEND', 'LEGAL_REPRESENTATIVE', 'PROFESSIONAL', 'OTHER')),
    asked_by_account uuid        references access.account,
    through          text        not null check (through in ('SELF', 'RELATIVE', 'PROFESSIONAL', 'PHONE', 'MAIL', 'CHAT', 'WALK_IN', 'ORGANISATION', 'MUNICIPALITY')),
    external_id      text,

    kind             text        not null,
    words            text        not null check (words ~ '\S'),
    postcode         text        not null default '',
    place            text        not null default '',
    municipality     text        not null default '',
    day_parts        int         not null check (day_parts >= 0 and day_parts < 1 << 28),
    day_parts_needed int         not null check (day_parts_needed between 1 and 28),
    hours_per_week   int         not null check (hours_per_week between 1 and 80),
    from_day         date        not null,
    until_day        date        check (until_day >= from_day),
    languages        text[]      not null,
    wished_gender    text[]      not null default '{}',
    wish_words       text        not null default '',
    qualifications   text[]      not null default '{}',
    urgency          int         not null check (urgency between 0 and 3),
    paid_before      text        not null check (paid_before in ('NO', 'YES', 'UNKNOWN')),
    waiting_since    date        not null,

    together         boolean     not null default false,
    lacking          text        check (lacking in ('CAPACITY', 'EXPERTISE', 'BOUNDARY')),
    next_door        text        check (next_door ~ '\S'),
    next_organisation uuid       references network.organisation,
    close_reason     text        check (close_reason in ('HELPED', 'SOLVED', 'MOVED', 'DECEASED', 'NOT_REACHED', 'DOUBLE', 'OTHER')),
    ended_words      text        not null default '',
    ended_on         date,
    created_at       timestamptz not null,

    foreign key (branch, organisation)      references network.branch (id, organisation),
    foreign key (participant, organisation) references people.person (id, organisation),
    foreign key (asked_by, organisation)    references people.person (id, organisation),
    unique (organisation, external_id),
    constraint one_holder check (state not in ('ASKED', 'SEARCHING', 'MATCHED') or (holder is not null and organisation is not null)),
    constraint next_date_while_open check ((state in ('ASKED', 'SEARCHING', 'MATCHED')) = (next_date is not null)),
    constraint ended_when check ((state in ('ASKED', 'SEARCHING', 'MATCHED')) = (ended_on is null)),
    constraint no_says_what_lacks check ((state = 'REFUSED') = (lacking is not null)),
    constraint no_names_next_door check ((state in ('REFUSED', 'REFERRED')) = (next_door is not null)),
    constraint closed_says_why check ((state = 'CLOSED') = (close_reason is not null)));
create index on requests.help_request (organisation, branch, state);
create index on requests.help_request (holder) where state in ('ASKED', 'SEARCHING', 'MATCHED');
create index on requests.help_request (participant);
create index on requests.help_request (asked_by);
create index on requests.help_request (asked_by_account);
comment on table requests.help_request is 'A request for help in one of its states; see nl.samenspel.requests.HelpRequest';
comment on column requests.help_request.sent_key is 'Made with the form: sent twice, it is one request';
comment on column requests.help_request.holder is 'Law 1: who looks after it; of an ended one who did so last';
comment on column requests.help_request.municipality is 'Empty where the postcode is unknown: then distance is unknown too';

-- Every triage that was done, also those that were done over.
create table requests.triage (
    id                bigint      generated always as identity primary key,
    request           uuid        not null references requests.help_request,
    organisation      uuid        not null,
    at                timestamptz not null,
    by_account        uuid        not null references access.account,
    troubled          text[]      not null,
    within_a_year     boolean     not null,
    touched           text[]      not null,
    outcome           text        not null check (outcome in ('VOLUNTEER', 'TOGETHER', 'PROFESSIONAL', 'NO')),
    lacking           text        check (lacking in ('CAPACITY', 'EXPERTISE', 'BOUNDARY')),
    next_door         text        check (next_door ~ '\S'),
    next_organisation uuid        references network.organisation,
    notes             text        not null default '',
    urgency           int         not null check (urgency between 0 and 3),
    qualifications    text[]      not null default '{}',
    constraint no_says_what_lacks check ((outcome = 'NO') = (lacking is not null)),
    constraint no_names_next_door check ((outcome in ('NO', 'PROFESSIONAL')) = (next_door is not null)),
    -- The base of the boundaries (nl.samenspel.requests.Boundary): organisations may add to it, nobody takes away.
    constraint base_boundaries check (
        not (outcome in ('VOLUNTEER', 'TOGETHER') and touched && array[
            'RESERVED_MEDICAL_ACT', 'NURSING', 'MEDICATION', 'CRISIS_SAFETY', 'MONEY_WITH_MANDATE', 'HEAVY_HOUSEHOLD', 'STRUCTURAL_CLEANING'])
        and not (outcome = 'VOLUNTEER' and touched && array['LIFTING', 'PERSONAL_CARE', 'UNACCOMPANIED_CHILD'])));
create index on requests.triage (request);
comment on table requests.triage is 'What was found and decided, when and by whom; never changed';

create table requests.contact (
    id           bigint      generated always as identity primary key,
    request      uuid        not null references requests.help_request,
    organisation uuid        not null,
    at           timestamptz not null,
    by_account   uuid        references access.account,
    with_whom    text        not null check (with_whom ~ '\S'),
    agreed       text        not null check (agreed ~ '\S'),
    next_date    date);
create index on requests.contact (request);
comment on table requests.contact is 'Who spoke to whom, when, and what was agreed; never changed';

create table requests.event (
    id           bigint      generated always as identity primary key,
    request      uuid        not null references requests.help_request,
    organisation uuid        not null,
    at           timestamptz not null,
    by_account   uuid        references access.account,
    what         text        not null check (what in ('TAKEN_IN', 'SEARCHING', 'MATCHED', 'RELEASED', 'REFERRED', 'REFUSED', 'WITHDRAWN', 'CLOSED', 'REOPENED', 'HANDED', 'NEXT_DATE', 'CORRECTED')),
    holder       uuid        not null references access.account,
    next_date    date,
    words        text        not null default '');
create index on requests.event (request);
comment on table requests.event is 'The history of a request; never changed';

do $$
declare t text;
begin
    foreach t in array array['help_request', 'triage', 'contact', 'event'] loop
        execute format('alter table requests.%I enable row level security', t);
        execute format('alter table requests.%I force  row level security', t);
        execute format('grant select, insert on requests.%I to samenspel_app', t);
        -- the laws are examined across organisations
        execute format('grant select on requests.%I to samenspel_jobs', t);
        execute format('create policy jobs_read on requests.%I for select to samenspel_jobs using (true)', t);
    end loop;
    -- what was done at the desk is read at the desk, by whoever may see the request there
    foreach t in array array['triage', 'contact', 'event'] loop
        execute format('create policy staff on requests.%I to samenspel_app using ('
            'organisation = (select access.my_organisation()) '
            'and exists (select from requests.help_request r where r.id = request))', t);
    end loop;
end $$;
grant update on requests.help_request to samenspel_app;

create policy staff on requests.help_request to samenspel_app
    using (organisation = (select access.my_organisation())
        and (access.is_my_branch(branch) or holder = (select access.my_account())));
create policy own on requests.help_request for select to samenspel_app
    using (participant = any ((select access.my_persons())::uuid[])
        or asked_by = any ((select access.my_persons())::uuid[])
        or asked_by_account = (select access.my_account()));
create policy shared on requests.help_request for select to samenspel_app
    using (access.shared_with_me('REQUEST', id));
