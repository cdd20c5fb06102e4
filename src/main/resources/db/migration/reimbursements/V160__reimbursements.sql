-- What volunteers are paid back, inside the law (law 5). Money is whole cents.
create schema reimbursements;
grant usage on schema reimbursements to samenspel_app, samenspel_jobs;

-- The law as data; the page docs/explanation/reimbursement-cases.md has the same, and a test compares them.
create table reimbursements.law_year (
    year         int    primary key check (year between 2000 and 2100),
    hour         bigint not null check (hour > 0),
    hour_younger bigint not null check (hour_younger > 0 and hour_younger <= hour),
    border       int    not null check (border between 15 and 30),
    month        bigint not null check (month >= hour),
    in_year      bigint not null check (in_year >= month),
    to_verify    text[] not null check (to_verify <@ '{HOUR,HOUR_YOUNGER,BORDER,MONTH,YEAR}'),
    source       text   not null check (source <> ''),
    changed_by   uuid   references access.account,
    changed_at   timestamptz);
comment on table reimbursements.law_year is 'The amounts of a calendar year; see nl.samenspel.reimbursements.law.LawYear';
insert into reimbursements.law_year (year, hour, hour_younger, border, month, in_year, to_verify, source) values
    (2017, 450, 250, 23, 15000, 150000, '{}', 'S70 S71'),
    (2018, 450, 250, 22, 15000, 150000, '{BORDER}', 'S72 S73; the source applies the age of 2019'),
    (2019, 500, 275, 22, 17000, 170000, '{}', 'S72 S73 S74'),
    (2020, 500, 275, 21, 17000, 170000, '{BORDER}', 'S74 S76; a local page says 22 (S75)'),
    (2021, 500, 275, 21, 18000, 180000, '{}', 'S76 S77'),
    (2022, 500, 275, 21, 18000, 180000, '{HOUR,HOUR_YOUNGER}', 'S77; an hour as in 2021 and 2023'),
    (2023, 500, 275, 21, 19000, 190000, '{}', 'S77 S78'),
    (2024, 550, 325, 21, 21000, 210000, '{}', 'S79, the tax office itself'),
    (2025, 560, 330, 21, 21000, 210000, '{}', 'S80 S81 S82'),
    (2026, 575, 340, 21, 22000, 220000, '{HOUR,HOUR_YOUNGER,BORDER,MONTH,YEAR}', 'S83, an accountant citing a letter of the State Secretary of October 2025');

create table reimbursements.mileage_rate (
    from_day      date    primary key,
    per_kilometre bigint  not null check (per_kilometre between 1 and 200),
    to_verify     boolean not null,
    source        text    not null);
comment on table reimbursements.mileage_rate is 'What a kilometre is paid without questions, from a day on';
insert into reimbursements.mileage_rate (from_day, per_kilometre, to_verify, source) values
    ('2017-01-01', 19, true, 'from memory; the same in an article of 2012'),
    ('2023-01-01', 21, true, 'from memory'),
    ('2024-01-01', 23, false, 'COSTS, the tax office itself'),
    ('2025-01-01', 23, true, 'as in 2024');

-- How an organisation does it.
create table reimbursements.house (
    organisation    uuid        primary key references network.organisation,
    in_scope        boolean     not null default false,
    four_eyes_above bigint      not null default 10000 check (four_eyes_above >= 0),
    per_kilometre   bigint      check (per_kilometre between 1 and 200),
    why_more        text        not null default '',
    pays_from       text        not null default '',
    pays_as         text        not null default '',
    changed_by      uuid        not null references access.account,
    changed_at      timestamptz not null);
comment on column reimbursements.house.in_scope is 'They said that the arrangement for volunteers holds for them';
comment on column reimbursements.house.why_more is 'Why a kilometre costs more here than the usual rate';
comment on column reimbursements.house.pays_from is 'The account number (IBAN) that volunteers are paid from';

