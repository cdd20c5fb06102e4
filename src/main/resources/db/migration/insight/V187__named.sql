-- What organisations of an edition do, and which programmes they take part in: words, no numbers.
create table insight.named (
    edition      uuid not null references insight.edition on delete cascade,
    organisation text not null check (organisation ~ '\S'),
    what         text not null check (what in ('PROGRAMME', 'ACTIVITY')),
    nth          int  not null,
    name         text not null check (name ~ '\S'),
    in_english   text not null default '',
    primary key (edition, what, nth));
comment on table insight.named is 'What an organisation does, or takes part in; see nl.samenspel.insight.Named';
comment on column insight.named.nth is 'Where it stood in its file';
create trigger published_stays before insert or update or delete on insight.named
    for each row execute function insight.keep_figures();
alter table insight.named enable row level security;
alter table insight.named force  row level security;
grant select, insert, delete on insight.named to samenspel_app;
create policy administrator on insight.named to samenspel_app
    using ((select access.my_role()) = 'ADMINISTRATOR') with check ((select access.my_role()) = 'ADMINISTRATOR');
create policy published on insight.named for select to samenspel_app, samenspel_reporting
    using (exists (select from insight.edition e where e.id = edition and e.out_at <= now()));
grant select on insight.named to samenspel_reporting, samenspel_jobs;
create policy jobs_read on insight.named for select to samenspel_jobs using (true);
