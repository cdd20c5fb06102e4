-- Where areas end, as an administrator read it from a file: drawn by us, so that nobody's browser asks another site for
-- a map. In metres of the national grid (RD).
create table insight.border (
    level text not null check (level in ('MUNICIPALITY', 'POSTCODE')),
    name  text not null check (name ~ '\S'),
    rings text not null,
    min_x int  not null,
    min_y int  not null,
    max_x int  not null,
    max_y int  not null,
    primary key (level, name));
comment on table insight.border is 'The outline of an area; see nl.samenspel.insight.Border';
comment on column insight.border.rings is 'Points x,y with a space between them; a semicolon between rings';

create table insight.border_source (
    level    text        primary key check (level in ('MUNICIPALITY', 'POSTCODE')),
    source   text        not null check (source ~ '\S'),
    taken_at timestamptz not null);
comment on table insight.border_source is 'Where the outlines come from; see nl.samenspel.insight.Borders';

do $$
declare t text;
begin
    foreach t in array array['border', 'border_source'] loop
        execute format('alter table insight.%I enable row level security', t);
        execute format('alter table insight.%I force  row level security', t);
        execute format('grant select, insert, delete on insight.%I to samenspel_app', t);
        execute format('create policy signed_in_reads on insight.%I for select to samenspel_app '
            'using ((select access.my_account()) is not null)', t);
        execute format('create policy administrator on insight.%I to samenspel_app '
            'using ((select access.my_role()) = ''ADMINISTRATOR'') '
            'with check ((select access.my_role()) = ''ADMINISTRATOR'')', t);
        execute format('grant select on insight.%I to samenspel_jobs', t);
        execute format('create policy jobs_read on insight.%I for select to samenspel_jobs using (true)', t);
    end loop;
end $$;
