-- Where a family name stands in a list, as in a Dutch directory: Van der Berg under the B, 's-Gravenhage under the G.
-- What comes before its first capital does not count.
create function people.standing(family_name text) returns text language sql immutable parallel safe
    return lower(regexp_replace(family_name, '^[^[:upper:]]+(?=[[:upper:]])', ''));
