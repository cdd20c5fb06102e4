-- Holes found by trying every statement on every table as the program's own role.

-- A manager could change any account, also of people of other organisations, and so take it over by its mail address.
-- Nothing of the program does: one changes one's own, an administrator any.
drop policy account_change on access.account;
create policy account_change on access.account for update to samenspel_app using (
    id = (select access.my_account()) or (select access.my_role()) = 'ADMINISTRATOR');

-- A link opens an account: an organisation makes one only for who has a role there.
drop policy link_add on access.link;
create policy link_add on access.link for insert to samenspel_app with check (
    (select access.my_role()) = 'ADMINISTRATOR'
    or exists (select from access.role_held r
        where r.account = link.account and r.organisation = (select access.my_organisation())));

-- A share counts only when the organisation that gave it is the one whose row it is: one could share with oneself what
-- is another's. The first function finds the few rows by their index, the second looks at whose they are.
create function access.shared_with_me(wanted text) returns uuid[] language sql stable
    return (select coalesce(array_agg(s.subject), '{}') from access.share s
        where s.what = wanted and s.withdrawn_at is null
          and (s.until_day is null or s.until_day >= current_date)
          and (s.to_organisation = access.my_organisation() or s.to_person = any (access.my_persons())));
create function access.shared_with_me(wanted text, wanted_id uuid, whose uuid) returns boolean language sql stable
    return exists (
        select from access.share s
        where s.what = wanted and s.subject = wanted_id and s.from_organisation = whose and s.withdrawn_at is null
          and (s.until_day is null or s.until_day >= current_date)
          and (s.to_organisation = access.my_organisation() or s.to_person = any (access.my_persons())));
comment on function access.shared_with_me(text, uuid) is 'Not for new policies: does not look at who gave the share';
create index on access.share (to_organisation) where withdrawn_at is null;
create index on access.share (to_person) where withdrawn_at is null;
