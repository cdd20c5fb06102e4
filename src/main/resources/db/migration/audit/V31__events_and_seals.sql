-- One event for each response that shows people's data, with one line for each person shown (NEN 7513).

-- A record outside one's own branches, opened with a reason, for a short while. Insert only.
create table audit.emergency (
    id           uuid        primary key,
    account      uuid        not null references access.account,
    who          text        not null,
    organisation uuid        not null,
    person       uuid        not null,
    reason       text        not null check (reason ~ '\S'),
    at           timestamptz not null,
    until        timestamptz not null,
    check (until > at and until <= at + interval '4 hours'));
create index on audit.emergency (person);
create index on audit.emergency (organisation, at);
create index on audit.emergency (account, until);
comment on table audit.emergency is 'Emergency access: who opened whose record outside their branches, why and until when';

create table audit.event (
    id           uuid        primary key,
    at           timestamptz not null,
    account      uuid        not null,
    who          text        not null,
    role         text        not null,
    organisation uuid,
    handler      text        not null,
    purpose      text        not null,
    emergency    uuid        references audit.emergency,
    unique (id, account));
comment on table audit.event is 'One response that showed people''s data: who saw it, where, why and when';
comment on column audit.event.who is 'The name of who looked, as it was then';
comment on column audit.event.organisation is 'For which they worked; empty for who worked for none';
comment on column audit.event.handler is 'What of the program showed it';

create table audit.subject (
    event        uuid   not null,
    account      uuid   not null,
    person       uuid   not null,
    organisation uuid   not null,
    relation     text   not null check (relation in ('STAFF', 'SHARED', 'EMERGENCY')),
    nth          bigint check (nth > 0),
    seal         bytea,
    primary key (event, person),
    foreign key (event, account) references audit.event (id, account),
    unique (organisation, nth),
    check ((nth is null) = (seal is null)));
create index on audit.subject (person);
create index on audit.subject (organisation) where nth is null;
comment on table audit.subject is 'Whose record an event showed; a chain for each organisation';
comment on column audit.subject.organisation is 'Whose record it is: its chain, and its manager''s to see';
comment on column audit.subject.relation is 'How who looked could see it';
comment on column audit.subject.nth is 'The place in the chain of the organisation; empty until it is sealed';
comment on column audit.subject.seal is 'HMAC-SHA-256 over the line and the seal before it; see nl.samenspel.audit.Chain';

-- What was written so far goes along, each look an event. Row security is forced, on the owner too.
alter table audit.look no force row level security;
insert into audit.event (id, at, account, who, role, organisation, handler, purpose)
select md5('look ' || id)::uuid, at, account, '', role, organisation, '', purpose from audit.look;
insert into audit.subject (event, account, person, organisation, relation)
select md5('look ' || id)::uuid, account, subject,
       coalesce(organisation, '00000000-0000-0000-0000-000000000000'),
       case when organisation is null then 'SHARED' else 'STAFF' end
from audit.look;
drop table audit.look;

alter table audit.emergency enable row level security;
alter table audit.emergency force  row level security;
alter table audit.event     enable row level security;
alter table audit.event     force  row level security;
alter table audit.subject   enable row level security;
alter table audit.subject   force  row level security;

grant select, insert on audit.emergency, audit.event, audit.subject to samenspel_app;
create policy begin on audit.emergency for insert to samenspel_app with check (
    account = (select access.my_account())
    and organisation = (select access.my_organisation())
    and (select access.my_role()) in ('COORDINATOR', 'MANAGER'));
create policy reads on audit.emergency for select to samenspel_app using (
    person = any ((select access.my_persons())::uuid[])
    or (organisation = (select access.my_organisation())
        and (account = (select access.my_account()) or (select access.my_role()) = 'MANAGER')));
create policy writes on audit.event for insert to samenspel_app with check (account = (select access.my_account()));
create policy writes on audit.subject for insert to samenspel_app with check (
    account = (select access.my_account()) and nth is null);
-- the person themselves, and the manager of the organisation whose record it is
create policy reads on audit.subject for select to samenspel_app using (
    person = any ((select access.my_persons())::uuid[])
    or (organisation = (select access.my_organisation()) and (select access.my_role()) = 'MANAGER'));
create policy reads on audit.event for select to samenspel_app using (
    exists (select from audit.subject s where s.event = event.id
        and (s.person = any ((select access.my_persons())::uuid[])
            or s.organisation = (select access.my_organisation()))));

-- Sealing crosses organisations. Once sealed, a line stays as it is.
grant select on audit.emergency, audit.event, audit.subject to samenspel_jobs;
grant update (nth, seal) on audit.subject to samenspel_jobs;
create policy jobs_read on audit.emergency for select to samenspel_jobs using (true);
create policy jobs_read on audit.event     for select to samenspel_jobs using (true);
create policy jobs_read on audit.subject   for select to samenspel_jobs using (true);
create policy jobs_seal on audit.subject   for update to samenspel_jobs using (nth is null) with check (nth is not null);

-- Whose record the running transaction opened in an emergency, for the row security of other modules.
create function audit.emergency_person() returns uuid language sql stable
    return (select e.person from audit.emergency e
        where e.id = nullif(current_setting('samenspel.emergency', true), '')::uuid
          and e.account = access.my_account()
          and e.organisation = access.my_organisation()
          and e.until > now());
