-- What a volunteer does at all organisations is counted together, so that they never do more than is good for them.
alter table people.consent drop constraint consent_purpose_check;
alter table people.consent add constraint consent_purpose_check check (purpose in
    ('SHARE_FOR_MATCH', 'SHARE_WITH_ORGANISATION', 'BE_CALLED_ON_BY_OTHERS', 'SEAT_AT_TABLE', 'COUNT_TOGETHER'));
