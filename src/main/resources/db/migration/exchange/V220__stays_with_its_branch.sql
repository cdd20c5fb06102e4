-- A list that is undone stays a list of its branch, and who sent it may see when that was.
alter policy colleague_undoes on exchange.import_file
    with check (state in ('UNDOING', 'UNDONE')
        and organisation = (select access.my_organisation()) and access.is_my_branch(branch));
alter policy administrator_undoes on exchange.import_file
    with check (state in ('UNDOING', 'UNDONE')
        and organisation is null and (select access.my_role()) = 'ADMINISTRATOR');
grant select (undone_at, gone, put_back) on exchange.import_file to samenspel_jobs;
