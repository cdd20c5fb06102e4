-- Which key the installation has, told by a mark that only that key makes: a program with another key does not start.
-- The newest line counts; the key is renewed only where it was lost.
create table database.key_mark (
    nth   int         generated always as identity primary key,
    mark  text        not null unique,
    since timestamptz not null);
comment on table database.key_mark is 'With which key of the installation this database works: a mark that only that key makes';
grant select, insert on database.key_mark to samenspel_app;
