-- Whoever is forgotten takes along what others were asked for them.
create index on matching.invitation (request);
