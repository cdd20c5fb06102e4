-- What a list made of matches and hours goes again too, while that list is being undone (V200). A match goes with all that
-- came with it: the yes, the consents, who sees whom, and the promised hours. The match itself goes last but for what it
-- points at, so what it holds is judged by it as long as it is there.
grant delete on matches.match, matches.event, matches.check_in, matching.invitation, people.consent, limits.commitment,
    access.share, visits.visit to samenspel_app;
create policy only_what_is_undone on matches.match as restrictive for delete to samenspel_app
    using (exchange.is_undone('MATCH', id::text));
create policy only_what_is_undone on matches.event as restrictive for delete to samenspel_app
    using (exchange.is_undone('MATCH', match::text));
-- What was asked already is not forgotten with it.
create policy only_what_is_undone on matches.check_in as restrictive for delete to samenspel_app
    using (state = 'PLANNED' and exchange.is_undone('MATCH', match::text));
create policy only_what_is_undone on limits.commitment as restrictive for delete to samenspel_app
    using (exists (select from matches.match m
        where m.invitation = source and exchange.is_undone('MATCH', m.id::text)));
create policy only_what_is_undone on people.consent as restrictive for delete to samenspel_app
    using (purpose = 'SHARE_FOR_MATCH' and exchange.is_undone('MATCH', subject::text));
create policy undone on access.share for delete to samenspel_app
    using (from_organisation = (select access.my_organisation()) and exists (
        select from people.consent c
        where c.id = share.consent and c.purpose = 'SHARE_FOR_MATCH' and exchange.is_undone('MATCH', c.subject::text)));
-- The match that a yes led to is gone before it: only what came in with a list, and holds nothing any more.
create policy only_what_is_undone on matching.invitation as restrictive for delete to samenspel_app
    using (brought is not null);
create policy only_what_is_undone on visits.visit as restrictive for delete to samenspel_app
    using (exchange.is_undone('HOURS', id::text));
