-- Signing in: second factors, who is signed in where, what somebody was typing, how often was guessed.

-- Since when a password alone does not let this account in. Only its owner (who may choose) and the desk take it away.
alter table access.account add column second_since timestamptz;

-- Browsers on which an account signed in before: guessing elsewhere does not count against these.
create table access.device (
    token_hash text        not null,
    account    uuid        not null references access.account,
    seen_at    timestamptz not null,
    primary key (token_hash, account));
create index on access.device (account);

create table access.sign_in (
    id        uuid        primary key,
    account   uuid        not null references access.account,
    proof     text        not null check (proof in ('PASSWORD', 'TWO', 'PASSKEY', 'PROVIDER', 'DEMO')),
    browser   text        not null,
    system    text        not null,
    began_at  timestamptz not null,
    proved_at timestamptz not null,
    seen_at   timestamptz not null,
    desk      uuid,
    ended_at  timestamptz,
    ended_by  text check (ended_by in ('SELF', 'IDLE', 'AGE', 'ELSEWHERE', 'CHANGE')),
    check ((ended_at is null) = (ended_by is null)),
    check (seen_at >= began_at));
create index on access.sign_in (account) where ended_at is null;
create index on access.sign_in (seen_at);
comment on table access.sign_in is 'One time that somebody came in, until they left; the web session only points to it';

create table access.app (
    account       uuid        primary key references access.account,
    sealed_secret bytea       not null,
    last_step     bigint      not null,
    since         timestamptz not null);
comment on table access.app is 'The app that shows a code every half minute (RFC 6238); its secret is sealed with the key of the installation';

create table access.sheet_code (
    account uuid        not null references access.account,
    number  int         not null check (number between 1 and 10),
    mac     text        not null,
    made_at timestamptz not null,
    used_at timestamptz,
    primary key (account, number));
comment on table access.sheet_code is 'A printed sheet of once-only codes; only marks made with the key of the installation are kept';

create table access.passkey (
    credential      bytea       primary key check (length(credential) <= 1023),
    id              uuid        not null unique,
    account         uuid        not null references access.account,
    public_key      bytea       not null,
    attestation     bytea       not null,
    signature_count bigint      not null,
    verified        boolean     not null,
    backup_eligible boolean     not null,
    backed_up       boolean     not null,
    transports      text        not null,
    name            text        not null,
    since           timestamptz not null,
    used_at         timestamptz not null);
create index on access.passkey (account);

-- What somebody was typing when their session ended, sealed. Nobody's (a guest's) is found by its id in the session.
create table access.draft (
    id      uuid        primary key,
    account uuid        unique references access.account,
    sealed  bytea       not null,
    kept_at timestamptz not null);

-- How many tries are used up, for what. The keys are marks: what was typed cannot be read back from them.
create table access.guess_budget (
    mark    text             primary key,
    used    double precision not null check (used >= 0),
    at      timestamptz      not null);

-- Who asked for a new password; answered a moment later, so that asking takes as long for everybody.
create table access.recovery_asked (
    id       uuid        primary key,
    address  text        not null,
    asked_at timestamptz not null);

-- What happened to somebody's way in, and who helped. Never changed; goes only with whose it is.
create table access.way_in_event (
    id           bigint      generated always as identity primary key,
    at           timestamptz not null,
    account      uuid        not null references access.account,
    kind         text        not null,
    by_account   uuid        references access.account,
    organisation uuid,
    seen_how     text check (seen_how in ('IN_PERSON', 'KNOWN_VOICE', 'PAPERS')));
create index on access.way_in_event (account, at);

-- An organisation may ask a second factor of everyone, never of fewer than Samenspel asks.
create table access.house_rule (
    organisation   uuid        primary key,
    second_for_all boolean     not null,
    set_by         uuid        references access.account,
    set_at         timestamptz not null);

alter table access.device         enable row level security;
alter table access.device         force  row level security;
alter table access.sign_in        enable row level security;
alter table access.sign_in        force  row level security;
alter table access.app            enable row level security;
alter table access.app            force  row level security;
alter table access.sheet_code     enable row level security;
alter table access.sheet_code     force  row level security;
alter table access.passkey        enable row level security;
alter table access.passkey        force  row level security;
alter table access.draft          enable row level security;
alter table access.draft          force  row level security;
alter table access.guess_budget   enable row level security;
alter table access.guess_budget   force  row level security;
alter table access.recovery_asked enable row level security;
alter table access.recovery_asked force  row level security;
alter table access.way_in_event   enable row level security;
alter table access.way_in_event   force  row level security;
alter table access.house_rule     enable row level security;
alter table access.house_rule     force  row level security;

-- People see their own.
grant select on access.sign_in, access.passkey, access.way_in_event, access.house_rule to samenspel_app;
grant select (account, since) on access.app to samenspel_app;
grant select (account, number, made_at, used_at) on access.sheet_code to samenspel_app;
grant select (second_since) on access.account to samenspel_app;
create policy sign_in_own on access.sign_in for select to samenspel_app using (account = (select access.my_account()));
create policy app_own on access.app for select to samenspel_app using (account = (select access.my_account()));
create policy sheet_own on access.sheet_code for select to samenspel_app using (account = (select access.my_account()));
create policy passkey_own on access.passkey for select to samenspel_app using (account = (select access.my_account()));
create policy way_in_own on access.way_in_event for select to samenspel_app using (account = (select access.my_account()));

-- They end their own sessions, choose their desk, name and remove their own passkeys.
grant update (ended_at, ended_by, desk) on access.sign_in to samenspel_app;
create policy sign_in_end on access.sign_in for update to samenspel_app using (account = (select access.my_account()));

grant insert, update on access.house_rule to samenspel_app;
create policy house_rule_read on access.house_rule for select to samenspel_app using (
    organisation = (select access.my_organisation()));
create policy house_rule_set on access.house_rule for insert to samenspel_app with check (
    organisation = (select access.my_organisation()) and (select access.my_role()) = 'MANAGER');
create policy house_rule_change on access.house_rule for update to samenspel_app using (
    organisation = (select access.my_organisation()) and (select access.my_role()) = 'MANAGER');

-- Coming in happens before anybody is anybody; see docs/explanation/jobs-role.md.
grant select, insert, update, delete on access.device, access.sign_in, access.app, access.sheet_code, access.passkey,
    access.draft, access.guess_budget, access.recovery_asked to samenspel_jobs;
grant select, insert, delete on access.way_in_event to samenspel_jobs;
grant select on access.house_rule to samenspel_jobs;
grant delete on access.link to samenspel_jobs;
create policy jobs_all on access.device         to samenspel_jobs using (true) with check (true);
create policy jobs_all on access.sign_in        to samenspel_jobs using (true) with check (true);
create policy jobs_all on access.app            to samenspel_jobs using (true) with check (true);
create policy jobs_all on access.sheet_code     to samenspel_jobs using (true) with check (true);
create policy jobs_all on access.passkey        to samenspel_jobs using (true) with check (true);
create policy jobs_all on access.draft          to samenspel_jobs using (true) with check (true);
create policy jobs_all on access.guess_budget   to samenspel_jobs using (true) with check (true);
create policy jobs_all on access.recovery_asked to samenspel_jobs using (true) with check (true);
create policy jobs_all on access.way_in_event   to samenspel_jobs using (true) with check (true);
create policy jobs_read on access.house_rule for select to samenspel_jobs using (true);

-- Everybody who was signed in signs in once more: a session now points to a row of sign_in.
delete from access.session;
