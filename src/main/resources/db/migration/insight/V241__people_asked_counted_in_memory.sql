-- Who asked comes along with what was asked: how many different people there are is counted in memory, as the rest.
-- Programs from before this still read insight.people_asked; it goes in a later version.
create or replace view insight.asked with (security_invoker = true) as
select r.organisation, r.branch, r.kind, r.municipality, r.postcode, r.through, r.paid_before, r.state, r.lacking,
       r.waiting_since, r.ended_on, r.found_on, r.languages, r.hours_per_week, r.complex, r.participant
from requests.help_request r;
comment on view insight.asked is
    'What was asked and what came of it, without words or names; participant only to count how many there are';
