package nl.samenspel.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.function.Consumer;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// What the program's log tells of coming in and of being refused: enough to see an attack, and nobody's name.
@SamenspelTest
@NullUnmarked
class WhatIsLoggedTest {

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Test
    void coming_in_or_not_is_told_by_number_and_kind_and_never_by_name() {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        var nobody = "niemand." + team.coordinator() + "@voorbeeld.example";

        var lines = during(_ -> {
            new Visitor(browser).post("/sign-in", "name", team.email(), "password", "mis en nog eens mis");
            new Visitor(browser).post("/sign-in", "name", nobody, "password", "mis en nog eens mis");
            var visitor = new Visitor(browser);
            visitor.post("/sign-in", "name", team.email(), "password", Neighbourhood.PASSWORD);
            visitor.post("/sign-in/second", "code", "AAAA-AAAA");
            visitor.arrive(team.email());
        });

        assertThat(lines)
                .contains(
                        "Signing in: a wrong password, or suspended, of account " + team.coordinator(),
                        "Signing in: a wrong password, or suspended, of account that there is not",
                        "Signing in: a wrong code, of account " + team.coordinator(),
                        "Signing in: account " + team.coordinator() + " came in, with TWO")
                .noneMatch(line -> line.contains(team.email()) || line.contains(nobody) || line.contains("nog eens"));
    }

    @Test
    void what_somebody_may_not_do_and_what_another_site_sends_is_told() {
        var ria = neighbourhood.someone(neighbourhood.team(), "Ria", Role.VOLUNTEER, "1234");
        neighbourhood.canSignIn(ria.account());
        var visitor = new Visitor(browser).signIn(ria.email());

        var lines = during(_ -> {
            assertThat(visitor.get("/workbench")).hasStatus(404);
            assertThat(browser.post().uri("/sign-in").header("Sec-Fetch-Site", "cross-site"))
                    .hasStatus(403);
            assertThat(browser.get().uri("/oauth2/authorization/work").header("Sec-Fetch-Site", "cross-site"))
                    .hasStatus(403);
        });

        assertThat(lines)
                .anyMatch(line -> line.startsWith("Refused: ")
                        && line.contains("Workbench")
                        && line.endsWith(" to account " + ria.account()))
                .contains(
                        "Turned away: a POST that another site had a browser send",
                        "Turned away: a GET that another site had a browser send");
    }

    @Test
    void a_line_end_begins_no_line_of_its_own() {
        var console = (ConsoleAppender<ILoggingEvent>) ROOT.getAppender("CONSOLE");
        var fault =
                new IllegalStateException("first\n2026-01-01T00:00:00 INFO forged\r\nagain", new Exception("cause"));
        var written = new String(
                console.getEncoder()
                        .encode(new LoggingEvent(
                                "x", ROOT, Level.INFO, "typed\r\n2026-01-01T00:00:00 INFO forged", fault, null)),
                UTF_8);

        assertThat(written.lines().filter(line -> line.contains("forged"))).hasSize(2);
        assertThat(written.lines()).noneMatch(line -> line.startsWith("2026-01-01") || line.startsWith("again"));
        assertThat(written.lines().filter(line -> line.startsWith("\tat "))).hasSizeGreaterThan(3);
        assertThat(written.lines()).anyMatch(line -> line.startsWith("Caused by:"));
    }

    private static List<String> during(Consumer<Logger> work) {
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        ROOT.addAppender(appender);
        try {
            work.accept(ROOT);
            return appender.list.stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        } finally {
            ROOT.detachAppender(appender);
        }
    }
}
