-- The same as before, without a look at the history of each request, and with what else is counted by.
create or replace view insight.asked with (security_invoker = true) as
select r.organisation, r.branch, r.kind, r.municipality, r.postcode, r.through, r.paid_before, r.state, r.lacking,
       r.waiting_since, r.ended_on, r.found_on, r.languages, r.hours_per_week, r.complex
from requests.help_request r;
comment on view insight.asked is 'What was asked and what came of it, without words, names or numbers of people';

-- Which table was taken out of the program as a file, by whom: figures of the own organisation that are not suppressed.
create table insight.taken_out (
    id           bigint      generated always as identity primary key,
    organisation uuid        not null references network.organisation,
    at           timestamptz not null,
    account      uuid        not null references access.account,
    topic        text        not null,
    grouped      text        not null,
    from_day     date        not null,
    until_day    date        not null);
create index on insight.taken_out (organisation, at);
comment on table insight.taken_out is 'A table of figures that was kept as a file; see nl.samenspel.insight.TakenOut';
alter table insight.taken_out enable row level security;
alter table insight.taken_out force  row level security;
grant select, insert on insight.taken_out to samenspel_app;
grant select, insert, update, delete on insight.taken_out to samenspel_jobs;
create policy jobs_privacy on insight.taken_out to samenspel_jobs using (true) with check (true);
create policy staff_notes on insight.taken_out for insert to samenspel_app
    with check (organisation = (select access.my_organisation()) and account = (select access.my_account()));
create policy manager_reads on insight.taken_out for select to samenspel_app
    using (organisation = (select access.my_organisation()) and (select access.my_role()) = 'MANAGER');

-- Requests for which a round has somebody, that still wait.
create view insight.proposed with (security_invoker = true) as
select p.round, r.organisation, r.kind, r.municipality, r.waiting_since
from rounds.request p join requests.help_request r on r.id = p.request
where p.outcome = 'PROPOSED' and r.found_on is null and r.state in ('ASKED', 'SEARCHING', 'MATCHED');
grant select on insight.proposed to samenspel_app;

-- What was done, and how participants said that it goes with themselves.
create view insight.done with (security_invoker = true) as
select organisation, branch, day, minutes, volunteer, participant from visits.visit where came = 'DONE';
comment on view insight.done is 'Volunteer and participant only to count how many there are';
create view insight.felt with (security_invoker = true) as
select organisation, branch, (answered_at at time zone 'Europe/Amsterdam')::date as day, self
from matches.check_in where side = 'PARTICIPANT' and state = 'ANSWERED';
grant select on insight.done, insight.felt to samenspel_app;
