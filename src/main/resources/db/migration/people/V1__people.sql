-- One person, many roles; each organisation keeps its own record, only the person links them.
create schema people;
grant usage on schema people to samenspel_app, samenspel_jobs;

create table people.person (
    id           uuid        primary key,
    organisation uuid        not null references network.organisation,
    external_id  text,
    given_name   text        not null,
    family_name  text        not null default '',
    email        text,
    phone        text,
    postcode     text,
    place        text        not null default '',
    address      text        not null default '',
    gender       text        not null default 'UNKNOWN' check (gender in ('WOMAN', 'MAN', 'OTHER', 'UNKNOWN')),
    languages    text[]      not null default '{NL}',
    created_at   timestamptz not null,
    unique (organisation, external_id),
    unique (id, organisation));
create index on people.person (organisation, lower(family_name));
comment on table people.person is 'A person as one organisation knows them; see nl.samenspel.people.Person';

-- What someone is to an organisation. A semi-paid carer is never a volunteer in the same place at the same time.
create table people.engagement (
    id           uuid primary key,
    organisation uuid not null,
    person       uuid not null,
    kind         text not null check (kind in ('VOLUNTEER', 'TRAINEE', 'EMPLOYEE_VOLUNTEER', 'SEMI_PAID')),
    from_day     date not null,
    until_day    date,
    foreign key (person, organisation) references people.person (id, organisation),
    check (until_day is null or until_day >= from_day));
create index on people.engagement (person);

create table people.relation (
    participant  uuid    not null,
    relative     uuid    not null,
    organisation uuid    not null,
    relation     text    not null check (relation in ('PARTNER', 'CHILD', 'PARENT', 'SIBLING', 'OTHER_FAMILY', 'NEIGHBOUR', 'FRIEND', 'LEGAL_REPRESENTATIVE', 'PROFESSIONAL', 'OTHER')),
    represents   boolean not null default false,
    primary key (participant, relative),
    foreign key (participant, organisation) references people.person (id, organisation),
    foreign key (relative, organisation) references people.person (id, organisation),
    check (participant <> relative));
comment on column people.relation.represents is 'May consent in the participant''s place, by law';

create table people.consent (
    id           uuid        primary key,
    organisation uuid        not null,
    person       uuid        not null,
    purpose      text        not null check (purpose in ('SHARE_FOR_MATCH', 'SHARE_WITH_ORGANISATION', 'BE_CALLED_ON_BY_OTHERS')),
    subject      uuid,
    given_by     uuid        not null,
    recorded_by  uuid        not null references access.account,
    by_phone     boolean     not null,
    given_at     timestamptz not null,
    withdrawn_at timestamptz,
    foreign key (person, organisation) references people.person (id, organisation),
    foreign key (given_by, organisation) references people.person (id, organisation));
create index on people.consent (person);
comment on column people.consent.subject is 'What it is about: a match, a request, an organisation';

do $$
declare t text;
begin
    foreach t in array array['person', 'engagement', 'relation', 'consent'] loop
        execute format('alter table people.%I enable row level security', t);
        execute format('alter table people.%I force  row level security', t);
        execute format('grant select, insert, update on people.%I to samenspel_app', t);
        execute format('grant select on people.%I to samenspel_jobs', t);
        execute format('create policy jobs_read on people.%I for select to samenspel_jobs using (true)', t);
    end loop;
end $$;
create policy staff on people.person     to samenspel_app using (organisation = (select access.my_organisation()));
create policy staff on people.engagement to samenspel_app using (organisation = (select access.my_organisation()));
create policy staff on people.relation   to samenspel_app using (organisation = (select access.my_organisation()));
create policy staff on people.consent    to samenspel_app using (organisation = (select access.my_organisation()));

create policy self_reads on people.person for select to samenspel_app
    using (id = any ((select access.my_persons())::uuid[]));
create policy self_changes on people.person for update to samenspel_app
    using (id = any ((select access.my_persons())::uuid[]));
create policy shared on people.person for select to samenspel_app
    using (access.shared_with_me('PERSON', id));
create policy self_reads on people.engagement for select to samenspel_app
    using (person = any ((select access.my_persons())::uuid[]));
create policy self_reads on people.relation for select to samenspel_app
    using (participant = any ((select access.my_persons())::uuid[]) or relative = any ((select access.my_persons())::uuid[]));

create policy self_reads on people.consent for select to samenspel_app
    using (person = any ((select access.my_persons())::uuid[]) or given_by = any ((select access.my_persons())::uuid[]));
create policy self_gives on people.consent for insert to samenspel_app
    with check (given_by = any ((select access.my_persons())::uuid[])
        and (person = given_by
            or exists (select from people.relation r where r.participant = consent.person and r.relative = consent.given_by and r.represents)));
create policy self_withdraws on people.consent for update to samenspel_app
    using (person = any ((select access.my_persons())::uuid[]) or given_by = any ((select access.my_persons())::uuid[]));
