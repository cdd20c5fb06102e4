-- Only in a demo: which chapters of its story have been told.
create schema story;
create table story.chapter (
    name    text        primary key,
    told_at timestamptz not null);
grant usage on schema story to samenspel_app;
grant select, insert on story.chapter to samenspel_app;
