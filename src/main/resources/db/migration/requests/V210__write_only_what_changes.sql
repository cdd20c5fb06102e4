-- A request that already says when somebody was found, or how heavy it is, is not written again.

create or replace function requests.keep_found() returns trigger language plpgsql as
$$
begin
    update requests.help_request
    set found_on = least(found_on, (new.at at time zone 'Europe/Amsterdam')::date)
    where id = new.request
      and (found_on is null or found_on > (new.at at time zone 'Europe/Amsterdam')::date);
    return null;
end
$$;

create or replace function requests.keep_complex() returns trigger language plpgsql as
$$
begin
    update requests.help_request set complex = requests.is_complex(new.troubled, new.within_a_year)
    where id = new.request and complex is distinct from requests.is_complex(new.troubled, new.within_a_year);
    return null;
end
$$;
