-- Which branches are mine is read once for each statement, no longer out of a text for each row: where a desk has thousands
-- of requests that was most of what their pages asked of the database.
create function access.my_branches() returns uuid[] language sql stable
    return case when coalesce(current_setting('samenspel.branches', true), '') in ('', 'all') then '{}'::uuid[]
        else string_to_array(current_setting('samenspel.branches', true), ',')::uuid[] end;
create function access.all_branches() returns boolean language sql stable
    return coalesce(current_setting('samenspel.branches', true), '') = 'all';

-- For the policies of a module, from its own migration: those of later modules are not there yet.
create function access.read_branches_once(of_schema text) returns void language plpgsql as $f$
declare
    p record;
begin
    for p in
        select schemaname, tablename, policyname, qual, with_check from pg_policies where schemaname = of_schema
    loop
        if p.qual like '%access.is\_my\_branch(%' then
            execute format('alter policy %I on %I.%I using (%s)',
                p.policyname, p.schemaname, p.tablename, access.with_branches_once(p.qual));
        end if;
        if p.with_check like '%access.is\_my\_branch(%' then
            execute format('alter policy %I on %I.%I with check (%s)',
                p.policyname, p.schemaname, p.tablename, access.with_branches_once(p.with_check));
        end if;
    end loop;
end $f$;
create function access.with_branches_once(condition text) returns text language sql immutable
    return regexp_replace(condition, 'access\.is_my_branch\(([a-z_.]+)\)',
        '((select access.all_branches()) or \1 = any ((select access.my_branches())::uuid[]))', 'g');
