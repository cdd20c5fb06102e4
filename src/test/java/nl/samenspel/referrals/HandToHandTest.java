package nl.samenspel.referrals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.database.DurableServer;
import nl.samenspel.database.Law;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An open request has exactly one holder and a next date, always: whatever several people do at once, and whatever is
/// killed meanwhile. Twenty runs, or two hundred with `-Dlong=true`.
@SamenspelTest
@Import(Network.class)
@NullUnmarked
class HandToHandTest {

    private static final boolean LONG = Boolean.getBoolean("long");
    private static final int RUNS = LONG ? 200 : 20;
    private static final int MILLIS = LONG ? 1_500 : 700;

    @TempDir
    Path folder;

    @Autowired
    Network network;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    List<Law> laws;

    /// A writer in a process of its own, with what it says.
    private static final class Program implements AutoCloseable {

        private final Process process;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        Program(String url) {
            process = Writer.start(url);
            Thread.ofVirtual().start(() -> {
                try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
                    reader.lines().forEach(lines::add);
                } catch (IOException | RuntimeException _) {
                    // it was killed
                } finally {
                    lines.add("gone");
                }
            });
            assertThat(next()).isEqualTo("ready");
        }

        String next() {
            try {
                var line = lines.poll(120, TimeUnit.SECONDS);
                return line == null ? "silent" : line;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void tell(String line) throws IOException {
            process.getOutputStream().write((line + "\n").getBytes(UTF_8));
            process.getOutputStream().flush();
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void an_open_request_has_one_holder_and_a_next_date_whatever_happens_at_once_and_whatever_is_killed()
            throws Exception {
        var kept = new HashMap<String, Integer>();
        var troubles = new ArrayList<String>();
        var chance = new Random(20261126);
        var killedPrograms = 0;
        var killedDatabases = 0;
        try (var server = DurableServer.in(folder)) {
            var program = new Program(server.url());
            try {
                for (var run = 0; run < RUNS; run++) {
                    program.tell(run + " " + MILLIS);
                    var killsProgram = run % 10 == 0 && run > 0;
                    var killsDatabase = run % 10 == 5;
                    if (killsProgram || killsDatabase) {
                        Thread.sleep(100 + chance.nextInt(MILLIS - 200));
                    }
                    if (killsProgram) {
                        program.kill();
                        killedPrograms++;
                    }
                    if (killsDatabase) {
                        server.kill();
                        killedDatabases++;
                    }
                    for (var line = program.next();
                            !line.equals("done") && !line.equals("gone");
                            line = program.next()) {
                        assertThat(line).isNotEqualTo("silent");
                        if (line.startsWith("kept ")) {
                            var words = line.split(" ", -1);
                            kept.merge(words[1], Integer.valueOf(words[2]), Math::max);
                        } else if (!killsDatabase && !killsProgram) {
                            troubles.add(line);
                        }
                    }
                    if (killsProgram) {
                        program = new Program(server.url());
                    }
                    assertThat(broken(server.superuser())).as("run %d", run).isEmpty();
                    assertThat(lost(server.superuser(), kept)).as("run %d", run).isEmpty();
                }
                var figures = server.superuser().sql("""
                        select (select count(*) from requests.help_request) || ' requests, '
                            || (select count(*) from referrals.referral) || ' referrals, '
                            || (select count(*) from referrals.referral where way = 'HAND_OVER' and known_there_as is not null)
                            || ' moved, ' || (select count(*) from requests.event) || ' events'
                        """).query(String.class).single();
                System.out.printf(
                        "From hand to hand: %d runs, %d programs and %d databases killed; %s; %d versions told as saved%n",
                        RUNS, killedPrograms, killedDatabases, figures, kept.size());
                assertThat(server.superuser()
                                .sql("select count(*) from referrals.referral where known_there_as is not null")
                                .query(Integer.class)
                                .single())
                        .as("requests moved at all")
                        .isGreaterThan(RUNS / 2);
            } finally {
                program.close();
            }
        }
        assertThat(troubles).isEmpty();
    }

    /// Everything that must hold of the rows, at whatever moment.
    private List<String> broken(JdbcClient database) {
        var all = new ArrayList<>(database.sql("""
                select r.id || ': open, and not held by a coordinator at an open branch of its organisation, or without a date'
                from requests.help_request r
                where r.state in ('ASKED', 'SEARCHING', 'MATCHED')
                  and (r.next_date is null
                    or not exists (select from access.role_held h where h.account = r.holder
                        and h.organisation = r.organisation and h.role = 'COORDINATOR' and h.ended_at is null)
                    or not exists (select from network.branch b where b.id = r.branch
                        and b.organisation = r.organisation and b.closed_on is null))
                union all
                select r.id || ': moved ' || cardinality(r.held_before) || ' times, on '
                    || (select count(*) from referrals.referral f where f.request = r.id and f.way = 'HAND_OVER'
                        and f.known_there_as is not null) || ' times yes'
                from requests.help_request r
                where cardinality(r.held_before) <> (select count(*) from referrals.referral f where f.request = r.id
                    and f.way = 'HAND_OVER' and f.known_there_as is not null)
                union all
                select r.id || ': came in ' || (select count(*) from requests.event e where e.request = r.id
                    and e.what = 'TAKEN_IN') || ' times'
                from requests.help_request r
                where 1 <> (select count(*) from requests.event e where e.request = r.id and e.what = 'TAKEN_IN')
                union all
                select e.request || ': has a history, and is gone' from requests.event e
                where not exists (select from requests.help_request r where r.id = e.request)
                union all
                select f.id || ': may still take over' from referrals.referral f where f.accepted_in is not null
                """).query(String.class).list());
        for (var law : laws) {
            if (law.name().startsWith("referrals.")
                    || law.name().startsWith("requests.")
                    || law.name().equals("people.shares-rest-on-consent")) {
                all.addAll(law.examine(database).violations());
            }
        }
        return all;
    }

    /// What somebody was told is saved, and is not there (any more).
    private static List<String> lost(JdbcClient database, Map<String, Integer> kept) {
        var there = new HashMap<String, Integer>();
        database.sql("select id::text, version from requests.help_request")
                .query((rs, _) -> there.put(rs.getString(1), rs.getInt(2)))
                .list();
        return kept.entrySet().stream()
                .filter(one -> there.getOrDefault(one.getKey(), -1) < one.getValue())
                .map(one -> "%s: version %d was told as saved".formatted(one.getKey(), one.getValue()))
                .toList();
    }

    // --- and when a guard is taken away, it is seen ---

    @Test
    void without_its_guards_a_request_falls_between_and_is_seen_to() {
        var team = neighbourhood.team();
        var other = neighbourhood.team();
        var truus = network.participant(team);
        var one = network.ask(team, truus.person(), 1);
        var two = network.ask(team, truus.person(), 1);
        var referral = network.handOver(team, other, two, truus.person());
        var database = network.superuser;
        assertThat(brokenOf(one.value(), two.value(), referral.value())).isEmpty();

        var noDate = "update requests.help_request set next_date = null where id = '%s'".formatted(one);
        var noHolder =
                "update requests.help_request set holder = '%s' where id = '%s'".formatted(other.coordinator(), one);
        var yesWithoutMove = """
                update referrals.referral set state = 'ACCEPTED', decided_by = by_account, decided_at = now(),
                    accepted_in = null where id = '%s'
                """.formatted(referral);
        for (var statement : List.of(noDate, noHolder, yesWithoutMove)) {
            assertThatThrownBy(() -> database.sql(statement).update())
                    .as(statement)
                    .isNotNull();
        }
        assertThat(brokenOf(one.value(), two.value(), referral.value())).isEmpty();

        database.sql("""
                alter table requests.help_request drop constraint next_date_while_open;
                alter table requests.help_request disable trigger has_a_holder;
                alter table referrals.referral disable trigger all;
                """).update();
        try {
            database.sql(noDate).update();
            assertThat(brokenOf(one.value())).hasSizeGreaterThanOrEqualTo(1);
            database.sql("update requests.help_request set next_date = current_date where id = '" + one + "'")
                    .update();
            database.sql(noHolder).update();
            assertThat(brokenOf(one.value())).isNotEmpty();
            database.sql(yesWithoutMove).update();
            assertThat(brokenOf(referral.value())).isNotEmpty();
        } finally {
            database.sql("update requests.help_request set holder = '%s' where id = '%s'"
                            .formatted(team.coordinator(), one))
                    .update();
            database.sql("delete from referrals.referral where id = '" + referral + "'")
                    .update();
            database.sql("""
                    alter table referrals.referral enable trigger all;
                    alter table requests.help_request enable trigger has_a_holder;
                    alter table requests.help_request add constraint next_date_while_open
                        check ((state in ('ASKED', 'SEARCHING', 'MATCHED')) = (next_date is not null));
                    """).update();
        }
    }

    private List<String> brokenOf(UUID... ids) {
        return broken(network.superuser).stream()
                .filter(line -> List.of(ids).stream().anyMatch(id -> line.contains(id.toString())))
                .toList();
    }
}
