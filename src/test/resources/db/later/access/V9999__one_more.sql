-- What a newer program might add.
alter table access.account add column added_later text;
alter table access.sign_in add column added_later text;
