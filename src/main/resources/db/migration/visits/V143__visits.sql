-- Visits: when people agreed to come, what was done and how long, and a volunteer's own calendar.
create schema visits;
grant usage on schema visits to samenspel_app, samenspel_jobs;

-- When a volunteer comes, as agreed in a match: once, or again and again.
create table visits.moment (
    id           uuid        primary key,
    match        uuid        not null references matches.match,
    organisation uuid        not null,
    branch       uuid        not null,
    volunteer    uuid        not null,
    participant  uuid        not null,
    first_day    date        not null,
    starts_at    time        not null,
    minutes      int         not null check (minutes between 1 and 1440),
    rhythm       text        not null check (rhythm in ('ONCE', 'WEEKLY', 'FORTNIGHTLY', 'MONTHLY')),
    last_day     date,
    agreed_by    uuid        not null references access.account,
    agreed_at    timestamptz not null,
    changed_at   timestamptz not null,
    version      int         not null default 1,
    foreign key (branch, organisation) references network.branch (id, organisation),
    foreign key (volunteer, organisation) references people.person (id, organisation) deferrable initially immediate,
    foreign key (participant, organisation) references people.person (id, organisation) deferrable initially immediate);
-- sent twice, it is agreed once
create unique index agreed_once on visits.moment (match, first_day, starts_at, rhythm) where last_day is null;
create index on visits.moment (match);
create index on visits.moment (volunteer);
create index on visits.moment (organisation);
create index on visits.moment (participant);
comment on table visits.moment is 'When a volunteer comes, as agreed; see nl.samenspel.visits.Moment';

-- What was done, or did not go on. A visit that runs past midnight belongs to the day it began.
create table visits.visit (
    id           uuid        primary key,
    match        uuid        references matches.match,
    organisation uuid        not null,
    branch       uuid        not null,
    volunteer    uuid        not null,
    participant  uuid,
    day          date        not null,
    nth          int         not null default 1 check (nth between 1 and 9),
    kind         text        not null check (kind in
                     ('VISIT', 'OUT_TOGETHER', 'ERRAND', 'PHONE', 'MEETING', 'TRAINING', 'OTHER_WORK')),
    came         text        not null check (came in ('DONE', 'SKIPPED', 'TAKEN_BACK')),
    minutes      int         not null,
    why          text        check (why in ('VOLUNTEER_COULD_NOT', 'PARTICIPANT_COULD_NOT', 'HOLIDAY', 'OTHERWISE')),
    words        text        not null default '',
    told_by      uuid        not null references access.account,
    told_at      timestamptz not null,
    told_on      date        not null,
    by_phone     boolean     not null,
    version      int         not null default 1,
    foreign key (branch, organisation) references network.branch (id, organisation),
    foreign key (volunteer, organisation) references people.person (id, organisation) deferrable initially immediate,
    foreign key (participant, organisation) references people.person (id, organisation) deferrable initially immediate,
    check ((match is null) = (participant is null)),
    constraint kind_of_what_it_belongs_to check ((match is null) = (kind in ('MEETING', 'TRAINING', 'OTHER_WORK'))),
    constraint how_long check (case when came = 'DONE' then minutes between 1 and 1440 else minutes = 0 end),
    constraint not_before_it_happened check (came <> 'DONE' or day <= told_on),
    check (why is null or came = 'SKIPPED'),
    check (came <> 'SKIPPED' or match is not null));
-- The same visit is written down once; a second one on that day is told to be one.
create unique index one_log on visits.visit (match, day, nth) where match is not null and came <> 'TAKEN_BACK';
create unique index one_log_of_other_work on visits.visit (volunteer, kind, day, nth)
    where match is null and came <> 'TAKEN_BACK';
create index on visits.visit (volunteer, day);
create index on visits.visit (organisation, day);
create index on visits.visit (participant, day);
comment on table visits.visit is 'What was done, when and how long; see nl.samenspel.visits.Visit';

-- What a visit was before it was corrected. Written by the database itself, never changed.
create table visits.earlier (
    visit    uuid        not null references visits.visit on delete cascade,
    version  int         not null,
    day      date        not null,
    kind     text        not null,
    came     text        not null,
    minutes  int         not null,
    why      text,
    words    text        not null,
    told_by  uuid        not null references access.account,
    told_at  timestamptz not null,
    by_phone boolean     not null,
    primary key (visit, version));
comment on table visits.earlier is 'What a visit was told to be, before it was corrected; by whom and when';

-- Nothing of a visit changes without its earlier self being kept. What is forgotten of people is no correction.
create function visits.keep_earlier() returns trigger language plpgsql as $$
begin
    if current_user = 'samenspel_app' then
        if new.version <> old.version + 1 then
            raise exception 'visit % changes without a new version', old.id using errcode = '23514';
        end if;
        insert into visits.earlier (visit, version, day, kind, came, minutes, why, words, told_by, told_at, by_phone)
        values (old.id, old.version, old.day, old.kind, old.came, old.minutes, old.why, old.words, old.told_by, old.told_at,
            old.by_phone);
    end if;
    return null;
end $$;
create trigger keep_earlier after update on visits.visit for each row execute function visits.keep_earlier();

