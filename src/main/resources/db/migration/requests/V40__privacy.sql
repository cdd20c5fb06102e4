
-- What people may ask for (their data, to be forgotten), keeping no longer than needed, and joining double records
-- cross a viewer's sight: docs/explanation/jobs-role.md. Joining moves rows from one record to the other in one go.
do $$
declare t text; c record;
begin
    foreach t in array array['help_request', 'triage', 'contact', 'event'] loop
        execute format('grant select, insert, update, delete on requests.%I to samenspel_jobs', t);
        execute format('create policy jobs_privacy on requests.%I to samenspel_jobs using (true) with check (true)', t);
    end loop;
    for c in select conrelid::regclass as owner, conname from pg_constraint
             where contype = 'f' and connamespace = 'requests'::regnamespace
               and confrelid::regclass::text in ('people.person', 'limits.own_limit', 'volunteers.volunteer') loop
        execute format('alter table %s alter constraint %I deferrable initially immediate', c.owner, c.conname);
    end loop;
end $$;
