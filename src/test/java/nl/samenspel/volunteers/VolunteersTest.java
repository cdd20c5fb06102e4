package nl.samenspel.volunteers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nl.samenspel.DamagedRows;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.database.Database;
import nl.samenspel.database.Law;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.limits.Promise;
import nl.samenspel.mail.Outbox;
import nl.samenspel.network.Area;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.Consents;
import nl.samenspel.people.People;
import nl.samenspel.people.People.Engaged;
import nl.samenspel.people.People.Engagement;
import nl.samenspel.people.Person;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.volunteers.Addition.Added;
import nl.samenspel.volunteers.Arrival.AlreadyVolunteer;
import nl.samenspel.volunteers.Arrival.NobodyOnDuty;
import nl.samenspel.volunteers.Arrival.TakenIn;
import nl.samenspel.volunteers.Arrival.TakenInBefore;
import nl.samenspel.volunteers.Change.ChangedMeanwhile;
import nl.samenspel.volunteers.Change.Kept;
import nl.samenspel.volunteers.Leaving.Left;
import nl.samenspel.volunteers.Leaving.StillPromised;
import nl.samenspel.volunteers.Volunteer.Status;
import nl.samenspel.volunteers.Welcoming.NotWaiting;
import nl.samenspel.volunteers.Welcoming.Welcomed;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SamenspelTest
@NullUnmarked
class VolunteersTest {

    @Autowired
    Volunteers volunteers;

    @Autowired
    Limits limits;

    @Autowired
    People people;

    @Autowired
    Consents consents;

    @Autowired
    Outbox outbox;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    @Autowired
    Database database;

    @Autowired
    Clock clock;

    @Autowired
    @Qualifier("activeIsEngaged")
    Law activeIsEngaged;

    Team team;
    Area area;
    Someone ria;

    @BeforeEach
    void ria_is_a_volunteer() {
        team = neighbourhood.team();
        area = neighbourhood.takesIn(team);
        ria = neighbourhood.someone(team, "Ria", Role.VOLUNTEER, area.postcode());
        assertThat(atTheDesk(() -> volunteers.add(applying(ria.person())))).isEqualTo(new Added());
        assertThat(atTheDesk(() -> volunteers.welcome(ria.person()))).isEqualTo(new Welcomed());
        atTheDesk(() -> limits.set(new OwnLimits(ria.person(), 4, 2, null)));
    }

    @Test
    void what_goes_in_comes_out() {
        var kees = neighbourhood.someone(team, "Kees", Role.VOLUNTEER, area.postcode());
        var whole = new Volunteer(
                kees.person(),
                team.organisation(),
                team.branch(),
                Status.ACTIVE,
                today().minusDays(40),
                new Offer(
                        Set.of(KindOfHelp.LIGHT_CARE, KindOfHelp.COMPANY),
                        Set.of(KindOfHelp.HOMEWORK),
                        Set.of(KindOfHelp.TRANSPORT),
                        Set.of(KindOfHelp.GARDEN, KindOfHelp.VIGIL),
                        new DayParts((1 << 28) - 1),
                        12_345,
                        today().plusDays(3),
                        Set.of(Gender.WOMAN, Gender.OTHER),
                        "Houdt van 's-Gravenhage 🚲\nen van vogels",
                        true),
                new Vog(today().minusYears(1), today().plusYears(2)),
                java.util.List.of(
                        new Training(Qualification.FIRST_AID, today().minusDays(400), today().plusDays(5)),
                        new Training(Qualification.DEMENTIA, today().minusDays(9), null)),
                0);

        assertThat(atTheDesk(() -> volunteers.add(whole))).isEqualTo(new Added());

        assertThat(atTheDesk(() -> volunteers.find(kees.person()))).contains(whole);
        assertThat(kees.viewer().call(() -> volunteers.find(kees.person()))).contains(whole);
    }

    @Test
    void adding_twice_adds_once() {
        assertThat(atTheDesk(() -> volunteers.add(applying(ria.person())))).isEqualTo(new Addition.AlreadyVolunteer());
    }

