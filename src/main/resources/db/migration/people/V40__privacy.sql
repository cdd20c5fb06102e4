-- Someone who was forgotten leaves a row without anything of them, because counts stay; the database sees to it.
alter table people.person add column forgotten_on date;
alter table people.person add constraint forgotten_is_forgotten check (forgotten_on is null or (
    family_name = '' and email is null and phone is null and postcode is null and place = '' and address = ''
    and external_id is null and gender = 'UNKNOWN' and languages = '{}'));
comment on column people.person.forgotten_on is 'Since then nothing is known of them; see docs/explanation/privacy.md';

-- The words people said yes to. A text that changes gets a new version; what was agreed to stays readable.
create table people.consent_text (
    purpose text        not null,
    version int         not null check (version > 0),
    dutch   text        not null,
    english text        not null,
    since   timestamptz not null,
    primary key (purpose, version));
comment on table people.consent_text is 'Every version of what people agreed to; never changed';
alter table people.consent_text enable row level security;
alter table people.consent_text force  row level security;
create policy everyone_reads on people.consent_text for select to samenspel_app, samenspel_jobs using (true);
create policy jobs_adds on people.consent_text for insert to samenspel_jobs with check (true);
grant select on people.consent_text to samenspel_app, samenspel_jobs;
grant insert on people.consent_text to samenspel_jobs;

alter table people.consent add column text_version int;
alter table people.consent add column language text check (language in ('nl', 'en'));
alter table people.consent add foreign key (purpose, text_version) references people.consent_text (purpose, version);
alter table people.consent add check ((text_version is null) = (language is null));
comment on column people.consent.text_version is 'Empty only for consents from before versions were kept';

-- What people may ask for (their data, to be forgotten), keeping no longer than needed, and joining double records
-- cross a viewer's sight: docs/explanation/jobs-role.md. Joining moves rows from one record to the other in one go.
do $$
declare t text; c record;
begin
    foreach t in array array['person', 'engagement', 'relation', 'consent'] loop
        execute format('grant select, insert, update, delete on people.%I to samenspel_jobs', t);
        execute format('create policy jobs_privacy on people.%I to samenspel_jobs using (true) with check (true)', t);
    end loop;
    for c in select conrelid::regclass as owner, conname from pg_constraint
             where contype = 'f' and confrelid = 'people.person'::regclass loop
        execute format('alter table %s alter constraint %I deferrable initially immediate', c.owner, c.conname);
    end loop;
end $$;
