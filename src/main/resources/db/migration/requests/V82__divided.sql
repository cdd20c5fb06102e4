-- A request that is too much for one is divided in several, each with some of its hours.
alter table requests.event drop constraint event_what_check;
alter table requests.event add constraint event_what_check check (what in
    ('TAKEN_IN', 'SEARCHING', 'MATCHED', 'RELEASED', 'REFERRED', 'REFUSED', 'WITHDRAWN', 'CLOSED', 'REOPENED', 'HANDED',
     'NEXT_DATE', 'CORRECTED', 'DIVIDED'));
