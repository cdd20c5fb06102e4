package nl.samenspel.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.audit.Chain.Line;
import nl.samenspel.audit.Checkpoints.Anchor;
import nl.samenspel.database.CannotStart;
import nl.samenspel.database.InstallationKey;
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
///
/// What has had its time is let go from the front of a chain, after it was verified; the checkpoints then say from
/// where
/// the chain goes on, so that the rest is proven as before.
@Service
public class SealedLog {

    /// Between two rounds of sealing: how long the window is open.
    public static final Duration EVERY = Duration.ofSeconds(10);

    /// A line may come in this much later than the moment it tells of: a transaction that takes long.
    static final Duration LATE_AT_MOST = Duration.ofHours(1);

    /// A line may say another moment than its event by this much: a program from before lets the database say it.
    private static final Duration APART_AT_MOST = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(SealedLog.class);
    private static final int AT_ONCE = 2_000;
    private static final int KEY_BYTES = 32;

    private final JdbcClient jobs;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final InstallationKey installation;
    private final String key;
    private final String data;
    private final String shared;
    private final String checkpoints;
    private final boolean keyLost;

    SealedLog(
            @Qualifier("jobs") JdbcClient jobs,
            @Qualifier("jobs") TransactionTemplate transaction,
            Clock clock,
            InstallationKey installation,
            @Value("${samenspel.audit.key:}") String key,
            @Value("${samenspel.data:}") String data,
            @Value("${samenspel.shared:${samenspel.data:}}") String shared,
            @Value("${samenspel.audit.checkpoints:}") String checkpoints,
            @Value("${samenspel.key-lost:false}") boolean keyLost) {
        this.jobs = jobs;
        this.transaction = transaction;
        this.clock = clock;
        this.installation = installation;
        this.key = key.strip();
        this.data = data;
        this.shared = shared;
        this.checkpoints = checkpoints;
        this.keyLost = keyLost;
    }

    /// What was found of an organisation's chain.
    ///
    /// @param letGo lines that had had their time and went; the others follow on them
    /// @param sealed lines in the chain
    /// @param checkpointed how many of them the last checkpoint vouches for
    /// @param lastCheckpoint when that was, if ever
    /// @param open lines that no checkpoint vouches for yet: the open window
    /// @param wrong what is wrong, the first bad row; empty when all is as it was written
    public record Finding(
            UUID organisation,
            long letGo,
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
        var chain = new Chain(key());
        var kept = new Checkpoints(checkpoints(), chain);
        var sealed = 0;
        for (var organisation : jobs.sql("select distinct organisation from audit.subject where nth is null")
                .query((rs, _) -> rs.getObject(1, UUID.class))
                .list()) {
            if (kept.isOfAnotherKey(organisation) && !beginAnew(organisation, kept)) {
                continue;
            }
            int now;
            do {
                now = Objects.requireNonNull(transaction.execute(_ -> sealSome(organisation, chain, kept)));
                sealed += now;
            } while (now == AT_ONCE);
            transaction.executeWithoutResult(_ -> checkpoint(organisation, kept));
        }
        return sealed;
    }

    /// With another key the chain goes on only when it is known that the old one was lost: what was sealed with it can
    /// then no longer be verified.
    private boolean beginAnew(UUID organisation, Checkpoints kept) {
        if (!keyLost) {
            LOG.error(
                    "The log of looks of organisation {} was sealed with another key, so it is not sealed on. Put the key "
                            + "back from a copy",
                    organisation);
            return false;
        }
        kept.setAside(organisation, clock.instant());
        var head = head(organisation);
        if (head != null) {
            kept.begin(organisation, head, clock.instant());
        }
        return true;
    }

