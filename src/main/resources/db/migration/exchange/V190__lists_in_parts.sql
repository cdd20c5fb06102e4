-- A list that comes in waits as rows in parts, each closed with its sender's key, so that a large one can be gone through
-- part by part: what was done with a part is committed together with how far it is.
alter table exchange.import_file no force row level security;
delete from exchange.import_file;
alter table exchange.import_file force row level security;

alter table exchange.import_file
    add column state      text        not null default 'SENT'
        check (state in ('SENT', 'TRYING', 'TRIED', 'BRINGING', 'DONE', 'CANCELLED', 'BROKEN')),
    add column fixed      bytea,
    add column total      int         not null default 0,
    add column parts      int         not null default 0,
    add column next_part  int         not null default 0,
    add column warned     int         not null default 0,
    add column stop       boolean     not null default false,
    add column lent       bytea,
    add column has_turn   boolean     not null default false,
    add column took_up_at timestamptz,
    add column took_up_with int       not null default 0,
    add column heard_at   timestamptz,
    add constraint lent_while_working check (state in ('TRYING', 'BRINGING') or lent is null);
comment on column exchange.import_file.content is 'Header and first rows, closed with a key that only the sender''s browser has';
comment on column exchange.import_file.fixed is 'What columns that are not in the file say in every row; closed likewise';
comment on column exchange.import_file.lent is 'The sender''s key, closed with the installation''s, for as long as the work lasts that they asked for';
comment on column exchange.import_file.took_up_with is 'Rows that were read when the program that works on it began; for the time left';

create table exchange.import_part (
    file     uuid  not null references exchange.import_file on delete cascade,
    nth      int   not null check (nth >= 0),
    rows     bytea not null,
    found    bytea,
    rejected int   not null default 0,
    warned   int   not null default 0,
    primary key (file, nth));
comment on column exchange.import_part.rows is 'Closed as the file is';
comment on column exchange.import_part.found is 'What is wrong with its rows, closed likewise';

alter table exchange.import_part enable row level security;
alter table exchange.import_part force  row level security;
grant select, insert, update, delete on exchange.import_part to samenspel_app;
create policy sender on exchange.import_part to samenspel_app
    using (exists (select from exchange.import_file f where f.id = file));

-- One list of an organisation comes in at a time; whoever comes second waits. A row, not a lock of the session: it is
-- there still when the program that worked on it is gone, until another has gone on with it.
create table exchange.import_turn (
    organisation uuid primary key,
    file         uuid not null unique references exchange.import_file on delete cascade);
comment on column exchange.import_turn.organisation is 'Noughts for the installation''s own lists';
alter table exchange.import_turn enable row level security;
alter table exchange.import_turn force  row level security;
grant select, insert, delete on exchange.import_turn to samenspel_app;
create policy desk on exchange.import_turn to samenspel_app
    using (organisation = (select access.my_organisation()));
create policy administrator on exchange.import_turn to samenspel_app
    using (organisation = '00000000-0000-0000-0000-000000000000' and (select access.my_role()) = 'ADMINISTRATOR');

-- What the columns of an organisation's own lists mean, as its people once said. Of a header only a mark is kept: where a
-- list has none, its first row is somebody.
create table exchange.import_column (
    organisation uuid not null references network.organisation,
    list         text not null,
    header       text not null,
    meaning      text not null,
    primary key (organisation, list, header));
comment on column exchange.import_column.meaning is 'Empty where the column is not to be used';
alter table exchange.import_column enable row level security;
alter table exchange.import_column force  row level security;
grant select, insert, update, delete on exchange.import_column to samenspel_app;
create policy desk on exchange.import_column to samenspel_app
    using (organisation = (select access.my_organisation()));

-- going on with what a program left undone
grant select (state, heard_at, lent) on exchange.import_file to samenspel_jobs;
create index on exchange.import_file (heard_at) where state in ('TRYING', 'BRINGING');
