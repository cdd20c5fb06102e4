-- Law 1, when people and branches go: an open request is held by a coordinator of its organisation, at a branch that is
-- open. Whoever takes a request in and whoever ends a role or closes a branch wait for each other on the same lock.
create function requests.has_a_holder() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if (old.holder, old.branch, old.next_date is null) is not distinct from (new.holder, new.branch, false) then
            return new;
        end if;
    end if;
    perform pg_advisory_xact_lock_shared(hashtextextended(new.holder::text, 1));
    perform pg_advisory_xact_lock_shared(hashtextextended(new.branch::text, 1));
    if not exists (select from access.role_held r where r.account = new.holder and r.organisation = new.organisation
            and r.role = 'COORDINATOR' and r.ended_at is null) then
        raise exception 'an open request is held by a coordinator of its organisation'
            using errcode = 'check_violation', constraint = 'holder_is_coordinator';
    end if;
    if exists (select from network.branch b where b.id = new.branch and b.closed_on is not null) then
        raise exception 'an open request is at a branch that is open'
            using errcode = 'check_violation', constraint = 'branch_is_open';
    end if;
    return new;
end $$;
create trigger has_a_holder before insert or update of holder, branch, state on requests.help_request
    for each row when (new.state in ('ASKED', 'SEARCHING', 'MATCHED')) execute function requests.has_a_holder();

-- Both are seen whole only at the organisation's desk, so there they are done.
create function requests.nothing_left_behind() returns trigger language plpgsql as $$
begin
    if access.my_organisation() is distinct from old.organisation or access.my_role() <> 'MANAGER' then
        raise exception 'this is done at the desk of the whole organisation'
            using errcode = 'check_violation', constraint = 'at_the_whole_desk';
    end if;
    if tg_table_name = 'role_held' then
        perform pg_advisory_xact_lock(hashtextextended(old.account::text, 1));
        if exists (select from requests.help_request r where r.holder = old.account and r.organisation = old.organisation
                and r.state in ('ASKED', 'SEARCHING', 'MATCHED'))
            and not exists (select from access.role_held r where r.account = old.account
                and r.organisation = old.organisation and r.role = 'COORDINATOR' and r.ended_at is null and r.id <> old.id) then
            raise exception 'who holds open requests hands them over first'
                using errcode = 'check_violation', constraint = 'nothing_left_behind';
        end if;
    else
        perform pg_advisory_xact_lock(hashtextextended(old.id::text, 1));
        if exists (select from requests.help_request r where r.branch = old.id
                and r.state in ('ASKED', 'SEARCHING', 'MATCHED')) then
            raise exception 'a branch with open requests does not close'
                using errcode = 'check_violation', constraint = 'nothing_left_behind';
        end if;
    end if;
    return new;
end $$;
create trigger nothing_left_behind before update of ended_at on access.role_held
    for each row when (old.role = 'COORDINATOR' and old.ended_at is null and new.ended_at is not null)
    execute function requests.nothing_left_behind();
create trigger nothing_left_behind before update of closed_on on network.branch
    for each row when (old.closed_on is null and new.closed_on is not null)
    execute function requests.nothing_left_behind();
