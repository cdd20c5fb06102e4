-- The first limits of a list are kept from the rows that came in: looking each of them up again was done by reading all
-- limits there are, once for each part of the list. They are never told by phone: a call lifts limits that there are.
create or replace function limits.keep_first() returns trigger language plpgsql as $$
begin
    if current_user <> 'samenspel_jobs' then
        insert into limits.own_limit_change
            (volunteer, organisation, hours_per_week, matches_at_a_time, nights_per_week, pause_until, by_the_volunteer,
             account, at)
        select volunteer, organisation, hours_per_week, matches_at_a_time, nights_per_week, pause_until,
               volunteer = any ((select access.my_persons())::uuid[]), (select access.my_account()), changed_at
        from added;
    end if;
    return null;
end $$;
