package nl.samenspel.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import nl.samenspel.audit.SealedLog.Wrong;
import nl.samenspel.audit.SealedLog.Wrong.What;
import nl.samenspel.database.Database;
import nl.samenspel.database.DatabaseRole;
import nl.samenspel.database.TestDatabase;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The sealed log of looks, and what whoever rules the database may try with it.
@NullUnmarked
class SealedLogTest {

    private static final int ATTACKS = 1_000;
    private static final String KEY = "0f".repeat(32);
    private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");

    private final Random random = new Random(7513);

    @TempDir
    Path folder;

    Database database;
    JdbcClient superuser;
    UUID one;
    UUID other;
    Instant now;

    @BeforeEach
    void two_organisations_with_lines_sealed_in_rounds() {
        database = TestDatabase.fresh();
        superuser = JdbcClient.create(TestDatabase.asSuperuser(database));
        one = new UUID(1, random.nextLong());
        other = new UUID(2, random.nextLong());
        now = BEGIN;
        for (var round = 0; round < 4; round++) {
            for (var event = 0; event < 5; event++) {
                write(one, 1 + random.nextInt(3));
                write(other, 1);
            }
            log().seal();
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void what_was_not_touched_is_found_to_be_as_it_was_written() {
        assertThat(log().verify()).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.wrong()).isNull();
            assertThat(finding.sealed()).isGreaterThanOrEqualTo(20);
            assertThat(finding.checkpointed()).isEqualTo(finding.sealed());
            assertThat(finding.open()).isZero();
        });
    }

    /// What one can do to a table, and how its first bad row is told. None is given to the organisation beside it.
    private enum Attack {
        CHANGE_EVENT,
        CHANGE_LINE,
        DELETE_LINE,
        DELETE_EVENT,
        DELETE_EVENT_AND_LINES,
        PUT_IN_BETWEEN,
        SWAP,
        SWAP_SEALS,
        COPY_A_SEAL,
        TRUNCATE,
        UNSEAL_THE_END,
        EVERYTHING,
        SEAL_AGAIN_WITH_ANOTHER_KEY,
        PUT_IN_THE_PAST
    }

    @Test
    void a_thousand_attacks_are_all_found_at_their_first_bad_row() throws SQLException {
        Map<Attack, Integer> tried = new EnumMap<>(Attack.class);
        var missed = new ArrayList<String>();
        try (var connection = TestDatabase.asSuperuser(database).getConnection()) {
            connection.setAutoCommit(false);
            for (var i = 0; i < ATTACKS; i++) {
                var attack = Attack.values()[i % Attack.values().length];
                var expected = attack(attack, connection);
                var found = verify(connection);
                if (found.size() != 1 || found.getFirst().nth() != expected) {
                    missed.add("%s, first bad row %d: found %s".formatted(attack, expected, found));
                }
                connection.rollback();
                tried.merge(attack, 1, Integer::sum);
            }
        }
        System.out.printf("Attacks on the log: %d tried, %d missed %s%n", ATTACKS, missed.size(), tried);
        assertThat(missed).isEmpty();
        assertThat(log().verify()).as("undone").allMatch(finding -> finding.wrong() == null);
    }

    /// Does it, and tells which line is the first bad one.
    private long attack(Attack attack, Connection connection) {
        var db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        db.sql("set local session_replication_role = replica").update();
        var last = db.sql("select max(nth) from audit.subject where organisation = :one")
                .param("one", one)
                .query(Long.class)
                .single();
        var at = 1 + random.nextLong(last);
        var event = db.sql("select event from audit.subject where organisation = :one and nth = :at")
                .param("one", one)
                .param("at", at)
                .query(UUID.class)
                .single();
        var firstOfEvent = db.sql("select min(nth) from audit.subject where event = :event")
                .param("event", event)
                .query(Long.class)
                .single();
        return switch (attack) {
            case CHANGE_EVENT -> {
                var change = List.of(
                        "who = 'Iemand anders'",
                        "role = 'ADMINISTRATOR'",
                        "handler = 'Elsewhere.show'",
                        "purpose = 'API'",
                        "at = at + interval '1 microsecond'",
                        "organisation = null",
                        "account = gen_random_uuid()");
                update(
                        db,
                        "update audit.event set " + change.get(random.nextInt(change.size())) + " where id = :event",
                        event);
                yield firstOfEvent;
            }
            case CHANGE_LINE -> {
                var change = List.of(
                        "person = gen_random_uuid()",
                        "relation = 'SHARED'",
                        "account = gen_random_uuid()",
                        "at = at - interval '1 day'");
                db.sql("update audit.subject set " + change.get(random.nextInt(change.size()))
                                + " where organisation = :one and nth = :at")
                        .param("one", one)
                        .param("at", at)
                        .update();
                yield at;
            }
            case DELETE_LINE -> {
                db.sql("delete from audit.subject where organisation = :one and nth = :at")
                        .param("one", one)
                        .param("at", at)
                        .update();
                yield at;
            }
            case DELETE_EVENT -> {
                update(db, "delete from audit.event where id = :event", event);
                yield firstOfEvent;
            }
            case DELETE_EVENT_AND_LINES -> {
                update(db, "delete from audit.subject where event = :event", event);
                update(db, "delete from audit.event where id = :event", event);
                yield firstOfEvent;
            }
            case PUT_IN_BETWEEN -> {
                shift(db, at);
                db.sql("""
                        insert into audit.subject (event, account, person, organisation, relation, at, nth, seal)
                        select event, account, gen_random_uuid(), organisation, relation, at, :at, seal
                        from audit.subject where organisation = :one and nth = :next
                        """)
                        .param("one", one)
                        .param("at", at)
                        .param("next", at + 1)
                        .update();
                yield at;
            }
            case SWAP -> {
                var with = 1 + (at % last);
                swap(db, at, with, "nth");
                yield Math.min(at, with);
            }
            case SWAP_SEALS -> {
                var with = 1 + (at % last);
                db.sql("""
                        update audit.subject s set seal = o.seal from audit.subject o
                        where s.organisation = :one and o.organisation = :one
                          and ((s.nth = :a and o.nth = :b) or (s.nth = :b and o.nth = :a))
                        """).param("one", one).param("a", at).param("b", with).update();
                yield Math.min(at, with);
            }
            case COPY_A_SEAL -> {
                db.sql("""
                        update audit.subject set seal = (select seal from audit.subject where organisation = :other and nth = 1)
                        where organisation = :one and nth = :at
                        """)
                        .param("one", one)
                        .param("other", other)
                        .param("at", at)
                        .update();
                yield at;
            }
            case TRUNCATE -> {
                db.sql("delete from audit.subject where organisation = :one and nth >= :at")
                        .param("one", one)
                        .param("at", at)
                        .update();
                yield at;
            }
            case UNSEAL_THE_END -> {
                db.sql("update audit.subject set nth = null, seal = null where organisation = :one and nth >= :at")
                        .param("one", one)
                        .param("at", at)
                        .update();
                yield at;
            }
            case EVERYTHING -> {
                db.sql("delete from audit.subject where organisation = :one")
                        .param("one", one)
                        .update();
                yield 1;
            }
            case SEAL_AGAIN_WITH_ANOTHER_KEY -> {
                update(db, "update audit.event set who = 'Iemand anders' where id = :event", event);
                resealFrom(db, firstOfEvent);
                yield firstOfEvent;
            }
            case PUT_IN_THE_PAST -> {
                write(db, one, 1, BEGIN.minus(Duration.ofDays(1 + random.nextInt(300))));
                yield last + 1;
            }
        };
    }

    private static void update(JdbcClient db, String statement, UUID event) {
        db.sql(statement).param("event", event).update();
    }

    /// Makes room for a line.
    private void shift(JdbcClient db, long from) {
        db.sql("update audit.subject set nth = nth + 1000000 where organisation = :one and nth >= :from")
                .param("one", one)
                .param("from", from)
                .update();
        db.sql("update audit.subject set nth = nth - 999999 where organisation = :one and nth > 1000000")
                .param("one", one)
                .update();
    }

    private void swap(JdbcClient db, long a, long b, String column) {
        for (var move : List.of(new long[] {a, 9_999_999}, new long[] {b, a}, new long[] {9_999_999, b})) {
            db.sql("update audit.subject set " + column + " = :to where organisation = :one and nth = :from")
                    .param("one", one)
                    .param("to", move[1])
                    .param("from", move[0])
                    .update();
        }
    }

    /// As the program seals, by somebody who has everything but the key.
    private void resealFrom(JdbcClient db, long from) {
        var chain = new Chain("another key, of thirty-two bytes!".getBytes(StandardCharsets.UTF_8));
        var before = from == 1
                ? ""
                : db.sql("select encode(seal, 'hex') from audit.subject where organisation = :one and nth = :nth")
                        .param("one", one)
                        .param("nth", from - 1)
                        .query(String.class)
                        .single();
        for (var line : db.sql(Chain.LINES + "where s.organisation = :one and s.nth >= :from order by s.nth")
                .param("one", one)
                .param("from", from)
                .query(Chain::read)
                .list()) {
            before = chain.seal(before, line.nth(), line);
            db.sql("update audit.subject set seal = decode(:seal, 'hex') where organisation = :one and nth = :nth")
                    .param("seal", before)
                    .param("one", one)
                    .param("nth", line.nth())
                    .update();
        }
    }

    private List<Wrong> verify(Connection connection) {
        var chain = new Chain(HexFormat.of().parseHex(KEY));
        return SealedLog.verify(
                        JdbcClient.create(new SingleConnectionDataSource(connection, true)),
                        chain,
                        new Checkpoints(folder, chain),
                        now)
                .stream()
                .map(SealedLog.Finding::wrong)
                .filter(wrong -> wrong != null)
                .toList();
    }

    @Test
    void lines_replaced_after_a_checkpoint_by_somebody_with_the_key_are_found_by_the_checkpoint() {
        var lineUnderFirst = kept(one).good().getFirst().nth();
        superuser
                .sql(
                        "update audit.event set who = 'x' where id = (select event from audit.subject where organisation = :one and nth = 1)")
                .param("one", one)
                .update();
        superuser
                .sql("update audit.subject set nth = null, seal = null where organisation = :one")
                .param("one", one)
                .update();
        // sealed again with the right key, past the guard that the program itself has
        var elsewhere = new SealedLog(
                JdbcClient.create(TestDatabase.as(DatabaseRole.JOBS, database)),
                transactions(),
                Clock.fixed(now, ZoneOffset.UTC),
                null,
                KEY,
                "",
                "",
                folder.resolve("elsewhere").toString(),
                false);
        elsewhere.seal();
        assertThat(wrongAt(one)).isEqualTo(What.OTHER_THAN_CHECKPOINT);
        assertThat(log().verify().getFirst().wrong().nth()).isEqualTo(lineUnderFirst);
    }

    @Test
    void a_checkpoint_that_was_changed_is_found() throws Exception {
        var file = folder.resolve(one + ".txt");
        var lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove(1);
        Files.write(file, lines);
        assertThat(wrongAt(one)).isEqualTo(What.CHECKPOINT_CHANGED);
    }

    @Test
    void a_log_that_became_shorter_is_not_sealed_on() {
        superuser
                .sql("delete from audit.subject where organisation = :one and nth > 5")
                .param("one", one)
                .update();
        write(one, 1);
        assertThat(log().seal()).isZero();
        assertThat(log().verify().getFirst().wrong()).isEqualTo(new Wrong(6, null, null, What.GONE));
    }

    /// What comes after a clock that was wrong for a while can be proven as before; a line from the past is found
    /// still.
    @Test
    void where_the_clock_was_set_back_the_log_is_as_it_was_written() {
        now = now.plus(Duration.ofDays(1));
        write(one, 2);
        log().seal();
        now = now.minus(Duration.ofDays(1));
        write(one, 2);
        assertThat(finding(one).wrong()).isNull();
        log().seal();
        write(one, 1);
        log().seal();
        assertThat(finding(one).wrong()).isNull();
        assertThat(finding(one).open()).isZero();

        write(superuser, one, 1, now.minus(Duration.ofHours(2)));
        log().seal();
        assertThat(wrongAt(one)).isEqualTo(What.ADDED_LATER);
    }

    @Test
    void the_open_window_is_counted() {
        write(one, 3);
        var finding = log().verify().getFirst();
        assertThat(finding.wrong()).isNull();
        assertThat(finding.open()).isEqualTo(3);
        log().seal();
        assertThat(log().verify().getFirst().open()).isZero();
    }

    @Test
    void the_web_only_adds_and_nobody_changes_what_is_sealed() {
        var app = JdbcClient.create(TestDatabase.as(DatabaseRole.APP, database));
        for (var table : List.of("audit.event", "audit.subject", "audit.emergency")) {
            assertThatThrownBy(() -> app.sql("delete from " + table).update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> app.sql("update " + table + " set account = account")
                            .update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> app.sql("truncate " + table + " cascade").update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        var jobs = JdbcClient.create(TestDatabase.as(DatabaseRole.JOBS, database));
        assertThat(jobs.sql("update audit.subject set nth = nth + 1000, seal = seal")
                        .update())
                .isZero();
        assertThatThrownBy(() ->
                        jobs.sql("update audit.subject set person = person").update())
                .rootCause()
                .hasMessageContaining("permission denied");
        for (var table : List.of("audit.subject", "audit.event", "audit.emergency")) {
            assertThat(jobs.sql("delete from " + table).update())
                    .as("nothing of five years ago: nothing of %s to delete", table)
                    .isZero();
        }
    }

    @Test
    void with_another_key_it_is_neither_verified_nor_sealed_on() {
        var another = log("ab".repeat(32), false);
        assertThatThrownBy(another::verify).hasMessageContaining("another key");
        write(one, 2);
        assertThat(another.seal()).isZero();
        assertThat(log().seal()).isEqualTo(2);
        assertThat(log().verify()).allMatch(finding -> finding.wrong() == null);
    }

    @Test
    void the_key_of_the_log_follows_from_that_of_the_installation_unless_there_is_one_of_before(@TempDir Path data)
            throws Exception {
        Files.createDirectories(data.resolve("audit"));
        Files.writeString(data.resolve("audit/key"), KEY);
        assertThat(ofInstallation("one key, as long as it has to be", data).verify())
                .hasSize(2)
                .allMatch(finding -> finding.wrong() == null);

        Files.delete(data.resolve("audit/key"));
        assertThatThrownBy(() ->
                        ofInstallation("one key, as long as it has to be", data).verify())
                .hasMessageContaining("another key");

        superuser.sql("truncate audit.subject, audit.event cascade").update();
        folder = data.resolve("audit/checkpoints");
        write(one, 3);
        assertThat(ofInstallation("one key, as long as it has to be", data).seal())
                .isEqualTo(3);
        assertThat(ofInstallation("one key, as long as it has to be", data).verify())
                .singleElement()
                .matches(finding -> finding.wrong() == null);
        assertThatThrownBy(() -> ofInstallation("another key, as long as it has to be", data)
                        .verify())
                .hasMessageContaining("another key");
    }

    private SealedLog ofInstallation(String key, Path data) {
        return new SealedLog(
                JdbcClient.create(TestDatabase.as(DatabaseRole.JOBS, database)),
                transactions(),
                Clock.fixed(now, ZoneOffset.UTC),
                TestDatabase.key(key),
                "",
                data.toString(),
                data.toString(),
                folder.toString(),
                false);
    }

    @Test
    void after_a_key_that_was_lost_a_chain_goes_on_with_another() {
        var sealed = log().verify().getFirst().sealed();
        write(one, 2);
        write(other, 1);
        assertThat(log("ab".repeat(32), true).seal()).isEqualTo(3);
        assertThat(log("ab".repeat(32), false).verify()).hasSize(2).allMatch(finding -> finding.wrong() == null);
        assertThat(log("ab".repeat(32), false).verify().getFirst().letGo()).isEqualTo(sealed);
        assertThatThrownBy(() -> log().verify()).hasMessageContaining("another key");
    }

    // --- letting go ---

    /// Five years and more before today: sooner the database lets nobody delete.
    private Instant writeLongAgo(int events) {
        return writeLongAgo(events, events);
    }

    private Instant writeLongAgo(int events, int lately) {
        superuser.sql("truncate audit.subject, audit.event cascade").update();
        one = new UUID(1, random.nextLong());
        other = new UUID(2, random.nextLong());
        now = Instant.now().minus(Duration.ofDays(6 * 366));
        for (var i = 0; i < events; i++) {
            write(one, 1 + random.nextInt(3));
            write(other, 1);
        }
        log().seal();
        var end = now.plusSeconds(1);
        now = Instant.now().minus(Duration.ofDays(1));
        for (var i = 0; i < lately; i++) {
            write(one, 1 + random.nextInt(3));
            write(other, 1);
        }
        log().seal();
        return end;
    }

    @Test
    void what_has_had_its_time_goes_from_the_front_and_the_rest_is_proven_as_before() {
        var end = writeLongAgo(10);
        var before = finding(one);

        var gone = log().letGo(end);

        var after = finding(one);
        assertThat(gone).isEqualTo(after.letGo() + finding(other).letGo()).isGreaterThanOrEqualTo(20);
        assertThat(after.wrong()).isNull();
        assertThat(after.sealed()).isEqualTo(before.sealed() - after.letGo()).isGreaterThanOrEqualTo(10);
        assertThat(after.checkpointed()).isEqualTo(after.sealed());
        assertThat(superuser
                        .sql("select count(*) from audit.event where at < :end")
                        .param("end", Timestamp.from(end))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(log().letGo(end)).as("once").isZero();

        write(one, 2);
        log().seal();
        assertThat(finding(one).wrong()).isNull();
        assertThat(finding(one).sealed()).isEqualTo(after.sealed() + 2);
    }

    @Test
    void a_chain_of_which_everything_went_goes_on_where_it_was() {
        var end = writeLongAgo(3, 0);
        var last = finding(one).sealed();
        log().letGo(end);
        assertThat(finding(one).letGo()).isEqualTo(last);
        assertThat(finding(one).sealed()).isZero();
        assertThat(finding(one).wrong()).isNull();

        write(one, 2);

        assertThat(log().seal()).isEqualTo(2);
        assertThat(finding(one).wrong()).isNull();
        assertThat(finding(one).sealed()).isEqualTo(2);
    }

    @Test
    void nobody_but_the_program_can_say_where_a_chain_begins() throws Exception {
        var end = writeLongAgo(10);
        log().letGo(end);
        var letGo = finding(one).letGo();
        var next = letGo + 1;

        // more taken off the front than the checkpoints say
        superuser
                .sql("delete from audit.subject where organisation = :one and nth <= :nth")
                .param("one", one)
                .param("nth", next)
                .update();
        assertThat(finding(one).wrong()).isEqualTo(new Wrong(next, null, null, What.GONE));

        // and a line with another place put into the file
        var file = folder.resolve(one + ".txt");
        var seal = superuser
                .sql("select encode(seal, 'hex') from audit.subject where organisation = :one and nth = :nth")
                .param("one", one)
                .param("nth", next + 1)
                .query(String.class)
                .single();
        Files.writeString(
                file,
                "%d %s %s begins %s%n".formatted(next + 1, seal, now, "00".repeat(32)),
                java.nio.file.StandardOpenOption.APPEND);
        assertThat(finding(one).wrong()).isNotNull();
        assertThat(log().letGo(Instant.now()))
                .as("a log that is not as it was written lets go of nothing")
                .isZero();
    }

    @Test
    void what_was_changed_is_not_let_go() {
        var end = writeLongAgo(5);
        superuser
                .sql(
                        "update audit.event set who = 'x' where id = (select event from audit.subject where organisation = :one and nth = 3)")
                .param("one", one)
                .update();

        log().letGo(end);

        assertThat(finding(one).letGo()).isZero();
        assertThat(finding(one).wrong()).isNotNull();
        assertThat(finding(other).letGo()).isEqualTo(5);
    }

    @Test
    void a_restored_backup_with_lines_that_went_is_let_go_again() {
        var end = writeLongAgo(4);
        superuser.sql("create table old_event as table audit.event").update();
        superuser.sql("create table old_subject as table audit.subject").update();
        log().letGo(end);
        superuser
                .sql("insert into audit.event select * from old_event on conflict do nothing")
                .update();
        superuser
                .sql("insert into audit.subject select * from old_subject on conflict do nothing")
                .update();

        assertThat(finding(one).wrong()).isNull();
        assertThat(log().letGo(end)).isGreaterThanOrEqualTo(8);
        assertThat(finding(one).wrong()).isNull();
    }

    /// The guard is the database's own: the program cannot let go sooner, whatever it asks.
    @Test
    void nothing_younger_than_five_years_goes() {
        writeLongAgo(2);
        var jobs = JdbcClient.create(TestDatabase.as(DatabaseRole.JOBS, database));
        var young = "event in (select id from audit.event where at > now() - interval '5 years')";
        assertThat(jobs.sql("delete from audit.subject where " + young).update())
                .isZero();
        assertThat(superuser
                        .sql("select count(*) from audit.subject where " + young)
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    private SealedLog.Finding finding(UUID organisation) {
        return log().verify().stream()
                .filter(finding -> finding.organisation().equals(organisation))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_last_place_is_known_without_reading_all_checkpoints() {
        var checkpoints = new Checkpoints(folder, new Chain(HexFormat.of().parseHex(KEY)));
        assertThat(checkpoints.reached(one)).isEqualTo(kept(one).reached());
        assertThat(checkpoints.reached(new UUID(9, 9))).isZero();
        var many = new UUID(5, 5);
        for (var nth = 1; nth <= 40; nth++) {
            checkpoints.add(many, nth, "ab".repeat(32), now);
            assertThat(checkpoints.reached(many))
                    .isEqualTo(nth)
                    .isEqualTo(kept(many).reached());
        }
        checkpoints.begin(many, new Checkpoints.Anchor(12, "ab".repeat(32)), now);
        assertThat(checkpoints.reached(many)).isEqualTo(40);
        assertThat(kept(many).anchor().nth()).isEqualTo(12);
    }

    private What wrongAt(UUID organisation) {
        return log().verify().stream()
                .filter(finding -> finding.organisation().equals(organisation))
                .map(finding -> finding.wrong().what())
                .findFirst()
                .orElseThrow();
    }

    private Checkpoints.Kept kept(UUID organisation) {
        return new Checkpoints(folder, new Chain(HexFormat.of().parseHex(KEY))).of(organisation);
    }

    private TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(TestDatabase.as(DatabaseRole.JOBS, database)));
    }

    private SealedLog log() {
        return log(KEY, false);
    }

    private SealedLog log(String key, boolean keyLost) {
        var jobs = TestDatabase.as(DatabaseRole.JOBS, database);
        return new SealedLog(
                JdbcClient.create(jobs),
                new TransactionTemplate(new JdbcTransactionManager(jobs)),
                Clock.fixed(now, ZoneOffset.UTC),
                null,
                key,
                "",
                "",
                folder.toString(),
                keyLost);
    }

    private void write(UUID organisation, int persons) {
        now = now.plusSeconds(20);
        write(superuser, organisation, persons, now);
    }

    private void write(JdbcClient db, UUID organisation, int persons, Instant at) {
        var event = new UUID(random.nextLong(), random.nextLong());
        var account = new UUID(3, random.nextLong());
        db.sql("""
                insert into audit.event (id, at, account, who, role, organisation, handler, purpose)
                values (:event, :at, :account, 'Marja', 'COORDINATOR', :organisation, 'DeskPages.show', 'REQUEST')
                """)
                .param("event", event)
                .param("at", Timestamp.from(at))
                .param("account", account)
                .param("organisation", organisation)
                .update();
        for (var i = 0; i < persons; i++) {
            db.sql("""
                    insert into audit.subject (event, account, person, organisation, relation, at)
                    values (:event, :account, :person, :organisation, 'STAFF', :at)
                    """)
                    .param("event", event)
                    .param("at", Timestamp.from(at))
                    .param("account", account)
                    .param("person", new UUID(4, random.nextLong()))
                    .param("organisation", organisation)
                    .update();
        }
    }
}
