create schema database;

-- What this database was begun for. One row, written once.
create table database.installation (
    only_one boolean primary key default true check (only_one),
    kind text not null check (kind in ('DEMO', 'REAL')),
    created_at timestamptz not null default now()
);

create function database.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'What an installation is for never changes.' using errcode = 'integrity_constraint_violation';
end
$$;

create trigger installation_never_changes
    before update or delete or truncate on database.installation
    for each statement execute function database.refuse_change();

grant usage on schema database to samenspel_app, samenspel_jobs;
grant select, insert on database.installation to samenspel_app;
grant select on database.installation to samenspel_jobs;
