-- Mail that was sent is kept for a while, and mail to someone who is forgotten goes: docs/explanation/jobs-role.md.
grant delete on mail.outbox to samenspel_jobs;
