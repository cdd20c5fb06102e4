-- The first limits of many people, of a list that is brought in, are kept with one statement instead of one for each.
create function limits.keep_first() returns trigger language plpgsql as $$
begin
    if current_user <> 'samenspel_jobs' then
        insert into limits.own_limit_change
            (volunteer, organisation, hours_per_week, matches_at_a_time, nights_per_week, pause_until, by_the_volunteer,
             account, phone_call, at)
        select l.volunteer, l.organisation, l.hours_per_week, l.matches_at_a_time, l.nights_per_week, l.pause_until,
               l.volunteer = any ((select access.my_persons())::uuid[]), (select access.my_account()),
               limits.told_by_phone(l), l.changed_at
        from added join limits.own_limit l on l.volunteer = added.volunteer;
    end if;
    return null;
end $$;
drop trigger keep_change on limits.own_limit;
create trigger keep_first after insert on limits.own_limit
    referencing new table as added for each statement execute function limits.keep_first();
create trigger keep_change after update on limits.own_limit
    for each row execute function limits.keep_change();
