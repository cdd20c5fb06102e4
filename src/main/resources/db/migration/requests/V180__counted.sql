-- What is counted of many requests at once stands on the request itself, so that nobody looks up its history for that:
-- the first day on which somebody was found, and whether it was found to be complex. Kept by the database.
alter table requests.help_request add column found_on date;
alter table requests.help_request add column complex boolean;
comment on column requests.help_request.found_on is 'The first day on which somebody was found; null: never yet';
comment on column requests.help_request.complex is 'As nl.samenspel.requests.Triage says, by the last triage; null: none was done';

create function requests.is_complex(troubled text[], within_a_year boolean) returns boolean language sql immutable
    return not within_a_year and cardinality(troubled) >= 3;

-- Row security is forced, on the owner too.
do $$
declare t text;
begin
    foreach t in array array['help_request', 'event', 'triage'] loop
        execute format('alter table requests.%I no force row level security', t);
    end loop;
end $$;
update requests.help_request r set found_on = e.found_on
from (select request, min(at at time zone 'Europe/Amsterdam')::date as found_on from requests.event
      where what = 'MATCHED' group by request) e
where e.request = r.id;
update requests.help_request r set complex = t.complex
from (select distinct on (request) request, requests.is_complex(troubled, within_a_year) as complex
      from requests.triage order by request, id desc) t
where t.request = r.id;
do $$
declare t text;
begin
    foreach t in array array['help_request', 'event', 'triage'] loop
        execute format('alter table requests.%I force row level security', t);
    end loop;
end $$;

create function requests.keep_found() returns trigger language plpgsql as $$
begin
    update requests.help_request
    set found_on = least(found_on, (new.at at time zone 'Europe/Amsterdam')::date)
    where id = new.request;
    return null;
end $$;
create trigger keep_found after insert on requests.event
    for each row when (new.what = 'MATCHED') execute function requests.keep_found();

create function requests.keep_complex() returns trigger language plpgsql as $$
begin
    update requests.help_request set complex = requests.is_complex(new.troubled, new.within_a_year)
    where id = new.request;
    return null;
end $$;
create trigger keep_complex after insert on requests.triage
    for each row execute function requests.keep_complex();

create index on requests.help_request (organisation, waiting_since);
