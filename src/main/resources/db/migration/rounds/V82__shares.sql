-- What is too much for one volunteer is proposed to several, each for some of the hours. Before it can be sent, the
-- request is divided; its proposals then go to the parts.
alter table rounds.request add column served int check (served between 1 and hours);
alter table rounds.request add constraint served_when_proposed check (served is null or outcome = 'PROPOSED');
comment on column rounds.request.served is 'How many of the hours are proposed; null where that is all of them, or none';
grant update (hours, served) on rounds.request to samenspel_app;
grant update (request) on rounds.proposal to samenspel_app;
