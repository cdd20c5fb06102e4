-- A match whose volunteer is away for a while, or goes for good on a day that is known: docs/decisions/0013.
alter table matches.match drop constraint match_state_check;
alter table matches.match add constraint match_state_check
    check (state in ('PROMISED', 'AGREED', 'MEETING', 'TRIAL', 'ACTIVE', 'AWAY', 'LEAVING', 'ENDED'));
alter table matches.match
    add column away_from date,
    add column back_on   date,
    add column trying    boolean not null default false,
    add column weighed_on date,
    add constraint away_has_a_first_day check ((away_from is not null) = (state in ('AWAY', 'LEAVING'))),
    add constraint back_after_away check (back_on is null or (state = 'AWAY' and back_on > away_from));
comment on column matches.match.away_from is 'the first day they do not come; of who leaves, the day after their last';
comment on column matches.match.trying is 'they were still trying when the volunteer went away';
grant update (away_from, back_on, trying, weighed_on) on matches.match to samenspel_app;

-- law 4, and a review date that nobody forgets, hold for who is away as well
alter table matches.match drop constraint both_consent;
alter table matches.match add constraint both_consent check (
    state not in ('AGREED', 'MEETING', 'TRIAL', 'ACTIVE', 'AWAY', 'LEAVING')
    or (volunteer_consent is not null and participant_consent is not null));

alter table matches.match drop constraint match_end_reason_check;
alter table matches.match add constraint match_end_reason_check check (end_reason in
    ('GOAL_REACHED', 'NO_CLICK', 'VOLUNTEER_STOPS', 'PARTICIPANT_STOPS', 'PARTICIPANT_SAYS_NO', 'SITUATION_CHANGED',
     'MOVED', 'DECEASED', 'REGULAR_IS_BACK', 'OTHER'));

-- Beside who is away one other may come for the same request; nobody is awaited twice.
drop index matches.one_running_match;
create unique index one_running_match on matches.match (request) where state not in ('AWAY', 'LEAVING', 'ENDED');
create unique index one_awaited_match on matches.match (request) where state in ('AWAY', 'LEAVING');

comment on column matches.match.weighed_on is 'when they last decided, after a long time, to go on together';
alter table matches.event drop constraint event_what_check;
alter table matches.event add constraint event_what_check check (what in
    ('PROMISED', 'AGREED', 'MEETING', 'TRIAL', 'ACTIVE', 'REVIEWED', 'GOES_ON', 'NEXT_DATE', 'HANDED', 'VOLUNTEER_ASKS_TO_STOP',
     'PARTICIPANT_ASKS_TO_STOP', 'AWAY', 'LEAVING', 'BACK', 'STAYS', 'TO_DECIDE', 'CANNOT_COME', 'INFORMED', 'HAND_OVER', 'ENDED'));
