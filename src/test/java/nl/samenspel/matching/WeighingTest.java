package nl.samenspel.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.Promise;
import nl.samenspel.matching.engine.Weights;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Offer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

@SamenspelTest
@NullUnmarked
class WeighingTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Weighing weighing;

    @Autowired
    Candidates candidates;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Accounts accounts;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Limits limits;

    @Autowired
    HelpRequests requests;

    @Autowired
    Reception reception;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    private Stage stage() {
        return new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
    }

    @Test
    void who_comes_first_follows_what_the_manager_chose_and_for_nobody_else() {
        var stage = stage();
        var loves = stage.volunteer("Ria", 10, 2, offer -> offer);
        var free = stage.volunteer("Ahmed", 10, 2, _ -> likesCompany());
        stage.desk(() -> limits.reserve(loves.person(), new Promise(9, UUID.randomUUID())));
        var request = stage.searching(stage.participant("Jan").person(), 1);
        assertThat(order(stage, request)).containsExactly(loves.person(), free.person());

        var manager = manager(stage.team.organisation());
        assertThat(manager.get("/weights")).hasStatusOk().bodyText().contains("Doet dit het liefst", "300");
        assertThat(manager.post("/weights", fields("loves", "160", "load", "1000")))
                .hasRedirectedUrl("/weights");

        assertThat(order(stage, request)).containsExactly(free.person(), loves.person());
        var other = stage();
        assertThat(other.desk(() -> weighing.of(stage.team.organisation()))).isEqualTo(Weights.DEFAULT);
        assertThat(other.desk(() -> weighing.of(other.team.organisation()))).isEqualTo(Weights.DEFAULT);

        assertThat(manager.post("/weights/default")).hasRedirectedUrl("/weights");
        assertThat(order(stage, request)).containsExactly(loves.person(), free.person());
    }

    private static Offer likesCompany() {
        var anything = Stage.anything();
        return new Offer(
                Set.of(),
                Set.of(KindOfHelp.COMPANY),
                Set.of(),
                Set.of(),
                anything.dayParts(),
                anything.radiusMetres(),
                null,
                Offer.EVERYONE,
                "",
                false);
    }

    private List<PersonId> order(Stage stage, HelpRequestId request) {
        return stage.desk(() -> candidates.topTen(request)).orElseThrow().candidates().stream()
                .map(Candidate::volunteer)
                .toList();
    }

    @Test
    void a_weight_out_of_bounds_is_refused_and_what_was_typed_stays() {
        var manager = manager(stage().team.organisation());

        assertThat(manager.post("/weights", fields("distance", "1001")))
                .hasStatus(422)
                .bodyText()
                .contains("1001");
        assertThat(manager.post("/weights", fields("distance", "veel")))
                .hasStatus(422)
                .bodyText()
                .contains("veel");
        assertThat(manager.post("/weights", fields("loves", "10", "likes", "20")))
                .hasStatus(422)
                .bodyText()
                .contains("minstens zo zwaar");
    }

    @Test
    void the_database_lets_only_the_manager_decide() {
        var stage = stage();

        assertThatThrownBy(() -> stage.desk(() -> {
                    weighing.change(stage.team.organisation(), Weights.DEFAULT);
                    return true;
                }))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("row-level security");
    }

    /// All fields of the page as they are by default, some of them changed.
    private static String[] fields(String... changes) {
        var fields = new LinkedHashMap<String, String>();
        var w = Weights.DEFAULT;
        fields.put("loves", String.valueOf(w.loves()));
        fields.put("likes", String.valueOf(w.likes()));
        fields.put("distance", String.valueOf(w.distance()));
        fields.put("dayPart", String.valueOf(w.dayPart()));
        fields.put("sameBranch", String.valueOf(w.sameBranch()));
        fields.put("sameOrganisation", String.valueOf(w.sameOrganisation()));
        fields.put("waiting", String.valueOf(w.waiting()));
        fields.put("urgency", String.valueOf(w.urgency()));
        fields.put("base", String.valueOf(w.base()));
        fields.put("spare", String.valueOf(w.spare()));
        fields.put("load", String.valueOf(w.load()));
        for (int i = 0; i < changes.length; i += 2) {
            fields.put(changes[i], changes[i + 1]);
        }
        return fields.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toArray(String[]::new);
    }

    private Visitor manager(OrganisationId organisation) {
        var email = UUID.randomUUID() + "@voorbeeld.example";
        var account = neighbourhood.asAdministrator(
                () -> accounts.open(new NewAccount("Iemand", email, "nl", Role.MANAGER, organisation, null, null)));
        neighbourhood.canSignIn(account);
        return new Visitor(browser).signIn(email);
    }
}
