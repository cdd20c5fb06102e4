package nl.samenspel.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import nl.samenspel.audit.Chain.Line;
import nl.samenspel.database.CannotStart;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Seals the log of looks afterwards, so that writers never wait for it, and tells whether it is as it was written.
///
/// A chain for each organisation ([Chain]); after each round a checkpoint outside the database ([Checkpoints]). What is
/// written and not yet under a checkpoint is the open window: who rules the database can still change that unseen.
@Service
public class SealedLog {

    /// Between two rounds of sealing: how long the window is open.
    public static final Duration EVERY = Duration.ofSeconds(10);

    /// A line may come in this much later than the moment it tells of: a transaction that takes long.
    static final Duration LATE_AT_MOST = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(SealedLog.class);
    private static final int AT_ONCE = 2_000;
    private static final int KEY_BYTES = 32;

    private final JdbcClient jobs;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String key;
    private final String data;
    private final String checkpoints;

    SealedLog(
            @Qualifier("jobs") JdbcClient jobs,
            @Qualifier("jobs") TransactionTemplate transaction,
            Clock clock,
            @Value("${samenspel.audit.key:}") String key,
            @Value("${samenspel.data:}") String data,
            @Value("${samenspel.audit.checkpoints:}") String checkpoints) {
        this.jobs = jobs;
        this.transaction = transaction;
        this.clock = clock;
        this.key = key.strip();
        this.data = data;
        this.checkpoints = checkpoints;
    }

    /// What was found of an organisation's chain.
    ///
    /// @param sealed lines in the chain
    /// @param checkpointed how many of them the last checkpoint vouches for
    /// @param lastCheckpoint when that was, if ever
    /// @param open lines that no checkpoint vouches for yet: the open window
    /// @param wrong what is wrong, the first bad row; empty when all is as it was written
    public record Finding(
            UUID organisation,
            long sealed,
            long checkpointed,
            @Nullable Instant lastCheckpoint,
            long open,
            @Nullable Wrong wrong) {}

    /// The first bad row of a chain.
    ///
    /// @param nth its place in the chain
    /// @param event and `person`, where the row is still there, name it
    public record Wrong(
            long nth, @Nullable UUID event, @Nullable UUID person, What what) {

        /// What is wrong with it.
        public enum What {
            /// The row, or its event, is gone.
            GONE,
            /// It says something else than when it was sealed, or stands elsewhere.
            CHANGED,
            /// It tells of a moment long before the row that stands before it.
            ADDED_LATER,
            /// It was never sealed, long after it was written.
            NEVER_SEALED,
            /// The chain is another than the checkpoint says; the row before was fine at the checkpoint before.
            OTHER_THAN_CHECKPOINT,
            /// A line in the file of checkpoints was changed.
            CHECKPOINT_CHANGED
        }
    }

    // --- sealing ---

    /// Seals what came in since the last round, and adds checkpoints. Returns how many lines it sealed.
    public int seal() {
        var chain = new Chain(key(true));
        var kept = new Checkpoints(checkpoints(), chain);
        var sealed = 0;
        for (var organisation : jobs.sql("select distinct organisation from audit.subject where nth is null")
                .query((rs, _) -> rs.getObject(1, UUID.class))
                .list()) {
            int now;
            do {
                now = Objects.requireNonNull(transaction.execute(_ -> sealSome(organisation, chain, kept)));
                sealed += now;
            } while (now == AT_ONCE);
            checkpoint(organisation, kept);
        }
        return sealed;
    }

