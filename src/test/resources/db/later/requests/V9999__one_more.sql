-- What a newer program might add.
alter table requests.help_request add column added_later text;