-- Whom to pay. The day of birth only where a flat allowance needs it.
create table reimbursements.payee (
    volunteer    uuid        primary key,
    organisation uuid        not null,
    born         date,
    iban         text        not null default '',
    account_name text        not null default '',
    changed_at   timestamptz not null,
    foreign key (volunteer, organisation) references people.person (id, organisation) deferrable initially immediate);

-- One volunteer's year: in which way they are paid back, and what they say they get elsewhere. Whoever counts holds it.
create table reimbursements.book (
    volunteer       uuid        not null,
    year            int         not null,
    organisation    uuid        not null,
    regime          text        not null check (regime in ('REAL_EXPENSES', 'FLAT_ALLOWANCE')),
    why             text        not null default '',
    per_hour        bigint      check (per_hour > 0),
    elsewhere_month bigint      not null default 0 check (elsewhere_month >= 0),
    elsewhere_year  bigint      not null default 0 check (elsewhere_year >= elsewhere_month),
    decided_by      uuid        not null references access.account,
    decided_at      timestamptz not null,
    primary key (volunteer, year),
    foreign key (volunteer, organisation) references people.person (id, organisation) deferrable initially immediate,
    constraint allowance_has_a_reason check (regime = 'REAL_EXPENSES' or why <> ''));
create index on reimbursements.book (organisation, year);

-- Where a volunteer agrees, organisations count together; none of them sees more than what room is left.
create table reimbursements.together (
    volunteer    uuid primary key,
    organisation uuid not null,
    account      uuid not null references access.account,
    consent      uuid not null references people.consent,
    foreign key (volunteer, organisation) references people.person (id, organisation) deferrable initially immediate);
create index on reimbursements.together (account);
create index on reimbursements.together (consent);

-- What a volunteer asks back. It rests on an engagement as a volunteer: the kind stands in the row, the check allows no
-- other, and the foreign key holds that the engagement is of that kind.
create table reimbursements.claim (
    id              uuid        primary key,
    organisation    uuid        not null,
    branch          uuid        not null,
    volunteer       uuid        not null,
    engagement      uuid        not null,
    engagement_kind text        not null default 'VOLUNTEER' constraint only_volunteers check (engagement_kind = 'VOLUNTEER'),
    day             date        not null,
    year            int         generated always as (extract(year from day)::int) stored,
    kind            text        not null check (kind in ('KILOMETRES', 'PAID', 'HOURS', 'ACTIVITY', 'IN_KIND')),
    regime          text        generated always as (
                        case when kind in ('KILOMETRES', 'PAID') then 'REAL_EXPENSES' else 'FLAT_ALLOWANCE' end) stored,
    amount          bigint      not null check (amount >= 0 and amount <= 1000000),
    kilometres      int         check (kilometres between 1 and 2000),
    per_kilometre   bigint      check (per_kilometre between 1 and 200),
    explained       boolean     not null default false,
    minutes         int         check (minutes between 1 and 1440),
    per_hour        bigint      check (per_hour > 0),
    receipt_mark    bytea,
    nth             int         not null default 1 check (nth between 1 and 9),
    words           text        not null default '',
    state           text        not null check (state in ('ASKED', 'APPROVED', 'PAID', 'REFUSED', 'TAKEN_BACK')),
    paid            bigint      not null default 0 check (paid >= 0),
    refused_because text        not null default '',
    asked_by        uuid        not null references access.account,
    asked_at        timestamptz not null,
    asked_on        date        not null,
    approved_by     uuid        references access.account,
    approved_at     timestamptz,
    second_by       uuid        references access.account,
    payment         uuid,
    version         int         not null default 1,
    foreign key (branch, organisation) references network.branch (id, organisation),
    foreign key (volunteer, organisation) references people.person (id, organisation) deferrable initially immediate,
    constraint rests_on_a_volunteer foreign key (engagement, volunteer, engagement_kind)
        references people.engagement (id, person, kind) deferrable initially immediate,
    constraint not_before_it_happened check (day <= asked_on),
    check ((kind = 'KILOMETRES') = (kilometres is not null and per_kilometre is not null)),
    check (kind <> 'KILOMETRES' or amount = kilometres * per_kilometre),
    check ((kind in ('HOURS', 'ACTIVITY')) = (minutes is not null)),
    check ((kind = 'HOURS') = (per_hour is not null)),
    check (kind <> 'HOURS' or amount = per_hour * minutes / 60),
    constraint costs_are_shown check (kind <> 'PAID' or receipt_mark is not null),
    check (state not in ('APPROVED', 'PAID') or (approved_by is not null and approved_at is not null)),
    constraint asked_by_one_approved_by_another check (approved_by <> asked_by),
    constraint four_eyes_are_two_people check (second_by <> approved_by and second_by <> asked_by),
    check (state <> 'REFUSED' or refused_because <> ''),
    check (paid = 0 or state in ('ASKED', 'APPROVED', 'PAID')),
    check (state <> 'PAID' or payment is not null));
