-- Who looks from outside: a municipality, the national office, a researcher. They work for no organisation, have no
-- desk and no record of their own, so row security shows them nobody; what they may read is in insight, and suppressed.
alter table access.role_held add column municipality text check (municipality ~ '\S');
comment on column access.role_held.municipality is 'Whose figures somebody of a municipality sees first';
alter table access.role_held drop constraint role_held_role_check;
alter table access.role_held add constraint role_held_role_check check (role in
    ('VOLUNTEER', 'PARTICIPANT', 'RELATIVE', 'PROFESSIONAL', 'TEAM_LEADER', 'COORDINATOR', 'MANAGER', 'ADMINISTRATOR',
     'MUNICIPALITY', 'NATIONAL_OFFICE', 'RESEARCHER'));
alter table access.role_held drop constraint role_held_check;
alter table access.role_held add constraint of_no_organisation check (
    (role in ('ADMINISTRATOR', 'MUNICIPALITY', 'NATIONAL_OFFICE', 'RESEARCHER')) = (organisation is null));
alter table access.role_held add constraint of_one_municipality check (
    (role = 'MUNICIPALITY') = (municipality is not null));
alter table access.role_held add constraint outside_is_nobody_inside check (
    role not in ('MUNICIPALITY', 'NATIONAL_OFFICE', 'RESEARCHER') or person is null);
