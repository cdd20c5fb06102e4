-- What a volunteer meets there, as plain as can be: no word about anybody's health. Noted at triage.
alter table requests.help_request add column situations text[] not null default '{}'
    check (situations <@ array['PETS', 'SMOKING', 'STAIRS', 'LIFTING', 'UNTIDY_HOME', 'MEMORY', 'STRONG_FEELINGS',
                               'MOURNING', 'END_OF_LIFE']);