-- Sent twice, it is asked once; so is a receipt.
create unique index asked_once on reimbursements.claim
    (volunteer, day, kind, amount, coalesce(minutes, 0), coalesce(kilometres, 0), coalesce(receipt_mark, ''), nth)
    where state in ('ASKED', 'APPROVED', 'PAID');
create unique index one_claim_a_receipt on reimbursements.claim (volunteer, receipt_mark)
    where state in ('ASKED', 'APPROVED', 'PAID') and receipt_mark is not null;
create index on reimbursements.claim (organisation, state);
create index on reimbursements.claim (volunteer, year);
create index on reimbursements.claim (payment);
comment on table reimbursements.claim is 'What a volunteer asks back; see nl.samenspel.reimbursements.Claim';
comment on column reimbursements.claim.paid is 'What was paid of it so far; less than the amount after it was put right';

-- What a claim was before it was put right. Written by the database itself, never changed.
create table reimbursements.earlier (
    claim      uuid        not null references reimbursements.claim on delete cascade,
    version    int         not null,
    amount     bigint      not null,
    kilometres int,
    minutes    int,
    state      text        not null,
    changed_by uuid,
    until      timestamptz not null,
    primary key (claim, version));

-- The photo of a receipt: made anew by us, so that where and with what it was taken is not in it.
create table reimbursements.receipt (
    claim   uuid  primary key references reimbursements.claim on delete cascade,
    content bytea not null check (length(content) between 1 and 3000000));

create table reimbursements.payment (
    id           uuid        primary key,
    organisation uuid        not null references network.organisation,
    made_by      uuid        not null references access.account,
    made_at      timestamptz not null,
    pays_on      date        not null,
    pays_from    text        not null,
    pays_as      text        not null);
create index on reimbursements.payment (organisation, made_at);
create table reimbursements.payment_line (
    payment      uuid   not null references reimbursements.payment on delete cascade,
    volunteer    uuid   not null,
    organisation uuid   not null,
    amount       bigint not null check (amount > 0),
    iban         text   not null,
    account_name text   not null,
    primary key (payment, volunteer),
    foreign key (volunteer, organisation) references people.person (id, organisation) deferrable initially immediate);
create index on reimbursements.payment_line (volunteer);
alter table reimbursements.claim add foreign key (payment) references reimbursements.payment;

-- The work itself, looked at at the start and each year.
create table reimbursements.work_check (
    id           uuid        primary key,
    organisation uuid        not null,
    volunteer    uuid        not null,
    on_day       date        not null,
    yes          text[]      not null,
    unsure       text[]      not null,
    outcome      text        not null check (outcome in ('VOLUNTARY', 'LOOK_AGAIN', 'NOT_VOLUNTARY')),
    words        text        not null default '',
    done_by      uuid        not null references access.account,
    done_at      timestamptz not null,
    foreign key (volunteer, organisation) references people.person (id, organisation) deferrable initially immediate,
    constraint voluntary_without_a_doubt check ((outcome = 'VOLUNTARY') = (yes = '{}' and unsure = '{}')));
