package nl.samenspel.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.audit.Looks;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.limits.Promise;
import nl.samenspel.matching.Obstacle.NotThisPair;
import nl.samenspel.matching.Obstacle.NotThisPair.Why;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.CommitmentLength;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Point;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.GoingAlong;
import nl.samenspel.volunteers.Offer;
import nl.samenspel.volunteers.Training;
import nl.samenspel.volunteers.Vog;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SamenspelTest
@NullUnmarked
class CandidatesTest {

    @Autowired
    Candidates candidates;

    @Autowired
    Invitations invitations;

    @Autowired
    Explanations explanations;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Limits limits;

    @Autowired
    HelpRequests requests;

    @Autowired
    Reception reception;

    @Autowired
    People people;

    @Autowired
    Areas areas;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    @BeforeEach
    void in_Dutch() {
        LocaleContextHolder.setLocale(Locale.of("nl"));
    }

    @AfterEach
    void no_longer() {
        LocaleContextHolder.resetLocaleContext();
    }

    private Stage stage() {
        return new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
    }

    // --- the same answers as a slow second way, through the real database ---

    /// A volunteer as the test invented them.
    record Invented(
            PersonId id,
            Point home,
            Offer offer,
            Gender gender,
            Set<Language> languages,
            Vog vog,
            List<Training> trainings,
            int budget,
            int places,
            LocalDate pauseUntil,
            int load,
            int taken) {}

    /// A request as the test invented it.
    record Asking(HelpRequestId id, PersonId participant, Gender gender, Need need, Point there, int waitingDays) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void points_and_reasons_are_those_of_a_slow_second_way(long seed) {
        var random = new Random(seed);
        var stage = stage();
        var points = new HashMap<String, Point>();
        for (var i = 0; i < 6; i++) {
            var area = neighbourhood.area();
            var point = i == 5
                    ? null
                    : new Point(120_000 + random.nextInt(-4_000, 4_000), 480_000 + random.nextInt(-4_000, 4_000));
            points.put(area.postcode(), point);
            neighbourhood.asAdministrator(() -> {
                areas.save(List.of(new Area(area.postcode(), "Meerdorp", area.municipality(), "", point)));
                return area;
            });
        }
        points.put("9999", null);
        var postcodes = new ArrayList<>(new TreeSet<>(points.keySet()));
        var invented = new ArrayList<Invented>();
        for (var i = 0; i < 16; i++) {
            invented.add(invent(stage, random, postcodes, points, "Vrijwilliger" + i));
        }
        for (var r = 0; r < 3; r++) {
            var asking = ask(stage, random, postcodes, points);
            var apart = new HashSet<PersonId>();
            apart.add(asking.participant());
            var family = pick(random, invented).id();
            stage.desk(() -> {
                people.relate(stage.team.organisation(), asking.participant(), family, Relation.SIBLING);
                return true;
            });
            apart.add(family);
            var clashed = pick(random, invented).id();
            stage.desk(() -> {
                candidates.keepApart(stage.team.organisation(), clashed, asking.participant());
                return true;
            });
            apart.add(clashed);

            var found = stage.team
                    .viewer()
                    .call(() -> candidates.topTen(asking.id()))
                    .orElseThrow();
            assertThat(found.candidates().stream()
                            .map(one -> one.volunteer() + " " + one.score().total()))
                    .isEqualTo(slowTopTen(asking, invented, apart));
            for (var one : invented) {
                var failing = slowObstacles(asking, one, apart);
                var judgement = stage.team
                        .viewer()
                        .call(() -> candidates.whyNot(asking.id(), one.id()))
                        .orElseThrow();
                switch (judgement) {
                    case Judgement.Fits(var candidate) -> {
                        assertThat(failing).isEmpty();
                        assertThat(candidate.score()).isEqualTo(slowScore(asking, one));
                        assertThat(explanations.bars(candidate))
                                .allSatisfy(bar -> assertThat(bar.text()).isNotBlank());
                    }
                    case Judgement.FitsNot not -> {
                        assertThat(not.obstacles().stream()
                                        .map(obstacle -> obstacle.getClass().getSimpleName()))
                                .containsExactlyInAnyOrderElementsOf(failing);
                        assertThat(not.obstacles())
                                .allSatisfy(obstacle ->
                                        assertThat(explanations.of(obstacle)).isNotBlank());
                    }
                }
            }
        }
    }

