-- Figures over all organisations, for who looks from outside: an edition for each quarter, in which cells that are built
-- on too few people, and those that would uncover them, are not there. Counted by the jobs' role alone; the web's role
-- and the reporting role read what is out, and can read nothing that it was counted from.
create table insight.figure_edition (
    id            uuid        primary key,
    quarter       text        not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
    version       int         not null check (version > 0),
    threshold     int         not null check (threshold >= 5),
    ordered_by    uuid        not null references access.account,
    ordered_at    timestamptz not null,
    counted_on    date,
    already_known int         not null default 0,
    out_at        timestamptz,
    check (out_at is null or counted_on is not null),
    unique (quarter, version));
create unique index one_draft_of_figures on insight.figure_edition ((true)) where out_at is null;
comment on table insight.figure_edition is 'Figures of a quarter for others; see nl.samenspel.insight.FigureEdition';
comment on column insight.figure_edition.version is 'A correction is a new version; the old one stays as it was';
comment on column insight.figure_edition.counted_on is 'The day up to which it was counted what came of the requests; null: not counted yet';
comment on column insight.figure_edition.already_known is 'Cells that can be worked out from what was out before, whatever is left out now';
comment on column insight.figure_edition.out_at is 'From when it may be read; null: a draft';

create table insight.figure_cell (
    edition uuid   not null references insight.figure_edition on delete cascade,
    figures text   not null,
    line    text   not null,
    heading text   not null,
    value   bigint check (value >= 0),
    primary key (edition, figures, line, heading));
comment on table insight.figure_cell is 'One cell of a table; see nl.samenspel.insight.FigureTable';
comment on column insight.figure_cell.value is 'Null: not shown, and kept nowhere that a reader can reach';

-- What was counted, to the last one: so that a next version tells nothing beside this one.
create table insight.counted_cell (
    edition uuid   not null references insight.figure_edition on delete cascade,
    name    text   not null,
    value   bigint not null,
    people  int    not null,
    shown   boolean not null,
    primary key (edition, name));
comment on table insight.counted_cell is 'What the cells of an edition really are; for the jobs'' role alone';

create function insight.keep_figure_editions() returns trigger language plpgsql as $$
begin
    if old.out_at is null and (tg_op = 'DELETE'
        or (to_jsonb(old) - array['out_at', 'counted_on', 'already_known'])
            = (to_jsonb(new) - array['out_at', 'counted_on', 'already_known'])) then
        return case tg_op when 'DELETE' then old else new end;
    end if;
    raise exception 'An edition of figures that was published never changes. Publish a new version.';
end $$;
create trigger published_stays before update or delete on insight.figure_edition
    for each row execute function insight.keep_figure_editions();

create function insight.keep_figure_cells() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and exists (
        select from insight.figure_edition e where e.id = new.edition and e.out_at is null and e.counted_on is null) then
        return new;
    end if;
    if tg_op = 'DELETE' and not exists (select from insight.figure_edition e where e.id = old.edition) then
        -- its edition, a draft, went in the same statement
        return old;
    end if;
    raise exception 'A cell of an edition of figures never changes.';
end $$;
create trigger published_stays before insert or update or delete on insight.figure_cell
    for each row execute function insight.keep_figure_cells();
create trigger published_stays before insert or update or delete on insight.counted_cell
    for each row execute function insight.keep_figure_cells();

do $$
declare t text;
begin
    foreach t in array array['figure_edition', 'figure_cell', 'counted_cell'] loop
        execute format('alter table insight.%I enable row level security', t);
        execute format('alter table insight.%I force  row level security', t);
        execute format('grant select, insert, delete on insight.%I to samenspel_jobs', t);
        execute format('create policy jobs on insight.%I to samenspel_jobs using (true) with check (true)', t);
    end loop;
end $$;
grant update (out_at, counted_on, already_known) on insight.figure_edition to samenspel_jobs;
grant select (id, quarter, version, threshold, counted_on, out_at) on insight.figure_edition
    to samenspel_app, samenspel_reporting;
grant select on insight.figure_cell to samenspel_app, samenspel_reporting;
create policy published on insight.figure_edition for select to samenspel_app, samenspel_reporting
    using (out_at <= now());
create policy published on insight.figure_cell for select to samenspel_app, samenspel_reporting
    using (exists (select from insight.figure_edition e where e.id = edition and e.out_at <= now()));

-- What is counted. Of people only who is who: the same account at two organisations is one person.
create view insight.asked_by with (security_invoker = true) as
select r.organisation, r.kind, r.municipality, r.state, r.lacking, r.waiting_since,
       (select min(e.at at time zone 'Europe/Amsterdam')::date from requests.event e
        where e.request = r.id and e.what = 'MATCHED') as found_on,
       coalesce((select min(h.account::text) from access.role_held h where h.person = r.participant),
           r.participant::text) as human
from requests.help_request r;
comment on view insight.asked_by is 'Who asked what, for counting over all organisations; for the jobs'' role alone';
create view insight.began with (security_invoker = true) as
select v.organisation, coalesce(a.municipality, '') as municipality, v.since,
       coalesce((select min(h.account::text) from access.role_held h where h.person = v.person), v.person::text) as human
from volunteers.volunteer v
join people.person p on p.id = v.person
left join network.area a on a.postcode = left(p.postcode, 4)
where v.status <> 'APPLIED';
comment on view insight.began is 'Who began as a volunteer, for counting over all organisations; for the jobs'' role alone';
grant select on insight.asked_by, insight.began to samenspel_jobs;
