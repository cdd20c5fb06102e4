-- What somebody consented to for another is about them too: found when they ask for their data or to be forgotten.
create index on people.consent (given_by);
