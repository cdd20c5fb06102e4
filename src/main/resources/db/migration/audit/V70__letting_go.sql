-- After its time the log of looks lets go of its oldest lines: docs/explanation/audit.md. Sooner than after five years the
-- database lets nobody do that, and never what was not sealed.
grant delete on audit.emergency, audit.event, audit.subject to samenspel_jobs;
create policy jobs_old on audit.emergency for delete to samenspel_jobs using (at < now() - interval '5 years');
create policy jobs_old on audit.event     for delete to samenspel_jobs using (at < now() - interval '5 years');
create policy jobs_old on audit.subject   for delete to samenspel_jobs using (
    nth is not null
    and exists (select from audit.event e where e.id = subject.event and e.at < now() - interval '5 years'));
create index on audit.event (at);
create index on audit.event (emergency) where emergency is not null;
