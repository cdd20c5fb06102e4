-- Whose file it is, for what people may ask for; what is in it stays closed.
grant select (account, organisation, list, name, done_at) on exchange.import_file to samenspel_jobs;
