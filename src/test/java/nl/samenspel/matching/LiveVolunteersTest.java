package nl.samenspel.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.audit.Looks;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.limits.Promise;
import nl.samenspel.matching.engine.Weights;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.network.Point;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.Consents;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.requests.Wanted;
import nl.samenspel.volunteers.Offer;
import nl.samenspel.volunteers.Training;
import nl.samenspel.volunteers.Vog;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What is in memory against what is in the database.
@SamenspelTest
@NullUnmarked
class LiveVolunteersTest {

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration TO_READ_EVERYTHING = Duration.ofSeconds(20);

    @Autowired
    LiveVolunteers live;

    @Autowired
    Candidates candidates;

    @Autowired
    Pool pool;

    @Autowired
    Weighing weighing;

    @Autowired
    Organisations organisations;

    @Autowired
    Circles circles;

    @Autowired
    InvitationStore invitations;

    @Autowired
    Looks looks;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Consents consents;

    @Autowired
    Limits limits;

    @Autowired
    HelpRequests requests;

    @Autowired
    Reception reception;

    @Autowired
    People persons;

    @Autowired
    Areas areas;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Autowired
    @Qualifier("jobs")
    DataSource database;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    private final List<LiveVolunteers> nodes = new ArrayList<>();

    @AfterEach
    void stop_the_other_programs() {
        nodes.forEach(LiveVolunteers::stop);
    }

    private Stage stage() {
        return new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
    }

    /// Another program on the same database, that has not begun yet.
    private LiveVolunteers anotherNode() {
        var node = new LiveVolunteers(volunteers, persons, limits, areas, database, jobs, clock, true);
        nodes.add(node);
        return node;
    }

    private LiveVolunteers.Moment afresh() {
        var node = anotherNode();
        node.read();
        return node.asRead().orElseThrow();
    }

