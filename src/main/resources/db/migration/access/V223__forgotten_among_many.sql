-- Whoever is forgotten is looked up by what they did here.
create index on access.role_held (person) where person is not null;