    private int sealSome(UUID organisation, Chain chain, Checkpoints kept) {
        // one round at a time, also where several machines serve one database
        jobs.sql("select 1 from pg_advisory_xact_lock(hashtextextended(:organisation, 7513))")
                .param("organisation", organisation.toString())
                .query(Integer.class)
                .single();
        var head = head(organisation);
        var nth = head == null ? 0 : head.nth();
        var before = head == null ? "" : head.seal();
        if (nth < kept.of(organisation).reached()) {
            LOG.error(
                    "The log of looks of organisation {} is shorter than it was. Run: ./samenspel audit verify",
                    organisation);
            return 0;
        }
        List<Line> lines = jobs.sql(Chain.LINES + """
                where s.organisation = :organisation and s.nth is null
                order by e.at, s.event, s.person limit :most
                """)
                .param("organisation", organisation)
                .param("most", AT_ONCE)
                .query(Chain::read)
                .list();
        var places = new Long[lines.size()];
        var seals = new String[lines.size()];
        for (var i = 0; i < lines.size(); i++) {
            nth++;
            before = chain.seal(before, nth, lines.get(i));
            places[i] = nth;
            seals[i] = before;
        }
        if (lines.isEmpty()) {
            return 0;
        }
        jobs.sql("""
                update audit.subject s set nth = sealed.nth, seal = decode(sealed.seal, 'hex')
                from unnest(:events, :persons, :nths, :seals) as sealed (event, person, nth, seal)
                where s.event = sealed.event and s.person = sealed.person
                """)
                .param("events", lines.stream().map(Line::event).toArray(UUID[]::new))
                .param("persons", lines.stream().map(Line::person).toArray(UUID[]::new))
                .param("nths", places)
                .param("seals", seals)
                .update();
        return lines.size();
    }

    private record Head(long nth, String seal) {}

    private @Nullable Head head(UUID organisation) {
        return jobs.sql("""
                select nth, encode(seal, 'hex') as seal from audit.subject
                where organisation = :organisation and nth is not null order by nth desc limit 1
                """)
                .param("organisation", organisation)
                .query((rs, _) -> new Head(rs.getLong("nth"), rs.getString("seal")))
                .optional()
                .orElse(null);
    }

    private void checkpoint(UUID organisation, Checkpoints kept) {
        var head = head(organisation);
        if (head != null && head.nth() > kept.of(organisation).reached()) {
            kept.add(organisation, head.nth(), head.seal(), clock.instant());
        }
    }

    // --- verifying ---

    /// Whether the log is as it was written: a finding for each organisation.
    public List<Finding> verify() {
        var chain = new Chain(key(false));
        var kept = new Checkpoints(checkpoints(), chain);
        return Objects.requireNonNull(transaction.execute(_ -> verify(jobs, chain, kept, clock.instant())));
    }

    static List<Finding> verify(JdbcClient db, Chain chain, Checkpoints kept, Instant now) {
        var organisations = new TreeSet<>(kept.organisations());
        organisations.addAll(db.sql("select distinct organisation from audit.subject")
                .query((rs, _) -> rs.getObject(1, UUID.class))
                .list());
        return organisations.stream()
                .map(organisation -> new Walk(organisation, chain, kept.of(organisation)).through(db, now))
                .toList();
    }

    /// Along one chain, from its first line to its last.
    private static final class Walk {

        private final UUID organisation;
        private final Chain chain;
        private final Checkpoints.Kept kept;

        private long nth;
        private String before = "";
        private Instant latest = Instant.MIN;
        private int nextCheckpoint;
        private @Nullable Wrong wrong;

        Walk(UUID organisation, Chain chain, Checkpoints.Kept kept) {
            this.organisation = organisation;
            this.chain = chain;
            this.kept = kept;
        }

        Finding through(JdbcClient db, Instant now) {
            try (var lines = db
                    .sql(Chain.LINES + "where s.organisation = :organisation and s.nth is not null order by s.nth")
                    .withFetchSize(AT_ONCE)
                    .param("organisation", organisation)
                    .query(Chain::read)
                    .stream()) {
                for (var all = lines.iterator(); all.hasNext() && wrong == null; ) {
                    step(all.next());
                }
            }
            if (wrong == null && nth < kept.reached()) {
                wrong = new Wrong(nth + 1, null, null, Wrong.What.GONE);
            }
            if (wrong == null && kept.wrongLine() > 0) {
                wrong = new Wrong(kept.wrongLine(), null, null, Wrong.What.CHECKPOINT_CHANGED);
            }
            if (wrong == null) {
                wrong = neverSealed(db, now);
            }
            return new Finding(
                    organisation,
                    nth,
                    Math.min(nth, kept.reached()),
                    kept.good().isEmpty() ? null : kept.good().getLast().at(),
                    Math.max(0, nth - kept.reached()) + countUnsealed(db),
                    wrong);
        }

