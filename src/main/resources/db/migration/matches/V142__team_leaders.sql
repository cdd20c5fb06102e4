-- A team leader sees what the volunteers on their own list do, from the moment both agreed until it ends.
create policy team_reads on matches.match for select to samenspel_app
    using (state <> 'ENDED' and participant_consent is not null and volunteer = any ((select access.my_team())::uuid[]));
