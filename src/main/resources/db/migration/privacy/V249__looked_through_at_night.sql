-- What has to be looked for among all the people of an organisation is looked for at night and kept here, so that a page
-- reads what it shows, however large the organisation is.
create table privacy.looked_through (
    organisation uuid        not null references network.organisation,
    what         text        not null check (what in ('LEAVING', 'DOUBLES')),
    at           timestamptz not null,
    primary key (organisation, what));
comment on table privacy.looked_through is 'When an organisation was last looked through, and for what';

create table privacy.leaving (
    organisation uuid not null references network.organisation,
    person       uuid not null,
    day          date not null,
    primary key (person),
    foreign key (person, organisation) references people.person (id, organisation)
        on delete cascade deferrable initially immediate);
create index on privacy.leaving (organisation, day, person);
comment on table privacy.leaving is 'Whose record goes by itself within a month, as it was when last looked for';

create table privacy.going (
    organisation uuid    not null references network.organisation,
    table_name   text    not null,
    period       text    not null,
    whole_row    boolean not null,
    rows         bigint  not null check (rows > 0),
    nth          int     not null,
    primary key (organisation, nth));
comment on table privacy.going is 'How much of other records goes within a month, as it was when last looked for';

create table privacy.likely_double (
    organisation uuid   not null references network.organisation,
    one          uuid   not null,
    other        uuid   not null,
    likeness     text[] not null,
    primary key (one, other),
    foreign key (one, organisation) references people.person (id, organisation)
        on delete cascade deferrable initially immediate,
    foreign key (other, organisation) references people.person (id, organisation)
        on delete cascade deferrable initially immediate,
    check (one <> other));
create index on privacy.likely_double (organisation);
create index on privacy.likely_double (other);
comment on table privacy.likely_double is 'Who looks like whom, as it was when last looked for';

do $$
declare t text;
begin
    foreach t in array array['looked_through', 'leaving', 'going', 'likely_double'] loop
        execute format('alter table privacy.%I enable row level security', t);
        execute format('alter table privacy.%I force  row level security', t);
        execute format('grant select, insert, update, delete on privacy.%I to samenspel_jobs', t);
        execute format('create policy jobs_all on privacy.%I to samenspel_jobs using (true) with check (true)', t);
        execute format('grant select on privacy.%I to samenspel_app', t);
        execute format('create policy staff_reads on privacy.%I for select to samenspel_app '
            'using (organisation = (select access.my_organisation()))', t);
    end loop;
end $$;
