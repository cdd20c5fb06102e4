-- An emergency is about somebody the organisation knows.
alter table audit.emergency add foreign key (person, organisation) references people.person (id, organisation);
