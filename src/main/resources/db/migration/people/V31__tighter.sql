-- See access/V30__tighter.sql.
drop policy shared on people.person;
create policy shared on people.person for select to samenspel_app
    using (id = any ((select access.shared_with_me('PERSON'))::uuid[])
        and access.shared_with_me('PERSON', id, organisation));

-- A role as a person is a role as somebody of that organisation: with another's record one would have been that person.
alter table access.role_held add foreign key (person, organisation) references people.person (id, organisation);

-- A consent is given and withdrawn, never made into another.
revoke update on people.consent from samenspel_app;
grant update (withdrawn_at) on people.consent to samenspel_app;
