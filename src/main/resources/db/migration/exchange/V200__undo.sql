-- What a list did, to undo it by for thirty days: of each thing it touched what it was before, and a mark of how the list
-- left it. So the row of a list stays that long; what was in the file goes after a day, as it did.
alter table exchange.import_file drop constraint import_file_state_check;
alter table exchange.import_file
    add column traces    int  not null default 0,
    add column undone_by uuid references access.account,
    add column undone_at timestamptz,
    add column gone      int  not null default 0,
    add column put_back  int  not null default 0,
    add column emptied   boolean not null default false,
    add constraint import_file_state_check check
        (state in ('SENT', 'TRYING', 'TRIED', 'BRINGING', 'DONE', 'CANCELLED', 'BROKEN', 'UNDOING', 'UNDONE')),
    add constraint undone_by_somebody check ((state in ('UNDOING', 'UNDONE')) <= (undone_by is not null));
comment on column exchange.import_file.traces is 'Things it made or changed';
comment on column exchange.import_file.emptied is 'What stood in the file is gone';
comment on column exchange.import_file.gone is 'Of what it made, how many went again when it was undone';
comment on column exchange.import_file.put_back is 'Of what it changed, how many are as they were again';
create index on exchange.import_file (organisation, done_at) where traces > 0;

create table exchange.import_trace (
    id     bigint   generated always as identity primary key,
    file   uuid     not null references exchange.import_file on delete cascade,
    turn   smallint not null,
    nth    int      not null,
    of     text     not null,
    thing  text     not null,
    person uuid,
    made   boolean  not null,
    mark   bytea    not null,
    before bytea,
    why    text[]   check (cardinality(why) > 0),
    check (made = (before is null)));
create index on exchange.import_trace (file, turn desc, nth desc) where why is null;
create index on exchange.import_trace (file, id) where why is not null;
create index on exchange.import_trace (thing);
create index on exchange.import_trace (person);
comment on column exchange.import_trace.turn is 'What is made of other things is undone before them: the highest first';
comment on column exchange.import_trace.of is 'What sort of thing it is; see nl.samenspel.exchange.Touched';
comment on column exchange.import_trace.mark is 'Of how the list left it, with the installation''s key: who has only the database learns nothing of it';
comment on column exchange.import_trace.before is 'What it was, closed with the installation''s key; none where the list made it';
comment on column exchange.import_trace.why is 'Why it could not be undone; none as long as that was not tried';

alter table exchange.import_trace enable row level security;
alter table exchange.import_trace force  row level security;
grant select, insert, update, delete on exchange.import_trace to samenspel_app;
create policy of_a_file on exchange.import_trace to samenspel_app
    using (file in (select f.id from exchange.import_file f));

-- What came in is a matter of the whole branch: whoever may bring lists in there sees that it did, and may undo it.
create policy colleague_reads on exchange.import_file for select to samenspel_app
    using (state in ('DONE', 'CANCELLED', 'BROKEN', 'UNDOING', 'UNDONE')
        and organisation = (select access.my_organisation()) and access.is_my_branch(branch));
create policy colleague_undoes on exchange.import_file for update to samenspel_app
    using (state in ('DONE', 'CANCELLED', 'BROKEN', 'UNDOING', 'UNDONE')
        and organisation = (select access.my_organisation()) and access.is_my_branch(branch))
    with check (state in ('UNDOING', 'UNDONE')
        and organisation = (select access.my_organisation()) and access.is_my_branch(branch));
create policy administrator_reads on exchange.import_file for select to samenspel_app
    using (state in ('DONE', 'CANCELLED', 'BROKEN', 'UNDOING', 'UNDONE')
        and organisation is null and (select access.my_role()) = 'ADMINISTRATOR');
create policy administrator_undoes on exchange.import_file for update to samenspel_app
    using (state in ('DONE', 'CANCELLED', 'BROKEN', 'UNDOING', 'UNDONE')
        and organisation is null and (select access.my_role()) = 'ADMINISTRATOR')
    with check (state in ('UNDOING', 'UNDONE')
        and organisation is null and (select access.my_role()) = 'ADMINISTRATOR');

-- Forgetting, going on, and what people may ask for cross organisations: docs/explanation/jobs-role.md.
grant select (traces, undone_by, undone_at, gone, put_back, emptied), update (content, fixed, emptied) on exchange.import_file to samenspel_jobs;
create policy jobs_empties on exchange.import_file for update to samenspel_jobs using (true) with check (true);
grant select (file), delete on exchange.import_part to samenspel_jobs;
create policy jobs_forget on exchange.import_part to samenspel_jobs using (true);
grant select, update, delete on exchange.import_trace to samenspel_jobs;
create policy jobs_privacy on exchange.import_trace to samenspel_jobs using (true) with check (true);

-- Nobody deletes people or what is theirs at the desk, but for one thing: what a list made goes again while that list is
-- being undone. What others built on meanwhile holds it by a foreign key.
-- Which lists the viewer sees is looked up once for a statement, not for each thing.
create function exchange.is_undone(sort text, thing text) returns boolean language sql stable return exists (
    select from exchange.import_trace t
    where t.thing = is_undone.thing and t.of = is_undone.sort
      and t.file in (select f.id from exchange.import_file f where f.state = 'UNDOING'));

grant delete on people.person, people.engagement, volunteers.volunteer, limits.own_limit, limits.own_limit_change,
    requests.help_request, requests.event to samenspel_app;
create policy only_what_is_undone on people.person as restrictive for delete to samenspel_app
    using (exchange.is_undone('PERSON', id::text));
create policy only_what_is_undone on people.engagement as restrictive for delete to samenspel_app
    using (exchange.is_undone('VOLUNTEER', person::text));
create policy only_what_is_undone on volunteers.volunteer as restrictive for delete to samenspel_app
    using (exchange.is_undone('VOLUNTEER', person::text));
create policy only_what_is_undone on limits.own_limit as restrictive for delete to samenspel_app
    using (exchange.is_undone('VOLUNTEER', volunteer::text));
create policy only_what_is_undone on limits.own_limit_change as restrictive for delete to samenspel_app
    using (exchange.is_undone('VOLUNTEER', volunteer::text));
create policy only_what_is_undone on requests.help_request as restrictive for delete to samenspel_app
    using (exchange.is_undone('REQUEST', id::text));
create policy only_what_is_undone on requests.event as restrictive for delete to samenspel_app
    using (exchange.is_undone('REQUEST', request::text));
grant update (state, has_turn) on exchange.import_file to samenspel_jobs;
grant select, delete on exchange.import_turn to samenspel_jobs;
create policy jobs_ends on exchange.import_turn to samenspel_jobs using (true);
