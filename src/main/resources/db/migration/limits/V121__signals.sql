-- What is heard of how volunteers hold up, and the signals that come of it. For help, never a rating: a volunteer sees
-- all of theirs.
create table limits.sign (
    source       uuid        not null,
    kind         text        not null check (kind in ('HEARD', 'SKIPPED', 'DEATH')),
    volunteer    uuid        not null references limits.own_limit,
    organisation uuid        not null,
    face         text        check (face in ('GLAD', 'SO_SO', 'HARD')),
    words        text        not null default '',
    day          date        not null,
    at           timestamptz not null,
    primary key (source, kind),
    foreign key (volunteer, organisation) references people.person (id, organisation),
    check ((kind = 'HEARD') = (face is not null)));
create index on limits.sign (volunteer, kind, day);
comment on table limits.sign is 'A check-in that was answered or not, or an ending by death; see nl.samenspel.limits.Signals';

create table limits.worked (
    source       uuid primary key,
    volunteer    uuid not null references limits.own_limit,
    organisation uuid not null,
    day          date not null,
    minutes      int  not null check (minutes between 0 and 1440),
    foreign key (volunteer, organisation) references people.person (id, organisation));
create index on limits.worked (volunteer, day);
comment on table limits.worked is 'What somebody did, for seeing whether it becomes more';

create table limits.signal (
    id            uuid        primary key,
    volunteer     uuid        not null references limits.own_limit,
    organisation  uuid        not null,
    why           text        not null check (why in ('CREEPING_HOURS', 'SKIPPED_CHECK_INS', 'HEAVY_CASES', 'HARD_TO_CARRY',
                                                      'AFTER_A_DEATH', 'OVER_LIMIT')),
    now_is        int         not null check (now_is >= 0),
    before_was    int         not null check (before_was >= 0),
    said          text        not null default '',
    raised_at     timestamptz not null,
    settled_at    timestamptz,
    settled_by    uuid        references access.account,
    step          text        check (step in ('SHARE_TASK', 'SECOND_VOLUNTEER', 'PAUSE', 'TRAINING', 'TALK', 'FORMAL_CARE')),
    settled_words text        not null default '',
    foreign key (volunteer, organisation) references people.person (id, organisation),
    check ((settled_at is null) = (step is null)));
create unique index one_open_signal on limits.signal (volunteer, why) where settled_at is null;
create index on limits.signal (organisation) where settled_at is null;
create index on limits.signal (volunteer, raised_at);
comment on table limits.signal is 'Why somebody may need a hand, and what was done; see nl.samenspel.limits.Signal';
comment on column limits.signal.now_is is 'What it is now: minutes a week, or how many';
comment on column limits.signal.before_was is 'What it was before, or what was meant; 0 where there is nothing to compare';

do $$
declare t text;
begin
    foreach t in array array['sign', 'worked', 'signal'] loop
        execute format('alter table limits.%I enable row level security', t);
        execute format('alter table limits.%I force  row level security', t);
        execute format('grant select, insert on limits.%I to samenspel_app', t);
        execute format('grant select, insert, update, delete on limits.%I to samenspel_jobs', t);
        execute format('create policy staff on limits.%I to samenspel_app using (organisation = (select access.my_organisation()))', t);
        execute format('create policy self on limits.%I for select to samenspel_app using (volunteer = any ((select access.my_persons())::uuid[]))', t);
        execute format('create policy self_adds on limits.%I for insert to samenspel_app with check (volunteer = any ((select access.my_persons())::uuid[]))', t);
        execute format('create policy jobs_privacy on limits.%I to samenspel_jobs using (true) with check (true)', t);
    end loop;
end $$;
grant update (face, words, day, at) on limits.sign to samenspel_app;
grant update (day, minutes) on limits.worked to samenspel_app;
grant update (settled_at, settled_by, step, settled_words) on limits.signal to samenspel_app;
create policy self_says_again on limits.sign for update to samenspel_app using (volunteer = any ((select access.my_persons())::uuid[]));
create policy self_corrects on limits.worked for update to samenspel_app using (volunteer = any ((select access.my_persons())::uuid[]));
-- joining double records moves rows to another record in one go
do $$
declare c record;
begin
    for c in select conrelid::regclass as owner, conname from pg_constraint
             where contype = 'f' and connamespace = 'limits'::regnamespace
               and conrelid in ('limits.sign'::regclass, 'limits.worked'::regclass, 'limits.signal'::regclass)
               and confrelid::regclass::text in ('people.person', 'limits.own_limit') loop
        execute format('alter table %s alter constraint %I deferrable initially immediate', c.owner, c.conname);
    end loop;
end $$;
