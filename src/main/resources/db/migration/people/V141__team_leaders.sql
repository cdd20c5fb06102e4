-- On a team leader's list stand people of the organisation in which they lead.
alter table access.team_member add foreign key (volunteer, organisation)
    references people.person (id, organisation) deferrable initially immediate;

-- A team leader sees the volunteers on their own list, to phone them.
create policy team_reads on people.person for select to samenspel_app
    using (id = any ((select access.my_team())::uuid[]));
