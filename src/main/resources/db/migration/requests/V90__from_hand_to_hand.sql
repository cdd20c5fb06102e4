-- A request goes from one organisation to another (module referrals). Who held it before is kept with it: it is not sent
-- round in a circle, and both sides read the same history.
alter table requests.help_request add column held_before uuid[] not null default '{}';
comment on column requests.help_request.held_before is 'The organisations that handed it over, the first one first';

alter table requests.event drop constraint event_what_check;
alter table requests.event add constraint event_what_check check (what in
    ('TAKEN_IN', 'SEARCHING', 'MATCHED', 'RELEASED', 'REFERRED', 'REFUSED', 'WITHDRAWN', 'CLOSED', 'REOPENED', 'HANDED',
     'NEXT_DATE', 'CORRECTED', 'DIVIDED', 'ASKED_ELSEWHERE', 'NO_FROM_ELSEWHERE', 'NO_ANSWER', 'TAKEN_BACK', 'HANDED_OVER',
     'JOINED'));

-- Whoever holds it now reads what was written down before; whoever held it before reads on, for as long as the request is
-- shared with them.
do $$
declare t text;
begin
    foreach t in array array['triage', 'contact', 'event'] loop
        execute format('create policy history on requests.%I for select to samenspel_app using ('
            'exists (select from requests.help_request r where r.id = request '
            'and (r.organisation = (select access.my_organisation()) '
            'or (select access.my_organisation()) = any (r.held_before))))', t);
    end loop;
end $$;

-- For the waiting time that the directory tells.
create index on requests.event (at) where what = 'MATCHED';