-- A visit lies in its match: of these people, at this desk, on a day on which both had agreed and it had not ended.
-- After row security has looked, so that it tells nothing of a match one may not see.
create function visits.fits_match() returns trigger language plpgsql as $$
begin
    if new.match is not null and new.came <> 'TAKEN_BACK' and not exists (
        select from matches.match m
        where m.id = new.match and m.organisation = new.organisation and m.branch = new.branch
          and m.volunteer = new.volunteer and m.participant = new.participant and m.participant_consent is not null
          and new.day >= (m.begun_at at time zone 'Europe/Amsterdam')::date
          and new.day <= coalesce(m.ended_on, 'infinity'::date)) then
        raise exception 'visit % lies outside its match', new.id using errcode = '23514';
    end if;
    return null;
end $$;
create trigger fits_match after insert or update of day, came on visits.visit
    for each row execute function visits.fits_match();

create function visits.moment_fits() returns trigger language plpgsql as $$
begin
    if not exists (
        select from matches.match m
        where m.id = new.match and m.organisation = new.organisation and m.branch = new.branch
          and m.volunteer = new.volunteer and m.participant = new.participant
          and m.state <> 'ENDED' and m.participant_consent is not null) then
        raise exception 'moment % is not of a match that runs', new.id using errcode = '23514';
    end if;
    return null;
end $$;
create trigger moment_fits after insert on visits.moment for each row execute function visits.moment_fits();

-- A volunteer's own calendar, opened by a secret address. Of the secret only the hash is kept.
create table visits.feed (
    account     uuid        primary key references access.account,
    secret_hash text        not null unique,
    made_at     timestamptz not null,
    read_at     timestamptz);
comment on table visits.feed is 'The secret address of somebody''s calendar; see nl.samenspel.visits.Feeds';

do $$
declare t text;
begin
    foreach t in array array['moment', 'visit', 'earlier', 'feed'] loop
        execute format('alter table visits.%I enable row level security', t);
        execute format('alter table visits.%I force  row level security', t);
        execute format('grant select, insert, update, delete on visits.%I to samenspel_jobs', t);
        execute format('create policy jobs_all on visits.%I to samenspel_jobs using (true) with check (true)', t);
    end loop;
end $$;

grant select, insert on visits.moment to samenspel_app;
grant update (last_day, changed_at, version) on visits.moment to samenspel_app;
grant select, insert on visits.visit to samenspel_app;
grant update (day, nth, kind, came, minutes, why, words, told_by, told_at, told_on, by_phone, version)
    on visits.visit to samenspel_app;
grant select, insert on visits.earlier to samenspel_app;
grant select (account, made_at, read_at), insert, update (secret_hash, made_at, read_at), delete on visits.feed
    to samenspel_app;

-- The desk: of its branches. The volunteer: their own. The team leader: of their list.
do $$
declare t text;
begin
    foreach t in array array['moment', 'visit'] loop
        execute format('create policy staff on visits.%I to samenspel_app
            using (organisation = (select access.my_organisation()) and access.is_my_branch(branch))', t);
        execute format('create policy self on visits.%I to samenspel_app
            using (volunteer = any ((select access.my_persons())::uuid[]))', t);
        execute format('create policy team on visits.%I to samenspel_app
            using (volunteer = any ((select access.my_team())::uuid[]))', t);
    end loop;
end $$;
-- The participant, and who represents them by law, see who came and when, and who will come.
create policy participant_reads on visits.visit for select to samenspel_app
    using (came <> 'TAKEN_BACK' and participant = any ((select access.my_persons())::uuid[]));
create policy representative_reads on visits.visit for select to samenspel_app
    using (came <> 'TAKEN_BACK' and participant = any (array(
        select r.participant from people.relation r
        where r.represents and r.relative = any ((select access.my_persons())::uuid[]))));
create policy participant_reads on visits.moment for select to samenspel_app
    using (participant = any ((select access.my_persons())::uuid[]));
create policy representative_reads on visits.moment for select to samenspel_app
    using (participant = any (array(
        select r.participant from people.relation r
        where r.represents and r.relative = any ((select access.my_persons())::uuid[]))));
-- What was told earlier is for who may correct it.
create policy with_visit on visits.earlier to samenspel_app
    using (exists (select from visits.visit v where v.id = earlier.visit
        and ((v.organisation = (select access.my_organisation()) and access.is_my_branch(v.branch))
            or v.volunteer = any ((select access.my_persons())::uuid[])
            or v.volunteer = any ((select access.my_team())::uuid[]))));
create policy self on visits.feed to samenspel_app using (account = (select access.my_account()));

-- A volunteer, and their team leader, know who wrote something down for them.
create policy told_visits_read on access.account for select to samenspel_app
    using (id = any (array(
        select v.told_by from visits.visit v
        where v.volunteer = any ((select access.my_persons())::uuid[]) or v.volunteer = any ((select access.my_team())::uuid[])
        union
        select e.told_by from visits.earlier e join visits.visit v on v.id = e.visit
        where v.volunteer = any ((select access.my_persons())::uuid[]) or v.volunteer = any ((select access.my_team())::uuid[]))));
