-- What people may ask of their data, and what an organisation does about it.
create schema privacy;
grant usage on schema privacy to samenspel_app, samenspel_jobs;

-- How long an organisation keeps what, where it chose otherwise than the usual; see nl.samenspel.privacy.Period.
create table privacy.period (
    organisation uuid        not null references network.organisation,
    kind         text        not null,
    months       int         not null check (months between 1 and 240),
    changed_by   uuid        not null references access.account,
    changed_at   timestamptz not null,
    primary key (organisation, kind));

create table privacy.rights_request (
    id           uuid    primary key,
    organisation uuid    not null references network.organisation,
    person       uuid    not null,
    kind         text    not null check (kind in ('SEE', 'COPY', 'CORRECT', 'FORGET', 'RESTRICT', 'OBJECT')),
    through      text    not null check (through in ('SCREEN', 'PHONE', 'MAIL', 'DESK', 'LETTER')),
    words        text    not null default '',
    asked_on     date    not null,
    due_on       date    not null check (due_on >= asked_on),
    extended     boolean not null default false,
    done_on      date    check (done_on >= asked_on),
    outcome      text    check (outcome in ('DONE', 'PARTLY', 'REFUSED', 'TAKEN_BACK')),
    answer       text    not null default '',
    recorded_by  uuid    not null references access.account,
    done_by      uuid    references access.account,
    foreign key (person, organisation) references people.person (id, organisation) deferrable initially immediate,
    -- a no says why
    constraint a_no_says_why check (outcome is distinct from 'REFUSED' or answer ~ '\S'),
    check ((done_on is null) = (outcome is null)),
    check ((done_on is null) = (done_by is null)));
create index on privacy.rights_request (organisation, due_on) where done_on is null;
create index on privacy.rights_request (person);
comment on table privacy.rights_request is 'Who asked what of their rights (AVG 15-22), and by when they get an answer';

-- Forgetting is never one person's doing: a second colleague confirms, or, where there is one, a week goes by.
create table privacy.erasure (
    id           uuid        primary key,
    organisation uuid        not null references network.organisation,
    person       uuid        not null,
    asked_by     uuid        not null references access.account,
    asked_at     timestamptz not null,
    not_before   date,
    confirmed_by uuid        references access.account,
    done_at      timestamptz,
    stopped_at   timestamptz,
    foreign key (person, organisation) references people.person (id, organisation) deferrable initially immediate,
    check ((confirmed_by is null) = (done_at is null)),
    check (done_at is null or stopped_at is null),
    constraint four_eyes check (confirmed_by is null or confirmed_by <> asked_by
        or (not_before is not null and (done_at at time zone 'Europe/Amsterdam')::date >= not_before)));
create unique index one_erasure_waits on privacy.erasure (person) where done_at is null and stopped_at is null;
create index on privacy.erasure (organisation);

-- Whom a restored backup must forget again. Numbers only.
create table privacy.forgotten (
    person       uuid        primary key,
    organisation uuid        not null references network.organisation,
    account      uuid,
    at           timestamptz not null,
    why          text        not null check (why in ('ASKED', 'NO_LONGER_NEEDED')));
comment on table privacy.forgotten is 'Also written to a file outside the database; see nl.samenspel.privacy.ErasureList';

-- Two records of one person made one, and how to give back what was, for a month.
create table privacy.joining (
    id           uuid        primary key,
    organisation uuid        not null references network.organisation,
    kept         uuid        not null,
    joined       uuid        not null,
    by           uuid        not null references access.account,
    at           timestamptz not null,
    undone_at    timestamptz,
    check (kept <> joined));
create index on privacy.joining (organisation);
create table privacy.joined_row (
    id          bigint generated always as identity primary key,
    joining     uuid   not null references privacy.joining on delete cascade,
    table_name  text   not null,
    column_name text,
    place       jsonb  not null,
    before      jsonb  not null);
create index on privacy.joined_row (joining);
comment on table privacy.joined_row is 'What a column of a row was; without a column, a whole row that was taken away';
comment on column privacy.joined_row.place is 'The key of the row, as it was left';

-- They look alike, but somebody who knows them said that they are two.
create table privacy.not_double (
    organisation uuid        not null references network.organisation,
    one          uuid        not null,
    other        uuid        not null,
    by           uuid        not null references access.account,
    at           timestamptz not null,
    primary key (one, other),
    foreign key (one, organisation) references people.person (id, organisation) deferrable initially immediate,
    foreign key (other, organisation) references people.person (id, organisation) deferrable initially immediate,
    check (one <> other));

do $$
declare t text;
begin
    foreach t in array array['period', 'rights_request', 'erasure', 'forgotten', 'joining', 'joined_row', 'not_double'] loop
        execute format('alter table privacy.%I enable row level security', t);
        execute format('alter table privacy.%I force  row level security', t);
        execute format('grant select, insert, update, delete on privacy.%I to samenspel_jobs', t);
        execute format('create policy jobs_all on privacy.%I to samenspel_jobs using (true) with check (true)', t);
    end loop;
    foreach t in array array['period', 'rights_request', 'erasure', 'joining', 'not_double'] loop
        execute format('grant select on privacy.%I to samenspel_app', t);
        execute format('create policy staff_reads on privacy.%I for select to samenspel_app '
            'using (organisation = (select access.my_organisation()))', t);
    end loop;
end $$;
grant insert, update, delete on privacy.period to samenspel_app;
create policy manager on privacy.period to samenspel_app
    using (organisation = (select access.my_organisation()) and (select access.my_role()) = 'MANAGER');

grant insert on privacy.rights_request to samenspel_app;
grant update (due_on, extended, done_on, outcome, answer, done_by) on privacy.rights_request to samenspel_app;
create policy staff on privacy.rights_request to samenspel_app
    using (organisation = (select access.my_organisation()));
create policy self_reads on privacy.rights_request for select to samenspel_app
    using (person = any ((select access.my_persons())::uuid[]));
create policy self_asks on privacy.rights_request for insert to samenspel_app
    with check (person = any ((select access.my_persons())::uuid[]) and done_on is null);

grant insert on privacy.erasure to samenspel_app;
grant update (confirmed_by, done_at, stopped_at) on privacy.erasure to samenspel_app;
create policy staff on privacy.erasure to samenspel_app
    using (organisation = (select access.my_organisation()));

grant insert on privacy.not_double to samenspel_app;
create policy staff on privacy.not_double for insert to samenspel_app
    with check (organisation = (select access.my_organisation()));
