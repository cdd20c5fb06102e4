alter table exchange.import_file drop constraint import_file_list_check;
alter table exchange.import_file add constraint import_file_list_check
    check (list in ('AREAS', 'VOLUNTEERS', 'PARTICIPANTS', 'REQUESTS'));

-- What came of each part, so that one row can be put right without going through the others again.
alter table exchange.import_part
    add column added     int not null default 0,
    add column changed   int not null default 0,
    add column unchanged int not null default 0;