    private Invented invent(
            Stage stage, Random random, List<String> postcodes, Map<String, Point> points, String name) {
        var today = stage.today();
        var postcode = pick(random, postcodes);
        var someone = neighbourhood.someone(stage.team, name, Role.VOLUNTEER, postcode);
        var gender = pick(random, List.of(Gender.values()));
        var languages = some(random, 0.6, List.of(Language.NL, Language.EN, Language.TR));
        var kinds = List.of(KindOfHelp.COMPANY, KindOfHelp.WALKING, KindOfHelp.GARDEN);
        var sets = List.of(
                new HashSet<KindOfHelp>(),
                new HashSet<KindOfHelp>(),
                new HashSet<KindOfHelp>(),
                new HashSet<KindOfHelp>());
        for (var kind : kinds) {
            var which = random.nextInt(6);
            sets.get(which >= 4 ? which - 4 : which).add(kind);
        }
        var comfortable = some(random, 0.9, List.of(Gender.values()));
        var offer = new Offer(
                sets.get(0),
                sets.get(1),
                sets.get(2),
                sets.get(3),
                anyDayParts(random),
                random.nextInt(500, 9_000),
                random.nextInt(4) == 0 ? today.plusDays(random.nextInt(-5, 15)) : null,
                comfortable.isEmpty() ? Set.of(Gender.WOMAN) : comfortable,
                "",
                false,
                random.nextInt(4) == 0 ? pick(random, List.of(CommitmentLength.values())) : CommitmentLength.LASTING,
                GoingAlong.NOBODY);
        var vog = random.nextInt(4) == 0
                ? null
                : new Vog(today.minusYears(1), random.nextInt(4) == 0 ? today.plusDays(3) : today.plusYears(2));
        var trainings =
                some(random, 0.4, List.of(Qualification.FIRST_AID, Qualification.DRIVER, Qualification.DEMENTIA))
                        .stream()
                        .map(what -> new Training(
                                what, today.minusYears(2), random.nextInt(3) == 0 ? today.plusDays(2) : null))
                        .toList();
        var budget = random.nextInt(1, 6);
        var places = random.nextInt(1, 3);
        var pause = random.nextInt(8) == 0 ? today.plusDays(20) : null;
        var load = random.nextInt(3) == 0 ? random.nextInt(1, budget + 1) : 0;
        stage.desk(() -> {
            var record = people.find(someone.person(), Looks.Purpose.RECORD).orElseThrow();
            people.change(new Person(
                    record.id(),
                    record.organisation(),
                    null,
                    record.givenName(),
                    record.familyName(),
                    record.email(),
                    record.phone(),
                    postcode,
                    record.place(),
                    record.address(),
                    gender,
                    languages));
            var volunteer = Volunteer.applying(
                            record.id(), stage.team.organisation(), stage.team.branch(), today, offer)
                    .welcomed(today)
                    .showing(vog);
            for (var training : trainings) {
                volunteer = volunteer.trained(training);
            }
            volunteers.add(volunteer);
            limits.set(new OwnLimits(record.id(), budget, places, null));
            if (load > 0) {
                limits.reserve(record.id(), new Promise(load, UUID.randomUUID()));
            }
            return limits.set(new OwnLimits(record.id(), budget, places, pause));
        });
        return new Invented(
                someone.person(),
                points.get(postcode),
                offer,
                gender,
                languages,
                vog,
                trainings,
                budget,
                places,
                pause,
                load,
                load > 0 ? 1 : 0);
    }

