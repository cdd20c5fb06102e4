-- A volunteer may lift a limit by phone. Who took it down, when and what changed is kept and shown to the volunteer, who
-- can say that it was not them.
create table limits.phone_call (
    id             uuid        primary key,
    volunteer      uuid        not null references limits.own_limit deferrable initially immediate,
    organisation   uuid        not null,
    recorded_by    uuid        not null references access.account,
    at             timestamptz not null,
    hours_before   int         not null,
    matches_before int         not null,
    nights_before  int,
    pause_before   date,
    hours_after    int         not null,
    matches_after  int         not null,
    nights_after   int,
    pause_after    date,
    lifted         text[]      not null default '{}',
    made_in        bigint      not null default pg_current_xact_id()::text::bigint,
    undone_at      timestamptz,
    seen_by        uuid        references access.account,
    seen_at        timestamptz,
    foreign key (volunteer, organisation) references people.person (id, organisation) deferrable initially immediate,
    check (seen_at is null or undone_at is not null),
    check ((seen_at is null) = (seen_by is null)));
create index on limits.phone_call (volunteer, at);
create index on limits.phone_call (organisation) where undone_at is not null and seen_at is null;
comment on table limits.phone_call is 'Limits lifted by phone, and who took that down; see nl.samenspel.limits.PhoneCall';
comment on column limits.phone_call.lifted is 'Situations that they would rather not before';
comment on column limits.phone_call.made_in is 'The transaction: a call lifts what is lifted in it, and nothing later';
comment on column limits.phone_call.undone_at is 'The volunteer said that this was not them';
alter table limits.phone_call enable row level security;
alter table limits.phone_call force  row level security;
grant select, insert, update, delete on limits.phone_call to samenspel_jobs;
grant select on limits.phone_call to samenspel_app;
grant insert (id, volunteer, organisation, recorded_by, at, hours_before, matches_before, nights_before, pause_before,
              hours_after, matches_after, nights_after, pause_after, lifted) on limits.phone_call to samenspel_app;
grant update (undone_at, seen_by, seen_at) on limits.phone_call to samenspel_app;
create policy jobs_privacy on limits.phone_call to samenspel_jobs using (true) with check (true);
create policy staff on limits.phone_call for select to samenspel_app
    using (organisation = (select access.my_organisation()));
create policy staff_records on limits.phone_call for insert to samenspel_app
    with check (organisation = (select access.my_organisation()) and recorded_by = (select access.my_account()));
create policy leads_sees on limits.phone_call for update to samenspel_app
    using (organisation = (select access.my_organisation()) and (select access.my_role()) = 'MANAGER');
create policy self on limits.phone_call for select to samenspel_app
    using (volunteer = any ((select access.my_persons())::uuid[]));
create policy self_undoes on limits.phone_call for update to samenspel_app
    using (volunteer = any ((select access.my_persons())::uuid[]));

create function limits.undone_by_whom() returns trigger language plpgsql as $$
begin
    if current_user = 'samenspel_jobs' then
        return new;
    end if;
    if new.undone_at is distinct from old.undone_at
       and (old.undone_at is not null or not new.volunteer = any (access.my_persons())) then
        raise exception 'only the volunteer says that it was not them, once'
            using errcode = 'check_violation', constraint = 'undone_by_themselves';
    end if;
    return new;
end $$;
create trigger undone_by_whom before update on limits.phone_call
    for each row execute function limits.undone_by_whom();

-- Whether this very change was told by phone, in this very transaction.
create function limits.told_by_phone(changed limits.own_limit) returns uuid language sql stable return (
    select c.id from limits.phone_call c
    where c.volunteer = changed.volunteer and c.recorded_by = access.my_account()
      and c.made_in = pg_current_xact_id()::text::bigint and c.undone_at is null
      and (c.hours_after, c.matches_after, c.nights_after, c.pause_after)
          is not distinct from (changed.hours_per_week, changed.matches_at_a_time, changed.nights_per_week, changed.pause_until)
    limit 1);

create or replace function limits.only_the_volunteer_raises() returns trigger language plpgsql as $$
begin
    if not new.volunteer = any (access.my_persons())
       and (new.hours_per_week > old.hours_per_week
            or new.matches_at_a_time > old.matches_at_a_time
            or coalesce(new.nights_per_week, 7) > coalesce(old.nights_per_week, 7)
            or coalesce(new.pause_until, '-infinity') < coalesce(old.pause_until, '-infinity'))
       and limits.told_by_phone(new) is null then
        raise exception 'only the volunteer may raise their own limits'
            using errcode = 'check_violation', constraint = 'only_the_volunteer_raises';
    end if;
    return new;
end $$;

alter table limits.own_limit_change add column phone_call uuid references limits.phone_call deferrable initially immediate;
create index on limits.own_limit_change (phone_call);
create or replace function limits.keep_change() returns trigger language plpgsql as $$
begin
    if current_user = 'samenspel_jobs' then
        return null;
    end if;
    insert into limits.own_limit_change
        (volunteer, organisation, hours_per_week, matches_at_a_time, nights_per_week, pause_until, by_the_volunteer,
         account, phone_call, at)
    values (new.volunteer, new.organisation, new.hours_per_week, new.matches_at_a_time, new.nights_per_week,
            new.pause_until, new.volunteer = any (access.my_persons()), access.my_account(),
            limits.told_by_phone(new), new.changed_at);
    return null;
end $$;
