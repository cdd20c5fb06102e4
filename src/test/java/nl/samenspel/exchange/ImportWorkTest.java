package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.exchange.Imports.Begun;
import nl.samenspel.exchange.Imports.End;
import nl.samenspel.exchange.Imports.Ticket;
import nl.samenspel.exchange.Imports.TriedOut;
import nl.samenspel.exchange.Imports.Working;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A long list in the background: what becomes of it when the program dies, when somebody says stop, and when another
/// list comes in between.
@SamenspelTest
@NullUnmarked
class ImportWorkTest {

    private static final int PARTS = 21;
    private static final int ROWS = 20;
    private static final Duration LONG = Duration.ofSeconds(60);

    @Autowired
    Imports imports;

    @Autowired
    ImportWork work;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Database database;

    Team team;

    @BeforeEach
    void begin() {
        team = neighbourhood.team();
        imports.rowsOfAPart = ROWS;
    }

    @AfterEach
    void undisturbed() {
        work.beforeCommit = () -> {};
        imports.rowsOfAPart = Part.ROWS;
    }

    @Test
    void whenever_the_program_dies_the_list_goes_on_and_comes_out_the_same() {
        var rows = volunteers(PARTS * ROWS - 5);
        var undisturbed = sent(team, rows);
        bringIn(team, undisturbed);
        assertThat(over(team, undisturbed).end()).isEqualTo(End.DONE);

        var other = neighbourhood.team();
        var disturbed = sent(other, rows);
        var died = new AtomicInteger();
        var parts = new AtomicInteger();
        // dies once in each part, between what it did and keeping it
        work.beforeCommit = () -> {
            if (parts.getAndIncrement() % 2 == 0 && died.incrementAndGet() <= PARTS) {
                throw new ProgramDied();
            }
        };
        bringIn(other, disturbed);
        while (at(other, () -> imports.course(disturbed)).orElseThrow() instanceof Working working) {
            assertThat(working.read()).as("progress never goes back").isEqualTo((parts.get() / 2) * ROWS);
            nothingHeardForLong(disturbed.id());
            work.goOn();
            at(other, () -> {
                imports.await(disturbed, LONG);
                return true;
            });
        }
        assertThat(died.get()).isGreaterThan(20);
        assertThat(over(other, disturbed)).isEqualTo(over(team, undisturbed));
        assertThat(checksum(other)).isEqualTo(checksum(team));
        assertThat(superuser()
                        .sql("select count(*) from exchange.import_turn where file = :id")
                        .param("id", disturbed.id())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void what_was_done_before_the_program_died_is_known_again_and_not_doubled() {
        var text = new StringBuilder("nummer;naam\n");
        for (var row = 1; row <= 50; row++) {
            text.append(row == 48 ? 7 : row).append(";Ria Bakker\n");
        }
        var ticket = sent(team, text.toString());
        var parts = new AtomicInteger();
        work.beforeCommit = () -> {
            if (parts.getAndIncrement() == 1) {
                throw new ProgramDied();
            }
        };
        at(team, () -> imports.bringIn(ticket, true));
        await(team, ticket);
        nothingHeardForLong(ticket.id());
        work.goOn();
        await(team, ticket);
        assertThat(over(team, ticket).report()).satisfies(report -> {
            assertThat(report.added()).isEqualTo(49);
            assertThat(report.rejected()).isEqualTo(1);
        });
    }

    @Test
    void whoever_says_stop_is_heard_at_the_part_at_hand_or_the_next_and_reads_what_is_in() {
        var ticket = sent(team, volunteers(40 * ROWS));
        var parts = new AtomicInteger();
        var partsWhenHeard = new AtomicInteger();
        var asking = new AtomicReference<CompletableFuture<Boolean>>();
        // said while the third part is in hand, by somebody who has to wait for that part to be kept
        work.beforeCommit = () -> {
            if (parts.incrementAndGet() == 3) {
                asking.set(CompletableFuture.supplyAsync(() -> {
                    var heard = at(team, () -> imports.stop(ticket.id()));
                    partsWhenHeard.set(parts.get());
                    return heard;
                }));
            }
        };
        assertThat(at(team, () -> imports.bringIn(ticket, false))).containsInstanceOf(Begun.class);
        await(team, ticket);
        assertThat(asking.get().join()).isTrue();

        // however busy the machine is: at most one part more than had begun when the word was written down
        assertThat(parts.get()).isLessThanOrEqualTo(partsWhenHeard.get() + 1).isLessThan(40);
        var over = over(team, ticket);
        assertThat(over.end()).isEqualTo(End.CANCELLED);
        assertThat(over.report().added())
                .isEqualTo(over.report().read())
                .isEqualTo(parts.get() * ROWS)
                .isEqualTo(count(team));
    }

    @Test
    void stopping_to_try_out_leads_back_to_the_columns() {
        var ticket = sent(team, volunteers(5 * ROWS), false);
        work.beforeCommit = () -> {
            work.beforeCommit = () -> {};
            at(team, () -> imports.stop(ticket.id()));
        };
        at(team, () -> imports.choose(ticket, columns(ticket), Map.of()));
        await(team, ticket);
        assertThat(at(team, () -> imports.course(ticket))).containsInstanceOf(Imports.ToRead.class);
    }

    @Test
    void two_lists_of_one_organisation_wait_for_each_other_and_those_of_another_do_not() {
        var first = sent(team, volunteers(2 * ROWS));
        var colleague = neighbourhood.colleagueOf(team);
        var second = sent(colleague, volunteers(10));
        var elsewhere = neighbourhood.team();
        var third = sent(elsewhere, volunteers(10));
        var reached = new CountDownLatch(1);
        var mayGoOn = new CountDownLatch(1);
        work.beforeCommit = () -> {
            work.beforeCommit = () -> {};
            reached.countDown();
            await(mayGoOn);
        };
        at(team, () -> imports.bringIn(first, false));
        await(reached);
        at(colleague, () -> imports.bringIn(second, false));
        at(elsewhere, () -> imports.bringIn(third, false));
        await(elsewhere, third);
        assertThat(over(elsewhere, third).report().added()).isEqualTo(10);
        assertThat(at(colleague, () -> imports.course(second)))
                .hasValueSatisfying(course -> assertThat(course)
                        .isInstanceOfSatisfying(
                                Working.class,
                                working -> assertThat(working.waits()).isTrue()));
        mayGoOn.countDown();
        await(team, first);
        await(colleague, second);
        assertThat(over(team, first).report().added()).isEqualTo(2 * ROWS);
        assertThat(over(colleague, second).end()).isEqualTo(End.DONE);
    }

    @Test
    void a_long_list_is_mailed_about_and_the_mail_tells_nothing_of_what_is_in_it() {
        imports.rowsOfAPart = Part.ROWS;
        var ticket = sent(team, volunteers(ImportWork.MAILED_FROM));
        bringIn(team, ticket);
        var body = superuser()
                .sql("select subject || body from mail.outbox where to_address = :to order by created_at desc limit 1")
                .param("to", team.email())
                .query(String.class)
                .single();
        assertThat(body)
                .contains("/import/" + ticket.id() + "/done")
                .contains("2.000")
                .doesNotContain("Vrijwilliger")
                .doesNotContain("lijst.csv");
    }

    @Test
    void the_key_is_lent_for_as_long_as_the_work_lasts() {
        var ticket = sent(team, volunteers(10));
        assertThat(lent(ticket)).isEmpty();
        var during = new AtomicInteger(-1);
        work.beforeCommit =
                () -> during.set(lent(ticket).map(bytes -> bytes.length).orElse(0));
        bringIn(team, ticket);
        assertThat(during.get()).isPositive();
        assertThat(lent(ticket)).isEmpty();
    }

    @Test
    void what_its_sender_may_no_longer_bring_in_is_thrown_away() {
        var ticket = sent(team, volunteers(3 * ROWS));
        work.beforeCommit = () -> {
            throw new ProgramDied();
        };
        bringIn(team, ticket);
        work.beforeCommit = () -> {};
        superuser()
                .sql("update access.account set suspended_at = now() where id = :account")
                .param("account", team.coordinator().value())
                .update();
        nothingHeardForLong(ticket.id());
        work.goOn();
        assertThat(at(team, () -> imports.course(ticket))).isEmpty();
        assertThat(count(team)).isZero();
    }

    // --- what it would do ---

    private static final String HERE = "nummer;voornaam;achternaam;postcode;plaats;mobiel;e-mail;uren per week\n";

    @Test
    void what_changes_is_shown_by_column_and_what_is_new_by_its_row() {
        var who = neighbourhood.team();
        bringIn(
                who,
                sent(who, HERE + "V1;Ria;de Vries;1811 AB;Alkmaar;0612345678;;4\nV2;Jan;Bos;1811 AB;Alkmaar;;;2\n"));

        var ticket = sent(
                who,
                HERE
                        + "V1;Ria;de Vries;1812 CD;Alkmaar;0612345678;;3\nV2;Jan;Bos;1811 AB;Alkmaar;;;2\nV3;Ada;Mos;1811 AB;Alkmaar;;;1\n");

        assertThat(tried(who, ticket).samples())
                .containsExactly(
                        new Sample(4, true, "V3 · Ada · Mos · 1811 AB · Alkmaar", List.of()),
                        new Sample(
                                2,
                                false,
                                "V1 · Ria · de Vries · 1812 CD · Alkmaar",
                                List.of(
                                        new Difference(KnownColumn.POSTCODE, "1811 AB", "1812 CD"),
                                        new Difference(KnownColumn.HOURS, "4", "3"))));
        // once it is brought in, nothing is left to show
        bringIn(who, ticket);
        assertThat(tried(who, sent(who, HERE + "V1;Ria;de Vries;1812 CD;Alkmaar;0612345678;;3\n"))
                        .samples())
                .isEmpty();
    }

    @Test
    void of_many_rows_the_first_twenty_are_shown() {
        var who = neighbourhood.team();
        assertThat(tried(who, sent(who, volunteers(2_500))).samples()).hasSize(Sample.MOST);
    }

    /// Nothing merges by itself: the row says who it may be, and the sender says whether it is.
    @Test
    void who_may_be_here_already_is_named_and_comes_in_as_somebody_else_unless_the_row_gets_their_number() {
        var who = neighbourhood.team();
        bringIn(
                who,
                sent(
                        who,
                        HERE
                                + "V1;Ria;de Vries;1811 AB;Alkmaar;;;4\nV2;Jan;Bos;1811 AB;Alkmaar;;jan@voorbeeld.example;2\n"));

        var ticket = sent(
                who,
                HERE
                        + "X1;Ria;de Vries;1811 AB;Alkmaar;;;4\n"
                        + "X2;J.;Bos;1899 ZZ;Alkmaar;;JAN@voorbeeld.example;2\n"
                        + "X3;Ria;de Vries;1812 CD;Alkmaar;;;4\n"
                        + "X4;Joke;de Vries;1811 AB;Alkmaar;;;4\n");

        assertThat(looksLike(tried(who, ticket))).containsExactly("2 Ria de Vries V1", "3 Jan Bos V2");
        bringIn(who, ticket);
        assertThat(count(who)).isEqualTo(6);

        var same = sent(who, HERE + "V1;Ria;de Vries;1811 AB;Alkmaar;0612345678;;4\n");
        assertThat(looksLike(tried(who, same))).isEmpty();
        assertThat(tried(who, same).report().changed()).isOne();
        // and nobody of another organisation
        var elsewhere = neighbourhood.team();
        assertThat(looksLike(tried(elsewhere, sent(elsewhere, HERE + "X1;Ria;de Vries;1811 AB;Alkmaar;;;4\n"))))
                .isEmpty();
    }

    private static List<String> looksLike(TriedOut tried) {
        return tried.report().firstWarnings().stream()
                .filter(remark -> remark.problem().key().equals("exchange.warning.looksLike"))
                .map(remark -> remark.number() + " " + remark.problem().args().getFirst() + " "
                        + remark.problem().args().getLast())
                .toList();
    }

    private TriedOut tried(Team who, Ticket ticket) {
        return (TriedOut) at(who, () -> imports.course(ticket)).orElseThrow();
    }

    // --- steps ---

    /// As a kill does: it goes past everything that catches what goes wrong.
    private static final class ProgramDied extends Error {
        ProgramDied() {
            super("on purpose", null, false, false);
        }
    }

    private Ticket sent(Team who, String rows) {
        return sent(who, rows, true);
    }

    private Ticket sent(Team who, String rows, boolean tried) {
        var file = new ByteArrayResource(rows.getBytes(StandardCharsets.UTF_8));
        var sent = at(who, () -> imports.send(ImportList.VOLUNTEERS, "lijst.csv", file, who.branch()));
        var ticket = ((Imports.Waiting) sent).ticket();
        if (tried) {
            at(who, () -> imports.choose(ticket, columns(ticket), Map.of()));
            await(who, ticket);
            assertThat(at(who, () -> imports.course(ticket))).containsInstanceOf(TriedOut.class);
        }
        return ticket;
    }

    private List<Optional<KnownColumn>> columns(Ticket ticket) {
        return imports.preview(ticket).orElseThrow().columns();
    }

    private void bringIn(Team who, Ticket ticket) {
        assertThat(at(who, () -> imports.bringIn(ticket, false)))
                .as("%s", at(who, () -> imports.course(ticket)))
                .containsInstanceOf(Begun.class);
        await(who, ticket);
    }

    private void await(Team who, Ticket ticket) {
        at(who, () -> {
            imports.await(ticket, LONG);
            return true;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Imports.Over over(Team who, Ticket ticket) {
        return at(who, () -> imports.findOver(ticket.id())).orElseThrow();
    }

    private static String volunteers(int rows) {
        var text = new StringBuilder("nummer;voornaam;achternaam;postcode;plaats;doet ook;dagdelen;uren\n");
        for (var row = 1; row <= rows; row++) {
            text.append("V%d;Vrijwilliger;Nummer%d;9999;Ergens;boodschappen;ma ochtend;%d\n"
                    .formatted(row, row, 1 + row % 8));
        }
        return text.toString();
    }

    /// Of all that came in at an organisation, without what is made by chance.
    private String checksum(Team who) {
        return superuser()
                .sql("""
                        select md5(string_agg(concat_ws('|', p.external_id, p.given_name, p.family_name, p.postcode, p.place,
                                   v.status, v.does, v.day_parts, l.hours_per_week, e.kind,
                                   (select count(*) from limits.own_limit_change c where c.volunteer = p.id)),
                               chr(10) order by p.external_id))
                        from people.person p
                        join volunteers.volunteer v on v.person = p.id
                        join limits.own_limit l on l.volunteer = p.id
                        join people.engagement e on e.person = p.id
                        where p.organisation = :organisation
                        """)
                .param("organisation", who.organisation().value())
                .query(String.class)
                .single();
    }

    private int count(Team who) {
        return superuser()
                .sql("select count(*) from volunteers.volunteer where organisation = :organisation")
                .param("organisation", who.organisation().value())
                .query(Integer.class)
                .single();
    }

    private Optional<byte[]> lent(Ticket ticket) {
        return superuser()
                .sql("select lent from exchange.import_file where id = :id")
                .param("id", ticket.id())
                .query((rs, _) -> Optional.ofNullable(rs.getBytes(1)))
                .single();
    }

    private void nothingHeardForLong(UUID id) {
        superuser()
                .sql("update exchange.import_file set heard_at = :then where id = :id")
                .param("then", Timestamp.from(Instant.EPOCH))
                .param("id", id)
                .update();
    }

    private JdbcClient superuser() {
        return JdbcClient.create(TestDatabase.asSuperuser(database));
    }

    private static <T> T at(Team who, Supplier<T> step) {
        return Objects.requireNonNull(who.viewer().call(step));
    }
}
