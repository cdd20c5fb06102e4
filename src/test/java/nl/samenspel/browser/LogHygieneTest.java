package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.samenspel.access.ApiTokens;
import nl.samenspel.access.MayUse;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Marked names, mail addresses, telephone numbers, passwords and keys are typed in everywhere, right and wrong, with
/// faults behind them; then everything that was logged is searched for the marks.
@DemoTown
@NullUnmarked
class LogHygieneTest {

    /// Marks that occur nowhere by chance. What is secret about them is not.
    private static final List<String> MARKS = List.of(
            "Kanarienaam", "kanarie.mail", "0687654321", "kanarie wachtwoord 7", "KANARIE-SLEUTEL", "kanariewoorden");

    @LocalServerPort
    int port;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    JdbcClient db;

    @Autowired
    ApiTokens tokens;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    /// A statement that the database refuses, telling the row.
    @MayUse(everyone = true)
    public static final class Broken {

        private final JdbcClient db;

        Broken(JdbcClient db) {
            this.db = db;
        }

        @SuppressWarnings("unused")
        public String fail() {
            db.sql("""
                    do $$ begin raise unique_violation using message = 'duplicate key value violates a constraint',
                        detail = 'Key (email)=(kana' || 'rie.mail@voorbeeld.example) already exists.'; end $$
                    """).update();
            return "";
        }
    }

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
    }

    @Test
    void nothing_that_people_type_is_in_the_log() throws Exception {
        var guest = new Knocker(port);
        var token = guest.token("/sign-in");
        var secrets = Map.of(
                "_csrf", token,
                "name", "kanarie.mail@voorbeeld.example",
                "password", "kanarie wachtwoord 7",
                "code", "KANARIE-SLEUTEL-KANARIE");
        for (var path : List.of("/sign-in", "/enrol", "/forgotten", "/ask/words", "/help-out/who", "/ask/who")) {
            guest.send("POST", path, Knocker.form(secrets), Map.of());
            guest.send("POST", path, Knocker.form(person(token)), Map.of());
            // without the token: the form is kept for later
            guest.send("POST", path, Knocker.form(person("")), Map.of());
        }
        for (var path : List.of(
                "/enrol?code=KANARIE-SLEUTEL",
                "/Kanarienaam",
                "/ui/Kanarienaam.css",
                "/requests/Kanarienaam",
                "/a;b=Kanarienaam",
                "/ask/kanariewoorden",
                "/sign-in?to=//Kanarienaam")) {
            guest.get(path);
        }

        guest.send("POST", "/sign-in", "name=%zzKanarienaam&password=%zzkanarie wachtwoord 7", Map.of());
        guest.raw(String.join(
                "\r\n",
                "GET /sign-in?name=%zzKanarienaam HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Cookie: SESSION=\"Kanarienaam; x=a b\"c",
                "",
                ""));
        guest.raw("GET /Kanarienaam<> HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        guest.raw("GET / HTTP/1.1\r\nHost: Kanarie naam\r\nKanarienaam<: x\r\nConnection: close\r\n\r\n");

        var coordinator = new Knocker(port).as("MARIEKE");
        var own = coordinator.token("/workbench");
        for (var path : List.of(
                "/search?q=Kanarienaam",
                "/requests?q=Kanarienaam&state=Kanarienaam",
                "/volunteers?name=Kanarienaam",
                "/requests/Kanarienaam/candidates?name=Kanarienaam",
                "/import/Kanarienaam")) {
            coordinator.get(path);
        }
        for (var path : List.of("/requests/new", "/volunteers", "/refer", "/cover", "/requests/Kanarienaam/close")) {
            coordinator.send("POST", path, Knocker.form(person(own)), Map.of());
        }

        var key = "Bearer "
                + tokens.issue("marieke@maatjes.example").orElseThrow().value();
        for (var body : List.of(
                "{\"participant\": {\"givenName\": \"Kanarienaam\", \"phone\": \"0687654321\"}, \"words\": 7}",
                "{\"kind\": Kanarienaam, ",
                "[\"kanariewoorden\"]")) {
            guest.send(
                    "POST",
                    "/api/v1/help-requests",
                    body,
                    Map.of("Authorization", key, "Content-Type", "application/json"));
        }
        guest.send("GET", "/api/v1/help-requests/Kanarienaam", "", Map.of("Authorization", key));
        guest.send("GET", "/api/v1/help-requests?state=Kanarienaam&page=Kanarienaam", "", Map.of("Authorization", key));
        guest.send("GET", "/api/v1/matches", "", Map.of("Authorization", "Bearer KANARIE-SLEUTEL"));
        guest.send("POST", "/api/v1/invitations", "kanariewoorden", Map.of("Authorization", key));

        assertThat(log.list.stream().map(LogHygieneTest::text).filter(LogHygieneTest::isMarked))
                .isEmpty();
        assertThat(log.list.stream().map(LogHygieneTest::text))
                .as("the key itself")
                .noneMatch(line -> line.contains(key.substring(7)));
    }

    @Test
    void what_the_database_says_of_a_row_is_not_in_the_log_but_the_fault_is() throws Exception {
        var info =
                RequestMappingInfo.paths("/broken").methods(RequestMethod.GET).build();
        requestMappingHandlerMapping.registerMapping(info, new Broken(db), Broken.class.getMethod("fail"));
        try {
            var answer = new Knocker(port).get("/broken?name=Kanarienaam");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("duplicate key", "kanarie", "Exception", "PSQL");
        } finally {
            requestMappingHandlerMapping.unregisterMapping(info);
        }
        assertThat(log.list.stream().map(LogHygieneTest::text))
                .anyMatch(line -> line.contains("duplicate key value"))
                .noneMatch(LogHygieneTest::isMarked);
    }

    /// The searcher is not blind.
    @Test
    void a_mark_in_a_message_or_behind_a_fault_is_found() {
        LoggerFactory.getLogger("canary").warn("Who: {}", "Kanarienaam");
        LoggerFactory.getLogger("canary").warn("Failed", new IllegalStateException("0687654321"));
        assertThat(log.list.stream().map(LogHygieneTest::text).filter(LogHygieneTest::isMarked))
                .hasSize(2);
    }

    private static Map<String, String> person(String token) {
        return Map.of(
                "_csrf", token,
                "givenName", "Kanarienaam",
                "familyName", "Kanarienaam",
                "email", "kanarie.mail@voorbeeld",
                "phone", "0687654321x",
                "words", "kanariewoorden 111222333",
                "who", "Kanarienaam",
                "kind", "Kanarienaam");
    }

    private static boolean isMarked(String line) {
        return MARKS.stream().anyMatch(line::contains);
    }

    private static String text(ILoggingEvent event) {
        var faults = new StringBuilder();
        for (IThrowableProxy fault = event.getThrowableProxy(); fault != null; fault = fault.getCause()) {
            faults.append(' ').append(fault.getClassName()).append(": ").append(fault.getMessage());
        }
        return event.getLoggerName() + ": " + event.getFormattedMessage() + faults
                + (event.getMDCPropertyMap().isEmpty()
                        ? ""
                        : event.getMDCPropertyMap().values().stream().collect(Collectors.joining(" ")));
    }
}
