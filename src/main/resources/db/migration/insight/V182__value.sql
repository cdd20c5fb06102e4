-- What the amount of avoided cost rests on, as an organisation's manager filled it in. Without a row there is no amount.
create table insight.assumption (
    organisation uuid        not null references network.organisation,
    name         text        not null check (name in ('SHARE', 'HOUR', 'COST')),
    low          bigint      not null check (low >= 0),
    likely       bigint      not null,
    high         bigint      not null,
    source       text        not null check (source ~ '\S'),
    changed_at   timestamptz not null,
    changed_by   uuid        not null references access.account,
    primary key (organisation, name),
    check (low <= likely and likely <= high),
    check (name <> 'SHARE' or high <= 100));
comment on table insight.assumption is 'What an amount rests on; see nl.samenspel.insight.Assumption';
alter table insight.assumption enable row level security;
alter table insight.assumption force  row level security;
grant select, insert, update, delete on insight.assumption to samenspel_app;
grant select, insert, update, delete on insight.assumption to samenspel_jobs;
create policy jobs_privacy on insight.assumption to samenspel_jobs using (true) with check (true);
create policy staff_reads on insight.assumption for select to samenspel_app
    using (organisation = (select access.my_organisation()));
create policy manager on insight.assumption to samenspel_app
    using (organisation = (select access.my_organisation()) and (select access.my_role()) = 'MANAGER')
    with check (organisation = (select access.my_organisation()) and (select access.my_role()) = 'MANAGER');

-- Of how many people something is: for figures that leave the organisation.
create view insight.people_asked with (security_invoker = true) as
select organisation, kind, through, waiting_since, participant, found_on is not null as found,
       found_on is null and state in ('ASKED', 'SEARCHING', 'MATCHED') as waits, lacking, paid_before, complex
from requests.help_request;
comment on view insight.people_asked is 'Participant only to count how many there are';
grant select on insight.people_asked to samenspel_app;

create or replace view insight.felt with (security_invoker = true) as
select organisation, branch, (answered_at at time zone 'Europe/Amsterdam')::date as day, self, person
from matches.check_in where side = 'PARTICIPANT' and state = 'ANSWERED';
comment on view insight.felt is 'Person only to count how many there are';
