-- What a newer program might add.
alter table matches.match add column added_later text;
