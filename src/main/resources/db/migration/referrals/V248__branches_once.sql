-- Why: access/V248__branches_once.sql. One policy of this module is on a table of another.
select access.read_branches_once('referrals'), access.read_branches_once('requests');
