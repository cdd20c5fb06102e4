-- Why: access/V248__branches_once.sql
select access.read_branches_once('rounds');
