-- What people may ask for (their data, to be forgotten), keeping no longer than needed, and joining double records
-- cross a viewer's sight: docs/explanation/jobs-role.md.
do $$
declare t text;
begin
    foreach t in array array['account', 'role_held', 'cover', 'link', 'api_token', 'share'] loop
        execute format('grant select, insert, update, delete on access.%I to samenspel_jobs', t);
    end loop;
    foreach t in array array['cover', 'share'] loop
        execute format('create policy jobs_privacy on access.%I to samenspel_jobs using (true) with check (true)', t);
    end loop;
end $$;
grant select, delete on access.session, access.session_attributes to samenspel_jobs;

-- A consent that is withdrawn takes what was shown on it back, in the same transaction; see people.
create policy share_subject_reads on access.share for select to samenspel_app
    using (subject = any ((select access.my_persons())::uuid[]));
create policy share_consent_withdrawn on access.share for update to samenspel_app
    using (consent is not null and (subject = any ((select access.my_persons())::uuid[])))
    with check (withdrawn_at is not null and subject = any ((select access.my_persons())::uuid[]));
