-- Matches that began before they were kept here.
alter table matches.match add column external_id text;
alter table matches.match add constraint external_id_once unique (organisation, external_id);
comment on column matches.match.external_id is 'The number another system knows it by; brought in again it changes instead of doubling';

alter table matches.event drop constraint event_what_check;
alter table matches.event add constraint event_what_check check (what in
    ('PROMISED', 'AGREED', 'MEETING', 'TRIAL', 'ACTIVE', 'REVIEWED', 'GOES_ON', 'NEXT_DATE', 'HANDED', 'VOLUNTEER_ASKS_TO_STOP',
     'PARTICIPANT_ASKS_TO_STOP', 'AWAY', 'LEAVING', 'BACK', 'STAYS', 'TO_DECIDE', 'CANNOT_COME', 'INFORMED', 'HAND_OVER', 'ENDED',
     'BROUGHT'));

-- What came in as over takes no hours, so it never runs.
create function matches.over_stays_over() returns trigger language plpgsql as $$
begin
    if exists (select from matching.invitation i where i.id = new.invitation and i.brought = 'OVER') then
        raise exception 'match % came in as over, and cannot run', new.id using errcode = '23514', constraint = 'over_stays_over';
    end if;
    return null;
end $$;
create trigger over_stays_over after insert or update of state on matches.match
    for each row when (new.state <> 'ENDED') execute function matches.over_stays_over();
