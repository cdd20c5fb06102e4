-- Branches and organisations close; what they did stays readable.
alter table network.organisation add column closed_on date;
alter table network.branch       add column closed_on date;
alter table network.branch add constraint closed_takes_nothing_in check (closed_on is null or duty is null);
comment on column network.branch.closed_on is 'Takes nothing in any more, and stands in no list to choose from';

create function network.branches_close_first() returns trigger language plpgsql as $$
begin
    if exists (select from network.branch b where b.organisation = new.id and b.closed_on is null) then
        raise exception 'an organisation closes after its branches'
            using errcode = 'check_violation', constraint = 'branches_close_first';
    end if;
    return new;
end $$;
create trigger branches_close_first before update of closed_on on network.organisation
    for each row when (old.closed_on is null and new.closed_on is not null)
    execute function network.branches_close_first();
