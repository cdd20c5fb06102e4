package nl.samenspel.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Emergency access (_noodtoegang_): a coordinator needs the record of somebody of their own organisation whose request
/// is with another branch, now. They say why; it lasts [#LASTS], shows nothing outside the organisation, changes
/// nothing, and the person and the manager always see that it was used, and why.
@Service
public class Emergencies {

    public static final Duration LASTS = Duration.ofHours(1);

    private static final ScopedValue<UUID> OPENED = ScopedValue.newInstance();

    private final JdbcClient db;
    private final Clock clock;

    Emergencies(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// A record that was opened with a reason.
    ///
    /// @param who the name of who opened it
    public record Emergency(UUID id, String who, PersonId person, String reason, Instant at, Instant until) {}

    /// Opens somebody's record. Said twice while it lasts, it is two: each reason stands.
    ///
    /// @param person somebody of the viewer's own organisation
    @Transactional
    public void begin(PersonId person, String reason) {
        var viewer = Viewer.current();
        db.sql("""
                insert into audit.emergency (id, account, who, organisation, person, reason, at, until)
                values (:id, :account, :who, :organisation, :person, :reason, :at, :until)
                """)
                .param("id", UUID.randomUUID())
                .param("account", viewer.me().value())
                .param("who", viewer.name())
                .param("organisation", viewer.myDesk().organisation().value())
                .param("person", person.value())
                .param("reason", reason)
                .param("at", Timestamp.from(clock.instant()))
                .param("until", Timestamp.from(clock.instant().plus(LASTS)))
                .update();
    }

    /// The viewer's own emergency for this person that still lasts; of several the newest.
    @Transactional(readOnly = true)
    public Optional<Emergency> running(PersonId person) {
        return db.sql("""
                select id, who, person, reason, at, until from audit.emergency
                where account = :account and person = :person and until > :now order by at desc limit 1
                """)
                .param("account", Viewer.current().me().value())
                .param("person", person.value())
                .param("now", Timestamp.from(clock.instant()))
                .query(Emergencies::read)
                .optional();
    }

    /// Those of the viewer's organisation, the newest first, for its manager.
    @Transactional(readOnly = true)
    public List<Emergency> listOfOurs(Instant from, Instant until) {
        return db.sql("""
                select id, who, person, reason, at, until from audit.emergency
                where organisation = :organisation and at >= :from and at < :until order by at desc
                """)
                .param("organisation", Viewer.current().myDesk().organisation().value())
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query(Emergencies::read)
                .list();
    }

    /// Reads what the emergency opens; only within. All that is shown of it is logged as such.
    @Transactional
    public <T> T within(Emergency emergency, Supplier<T> reading) {
        db.sql("select set_config('samenspel.emergency', :id, true)")
                .param("id", emergency.id().toString())
                .query(String.class)
                .single();
        return ScopedValue.where(OPENED, emergency.id()).call(reading::get);
    }

    static @Nullable UUID opened() {
        return OPENED.isBound() ? OPENED.get() : null;
    }

    private static Emergency read(ResultSet rs, int rowNumber) throws SQLException {
        return new Emergency(
                rs.getObject("id", UUID.class),
                rs.getString("who"),
                new PersonId(rs.getObject("person", UUID.class)),
                rs.getString("reason"),
                rs.getTimestamp("at").toInstant(),
                rs.getTimestamp("until").toInstant());
    }
}
