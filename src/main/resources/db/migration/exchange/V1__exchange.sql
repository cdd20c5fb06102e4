-- Files on their way in: for a day, closed, and for who sent them only.
create schema exchange;
grant usage on schema exchange to samenspel_app, samenspel_jobs;

create table exchange.import_file (
    id           uuid        primary key,
    account      uuid        not null references access.account,
    organisation uuid        references network.organisation,
    branch       uuid,
    list         text        not null check (list in ('AREAS', 'VOLUNTEERS', 'REQUESTS')),
    name         text        not null,
    content      bytea       not null,
    columns      text[]      not null,
    created_at   timestamptz not null,
    done_at      timestamptz,
    read_rows    int         not null default 0,
    added        int         not null default 0,
    changed      int         not null default 0,
    unchanged    int         not null default 0,
    rejected     int         not null default 0,
    foreign key (branch, organisation) references network.branch (id, organisation),
    check ((list = 'AREAS') = (organisation is null)),
    check ((organisation is null) = (branch is null)));
create index on exchange.import_file (created_at);
comment on column exchange.import_file.content is 'Closed with a key that only the sender''s browser has: it may hold what we must not keep';
comment on column exchange.import_file.columns is 'What each column means; see nl.samenspel.exchange.KnownColumn';

alter table exchange.import_file enable row level security;
alter table exchange.import_file force  row level security;
grant select, insert, update, delete on exchange.import_file to samenspel_app;
create policy sender on exchange.import_file to samenspel_app
    using (account = (select access.my_account())
        and (organisation is null or organisation = (select access.my_organisation())));

-- forgetting crosses organisations
grant select (id, created_at), delete on exchange.import_file to samenspel_jobs;
create policy jobs_read   on exchange.import_file for select to samenspel_jobs using (true);
create policy jobs_forget on exchange.import_file for delete to samenspel_jobs using (true);
