-- What volunteers offer, and what was seen of their screening. Kinds of help and day-parts are bits, in the order of
-- nl.samenspel.network.KindOfHelp and DayParts.
create schema volunteers;
grant usage on schema volunteers to samenspel_app, samenspel_jobs;

create table volunteers.volunteer (
    person            uuid    primary key,
    organisation      uuid    not null,
    branch            uuid    not null,
    status            text    not null check (status in ('APPLIED', 'ACTIVE', 'LEFT')),
    since             date    not null,
    loves             bigint  not null default 0,
    likes             bigint  not null default 0,
    does              bigint  not null default 0,
    rather_not        bigint  not null default 0,
    day_parts         int     not null default 0 check (day_parts between 0 and 268435455),
    radius_metres     int     not null check (radius_metres between 100 and 200000),
    available_from    date,
    comfortable_with  text[]  not null check (cardinality(comfortable_with) > 0
        and comfortable_with <@ array['WOMAN', 'MAN', 'OTHER', 'UNKNOWN']),
    about_me          text    not null default '',
    by_others_consent uuid,
    vog_seen_on       date,
    vog_again_on      date,
    version           int     not null default 0,
    foreign key (person, organisation) references people.person (id, organisation),
    foreign key (branch, organisation) references network.branch (id, organisation),
    unique (person, organisation),
    check (loves & likes = 0 and loves & does = 0 and loves & rather_not = 0
        and likes & does = 0 and likes & rather_not = 0 and does & rather_not = 0),
    check ((vog_seen_on is null) = (vog_again_on is null)),
    check (vog_again_on > vog_seen_on));
create index on volunteers.volunteer (organisation, status);
comment on table volunteers.volunteer is 'What someone offers to an organisation; see nl.samenspel.volunteers.Volunteer';
comment on column volunteers.volunteer.vog_seen_on is 'When the certificate of conduct was shown; the document itself is never kept';
comment on column volunteers.volunteer.by_others_consent is 'The consent on which other organisations may ask them too';

create table volunteers.training (
    person        uuid not null,
    organisation  uuid not null,
    qualification text not null check (qualification in
        ('FIRST_AID', 'DEMENTIA', 'PALLIATIVE', 'DRIVER', 'CHILDREN', 'LIFTING', 'LANGUAGE_COACH')),
    obtained_on   date not null,
    valid_until   date,
    primary key (person, qualification),
    foreign key (person, organisation) references volunteers.volunteer (person, organisation),
    check (valid_until >= obtained_on));

-- A volunteer changes their own offer; what the organisation vouches for is not theirs to change.
create function volunteers.only_the_organisation_vouches() returns trigger language plpgsql as $$
begin
    if access.my_organisation() is distinct from old.organisation
       and (new.status, new.since, new.branch, new.vog_seen_on, new.vog_again_on)
           is distinct from (old.status, old.since, old.branch, old.vog_seen_on, old.vog_again_on) then
        raise exception 'only the organisation says who is its volunteer and whose certificate it saw'
            using errcode = 'check_violation', constraint = 'only_the_organisation_vouches';
    end if;
    return new;
end $$;
create trigger only_the_organisation_vouches before update on volunteers.volunteer
    for each row execute function volunteers.only_the_organisation_vouches();

do $$
declare t text;
begin
    foreach t in array array['volunteer', 'training'] loop
        execute format('alter table volunteers.%I enable row level security', t);
        execute format('alter table volunteers.%I force  row level security', t);
        execute format('grant select, insert on volunteers.%I to samenspel_app', t);
        execute format('grant select on volunteers.%I to samenspel_jobs', t);
        execute format('create policy jobs_read on volunteers.%I for select to samenspel_jobs using (true)', t);
        execute format('create policy staff on volunteers.%I to samenspel_app using (organisation = (select access.my_organisation()))', t);
        execute format('create policy self_reads on volunteers.%I for select to samenspel_app using (person = any ((select access.my_persons())::uuid[]))', t);
    end loop;
end $$;
grant update (branch, status, since, loves, likes, does, rather_not, day_parts, radius_metres, available_from,
              comfortable_with, about_me, by_others_consent, vog_seen_on, vog_again_on, version)
    on volunteers.volunteer to samenspel_app;
grant delete on volunteers.training to samenspel_app;
create policy self_changes on volunteers.volunteer for update to samenspel_app
    using (person = any ((select access.my_persons())::uuid[]));
