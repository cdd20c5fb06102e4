-- Rows that are joined to another record, or given back, are no new promise and no change of limits: nobody but the
-- jobs' role does that, and it changes whose they are, never how much.
create or replace function limits.keep_change() returns trigger language plpgsql as $$
begin
    if current_user = 'samenspel_jobs' then
        return null;
    end if;
    insert into limits.own_limit_change
        (volunteer, organisation, hours_per_week, matches_at_a_time, pause_until, by_the_volunteer, account, at)
    values (new.volunteer, new.organisation, new.hours_per_week, new.matches_at_a_time, new.pause_until,
            new.volunteer = any (access.my_persons()), access.my_account(), new.changed_at);
    return null;
end $$;

create or replace function limits.keep_within() returns trigger language plpgsql as $$
declare
    own   limits.own_limit;
    load  int;
    taken int;
begin
    if new.ended_on is not null or current_user = 'samenspel_jobs' then
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

-- What people may ask for (their data, to be forgotten), keeping no longer than needed, and joining double records
-- cross a viewer's sight: docs/explanation/jobs-role.md. Joining moves rows from one record to the other in one go.
do $$
declare t text; c record;
begin
    foreach t in array array['own_limit', 'own_limit_change', 'commitment'] loop
        execute format('grant select, insert, update, delete on limits.%I to samenspel_jobs', t);
        execute format('create policy jobs_privacy on limits.%I to samenspel_jobs using (true) with check (true)', t);
    end loop;
    for c in select conrelid::regclass as owner, conname from pg_constraint
             where contype = 'f' and connamespace = 'limits'::regnamespace
               and confrelid::regclass::text in ('people.person', 'limits.own_limit', 'volunteers.volunteer') loop
        execute format('alter table %s alter constraint %I deferrable initially immediate', c.owner, c.conname);
    end loop;
end $$;
