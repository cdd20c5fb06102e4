-- Where a volunteer agrees, what they do at all organisations is counted together, within what they say they do in all.
-- No organisation sees at which others, or how much there: only that there is no more room.
create table limits.in_all (
    account           uuid        primary key references access.account,
    hours_per_week    int         not null check (hours_per_week between 1 and 40),
    matches_at_a_time int         not null check (matches_at_a_time between 1 and 10),
    nights_per_week   int         not null check (nights_per_week between 0 and 7),
    changed_at        timestamptz not null);
comment on table limits.in_all is 'What somebody does at all organisations together at most; see nl.samenspel.limits.InAll';

create table limits.together (
    volunteer    uuid primary key references limits.own_limit deferrable initially immediate,
    organisation uuid not null,
    account      uuid not null references limits.in_all on delete cascade,
    consent      uuid not null references people.consent,
    foreign key (volunteer, organisation) references people.person (id, organisation) deferrable initially immediate);
create index on limits.together (account);
create index on limits.together (consent);
comment on table limits.together is 'Which records of one person are counted together; rests on a recorded consent';

-- What the limit and the load in all were at the moment of a promise; as with commitments a limit may be lowered later.
create table limits.counted (
    commitment   uuid primary key references limits.commitment on delete cascade,
    account      uuid not null,
    hours_limit  int  not null,
    hours        int  not null,
    places_limit int  not null,
    places       int  not null,
    nights_limit int  not null,
    nights       int  not null,
    constraint within_hours  check (hours <= hours_limit),
    constraint within_places check (places <= places_limit));
create index on limits.counted (account);
comment on table limits.counted is 'What one did in all after a promise, and the limit in all at that moment';

do $$
declare t text;
begin
    foreach t in array array['in_all', 'together', 'counted'] loop
        execute format('alter table limits.%I enable row level security', t);
        execute format('alter table limits.%I force  row level security', t);
        execute format('grant select, insert, update, delete on limits.%I to samenspel_jobs', t);
        execute format('create policy jobs_privacy on limits.%I to samenspel_jobs using (true) with check (true)', t);
    end loop;
    -- the functions below look over the borders of organisations
    foreach t in array array['in_all', 'together', 'counted', 'own_limit', 'commitment'] loop
        execute format('create policy owner_works on limits.%I to samenspel_owner using (true) with check (true)', t);
    end loop;
end $$;
grant select, insert, delete on limits.in_all to samenspel_app;
grant update (hours_per_week, matches_at_a_time, nights_per_week, changed_at) on limits.in_all to samenspel_app;
grant select, insert, delete on limits.together to samenspel_app;
grant select on limits.counted to samenspel_app;
create policy self on limits.in_all to samenspel_app using (account = (select access.my_account()));
create policy self on limits.together to samenspel_app
    using (account = (select access.my_account()) and volunteer = any ((select access.my_persons())::uuid[]));
create policy self on limits.counted for select to samenspel_app using (account = (select access.my_account()));

-- Of these volunteers, for whom it is counted together: what room is left in all. Of who the viewer may see, and nothing
-- of where it went.
create function limits.rooms_in_all(whose uuid[]) returns table (volunteer uuid, hours int, places int, nights int)
language sql stable security definer set search_path = '' as $$
    select t.volunteer, i.hours_per_week - sum.hours, i.matches_at_a_time - sum.places, i.nights_per_week - sum.nights
    from limits.together t
    join limits.own_limit l on l.volunteer = t.volunteer
    join limits.in_all i on i.account = t.account
    cross join lateral (
        select coalesce(sum(c.hours), 0)::int as hours, count(c.id)::int as places,
               coalesce(sum(c.nights), 0)::int as nights
        from limits.together o
        join limits.commitment c on c.volunteer = o.volunteer and c.ended_on is null
        where o.account = t.account) sum
    where t.volunteer = any (whose)
      and (session_user <> 'samenspel_app'
           or l.organisation = access.my_organisation() or l.volunteer = any (access.my_persons()))
$$;

-- Whoever makes a promise of somebody waits for whoever makes another one of the same person elsewhere. First the record
-- here, then what is in all: nobody waits in a circle.
create function limits.hold_in_all(wanted uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
    perform from limits.in_all
    where account = (select t.account from limits.together t where t.volunteer = wanted) for update;
end $$;
create or replace function limits.hold(wanted uuid) returns void language plpgsql volatile as $$
begin
    perform from limits.own_limit where volunteer = wanted for update;
    perform limits.hold_in_all(wanted);
end $$;

create function limits.keep_within_all() returns trigger language plpgsql as $$
declare
    room record;
begin
    if new.ended_on is not null or current_user = 'samenspel_jobs' then
        return new;
    end if;
    select * into room from limits.rooms_in_all(array[new.volunteer]);
    if found and (new.hours > room.hours or room.places < 1 or (new.nights > 0 and new.nights > room.nights)) then
        raise exception 'a promise beyond what the volunteer does in all'
            using errcode = 'check_violation', constraint = 'within_all';
    end if;
    return new;
end $$;
-- by name after keep_within, which holds
create trigger keep_within_all before insert or update on limits.commitment
    for each row execute function limits.keep_within_all();

create function limits.count_in_all() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if new.ended_on is null then
        insert into limits.counted (commitment, account, hours_limit, hours, places_limit, places, nights_limit, nights)
        select new.id, i.account, i.hours_per_week, sum(c.hours), i.matches_at_a_time, count(*), i.nights_per_week,
               sum(c.nights)
        from limits.together t
        join limits.in_all i on i.account = t.account
        join limits.together o on o.account = t.account
        join limits.commitment c on c.volunteer = o.volunteer and c.ended_on is null
        where t.volunteer = new.volunteer
        group by i.account
        on conflict (commitment) do nothing;
    end if;
    -- whoever keeps volunteers in memory reads the others of this person anew
    perform pg_notify('volunteer_changed', o.volunteer::text)
    from limits.together t join limits.together o on o.account = t.account and o.volunteer <> t.volunteer
    where t.volunteer = new.volunteer;
    return null;
end $$;
create trigger count_in_all after insert or update on limits.commitment
    for each row when (session_user <> 'samenspel_jobs') execute function limits.count_in_all();

create function limits.tell_in_all() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    perform pg_notify('volunteer_changed', t.volunteer::text) from limits.together t where t.account = new.account;
    return null;
end $$;
create trigger tell after update on limits.in_all for each row execute function limits.tell_in_all();
create trigger tell after insert or update or delete on limits.together
    for each row execute function limits.tell();
create trigger tell after insert or update or delete on limits.sign
    for each row execute function limits.tell();

-- Who takes the consent back is counted apart again at once, whoever writes that down.
create function limits.count_apart() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    delete from limits.together where consent = new.id;
    return null;
end $$;
create trigger count_apart after update of withdrawn_at on people.consent
    for each row when (new.purpose = 'COUNT_TOGETHER' and new.withdrawn_at is not null)
    execute function limits.count_apart();
