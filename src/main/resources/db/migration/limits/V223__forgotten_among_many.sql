-- Whoever is forgotten is looked up with all they ever promised, not only what runs.
create index on limits.commitment (volunteer);
