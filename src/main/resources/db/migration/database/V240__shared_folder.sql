-- Which folder beside the database all nodes share, told by a mark that stands in it too: a node with another folder does
-- not start. The newest line counts; there is a second only where the folder was lost.
create table database.shared_folder (
    nth   int         generated always as identity primary key,
    mark  text        not null,
    since timestamptz not null);
comment on table database.shared_folder is 'In which folder beside the database all nodes keep what they share: a mark that stands in it too';
grant select, insert on database.shared_folder to samenspel_app;
