-- Situations that a volunteer would rather not meet. The desk may note one more; only the volunteer takes one away, or
-- by phone.
create table limits.rather_not (
    volunteer    uuid not null references limits.own_limit deferrable initially immediate,
    organisation uuid not null,
    situation    text not null check (situation in ('PETS', 'SMOKING', 'STAIRS', 'LIFTING', 'UNTIDY_HOME', 'MEMORY',
                                                    'STRONG_FEELINGS', 'MOURNING', 'END_OF_LIFE')),
    primary key (volunteer, situation),
    foreign key (volunteer, organisation) references people.person (id, organisation) deferrable initially immediate);
comment on table limits.rather_not is 'What a volunteer would rather not meet; see nl.samenspel.network.Situation';
alter table limits.rather_not enable row level security;
alter table limits.rather_not force  row level security;
grant select, insert, update, delete on limits.rather_not to samenspel_jobs;
grant select, insert, delete on limits.rather_not to samenspel_app;
create policy jobs_privacy on limits.rather_not to samenspel_jobs using (true) with check (true);
create policy staff on limits.rather_not to samenspel_app using (organisation = (select access.my_organisation()));
create policy self on limits.rather_not to samenspel_app
    using (volunteer = any ((select access.my_persons())::uuid[]));

create function limits.only_the_volunteer_lifts() returns trigger language plpgsql as $$
begin
    if current_user <> 'samenspel_jobs' and not old.volunteer = any (access.my_persons())
       and not exists (select from limits.phone_call c
                       where c.volunteer = old.volunteer and c.recorded_by = access.my_account()
                         and c.made_in = pg_current_xact_id()::text::bigint and old.situation = any (c.lifted)) then
        raise exception 'only the volunteer takes away what they would rather not'
            using errcode = 'check_violation', constraint = 'only_the_volunteer_lifts';
    end if;
    return old;
end $$;
create trigger only_the_volunteer_lifts before delete on limits.rather_not
    for each row execute function limits.only_the_volunteer_lifts();
create trigger tell after insert or update or delete on limits.rather_not
    for each row execute function limits.tell();
