-- What a branch is good at, in its own words, for whoever looks for the right place.
alter table network.branch add column niche text not null default '';
comment on column network.branch.niche is 'What it is good at, in its own words; everyone reads it';
