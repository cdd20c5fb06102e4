-- Who was asked for which request, what they answered, and who must not meet again.
create schema matching;
grant usage on schema matching to samenspel_app, samenspel_jobs;

-- What stands in an invitation is all that its volunteer sees of the request: never a name or an address.
create table matching.invitation (
    id           uuid        primary key,
    request      uuid        not null references requests.help_request,
    organisation uuid        not null references network.organisation,
    branch       uuid        not null,
    volunteer    uuid        not null references people.person,
    kind         text        not null,
    place        text        not null,
    hours        int         not null check (hours > 0),
    day_parts    int         not null,
    from_day     date        not null,
    words        text        not null,
    mailed       boolean     not null,
    invited_by   uuid        not null references access.account,
    invited_at   timestamptz not null,
    state        text        not null check (state in
                     ('SENT', 'LATER', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'WITHDRAWN', 'JUST_MISSED', 'RESERVE')),
    answer_by    date,
    later_until  date,
    answered_by  uuid        references access.account,
    answered_at  timestamptz,
    by_phone     boolean     not null default false,
    foreign key (branch, organisation) references network.branch (id, organisation),
    check ((answer_by is not null) = (state = 'SENT')),
    check ((later_until is not null) = (state = 'LATER')),
    check ((answered_by is null) = (answered_at is null)),
    check (state not in ('ACCEPTED', 'DECLINED') or answered_at is not null));
create unique index one_open_invitation on matching.invitation (request, volunteer)
    where state in ('SENT', 'LATER', 'JUST_MISSED', 'RESERVE');
create unique index one_yes on matching.invitation (request, volunteer) where state = 'ACCEPTED';
create index on matching.invitation (volunteer);
create index on matching.invitation (organisation, state);
create index on matching.invitation (answer_by) where state = 'SENT';
create index on matching.invitation (later_until) where state = 'LATER';
comment on table matching.invitation is 'A volunteer asked for a request; see nl.samenspel.matching.Invitation';
comment on column matching.invitation.mailed is 'False: somebody has to phone';
comment on column matching.invitation.by_phone is 'Told to a coordinator, who recorded it';

-- After a clash, or because one of the two said so. Why is not kept: it would only be held against someone.
create table matching.kept_apart (
    organisation uuid        not null references network.organisation,
    volunteer    uuid        not null references people.person,
    participant  uuid        not null references people.person,
    since        timestamptz not null,
    primary key (volunteer, participant));
comment on table matching.kept_apart is 'Two people who are not proposed to each other any more';

do $$
declare t text;
begin
    foreach t in array array['invitation', 'kept_apart'] loop
        execute format('alter table matching.%I enable row level security', t);
        execute format('alter table matching.%I force  row level security', t);
        execute format('grant select, insert on matching.%I to samenspel_app', t);
        execute format('grant select on matching.%I to samenspel_jobs', t);
        execute format('create policy jobs_read on matching.%I for select to samenspel_jobs using (true)', t);
    end loop;
end $$;
grant update (state, answer_by, later_until, answered_by, answered_at, by_phone, mailed)
    on matching.invitation to samenspel_app;
create policy staff on matching.invitation to samenspel_app
    using (organisation = (select access.my_organisation()) and access.is_my_branch(branch));
create policy self_reads on matching.invitation for select to samenspel_app
    using (volunteer = any ((select access.my_persons())::uuid[]));
create policy staff on matching.kept_apart to samenspel_app
    using (organisation = (select access.my_organisation()));