        private void step(Line line) {
            nth++;
            if (!Objects.equals(line.nth(), nth)) {
                wrong = new Wrong(nth, null, null, Wrong.What.GONE);
                return;
            }
            var told = line.told();
            if (told == null) {
                wrong = new Wrong(nth, line.event(), line.person(), Wrong.What.GONE);
                return;
            }
            var seal = chain.seal(before, nth, line);
            if (!seal.equals(line.seal())) {
                wrong = new Wrong(nth, line.event(), line.person(), Wrong.What.CHANGED);
                return;
            }
            if (told.at().isBefore(latest.equals(Instant.MIN) ? latest : latest.minus(LATE_AT_MOST))) {
                wrong = new Wrong(nth, line.event(), line.person(), Wrong.What.ADDED_LATER);
                return;
            }
            latest = told.at().isAfter(latest) ? told.at() : latest;
            before = seal;
            if (nextCheckpoint < kept.good().size()
                    && kept.good().get(nextCheckpoint).nth() == nth) {
                if (!kept.good().get(nextCheckpoint).seal().equals(seal)) {
                    wrong = new Wrong(nth, line.event(), line.person(), Wrong.What.OTHER_THAN_CHECKPOINT);
                }
                nextCheckpoint++;
            }
        }

        /// What should long have been sealed: put in afterwards, or its seal taken off.
        private @Nullable Wrong neverSealed(JdbcClient db, Instant now) {
            if (latest.equals(Instant.MIN)) {
                return null;
            }
            return db.sql("""
                    select s.event, s.person from audit.subject s left join audit.event e on e.id = s.event
                    where s.organisation = :organisation and s.nth is null
                      and (e.at is null or e.at < :then)
                    order by e.at, s.event, s.person limit 1
                    """)
                    .param("organisation", organisation)
                    .param("then", Timestamp.from((latest.isBefore(now) ? latest : now).minus(LATE_AT_MOST)))
                    .query((rs, _) -> new Wrong(
                            nth + 1,
                            rs.getObject("event", UUID.class),
                            rs.getObject("person", UUID.class),
                            Wrong.What.NEVER_SEALED))
                    .optional()
                    .orElse(null);
        }

        private long countUnsealed(JdbcClient db) {
            return db.sql("select count(*) from audit.subject where organisation = :organisation and nth is null")
                    .param("organisation", organisation)
                    .query(Long.class)
                    .single();
        }
    }

    // --- outside the database ---

    private Path checkpoints() {
        return checkpoints.isBlank() ? inData().resolve("checkpoints") : Path.of(checkpoints);
    }

    private Path inData() {
        if (data.isBlank()) {
            throw new CannotStart("""
                    The log of looks cannot be sealed or verified: there is no data folder. Set SAMENSPEL_DATA, or both \
                    SAMENSPEL_AUDIT_KEY and SAMENSPEL_AUDIT_CHECKPOINTS.""");
        }
        return Path.of(data).resolve("audit");
    }

    /// @param make whether to make one where there is none; who only verifies must not
    private byte[] key(boolean make) {
        if (!key.isEmpty()) {
            return bytes(key, "SAMENSPEL_AUDIT_KEY");
        }
        var file = inData().resolve("key");
        try {
            if (Files.notExists(file)) {
                if (!make) {
                    throw new CannotStart(
                            "The key with which the log of looks was sealed is not in %s. Put it back from a copy."
                                    .formatted(file));
                }
                var made = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(made);
                Files.createDirectories(file.getParent());
                var unfinished = file.resolveSibling("key.new");
                Files.deleteIfExists(unfinished);
                Files.createFile(
                        unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(unfinished, HexFormat.of().formatHex(made));
                Files.move(unfinished, file);
            }
            return bytes(Files.readString(file).strip(), file.toString());
        } catch (IOException e) {
            throw new CannotStart("The key %s cannot be read or made (%s).".formatted(file, e), e);
        }
    }

    private static byte[] bytes(String hex, String where) {
        try {
            var bytes = HexFormat.of().parseHex(hex);
            if (bytes.length >= KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new CannotStart("%s must be at least %d hexadecimal digits, made by chance: openssl rand -hex 32"
                .formatted(where, 2 * KEY_BYTES));
    }
}
