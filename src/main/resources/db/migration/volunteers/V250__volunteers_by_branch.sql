-- Who of some branches could help is asked when a request is referred: without it all volunteers of the country are read.
create index on volunteers.volunteer (branch);
