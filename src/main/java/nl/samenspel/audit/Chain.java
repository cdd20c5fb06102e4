package nl.samenspel.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// How lines of the log are chained: the seal of a line is an HMAC-SHA-256, with a key that is not in the database,
/// over
/// the seal before it and all that the line says, its event included.
///
/// Every field goes in with its length before it, so that no two lines give the same bytes.
final class Chain {

    private static final String WHAT = "samenspel look 1";

    private final byte[] key;

    Chain(byte[] key) {
        this.key = key.clone();
    }

    /// A line of the log with all its event says; what is null was not there.
    ///
    /// @param at when it says that the look was; not sealed, since its event says so too
    record Line(
            UUID organisation,
            @Nullable Long nth,
            @Nullable String seal,
            UUID event,
            UUID account,
            UUID person,
            String relation,
            Instant at,
            @Nullable Told told) {}

    /// What the event of a line says.
    record Told(
            Instant at,
            UUID account,
            String who,
            String role,
            @Nullable UUID organisation,
            String handler,
            String purpose,
            @Nullable UUID emergency,
            @Nullable String reason) {}

    /// Lines, with what their event says and why an emergency was opened; the event may be gone.
    static final String LINES = """
            select s.organisation, s.nth, encode(s.seal, 'hex') as seal, s.event, s.account, s.person, s.relation,
                   s.at as looked_at, e.at, e.account as teller, e.who, e.role, e.organisation as works_for,
                   e.handler, e.purpose, e.emergency, m.reason
            from audit.subject s
            left join audit.event e on e.id = s.event
            left join audit.emergency m on m.id = e.emergency
            """;

    static Line read(ResultSet rs, int rowNumber) throws SQLException {
        var nth = rs.getLong("nth");
        var isSealed = !rs.wasNull();
        var at = rs.getTimestamp("at");
        return new Line(
                rs.getObject("organisation", UUID.class),
                isSealed ? nth : null,
                rs.getString("seal"),
                rs.getObject("event", UUID.class),
                rs.getObject("account", UUID.class),
                rs.getObject("person", UUID.class),
                rs.getString("relation"),
                rs.getTimestamp("looked_at").toInstant(),
                at == null
                        ? null
                        : new Told(
                                at.toInstant(),
                                rs.getObject("teller", UUID.class),
                                rs.getString("who"),
                                rs.getString("role"),
                                rs.getObject("works_for", UUID.class),
                                rs.getString("handler"),
                                rs.getString("purpose"),
                                rs.getObject("emergency", UUID.class),
                                rs.getString("reason")));
    }

    /// The seal of this line as the nth of its organisation, in hexadecimal.
    ///
    /// @param before the seal before it; empty for the first
    String seal(String before, long nth, Line line) {
        var bytes = new ByteArrayOutputStream(512);
        try (var out = new DataOutputStream(bytes)) {
            write(out, WHAT);
            write(out, before);
            out.writeLong(nth);
            write(out, line.organisation());
            write(out, line.event());
            write(out, line.account());
            write(out, line.person());
            write(out, line.relation());
            var told = line.told();
            if (told == null) {
                throw new IllegalArgumentException("A line without its event cannot be sealed.");
            }
            // as exact as the database keeps it
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, told.at()));
            write(out, told.account());
            write(out, told.who());
            write(out, told.role());
            write(out, told.organisation());
            write(out, told.handler());
            write(out, told.purpose());
            write(out, told.emergency());
            write(out, told.reason());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mark(bytes.toByteArray());
    }

    /// A mark that nobody makes without the key, in hexadecimal.
    String mark(byte[] of) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(of));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-256.", e);
        }
    }

    private static void write(DataOutputStream out, @Nullable Object field) throws IOException {
        if (field == null) {
            out.writeInt(-1);
            return;
        }
        var bytes = field.toString().getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
