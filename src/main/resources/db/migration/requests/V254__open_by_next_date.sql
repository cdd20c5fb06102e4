-- A desk's open requests, what is late longest first: a page of them, without putting all of them in order.
create index on requests.help_request (organisation, next_date, urgency desc, waiting_since, id)
    where state in ('ASKED', 'SEARCHING', 'MATCHED');
