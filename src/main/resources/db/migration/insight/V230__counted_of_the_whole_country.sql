-- The same as before, for hundreds of thousands of people: who is who is looked up once for all, and when somebody was
-- found stands on the request.
create or replace view insight.asked_by with (security_invoker = true) as
select r.organisation, r.kind, r.municipality, r.state, r.lacking, r.waiting_since, r.found_on,
       coalesce(h.account, r.participant::text) as human
from requests.help_request r
left join (select person, min(account::text) as account from access.role_held where person is not null group by person) h
       on h.person = r.participant;
create or replace view insight.began with (security_invoker = true) as
select v.organisation, coalesce(a.municipality, '') as municipality, v.since, coalesce(h.account, v.person::text) as human
from volunteers.volunteer v
join people.person p on p.id = v.person
left join network.area a on a.postcode = left(p.postcode, 4)
left join (select person, min(account::text) as account from access.role_held where person is not null group by person) h
       on h.person = v.person
where v.status <> 'APPLIED';
