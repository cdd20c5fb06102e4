-- Hard is hard: whoever asks, and by whatever way, nobody is asked beyond what they said. What the program judges before
-- it asks (nl.samenspel.matching.Candidates) the database repeats, as far as rows can tell.
create function matching.bit_of(kind text) returns bigint language sql immutable parallel safe return
    1::bigint << (array_position(array['COMPANY', 'WALKING', 'GROCERIES', 'TRANSPORT', 'APPOINTMENTS', 'PAPERWORK',
        'LANGUAGE', 'ODD_JOBS', 'GARDEN', 'COMPUTER', 'COOKING', 'EATING_TOGETHER', 'PETS', 'CHILD_SUPPORT', 'RESPITE',
        'VIGIL', 'PHONE_CALLS', 'OUTINGS', 'SPORT', 'CREATIVE', 'MUSIC', 'READING_ALOUD', 'BUDDY', 'GRIEF', 'HOMEWORK',
        'LIGHT_CARE'], kind) - 1);
comment on function matching.bit_of is 'The bit of nl.samenspel.network.KindOfHelp; a test compares';

-- What somebody is asked beyond, or nothing. Read as whoever asks: they see their own volunteers and requests.
create function matching.beyond_limits(asked matching.invitation) returns text language plpgsql stable as $$
declare
    own     limits.own_limit;
    rule    limits.policy;
    offered volunteers.volunteer;
    wanted  requests.help_request;
    runs    record;
    room    record;
    nights  int;
    today   date := (asked.invited_at at time zone 'Europe/Amsterdam')::date;
    metres2 bigint;
begin
    select * into own from limits.own_limit where volunteer = asked.volunteer;
    select * into offered from volunteers.volunteer where person = asked.volunteer;
    select * into wanted from requests.help_request where id = asked.request;
    if own.volunteer is null or offered.person is null or wanted.id is null then
        return 'never said what they want to do';
    end if;
    rule := limits.policy_of(own.organisation);
    select coalesce(sum(c.hours), 0) as hours, count(c.id) as places, coalesce(sum(c.nights), 0) as nights,
           count(*) filter (where c.heavy) as heavy
    into runs
    from limits.commitment c where c.volunteer = asked.volunteer and c.ended_on is null;
    nights := least(length(replace((asked.day_parts & 143165576)::bit(28)::text, '0', '')),
        greatest(0, wanted.day_parts_needed
            - length(replace((asked.day_parts & ~143165576)::bit(28)::text, '0', ''))));
    if own.pause_until > today then
        return 'takes a rest';
    end if;
    if runs.hours + asked.hours > least(own.hours_per_week, rule.hours_at_most) then
        return 'hours';
    end if;
    if runs.places + 1 > least(own.matches_at_a_time, rule.matches_at_most) then
        return 'people at a time';
    end if;
    if nights > 0 and runs.nights + nights > least(own.nights_per_week, rule.nights_at_most) then
        return 'nights';
    end if;
    if wanted.day_parts_needed > rule.day_parts_each then
        return 'parts of the week for one';
    end if;
    select * into room from limits.rooms_in_all(array[asked.volunteer]);
    if found and (asked.hours > room.hours or room.places < 1 or (nights > 0 and nights > room.nights)) then
        return 'what they do in all';
    end if;
    if runs.heavy + 1 > rule.heavy_at_most and matching.is_complex(asked.request) then
        return 'complex cases at a time';
    end if;
    if exists (select from limits.rather_not r
               where r.volunteer = asked.volunteer and r.situation = any (wanted.situations)) then
        return 'a situation they would rather not meet';
    end if;
    if coalesce(matching.bit_of(asked.kind) & (offered.loves | offered.likes | offered.does), 0) = 0 then
        return 'a kind of help they do not do';
    end if;
    if length(replace((offered.day_parts & asked.day_parts)::bit(28)::text, '0', '')) < wanted.day_parts_needed then
        return 'parts of the week';
    end if;
    select (home.x - there.x)::bigint ^ 2 + (home.y - there.y)::bigint ^ 2 into metres2
    from people.person p
    join network.area home on home.postcode = left(p.postcode, 4)
    join network.area there on there.postcode = left(wanted.postcode, 4)
    where p.id = asked.volunteer;
    if metres2 > offered.radius_metres::bigint ^ 2 then
        return 'distance';
    end if;
    return null;
end $$;

-- As the newest triage found it.
create function matching.is_complex(wanted uuid) returns boolean language sql stable return coalesce((
    select cardinality(t.troubled) >= 3 and not t.within_a_year
    from requests.triage t where t.request = wanted order by t.id desc limit 1), false);

create function matching.keep_within_limits() returns trigger language plpgsql as $$
declare
    beyond text;
begin
    if session_user <> 'samenspel_app' then
        return null;
    end if;
    beyond := matching.beyond_limits(new);
    if beyond is not null then
        raise exception 'nobody is asked beyond their limits: %', beyond
            using errcode = 'check_violation', constraint = 'asked_within_limits';
    end if;
    return null;
end $$;
-- after row security: whoever may not ask at all hears that first
create trigger keep_within_limits after insert on matching.invitation
    for each row execute function matching.keep_within_limits();

-- A yes without the hours it takes, or lighter than it is, is none.
create function matching.yes_takes_hours() returns trigger language plpgsql as $$
begin
    if session_user = 'samenspel_app' and not exists (
            select from limits.commitment c
            where c.source = new.id and c.volunteer = new.volunteer and c.ended_on is null
              and c.hours = new.hours and c.heavy >= matching.is_complex(new.request)) then
        raise exception 'a yes takes its hours, as heavy as they are'
            using errcode = 'check_violation', constraint = 'yes_takes_hours';
    end if;
    return null;
end $$;
create trigger yes_takes_hours after insert or update of state on matching.invitation
    for each row when (new.state = 'ACCEPTED') execute function matching.yes_takes_hours();
