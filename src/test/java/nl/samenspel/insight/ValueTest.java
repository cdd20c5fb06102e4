package nl.samenspel.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.Role;
import nl.samenspel.insight.Assumption.Range;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// What the work is worth: no amount before everything has a source; and the brief.
@SamenspelTest
@NullUnmarked
class ValueTest {

    @Autowired
    Value value;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Accounts accounts;

    @Autowired
    MockMvcTester browser;

    @Autowired
    Clock clock;

    private Visitor manager(Team team) {
        var email = "leiding.%s@voorbeeld.example".formatted(UUID.randomUUID());
        var account = neighbourhood.asAdministrator(() -> accounts.open(
                new NewAccount("Lea Leiding", email, "nl", Role.MANAGER, team.organisation(), null, null)));
        neighbourhood.canSignIn(account);
        return new Visitor(browser).signIn(email);
    }

    private static Object fill(Visitor who, String what, String low, String likely, String high, String source) {
        return who.post(
                        "/insight/value/fill",
                        "what",
                        what,
                        "low",
                        low,
                        "likely",
                        likely,
                        "high",
                        high,
                        "source",
                        source)
                .getResponse()
                .getStatus();
    }

    @Test
    void there_is_an_amount_once_everything_has_a_source_and_none_when_one_is_emptied() {
        var team = neighbourhood.team();
        var manager = manager(team);

        assertThat(manager.get("/insight/value")).bodyText().contains("We noemen geen bedrag");
        assertThat(manager.get("/insight/value/fill?what=HOUR")).hasStatusOk();
        assertThat(fill(manager, "SHARE", "20", "30", "40", "dat weet iedereen"))
                .isEqualTo(422);
        assertThat(fill(manager, "SHARE", "20", "50", "40", "Onderzoek, 2024")).isEqualTo(422);
        assertThat(fill(manager, "SHARE", "20", "30", "140", "Onderzoek, 2024")).isEqualTo(422);
        assertThat(fill(manager, "SHARE", "20", "30", "40", "Onderzoek, 2024")).isEqualTo(302);
        assertThat(fill(manager, "HOUR", "50", "60", "70", "Tarieven, 2025")).isEqualTo(302);
        assertThat(manager.get("/insight/value")).bodyText().contains("We noemen geen bedrag");
        assertThat(fill(manager, "COST", "0", "0", "1000", "Jaarrekening 2025")).isEqualTo(302);
        assertThat(manager.get("/insight/value"))
                .bodyText()
                .contains("Het meest waarschijnlijk: € 0", "Onderzoek, 2024")
                .doesNotContain("We noemen geen bedrag");

        assertThat(manager.post("/insight/value/empty", "what", "HOUR")).hasStatus3xxRedirection();
        assertThat(manager.get("/insight/value")).bodyText().contains("We noemen geen bedrag");
    }

    @Test
    void a_coordinator_reads_it_and_does_not_change_it() {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        var coordinator = new Visitor(browser).signIn(team.email());

        assertThat(coordinator.get("/insight/value")).hasStatusOk().bodyText().doesNotContain("value/fill");
        assertThat(coordinator.get("/insight/value/fill")).hasStatus(HttpStatus.NOT_FOUND);
        assertThatThrownBy(() -> team.viewer().call(() -> {
                    value.fill(Assumption.HOUR, new Range(1, 2, 3), "Tarieven, 2025");
                    return true;
                }))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void another_organisations_assumptions_are_not_ours() {
        fill(manager(neighbourhood.team()), "HOUR", "50", "60", "70", "Tarieven, 2025");
        var elsewhere = neighbourhood.team();

        assertThat(elsewhere
                        .viewer()
                        .call(() -> value.sum(LocalDate.now(clock), LocalDate.now(clock)))
                        .filled())
                .isEmpty();
    }

    @Test
    void the_brief_is_two_pages_in_Dutch_with_and_without_an_amount() throws IOException {
        var team = neighbourhood.team();
        var manager = manager(team);
        assertBrief(manager, "We noemen geen bedrag");
        for (var what : Assumption.values()) {
            assertThat(fill(manager, what.name(), "10", "20", "30", "Bron ".repeat(50) + "2025"))
                    .isEqualTo(302);
        }
        assertBrief(manager, "Het meest waarschijnlijk");
    }

    private static void assertBrief(Visitor manager, String words) throws IOException {
        var answer = manager.get("/insight/brief");
        assertThat(answer).hasStatusOk();
        try (var document = Loader.loadPDF(answer.getResponse().getContentAsByteArray())) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
                    .contains("Over de schutting", "Wat er niet lukt", "minder dan 10", words);
        }
    }
}
