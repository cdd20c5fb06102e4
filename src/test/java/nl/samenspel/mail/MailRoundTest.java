package nl.samenspel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/// Against a real mail server, on this machine.
@NullMarked
class MailRoundTest {

    private static final Locale NL = Locale.of("nl");

    final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    final Database database = TestDatabase.fresh();
    final DataSourceTransactionManager manager = new DataSourceTransactionManager(TestDatabase.as("jobs", database));
    final JdbcClient jobs = JdbcClient.create(TestDatabase.as("jobs", database));
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T09:00:00Z"));
    final Clock clock = ((InstantSource) now::get).withZone(ZoneId.of("Europe/Amsterdam"));

    @AfterEach
    void close() {
        server.stop();
        database.close();
    }

    @Test
    void a_letter_arrives_once_with_every_sign_as_it_was() throws Exception {
        server.start();
        put("Één vraag uit 's-Gravenhage", "Beste Zoë,\nWil je komen? 🙂");

        round(port()).bringAll();
        round(port()).bringAll();

        assertThat(server.getReceivedMessages()).singleElement().satisfies(mail -> {
            assertThat(mail.getSubject()).isEqualTo("Één vraag uit 's-Gravenhage");
            assertThat(mail.getContent().toString().replace("\r", "")).isEqualTo("Beste Zoë,\nWil je komen? 🙂");
            assertThat(mail.getAllRecipients()[0]).hasToString("zoe@voorbeeld.example");
            assertThat(mail.getFrom()[0]).hasToString("samenspel@voorbeeld.example");
        });
    }

    /// With `-DargLine=-Dletters=10000` so many.
    @Test
    void a_day_without_a_mail_server_loses_nothing() {
        var letters = Integer.getInteger("letters", 20);
        server.start();
        var port = port();
        server.stop();
        for (var number = 0; number < letters; number++) {
            put("Brief " + number, "");
        }

        for (var hour = 0; hour < 24; hour++) {
            round(port).bringAll();
            later(Duration.ofHours(1));
        }
        assertThat(waiting()).isEqualTo(letters);
        // the server is away, not the letters wrong: a round tries one
        assertThat(jobs.sql("select sum(tries) from mail.outbox")
                        .query(Integer.class)
                        .single())
                .isEqualTo(24);

        var back = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        back.start();
        try {
            later(MailRound.LONGEST_WAIT);
            var began = System.nanoTime();
            round(port).bringAll();
            System.out.printf(
                    "Mail: %d letters brought %.1f s after the server was back%n",
                    letters, (System.nanoTime() - began) / 1e9);
            assertThat(subjects(back)).hasSize(letters).doesNotHaveDuplicates();
            assertThat(waiting()).isZero();
        } finally {
            back.stop();
        }
    }

    @Test
    void what_cannot_be_brought_waits_longer_each_time_and_is_given_up_after_about_three_days() {
        server.start();
        var port = port();
        server.stop();
        put("Niemand thuis", "");
        var begin = now.get();

        Instant given = null;
        while (given == null) {
            round(port).bringAll();
            later(Duration.ofMinutes(10));
            given = jobs.sql("select given_up_at from mail.outbox")
                    .query((rs, _) -> rs.getTimestamp("given_up_at") == null
                            ? null
                            : rs.getTimestamp("given_up_at").toInstant())
                    .list()
                    .getFirst();
        }

        assertThat(Duration.between(begin, given)).isBetween(Duration.ofDays(2), Duration.ofDays(4));
        assertThat(jobs.sql("select tries from mail.outbox")
                        .query(Integer.class)
                        .single())
                .isEqualTo(MailRound.MOST_TRIES);
    }

    @Test
    void a_server_that_says_nothing_holds_nobody_up_for_long() throws Exception {
        try (var mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            put("Hallo?", "");
            var carrier = carrier(mute.getLocalPort());
            carrier.getJavaMailProperties().setProperty("mail.smtp.timeout", "200");

            new MailRound(jobs(), transaction(), carrier, clock, "samenspel@voorbeeld.example").bringAll();

            assertThat(waiting()).isEqualTo(1);
            assertThat(jobs.sql("select last_trouble from mail.outbox")
                            .query(String.class)
                            .single())
                    .isNotBlank();
        }
    }

    @Test
    void the_others_do_not_wait_for_a_letter_that_is_refused() {
        server.start();
        put("niemand@", "Naar niemand", "");
        for (var number = 0; number < 3; number++) {
            put("Brief " + number, "");
        }

        round(port()).bringAll();

        assertThat(subjects(server)).hasSize(3);
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void two_nodes_bring_each_letter_once() {
        server.start();
        for (var number = 0; number < 40; number++) {
            put("Brief " + number, "");
        }

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(round(port())::bringAll),
                        CompletableFuture.runAsync(round(port())::bringAll))
                .join();

        assertThat(subjects(server)).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void a_letter_brought_twice_because_the_program_died_in_between_has_the_same_message_id() throws Exception {
        server.start();
        put("Nog een keer", "");
        var dying = new JavaMailSenderImpl() {
            @Override
            public void send(MimeMessage message) {
                super.send(message);
                throw new IllegalStateException("killed");
            }
        };
        dying.setHost("127.0.0.1");
        dying.setPort(port());

        var last = new MailRound(jobs(), transaction(), dying, clock, "samenspel@voorbeeld.example");
        assertThatThrownBy(last::bringAll).hasMessage("killed");
        round(port()).bringAll();

        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(List.of(server.getReceivedMessages()).stream()
                        .map(MailRoundTest::id)
                        .distinct())
                .hasSize(1);
    }

    private static String id(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> subjects(GreenMail server) {
        return Arrays.stream(server.getReceivedMessages())
                .map(mail -> {
                    try {
                        return mail.getSubject();
                    } catch (jakarta.mail.MessagingException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private void put(String subject, String body) {
        put("zoe@voorbeeld.example", subject, body);
    }

    private void put(String address, String subject, String body) {
        var words = new StaticMessageSource();
        words.addMessage("letter.subject", NL, subject.replace("'", "''"));
        words.addMessage("letter.body", NL, body);
        words.setAlwaysUseMessageFormat(true);
        new Outbox(JdbcClient.create(TestDatabase.as("app", database)), jobs, words, clock)
                .send(Letter.to(address, "Zoë", "nl").saying("letter"));
    }

    private int waiting() {
        return jobs.sql("select count(*) from mail.outbox where sent_at is null and given_up_at is null")
                .query(Integer.class)
                .single();
    }

    private void later(Duration pause) {
        now.updateAndGet(moment -> moment.plus(pause));
    }

    private int port() {
        return server.getSmtp().getPort();
    }

    private MailRound round(int port) {
        return new MailRound(jobs(), transaction(), carrier(port), clock, "samenspel@voorbeeld.example");
    }

    /// On the transaction's own connection.
    private JdbcClient jobs() {
        return JdbcClient.create(java.util.Objects.requireNonNull(manager.getDataSource()));
    }

    private TransactionTemplate transaction() {
        return new TransactionTemplate(manager);
    }

    private static JavaMailSenderImpl carrier(int port) {
        var carrier = new JavaMailSenderImpl();
        carrier.setHost("127.0.0.1");
        carrier.setPort(port);
        return carrier;
    }
}
