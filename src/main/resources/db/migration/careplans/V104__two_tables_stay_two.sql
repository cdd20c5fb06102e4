-- A request goes to an organisation that has a table around this participant already: then both tables stay where they
-- are, each with its desk. Handing over does not wait for that, and nobody's plan is mixed with another.
create or replace function careplans.follow_request() returns trigger language plpgsql security definer set search_path = '' as $$
declare moved uuid[];
begin
    with gone as (
        update careplans.plan p
        set organisation = new.organisation, branch = new.branch, holder = new.holder, participant = new.participant
        where p.request = new.id and p.closed_on is null
          and not exists (select from careplans.plan other
                          where other.participant = new.participant and other.closed_on is null and other.id <> p.id)
        returning p.id)
    select coalesce(array_agg(id), '{}') into moved from gone;
    update careplans.seat set person = new.participant, from_organisation = new.organisation
    where part = 'PARTICIPANT' and plan = any (moved);
    if new.organisation <> old.organisation then
        update careplans.seat set name = (select o.name from network.organisation o where o.id = new.organisation),
            from_organisation = new.organisation
        where part = 'COORDINATOR' and plan = any (moved);
    end if;
    return null;
end $$;