    private Asking ask(Stage stage, Random random, List<String> postcodes, Map<String, Point> points) {
        var today = stage.today();
        var from = today.plusDays(random.nextInt(0, 10));
        var participant = stage.participant("Deelnemer").person();
        var gender = pick(random, List.of(Gender.values()));
        stage.desk(() -> {
            var record = people.find(participant, Looks.Purpose.RECORD).orElseThrow();
            people.change(new Person(
                    record.id(),
                    record.organisation(),
                    null,
                    record.givenName(),
                    record.familyName(),
                    record.email(),
                    record.phone(),
                    record.postcode(),
                    record.place(),
                    record.address(),
                    gender,
                    record.languages()));
            return true;
        });
        var postcode = pick(random, postcodes);
        var languages = some(random, 0.7, List.of(Language.NL, Language.EN));
        var need = new Need(
                pick(random, List.of(KindOfHelp.COMPANY, KindOfHelp.WALKING, KindOfHelp.GARDEN)),
                "Iets doen",
                postcode,
                "Meerdorp",
                anyDayParts(random),
                random.nextInt(1, 5),
                random.nextInt(1, 4),
                from,
                random.nextInt(4) == 0 ? from.plusDays(pick(random, List.of(0, 40, 200))) : null,
                languages.isEmpty() ? Set.of(Language.NL) : languages,
                random.nextInt(3) == 0 ? Set.of(Gender.WOMAN, Gender.UNKNOWN) : Set.of(),
                "",
                random.nextInt(2) == 0 ? Set.of(Qualification.VOG) : Set.of(),
                random.nextInt(4),
                Need.PaidBefore.NO);
        var waiting = random.nextInt(0, 300);
        var id = stage.searching(participant, null, need, today.minusDays(waiting));
        return new Asking(id, participant, gender, need, points.get(postcode), waiting);
    }

    private static List<String> slowTopTen(Asking asking, List<Invented> invented, Set<PersonId> apart) {
        return invented.stream()
                .filter(one -> slowObstacles(asking, one, apart).isEmpty())
                .sorted(Comparator.comparingInt(
                                (Invented one) -> -slowScore(asking, one).total())
                        .thenComparingInt(invented::indexOf))
                .limit(10)
                .map(one -> one.id() + " " + slowScore(asking, one).total())
                .toList();
    }

    private static Set<String> slowObstacles(Asking asking, Invented one, Set<PersonId> apart) {
        var need = asking.need();
        var failing = new TreeSet<String>();
        if (one.places() - one.taken() < 1) {
            failing.add("NoPlace");
        }
        if (one.budget() - one.load() < need.hoursPerWeek()) {
            failing.add("TooFewHours");
        }
        if (!one.offer().loves().contains(need.kind())
                && !one.offer().likes().contains(need.kind())
                && !one.offer().does().contains(need.kind())) {
            failing.add("OtherKind");
        }
        if (one.home() != null
                && asking.there() != null
                && square(one.home(), asking.there())
                        > (long) one.offer().radiusMetres() * one.offer().radiusMetres()) {
            failing.add("TooFar");
        }
        if (!slowQualifications(one, need.from()).containsAll(need.qualifications())) {
            failing.add("Lacks");
        }
        if (one.languages().stream().noneMatch(need.languages()::contains)) {
            failing.add("NoSharedLanguage");
        }
        if ((!need.wishedGender().isEmpty() && !need.wishedGender().contains(one.gender()))
                || !one.offer().comfortableWith().contains(asking.gender())) {
            failing.add("OtherWish");
        }
        if (common(need, one) < need.dayPartsNeeded()) {
            failing.add("TooFewDayParts");
        }
        if (one.offer().availableFrom() != null && one.offer().availableFrom().isAfter(need.from())) {
            failing.add("NotYet");
        }
        if (Long.bitCount(one.offer().dayParts().mask() & need.dayParts().mask() & 0x8888888) > 0
                && need.dayPartsNeeded()
                                - Long.bitCount(one.offer().dayParts().mask()
                                        & need.dayParts().mask()
                                        & 0x7777777)
                        > 1
                && Long.bitCount(one.offer().dayParts().mask() & need.dayParts().mask() & 0x8888888) > 1) {
            failing.add("TooManyNights");
        } else if (need.dayPartsNeeded() > 2) {
            failing.add("ForSeveral");
        } else if (slowClash(one.offer().dayParts().mask() & need.dayParts().mask(), need.dayPartsNeeded())) {
            failing.add("NeedsRest");
        }
        if (apart.contains(one.id())) {
            failing.add("NotThisPair");
        }
        if (CommitmentLength.of(need.from(), need.until()).compareTo(one.offer().longest()) > 0) {
            failing.add("LongerThanWished");
        }
        if (one.pauseUntil() != null) {
            failing.add("OnPause");
        }
        return failing;
    }

