-- The largest organisations have ended ten times as many matches as run.
create index running on matches.match (organisation, next_date) where state <> 'ENDED';
create index newest_ended on matches.match (organisation, ended_on desc, id) where state = 'ENDED';
