-- In an emergency, the requests of one person at other branches of the same organisation: to read, not to change.
create policy emergency on requests.help_request for select to samenspel_app
    using (organisation = (select access.my_organisation())
        and participant = (select audit.emergency_person()));
