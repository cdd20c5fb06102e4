package nl.samenspel.reimbursements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import nl.samenspel.DamagedRows;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.Law;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.matching.Stage;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.reimbursements.Claim.State;
import nl.samenspel.reimbursements.Claiming.AlreadyAsked;
import nl.samenspel.reimbursements.Claiming.Kept;
import nl.samenspel.reimbursements.Claiming.NoVolunteer;
import nl.samenspel.reimbursements.Claiming.Outside;
import nl.samenspel.reimbursements.NewClaim.What;
import nl.samenspel.reimbursements.Payments.Making;
import nl.samenspel.reimbursements.Reimbursements.Allowing;
import nl.samenspel.reimbursements.law.CasesPage;
import nl.samenspel.reimbursements.law.Cents;
import nl.samenspel.reimbursements.law.LawYear;
import nl.samenspel.reimbursements.law.MileageRate;
import nl.samenspel.reimbursements.law.Reason;
import nl.samenspel.reimbursements.law.WorkCheck;
import nl.samenspel.reimbursements.law.WorkCheck.Answer;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Ria volunteers here, and at another organisation. A coordinator and the manager decide.
@SamenspelTest
@NullUnmarked
class ReimbursementsTest {

    @Autowired
    Reimbursements reimbursements;

    @Autowired
    Payments payments;

    @Autowired
    LawYears years;

    @Autowired
    WorkChecks work;

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

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
    @Qualifier("withinTheMaxima")
    Law withinTheMaxima;

    @Autowired
    @Qualifier("oneRegimeAYear")
    Law oneRegimeAYear;

    @Autowired
    @Qualifier("onlyVolunteersArePaidBack")
    Law onlyVolunteers;

    @Autowired
    @Qualifier("paidAfterEnoughEyes")
    Law paidAfterEnoughEyes;

    Stage here;
    Stage there;
    Someone ria;
    PersonId riaThere;
    Viewer manager;
    int year;

