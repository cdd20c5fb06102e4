package nl.samenspel.people;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What people agreed to (_toestemming_): who, for what, given how and by whom, and whether it still stands.
@Service
public class Consents {

    private final JdbcClient db;
    private final Clock clock;

    Consents(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// What a consent is for. Each has a message `people.consent.<NAME>` with the text that was agreed to.
    public enum Purpose {
        /// My name and how to reach me go to the volunteer of this match.
        SHARE_FOR_MATCH,
        /// My request goes to this other organisation.
        SHARE_WITH_ORGANISATION,
        /// Other organisations may ask me too.
        BE_CALLED_ON_BY_OTHERS
    }

    /// Records a consent.
    ///
    /// @param subject the match, request or organisation it is about
    /// @param givenBy the person, or who represents them by law
    /// @param byPhone told to a coordinator, who records it; otherwise given on the screen by themselves
    @Transactional
    public UUID give(
            OrganisationId organisation,
            PersonId person,
            Purpose purpose,
            @Nullable UUID subject,
            PersonId givenBy,
            boolean byPhone) {
        var id = UUID.randomUUID();
        db.sql("""
                insert into people.consent
                    (id, organisation, person, purpose, subject, given_by, recorded_by, by_phone, given_at)
                values (:id, :organisation, :person, :purpose, :subject, :givenBy, :recordedBy, :byPhone, :now)
                """)
                .param("id", id)
                .param("organisation", organisation.value())
                .param("person", person.value())
                .param("purpose", purpose.name())
                .param("subject", subject, Types.OTHER)
                .param("givenBy", givenBy.value())
                .param("recordedBy", Viewer.current().me().value())
                .param("byPhone", byPhone)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    /// The consent for this that stands today.
    @Transactional(readOnly = true)
    public Optional<UUID> findStanding(PersonId person, Purpose purpose, @Nullable UUID subject) {
        return db.sql("""
                select id from people.consent
                where person = :person and purpose = :purpose and subject is not distinct from :subject
                  and withdrawn_at is null
                order by given_at desc limit 1
                """)
                .param("person", person.value())
                .param("purpose", purpose.name())
                .param("subject", subject, Types.OTHER)
                .query((rs, _) -> rs.getObject("id", UUID.class))
                .optional();
    }

    @Transactional
    public void withdraw(UUID consent) {
        db.sql("update people.consent set withdrawn_at = :now where id = :id and withdrawn_at is null")
                .param("id", consent)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
