-- Beside hours and places: nights, the weight of what somebody does, and what their organisation says at most.
-- An organisation is stricter than its volunteers or silent; it never makes room that they did not give.
create table limits.policy (
    organisation       uuid        primary key references network.organisation,
    hours_at_most      int         check (hours_at_most between 1 and 40),
    matches_at_most    int         check (matches_at_most between 1 and 10),
    day_parts_each     int         not null default 2 check (day_parts_each between 1 and 28),
    nights_at_most     int         not null default 1 check (nights_at_most between 0 and 7),
    rest_after_night   int         not null default 2 check (rest_after_night between 0 and 3),
    heavy_at_most      int         not null default 2 check (heavy_at_most between 0 and 10),
    review_after_years int         not null default 2 check (review_after_years between 1 and 10),
    changed_by         uuid        references access.account,
    changed_at         timestamptz);
comment on table limits.policy is 'What an organisation asks of a volunteer at most; no row: as shipped. See nl.samenspel.limits.Policy';
comment on column limits.policy.day_parts_each is 'More than so many parts of the week of one request are for several volunteers';
comment on column limits.policy.rest_after_night is 'Parts of the day after a night on which nothing else is asked';
comment on column limits.policy.heavy_at_most is 'Complex cases at a time';
alter table limits.policy enable row level security;
alter table limits.policy force  row level security;
grant select on limits.policy to samenspel_app, samenspel_jobs;
grant insert, update on limits.policy to samenspel_app;
-- What an organisation asks of people is for all to read.
create policy everyone_reads on limits.policy for select to samenspel_app, samenspel_jobs using (true);
create policy leads_insert on limits.policy for insert to samenspel_app
    with check (organisation = (select access.my_organisation()) and (select access.my_role()) = 'MANAGER');
create policy leads_update on limits.policy for update to samenspel_app
    using (organisation = (select access.my_organisation()) and (select access.my_role()) = 'MANAGER');

-- What an organisation says, or what is shipped.
create function limits.policy_of(whose uuid) returns limits.policy language plpgsql stable as $$
declare
    said limits.policy;
begin
    select * into said from limits.policy where organisation = whose;
    if not found then
        said := (whose, null, null, 2, 1, 2, 2, 2, null, null);
    end if;
    return said;
end $$;

alter table limits.own_limit add column nights_per_week int check (nights_per_week between 0 and 7);
comment on column limits.own_limit.nights_per_week is 'Not told yet: as the organisation says';
alter table limits.own_limit_change add column nights_per_week int;
grant update (nights_per_week) on limits.own_limit to samenspel_app;

alter table limits.commitment
    add column nights           int     not null default 0 check (nights between 0 and 7),
    add column day_parts        int     not null default 1 check (day_parts between 1 and 28),
    add column fixed_parts      int     not null default 0 check (fixed_parts >= 0 and fixed_parts < 1 << 28),
    add column heavy            boolean not null default false,
    add column nights_limit_then int    not null default 0,
    add column nights_taken_then int    not null default 0,
    add column heavy_limit_then  int    not null default 0,
    add column heavy_taken_then  int    not null default 0;
comment on column limits.commitment.fixed_parts is 'Parts of the week that are certain, as network.DayParts';
comment on column limits.commitment.heavy is 'Trouble in three parts of life or more, and not solvable within a year';

-- The parts of the week on which somebody sleeps after these nights. A night is the last part of a day, so the ones
-- after it are the next day's; a week goes round.
create function limits.rest_after(parts int, many int) returns int language sql immutable parallel safe return (
    select coalesce(bit_or(1 << ((night + after) % 28)), 0)
    from generate_series(3, 27, 4) night, generate_series(1, many) after
    where parts & (1 << night) <> 0);

create or replace function limits.keep_within() returns trigger language plpgsql as $$
declare
    own     limits.own_limit;
    rule    limits.policy;
    load    int;
    taken   int;
    awake   int;
    heavies int;
    fixed   int;
    hours_limit  int;
    places_limit int;
    nights_limit int;
begin
    if new.ended_on is not null or current_user = 'samenspel_jobs' then
        return new;
    end if;
    perform limits.hold(new.volunteer);
    select * into own from limits.own_limit where volunteer = new.volunteer;
    rule := limits.policy_of(new.organisation);
    hours_limit := least(own.hours_per_week, rule.hours_at_most);
    places_limit := least(own.matches_at_a_time, rule.matches_at_most);
    nights_limit := least(own.nights_per_week, rule.nights_at_most);
    select coalesce(sum(hours), 0), count(*), coalesce(sum(nights), 0), count(*) filter (where heavy),
           coalesce(bit_or(fixed_parts), 0)
    into load, taken, awake, heavies, fixed
    from limits.commitment
    where volunteer = new.volunteer and ended_on is null and id <> new.id;
    if load + new.hours > hours_limit or taken + 1 > places_limit or own.pause_until > new.from_day then
        raise exception 'a promise beyond the volunteer''s own limits'
            using errcode = 'check_violation', constraint = 'within_own_limits';
    end if;
    if awake + new.nights > nights_limit and new.nights > 0 then
        raise exception 'a promise of more nights than the volunteer gives'
            using errcode = 'check_violation', constraint = 'within_nights';
    end if;
    if heavies + 1 > rule.heavy_at_most and new.heavy then
        raise exception 'a promise of more heavy cases than one carries at a time'
            using errcode = 'check_violation', constraint = 'within_heavy';
    end if;
    if new.day_parts > rule.day_parts_each then
        raise exception 'a promise of more parts of the week than are for one volunteer'
            using errcode = 'check_violation', constraint = 'within_day_parts';
    end if;
    if (limits.rest_after(fixed, rule.rest_after_night) & new.fixed_parts
        | limits.rest_after(new.fixed_parts, rule.rest_after_night) & (fixed | new.fixed_parts)) <> 0 then
        raise exception 'a promise in the rest after a night'
            using errcode = 'check_violation', constraint = 'rest_after_night';
    end if;
    if new.hours_limit_then <> hours_limit or new.hours_load_then <> load
       or new.places_limit_then <> places_limit or new.places_taken_then <> taken then
        raise exception 'a promise must say what the limits and the load were'
            using errcode = 'check_violation', constraint = 'says_what_was';
    end if;
    new.nights_limit_then := nights_limit;
    new.nights_taken_then := awake;
    new.heavy_limit_then := rule.heavy_at_most;
    new.heavy_taken_then := heavies;
    return new;
end $$;

create or replace function limits.only_the_volunteer_raises() returns trigger language plpgsql as $$
begin
    if not new.volunteer = any (access.my_persons())
       and (new.hours_per_week > old.hours_per_week
            or new.matches_at_a_time > old.matches_at_a_time
            or coalesce(new.nights_per_week, 7) > coalesce(old.nights_per_week, 7)
            or coalesce(new.pause_until, '-infinity') < coalesce(old.pause_until, '-infinity')) then
        raise exception 'only the volunteer may raise their own limits'
            using errcode = 'check_violation', constraint = 'only_the_volunteer_raises';
    end if;
    return new;
end $$;

create or replace function limits.keep_change() returns trigger language plpgsql as $$
begin
    if current_user = 'samenspel_jobs' then
        return null;
    end if;
    insert into limits.own_limit_change
        (volunteer, organisation, hours_per_week, matches_at_a_time, nights_per_week, pause_until, by_the_volunteer,
         account, at)
    values (new.volunteer, new.organisation, new.hours_per_week, new.matches_at_a_time, new.nights_per_week,
            new.pause_until, new.volunteer = any (access.my_persons()), access.my_account(), new.changed_at);
    return null;
end $$;
