-- See access/V30__tighter.sql.
drop policy shared on requests.help_request;
create policy shared on requests.help_request for select to samenspel_app
    using (id = any ((select access.shared_with_me('REQUEST'))::uuid[])
        and access.shared_with_me('REQUEST', id, organisation));
