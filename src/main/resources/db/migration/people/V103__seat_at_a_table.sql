-- The participant agreed that somebody sits at their table and sees their plan; taken back, that one sits there no more.
alter table people.consent drop constraint consent_purpose_check;
alter table people.consent add constraint consent_purpose_check check (purpose in
    ('SHARE_FOR_MATCH', 'SHARE_WITH_ORGANISATION', 'BE_CALLED_ON_BY_OTHERS', 'SEAT_AT_TABLE'));
