package nl.samenspel.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.Role;
import nl.samenspel.database.Database;
import nl.samenspel.database.Law;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.matching.Stage;
import nl.samenspel.privacy.Joining.Outcome;
import nl.samenspel.privacy.Joining.Reason;
import nl.samenspel.privacy.Street.Life;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

@SamenspelTest
@Import(Street.class)
@NullUnmarked
class DoublesTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Street street;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Doubles doubles;

    @Autowired
    Register register;

    @Autowired
    Database database;

    @Autowired
    List<Law> laws;

    @Autowired
    @Qualifier("jobs")
    TransactionTemplate asJobs;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    Life life;
    /// The same Wim, who asked as a guest once more.
    Someone again;

    @BeforeEach
    void wim_asked_twice() {
        life = street.life();
        again = neighbourhood.someone(life.stage().team, "Wim", Role.PARTICIPANT, life.stage().postcode);
        life.stage()
                .searching(
                        again.person(),
                        Stage.need(life.stage().postcode, life.stage().today(), 1));
    }

    /// Every byte of every row that can be about a person, by table; what privacy itself notes left out.
    private Map<String, List<String>> bytes() {
        var bytes = new TreeMap<String, List<String>>();
        var mighty = JdbcClient.create(TestDatabase.asSuperuser(database));
        for (var table : register.aboutPeople()) {
            if (!table.full().startsWith("privacy.joi")
                    && !List.of("audit.event", "audit.subject").contains(table.full())) {
                bytes.put(
                        table.full(),
                        mighty.sql("select t::text from %s t order by 1".formatted(table.sql()))
                                .query((rs, _) -> rs.getString(1))
                                .list());
            }
        }
        return bytes;
    }

    private Outcome join(Someone kept, Someone joined) {
        return life.coordinator().call(() -> doubles.join(kept.person(), joined.person()));
    }

    @Test
    void who_asked_twice_is_shown_as_double_and_who_only_has_the_same_name_is_not() {
        var namesake = neighbourhood.someone(life.stage().team, "Wim", Role.PARTICIPANT, "9999");
        JdbcClient.create(TestDatabase.asSuperuser(database))
                .sql("update people.person set phone = '0201112233' where id = ?")
                .params(namesake.person().value())
                .update();

        doubles.lookThroughAll();
        var found = life.coordinator().call(() -> doubles.list(50)).pairs();

        assertThat(found)
                .anyMatch(pair -> java.util.Set.of(pair.one().id(), pair.other().id())
                        .equals(java.util.Set.of(life.wimId(), again.person())))
                .noneMatch(pair -> List.of(pair.one().id(), pair.other().id()).contains(namesake.person()));
        life.coordinator().run(() -> doubles.areTwo(life.wimId(), again.person()));
        assertThat(life.coordinator().call(() -> doubles.list(50)).pairs())
                .noneMatch(pair -> List.of(pair.one().id(), pair.other().id()).contains(again.person()));
    }

    @Test
    void one_record_has_all_that_both_had() {
        assertThat(join(life.wim(), again)).isInstanceOf(Outcome.Joined.class);

        assertThat(jobs.sql("select count(*) from requests.help_request where participant = :wim")
                        .param("wim", life.wimId().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        for (var table : register.aboutPeople()) {
            for (var slot : table.slots()) {
                if (slot.kind() == Register.Kind.PERSON
                        && slot.through() == null
                        && slot.join() != Register.Join.KEEP) {
                    assertThat(jobs.sql("select count(*) from %s t where %s".formatted(table.sql(), Rows.isAbout(slot)))
                                    .param("persons", new UUID[] {again.person().value()})
                                    .query(Integer.class)
                                    .single())
                            .as("%s, %s", table.full(), slot.name())
                            .isZero();
                }
            }
        }
        // both ways in lead to the one record
        assertThat(neighbourhood.viewer(street.accountOf(again)).persons()).containsExactly(life.wimId());
    }

    @Test
    void undoing_gives_back_every_byte() {
        var before = bytes();

        var joined = (Outcome.Joined) join(life.wim(), again);
        assertThat(bytes()).isNotEqualTo(before);
        assertThat(life.colleague().call(() -> doubles.undo(joined.id()))).isInstanceOf(Outcome.Undone.class);

        assertThat(bytes()).isEqualTo(before);
        assertThat(life.colleague().call(() -> doubles.undo(joined.id()))).isInstanceOf(Outcome.NotThere.class);
    }

    @Test
    void a_volunteer_who_is_there_twice_is_one_and_two_again() {
        var twin = neighbourhood.someone(life.stage().team, "Ria", Role.VOLUNTEER, life.stage().postcode);
        life.stage().offer(twin.person(), 5, 1, Stage.anything());
        var before = bytes();
        var brokenBefore = broken();

        assertThat(join(twin, life.ria())).isEqualTo(new Outcome.Refused(Reason.KEEP_THE_OTHER));
        var joined = (Outcome.Joined) join(life.ria(), twin);

        assertThat(broken()).isEqualTo(brokenBefore);
        assertThat(jobs.sql("select hours_per_week from limits.own_limit where volunteer = :ria")
                        .param("ria", life.ria().person().value())
                        .query(Integer.class)
                        .list())
                .containsExactly(3);
        life.coordinator().run(() -> doubles.undo(joined.id()));
        assertThat(bytes()).isEqualTo(before);
    }

    private List<String> broken() {
        return inOneGo(() -> laws.stream()
                .filter(law -> !law.examine(jobs).violations().isEmpty())
                .map(Law::name)
                .sorted()
                .toList());
    }

    private List<String> inOneGo(Supplier<List<String>> work) {
        return Objects.requireNonNull(asJobs.execute(_ -> work.get()));
    }

    @Test
    void two_who_help_each_other_are_two() {
        var before = bytes();

        assertThat(join(life.wim(), life.ria())).isInstanceOf(Outcome.Refused.class);

        assertThat(bytes()).isEqualTo(before);
    }

    @Test
    void what_the_kept_record_lacks_it_gets_and_gives_back() {
        var mighty = JdbcClient.create(TestDatabase.asSuperuser(database));
        mighty.sql("update people.person set phone = null, address = '' where id = ?")
                .params(life.wimId().value())
                .update();
        var before = bytes();

        var joined = (Outcome.Joined) join(life.wim(), again);

        var wim = jobs.sql("select phone, address, email from people.person where id = :id")
                .param("id", life.wimId().value())
                .query()
                .singleRow();
        assertThat(wim).containsEntry("phone", "0612345678").containsEntry("address", "Dorpsstraat 1");
        assertThat(wim).containsEntry("email", life.wim().email());
        life.coordinator().run(() -> doubles.undo(joined.id()));
        assertThat(bytes()).isEqualTo(before);
    }

    @Test
    void after_thirty_days_or_at_another_organisation_nothing_is_undone() {
        var joined = (Outcome.Joined) join(life.wim(), again);
        var stranger = neighbourhood.team().viewer();

        assertThat(stranger.call(() -> doubles.undo(joined.id()))).isInstanceOf(Outcome.NotThere.class);
        assertThat(stranger.call(() -> doubles.join(life.wimId(), life.els().person())))
                .isInstanceOf(Outcome.NotThere.class);
        jobs.sql("update privacy.joining set at = at - interval '30 days 1 minute' where id = :id")
                .param("id", joined.id().value())
                .update();
        assertThat(life.coordinator().call(() -> doubles.undo(joined.id()))).isInstanceOf(Outcome.NotThere.class);
    }

    @Test
    void a_coordinator_joins_and_undoes_on_the_screen() {
        neighbourhood.canSignIn(life.stage().team.coordinator());
        var coordinator = new Visitor(browser).signIn(life.stage().team.email());
        assertThat(coordinator.get("/privacy/doubles")).bodyText().contains("Wim Voorbeeld – Wim Voorbeeld");
        doubles.lookThroughAll();
        var third = neighbourhood.someone(life.stage().team, "Wim", Role.PARTICIPANT, life.stage().postcode);
        assertThat(coordinator.get("/privacy/doubles"))
                .bodyText()
                .doesNotContain(third.person().toString());
        assertThat(coordinator.follow(coordinator.post("/privacy/doubles/again")))
                .bodyText()
                .contains("We hebben opnieuw gezocht");
        assertThat(coordinator.get("/privacy/doubles"))
                .bodyText()
                .contains(third.person().toString());
        var path = "/privacy/doubles/" + life.wimId() + "/" + again.person();
        assertThat(coordinator.get(path)).hasStatusOk().bodyText().contains("Dezelfde mens?", "Hulpvragen: 1");

        assertThat(coordinator.post(path + "/join")).hasStatus(422);
        var joined = coordinator.post(path + "/join", "keep", life.wimId().toString());

        assertThat(coordinator.follow(joined)).bodyText().contains("De records zijn samen één", "Draai terug");
        var joining = life.coordinator().call(doubles::listJoinings).getFirst();
        assertThat(coordinator.follow(coordinator.post("/privacy/joinings/" + joining.id() + "/undo")))
                .bodyText()
                .contains("Beide records zijn weer zoals ze waren");
        assertThat(new ArrayList<>(life.coordinator().call(doubles::listJoinings)))
                .isEmpty();
    }
}
