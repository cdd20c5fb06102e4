package nl.samenspel.access;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What an organisation lets someone outside see of a person: to whom, for what, on which consent. Law 7.
@Service
public class Shares {

    private final JdbcClient db;
    private final Clock clock;

    Shares(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// Shows a person's record to another person, until withdrawn.
    ///
    /// @param consent the recorded consent it rests on
    @Transactional
    public void showPerson(OrganisationId from, PersonId subject, PersonId to, String purpose, @Nullable UUID consent) {
        db.sql("""
                insert into access.share (id, what, subject, from_organisation, to_person, purpose, consent, given_at)
                values (:id, 'PERSON', :subject, :from, :to, :purpose, :consent, :now)
                """)
                .param("id", UUID.randomUUID())
                .param("subject", subject.value())
                .param("from", from.value())
                .param("to", to.value())
                .param("purpose", purpose)
                .param("consent", consent, Types.OTHER)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /// Somebody's record, shown to somebody else, on a consent.
    public record Shown(PersonId subject, PersonId to, UUID consent) {}

    /// As [#showPerson], many at once.
    @Transactional
    public void showPersons(OrganisationId from, String purpose, List<Shown> shown) {
        db.sql("""
                insert into access.share (id, what, subject, from_organisation, to_person, purpose, consent, given_at)
                select gen_random_uuid(), 'PERSON', subject, :from, to_person, :purpose, consent, :now
                from unnest(:subjects, :to, :consents) as t (subject, to_person, consent)
                """)
                .param("from", from.value())
                .param("purpose", purpose)
                .param("now", Timestamp.from(clock.instant()))
                .param(
                        "subjects",
                        shown.stream().map(one -> one.subject().value()).toArray(UUID[]::new))
                .param("to", shown.stream().map(one -> one.to().value()).toArray(UUID[]::new))
                .param("consents", shown.stream().map(Shown::consent).toArray(UUID[]::new))
                .update();
    }

    /// Takes away again what was shown by consents that came in with a list, which is being undone;
    /// the database lets nothing else go.
    @Transactional
    public void removeAll(Collection<UUID> consents) {
        db.sql("delete from access.share where consent = any (:consents)")
                .param("consents", consents.toArray(UUID[]::new))
                .update();
    }

    /// Shows a request to another organisation, until withdrawn. Done at the desk whose request it is.
    @Transactional
    public void showRequest(
            OrganisationId from, UUID request, OrganisationId to, String purpose, @Nullable UUID consent) {
        show("REQUEST", from, request, to, purpose, consent);
    }

    /// Shows a person's record to another organisation, until withdrawn.
    @Transactional
    public void showPerson(
            OrganisationId from, PersonId subject, OrganisationId to, String purpose, @Nullable UUID consent) {
        show("PERSON", from, subject.value(), to, purpose, consent);
    }

    private void show(
            String what, OrganisationId from, UUID subject, OrganisationId to, String purpose, @Nullable UUID consent) {
        db.sql("""
                insert into access.share
                    (id, what, subject, from_organisation, to_organisation, purpose, consent, given_at)
                values (:id, :what, :subject, :from, :to, :purpose, :consent, :now)
                """)
                .param("id", UUID.randomUUID())
                .param("what", what)
                .param("subject", subject)
                .param("from", from.value())
                .param("to", to.value())
                .param("purpose", purpose)
                .param("consent", consent, Types.OTHER)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /// Takes back what was shown of this request or person to another organisation. The next look finds nothing.
    @Transactional
    public void hide(UUID subject, OrganisationId from) {
        db.sql("""
                update access.share set withdrawn_at = :now
                where subject = :subject and to_organisation = :from and withdrawn_at is null
                """)
                .param("subject", subject)
                .param("from", from.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /// Takes back everything that rests on a consent, in the transaction in which that is withdrawn.
    @Transactional
    public void withdrawAllOn(UUID consent) {
        db.sql("update access.share set withdrawn_at = :now where consent = :consent and withdrawn_at is null")
                .param("consent", consent)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /// The consents on which something is shared today, for laws that are examined on a whole database.
    ///
    /// @param database as the jobs' role, which sees all rows
    public static Map<UUID, UUID> listConsents(JdbcClient database) {
        return database
                .sql("""
                        select id, consent from access.share
                        where consent is not null and withdrawn_at is null
                          and (until_day is null or until_day >= current_date)
                        """)
                .query((rs, _) -> Map.entry(rs.getObject("id", UUID.class), rs.getObject("consent", UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Takes back what was shown of a person to another person. The next look finds nothing.
    @Transactional
    public void hidePerson(PersonId subject, PersonId from) {
        db.sql("""
                update access.share set withdrawn_at = :now
                where what = 'PERSON' and subject = :subject and to_person = :from and withdrawn_at is null
                """)
                .param("subject", subject.value())
                .param("from", from.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
