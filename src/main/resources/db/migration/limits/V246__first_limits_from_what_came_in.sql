-- The first limits of a list are kept from the rows that came in: looking each of them up again was done by reading all
-- limits there are, once for each part of the list. And nobody was on the phone: that too is looked up once.
create index on limits.phone_call (made_in);

create or replace function limits.keep_first() returns trigger language plpgsql as $$
declare
    by_phone boolean;
begin
    if current_user <> 'samenspel_jobs' then
        by_phone := exists (select from limits.phone_call c
                            where c.made_in = pg_current_xact_id()::text::bigint);
        insert into limits.own_limit_change
            (volunteer, organisation, hours_per_week, matches_at_a_time, nights_per_week, pause_until, by_the_volunteer,
             account, phone_call, at)
        select volunteer, organisation, hours_per_week, matches_at_a_time, nights_per_week, pause_until,
               volunteer = any ((select access.my_persons())::uuid[]), (select access.my_account()),
               case when by_phone then (select limits.told_by_phone(l) from limits.own_limit l
                                        where l.volunteer = added.volunteer) end,
               changed_at
        from added;
    end if;
    return null;
end $$;
