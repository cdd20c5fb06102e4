-- A yes that was given before it was kept here, and came in with a list. Nobody is asked anything by it, so it is not weighed
-- anew; what it takes is: the hours of what still runs are kept within limits by limits.commitment. What is over takes none.
alter table matching.invitation add column brought text check (brought in ('RUNS', 'OVER'));
alter table matching.invitation add constraint brought_is_a_yes check (brought is null or state = 'ACCEPTED');
comment on column matching.invitation.brought is 'It came in with a list: what was said yes to runs, or is over; see nl.samenspel.matching.Invitations';

create or replace function matching.keep_within_limits() returns trigger language plpgsql as $$
declare
    beyond text;
begin
    if session_user <> 'samenspel_app' or new.brought is not null then
        return null;
    end if;
    beyond := matching.beyond_limits(new);
    if beyond is not null then
        raise exception 'nobody is asked beyond their limits: %', beyond
            using errcode = 'check_violation', constraint = 'asked_within_limits';
    end if;
    return null;
end $$;

create or replace function matching.yes_takes_hours() returns trigger language plpgsql as $$
begin
    if session_user = 'samenspel_app' and new.brought is distinct from 'OVER' and not exists (
            select from limits.commitment c
            where c.source = new.id and c.volunteer = new.volunteer and c.ended_on is null
              and c.hours = new.hours and c.heavy >= matching.is_complex(new.request)) then
        raise exception 'a yes takes its hours, as heavy as they are'
            using errcode = 'check_violation', constraint = 'yes_takes_hours';
    end if;
    return null;
end $$;

-- Who stopped and began again said yes twice.
drop index matching.one_yes;
create unique index one_yes on matching.invitation (request, volunteer)
    where state = 'ACCEPTED' and brought is distinct from 'OVER';
