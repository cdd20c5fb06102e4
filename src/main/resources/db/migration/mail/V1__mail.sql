-- Mail that was promised, kept until a mail server took it.
create schema mail;
grant usage on schema mail to samenspel_app, samenspel_jobs;

create table mail.outbox (
    id           uuid        primary key,
    to_address   text        not null,
    to_name      text        not null,
    subject      text        not null,
    body         text        not null,
    created_at   timestamptz not null,
    next_try_at  timestamptz not null,
    tries        int         not null default 0,
    last_trouble text,
    sent_at      timestamptz,
    given_up_at  timestamptz);
create index on mail.outbox (next_try_at) where sent_at is null and given_up_at is null;
alter table mail.outbox enable row level security;
alter table mail.outbox force  row level security;
grant insert on mail.outbox to samenspel_app;
grant select, insert, update on mail.outbox to samenspel_jobs;
create policy anyone_sends on mail.outbox for insert to samenspel_app with check (sent_at is null);
create policy jobs_all on mail.outbox to samenspel_jobs using (true) with check (true);
comment on table mail.outbox is 'Mail to be sent; the address and words only, never a word on health';
