-- What someone is to an organisation as a person ends at its desk: there a volunteer stops, and may begin again.
create policy role_end_of_people on access.role_held for update to samenspel_app using (
    organisation = (select access.my_organisation())
    and (select access.my_role()) = 'COORDINATOR'
    and role in ('VOLUNTEER', 'PARTICIPANT', 'RELATIVE', 'PROFESSIONAL'));
