-- Signing in through an organisation's own identity provider: which account is which subject there. Linked by its
-- owner only, while signed in.
create table access.provider_link (
    issuer  text        not null,
    subject text        not null,
    account uuid        not null references access.account,
    since   timestamptz not null,
    primary key (issuer, subject),
    unique (issuer, account));
alter table access.provider_link enable row level security;
alter table access.provider_link force  row level security;
grant select on access.provider_link to samenspel_app;
create policy provider_own on access.provider_link for select to samenspel_app using (account = (select access.my_account()));
grant select, insert, delete on access.provider_link to samenspel_jobs;
create policy jobs_all on access.provider_link to samenspel_jobs using (true) with check (true);
