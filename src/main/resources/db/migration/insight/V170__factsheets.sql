-- Counts for others. The factsheet of the network: an edition for each year, frozen when it is published.
create schema insight;
grant usage on schema insight to samenspel_app, samenspel_jobs, samenspel_reporting;

create table insight.edition (
    id        uuid        primary key,
    year      int         not null check (year between 1990 and 2200),
    version   int         not null check (version > 0),
    source    text        not null check (source ~ '\S'),
    taken_at  timestamptz not null,
    taken_by  uuid        not null references access.account,
    out_at    timestamptz,
    unique (year, version));
create unique index one_draft_a_year on insight.edition (year) where out_at is null;
comment on table insight.edition is 'The network''s figures of a year; see nl.samenspel.insight.Edition';
comment on column insight.edition.version is 'A correction is a new version; the old one stays as it was';
comment on column insight.edition.out_at is 'From when everybody may read it; null: a draft';

create table insight.figure (
    edition      uuid not null references insight.edition on delete cascade,
    line         int  not null,
    organisation text not null,
    measure      text not null,
    value        bigint,
    qualifier    text not null check (qualifier in ('EXACTLY', 'MORE_THAN', 'ABOUT', 'NOT_SPECIFIED', 'NOT_APPLICABLE')),
    unit         text not null,
    scope        text not null,
    counting     text check (counting in ('DIRECT', 'THROUGH_OTHERS', 'ON_CALL', 'REPRESENTED')),
    note         text not null,
    source       text not null,
    date         date,
    primary key (edition, line));
comment on table insight.figure is 'One number of one organisation, as it was given';
comment on column insight.figure.organisation is 'Its name: most organisations of the network do not work in this installation';

-- What was published never changes silently: not by the program, not by whoever owns the tables.
create function insight.keep_editions() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if old.out_at is null
            and (new.id, new.year, new.version, new.source, new.taken_at, new.taken_by)
                = (old.id, old.year, old.version, old.source, old.taken_at, old.taken_by) then
            return new;
        end if;
    elsif old.out_at is null then
        return old;
    end if;
    raise exception 'An edition that was published never changes. Publish a new version.';
end $$;
create trigger published_stays before update or delete on insight.edition
    for each row execute function insight.keep_editions();

create function insight.keep_figures() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' and exists (
        select from insight.edition e
        where e.id = case tg_op when 'INSERT' then new.edition else old.edition end and e.out_at is null) then
        return case tg_op when 'INSERT' then new else old end;
    end if;
    if tg_op = 'DELETE' and not exists (select from insight.edition e where e.id = old.edition) then
        -- its edition, a draft, went in the same statement
        return old;
    end if;
    raise exception 'A figure of an edition never changes.';
end $$;
create trigger published_stays before insert or update or delete on insight.figure
    for each row execute function insight.keep_figures();

do $$
declare t text;
begin
    foreach t in array array['edition', 'figure'] loop
        execute format('alter table insight.%I enable row level security', t);
        execute format('alter table insight.%I force  row level security', t);
        execute format('grant select, insert, delete on insight.%I to samenspel_app', t);
        execute format('create policy administrator on insight.%I to samenspel_app '
            'using ((select access.my_role()) = ''ADMINISTRATOR'') '
            'with check ((select access.my_role()) = ''ADMINISTRATOR'')', t);
        execute format('grant select on insight.%I to samenspel_jobs', t);
        execute format('create policy jobs_read on insight.%I for select to samenspel_jobs using (true)', t);
    end loop;
end $$;
grant update (out_at) on insight.edition to samenspel_app;
create policy published on insight.edition for select to samenspel_app, samenspel_reporting using (out_at <= now());
create policy published on insight.figure for select to samenspel_app, samenspel_reporting
    using (exists (select from insight.edition e where e.id = edition and e.out_at <= now()));
-- the one thing that this role may read: what everybody may
grant select (id, year, version, source, out_at) on insight.edition to samenspel_reporting;
grant select on insight.figure to samenspel_reporting;
