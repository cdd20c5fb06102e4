-- What matching keeps in memory of a person follows the rows: every program on this database is told at the commit,
-- see nl.samenspel.matching.LiveVolunteers. A notification names a record and says nothing about it.
create function people.tell_person() returns trigger language plpgsql as $$
begin
    perform pg_notify('volunteer_changed', new.id::text);
    return null;
end $$;
create trigger tell after update on people.person for each row
    when ((old.postcode, old.gender, old.languages) is distinct from (new.postcode, new.gender, new.languages))
    execute function people.tell_person();

create function people.tell_consent() returns trigger language plpgsql as $$
begin
    perform pg_notify('volunteer_changed', new.person::text);
    return null;
end $$;
create trigger tell after insert or update on people.consent for each row
    when (new.purpose = 'BE_CALLED_ON_BY_OTHERS')
    execute function people.tell_consent();
