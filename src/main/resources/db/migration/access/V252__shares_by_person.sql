-- All that was ever shared with somebody is counted and forgotten with them, not only what is shared now.
drop index access.share_to_person_idx;
create index on access.share (to_person) where to_person is not null;
