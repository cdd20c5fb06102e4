-- Tasks instead of functions: what is too much or too long for one is divided. Each part is a request of its own, and
-- this says which belong together, in which order, which takes over from which, and in which somebody goes along.
create table requests.task (
    request uuid primary key references requests.help_request,
    whole   uuid not null references requests.help_request,
    nth     int  not null check (nth > 0),
    title   text not null default '',
    follows uuid references requests.help_request,
    besides uuid references requests.help_request,
    constraint own_place unique (whole, nth) deferrable initially deferred,
    check (follows <> request),
    check (besides <> request));
create index on requests.task (follows) where follows is not null;
create index on requests.task (besides) where besides is not null;
comment on table requests.task is 'A part of what was asked; see nl.samenspel.requests.Part';

-- Several volunteers for one person are a small, fixed group, with one of them whom the others turn to.
create table requests.small_group (
    whole   uuid primary key references requests.help_request,
    contact uuid not null references people.person);
create index on requests.small_group (contact);
comment on table requests.small_group is 'Whom a small group of volunteers turns to; see nl.samenspel.requests.Tasks';

-- The desk that holds the request sees and moves its place; nobody else needs it.
do $$
declare t text; k text;
begin
    foreach t in array array['task', 'small_group'] loop
        k := case t when 'task' then 'request' else 'whole' end;
        execute format('alter table requests.%I enable row level security', t);
        execute format('alter table requests.%I force  row level security', t);
        execute format('grant select, insert on requests.%I to samenspel_app', t);
        execute format('grant select, insert, update, delete on requests.%I to samenspel_jobs', t);
        execute format('create policy jobs on requests.%I to samenspel_jobs using (true) with check (true)', t);
        execute format('create policy staff on requests.%I to samenspel_app using ('
            'exists (select from requests.help_request r where r.id = %I.%I '
            'and r.organisation = (select access.my_organisation())))', t, t, k);
    end loop;
end $$;
grant update (nth, title, follows) on requests.task to samenspel_app;
grant update (contact), delete on requests.small_group to samenspel_app;
