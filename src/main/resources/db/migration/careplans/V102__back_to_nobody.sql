-- What somebody did who leaves the table, is away or is no longer there is nobody's, in the same transaction as their
-- leaving, by whatever way that is written down.
create function careplans.back_to_nobody() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    update careplans.acceptance set ended_at = now(), ended_why = case when new.state = 'SEATED' then 'AWAY' else 'LEFT' end
    where seat = new.id and ended_at is null;
    if new.state = 'LEFT' then
        update careplans.task set asked = null where asked = new.id and state = 'OPEN';
    end if;
    return null;
end $$;
create trigger back_to_nobody after update of state, away_until on careplans.seat
    for each row when (new.state = 'LEFT' or (new.state = 'SEATED' and new.away_until > current_date
        and new.away_until is distinct from old.away_until))
    execute function careplans.back_to_nobody();

-- A volunteer pauses: falls ill, goes away, needs rest.
create function careplans.volunteer_pauses() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    update careplans.seat set away_until = new.pause_until
    where person = new.volunteer and part = 'VOLUNTEER' and state <> 'LEFT' and away_until is distinct from new.pause_until;
    return null;
end $$;
create trigger table_follows after insert or update of pause_until on limits.own_limit
    for each row execute function careplans.volunteer_pauses();

-- A volunteer stops.
create function careplans.volunteer_left() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    update careplans.seat set state = 'LEFT', left_at = now(), left_why = 'ENDED', code_hash = null
    where person = new.person and part = 'VOLUNTEER' and state <> 'LEFT';
    return null;
end $$;
create trigger table_follows after update of status on volunteers.volunteer
    for each row when (new.status = 'LEFT') execute function careplans.volunteer_left();

-- The match by which a volunteer sat here ends.
create function careplans.match_ended() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    update careplans.seat set state = 'LEFT', left_at = now(), left_why = 'ENDED', code_hash = null
    where match = new.id and state <> 'LEFT';
    return null;
end $$;
create trigger table_follows after update of state on matches.match
    for each row when (new.state = 'ENDED') execute function careplans.match_ended();

-- Somebody stops being what they sat here as: a professional changes work, a relative comes in no more.
create function careplans.role_ended() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    update careplans.seat set state = 'LEFT', left_at = now(), left_why = 'ENDED', code_hash = null
    where state <> 'LEFT' and part = new.role
      and (person = new.person or (account = new.account and (from_organisation is null or from_organisation = new.organisation)));
    return null;
end $$;
create trigger table_follows after update of ended_at on access.role_held
    for each row when (new.role in ('RELATIVE', 'VOLUNTEER', 'PROFESSIONAL') and old.ended_at is null and new.ended_at is not null)
    execute function careplans.role_ended();

-- An account that is put on a lock does nothing.
create function careplans.account_suspended() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    update careplans.seat set state = 'LEFT', left_at = now(), left_why = 'ENDED', code_hash = null
    where account = new.id and state <> 'LEFT' and part not in ('PARTICIPANT', 'COORDINATOR');
    return null;
end $$;
create trigger table_follows after update of suspended_at on access.account
    for each row when (old.suspended_at is null and new.suspended_at is not null)
    execute function careplans.account_suspended();

-- Who is forgotten sits nowhere.
create function careplans.person_forgotten() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    update careplans.seat set state = 'LEFT', left_at = now(), left_why = 'ENDED', code_hash = null
    where person = new.id and state <> 'LEFT';
    return null;
end $$;
create trigger table_follows after update of forgotten_on on people.person
    for each row when (old.forgotten_on is null and new.forgotten_on is not null)
    execute function careplans.person_forgotten();

-- The directory is public; the next function calls the desk at a table by the name of its organisation.
create policy owner_reads on network.organisation for select to samenspel_owner using (true);

-- A request that goes to another organisation, branch or colleague takes its table along: the plan goes on.
create function careplans.follow_request() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    update careplans.plan
    set organisation = new.organisation, branch = new.branch, holder = new.holder, participant = new.participant
    where request = new.id and closed_on is null;
    update careplans.seat set person = new.participant, from_organisation = new.organisation
    where part = 'PARTICIPANT' and person = old.participant
      and plan in (select p.id from careplans.plan p where p.request = new.id and p.closed_on is null);
    if new.organisation <> old.organisation then
        update careplans.seat set name = (select o.name from network.organisation o where o.id = new.organisation),
            from_organisation = new.organisation
        where part = 'COORDINATOR'
          and plan in (select p.id from careplans.plan p where p.request = new.id and p.closed_on is null);
    end if;
    return null;
end $$;
create trigger table_follows after update of organisation, branch, holder, participant on requests.help_request
    for each row when ((old.organisation, old.branch, old.holder, old.participant)
        is distinct from (new.organisation, new.branch, new.holder, new.participant))
    execute function careplans.follow_request();