    private int sealSome(UUID organisation, Chain chain, Checkpoints kept) {
        oneAtATime(organisation);
        var head = head(organisation);
        if (head == null) {
            head = kept.of(organisation).anchor();
        }
        var nth = head.nth();
        var before = head.seal();
        if (nth < kept.reached(organisation)) {
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

    /// Also where several machines serve one database.
    private void oneAtATime(UUID organisation) {
        jobs.sql("select 1 from pg_advisory_xact_lock(hashtextextended(:organisation, 7513))")
                .param("organisation", organisation.toString())
                .query(Integer.class)
                .single();
    }

    /// The last sealed line.
    private @Nullable Anchor head(UUID organisation) {
        return jobs.sql("""
                select nth, encode(seal, 'hex') as seal from audit.subject
                where organisation = :organisation and nth is not null order by nth desc limit 1
                """)
                .param("organisation", organisation)
                .query((rs, _) -> new Anchor(rs.getLong("nth"), rs.getString("seal")))
                .optional()
                .orElse(null);
    }

    private void checkpoint(UUID organisation, Checkpoints kept) {
        oneAtATime(organisation);
        var head = head(organisation);
        if (head != null && head.nth() > kept.reached(organisation)) {
            kept.add(organisation, head.nth(), head.seal(), clock.instant());
        }
    }

    // --- letting go ---

    /// Lets go of what tells of moments before this one, at the front of each chain. It is verified first; where it is
    /// not as it was sealed nothing goes. Returns how many lines went.
    public long letGo(Instant before) {
        seal();
        var chain = new Chain(key());
        var kept = new Checkpoints(checkpoints(), chain);
        var gone = 0L;
        for (var organisation : kept.organisations()) {
            gone += Objects.requireNonNull(transaction.execute(_ -> letGo(organisation, before, chain, kept)));
        }
        transaction.executeWithoutResult(_ -> {
            jobs.sql("""
                    delete from audit.event e where e.at < :before
                    and not exists (select from audit.subject s where s.event = e.id)
                    """).param("before", Timestamp.from(before)).update();
            jobs.sql("""
                    delete from audit.emergency m where m.at < :before
                    and not exists (select from audit.event e where e.emergency = m.id)
                    """).param("before", Timestamp.from(before)).update();
        });
        return gone;
    }

    /// How many lines of an organisation tell of moments before this one.
    public long countBefore(OrganisationId organisation, Instant before) {
        return jobs.sql("""
                select count(*) from audit.event e join audit.subject s on s.event = e.id
                where e.at < :before and s.organisation = :organisation
                """)
                .param("before", Timestamp.from(before))
                .param("organisation", organisation.value())
                .query(Long.class)
                .single();
    }

    private long letGo(UUID organisation, Instant before, Chain chain, Checkpoints kept) {
        oneAtATime(organisation);
        var known = kept.of(organisation);
        var walk = new Walk(organisation, chain, known, clock.instant());
        var past = walk.past(jobs, before);
        if (walk.wrong != null || known.wrongLine() > 0) {
            LOG.error(
                    "The log of looks of organisation {} is not as it was written, so nothing of it is let go. Run: "
                            + "./samenspel audit verify",
                    organisation);
            return 0;
        }
        // first what stays behind outside the database, so that what goes was never unaccounted for
        past.ifPresent(anchor -> kept.begin(organisation, anchor, clock.instant()));
        return jobs.sql("""
                delete from audit.subject s using audit.event e
                where e.id = s.event and s.organisation = :organisation and s.nth <= :nth and e.at < :before
                """)
                .param("organisation", organisation)
                .param("nth", past.orElse(known.anchor()).nth())
                .param("before", Timestamp.from(before))
                .update();
    }

    // --- verifying ---

    /// Whether the log is as it was written: a finding for each organisation.
    public List<Finding> verify() {
        var chain = new Chain(key());
        var kept = new Checkpoints(checkpoints(), chain);
        var organisations = kept.organisations();
        if (!organisations.isEmpty() && organisations.stream().allMatch(kept::isOfAnotherKey)) {
            throw new CannotStart("""
                    The log of looks was sealed with another key than the one that is here, so it cannot be verified.                     Put the key back from a copy: SAMENSPEL_AUDIT_KEY or audit/key where there was one, otherwise the                     key of the installation.""");
        }
        return Objects.requireNonNull(transaction.execute(_ -> verify(jobs, chain, kept, clock.instant())));
    }

    static List<Finding> verify(JdbcClient db, Chain chain, Checkpoints kept, Instant now) {
        var organisations = new TreeSet<>(kept.organisations());
        organisations.addAll(db.sql("select distinct organisation from audit.subject")
                .query((rs, _) -> rs.getObject(1, UUID.class))
                .list());
        return organisations.stream()
                .map(organisation -> new Walk(organisation, chain, kept.of(organisation), now).through(db))
                .toList();
    }

    /// Along one chain, from its first line to its last.
    private static final class Walk {

        private final UUID organisation;
        private final Chain chain;
        private final Checkpoints.Kept kept;
        private final Instant now;

        private long nth;
        private String before;
        private Instant latest = Instant.MIN;
        private int nextCheckpoint;
        private @Nullable Wrong wrong;

        Walk(UUID organisation, Chain chain, Checkpoints.Kept kept, Instant now) {
            this.organisation = organisation;
            this.chain = chain;
            this.kept = kept;
            this.now = now;
            this.nth = kept.anchor().nth();
            this.before = kept.anchor().seal();
            while (nextCheckpoint < kept.good().size()
                    && kept.good().get(nextCheckpoint).nth() <= nth) {
                nextCheckpoint++;
            }
        }

        Finding through(JdbcClient db) {
            walk(db, _ -> true);
            if (wrong == null && nth < kept.reached()) {
                wrong = new Wrong(nth + 1, null, null, Wrong.What.GONE);
            }
            if (wrong == null && kept.wrongLine() > 0) {
                wrong = new Wrong(kept.wrongLine(), null, null, Wrong.What.CHECKPOINT_CHANGED);
            }
            if (wrong == null) {
                wrong = neverSealed(db);
            }
            var letGo = kept.anchor().nth();
            return new Finding(
                    organisation,
                    letGo,
                    nth - letGo,
                    Math.max(0, Math.min(nth, kept.reached()) - letGo),
                    kept.good().isEmpty() ? null : kept.good().getLast().at(),
                    Math.max(0, nth - kept.reached()) + countUnsealed(db),
                    wrong);
        }

        /// Past all lines that tell of a moment before this one and are under a checkpoint; empty when there are none,
        /// or when one of them is not as it was sealed.
        Optional<Anchor> past(JdbcClient db, Instant moment) {
            walk(
                    db,
                    line -> line.nth() != null
                            && line.nth() <= kept.reached()
                            && (line.told() == null || line.told().at().isBefore(moment)));
            return wrong == null && nth > kept.anchor().nth() ? Optional.of(new Anchor(nth, before)) : Optional.empty();
        }

        private void walk(JdbcClient db, Predicate<Line> on) {
            try (var lines = db
                    .sql(Chain.LINES + "where s.organisation = :organisation and s.nth > :after order by s.nth")
                    .withFetchSize(AT_ONCE)
                    .param("organisation", organisation)
                    .param("after", kept.anchor().nth())
                    .query(Chain::read)
                    .stream()) {
                for (var all = lines.iterator(); all.hasNext() && wrong == null; ) {
                    var line = all.next();
                    if (!on.test(line)) {
                        return;
                    }
                    step(line);
                }
            }
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
            if (!seal.equals(line.seal())
                    || Duration.between(told.at(), line.at()).abs().compareTo(APART_AT_MOST) > 0) {
                wrong = new Wrong(nth, line.event(), line.person(), Wrong.What.CHANGED);
                return;
            }
            // where the clock was set back, the checkpoint over the line says so too
            var sealedBy = nextCheckpoint < kept.good().size()
                    ? kept.good().get(nextCheckpoint).at()
                    : now;
            latest = sealedBy.isBefore(latest) ? sealedBy : latest;
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
        private @Nullable Wrong neverSealed(JdbcClient db) {
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
        return checkpoints.isBlank() ? audit(shared).resolve("checkpoints") : Path.of(checkpoints);
    }

    private static Path audit(String folder) {
        if (folder.isBlank()) {
            throw new CannotStart("""
                    The log of looks cannot be sealed or verified: there is no data folder. Set SAMENSPEL_DATA, or both \
                    SAMENSPEL_AUDIT_KEY and SAMENSPEL_AUDIT_CHECKPOINTS.""");
        }
        return Path.of(folder).resolve("audit");
    }

    /// The one that was given; or the file of an installation that began before there was a key of the installation;
    /// or one that follows from that.
    private byte[] key() {
        if (!key.isEmpty()) {
            return bytes(key, "SAMENSPEL_AUDIT_KEY");
        }
        var file = data.isBlank() ? null : audit(data).resolve("key");
        if (file == null || Files.notExists(file)) {
            return installation.derived("log of looks");
        }
        try {
            return bytes(Files.readString(file).strip(), file.toString());
        } catch (IOException e) {
            throw new CannotStart("The key %s cannot be read (%s).".formatted(file, e), e);
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
