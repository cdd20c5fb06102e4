alter table exchange.import_file drop constraint import_file_list_check;
alter table exchange.import_file add constraint import_file_list_check
    check (list in ('AREAS', 'VOLUNTEERS', 'PARTICIPANTS', 'REQUESTS', 'MATCHES', 'TRAININGS', 'HOURS'));
