-- What each volunteer can carry, as they say themselves, and what they carry now. Law 3 lives here.
create schema limits;
grant usage on schema limits to samenspel_app, samenspel_jobs;

create table limits.own_limit (
    volunteer         uuid        primary key,
    organisation      uuid        not null,
    hours_per_week    int         not null check (hours_per_week between 1 and 40),
    matches_at_a_time int         not null check (matches_at_a_time between 1 and 10),
    pause_until       date,
    changed_at        timestamptz not null,
    foreign key (volunteer, organisation) references people.person (id, organisation));
comment on table limits.own_limit is 'A volunteer''s own limits; see nl.samenspel.limits.OwnLimits';
comment on column limits.own_limit.pause_until is 'From this day on they may be asked again';

-- Every limit there ever was, and whether the volunteer changed it themselves.
create table limits.own_limit_change (
    id                bigint      generated always as identity primary key,
    volunteer         uuid        not null references limits.own_limit,
    organisation      uuid        not null,
    hours_per_week    int         not null,
    matches_at_a_time int         not null,
    pause_until       date,
    by_the_volunteer  boolean     not null,
    account           uuid,
    at                timestamptz not null);
create index on limits.own_limit_change (volunteer, id);

-- Hours promised. What the limits and the load were at that moment is kept with it, because a limit may be lowered
-- below what runs: what is judged is the moment of the yes.
create table limits.commitment (
    id                uuid   primary key,
    organisation      uuid   not null,
    volunteer         uuid   not null references limits.own_limit,
    hours             int    not null check (hours > 0),
    source            uuid   not null,
    from_day          date   not null,
    ended_on          date,
    hours_limit_then  int    not null,
    hours_load_then   int    not null check (hours_load_then >= 0),
    places_limit_then int    not null,
    places_taken_then int    not null check (places_taken_then >= 0),
    nth               bigint generated always as identity,
    foreign key (volunteer, organisation) references people.person (id, organisation),
    check (ended_on is null or ended_on >= from_day),
    constraint within_hours_then check (hours_load_then + hours <= hours_limit_then),
    constraint within_places_then check (places_taken_then + 1 <= places_limit_then));
create index on limits.commitment (volunteer) where ended_on is null;
create unique index on limits.commitment (source) where ended_on is null;
comment on column limits.commitment.source is 'What takes the hours, such as a match';
comment on column limits.commitment.nth is 'The order in which promises were made';

-- One volunteer's promises are made one after another: whoever wants to make one waits here for the one before.
create function limits.hold(wanted uuid) returns void language plpgsql volatile as $$
begin
    perform from limits.own_limit where volunteer = wanted for update;
end $$;

create function limits.only_the_volunteer_raises() returns trigger language plpgsql as $$
begin
    if not new.volunteer = any (access.my_persons())
       and (new.hours_per_week > old.hours_per_week
            or new.matches_at_a_time > old.matches_at_a_time
            or coalesce(new.pause_until, '-infinity') < coalesce(old.pause_until, '-infinity')) then
        raise exception 'only the volunteer may raise their own limits'
            using errcode = 'check_violation', constraint = 'only_the_volunteer_raises';
    end if;
    return new;
end $$;
create trigger only_the_volunteer_raises before update on limits.own_limit
    for each row execute function limits.only_the_volunteer_raises();

create function limits.keep_change() returns trigger language plpgsql as $$
begin
    insert into limits.own_limit_change
        (volunteer, organisation, hours_per_week, matches_at_a_time, pause_until, by_the_volunteer, account, at)
    values (new.volunteer, new.organisation, new.hours_per_week, new.matches_at_a_time, new.pause_until,
            new.volunteer = any (access.my_persons()), access.my_account(), new.changed_at);
    return null;
end $$;
create trigger keep_change after insert or update on limits.own_limit
    for each row execute function limits.keep_change();

create function limits.keep_within() returns trigger language plpgsql as $$
declare
    own   limits.own_limit;
    load  int;
    taken int;
begin
    if new.ended_on is not null then
        return new;
    end if;
    perform limits.hold(new.volunteer);
    select * into own from limits.own_limit where volunteer = new.volunteer;
    select coalesce(sum(hours), 0), count(*) into load, taken
    from limits.commitment
    where volunteer = new.volunteer and ended_on is null and id <> new.id;
    if load + new.hours > own.hours_per_week or taken + 1 > own.matches_at_a_time or own.pause_until > new.from_day then
        raise exception 'a promise beyond the volunteer''s own limits'
            using errcode = 'check_violation', constraint = 'within_own_limits';
    end if;
    if new.hours_limit_then <> own.hours_per_week or new.hours_load_then <> load
       or new.places_limit_then <> own.matches_at_a_time or new.places_taken_then <> taken then
        raise exception 'a promise must say what the limits and the load were'
            using errcode = 'check_violation', constraint = 'says_what_was';
    end if;
    return new;
end $$;
create trigger keep_within before insert or update on limits.commitment
    for each row execute function limits.keep_within();

do $$
declare t text;
begin
    foreach t in array array['own_limit', 'own_limit_change', 'commitment'] loop
        execute format('alter table limits.%I enable row level security', t);
        execute format('alter table limits.%I force  row level security', t);
        execute format('grant select on limits.%I to samenspel_app, samenspel_jobs', t);
        execute format('create policy jobs_read on limits.%I for select to samenspel_jobs using (true)', t);
        execute format('create policy staff on limits.%I to samenspel_app using (organisation = (select access.my_organisation()))', t);
    end loop;
end $$;
grant insert on limits.own_limit, limits.own_limit_change, limits.commitment to samenspel_app;
grant update (hours_per_week, matches_at_a_time, pause_until, changed_at) on limits.own_limit to samenspel_app;
grant update (ended_on) on limits.commitment to samenspel_app;
create policy self on limits.own_limit to samenspel_app
    using (volunteer = any ((select access.my_persons())::uuid[]));
create policy self on limits.own_limit_change to samenspel_app
    using (volunteer = any ((select access.my_persons())::uuid[]));
create policy self_reads on limits.commitment for select to samenspel_app
    using (volunteer = any ((select access.my_persons())::uuid[]));
