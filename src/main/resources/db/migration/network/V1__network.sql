-- Organisations, their branches, areas and who takes in which requests. The directory is public:
-- everyone may read it, only an administrator or the organisation's manager may change it.
create schema network;
grant usage on schema network to samenspel_app, samenspel_jobs;

create table network.organisation (
    id                uuid        primary key,
    name              text        not null unique,
    kind              text        not null check (kind in ('BUDDIES', 'HOME_VISITS', 'HOSPICE', 'PRACTICAL_HELP', 'WELFARE', 'OUTINGS', 'CARE', 'MUNICIPALITY')),
    about             text        not null default '',
    phone             text,
    email             text,
    stricter          text[]      not null default '{}',
    created_at        timestamptz not null);
comment on column network.organisation.stricter is 'Boundaries on top of the base: an organisation may be stricter, never looser';

create table network.branch (
    id           uuid   primary key,
    organisation uuid   not null references network.organisation,
    name         text   not null,
    place        text   not null,
    phone        text,
    email        text,
    kinds        text[] not null default '{}',
    duty         uuid   references access.account,
    unique (organisation, name),
    unique (id, organisation));
comment on column network.branch.duty is 'The coordinator on duty: becomes the holder of what comes in';

create table network.area (
    postcode     char(4)          primary key check (postcode ~ '^[1-9][0-9]{3}$'),
    place        text             not null,
    municipality text             not null,
    province     text             not null default '',
    latitude     double precision,
    longitude    double precision,
    x            int,
    y            int,
    check ((x is null) = (y is null)));
create index on network.area (municipality);
create index on network.area (lower(place));
comment on column network.area.x is 'Metres of the national grid (RD), east';

create table network.route (
    id           uuid primary key,
    branch       uuid not null references network.branch,
    municipality text,
    postcode     char(4),
    kind         text);
comment on table network.route is 'Which branch takes in what, where; the most specific one wins';

create table network.fallback_desk (
    only_one boolean primary key default true check (only_one),
    branch   uuid not null references network.branch);

do $$
declare t text;
begin
    foreach t in array array['organisation', 'branch', 'area', 'route', 'fallback_desk'] loop
        execute format('alter table network.%I enable row level security', t);
        execute format('alter table network.%I force  row level security', t);
        execute format('create policy everyone_reads on network.%I for select to samenspel_app, samenspel_jobs using (true)', t);
        execute format('create policy administrator on network.%I to samenspel_app using (access.my_role() = ''ADMINISTRATOR'')', t);
        execute format('grant select on network.%I to samenspel_jobs', t);
        execute format('grant select, insert, update, delete on network.%I to samenspel_app', t);
    end loop;
end $$;
create policy manager on network.organisation for update to samenspel_app
    using (id = access.my_organisation() and access.my_role() = 'MANAGER');
create policy manager on network.branch to samenspel_app
    using (organisation = access.my_organisation() and access.my_role() = 'MANAGER');
create policy manager on network.route to samenspel_app
    using (access.my_role() = 'MANAGER'
        and exists (select from network.branch b where b.id = route.branch and b.organisation = access.my_organisation()));
