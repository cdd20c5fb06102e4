package nl.samenspel.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.limits.Limits;
import nl.samenspel.matching.Fairness;
import nl.samenspel.matching.Stage;
import nl.samenspel.network.Areas;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.Reception;
import nl.samenspel.rounds.Entry.Outcome;
import nl.samenspel.rounds.JointRound.Ready;
import nl.samenspel.volunteers.Offer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Two organisations near each other, and one round over both.
@SamenspelTest
@NullUnmarked
class JointRoundsTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final AtomicInteger MOMENTS = new AtomicInteger();

    @Autowired
    JointRounds joint;

    @Autowired
    JointRoundStore store;

    @Autowired
    Rounds rounds;

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
    Areas areas;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @Autowired
    Clock clock;

    /// Each test has a part of the week of its own.
    private final DayParts moment = new DayParts(1 << MOMENTS.getAndIncrement());

    Stage here;
    Stage there;
    Viewer administrator;
    HelpRequestId ours;
    HelpRequestId theirs;

    @BeforeEach
    void two_organisations_in_one_place() {
        var doors = new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock);
        here = new Stage(doors);
        there = new Stage(doors);
        ours = here.searching(here.participant("Wim").person(), grief());
        theirs = there.searching(there.participant("Sita").person(), grief());
        administrator = neighbourhood.viewer(neighbourhood.asAdministrator(() ->
                accounts.open(new NewAccount("Landelijk bureau", null, "nl", Role.ADMINISTRATOR, null, null, null))));
    }

    /// What nobody else near here does at that moment: other organisations live in this database too.
    private Need grief() {
        var company = Stage.need(here.postcode, here.today(), 2);
        return new Need(
                KindOfHelp.GRIEF,
                "Iemand die luistert",
                company.postcode(),
                company.place(),
                moment,
                company.dayPartsNeeded(),
                company.hoursPerWeek(),
                company.from(),
                company.until(),
                company.languages(),
                company.wishedGender(),
                company.wishWords(),
                company.qualifications(),
                company.urgency(),
                company.paidBefore());
    }

    private Offer listens(Offer offer) {
        return new Offer(
                Set.of(KindOfHelp.GRIEF),
                Set.of(),
                Set.of(),
                Set.of(),
                moment,
                offer.radiusMetres(),
                null,
                Offer.EVERYONE,
                "",
                false);
    }

    private Ready ran() {
        return administrator.call(() -> {
            var municipality = areas.find(here.postcode).orElseThrow().municipality();
            var id = joint.start(municipality, Fairness.NONE).orElseThrow();
            joint.await(id, LONG_ENOUGH);
            return (Ready) joint.find(id).orElseThrow();
        });
    }

    private static Round partOf(Rounds rounds, JointRound round, Stage stage) {
        return stage.team.viewer().call(() -> rounds.list(5)).stream()
                .filter(one -> round.id().equals(one.order().joint()))
                .findFirst()
                .orElseThrow();
    }

    private Entry entry(JointRound round, Stage stage, HelpRequestId request) {
        var part = partOf(rounds, round, stage);
        return stage.team.viewer().call(() -> rounds.listEntries(part.id())).stream()
                .filter(one -> one.request().equals(request))
                .findFirst()
                .orElseThrow();
    }

    private List<Proposal> proposals(JointRound round, Stage stage) {
        var part = partOf(rounds, round, stage);
        return stage.team.viewer().call(() -> rounds.listProposals(part.id()));
    }

    @Test
    void each_organisation_gets_its_own_part_and_sees_no_other() {
        var ria = here.volunteer("Ria", 3, 2, this::listens);
        var bo = there.volunteer("Bo", here.postcode, 3, 2, this::listens);

        var round = ran();

        assertThat(proposals(round, here)).singleElement().satisfies(proposal -> {
            assertThat(proposal.made().volunteer()).isEqualTo(ria.person());
            assertThat(proposal.made().request()).isEqualTo(ours);
        });
        assertThat(proposals(round, there))
                .singleElement()
                .satisfies(proposal -> assertThat(proposal.made().volunteer()).isEqualTo(bo.person()));
        var their = partOf(rounds, round, there);
        assertThat(here.team.viewer().call(() -> rounds.find(their.id()))).isEmpty();
        assertThat(here.team.viewer().call(() -> rounds.listProposals(their.id())))
                .isEmpty();
        assertThat(round.sums().served()).isEqualTo(2);
        assertThat(round.sums().requests()).isEqualTo(2);
        assertThat(round.sums().open()).isZero();
    }

    @Test
    void who_agreed_to_be_asked_by_others_is_pointed_to_at_another_organisation_without_a_name() {
        there.volunteer("Bo", here.postcode, 4, 2, offer -> listens(offer).byOthers(true));

        var round = ran();

        assertThat(entry(round, there, theirs).outcome()).isEqualTo(Outcome.PROPOSED);
        assertThat(entry(round, here, ours)).satisfies(entry -> {
            assertThat(entry.outcome()).isEqualTo(Outcome.ELSEWHERE);
            assertThat(entry.elsewhere()).isEqualTo(there.team.organisation());
            assertThat(entry.served()).isZero();
        });
        assertThat(proposals(round, here)).isEmpty();
        assertThat(round.sums().elsewhere()).isEqualTo(1);
    }

    @Test
    void who_did_not_agree_is_no_help_to_others() {
        there.volunteer("Bo", here.postcode, 4, 2, this::listens);

        var round = ran();

        assertThat(entry(round, here, ours).outcome()).isEqualTo(Outcome.OPEN);
        assertThat(round.sums().elsewhere()).isZero();
        assertThat(round.sums().open()).isEqualTo(1);
    }

    @Test
    void a_coordinator_decides_on_its_part_as_on_any_round_and_a_later_one_takes_its_place() {
        here.volunteer("Ria", 3, 2, this::listens);
        var first = partOf(rounds, ran(), here);
        var second = partOf(rounds, ran(), here);

        assertThat(here.desk(() -> rounds.findNewer(first))).contains(second.id());
        assertThat(here.desk(() -> rounds.findNewer(second))).isEmpty();
    }

    @Test
    void only_the_administrator_begins_and_sees_one() {
        var round = ran();

        assertThatThrownBy(() -> here.team.viewer().call(() -> joint.start(null, Fairness.NONE)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(here.team.viewer().call(() -> joint.find(round.id()))).isEmpty();
        assertThat(here.team.viewer().call(() -> joint.stop(round.id()))).isFalse();
        assertThatThrownBy(() -> here.desk(() -> store.begin(new JointRound.Order(
                        JointRoundId.next(),
                        null,
                        Fairness.NONE,
                        here.team.viewer().me(),
                        clock.instant()))))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void the_database_lets_one_run_at_a_time() {
        var left = JointRoundId.next();
        administrator.run(() -> transaction.executeWithoutResult(_ -> {
            assertThat(store.begin(order(left))).isTrue();
            assertThat(store.begin(order(JointRoundId.next()))).isFalse();
        }));
        assertThat(administrator.call(() -> joint.start(null, Fairness.NONE))).isEmpty();
        assertThat(administrator.call(joint::findRunning)).contains(left);

        administrator.run(() -> transaction.executeWithoutResult(_ -> store.interrupt(left, clock.instant())));
        assertThat(administrator.call(joint::findRunning)).isEmpty();
    }

    private JointRound.Order order(JointRoundId id) {
        return new JointRound.Order(id, null, Fairness.NONE, administrator.me(), clock.instant());
    }
}
