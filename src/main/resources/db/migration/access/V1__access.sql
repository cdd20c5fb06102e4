-- Who gets in, in which role, whose rows they see, and who looked.
create schema access;
grant usage on schema access to samenspel_app, samenspel_jobs;

-- Who looks, for the length of one transaction. Nothing set: nothing seen.
create function access.my_account() returns uuid language sql stable
    return nullif(current_setting('samenspel.account', true), '')::uuid;
create function access.my_organisation() returns uuid language sql stable
    return nullif(current_setting('samenspel.organisation', true), '')::uuid;
create function access.my_role() returns text language sql stable
    return coalesce(current_setting('samenspel.role', true), '');
create function access.my_persons() returns uuid[] language sql stable
    return string_to_array(coalesce(current_setting('samenspel.persons', true), ''), ',')::uuid[];
create function access.is_my_branch(branch uuid) returns boolean language sql stable
    return case coalesce(current_setting('samenspel.branches', true), '')
        when 'all' then true
        when '' then false
        else branch = any (string_to_array(current_setting('samenspel.branches', true), ',')::uuid[])
    end;

create table access.account (
    id            uuid        primary key,
    sign_in_name  text        not null unique check (sign_in_name = lower(sign_in_name)),
    email         text        check (email = lower(email)),
    name          text        not null,
    password_hash text,
    language      text        not null default 'nl' check (language in ('nl', 'en')),
    suspended_at  timestamptz,
    created_at    timestamptz not null);
comment on table access.account is 'A person''s way in; see nl.samenspel.access.Account';

create table access.role_held (
    id           uuid        primary key,
    account      uuid        not null references access.account,
    role         text        not null check (role in ('VOLUNTEER', 'PARTICIPANT', 'RELATIVE', 'PROFESSIONAL', 'COORDINATOR', 'MANAGER', 'ADMINISTRATOR')),
    organisation uuid,
    branch       uuid,
    person       uuid,
    since        timestamptz not null,
    ended_at     timestamptz,
    check ((role = 'ADMINISTRATOR') = (organisation is null)),
    check ((branch is not null) = (role = 'COORDINATOR')),
    check (role not in ('VOLUNTEER', 'PARTICIPANT', 'RELATIVE') or person is not null));
create index on access.role_held (account);
create index on access.role_held (organisation, role);
create unique index on access.role_held (account, role, organisation, branch, person) nulls not distinct where ended_at is null;
comment on table access.role_held is 'Which role an account has, where, and as which person record';

-- Someone looks after a colleague's branches while the colleague is away.
create table access.cover (
    id           uuid primary key,
    organisation uuid not null,
    absent       uuid not null references access.account,
    cover        uuid not null references access.account,
    from_day     date not null,
    until_day    date not null,
    check (absent <> cover),
    check (until_day >= from_day));

create table access.link (
    token_hash text        primary key,
    account    uuid        not null references access.account,
    purpose    text        not null check (purpose in ('ENROL', 'RECOVER')),
    expires_at timestamptz not null,
    used_at    timestamptz,
    created_at timestamptz not null);
comment on table access.link is 'Once-only links and printed codes; only their hash is kept';

create table access.api_token (
    token_hash text        primary key,
    account    uuid        not null references access.account,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz);

-- Law 7: what one organisation shows another, or one person; withdrawal works at once.
create table access.share (
    id                uuid        primary key,
    what              text        not null check (what in ('REQUEST', 'PERSON')),
    subject           uuid        not null,
    from_organisation uuid        not null,
    to_organisation   uuid,
    to_person         uuid,
    purpose           text        not null,
    consent           uuid,
    until_day         date,
    given_at          timestamptz not null,
    withdrawn_at      timestamptz,
    check (num_nonnulls(to_organisation, to_person) = 1));
create index on access.share (subject, what);

create function access.shared_with_me(wanted text, wanted_id uuid) returns boolean language sql stable
    return exists (
        select from access.share s
        where s.what = wanted and s.subject = wanted_id and s.withdrawn_at is null
          and (s.until_day is null or s.until_day >= current_date)
          and (s.to_organisation = access.my_organisation() or s.to_person = any (access.my_persons())));

-- Law 8: every look at a person's record. Insert only; sealing comes on top.
create table access.look (
    id           bigint      generated always as identity primary key,
    at           timestamptz not null,
    account      uuid        not null,
    role         text        not null,
    organisation uuid,
    subject      uuid        not null,
    purpose      text        not null);
create index on access.look (subject, at);
comment on table access.look is 'Who looked at whose record, when and why (NEN 7513)';