create index on reimbursements.work_check (volunteer, on_day);
create index on reimbursements.work_check (organisation);

-- Thanks, which matter more to people than a fee.
create table reimbursements.thanks (
    id           uuid        primary key,
    organisation uuid        not null,
    volunteer    uuid        not null,
    on_day       date        not null,
    kind         text        not null check (kind in ('NOTE', 'CALL', 'MOMENT', 'BIRTHDAY', 'JUBILEE')),
    words        text        not null,
    given_by     uuid        not null references access.account,
    given_at     timestamptz not null,
    foreign key (volunteer, organisation) references people.person (id, organisation) deferrable initially immediate);
create index on reimbursements.thanks (volunteer);
create index on reimbursements.thanks (organisation);

do $$
declare t text;
begin
    foreach t in array array['law_year', 'mileage_rate', 'house', 'payee', 'book', 'together', 'claim', 'earlier', 'receipt',
                             'payment', 'payment_line', 'work_check', 'thanks'] loop
        execute format('alter table reimbursements.%I enable row level security', t);
        execute format('alter table reimbursements.%I force  row level security', t);
        execute format('grant select, insert, update, delete on reimbursements.%I to samenspel_jobs', t);
        execute format('create policy jobs_all on reimbursements.%I to samenspel_jobs using (true) with check (true)', t);
        execute format('grant select on reimbursements.%I to samenspel_app', t);
    end loop;
    -- the functions below count over the borders of organisations and branches
    foreach t in array array['law_year', 'house', 'payee', 'book', 'together', 'claim', 'earlier'] loop
        execute format('create policy owner_works on reimbursements.%I to samenspel_owner using (true) with check (true)', t);
    end loop;
    foreach t in array array['payee', 'book', 'work_check', 'thanks', 'payment', 'payment_line'] loop
        execute format('create policy staff on reimbursements.%I to samenspel_app
            using (organisation = (select access.my_organisation()))', t);
    end loop;
    foreach t in array array['payee', 'book', 'claim', 'payment_line', 'work_check', 'thanks'] loop
        execute format('create policy self_reads on reimbursements.%I for select to samenspel_app
            using (volunteer = any ((select access.my_persons())::uuid[]))', t);
    end loop;
    foreach t in array array['law_year', 'mileage_rate'] loop
        execute format('create policy everyone_reads on reimbursements.%I for select to samenspel_app using (true)', t);
    end loop;
end $$;
create policy owner_reads on people.engagement for select to samenspel_owner using (true);

grant insert, update on reimbursements.law_year, reimbursements.house, reimbursements.payee, reimbursements.book
    to samenspel_app;
grant insert on reimbursements.receipt, reimbursements.payment, reimbursements.payment_line, reimbursements.work_check,
    reimbursements.thanks, reimbursements.claim to samenspel_app;
grant insert, delete on reimbursements.together to samenspel_app;
grant update (amount, kilometres, minutes, state, paid, refused_because, approved_by, approved_at, second_by, payment,
    version) on reimbursements.claim to samenspel_app;

create policy administrator on reimbursements.law_year to samenspel_app using (access.is_administrator());
create policy staff on reimbursements.house to samenspel_app using (organisation = (select access.my_organisation()));
create policy volunteers_read on reimbursements.house for select to samenspel_app
    using (organisation = any (array(select p.organisation from people.person p
                                     where p.id = any ((select access.my_persons())::uuid[]))));
create policy self on reimbursements.together to samenspel_app
    using (account = (select access.my_account()) and volunteer = any ((select access.my_persons())::uuid[]));
create policy staff on reimbursements.claim to samenspel_app
    using (organisation = (select access.my_organisation()) and access.is_my_branch(branch));
create policy self_asks on reimbursements.claim for insert to samenspel_app
    with check (volunteer = any ((select access.my_persons())::uuid[]) and state = 'ASKED' and paid = 0);
create policy self_takes_back on reimbursements.claim for update to samenspel_app
    using (volunteer = any ((select access.my_persons())::uuid[]) and state = 'ASKED')
    with check (volunteer = any ((select access.my_persons())::uuid[]) and state = 'TAKEN_BACK');
create policy with_claim on reimbursements.receipt to samenspel_app
    using (exists (select from reimbursements.claim c where c.id = receipt.claim));
create policy with_claim on reimbursements.earlier for select to samenspel_app
    using (exists (select from reimbursements.claim c where c.id = earlier.claim));
create policy self_changes on reimbursements.payee to samenspel_app
    using (volunteer = any ((select access.my_persons())::uuid[]));
-- A volunteer opens a year of real costs and says what they get elsewhere; an allowance is decided at the desk.
create policy self_opens on reimbursements.book for insert to samenspel_app
    with check (volunteer = any ((select access.my_persons())::uuid[]) and regime = 'REAL_EXPENSES');
create policy self_tells on reimbursements.book for update to samenspel_app
    using (volunteer = any ((select access.my_persons())::uuid[]));

-- Whoever counts for somebody waits here for whoever counts for the same one, at another organisation too. First the
-- year here, then what is counted together, in order: nobody waits in a circle.
create function reimbursements.hold(whose uuid, in_year int) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
    perform from reimbursements.book where volunteer = whose and year = in_year for update;
    perform from reimbursements.together
    where account = (select t.account from reimbursements.together t where t.volunteer = whose)
    order by volunteer for update;
end $$;

-- Of these volunteers and this year, what counts: by month here, and what they get elsewhere, as they say or as it is
-- where they agreed. Of who the viewer may see; of elsewhere a sum, never from whom.
create function reimbursements.counted(whose uuid[], in_year int)
returns table (volunteer uuid, month int, here bigint, elsewhere_month bigint, elsewhere_year bigint, real_elsewhere boolean)
language sql volatile security definer set search_path = '' as $$
    select p.volunteer, m.month,
           coalesce((select sum(c.amount) from reimbursements.claim c
                     where c.volunteer = p.volunteer and c.year = in_year and c.regime = 'FLAT_ALLOWANCE'
                       and c.state in ('ASKED', 'APPROVED', 'PAID') and extract(month from c.day) = m.month), 0)::bigint,
           (p.elsewhere_month + coalesce((select sum(c.amount) from reimbursements.claim c
                     where c.volunteer = any (p.others) and c.year = in_year and c.regime = 'FLAT_ALLOWANCE'
                       and c.state in ('ASKED', 'APPROVED', 'PAID') and extract(month from c.day) = m.month), 0))::bigint,
           (p.elsewhere_year + coalesce((select sum(c.amount) from reimbursements.claim c
                     where c.volunteer = any (p.others) and c.year = in_year and c.regime = 'FLAT_ALLOWANCE'
                       and c.state in ('ASKED', 'APPROVED', 'PAID')), 0))::bigint,
           exists (select from reimbursements.claim c
                   where c.volunteer = any (p.others) and c.year = in_year and c.regime = 'REAL_EXPENSES'
                     and c.state in ('ASKED', 'APPROVED', 'PAID'))
    from (select w.id as volunteer, coalesce(b.elsewhere_month, 0) as elsewhere_month,
                 coalesce(b.elsewhere_year, 0) as elsewhere_year,
                 array(select o.volunteer from reimbursements.together t
                       join reimbursements.together o on o.account = t.account and o.volunteer <> t.volunteer
                       where t.volunteer = w.id) as others
          from unnest(whose) w (id)
          left join reimbursements.book b on b.volunteer = w.id and b.year = in_year
          where session_user <> 'samenspel_app' or b.organisation = access.my_organisation()
             or w.id = any (access.my_persons())) p
    cross join generate_series(1, 12) m (month)
$$;

-- A claim stays within the law, whoever writes it and however many at once. After row security has looked, so that it tells
-- nothing of somebody one may not see; what is counted has this claim in it already.
create function reimbursements.keep_within() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
    year_of  reimbursements.book;
    law      reimbursements.law_year;
    counts   record;
    born_on  date;
    an_hour  bigint;
    in_month bigint;
    in_all   bigint;
begin
    if tg_op = 'INSERT' then
        if new.state <> 'ASKED' or new.paid <> 0 then
            raise exception 'a claim begins as asked' using errcode = 'check_violation', constraint = 'begins_as_asked';
        end if;
    -- what asks no more than it did is always possible
    elsif new.amount <= old.amount and (new.kind <> 'ACTIVITY' or new.minutes >= old.minutes) then
        return null;
    end if;
    if new.state not in ('ASKED', 'APPROVED', 'PAID') then
        return null;
    end if;
    perform reimbursements.hold(new.volunteer, extract(year from new.day)::int);
    select * into year_of from reimbursements.book b
    where b.volunteer = new.volunteer and b.year = extract(year from new.day);
    if not found or year_of.regime <>
            (case when new.kind in ('KILOMETRES', 'PAID') then 'REAL_EXPENSES' else 'FLAT_ALLOWANCE' end) then
        raise exception 'that year is paid back in another way'
            using errcode = 'check_violation', constraint = 'one_regime';
    end if;
    if not exists (select from people.engagement e where e.id = new.engagement and e.from_day <= new.day
                   and (e.until_day is null or new.day < e.until_day)) then
        raise exception 'no volunteer on that day' using errcode = 'check_violation', constraint = 'a_volunteer_then';
    end if;
    select * into counts from reimbursements.counted(array[new.volunteer], extract(year from new.day)::int) c
    where c.month = extract(month from new.day);
    if new.kind in ('KILOMETRES', 'PAID') then
        if counts.elsewhere_year > 0 then
            raise exception 'that year is paid back in another way elsewhere'
                using errcode = 'check_violation', constraint = 'one_regime_in_all';
        end if;
        return null;
    end if;
    if counts.real_elsewhere then
        raise exception 'that year is paid back in another way elsewhere'
            using errcode = 'check_violation', constraint = 'one_regime_in_all';
    end if;
    select * into law from reimbursements.law_year l where l.year = extract(year from new.day);
    if not found then
        raise exception 'no amounts are known of that year' using errcode = 'check_violation', constraint = 'amounts_known';
    end if;
    select p.born into born_on from reimbursements.payee p where p.volunteer = new.volunteer;
    an_hour := case when born_on is not null and reimbursements.turns(born_on, law.border) <= new.day
                    then law.hour else law.hour_younger end;
    if new.kind = 'HOURS' and new.per_hour > an_hour
       or new.kind = 'ACTIVITY' and new.amount * 60 > an_hour * new.minutes then
        raise exception 'more than an hour may be' using errcode = 'check_violation', constraint = 'within_hour';
    end if;
    in_month := counts.here;
    select sum(c.here) into in_all
    from reimbursements.counted(array[new.volunteer], extract(year from new.day)::int) c;
    if in_month + counts.elsewhere_month > law.month then
        raise exception 'more than a month may be' using errcode = 'check_violation', constraint = 'within_month';
    end if;
    if in_all + counts.elsewhere_year > law.in_year then
        raise exception 'more than a year may be' using errcode = 'check_violation', constraint = 'within_year';
    end if;
    return null;
end $$;

-- Who was born on 29 February is a year older on 1 March where there is no 29th.
create function reimbursements.turns(born date, age int) returns date language sql immutable as $$
    select case when extract(day from d.day) = extract(day from born) then d.day else d.day + 1 end
    from (select (born + make_interval(years => age))::date as day) d
$$;

-- Which steps a claim takes, and who takes them.
create function reimbursements.steps() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    if old.state in ('REFUSED', 'TAKEN_BACK') then
        raise exception 'claim % is closed', old.id using errcode = 'check_violation', constraint = 'closed_is_closed';
    end if;
    if new.version <> old.version + 1 then
        raise exception 'claim % changes without a new version', old.id using errcode = 'check_violation';
    end if;
    if new.volunteer = any (access.my_persons()) and new.state <> 'TAKEN_BACK' then
        raise exception 'nobody decides about their own claim'
            using errcode = 'check_violation', constraint = 'not_ones_own';
    end if;
    if new.state = 'TAKEN_BACK' and old.state <> 'ASKED' then
        raise exception 'claim % was decided on', old.id using errcode = 'check_violation', constraint = 'decided';
    end if;
    if new.state = 'PAID' and old.state <> 'PAID' then
        if new.paid <> new.amount then
            raise exception 'claim % is paid whole', old.id using errcode = 'check_violation', constraint = 'paid_whole';
        end if;
        if old.state <> 'APPROVED' or new.second_by is null and new.amount > (
                select coalesce(max(h.four_eyes_above), 0) from reimbursements.house h
                where h.organisation = new.organisation) then
            raise exception 'claim % was not seen by enough people', old.id
                using errcode = 'check_violation', constraint = 'four_eyes';
        end if;
    end if;
    if new.amount <> old.amount or new.state <> old.state then
        insert into reimbursements.earlier (claim, version, amount, kilometres, minutes, state, changed_by, until)
        values (old.id, old.version, old.amount, old.kilometres, old.minutes, old.state, access.my_account(), now());
    end if;
    return new;
end $$;
create trigger steps before update on reimbursements.claim
    for each row when (session_user <> 'samenspel_jobs') execute function reimbursements.steps();
create trigger keep_within after insert or update on reimbursements.claim
    for each row when (session_user <> 'samenspel_jobs') execute function reimbursements.keep_within();

-- One way a year: it changes only while nothing of that year is asked, and nobody says they get more elsewhere than
-- leaves room for what was given here.
create function reimbursements.keep_regime() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
    perform reimbursements.hold(new.volunteer, new.year);
    if new.regime <> old.regime and (
            access.my_organisation() is distinct from new.organisation
            or exists (select from reimbursements.claim c where c.volunteer = new.volunteer and c.year = new.year
                       and c.state in ('ASKED', 'APPROVED', 'PAID'))) then
        raise exception 'the way of a year does not change within it'
            using errcode = 'check_violation', constraint = 'one_regime';
    end if;
    return new;
end $$;
create trigger keep_regime before update on reimbursements.book
    for each row when (session_user <> 'samenspel_jobs') execute function reimbursements.keep_regime();

-- The amounts of a year that were already used do not change; what is said of where they are from may.
create function reimbursements.keep_amounts() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
    if (new.year, new.hour, new.hour_younger, new.border, new.month, new.in_year)
       is distinct from (old.year, old.hour, old.hour_younger, old.border, old.month, old.in_year)
       and exists (select from reimbursements.claim c where c.year = old.year and c.regime = 'FLAT_ALLOWANCE'
                   and c.state in ('ASKED', 'APPROVED', 'PAID')) then
        raise exception 'the amounts of % were used', old.year
            using errcode = 'check_violation', constraint = 'amounts_were_used';
    end if;
    return new;
end $$;
create trigger keep_amounts before update on reimbursements.law_year
    for each row execute function reimbursements.keep_amounts();

-- Who takes the consent back is counted apart again at once, whoever writes that down.
create function reimbursements.count_apart() returns trigger language plpgsql security definer set search_path = '' as $$
begin
    delete from reimbursements.together where consent = new.id;
    return null;
end $$;
create trigger count_allowances_apart after update of withdrawn_at on people.consent
    for each row when (new.purpose = 'COUNT_ALLOWANCES' and new.withdrawn_at is not null)
    execute function reimbursements.count_apart();