    private static void eventually(Duration within, BooleanSupplier holds) throws InterruptedException {
        long until = System.nanoTime() + within.toNanos();
        while (!holds.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(5);
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }

    // --- every change, followed ---

    private final class Town {
        final Stage stage = stage();
        final Stage neighbours = stage();
        final Random random;
        final List<Someone> people = new ArrayList<>();
        final Map<UUID, PersonId> promises = new HashMap<>();
        final List<Wanted> asked = new ArrayList<>();

        Town(long seed) {
            random = new Random(seed);
            for (int i = 0; i < 14; i++) {
                come();
            }
            for (int hours = 1; hours <= 3; hours++) {
                asked.add(wanted(stage, hours));
                asked.add(wanted(neighbours, hours));
            }
        }

        void come() {
            people.add(
                    stage.volunteer("Ria", stage.postcode, 1 + random.nextInt(4), 1 + random.nextInt(2), _ -> offer()));
        }

        private Offer offer() {
            return new Offer(
                    random.nextInt(4) == 0 ? Set.of(KindOfHelp.GARDEN) : Set.of(KindOfHelp.COMPANY),
                    Set.of(KindOfHelp.WALKING),
                    Set.of(),
                    Set.of(),
                    random.nextInt(5) == 0 ? DayParts.NONE : DayParts.ALL,
                    100 + random.nextInt(9_000),
                    random.nextInt(4) == 0 ? stage.today().plusDays(random.nextInt(-2, 3)) : null,
                    random.nextInt(6) == 0 ? Set.of(Gender.MAN) : Offer.EVERYONE,
                    "",
                    random.nextInt(3) == 0);
        }

        /// Something changes, the way it does: by the volunteer, at the desk, by what is promised, or around them.
        String change() {
            var one = people.get(random.nextInt(people.size()));
            var who = one.person();
            var today = stage.today();
            return switch (random.nextInt(11)) {
                case 0 -> changed("offer", who, volunteer -> volunteer.offering(offer()));
                case 1 ->
                    changed(
                            "vog",
                            who,
                            volunteer -> volunteer.showing(new Vog(
                                    today.minusYears(1).plusDays(random.nextInt(400)),
                                    today.plusDays(1 + 400L * random.nextInt(2)))));
                case 2 ->
                    changed(
                            "training",
                            who,
                            volunteer -> volunteer.trained(new Training(
                                    Qualification.DRIVER,
                                    today.plusDays(random.nextInt(-1, 2)),
                                    random.nextBoolean() ? null : today.plusDays(3))));
                case 3 -> {
                    one.viewer()
                            .call(() -> limits.set(new OwnLimits(
                                    who,
                                    1 + random.nextInt(4),
                                    1 + random.nextInt(2),
                                    random.nextInt(3) == 0 ? today.plusDays(5) : null)));
                    yield "limits";
                }
                case 4 -> {
                    var source = UUID.randomUUID();
                    stage.desk(() -> limits.reserve(who, new Promise(1, source)));
                    promises.put(source, who);
                    yield "promise";
                }
                case 5 -> {
                    promises.keySet().stream().findFirst().ifPresent(source -> {
                        stage.desk(() -> {
                            limits.release(source);
                            return true;
                        });
                        promises.remove(source);
                    });
                    yield "release";
                }
                case 6 -> {
                    stage.desk(() -> volunteers.leave(who));
                    yield "leave";
                }
                case 7 -> {
                    stage.desk(() -> volunteers.takeBack(who));
                    stage.desk(() -> volunteers.welcome(who));
                    yield "return";
                }
                case 8 -> {
                    stage.desk(() -> moved(persons.find(who, Purpose.RECORD).orElseThrow()));
                    yield "person";
                }
                case 9 -> {
                    come();
                    yield "new";
                }
                default -> {
                    moveTheTown();
                    yield "area";
                }
            };
        }

        private String changed(String what, PersonId who, UnaryOperator<Volunteer> change) {
            stage.desk(() -> volunteers.change(change.apply(volunteers.find(who).orElseThrow())));
            return what;
        }

        private boolean moved(Person person) {
            persons.change(new Person(
                    person.id(),
                    person.organisation(),
                    null,
                    person.givenName(),
                    person.familyName(),
                    person.email(),
                    person.phone(),
                    random.nextInt(3) == 0 ? neighbours.postcode : stage.postcode,
                    person.place(),
                    person.address(),
                    Gender.values()[random.nextInt(4)],
                    random.nextInt(3) == 0 ? Set.of(Language.EN) : Set.of(Language.NL)));
            return true;
        }

        private void moveTheTown() {
            neighbourhood.asAdministrator(() -> {
                areas.save(List.of(new Area(
                        stage.postcode,
                        "Meerdorp",
                        "Meerdorp",
                        "",
                        new Point(120_000 + random.nextInt(3_000), 480_000))));
                return true;
            });
        }
    }

    private Wanted wanted(Stage stage, int hours) {
        var id = stage.searching(stage.participant("Jan").person(), hours);
        return stage.desk(() -> requests.findWanted(id)).orElseThrow();
    }

    @Test
    void after_each_change_memory_answers_as_if_read_afresh() {
        var town = new Town(7);
        int found = 0;
        int elsewhere = 0;
        var kinds = new HashSet<String>();
        for (int i = 0; i < 60; i++) {
            var change = town.change();
            kinds.add(change);
            var now = live.current().orElseThrow();
            var fresh = afresh();
            for (var wanted : town.asked) {
                for (var start : List.of(town.stage.today(), town.stage.today().plusDays(4))) {
                    assertThat(topTen(now, wanted, start))
                            .as("change %d: %s", i, change)
                            .isEqualTo(topTen(fresh, wanted, start));
                    assertThat(now.everyone(wanted, start)).isEqualTo(fresh.everyone(wanted, start));
                    assertThat(now.countElsewhere(wanted, start, List.of()))
                            .isEqualTo(fresh.countElsewhere(wanted, start, List.of()));
                    found += now.everyone(wanted, start).size();
                    elsewhere += now.countElsewhere(wanted, start, List.of()).size();
                }
            }
        }
        assertThat(kinds).hasSize(11);
        assertThat(found).isGreaterThan(100);
        assertThat(elsewhere).isGreaterThan(10);
    }

    private static List<PersonId> topTen(LiveVolunteers.Moment moment, Wanted wanted, LocalDate start) {
        return moment.topTen(wanted, start, List.of(), Weights.DEFAULT).orElseThrow();
    }

    @Test
    void a_program_that_does_not_follow_is_noticed() {
        var stage = stage();
        var ria = stage.volunteer("Ria");
        var wanted = wanted(stage, 1);
        var deaf = anotherNode();
        deaf.read();

        ria.viewer()
                .call(() -> limits.set(
                        new OwnLimits(ria.person(), 3, 2, stage.today().plusDays(9))));

        assertThat(topTen(live.current().orElseThrow(), wanted, stage.today())).isEmpty();
        assertThat(topTen(deaf.asRead().orElseThrow(), wanted, stage.today())).containsExactly(ria.person());
        assertThat(deaf.current()).isEmpty();
    }

    // --- several programs ---

    @Test
    void two_programs_agree_within_a_second() throws Exception {
        var stage = stage();
        var wanted = wanted(stage, 1);
        var other = anotherNode();
        other.start();
        eventually(TO_READ_EVERYTHING, () -> other.current().isPresent());

        for (int i = 0; i < 20; i++) {
            var ria = stage.volunteer("Ria " + i);
            var expected = topTen(live.current().orElseThrow(), wanted, stage.today());

            assertThat(expected).hasSize(Math.min(10, i + 1));
            eventually(
                    A_SECOND,
                    () -> topTen(other.asRead().orElseThrow(), wanted, stage.today())
                            .equals(expected));
            if (i < 10) {
                assertThat(expected).endsWith(ria.person());
            }
        }
    }

    @Test
    void whoever_asks_waits_for_what_was_committed_before() throws Exception {
        var stage = stage();
        var wanted = wanted(stage, 1);
        var other = anotherNode();
        other.start();
        eventually(TO_READ_EVERYTHING, () -> other.current().isPresent());

        for (int i = 0; i < 10; i++) {
            stage.volunteer("Ria " + i);
            assertThat(topTen(other.current().orElseThrow(), wanted, stage.today()))
                    .hasSize(i + 1);
        }
    }

    @Test
    void a_program_that_stopped_gives_no_answer() throws Exception {
        var node = anotherNode();
        assertThat(node.current()).isEmpty();
        node.start();
        eventually(TO_READ_EVERYTHING, () -> node.current().isPresent());
        node.stop();
        assertThat(node.current()).isEmpty();
    }

    // --- the door ---

    @Test
    void without_an_answer_from_memory_the_door_finds_the_same_in_the_database() {
        var town = new Town(11);
        var withoutMemory = new Candidates(
                requests, anotherNode(), pool, weighing, organisations, circles, invitations, persons, looks, clock);
        int found = 0;
        for (var wanted : town.asked.stream()
                .filter(one -> one.organisation().equals(town.stage.team.organisation()))
                .toList()) {
            var quick = town.stage.desk(() -> shown(candidates, wanted.id()));
            assertThat(quick).isEqualTo(town.stage.desk(() -> shown(withoutMemory, wanted.id())));
            found += quick.size();
        }
        assertThat(found).isPositive();
    }

    private static List<Candidate> shown(Candidates candidates, HelpRequestId request) {
        return candidates.topTen(request).orElseThrow().candidates();
    }

    // --- asked by others ---

    @Test
    void who_agreed_to_be_asked_by_others_counts_there_without_a_name_until_they_take_it_back() {
        var there = stage();
        var here = stage();
        var ria = there.volunteer("Ria", here.postcode, 3, 2, offer -> offer.byOthers(true));
        there.volunteer("Ahmed", here.postcode, 3, 2, offer -> offer);
        var wanted = wanted(here, 1);

        assertThat(elsewhere(wanted, here)).isEqualTo(Map.of(there.team.organisation(), 1));
        assertThat(here.desk(() -> candidates.topTen(wanted.id())).orElseThrow())
                .satisfies(list -> {
                    assertThat(list.candidates()).isEmpty();
                    assertThat(list.elsewhere())
                            .extracting(Shortlist.Elsewhere::volunteers)
                            .containsExactly(1);
                });

        transactionOf(ria, () -> {
            var consent = consents.findStanding(ria.person(), Consents.Purpose.BE_CALLED_ON_BY_OTHERS, null);
            consents.withdraw(consent.orElseThrow());
            return true;
        });

        assertThat(elsewhere(wanted, here)).isEmpty();
        assertThat(here.desk(() -> candidates.topTen(wanted.id())).orElseThrow().elsewhere())
                .isEmpty();
    }

    private Map<OrganisationId, Integer> elsewhere(Wanted wanted, Stage here) {
        return live.current().orElseThrow().countElsewhere(wanted, here.today(), List.of());
    }

    private <T> Optional<T> transactionOf(Someone someone, Supplier<T> work) {
        return someone.viewer().call(() -> Optional.ofNullable(transaction.execute(_ -> work.get())));
    }
}
