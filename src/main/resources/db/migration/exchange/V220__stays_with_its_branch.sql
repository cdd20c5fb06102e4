-- A list that is undone stays a list of its branch.
alter policy colleague_undoes on exchange.import_file
    with check (state in ('UNDOING', 'UNDONE')
        and organisation = (select access.my_organisation()) and access.is_my_branch(branch));
alter policy administrator_undoes on exchange.import_file
    with check (state in ('UNDOING', 'UNDONE')
        and organisation is null and (select access.my_role()) = 'ADMINISTRATOR');
