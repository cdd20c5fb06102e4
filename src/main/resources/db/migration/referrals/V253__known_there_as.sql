-- Whoever is known as somebody elsewhere is counted and forgotten with them.
create index on referrals.referral (known_there_as) where known_there_as is not null;
