-- Whoever signs in may do so by their mail address.
create index on access.account (email);
