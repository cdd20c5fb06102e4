-- Who asked for another is found when they ask for their data or to be forgotten.
create index on matches.match (asked_by) where asked_by is not null;
