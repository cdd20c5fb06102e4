-- What a kilometre is paid without questions is added by an administrator, as the amounts of a year are.
alter table reimbursements.mileage_rate
    add column changed_by uuid references access.account,
    add column changed_at timestamptz,
    add constraint says_where_it_is_from check (source <> '');

grant insert, update on reimbursements.mileage_rate to samenspel_app;
create policy administrator on reimbursements.mileage_rate to samenspel_app using (access.is_administrator());

-- By a rate that was used nothing changes afterwards, and none comes before it; what is said of where it is from may change.
create function reimbursements.keep_rate() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
    if (tg_op = 'INSERT' or new.per_kilometre <> old.per_kilometre)
       and exists (select from reimbursements.claim c
                   where c.kind = 'KILOMETRES' and c.day >= new.from_day and c.state in ('ASKED', 'APPROVED', 'PAID')
                     and not exists (select from reimbursements.mileage_rate later
                                     where later.from_day > new.from_day and later.from_day <= c.day)) then
        raise exception 'rides since % were paid', new.from_day
            using errcode = 'check_violation', constraint = 'rate_was_used';
    end if;
    return null;
end $$;
create trigger keep_rate after insert or update on reimbursements.mileage_rate
    for each row execute function reimbursements.keep_rate();
create policy owner_works on reimbursements.mileage_rate to samenspel_owner using (true) with check (true);