    @Test
    void another_organisation_and_a_guest_see_nothing() {
        var others = neighbourhood.team();

        assertThat(others.viewer().call(() -> volunteers.find(ria.person()))).isEmpty();
        assertThat(others.viewer().call(() -> volunteers.list(team.organisation())))
                .isEmpty();
        assertThat(others.viewer().call(() -> volunteers.listForMatching(team.organisation())))
                .isEmpty();
        assertThat(others.viewer().call(() -> Readiness.countIdle(volunteers.listReach(team.organisation()))))
                .isEmpty();
        assertThat(Viewer.NOBODY.call(() -> volunteers.find(ria.person()))).isEmpty();
        assertThat(others.viewer().call(() -> volunteers.leave(ria.person()))).isEqualTo(new Leaving.LeftBefore());
        others.viewer()
                .run(() -> transaction.executeWithoutResult(_ -> {
                    for (var table : Set.of("volunteer", "training")) {
                        assertThat(db.sql("select count(*) from volunteers." + table + " where organisation = :theirs")
                                        .param("theirs", team.organisation().value())
                                        .query(Integer.class)
                                        .single())
                                .isZero();
                    }
                }));
    }

    @Test
    void a_volunteer_changes_their_own_offer_but_not_what_the_organisation_vouches_for() {
        var before = mine();
        var offer = new Offer(
                Set.of(KindOfHelp.MUSIC),
                Set.of(),
                Set.of(),
                Set.of(),
                DayParts.ALL,
                900,
                null,
                Offer.EVERYONE,
                "",
                false);

        assertThat(ria.viewer().call(() -> volunteers.change(before.offering(offer))))
                .isEqualTo(new Kept());
        assertThat(mine().offer()).isEqualTo(offer);
        assertThatThrownBy(() -> ria.viewer().call(() -> volunteers.change(mine().showing(Vog.seen(today())))))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("only the organisation");
        assertThatThrownBy(() -> ria.viewer()
                        .call(() ->
                                volunteers.change(mine().trained(new Training(Qualification.LIFTING, today(), null)))))
                .rootCause()
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() -> ria.viewer().call(() -> volunteers.leave(ria.person())))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(mine().status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void of_two_who_change_at_once_the_second_is_told() {
        var seenByBoth = mine();

        assertThat(atTheDesk(() -> volunteers.change(seenByBoth.showing(Vog.seen(today())))))
                .isEqualTo(new Kept());
        assertThat(ria.viewer().call(() -> volunteers.change(seenByBoth.offering(seenByBoth.offer()))))
                .isEqualTo(new ChangedMeanwhile());
        assertThat(mine().vog()).isEqualTo(Vog.seen(today()));
    }

    @Test
    void being_asked_by_others_rests_on_a_consent_that_can_be_taken_back() {
        ria.viewer().run(() -> volunteers.change(mine().offering(mine().offer().byOthers(true))));

        assertThat(mine().offer().byOthers()).isTrue();
        assertThat(standing()).isTrue();

        ria.viewer().run(() -> volunteers.change(mine().offering(mine().offer().byOthers(false))));

        assertThat(mine().offer().byOthers()).isFalse();
        assertThat(standing()).isFalse();
    }

    @Test
    void nobody_stops_while_people_count_on_them() {
        var match = UUID.randomUUID();
        atTheDesk(() -> limits.reserve(ria.person(), new Promise(2, match)));

        assertThat(atTheDesk(() -> volunteers.leave(ria.person()))).isEqualTo(new StillPromised(1));

        atTheDesk(() -> {
            limits.release(match);
            return true;
        });
        assertThat(atTheDesk(() -> volunteers.leave(ria.person()))).isEqualTo(new Left());
        assertThat(atTheDesk(() -> people.listEngagements(ria.person()))).isEmpty();
        assertThat(neighbourhood.viewer(ria.account()).roles()).isEmpty();
        assertThat(neighbourhood.viewer(ria.account()).persons()).isEmpty();
        assertThat(atTheDesk(() -> volunteers.welcome(ria.person()))).isEqualTo(new NotWaiting());
        assertThat(atTheDesk(() -> volunteers.takeBack(ria.person()))).isTrue();
        assertThat(atTheDesk(() -> volunteers.welcome(ria.person()))).isEqualTo(new Welcomed());
        assertThat(atTheDesk(() -> people.listEngagements(ria.person()))).containsExactly(Engagement.VOLUNTEER);
        assertThat(neighbourhood.viewer(ria.account()).roles()).containsExactly(Role.VOLUNTEER);
        assertThat(neighbourhood.viewer(ria.account()).persons()).containsExactly(ria.person());
    }

    @Test
    void who_stops_as_a_volunteer_stays_what_else_they_are() {
        var joop = neighbourhood.someone(team, "Joop", Role.PARTICIPANT, area.postcode());
        joop.viewer().run(() -> volunteers.apply(application("joop")));
        assertThat(atTheDesk(() -> volunteers.leave(joop.person()))).isEqualTo(new Left());
        assertThat(neighbourhood.viewer(joop.account()).roles()).containsExactly(Role.PARTICIPANT);
        assertThat(neighbourhood.viewer(joop.account()).persons()).containsExactly(joop.person());
    }

    /// The negative control of the desk's right to end a volunteer's role: it reaches no other
    /// role, and no further.
    @Test
    void a_desk_ends_no_colleagues_role_and_nothing_elsewhere() {
        var colleague = neighbourhood.colleagueOf(team);
        assertThat(endsOf(neighbourhood.team().viewer(), ria.account())).isZero();
        assertThat(endsOf(team.viewer(), colleague.coordinator())).isZero();
        assertThat(endsOf(ria.viewer(), ria.account())).isZero();
        assertThat(endsOf(team.viewer(), ria.account())).isEqualTo(1);
    }

    private int endsOf(Viewer viewer, AccountId account) {
        return viewer.call(() -> transaction.execute(_ -> db.sql(
                        "update access.role_held set ended_at = now() where account = :account and ended_at is null")
                .param("account", account.value())
                .update()));
    }

    @Test
    void of_two_who_write_down_paid_and_volunteer_at_once_one_is_refused() throws Exception {
        assertThat(twoAtOnce(neighbourhood.someone(team, "Anna", Role.PARTICIPANT, area.postcode())))
                .isEqualTo(1);
    }

    /// The negative control: without the guard both get through, and the law finds it.
    @Test
    void without_the_guard_both_would_be_written() throws Exception {
        var anna = neighbourhood.someone(team, "Anna", Role.PARTICIPANT, area.postcode());
        var guard = """
                alter table people.engagement add constraint paid_or_volunteer exclude using gist (person with =,
                    (case when kind in ('BASIC_JOB', 'SEMI_PAID', 'PROFESSIONAL') then 1 else 0 end) with <>, daterange(from_day, until_day, '[)') with &&)
                """;
        assertThat(one("select pg_get_constraintdef(oid) from pg_constraint where conname = 'paid_or_volunteer'"))
                .contains("WITH <>");
        unguarded("alter table people.engagement drop constraint paid_or_volunteer");
        try {
            assertThat(twoAtOnce(anna)).isEqualTo(2);
        } finally {
            unguarded("delete from people.engagement where person = '" + anna.person() + "'");
            unguarded(guard);
        }
    }

    @Test
    void who_volunteered_before_they_were_written_down_did_so_since_that_day() {
        var today = LocalDate.now(clock);
        var anna = neighbourhood.someone(team, "Anna", Role.PARTICIPANT, area.postcode());
        var ben = neighbourhood.someone(team, "Ben", Role.PARTICIPANT, area.postcode());
        atTheDesk(() -> {
            people.engage(team.organisation(), anna.person(), Engagement.VOLUNTEER, today.minusMonths(3));
            // paid until now: no volunteer in the same days
            people.engage(team.organisation(), ben.person(), Engagement.PROFESSIONAL, today.minusMonths(2));
            people.disengage(ben.person(), Engagement.PROFESSIONAL);
            people.engage(team.organisation(), ben.person(), Engagement.VOLUNTEER, today.minusMonths(3));
            return true;
        });
        assertThat(atTheDesk(() -> people.listEngaged(List.of(anna.person(), ben.person()))))
                .filteredOn(one -> one.kind() == Engagement.VOLUNTEER)
                .extracting(Engaged::person, Engaged::from)
                .containsExactlyInAnyOrder(tuple(anna.person(), today.minusMonths(3)), tuple(ben.person(), today));
    }

    @Test
    void who_stops_being_paid_may_begin_as_a_volunteer_that_day() {
        var anna = neighbourhood.someone(team, "Anna", Role.PARTICIPANT, area.postcode());
        atTheDesk(() -> {
            people.engage(team.organisation(), anna.person(), Engagement.SEMI_PAID);
            people.disengage(anna.person(), Engagement.SEMI_PAID);
            people.engage(team.organisation(), anna.person(), Engagement.VOLUNTEER);
            people.engage(team.organisation(), anna.person(), Engagement.TRAINEE);
            return true;
        });
        assertThat(atTheDesk(() -> people.listEngagements(anna.person())))
                .containsExactlyInAnyOrder(Engagement.VOLUNTEER, Engagement.TRAINEE);
    }

    /// Paid by one, volunteer by the other, in two transactions that both began before either
    /// ended; how many stand.
    private int twoAtOnce(Someone someone) throws Exception {
        var both = new CyclicBarrier(2);
        try (var pool = Executors.newFixedThreadPool(2)) {
            var done = Set.of(Engagement.SEMI_PAID, Engagement.VOLUNTEER).stream()
                    .map(kind -> pool.submit(() -> atTheDesk(() -> {
                        db.sql("select 1").query().singleValue();
                        await(both);
                        people.engage(team.organisation(), someone.person(), kind);
                        return true;
                    })))
                    .toList();
            for (var one : done) {
                try {
                    one.get(30, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(DataAccessException.class);
                }
            }
        }
        return atTheDesk(() -> people.listEngagements(someone.person())).size();
    }

    private static void await(CyclicBarrier both) {
        try {
            both.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void unguarded(String statement) {
        JdbcClient.create(TestDatabase.asSuperuser(database)).sql(statement).update();
    }

    private String one(String query) {
        return jobs.sql(query).query(String.class).single();
    }

    @Test
    void damaged_engagements_are_found() {
        assertThat(activeIsEngaged.examine(jobs).violations()).noneMatch(this::isOfRia);
        for (var damage : Set.of(
                "update people.engagement set until_day = from_day where person = '" + ria.person() + "'",
                "update people.engagement set kind = 'SEMI_PAID' where person = '" + ria.person() + "'",
                "insert into people.engagement (id, organisation, person, kind, from_day) select gen_random_uuid(),"
                        + " organisation, person, 'SEMI_PAID', from_day from people.engagement where person = '"
                        + ria.person() + "'")) {
            assertThat(DamagedRows.examine(
                                    database,
                                    activeIsEngaged,
                                    "alter table people.engagement drop constraint paid_or_volunteer",
                                    damage)
                            .violations())
                    .as(damage)
                    .anyMatch(this::isOfRia);
        }
    }

    @Test
    void choosing_needs_two_queries_and_leaves_no_look() {
        var found = atTheDesk(() -> volunteers.listForMatching(team.organisation()));

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().name()).isEqualTo("Ria Voorbeeld");
        assertThat(found.getFirst().offer()).isEqualTo(mine().offer());
        assertThat(found.getFirst().postcode()).isEqualTo(area.postcode());
        assertThat(found.getFirst().languages()).containsExactly(Language.NL);
        assertThat(looksAt(ria.person())).isZero();
    }

    @Test
    void who_is_shown_on_a_list_is_looked_at_and_nobody_else() {
        var kees = neighbourhood.someone(team, "Kees", Role.VOLUNTEER, area.postcode());
        atTheDesk(() -> volunteers.add(applying(kees.person())));

        var page = atTheDesk(
                () -> volunteers.listPage(team.organisation(), Status.ACTIVE, KindOfHelp.WALKING, "", "ria", 0, 25));

        assertThat(page.total()).isEqualTo(1);
        assertThat(page.volunteers().getFirst().room().hoursFree()).isEqualTo(4);
        assertThat(looksAt(ria.person())).isEqualTo(1);
        assertThat(looksAt(kees.person())).isZero();
        assertThat(atTheDesk(() -> volunteers.listPage(team.organisation(), null, KindOfHelp.GARDEN, "", "", 0, 25))
                        .total())
                .isZero();
        assertThat(atTheDesk(() -> volunteers.search(team.organisation(), "RIA vo", 5, Purpose.MATCHING)))
                .extracting(Person::id)
                .containsExactly(ria.person());
        assertThat(atTheDesk(() -> volunteers.search(team.organisation(), "%", 5, Purpose.MATCHING)))
                .isEmpty();
    }

    @Test
    void idle_is_who_could_begin_something_today() {
        assertThat(atTheDesk(() -> Readiness.countIdle(volunteers.listReach(team.organisation()))))
                .containsExactlyInAnyOrder(
                        new Idle(KindOfHelp.WALKING, area.municipality(), 1),
                        new Idle(KindOfHelp.COOKING, area.municipality(), 1));

        atTheDesk(() -> limits.reserve(ria.person(), new Promise(4, UUID.randomUUID())));

        assertThat(atTheDesk(() -> Readiness.countIdle(volunteers.listReach(team.organisation()))))
                .isEmpty();
    }

    @Test
    void who_applies_is_known_at_once_with_limits_of_their_own_and_a_way_in() {
        var application = application("fatma");

        var arrival = Viewer.NOBODY.call(() -> volunteers.apply(application));

        assertThat(arrival).isInstanceOf(TakenIn.class);
        var newcomer = application.person();
        assertThat(atTheDesk(() -> volunteers.find(newcomer)).map(Volunteer::status))
                .contains(Status.APPLIED);
        assertThat(atTheDesk(() -> people.listEngagements(newcomer))).isEmpty();
        assertThat(atTheDesk(() -> limits.find(newcomer))).contains(new OwnLimits(newcomer, 3, 1, null));
        assertThat(atTheDesk(() -> volunteers.countWaiting(team.organisation())))
                .isEqualTo(1);
        var mails = outbox.listNewest(50);
        assertThat(mails)
                .anyMatch(mail -> mail.address().equals(application.email())
                        && mail.body().contains("/enrol?code="));
        assertThat(mails)
                .filteredOn(mail -> mail.address().equals(team.email()))
                .singleElement()
                .satisfies(mail -> assertThat(mail.body())
                        .contains("/volunteers/" + newcomer)
                        .doesNotContain("Fatma"));
    }

    @Test
    void the_same_application_sent_twice_makes_one_volunteer() {
        var application = application("fatma");
        Viewer.NOBODY.call(() -> volunteers.apply(application));

        assertThat(Viewer.NOBODY.call(() -> volunteers.apply(application))).isEqualTo(new TakenInBefore());
        assertThat(atTheDesk(() -> volunteers.countWaiting(team.organisation())))
                .isEqualTo(1);
    }

    @Test
    void where_nobody_is_on_duty_nothing_is_taken_in() {
        var empty = BranchId.next();
        neighbourhood.asAdministrator(() -> {
            db.sql("insert into network.branch (id, organisation, name, place) values (:id, :organisation, 'Leeg', '')")
                    .param("id", empty.value())
                    .param("organisation", team.organisation().value())
                    .update();
            return true;
        });
        var application = application("fatma");
        var elsewhere = new Application(
                application.person(),
                "Fatma",
                "Voorbeeld",
                null,
                "0612345678",
                area.postcode(),
                "Meerdorp",
                Gender.WOMAN,
                Set.of(Language.NL),
                application.offer(),
                3,
                1,
                empty,
                "nl");

        assertThat(Viewer.NOBODY.call(() -> volunteers.apply(elsewhere))).isEqualTo(new NobodyOnDuty());
        assertThat(atTheDesk(() -> people.find(application.person(), Purpose.RECORD)))
                .isEmpty();
    }

    @Test
    void a_participant_who_wants_to_do_something_stays_one_person() {
        var joop = neighbourhood.someone(team, "Joop", Role.PARTICIPANT, area.postcode());

        assertThat(joop.viewer().call(() -> volunteers.apply(application("joop"))))
                .isInstanceOf(TakenIn.class);
        assertThat(atTheDesk(() -> volunteers.find(joop.person()))).isPresent();
        assertThat(neighbourhood.viewer(joop.account()).roles())
                .isEqualTo(EnumSet.of(Role.PARTICIPANT, Role.VOLUNTEER));
        assertThat(joop.viewer().call(() -> volunteers.apply(application("joop"))))
                .isEqualTo(new AlreadyVolunteer());
    }

    @Test
    void a_code_on_paper_is_for_who_has_no_mail() {
        assertThat(atTheDesk(() -> volunteers.printWayIn(ria.person()))).isEmpty();
        assertThat(atTheDesk(() -> volunteers.mailWayIn(ria.person()))).isTrue();

        var wim = PersonId.next();
        atTheDesk(() -> {
            people.add(new Person(
                    wim,
                    team.organisation(),
                    null,
                    "Wim",
                    "de Vries",
                    null,
                    "0612345678",
                    area.postcode(),
                    "Meerdorp",
                    "",
                    Gender.MAN,
                    Set.of(Language.NL)));
            return volunteers.add(applying(wim));
        });

        assertThat(atTheDesk(() -> volunteers.mailWayIn(wim))).isFalse();
        var printed = atTheDesk(() -> volunteers.printWayIn(wim)).orElseThrow();
        assertThat(printed.signInName()).startsWith("wim.de.vries.");
        assertThat(atTheDesk(() -> volunteers.printWayIn(wim)).orElseThrow().signInName())
                .isEqualTo(printed.signInName());
    }

    private Application application(String name) {
        return new Application(
                PersonId.next(),
                "Fatma",
                "Voorbeeld",
                name + "." + UUID.randomUUID() + "@voorbeeld.example",
                null,
                area.postcode(),
                "Meerdorp",
                Gender.WOMAN,
                Set.of(Language.NL, Language.TR),
                applying(PersonId.next()).offer(),
                3,
                1,
                team.branch(),
                "nl");
    }

    private Volunteer applying(PersonId person) {
        return Volunteer.applying(
                person,
                team.organisation(),
                team.branch(),
                today(),
                new Offer(
                        Set.of(KindOfHelp.WALKING),
                        Set.of(KindOfHelp.COOKING),
                        Set.of(),
                        Set.of(KindOfHelp.GARDEN),
                        DayParts.ALL,
                        5000,
                        null,
                        Offer.EVERYONE,
                        "",
                        false));
    }

    private boolean standing() {
        return atTheDesk(() -> consents.findStanding(ria.person(), Consents.Purpose.BE_CALLED_ON_BY_OTHERS, null))
                .isPresent();
    }

    private Volunteer mine() {
        return atTheDesk(() -> volunteers.find(ria.person())).orElseThrow();
    }

    private int looksAt(PersonId person) {
        return jobs.sql("select count(*) from audit.subject where person = :person and account = :account")
                .param("person", person.value())
                .param("account", team.coordinator().value())
                .query(Integer.class)
                .single();
    }

    private boolean isOfRia(String violation) {
        return violation.contains(ria.person().toString());
    }

    private <T> T atTheDesk(Supplier<T> work) {
        return team.viewer().call(work);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
