package nl.samenspel.people;

import java.util.List;
import java.util.UUID;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A consent that was given and not withdrawn, for the laws of modules that stand on it.
public record StandingConsent(
        UUID id, PersonId person, @Nullable UUID subject) {

    /// All of this purpose, on the database that is examined.
    public static List<StandingConsent> listIn(JdbcClient examined, Consents.Purpose purpose) {
        return examined.sql("""
                select id, person, subject from people.consent where purpose = :purpose and withdrawn_at is null
                """)
                .param("purpose", purpose.name())
                .query((rs, _) -> new StandingConsent(
                        rs.getObject("id", UUID.class),
                        new PersonId(rs.getObject("person", UUID.class)),
                        rs.getObject("subject", UUID.class)))
                .list();
    }
}
