-- What db-scheduler has to do, and when; shared by all nodes.
create table database.scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance));
create index on database.scheduled_tasks (execution_time);
create index on database.scheduled_tasks (last_heartbeat);
grant select, insert, update, delete on database.scheduled_tasks to samenspel_app;
