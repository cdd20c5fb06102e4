-- What a newer program might add.
alter table people.person add column added_later text;