    /// Whether all that fits both must be, and a night in it is followed by a morning or afternoon in it.
    private static boolean slowClash(int both, int needed) {
        if (Integer.bitCount(both) > needed) {
            return false;
        }
        for (var night = 3; night < 28; night += 4) {
            for (var after : List.of(1, 2)) {
                if ((both >> night & 1) == 1 && (both >> ((night + after) % 28) & 1) == 1) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Candidate.Score slowScore(Asking asking, Invented one) {
        var need = asking.need();
        var motive = one.offer().loves().contains(need.kind())
                ? 300
                : one.offer().likes().contains(need.kind()) ? 150 : 0;
        var distance = 0;
        if (one.home() != null && asking.there() != null) {
            var d = BigInteger.valueOf(square(one.home(), asking.there()))
                    .sqrt()
                    .intValueExact();
            distance = 200 * (one.offer().radiusMetres() - d) / one.offer().radiusMetres();
        }
        var dayParts = 25 * Math.min(4, common(need, one));
        var waiting = 200 * Math.min(180, asking.waitingDays()) / 180;
        var urgency = 60 * need.urgency();
        var extra = slowQualifications(one, need.from());
        extra.removeAll(need.qualifications());
        var spare = -8 * extra.size();
        var load = -(120 * one.load() / one.budget());
        return new Candidate.Score(
                motive,
                distance,
                dayParts,
                60,
                waiting,
                urgency,
                spare,
                50,
                load,
                motive + distance + dayParts + 60 + waiting + urgency + spare + 50 + load);
    }

    private static int common(Need need, Invented one) {
        return (int) one.offer().dayParts().list().stream()
                .filter(on -> need.dayParts().has(on.day(), on.part()))
                .count();
    }

    private static Set<Qualification> slowQualifications(Invented one, LocalDate start) {
        var valid = EnumSet.noneOf(Qualification.class);
        if (one.vog() != null && start.isBefore(one.vog().againOn())) {
            valid.add(Qualification.VOG);
        }
        for (var training : one.trainings()) {
            if (training.validUntil() == null || !start.isAfter(training.validUntil())) {
                valid.add(training.what());
            }
        }
        return valid;
    }

    private static long square(Point one, Point other) {
        long dx = (long) one.x() - other.x();
        long dy = (long) one.y() - other.y();
        return dx * dx + dy * dy;
    }

    private static DayParts anyDayParts(Random random) {
        return new DayParts(random.nextInt(1, 1 << 28));
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static <T> Set<T> some(Random random, double chance, List<T> from) {
        return from.stream().filter(_ -> random.nextDouble() < chance).collect(Collectors.toSet());
    }

    // --- who may not be asked, and how that is told ---

    @Test
    void who_was_asked_already_is_not_proposed_again_whatever_they_said() {
        var stage = stage();
        var ria = stage.volunteer("Ria");
        var ahmed = stage.volunteer("Ahmed");
        var request = stage.searching(stage.participant("Wim").person(), 2);
        assertThat(stage.team
                        .viewer()
                        .call(() -> invitations.invite(
                                request,
                                List.of(ria.person(), ahmed.person()),
                                "Koffie drinken?",
                                stage.today().plusDays(7))))
                .isEqualTo(new Invited.Asked(2, List.of()));
        var asked = stage.team.viewer().call(() -> invitations.listOf(request)).stream()
                .filter(one -> one.question().volunteer().equals(ria.person()))
                .findFirst()
                .orElseThrow();
        ria.viewer().run(() -> invitations.decline(asked.id()));

        assertThat(ten(stage, request)).isEmpty();
        for (var one : List.of(ria, ahmed)) {
            assertThat(obstacles(stage, request, one.person())).containsExactly(new NotThisPair(Why.ASKED_ALREADY));
        }
        var another = stage.searching(stage.participant("Bep").person(), 2);
        assertThat(ten(stage, another)).contains(ria.person(), ahmed.person());
        var scores = stage.team.viewer().call(() -> candidates.topTen(another)).orElseThrow().candidates().stream()
                .map(one -> one.score().total())
                .distinct();
        assertThat(scores).as("a no counts against nobody").hasSize(1);
    }

    @Test
    void nobody_is_proposed_to_themselves() {
        var stage = stage();
        var ria = stage.volunteer("Ria");
        var request = stage.searching(ria.person(), 1);
        assertThat(ten(stage, request)).isEmpty();
        assertThat(obstacles(stage, request, ria.person())).containsExactly(new NotThisPair(Why.CLOSE));
    }

    @Test
    void an_unknown_postcode_turns_nobody_away_and_says_so() {
        var stage = stage();
        stage.volunteer("Ria");
        var request = stage.searching(stage.participant("Wim").person(), Stage.need("9999", stage.today(), 2));
        var shortlist =
                stage.team.viewer().call(() -> candidates.topTen(request)).orElseThrow();
        assertThat(shortlist.placeKnown()).isFalse();
        assertThat(shortlist.candidates()).singleElement().satisfies(ria -> {
            assertThat(ria.score().distance()).isZero();
            assertThat(ria.facts().metres()).isNull();
            assertThat(explanations.bars(ria).get(1).text()).contains("weten we niet");
        });
        assertThat(explanations.conditions(shortlist.wanted())).anyMatch(line -> line.contains("postcode"));
    }

    @Test
    void who_is_not_active_is_found_by_name_and_told_so() {
        var stage = stage();
        var nieuw = neighbourhood.someone(stage.team, "Nieuwkomer", Role.VOLUNTEER, stage.postcode);
        stage.desk(() -> volunteers.add(Volunteer.applying(
                nieuw.person(), stage.team.organisation(), stage.team.branch(), stage.today(), Stage.anything())));
        var request = stage.searching(stage.participant("Wim").person(), 2);
        assertThat(stage.team.viewer().call(() -> candidates.whyNot(request, "nieuwk", 5)))
                .containsExactly(new Judgement.FitsNot(
                        nieuw.person(), "Nieuwkomer Voorbeeld", List.of(new Obstacle.NotActive())));
    }

    @Test
    void showing_somebody_is_a_look() {
        var stage = stage();
        var ria = stage.volunteer("Ria");
        var request = stage.searching(stage.participant("Wim").person(), 2);
        ten(stage, request);
        assertThat(jobs.sql(
                                "select count(*) from audit.subject s join audit.event e on e.id = s.event where s.person = :ria and e.purpose = 'MATCHING'")
                        .param("ria", ria.person().value())
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void another_organisation_sees_neither_request_nor_candidates() {
        var stage = stage();
        var ria = stage.volunteer("Ria");
        var request = stage.searching(stage.participant("Wim").person(), 2);
        var elsewhere = stage();
        assertThat(elsewhere.team.viewer().call(() -> candidates.topTen(request)))
                .isEmpty();
        assertThat(elsewhere.team.viewer().call(() -> candidates.whyNot(request, ria.person())))
                .isEmpty();
        var theirs = elsewhere.searching(elsewhere.participant("Bep").person(), 2);
        assertThat(ten(elsewhere, theirs)).doesNotContain(ria.person());
        assertThat(elsewhere.team.viewer().call(() -> candidates.whyNot(theirs, ria.person())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Why.class)
    void every_reason_of_a_pair_can_be_told(Why why) {
        assertThat(explanations.of(new NotThisPair(why))).isNotBlank();
    }

    private List<PersonId> ten(Stage stage, HelpRequestId request) {
        return stage.team.viewer().call(() -> candidates.topTen(request)).orElseThrow().candidates().stream()
                .map(Candidate::volunteer)
                .toList();
    }

    private List<Obstacle> obstacles(Stage stage, HelpRequestId request, PersonId volunteer) {
        var judgement = stage.team
                .viewer()
                .call(() -> candidates.whyNot(request, volunteer))
                .orElseThrow();
        return ((Judgement.FitsNot) judgement).obstacles();
    }
}
