-- How somebody is listed, as in a Dutch directory: Annie van der Berg as `berg annie`. Kept with the name, for working
-- it out for each of twelve thousand volunteers takes longer than all else a page of them asks.
alter table people.person add column listed_as text not null
    generated always as (people.standing(family_name) || ' ' || lower(given_name)) stored;