alter table access.account   enable row level security;
alter table access.account   force  row level security;
alter table access.role_held enable row level security;
alter table access.role_held force  row level security;
alter table access.cover     enable row level security;
alter table access.cover     force  row level security;
alter table access.link      enable row level security;
alter table access.link      force  row level security;
alter table access.api_token enable row level security;
alter table access.api_token force  row level security;
alter table access.share     enable row level security;
alter table access.share     force  row level security;
alter table access.look      enable row level security;
alter table access.look      force  row level security;

grant select (id, sign_in_name, email, name, language, suspended_at, created_at) on access.account to samenspel_app;
grant insert on access.account to samenspel_app;
grant update (email, name, language, suspended_at) on access.account to samenspel_app;
create policy account_read on access.account for select to samenspel_app using (
    id = (select access.my_account())
    or (select access.my_role()) = 'ADMINISTRATOR'
    or exists (select from access.role_held r where r.account = account.id and r.organisation = (select access.my_organisation())));
create policy account_add on access.account for insert to samenspel_app with check (
    password_hash is null
    and ((select access.my_organisation()) is not null or (select access.my_role()) = 'ADMINISTRATOR'));
create policy account_change on access.account for update to samenspel_app using (
    id = (select access.my_account()) or (select access.my_role()) in ('ADMINISTRATOR', 'MANAGER'));

grant select, insert on access.role_held to samenspel_app;
grant update (ended_at) on access.role_held to samenspel_app;
create policy role_read on access.role_held for select to samenspel_app using (
    account = (select access.my_account())
    or organisation = (select access.my_organisation())
    or (select access.my_role()) = 'ADMINISTRATOR');
create policy role_give on access.role_held for insert to samenspel_app with check (
    (select access.my_role()) = 'ADMINISTRATOR'
    or (organisation = (select access.my_organisation())
        and role in ('VOLUNTEER', 'PARTICIPANT', 'RELATIVE', 'PROFESSIONAL'))
    or (organisation = (select access.my_organisation()) and (select access.my_role()) = 'MANAGER'
        and role in ('COORDINATOR', 'MANAGER')));
create policy role_end on access.role_held for update to samenspel_app using (
    (select access.my_role()) = 'ADMINISTRATOR'
    or (organisation = (select access.my_organisation()) and (select access.my_role()) = 'MANAGER'));

grant select, insert, update, delete on access.cover to samenspel_app;
create policy cover_own on access.cover to samenspel_app using (organisation = (select access.my_organisation()));

grant insert on access.link to samenspel_app;
create policy link_add on access.link for insert to samenspel_app with check (
    (select access.my_organisation()) is not null or (select access.my_role()) = 'ADMINISTRATOR');

grant select, insert on access.share to samenspel_app;
grant update (withdrawn_at) on access.share to samenspel_app;
create policy share_read on access.share for select to samenspel_app using (
    from_organisation = (select access.my_organisation())
    or to_organisation = (select access.my_organisation())
    or to_person = any ((select access.my_persons())::uuid[]));
create policy share_give on access.share for insert to samenspel_app with check (
    from_organisation = (select access.my_organisation()));
create policy share_withdraw on access.share for update to samenspel_app using (
    from_organisation = (select access.my_organisation()));

grant select, insert on access.look to samenspel_app;
create policy look_write on access.look for insert to samenspel_app with check (account = (select access.my_account()));
create policy look_read on access.look for select to samenspel_app using (
    subject = any ((select access.my_persons())::uuid[])
    or (organisation = (select access.my_organisation()) and (select access.my_role()) = 'MANAGER'));

-- Signing in and links cross organisations: nobody is anybody yet.
grant select, insert, update on access.account, access.role_held, access.link, access.api_token to samenspel_jobs;
grant select on access.cover, access.look, access.share to samenspel_jobs;
create policy jobs_all on access.account   to samenspel_jobs using (true) with check (true);
create policy jobs_all on access.role_held to samenspel_jobs using (true) with check (true);
create policy jobs_all on access.link      to samenspel_jobs using (true) with check (true);
create policy jobs_all on access.api_token to samenspel_jobs using (true) with check (true);
create policy jobs_read on access.cover for select to samenspel_jobs using (true);
create policy jobs_read on access.look  for select to samenspel_jobs using (true);
create policy jobs_read on access.share for select to samenspel_jobs using (true);

-- Web sessions (Spring Session), so that a restart signs nobody out.
create table access.session (
    primary_id            char(36) primary key,
    session_id            char(36) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval int      not null,
    expiry_time           bigint   not null,
    principal_name        varchar(100));
create index on access.session (expiry_time);
create index on access.session (principal_name);
create table access.session_attributes (
    session_primary_id char(36)     not null references access.session on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name));
grant select, insert, update, delete on access.session, access.session_attributes to samenspel_app;
