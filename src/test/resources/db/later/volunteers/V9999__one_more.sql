-- What a newer program might add.
alter table volunteers.volunteer add column added_later text;
