-- The log of looks has a room of its own; its rows, rights and row security come along.
create schema audit;
grant usage on schema audit to samenspel_app, samenspel_jobs;
alter table access.look set schema audit;
