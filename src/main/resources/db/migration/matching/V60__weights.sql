-- How heavily each criterion counts for an organisation; without a row the defaults count.
create table matching.weights (
    organisation      uuid        primary key references network.organisation,
    loves             int         not null check (loves between 0 and 1000),
    likes             int         not null check (likes between 0 and 1000),
    distance          int         not null check (distance between 0 and 1000),
    day_part          int         not null check (day_part between 0 and 1000),
    same_branch       int         not null check (same_branch between 0 and 1000),
    same_organisation int         not null check (same_organisation between 0 and 1000),
    waiting           int         not null check (waiting between 0 and 1000),
    urgency           int         not null check (urgency between 0 and 1000),
    base              int         not null check (base between 0 and 1000),
    spare             int         not null check (spare between 0 and 1000),
    load              int         not null check (load between 0 and 1000),
    changed_by        uuid        not null references access.account,
    changed_at        timestamptz not null,
    check (loves >= likes));
comment on table matching.weights is 'How heavily each criterion counts; see nl.samenspel.matching.Weighing';
alter table matching.weights enable row level security;
alter table matching.weights force  row level security;
grant select, insert, update on matching.weights to samenspel_app;
grant select on matching.weights to samenspel_jobs;
create policy staff_reads on matching.weights for select to samenspel_app
    using (organisation = (select access.my_organisation()));
create policy manager on matching.weights to samenspel_app
    using (organisation = (select access.my_organisation()) and (select access.my_role()) = 'MANAGER');
create policy jobs_read on matching.weights for select to samenspel_jobs using (true);
