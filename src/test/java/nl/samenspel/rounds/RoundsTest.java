package nl.samenspel.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.matches.Matches;
import nl.samenspel.matching.Distribution;
import nl.samenspel.matching.Explanations;
import nl.samenspel.matching.Fairness;
import nl.samenspel.matching.Invitation;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Obstacle;
import nl.samenspel.matching.Stage;
import nl.samenspel.matching.WhyOpen;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.DayParts.On;
import nl.samenspel.network.DayParts.Part;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.People;
import nl.samenspel.people.Person.Language;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.Reception;
import nl.samenspel.rounds.Entry.Outcome;
import nl.samenspel.rounds.Proposal.Aside;
import nl.samenspel.rounds.Proposal.Reason;
import nl.samenspel.rounds.Proposal.Sent;
import nl.samenspel.rounds.Proposal.Waiting;
import nl.samenspel.rounds.Round.Interrupted;
import nl.samenspel.rounds.Round.Ready;
import nl.samenspel.rounds.Round.Running;
import nl.samenspel.rounds.Sending.NotSent;
import nl.samenspel.volunteers.Offer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SamenspelTest
@NullUnmarked
class RoundsTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final Executor NEVER = _ -> {};
    private static final String WORDS = "Koffie drinken in [plaats], [uren] per week?";

    @Autowired
    Rounds rounds;

    @Autowired
    RoundStore store;

    @Autowired
    JointRoundStore jointStore;

    @Autowired
    Organisations organisations;

    @Autowired
    Invitations invitations;

    @Autowired
    Matches matches;

    @Autowired
    Distribution distribution;

    @Autowired
    Explanations explanations;

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
    People people;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @Autowired
    Database database;

    @Autowired
    Clock clock;

    Stage stage;

    @BeforeEach
    void set_the_stage() {
        LocaleContextHolder.setLocale(Locale.of("nl"));
        stage = stage(neighbourhood.team());
    }

    @AfterEach
    void no_longer_in_Dutch() {
        LocaleContextHolder.resetLocaleContext();
    }

    private Stage stage(Team team) {
        return new Stage(
                new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock), team);
    }

    private Viewer manager() {
        var mark = stage.team.organisation().toString().substring(0, 8);
        return neighbourhood.viewer(neighbourhood.asAdministrator(() -> accounts.open(new NewAccount(
                "Leiding " + mark,
                "leiding." + mark + "@voorbeeld.example",
                "nl",
                Role.MANAGER,
                stage.team.organisation(),
                null,
                null))));
    }

    private HelpRequestId waits(String name, int hours) {
        return stage.searching(stage.participant(name).person(), hours);
    }

    private RoundId ready(Stage at) {
        return ready(at.team.viewer(), at);
    }

    private RoundId ready(Viewer viewer, Stage at) {
        return ended(viewer, viewer.call(() -> rounds.start(at.team.branch(), Fairness.NONE)));
    }

    private RoundId ended(Viewer viewer, Started started) {
        assertThat(started).isInstanceOf(Started.Begun.class);
        var id = ((Started.Begun) started).id();
        rounds.await(id, LONG_ENOUGH);
        assertThat(viewer.call(() -> rounds.find(id))).get().isInstanceOf(Ready.class);
        return id;
    }

    private <T> T desk(Supplier<T> work) {
        return stage.team.viewer().call(work);
    }

    private List<Proposal> proposals(RoundId round) {
        return desk(() -> rounds.listProposals(round));
    }

    private Proposal proposal(RoundId round, HelpRequestId request) {
        return proposals(round).stream()
                .filter(one -> one.made().request().equals(request))
                .findFirst()
                .orElseThrow();
    }

    private Entry entry(RoundId round, HelpRequestId request) {
        return desk(() -> rounds.listEntries(round)).stream()
                .filter(one -> one.request().equals(request))
                .findFirst()
                .orElseThrow();
    }

    private Sending.Done send(RoundId round, Proposal... chosen) {
        var outcome = desk(() -> rounds.send(
                round,
                Arrays.stream(chosen).map(Proposal::id).toList(),
                WORDS,
                stage.today().plusDays(7)));
        assertThat(outcome).isInstanceOf(Sending.Done.class);
        return (Sending.Done) outcome;
    }

    // --- what it proposes ---

    @Test
    void a_round_proposes_to_as_many_as_there_is_room_for_and_asks_nobody() {
        var ria = stage.volunteer("Ria", 2, 1, offer -> offer);
        var ahmed = stage.volunteer("Ahmed", 2, 1, offer -> offer);
        var wim = waits("Wim", 2);
        var jan = waits("Jan", 2);
        var too = waits("Toos", 2);

        var round = ready(stage);

        assertThat(proposals(round))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one).isInstanceOf(Waiting.class))
                .extracting(one -> one.made().volunteer())
                .containsExactlyInAnyOrder(ria.person(), ahmed.person());
        assertThat(desk(() -> rounds.listEntries(round)))
                .extracting(Entry::request)
                .containsExactlyInAnyOrder(wim, jan, too);
        assertThat(desk(() -> rounds.listEntries(round)))
                .filteredOn(one -> one.outcome() == Outcome.OPEN)
                .singleElement()
                .satisfies(one -> assertThat(one.reason()).isEqualTo(WhyOpen.PLACED_ELSEWHERE));
        for (var request : List.of(wim, jan, too)) {
            assertThat(desk(() -> invitations.listOf(request))).isEmpty();
        }
        var ready = (Ready) desk(() -> rounds.find(round)).orElseThrow();
        assertThat(ready.worth().value())
                .isPositive()
                .isLessThanOrEqualTo(ready.worth().bound());
        assertThat(ready.volunteers()).isEqualTo(2);
        assertThat(ready.load().before()).containsExactly(2, 0, 0, 0, 0);
        assertThat(ready.load().after()).containsExactly(0, 0, 0, 0, 2);
    }

    @Test
    void for_each_request_left_open_it_says_why() {
        stage.volunteer("Ria", 3, 2, offer -> offer);
        var pausing = stage.volunteer("Rust", 3, 2, _ -> gardening());
        pausing.viewer()
                .call(() -> limits.set(
                        new OwnLimits(pausing.person(), 3, 2, stage.today().plusDays(9))));
        var nobody = asks("Nel", KindOfHelp.PETS, Set.of(), DayParts.ALL);
        var full = asks("Vera", KindOfHelp.GARDEN, Set.of(), DayParts.ALL);
        var lacking = asks("Kees", KindOfHelp.COMPANY, Set.of(Qualification.DEMENTIA), DayParts.ALL);
        var apart = waits("Anna", 2);
        desk(() -> stage.desk(() -> {
            people.relate(
                    stage.team.organisation(),
                    participantOf(apart),
                    people.findByName(stage.team.organisation(), "Ria", 1).getFirst(),
                    Relation.NEIGHBOUR);
            return true;
        }));

        var round = ready(stage);

        assertThat(entry(round, nobody).reason()).isEqualTo(WhyOpen.NO_ONE_IN_REACH);
        assertThat(entry(round, full).reason()).isEqualTo(WhyOpen.EVERYONE_FULL);
        assertThat(entry(round, lacking).reason()).isEqualTo(WhyOpen.QUALIFICATION_MISSING);
        assertThat(entry(round, apart).reason()).isEqualTo(WhyOpen.KEPT_APART);
    }

    private static Offer gardening() {
        return new Offer(
                Set.of(KindOfHelp.GARDEN),
                Set.of(),
                Set.of(),
                Set.of(),
                DayParts.ALL,
                5_000,
                null,
                Offer.EVERYONE,
                "",
                false);
    }

    private PersonId participantOf(HelpRequestId request) {
        return requests.find(request).orElseThrow().ask().participant();
    }

    private HelpRequestId asks(String name, KindOfHelp kind, Set<Qualification> needed, DayParts when) {
        return stage.searching(
                stage.participant(name).person(),
                new Need(
                        kind,
                        "Samen iets doen",
                        stage.postcode,
                        "",
                        when,
                        1,
                        2,
                        stage.today(),
                        null,
                        Set.of(Language.NL),
                        Set.of(),
                        "",
                        needed,
                        1,
                        Need.PaidBefore.NO));
    }

    @Test
    void who_is_being_asked_already_is_left_in_peace() {
        var ria = stage.volunteer("Ria", 2, 1, offer -> offer);
        var wim = waits("Wim", 2);
        var jan = waits("Jan", 2);
        desk(() -> invitations.invite(
                wim, List.of(ria.person()), "Koffie?", stage.today().plusDays(7)));

        var round = ready(stage);

        assertThat(entry(round, wim).outcome()).isEqualTo(Outcome.ASKED);
        assertThat(entry(round, jan).reason())
                .as("her only place may go to Wim")
                .isEqualTo(WhyOpen.EVERYONE_FULL);
        assertThat(proposals(round)).isEmpty();
    }

    @Test
    void who_said_no_to_a_request_is_not_proposed_for_it_again() {
        var ria = stage.volunteer("Ria", 4, 2, offer -> offer);
        var wim = waits("Wim", 2);
        var jan = waits("Jan", 2);
        desk(() -> invitations.invite(
                wim, List.of(ria.person()), "Koffie?", stage.today().plusDays(7)));
        var asked = desk(() -> invitations.listOf(wim)).getFirst().id();
        ria.viewer().call(() -> invitations.decline(asked));

        var round = ready(stage);

        assertThat(entry(round, wim).reason()).isEqualTo(WhyOpen.ASKED_ALREADY);
        assertThat(proposal(round, jan).made().volunteer()).isEqualTo(ria.person());
    }

    @Test
    void the_same_volunteer_for_one_participant_is_worth_something() {
        var wim = stage.participant("Wim");
        var ria = stage.volunteer("Ria", 4, 2, offer -> offer);
        var first = stage.searching(wim.person(), 2);
        desk(() -> invitations.invite(
                first, List.of(ria.person()), "Koffie?", stage.today().plusDays(7)));
        var asked = desk(() -> invitations.listOf(first)).getFirst().id();
        ria.viewer().call(() -> invitations.accept(asked));
        // somebody with nothing to do yet would be a little better by herself
        var fresh = stage.volunteer("Fleur", 4, 2, offer -> offer);
        var second = stage.searching(wim.person(), 2);
        var other = waits("Jan", 2);

        var round = ready(stage);

        assertThat(proposal(round, second).made())
                .satisfies(made -> assertThat(made.volunteer()).isEqualTo(ria.person()))
                .satisfies(made -> assertThat(made.known()).isTrue());
        assertThat(proposal(round, other).made())
                .satisfies(made -> assertThat(made.volunteer()).isEqualTo(fresh.person()))
                .satisfies(made -> assertThat(made.known()).isFalse());
    }

    // --- deciding ---

    @Test
    void what_is_sent_becomes_an_invitation_with_the_blanks_filled_in() {
        var ria = stage.volunteer("Ria");
        var wim = waits("Wim", 2);
        var round = ready(stage);

        assertThat(send(round, proposal(round, wim))).isEqualTo(new Sending.Done(1, List.of(), List.of()));

        assertThat(proposal(round, wim)).isInstanceOf(Sent.class);
        assertThat(desk(() -> invitations.listOf(wim))).singleElement().satisfies(invitation -> {
            assertThat(invitation).isInstanceOf(Invitation.Sent.class);
            assertThat(invitation.question().volunteer()).isEqualTo(ria.person());
            assertThat(invitation.question().words()).isEqualTo("Koffie drinken in Meerdorp, 2 uur per week?");
        });
    }

    @Test
    void in_bulk_who_became_full_and_what_was_filled_meanwhile_are_told_and_the_rest_is_sent() {
        var ria = stage.volunteer("Ria", 2, 1, offer -> offer);
        var ahmed = stage.volunteer("Ahmed", 2, 1, offer -> offer);
        var bea = stage.volunteer("Bea", 2, 1, offer -> offer);
        var requests3 = List.of(waits("Wim", 2), waits("Jan", 2), waits("Toos", 2));
        var round = ready(stage);
        var all = proposals(round);
        assertThat(all).hasSize(3);
        var paused = of(all, ria);
        ria.viewer()
                .call(() -> limits.set(
                        new OwnLimits(ria.person(), 2, 1, stage.today().plusDays(20))));
        var gone = of(all, ahmed);
        desk(() -> requests.withdraw(gone.made().request(), "opgelost"));
        var fine = of(all, bea);

        var done = send(round, all.toArray(Proposal[]::new));

        assertThat(done.mailed()).isEqualTo(1);
        assertThat(done.notSent())
                .containsExactlyInAnyOrder(
                        new NotSent.CannotNow(
                                ria.person(),
                                paused.made().request(),
                                List.of(new Obstacle.OnPause(stage.today().plusDays(20)))),
                        new NotSent.RequestGone(ahmed.person(), gone.made().request()));
        assertThat(proposal(round, fine.made().request())).isInstanceOf(Sent.class);
        assertThat(proposal(round, paused.made().request())).isInstanceOf(Waiting.class);
        assertThat(desk(() -> invitations.listOf(paused.made().request()))).isEmpty();
        assertThat(requests3).hasSize(3);
    }

    private static Proposal of(List<Proposal> all, Someone volunteer) {
        return all.stream()
                .filter(one -> one.made().volunteer().equals(volunteer.person()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void words_that_tell_who_asks_are_not_sent_for_that_request() {
        stage.volunteer("Ria");
        var wim = waits("Wim", 2);
        var round = ready(stage);

        var outcome = desk(() -> rounds.send(
                round,
                List.of(proposal(round, wim).id()),
                "Wim wil koffie drinken.",
                stage.today().plusDays(7)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Sending.Done.class,
                        done -> assertThat(done.notSent())
                                .singleElement()
                                .isInstanceOfSatisfying(
                                        NotSent.TellsWhoAsks.class,
                                        one -> assertThat(one.word()).isEqualTo("Wim")));
        assertThat(desk(() -> invitations.listOf(wim))).isEmpty();
    }

    @Test
    void a_blank_that_nobody_knows_stops_all() {
        stage.volunteer("Ria");
        var wim = waits("Wim", 2);
        var round = ready(stage);

        assertThat(desk(() -> rounds.send(
                        round,
                        List.of(proposal(round, wim).id()),
                        "Kun je in [stad]?",
                        stage.today().plusDays(7))))
                .isEqualTo(new Sending.UnknownBlank("stad"));
        assertThat(desk(() -> invitations.listOf(wim))).isEmpty();
    }

    @Test
    void sent_twice_it_is_one_invitation() {
        stage.volunteer("Ria");
        var wim = waits("Wim", 2);
        var round = ready(stage);
        var seen = proposal(round, wim);
        send(round, seen);

        assertThat(send(round, seen).notSent())
                .containsExactly(new NotSent.Decided(seen.made().volunteer(), wim));
        assertThat(desk(() -> invitations.listOf(wim))).hasSize(1);
    }

    @Test
    void what_is_put_aside_stays_aside_when_the_round_is_renewed() {
        var ria = stage.volunteer("Ria", 2, 1, offer -> offer);
        var wim = waits("Wim", 2);
        var round = ready(stage);
        var seen = proposal(round, wim);

        assertThat(desk(() -> rounds.putAside(round, seen.id(), Reason.KNOW_BETTER)))
                .isTrue();
        assertThat(desk(() -> rounds.putAside(round, seen.id(), Reason.NOT_NOW)))
                .isFalse();
        var renewed = ended(stage.team.viewer(), desk(() -> rounds.renew(round)));

        assertThat(proposals(renewed)).singleElement().isInstanceOfSatisfying(Aside.class, aside -> {
            assertThat(aside.reason()).isEqualTo(Reason.KNOW_BETTER);
            assertThat(aside.made().volunteer()).isEqualTo(ria.person());
        });
        assertThat(entry(renewed, wim).reason()).isEqualTo(WhyOpen.ASKED_ALREADY);

        assertThat(desk(() ->
                        rounds.putBack(renewed, proposals(renewed).getFirst().id())))
                .isTrue();
        assertThat(proposals(renewed)).singleElement().isInstanceOf(Waiting.class);
    }

    // --- limits over several proposals ---

    private HelpRequestId night(String name, DayOfWeek day) {
        return stage.searching(
                stage.participant(name).person(),
                new Need(
                        KindOfHelp.COMPANY,
                        "Waken",
                        stage.postcode,
                        "",
                        DayParts.of(new On(day, Part.NIGHT)),
                        1,
                        2,
                        stage.today(),
                        null,
                        Set.of(),
                        Set.of(),
                        "",
                        Set.of(),
                        1,
                        Need.PaidBefore.NO));
    }

    @Test
    void nobody_is_proposed_for_two_nights_a_week_who_wakes_one() {
        stage.volunteer("Ria", 8, 4, offer -> offer);
        var nights = Set.of(night("Wim", DayOfWeek.MONDAY), night("Jan", DayOfWeek.THURSDAY));
        var round = ready(stage);

        var one = proposals(round).stream().map(made -> made.made().request()).toList();
        assertThat(one).hasSize(1).isSubsetOf(nights);
        var other = nights.stream().filter(id -> !one.contains(id)).findFirst().orElseThrow();
        assertThat(entry(round, other).reason()).isEqualTo(WhyOpen.PLACED_ELSEWHERE);
    }

    @Test
    void the_second_night_goes_to_somebody_else_even_where_that_is_worth_less() {
        stage.volunteer("Ria", 8, 4, offer -> offer);
        stage.volunteer(
                "Bo",
                8,
                4,
                _ -> new Offer(
                        Set.of(),
                        Set.of(),
                        Set.of(KindOfHelp.COMPANY),
                        Set.of(),
                        DayParts.ALL,
                        5_000,
                        null,
                        Offer.EVERYONE,
                        "",
                        false));
        night("Wim", DayOfWeek.MONDAY);
        night("Jan", DayOfWeek.THURSDAY);

        assertThat(proposals(ready(stage)))
                .extracting(one -> one.made().volunteer())
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    // --- too much for one ---

    @Test
    void what_nobody_can_do_alone_is_proposed_to_several_and_sent_once_it_is_divided() {
        var ria = stage.volunteer("Ria", 3, 1, offer -> offer);
        var ahmed = stage.volunteer("Ahmed", 2, 1, offer -> offer);
        var wim = waits("Wim", 5);

        var round = ready(stage);

        assertThat(proposals(round))
                .extracting(one -> one.made().volunteer(), one -> one.made().hours())
                .containsExactlyInAnyOrder(tuple(ria.person(), 3), tuple(ahmed.person(), 2));
        assertThat(entry(round, wim).served()).isEqualTo(5);
        // each alone cannot be asked for the whole
        assertThat(send(round, proposals(round).getFirst()).notSent())
                .singleElement()
                .isInstanceOf(NotSent.CannotNow.class);

        assertThat(desk(() -> rounds.divide(round, wim))).isTrue();
        assertThat(desk(() -> rounds.divide(round, wim))).isFalse();

        assertThat(send(round, proposals(round).toArray(Proposal[]::new)).mailed())
                .isEqualTo(2);
        for (var one : proposals(round)) {
            assertThat(one).isInstanceOf(Sent.class);
            assertThat(desk(() -> invitations.listOf(one.made().request())))
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.question().hours())
                            .isEqualTo(one.made().hours()));
        }
        assertThat(desk(() -> rounds.listEntries(round)))
                .extracting(Entry::hours, Entry::served)
                .containsExactlyInAnyOrder(tuple(3, 3), tuple(2, 2));
    }

    @Test
    void what_is_served_in_part_leaves_the_rest_waiting() {
        stage.volunteer("Ria", 3, 1, offer -> offer);
        var wim = waits("Wim", 8);
        var round = ready(stage);
        assertThat(entry(round, wim)).satisfies(one -> {
            assertThat(one.outcome()).isEqualTo(Outcome.PROPOSED);
            assertThat(one.served()).isEqualTo(3);
        });
        var figures = Figures.of(desk(() -> rounds.listEntries(round)), proposals(round));
        assertThat(figures.served().hours()).isEqualTo(3);
        assertThat(figures.after().hours()).isEqualTo(5);

        assertThat(desk(() -> rounds.divide(round, wim))).isTrue();

        assertThat(desk(() -> rounds.listEntries(round)))
                .extracting(Entry::hours, Entry::outcome)
                .containsExactlyInAnyOrder(tuple(3, Outcome.PROPOSED), tuple(5, Outcome.OPEN));
        assertThat(Figures.of(desk(() -> rounds.listEntries(round)), proposals(round))
                        .after()
                        .hours())
                .isEqualTo(5);
    }

    @Test
    void who_can_do_all_of_it_is_not_passed_over_for_several() {
        stage.volunteer("Ria", 2, 1, offer -> offer);
        stage.volunteer("Ahmed", 2, 1, offer -> offer);
        var bea = stage.volunteer("Bea", 4, 1, offer -> offer);
        var wim = waits("Wim", 4);

        assertThat(proposal(ready(stage), wim).made())
                .satisfies(made -> assertThat(made.volunteer()).isEqualTo(bea.person()))
                .satisfies(made -> assertThat(made.hours()).isEqualTo(4));
    }

    // --- one thing changes ---

    @Test
    void renewing_leaves_what_stands_and_mends_what_changed() {
        for (var name : List.of("Ria", "Ahmed", "Bea", "Daan")) {
            stage.volunteer(name, 2, 1, offer -> offer);
        }
        for (var name : List.of("Wim", "Jan", "Toos")) {
            waits(name, 2);
        }
        var round = ready(stage);
        var before = proposals(round);
        assertThat(before).hasSize(3);
        var asked = before.getFirst().made();
        send(round, before.getFirst());
        var ill = before.get(1).made();
        stage.desk(() -> volunteers.leave(ill.volunteer()));
        var stays = before.get(2).made();

        var renewed = ended(stage.team.viewer(), desk(() -> rounds.renew(round)));

        assertThat(entry(renewed, asked.request()).outcome()).isEqualTo(Outcome.ASKED);
        assertThat(desk(() -> invitations.listOf(asked.request())))
                .singleElement()
                .isInstanceOf(Invitation.Sent.class);
        assertThat(proposal(renewed, stays.request()).made().volunteer()).isEqualTo(stays.volunteer());
        var taken = new HashSet<>(Set.of(asked.volunteer(), ill.volunteer(), stays.volunteer()));
        assertThat(proposal(renewed, ill.request()).made().volunteer()).isNotIn(taken);
        var ready = (Ready) desk(() -> rounds.find(renewed)).orElseThrow();
        assertThat(ready.afresh()).isNotNull();
        assertThat(ready.worth().value()).isLessThanOrEqualTo(ready.worth().bound());
        // on the older one nothing is decided any more
        assertThat(desk(() -> rounds.send(
                        round, List.of(before.get(2).id()), WORDS, stage.today().plusDays(7))))
                .isEqualTo(new Sending.NotNow());
        assertThat(desk(() -> rounds.putAside(round, before.get(2).id(), Reason.NOT_NOW)))
                .isFalse();
    }

    @Test
    void renewing_takes_in_requests_that_came_since() {
        stage.volunteer("Ria", 2, 1, offer -> offer);
        stage.volunteer("Ahmed", 2, 1, offer -> offer);
        var wim = waits("Wim", 2);
        var round = ready(stage);
        var who = proposal(round, wim).made().volunteer();
        var jan = waits("Jan", 2);

        var renewed = ended(stage.team.viewer(), desk(() -> rounds.renew(round)));

        assertThat(proposals(renewed)).extracting(one -> one.made().request()).containsExactlyInAnyOrder(wim, jan);
        assertThat(proposals(renewed)).extracting(one -> one.made().volunteer()).contains(who);
    }

    // --- the work ---

    /// Of the branch on the stage, as if the program had begun it at this moment.
    private Round.Order order(Instant startedAt) {
        return new Round.Order(
                RoundId.next(),
                stage.team.organisation(),
                stage.team.branch(),
                Fairness.NONE,
                null,
                null,
                stage.team.coordinator(),
                startedAt);
    }

    @Test
    void one_at_a_time_for_a_branch() {
        waits("Wim", 2);
        var order = order(clock.instant());
        assertThat(stage.desk(() -> store.begin(order))).isTrue();

        assertThat(desk(() -> rounds.start(stage.team.branch(), Fairness.NONE)))
                .isEqualTo(new Started.OneRuns(order.id()));
        assertThat(desk(() -> rounds.find(order.id()))).get().isInstanceOf(Running.class);
    }

    @Test
    void a_round_of_which_nothing_is_heard_any_more_is_interrupted_and_one_can_begin_again() {
        stage.volunteer("Ria");
        var wim = waits("Wim", 2);
        var before = clock.instant().minus(Rounds.UNHEARD).minusSeconds(5);
        var order = order(before);
        stage.desk(() -> store.begin(order));

        assertThat(desk(() -> rounds.find(order.id()))).get().isInstanceOf(Interrupted.class);
        assertThat(desk(() -> rounds.list(9))).singleElement().isInstanceOf(Interrupted.class);

        var again = ended(stage.team.viewer(), desk(() -> rounds.renew(order.id())));
        assertThat(proposal(again, wim)).isInstanceOf(Waiting.class);
        assertThat(stage.desk(() -> store.find(order.id()))).get().isInstanceOf(Interrupted.class);
    }

    @Test
    void told_to_stop_it_knows_at_the_next_word_and_what_it_has_is_kept() {
        waits("Wim", 2);
        var order = order(clock.instant());
        stage.desk(() -> store.begin(order));
        assertThat(stage.desk(() -> store.tell(order.id(), 0.4, new Round.Worth(10, 12), clock.instant())))
                .isFalse();

        assertThat(desk(() -> rounds.stop(order.id()))).isTrue();

        assertThat(stage.desk(() -> store.tell(order.id(), 0.5, new Round.Worth(11, 12), clock.instant())))
                .isTrue();
        assertThat(desk(() -> rounds.find(order.id()))).get().isInstanceOfSatisfying(Running.class, running -> {
            assertThat(running.done()).isEqualTo(0.5);
            assertThat(running.soFar().possible()).isEqualTo(1 / 11.0);
            assertThat(running.stopAsked()).isTrue();
        });
    }

    @Test
    void a_program_that_stops_leaves_no_round_behind_that_seems_to_run() {
        stage.volunteer("Ria");
        waits("Wim", 2);
        // its turn does not come before the program stops
        var program = new Work(
                store, jointStore, organisations, requests, matches, distribution, transaction, clock, () -> NEVER);
        program.start();
        var order = order(clock.instant());
        stage.desk(() -> store.begin(order));
        stage.team.viewer().run(() -> program.begin(order));

        program.stop();

        assertThat(desk(() -> rounds.find(order.id()))).get().isInstanceOf(Interrupted.class);
        assertThat(proposals(order.id())).isEmpty();
    }

    @Test
    void without_requests_there_is_nothing_to_begin() {
        stage.volunteer("Ria");
        assertThat(desk(() -> rounds.start(stage.team.branch(), Fairness.NONE))).isEqualTo(new Started.NothingWaits());
        assertThat(desk(() -> rounds.list(9))).isEmpty();
    }

    // --- whose ---

    @Test
    void another_branch_and_another_organisation_see_nothing_and_begin_nothing() {
        stage.volunteer("Ria");
        waits("Wim", 2);
        var round = ready(stage);
        var colleague = neighbourhood.colleagueOf(stage.team);
        var stranger = neighbourhood.team();

        for (var team : List.of(colleague, stranger)) {
            team.viewer().run(() -> {
                assertThat(rounds.find(round)).isEmpty();
                assertThat(rounds.listProposals(round)).isEmpty();
                assertThat(rounds.listEntries(round)).isEmpty();
                assertThat(rounds.stop(round)).isFalse();
                assertThat(rounds.renew(round)).isEqualTo(new Started.NotHere());
                assertThat(rounds.start(stage.team.branch(), Fairness.NONE)).isEqualTo(new Started.NotHere());
                assertThat(rounds.start(null, Fairness.NONE)).isEqualTo(new Started.NotHere());
            });
        }
    }

    @Test
    void over_the_whole_organisation_the_manager_begins_and_each_branch_decides_on_its_own() {
        stage.volunteer("Ria", 4, 2, offer -> offer);
        var here = waits("Wim", 2);
        var there = stage(neighbourhood.colleagueOf(stage.team));
        var elsewhere = there.searching(there.participant("Jan").person(), 2);
        var manager = manager();

        var round = ended(manager, manager.call(() -> rounds.start(null, Fairness.WORST_FIRST)));

        assertThat(manager.call(() -> rounds.listEntries(round)))
                .extracting(Entry::request)
                .containsExactlyInAnyOrder(here, elsewhere);
        assertThat(desk(() -> rounds.find(round))).isPresent();
        assertThat(desk(() -> rounds.listEntries(round)))
                .extracting(Entry::request)
                .containsExactly(here);
        assertThat(desk(() -> rounds.listProposals(round)))
                .extracting(one -> one.made().request())
                .containsExactly(here);
        assertThat(send(round, proposal(round, here)).mailed()).isEqualTo(1);
        desk(() -> {
            assertThat(rounds.renew(round)).isEqualTo(new Started.NotHere());
            return true;
        });
    }

    @Test
    void the_database_lets_a_coordinator_begin_nothing_for_all_of_the_organisation() {
        var order = new Round.Order(
                RoundId.next(),
                stage.team.organisation(),
                null,
                Fairness.NONE,
                null,
                null,
                stage.team.coordinator(),
                clock.instant());
        assertThatThrownBy(() -> stage.desk(() -> store.begin(order))).isInstanceOf(DataAccessException.class);
    }

    @Test
    void the_database_knows_only_whole_states() {
        waits("Wim", 2);
        var round = ready(stage);
        var superuser = JdbcClient.create(TestDatabase.asSuperuser(database));
        for (var wrong : List.of(
                "update rounds.round set ended_at = null where id = ?",
                "update rounds.round set load_after = '{1}' where id = ?",
                "update rounds.request set reason = null where outcome = 'OPEN' and round = ?",
                "update rounds.request set outcome = 'PROPOSED' where outcome = 'OPEN' and round = ?")) {
            assertThatThrownBy(() -> superuser.sql(wrong).param(round.value()).update())
                    .as(wrong)
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(superuser
                        .sql("update rounds.round set seen_at = ? where id = ?")
                        .param(Timestamp.from(clock.instant()))
                        .param(round.value())
                        .update())
                .isEqualTo(1);
        assertThat(LocalDate.now(clock)).isEqualTo(stage.today());
    }
}
