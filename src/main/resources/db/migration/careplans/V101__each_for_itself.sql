-- Each accepts only for itself; the desk writes down what somebody who takes part by phone said, and nothing else.
-- Asked of the program's own role only: the jobs forget and join, and never accept.
create function careplans.is_said_by(who uuid) returns boolean language sql stable security definer set search_path = '' as $$
    select who = any (careplans.my_seats())
        or exists (select from careplans.seat s where s.id = who and s.by_phone and s.state = 'SEATED'
                   and s.plan = any (careplans.my_desk()))
$$;

create function careplans.only_for_itself() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if session_user = 'samenspel_app' and not careplans.is_said_by(new.seat) then
        raise exception 'each at the table speaks only for itself'
            using errcode = 'check_violation', constraint = 'only_for_itself';
    end if;
    return null;
end $$;
create trigger only_for_itself after insert on careplans.agreed
    for each row execute function careplans.only_for_itself();
create trigger only_for_itself after insert on careplans.acceptance
    for each row execute function careplans.only_for_itself();

create function careplans.only_by_itself() returns trigger language plpgsql security definer set search_path = '' as $$
declare who uuid := case tg_table_name when 'task' then (to_jsonb(new) ->> 'proposed_by')::uuid
                                       else (to_jsonb(new) ->> 'by_seat')::uuid end;
begin
    if session_user = 'samenspel_app' and not careplans.is_said_by(who) then
        raise exception 'each at the table speaks only for itself'
            using errcode = 'check_violation', constraint = 'only_for_itself';
    end if;
    return null;
end $$;
create trigger only_for_itself after insert on careplans.task
    for each row execute function careplans.only_by_itself();
create trigger only_for_itself after insert on careplans.line
    for each row execute function careplans.only_by_itself();

-- Who accepts sits at the table and is there; the task is still to be done. Whoever leaves and whoever withdraws wait
-- for whoever accepts at the same moment, and the other way round.
create function careplans.acceptor_sits() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    perform from careplans.task t where t.id = new.task and t.state = 'OPEN' for share;
    if not found then
        raise exception 'what is done or withdrawn is not accepted'
            using errcode = 'check_violation', constraint = 'task_is_open';
    end if;
    perform from careplans.seat s where s.id = new.seat and s.state = 'SEATED'
        and (s.away_until is null or s.away_until <= current_date) for share;
    if not found then
        raise exception 'who accepts sits at the table and is there'
            using errcode = 'check_violation', constraint = 'acceptor_sits';
    end if;
    return null;
end $$;
create trigger acceptor_sits after insert on careplans.acceptance
    for each row when (new.ended_at is null) execute function careplans.acceptor_sits();

-- Ending or releasing is theirs too; only what was released with notice another may take over.
create function careplans.only_theirs_ends() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if session_user = 'samenspel_app' and pg_trigger_depth() = 1 and not careplans.is_said_by(old.seat)
        and not (old.until_day is not null and new.ended_why = 'RELEASED' and new.until_day = old.until_day)
        and not (new.ended_why = 'CLOSED' and old.plan = any (careplans.my_desk())) then
        raise exception 'each at the table speaks only for itself'
            using errcode = 'check_violation', constraint = 'only_for_itself';
    end if;
    return null;
end $$;
create trigger only_theirs_ends after update on careplans.acceptance
    for each row execute function careplans.only_theirs_ends();

create function careplans.ended_is_nobodys() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if exists (select from careplans.acceptance a where a.task = new.id and a.ended_at is null) then
        raise exception 'what somebody does is not withdrawn'
            using errcode = 'check_violation', constraint = 'ended_is_nobodys';
    end if;
    if new.state = 'DONE' and not exists (
            select from careplans.acceptance a where a.task = new.id and a.ended_why = 'DONE') then
        raise exception 'what is done, somebody did'
            using errcode = 'check_violation', constraint = 'done_by_somebody';
    end if;
    return null;
end $$;
create trigger ended_is_nobodys after update of state on careplans.task
    for each row when (new.state <> 'OPEN') execute function careplans.ended_is_nobodys();

-- Taking back what was proposed, wished or noted: whoever said it, or the participant.
create function careplans.taken_back_by() returns trigger language plpgsql as $$
declare who uuid := case tg_table_name when 'task' then (to_jsonb(new) ->> 'proposed_by')::uuid
                                       else (to_jsonb(new) ->> 'by_seat')::uuid end;
begin
    if session_user = 'samenspel_app' and not careplans.is_said_by(who)
        and not new.plan = any (careplans.my_decisions()) and not new.plan = any (careplans.my_desk()) then
        raise exception 'only who said it takes it back, or the participant'
            using errcode = 'check_violation', constraint = 'taken_back_by';
    end if;
    return null;
end $$;
create trigger taken_back_by after update of state on careplans.task
    for each row when (new.state = 'WITHDRAWN') execute function careplans.taken_back_by();
create trigger taken_back_by after update of withdrawn_at on careplans.line
    for each row execute function careplans.taken_back_by();

-- What others see is for the participant to say, or who represents them by law; at the desk only for who phones.
create function careplans.participant_decides() returns trigger language plpgsql as $$
begin
    if session_user = 'samenspel_app' and not new.plan = any (careplans.my_decisions())
        and not exists (select from careplans.seat s where s.plan = new.plan and s.part = 'PARTICIPANT' and s.by_phone
                        and s.plan = any (careplans.my_desk())) then
        raise exception 'the participant decides who sees what'
            using errcode = 'check_violation', constraint = 'participant_decides';
    end if;
    return null;
end $$;
create trigger participant_decides after update of sees on careplans.seat
    for each row when (new.sees is distinct from old.sees) execute function careplans.participant_decides();

-- Nobody sits down for someone else either.
create function careplans.sits_down_themselves() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if session_user = 'samenspel_app' and pg_trigger_depth() = 1 and not new.by_phone
        and new.part not in ('PARTICIPANT', 'COORDINATOR')
        and not coalesce(new.person = any (access.my_persons()), false)
        and new.account is distinct from access.my_account() then
        raise exception 'one takes a seat oneself, or says so by phone'
            using errcode = 'check_violation', constraint = 'sits_down_themselves';
    end if;
    return null;
end $$;
create trigger sits_down_themselves after insert or update of state on careplans.seat
    for each row when (new.state = 'SEATED') execute function careplans.sits_down_themselves();

-- Who sits here by themselves is not spoken for: the desk cannot turn them into somebody who phones.
create function careplans.speaks_for_itself() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if session_user = 'samenspel_app' then
        raise exception 'each at the table speaks only for itself'
            using errcode = 'check_violation', constraint = 'only_for_itself';
    end if;
    return null;
end $$;
create trigger speaks_for_itself after update of by_phone on careplans.seat
    for each row when (new.by_phone and not old.by_phone and old.state = 'SEATED')
    execute function careplans.speaks_for_itself();
