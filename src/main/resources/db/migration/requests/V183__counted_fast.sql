-- What waits, and where something was asked, is found without reading all that an organisation was ever asked.
create index on requests.help_request (organisation, municipality);
create index still_without_anybody on requests.help_request (organisation)
    where found_on is null and state in ('ASKED', 'SEARCHING', 'MATCHED');
