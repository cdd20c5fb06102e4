-- For how long somebody binds themselves at most, and whether somebody goes along with them.
alter table volunteers.volunteer
    add column longest     text not null default 'LASTING' check (longest in ('ONCE', 'SOME_WEEKS', 'LASTING')),
    add column going_along text not null default 'NOBODY' check (going_along in ('NOBODY', 'FIRST_TIME', 'ALWAYS'));
grant update (longest, going_along) on volunteers.volunteer to samenspel_app;