    @BeforeEach
    void ria_volunteers_here_and_there() {
        var doors = new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock);
        here = new Stage(doors);
        there = new Stage(doors);
        ria = here.volunteer("Ria");
        riaThere = PersonId.next();
        there.desk(() -> {
            people.add(new Person(
                    riaThere,
                    there.team.organisation(),
                    null,
                    "Ria",
                    "Voorbeeld",
                    null,
                    null,
                    "1234",
                    "Meerdorp",
                    "",
                    Person.Gender.UNKNOWN,
                    Set.of(Person.Language.NL)));
            accounts.give(ria.account(), Role.VOLUNTEER, there.team.organisation(), null, riaThere);
            volunteers.add(Volunteer.applying(
                            riaThere, there.team.organisation(), there.team.branch(), today(), Stage.anything())
                    .welcomed(today()));
            return limits.set(new OwnLimits(riaThere, 8, 8, null));
        });
        manager = managerOf(here);
        year = today().getYear();
        superuser()
                .sql("update people.engagement set from_day = '2016-01-01' where person in (:here, :there)")
                .param("here", ria.person().value())
                .param("there", riaThere.value())
                .update();
    }

    @Test
    void the_amounts_in_the_database_are_those_of_the_page() {
        var rates = here.team.viewer().call(years::rates);

        assertThat(rates.years()).containsExactlyInAnyOrderElementsOf(CasesPage.years());
        assertThat(CasesPage.mileage())
                .isNotEmpty()
                .allSatisfy(rate -> assertThat(rates.mileageOn(rate.from())).contains(rate));
    }

    @Test
    void a_ride_is_asked_approved_and_paid() {
        var claim = kept(herself().call(() -> reimbursements.claim(ride(today(), 20))));
        assertThat(claim.amount()).isEqualTo(new Cents(460));
        assertThat(desk().call(() -> reimbursements.listOpen(10))).containsExactly(claim);

        var approved = done(desk().call(() -> reimbursements.approve(claim.id(), claim.version())));
        assertThat(manager.call(payments::make)).isInstanceOf(Making.NoAccount.class);
        theOrganisationPays();
        assertThat(manager.call(payments::make)).isEqualTo(new Making.Nothing(List.of(ria.person())));
        herself().run(() -> reimbursements.set(ria.person(), iban(), "R. Voorbeeld", null));

        var made = (Making.Made) manager.call(payments::make);

        assertThat(made.payment().total()).isEqualTo(new Cents(460));
        assertThat(manager.call(() -> reimbursements.find(approved.id()))
                        .orElseThrow()
                        .state())
                .isInstanceOf(State.Paid.class);
        assertThat(new String(
                        manager.call(() -> payments.file(made.payment().id())).orElseThrow(),
                        java.nio.charset.StandardCharsets.UTF_8))
                .contains("4.60", "NL91ABNA0417164300");
        assertThat(manager.call(payments::make)).isInstanceOf(Making.Nothing.class);
        assertThat(paidAfterEnoughEyes.examine(jobs).violations()).isEmpty();
    }

    @Test
    void the_same_twice_is_recognised_and_really_another_one_is_not_refused() {
        var first = kept(herself().call(() -> reimbursements.claim(ride(today(), 20))));

        assertThat(herself().call(() -> reimbursements.claim(ride(today(), 20))))
                .isEqualTo(new AlreadyAsked(first));
        assertThat(herself()
                        .call(() ->
                                reimbursements.claim(new NewClaim(ria.person(), today(), new What.Ride(20), "", true))))
                .isInstanceOf(Kept.class);
        herself().run(() -> reimbursements.takeBack(first.id(), first.version()));
        assertThat(herself().call(() -> reimbursements.claim(ride(today(), 20))))
                .isInstanceOf(Kept.class);
    }

    @Test
    void one_receipt_is_asked_once_on_whatever_day_and_for_whatever_amount() {
        var photo = photo(7);
        var first = kept(herself().call(() -> reimbursements.claim(bought(1250, photo))));
        assertThat(desk().call(() -> reimbursements.findPicture(first.id()))).isPresent();

        assertThat(herself()
                        .call(() -> reimbursements.claim(new NewClaim(
                                ria.person(), today().minusDays(3), new What.Bought(new Cents(999), photo), "", true))))
                .isEqualTo(new AlreadyAsked(first));
        assertThat(herself().call(() -> reimbursements.claim(bought(1250, photo(8)))))
                .isInstanceOf(Kept.class);
        assertThat(herself().call(() -> reimbursements.claim(bought(1250, new Photo(new byte[0])))))
                .isEqualTo(new Claiming.NoPicture(Claiming.WhyNoPicture.NOTHING));
    }

    @Test
    void a_year_has_one_way() {
        var ride = kept(herself().call(() -> reimbursements.claim(ride(today(), 20))));

        assertThat(outside(herself().call(() -> reimbursements.claim(hours(today(), 60)))))
                .containsExactly(Reason.OTHER_REGIME);
        assertThat(allow(575)).isInstanceOf(Allowing.YearHasBegun.class);
        assertThatThrownBy(() -> inSql(here, "update reimbursements.book set regime = 'FLAT_ALLOWANCE', why = 'x'"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("does not change within it");

        herself().run(() -> reimbursements.takeBack(ride.id(), ride.version()));
        assertThat(allow(575)).isInstanceOf(Allowing.Allowed.class);
        assertThat(outside(herself().call(() -> reimbursements.claim(ride(today(), 20)))))
                .containsExactly(Reason.OTHER_REGIME);
        assertThat(oneRegimeAYear.examine(jobs).violations()).isEmpty();
    }

    @Test
    void an_allowance_waits_for_a_look_at_the_work_and_for_the_organisation() {
        allow(575);

        assertThat(outside(herself().call(() -> reimbursements.claim(hours(today(), 60)))))
                .containsExactly(Reason.NOT_IN_SCOPE, Reason.WORK_NOT_CHECKED);
        theOrganisationPays();
        look(here, ria.person(), WorkCheck.all(Answer.NO).with(WorkCheck.Question.MUST_COME, Answer.UNSURE));
        assertThat(outside(herself().call(() -> reimbursements.claim(hours(today(), 60)))))
                .containsExactly(Reason.WORK_TO_LOOK_AT);
        look(here, ria.person(), WorkCheck.all(Answer.NO));
        assertThat(kept(herself().call(() -> reimbursements.claim(hours(today(), 90))))
                        .amount())
                .isEqualTo(new Cents(862));
        assertThat(desk().call(() -> work.list(ria.person()))).hasSize(2);
        assertThat(herself().call(() -> work.keep(ria.person(), WorkCheck.all(Answer.NO), "")))
                .as("nobody looks at their own work")
                .isFalse();
    }

    @Test
    void an_allowance_is_an_exception_with_a_reason_that_is_counted() {
        assertThat(allow(576)).isEqualTo(new Allowing.TooMuch(new Cents(575)));
        assertThat(herself().call(() -> reimbursements.allow(ria.person(), year, new Cents(100), "graag")))
                .isInstanceOf(Allowing.NotFound.class);
        allow(575);
        assertThat(manager.call(() -> reimbursements.listAllowances(year)))
                .singleElement()
                .satisfies(book -> assertThat(book.why()).isEqualTo("Bonnen bewaren lukt niet"));
        assertThatThrownBy(() -> inSql(here, "update reimbursements.book set why = ''"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("allowance_has_a_reason");
    }

    @Test
    void above_the_amount_of_the_organisation_two_people_look_and_nobody_twice_or_at_their_own() {
        theOrganisationPays();
        var claim = kept(herself().call(() -> reimbursements.claim(bought(10_001, photo(1)))));
        herself().run(() -> reimbursements.set(ria.person(), iban(), "R. Voorbeeld", null));

        var once = ((Decision.OneMore) desk().call(() -> reimbursements.approve(claim.id(), claim.version()))).claim();
        assertThat(desk().call(() -> reimbursements.approve(once.id(), once.version())))
                .isInstanceOf(Decision.SomebodyElse.class);
        assertThat(manager.call(payments::make)).isInstanceOf(Making.Nothing.class);
        assertThatThrownBy(() -> inSql(here, """
                        update reimbursements.claim set state = 'PAID', paid = amount, version = version + 1, payment = null
                        """))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("not seen by enough people");

        assertThat(manager.call(() -> reimbursements.approve(once.id(), once.version())))
                .isInstanceOf(Decision.Done.class);
        assertThat(manager.call(payments::make)).isInstanceOf(Making.Made.class);
    }

    @Test
    void who_wrote_it_down_does_not_approve_it() {
        var claim = kept(desk().call(() -> reimbursements.claim(ride(today(), 20))));

        assertThat(desk().call(() -> reimbursements.approve(claim.id(), claim.version())))
                .isInstanceOf(Decision.SomebodyElse.class);
        assertThat(herself().call(() -> reimbursements.approve(claim.id(), claim.version())))
                .isInstanceOf(Decision.NotFound.class);
        assertThat(there.team.viewer().call(() -> reimbursements.approve(claim.id(), claim.version())))
                .isInstanceOf(Decision.NotFound.class);
        assertThat(manager.call(() -> reimbursements.approve(claim.id(), claim.version())))
                .isInstanceOf(Decision.Done.class);
        assertThat(manager.call(() -> reimbursements.approve(claim.id(), claim.version())))
                .isInstanceOf(Decision.ChangedMeanwhile.class);
    }

    @Test
    void what_was_paid_is_put_right_to_more_or_to_less() {
        flatHere();
        theOrganisationPays();
        herself().run(() -> reimbursements.set(ria.person(), iban(), "R. Voorbeeld", LocalDate.of(1980, 1, 1)));
        var claim = kept(herself().call(() -> reimbursements.claim(hours(today(), 600))));
        desk().run(() -> reimbursements.approve(claim.id(), 1));
        manager.run(payments::make);

        var more = done(manager.call(() -> reimbursements.correct(claim.id(), 3, 660, null)));
        assertThat(more.state()).isInstanceOf(State.Waiting.class);
        assertThat(more.paid()).isEqualTo(new Cents(5750));
        done(desk().call(() -> reimbursements.approve(claim.id(), 4)));
        assertThat(((Making.Made) manager.call(payments::make)).payment().total())
                .isEqualTo(new Cents(575));

        var less = done(manager.call(() -> reimbursements.correct(claim.id(), 6, 600, null)));
        assertThat(less.state()).isInstanceOf(State.Paid.class);
        assertThat(less.paid()).isEqualTo(new Cents(6325));
        assertThat(manager.call(payments::make)).isInstanceOf(Making.Nothing.class);
        var next = kept(herself().call(() -> reimbursements.claim(hours(today().minusDays(1), 120))));
        desk().run(() -> reimbursements.approve(next.id(), 1));
        assertThat(((Making.Made) manager.call(payments::make)).payment().total())
                .as("what was too much goes off")
                .isEqualTo(new Cents(1150 - 575));
    }

    @ParameterizedTest
    @EnumSource(value = People.Engagement.class, mode = EnumSource.Mode.EXCLUDE, names = "VOLUNTEER")
    void no_other_engagement_has_a_way_to_be_paid(People.Engagement kind) {
        var paid = here.volunteer("Piet");
        superuser()
                .sql("update people.engagement set kind = :kind where person = :person")
                .param("kind", kind.name())
                .param("person", paid.person().value())
                .update();

        assertThat(paid.viewer()
                        .call(() -> reimbursements.claim(
                                new NewClaim(paid.person(), today(), new What.Ride(5), "", false))))
                .isEqualTo(new NoVolunteer(kind));
        // and past the program, as the desk: neither as what they are nor by saying they are volunteers
        assertThatThrownBy(() -> claimInSql(paid.person(), kind.name()))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("only_volunteers");
        assertThatThrownBy(() -> claimInSql(paid.person(), "VOLUNTEER"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("rests_on_a_volunteer");
        // nor does an engagement that was paid on become another one
        kept(herself().call(() -> reimbursements.claim(ride(today(), 20))));
        assertThatThrownBy(() -> superuser()
                        .sql("update people.engagement set kind = :kind where person = :person")
                        .param("kind", kind.name())
                        .param("person", ria.person().value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("rests_on_a_volunteer");
    }

    @Test
    void of_elsewhere_an_organisation_only_sees_what_room_is_left() {
        flatHere();
        flatThere();
        var day = today().withDayOfMonth(1);
        kept(there.team.viewer().call(() -> reimbursements.claim(hoursOf(riaThere, day, 1200))));
        assertThat(roomHere(day)).isEqualTo(new Cents(22_000));

        herself().run(reimbursements::countTogether);

        assertThat(roomHere(day)).isEqualTo(new Cents(22_000 - 11_500));
        assertThat(outside(herself().call(() -> reimbursements.claim(hours(day, 1200)))))
                .containsExactly(Reason.MONTH_TOGETHER);
        desk().run(() -> transaction.executeWithoutResult(_ -> {
            assertThat(count("reimbursements.together")).isZero();
            assertThat(db.sql("select count(*) from reimbursements.claim where volunteer = :there")
                            .param("there", riaThere.value())
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(db.sql("select count(*) from reimbursements.counted(array[:there], :year)")
                            .param("there", riaThere.value())
                            .param("year", year)
                            .query(Long.class)
                            .single())
                    .isZero();
        }));
        herself().run(reimbursements::countApart);
        assertThat(roomHere(day)).isEqualTo(new Cents(22_000));
    }

    @Test
    void what_she_says_she_gets_elsewhere_counts() {
        flatHere();
        assertThat(herself()
                        .call(() -> reimbursements.tellElsewhere(
                                ria.person(), year, new Cents(20_000), new Cents(100_000))))
                .isTrue();

        assertThat(roomHere(today())).isEqualTo(new Cents(2_000));
        assertThat(outside(herself().call(() -> reimbursements.claim(hours(today(), 240)))))
                .containsExactly(Reason.MONTH_TOGETHER);
        assertThat(herself().call(() -> reimbursements.tellElsewhere(ria.person(), year, new Cents(2), new Cents(1))))
                .isFalse();
    }

    @Test
    void a_new_year_is_added_by_an_administrator_with_what_it_would_have_meant() {
        flatHere();
        kept(herself().call(() -> reimbursements.claim(hours(today(), 60))));
        var next = new LawYear(
                year + 1, new Cents(570), new Cents(340), 21, new Cents(570), new Cents(600), "een proef", Set.of());
        var asAdministrator = new Viewer(here.team.coordinator(), "", Set.of(), Set.of(Role.ADMINISTRATOR), null);

        assertThat(years.preview(next).claims()).isPositive();
        assertThat(years.preview(next).above()).isPositive();
        assertThat(years.preview(next).months()).isPositive();
        assertThatThrownBy(() -> desk().run(() -> years.set(next)))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("row-level security");
        try {
            assertThat(asAdministrator.call(() -> years.set(next))).isInstanceOf(LawYears.SettingYear.Set.class);
            assertThat(asAdministrator.call(years::rates).on(LocalDate.of(year + 1, 1, 1)))
                    .contains(next);
            var used = CasesPage.rates().on(today()).orElseThrow();
            assertThat(asAdministrator.call(() -> years.set(new LawYear(
                            year,
                            used.hour(),
                            used.hourYounger(),
                            used.border(),
                            used.month().plus(new Cents(100)),
                            used.inYear(),
                            used.source(),
                            used.toVerify()))))
                    .isInstanceOf(LawYears.SettingYear.WasUsed.class);
        } finally {
            superuser()
                    .sql("delete from reimbursements.law_year where year = :year")
                    .param("year", year + 1)
                    .update();
        }
    }

    @Test
    void a_rate_is_added_from_a_day_on_and_rides_that_were_paid_keep_theirs() {
        kept(herself().call(() -> reimbursements.claim(ride(today(), 100))));
        var administrator = new Viewer(here.team.coordinator(), "", Set.of(), Set.of(Role.ADMINISTRATOR), null);
        var next = new MileageRate(today().plusDays(1), new Cents(25), "een proef", true);
        var used = desk().call(years::rates).mileageOn(today()).orElseThrow();

        assertThat(years.preview(next))
                .satisfies(preview -> assertThat(preview.rides()).isPositive())
                .satisfies(preview -> assertThat(preview.wouldBe().value()).isEqualTo(25 * preview.kilometres()))
                .satisfies(preview ->
                        assertThat(preview.wouldBe().exceeds(preview.was())).isTrue());
        assertThatThrownBy(() -> desk().run(() -> years.set(next)))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("row-level security");
        try {
            assertThat(administrator.call(() -> years.set(next))).isInstanceOf(LawYears.SettingRate.Set.class);
            assertThat(desk().call(years::rates).mileageOn(today())).contains(used);
            assertThat(desk().call(years::rates).mileageOn(next.from())).contains(next);
            assertThat(List.of(
                            new MileageRate(used.from(), new Cents(30), used.source(), true),
                            new MileageRate(today(), new Cents(30), "een proef", true)))
                    .allSatisfy(late -> assertThat(administrator.call(() -> years.set(late)))
                            .isInstanceOf(LawYears.SettingRate.WasUsed.class));
            var said = new MileageRate(used.from(), used.perKilometre(), "beter nagezien", false);
            assertThat(administrator.call(() -> years.set(said))).isInstanceOf(LawYears.SettingRate.Set.class);
        } finally {
            superuser()
                    .sql("delete from reimbursements.mileage_rate where from_day = :day")
                    .param("day", next.from())
                    .update();
            administrator.run(() -> years.set(used));
        }
    }

    /// Two organisations that count together, a coordinator and a manager each, and Ria herself: asking,
    /// approving, putting right, refusing, taking back and paying, all at once.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_is_done_at_the_same_time_no_maximum_is_passed(long seed) throws Exception {
        flatHere();
        flatThere();
        theOrganisationPays();
        herself().run(reimbursements::countTogether);
        var managerThere = managerOf(there);
        var wanted = new ArrayList<Callable<String>>();
        var random = new Random(seed);
        for (var nth = 0; nth < 160; nth++) {
            var own = new Random(random.nextLong());
            var atHome = own.nextBoolean();
            var person = atHome ? ria.person() : riaThere;
            var desk = atHome ? desk() : there.team.viewer();
            var boss = atHome ? manager : managerThere;
            var day = LocalDate.of(year, 1 + own.nextInt(today().getMonthValue()), 1);
            wanted.add(() -> step(own, person, desk, boss, day));
        }

        var outcomes = atOnce(wanted);

        assertThat(outcomes).contains("Kept", "Outside", "Done");
        assertThat(highestMonth()).isBetween(15_000L, 22_000L);
        assertThat(inYear()).isLessThanOrEqualTo(220_000);
        assertThat(withinTheMaxima.examine(jobs).violations()).isEmpty();
        assertThat(oneRegimeAYear.examine(jobs).violations()).isEmpty();
        assertThat(paidAfterEnoughEyes.examine(jobs).violations()).isEmpty();
    }

    private String step(Random own, PersonId person, Viewer desk, Viewer boss, LocalDate day) {
        if (own.nextInt(10) < 5) {
            return herself()
                    .call(() ->
                            reimbursements.claim(hoursOf(person, day.plusDays(own.nextInt(20)), 60 + own.nextInt(900))))
                    .getClass()
                    .getSimpleName();
        }
        var some = desk.call(() -> reimbursements.listOf(List.of(person), year));
        if (some.isEmpty()) {
            return "nothing yet";
        }
        var claim = some.get(own.nextInt(some.size()));
        var decision =
                switch (own.nextInt(6)) {
                    case 0, 1 -> desk.call(() -> reimbursements.approve(claim.id(), claim.version()));
                    case 2 -> boss.call(() -> reimbursements.approve(claim.id(), claim.version()));
                    case 3 ->
                        boss.call(() ->
                                reimbursements.correct(claim.id(), claim.version(), 30 + own.nextInt(1300), null));
                    case 4 -> herself().call(() -> reimbursements.takeBack(claim.id(), claim.version()));
                    default -> desk.call(() -> reimbursements.refuse(claim.id(), claim.version(), "nee"));
                };
        return decision.getClass().getSimpleName();
    }

    /// The negative control: nobody waits for anybody, so each finds the room that another is just taking.
    @Test
    void without_the_lock_the_month_would_be_passed() throws Exception {
        flatHere();
        flatThere();
        herself().run(reimbursements::countTogether);
        var day = today().withDayOfMonth(1);
        var superuser = superuser();
        var guard = superuser
                .sql("select pg_get_functiondef('reimbursements.hold(uuid, int)'::regprocedure)")
                .query(String.class)
                .single();
        superuser.sql(guard.replaceFirst("begin\n", "begin\n    return;\n")).update();
        // each takes a moment between looking and having it, so that they are at it together on a quiet machine too
        superuser.sql("""
                create function reimbursements.linger() returns trigger language plpgsql as $$
                begin
                    perform pg_sleep(0.5);
                    return null;
                end $$""").update();
        superuser.sql("""
                create trigger zz_lingers after insert on reimbursements.claim
                for each row execute function reimbursements.linger()""").update();
        try {
            rush(day);
            assertThat(highestMonth()).isGreaterThan(22_000);
        } finally {
            superuser.sql(guard).update();
            superuser.sql("drop function reimbursements.linger cascade").update();
            superuser
                    .sql("delete from reimbursements.claim where volunteer in (:here, :there)")
                    .param("here", ria.person().value())
                    .param("there", riaThere.value())
                    .update();
        }
        assertThat(rush(day)).as("the door itself says no").doesNotContain("Refused");
        assertThat(highestMonth()).isBetween(19_000L, 22_000L);
    }

    /// Each law breaks when its rows are damaged past every guard.
    @Test
    void each_law_notices_what_it_is_about() {
        flatHere();
        theOrganisationPays();
        var claim = kept(herself().call(() -> reimbursements.claim(hours(today(), 60))));
        done(desk().call(() -> reimbursements.approve(claim.id(), 1)));
        manager.run(payments::make);
        var here = "update reimbursements.claim set %s where id = '" + claim.id() + "'";

        for (var law : List.of(oneRegimeAYear, withinTheMaxima, onlyVolunteers, paidAfterEnoughEyes)) {
            assertThat(law.examine(jobs).violations()).as(law.name()).isEmpty();
            assertThat(law.examine(jobs).rows()).as(law.name()).isPositive();
        }
        assertThat(DamagedRows.examine(
                                database,
                                oneRegimeAYear,
                                "update reimbursements.book set regime = 'REAL_EXPENSES', why = '' where volunteer = '"
                                        + ria.person() + "'")
                        .violations())
                .singleElement()
                .asString()
                .contains(claim.id().toString());
        assertThat(DamagedRows.examine(database, withinTheMaxima, here.formatted("per_hour = 22001, amount = 22001"))
                        .violations())
                .hasSize(2);
        assertThat(DamagedRows.examine(
                                database,
                                onlyVolunteers,
                                "alter table reimbursements.claim drop constraint only_volunteers",
                                here.formatted("engagement_kind = 'SEMI_PAID'"))
                        .violations())
                .singleElement()
                .asString()
                .contains("SEMI_PAID");
        assertThat(DamagedRows.examine(
                                database,
                                paidAfterEnoughEyes,
                                "alter table reimbursements.claim drop constraint asked_by_one_approved_by_another",
                                here.formatted("approved_by = asked_by"))
                        .violations())
                .singleElement()
                .asString()
                .contains(claim.id().toString());
    }

    private Set<String> rush(LocalDate day) throws Exception {
        var wanted = new ArrayList<Callable<String>>();
        for (var nth = 0; nth < 24; nth++) {
            var minutes = 300 + nth;
            var person = nth % 2 == 0 ? ria.person() : riaThere;
            wanted.add(() -> {
                try {
                    return herself()
                            .call(() -> reimbursements.claim(hoursOf(person, day, minutes)))
                            .getClass()
                            .getSimpleName();
                } catch (DataIntegrityViolationException counted) {
                    // without the lock the door may find room where the database finds none any more
                    return "Refused";
                }
            });
        }
        return atOnce(wanted);
    }

    private static Set<String> atOnce(List<Callable<String>> wanted) throws Exception {
        var go = new CountDownLatch(1);
        var outcomes = new java.util.TreeSet<String>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = wanted.stream()
                    .map(work -> threads.submit(() -> {
                        go.await();
                        return work.call();
                    }))
                    .toList();
            go.countDown();
            for (var answer : answers) {
                outcomes.add(answer.get(120, TimeUnit.SECONDS));
            }
        }
        return outcomes;
    }

    private long highestMonth() {
        return jobs.sql("""
                select coalesce(max(sum), 0) from (
                    select sum(amount) from reimbursements.claim
                    where volunteer in (:here, :there) and state in ('ASKED', 'APPROVED', 'PAID')
                    group by date_trunc('month', day)) months
                """)
                .param("here", ria.person().value())
                .param("there", riaThere.value())
                .query(Long.class)
                .single();
    }

    private long inYear() {
        return jobs.sql("""
                select coalesce(sum(amount), 0) from reimbursements.claim
                where volunteer in (:here, :there) and state in ('ASKED', 'APPROVED', 'PAID')
                """)
                .param("here", ria.person().value())
                .param("there", riaThere.value())
                .query(Long.class)
                .single();
    }

    private void claimInSql(PersonId person, String kind) {
        desk().run(() -> transaction.executeWithoutResult(_ -> {
            db.sql("""
                    insert into reimbursements.book (volunteer, year, organisation, regime, decided_by, decided_at)
                    values (:person, :year, :organisation, 'REAL_EXPENSES', :by, now()) on conflict do nothing
                    """)
                    .param("person", person.value())
                    .param("year", year)
                    .param("organisation", here.team.organisation().value())
                    .param("by", here.team.coordinator().value())
                    .update();
            db.sql("""
                    insert into reimbursements.claim (id, organisation, branch, volunteer, engagement, engagement_kind, day,
                        kind, amount, kilometres, per_kilometre, state, asked_by, asked_at, asked_on)
                    select :id, :organisation, :branch, :person, id, :kind, :today, 'KILOMETRES', 23, 1, 23, 'ASKED', :by, now(),
                           :today
                    from people.engagement where person = :person
                    """)
                    .param("id", UUID.randomUUID())
                    .param("organisation", here.team.organisation().value())
                    .param("branch", here.team.branch().value())
                    .param("person", person.value())
                    .param("kind", kind)
                    .param("today", today())
                    .param("by", here.team.coordinator().value())
                    .update();
        }));
    }

    private void inSql(Stage stage, String statement) {
        stage.team
                .viewer()
                .run(() ->
                        transaction.executeWithoutResult(_ -> db.sql(statement).update()));
    }

    private long count(String table) {
        return db.sql("select count(*) from " + table).query(Long.class).single();
    }

    private Cents roomHere(LocalDate day) {
        return desk().call(() -> reimbursements.findStanding(ria.person(), day))
                .orElseThrow()
                .left()
                .inMonth();
    }

    private void flatHere() {
        theOrganisationPays();
        look(here, ria.person(), WorkCheck.all(Answer.NO));
        allow(575);
    }

    private void flatThere() {
        var boss = managerOf(there);
        var house = House.of(there.team.organisation());
        boss.run(() -> reimbursements.set(
                new House(house.organisation(), true, house.fourEyesAbove(), null, "", "NL91ABNA0417164300", "Daar")));
        look(there, riaThere, WorkCheck.all(Answer.NO));
        boss.run(() -> {
            reimbursements.set(riaThere, null, "", LocalDate.of(1980, 1, 1));
            reimbursements.allow(riaThere, year, new Cents(575), "Bonnen bewaren lukt niet");
        });
    }

    private Allowing allow(long perHour) {
        return manager.call(() -> {
            reimbursements.set(ria.person(), iban(), "R. Voorbeeld", LocalDate.of(1980, 1, 1));
            return reimbursements.allow(ria.person(), year, new Cents(perHour), "Bonnen bewaren lukt niet");
        });
    }

    private void theOrganisationPays() {
        manager.run(() -> reimbursements.set(
                new House(here.team.organisation(), true, new Cents(10_000), null, "", "NL91ABNA0417164300", "Hier")));
    }

    private void look(Stage stage, PersonId person, WorkCheck check) {
        assertThat(stage.team.viewer().call(() -> work.keep(person, check, ""))).isTrue();
    }

    private Viewer managerOf(Stage stage) {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        OrganisationId organisation = stage.team.organisation();
        return neighbourhood.viewer(neighbourhood.asAdministrator(() -> accounts.open(new NewAccount(
                "Els", "els." + mark + "@voorbeeld.example", "nl", Role.MANAGER, organisation, null, null))));
    }

    private NewClaim ride(LocalDate day, int kilometres) {
        return new NewClaim(ria.person(), day, new What.Ride(kilometres), "", false);
    }

    private NewClaim hours(LocalDate day, int minutes) {
        return hoursOf(ria.person(), day, minutes);
    }

    private static NewClaim hoursOf(PersonId person, LocalDate day, int minutes) {
        return new NewClaim(person, day, new What.Time(minutes), "", false);
    }

    private NewClaim bought(long cents, Photo photo) {
        return new NewClaim(ria.person(), today(), new What.Bought(new Cents(cents), photo), "Verf", false);
    }

    private static Photo photo(int shade) {
        var out = new ByteArrayOutputStream();
        var image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, shade * 1000);
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Photo(out.toByteArray());
    }

    private static Iban iban() {
        return new Iban("NL91ABNA0417164300");
    }

    private static Claim kept(Claiming claiming) {
        assertThat(claiming).isInstanceOf(Kept.class);
        return ((Kept) claiming).claim();
    }

    private static Claim done(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Done.class);
        return ((Decision.Done) decision).claim();
    }

    private static List<Reason> outside(Claiming claiming) {
        assertThat(claiming).isInstanceOf(Outside.class);
        return ((Outside) claiming).why().reasons();
    }

    private Viewer herself() {
        return neighbourhood.viewer(ria.account());
    }

    private Viewer desk() {
        return here.team.viewer();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private JdbcClient superuser() {
        return JdbcClient.create(TestDatabase.asSuperuser(database));
    }
}
