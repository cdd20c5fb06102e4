-- What was asked and what came of it, without words, names or numbers of people: under row security of whoever looks,
-- so only what their own desk may see.
create view insight.asked with (security_invoker = true) as
select r.organisation, r.branch, r.kind, r.municipality, r.postcode, r.through, r.paid_before, r.state, r.lacking,
       r.waiting_since, r.ended_on,
       (select min(e.at at time zone 'Europe/Amsterdam')::date from requests.event e
        where e.request = r.id and e.what = 'MATCHED') as found_on
from requests.help_request r;
comment on view insight.asked is 'found_on: the first day on which somebody was found; null: never yet';
grant select on insight.asked to samenspel_app;
