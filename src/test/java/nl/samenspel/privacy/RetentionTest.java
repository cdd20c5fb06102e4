package nl.samenspel.privacy;

import static nl.samenspel.privacy.RightsRequest.Outcome.TAKEN_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.people.People;
import nl.samenspel.privacy.Street.Life;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/// Ten years go by, night after night: nothing goes early, nothing stays a day longer than it should.
@SamenspelTest
@Import(Street.class)
@NullUnmarked
@TestPropertySource(properties = "samenspel.audit.checkpoints=target/checkpoints-of-ten-years")
@DirtiesContext
class RetentionTest {

    private static final ZoneId HERE = ZoneId.of("Europe/Amsterdam");

    @Autowired
    MockMvcTester browser;

    @Autowired
    Street street;

    @Autowired
    Rights rights;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Rows rows;

    @Autowired
    ErasureList list;

    @Autowired
    People people;

    @Autowired
    nl.samenspel.access.Accounts accounts;

    @Autowired
    nl.samenspel.network.Organisations organisations;

    @Autowired
    Retention retention;

    @Autowired
    Register register;

    @Autowired
    LookedThrough lookedThrough;

    @Autowired
    nl.samenspel.audit.SealedLog looks;

    @Autowired
    Database database;

    @Autowired
    JdbcClient db;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    @Autowired
    @Qualifier("jobs")
    TransactionTemplate asJobs;

    @Autowired
    Clock clock;

    Life life;
    JdbcClient mighty;
    Instant now;

    @BeforeEach
    void a_life_that_is_rounded_off() {
        life = street.life();
        street.roundOff(life);
        life.coordinator().run(() -> rights.list(10).forEach(asked -> rights.answer(asked.id(), TAKEN_BACK, "")));
        mighty = JdbcClient.create(TestDatabase.asSuperuser(database));
        now = clock.instant();
    }

    /// What runs each night, by a clock of our own.
    private Retention.Gone night() {
        var ours = Clock.fixed(now, HERE);
        var forgetting = new Forgetting(rows, list, people, accounts, db, jobs, asJobs, ours);
        return new Retention(register, rows, forgetting, organisations, looks, lookedThrough, db, jobs, asJobs, ours)
                .letGo();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, HERE);
    }

    private String plantedWord(String sql, UUID id) {
        return mighty.sql(sql)
                .param("id", id)
                .query((rs, _) -> String.valueOf(rs.getObject(1)))
                .optional()
                .orElse("(weg)");
    }

    @Test
    void each_class_goes_on_its_day() {
        var start = today();
        var wim = life.wimId().value();
        var ria = life.ria().person().value();
        // Ria leaves on the first day, as the match and the request ended on it
        life.coordinator().run(() -> volunteers.leave(life.ria().person()));
        var address = life.wim().email();
        var match = life.match().value();
        var request = life.request().value();

        // what is watched: how it reads while it is there, and the day on which it must be gone
        record Watched(String what, String sql, UUID id, LocalDate day) {}
        var watched = List.of(
                new Watched(
                        "mail",
                        "select count(*) from mail.outbox where to_address = '" + address
                                + "' and cast(:id as uuid) is not null",
                        wim,
                        start.plusMonths(3)),
                new Watched(
                        "invitation",
                        "select words from matching.invitation where request = :id",
                        request,
                        start.plusMonths(6)),
                new Watched(
                        "notes of a match",
                        "select end_words from matches.match where id = :id",
                        match,
                        start.plusMonths(12)),
                new Watched(
                        "notes of a request",
                        "select agreed from requests.contact where request = :id",
                        request,
                        start.plusMonths(12)),
                new Watched(
                        "volunteer", "select given_name from people.person where id = :id", ria, start.plusMonths(12)),
                new Watched(
                        "volunteer's offer",
                        "select count(*) from volunteers.volunteer where person = :id",
                        ria,
                        start.plusMonths(12)),
                new Watched(
                        "participant",
                        "select given_name from people.person where id = :id",
                        wim,
                        start.plusMonths(24)),
                new Watched(
                        "request",
                        "select words from requests.help_request where id = :id",
                        request,
                        start.plusMonths(24)),
                new Watched(
                        "rights request",
                        "select count(*) from privacy.rights_request where person = :id",
                        wim,
                        start.plusMonths(60)),
                new Watched(
                        "shares", "select count(*) from access.share where subject = :id", wim, start.plusMonths(60)),
                new Watched(
                        "list of forgotten",
                        "select count(*) from privacy.forgotten where person = :id",
                        ria,
                        start.plusMonths(12 + 60)));
        var before = new LinkedHashMap<String, String>();
        watched.forEach(one -> before.put(one.what(), plantedWord(one.sql(), one.id())));
        assertThat(before).doesNotContainValue("(weg)").doesNotContainValue("null");

        var gone = new LinkedHashMap<String, LocalDate>();
        var nights = new ArrayList<LocalDate>();
        var end = start.plusYears(10);
        // every night of the weeks around the days that matter, and each month in between
        for (var day = start;
                !day.isAfter(end);
                day = next(day, watched.stream().map(Watched::day).toList())) {
            now = day.atTime(3, 10).atZone(HERE).toInstant();
            nights.add(day);
            night();
            for (var one : watched) {
                var reads = plantedWord(one.sql(), one.id());
                if (one.what().equals("list of forgotten")
                        ? reads.equals("0") && day.isAfter(start.plusMonths(12))
                        : !reads.equals(before.get(one.what()))) {
                    gone.putIfAbsent(one.what(), day);
                }
            }
        }

        assertThat(nights).hasSizeGreaterThan(100);
        assertThat(gone).hasSize(watched.size());
        watched.forEach(one -> assertThat(gone.get(one.what())).as(one.what()).isEqualTo(one.day()));
        // counts stay
        assertThat(plantedWord("select count(*) from requests.help_request where id = :id", request))
                .isEqualTo("1");
        assertThat(plantedWord("select count(*) from matches.match where id = :id", match))
                .isEqualTo("1");
    }

    private static LocalDate next(LocalDate day, List<LocalDate> days) {
        var near = days.stream().anyMatch(one -> !day.isBefore(one.minusDays(2)) && !day.isAfter(one.plusDays(1)));
        var tomorrow = day.plusDays(1);
        if (near) {
            return tomorrow;
        }
        var month = day.plusMonths(1);
        return days.stream()
                .map(one -> one.minusDays(2))
                .filter(one -> one.isAfter(day) && one.isBefore(month))
                .min(LocalDate::compareTo)
                .orElse(month);
    }

    /// Backdated, as the database lets go of no look that is really younger than five years.
    @Test
    void looks_go_after_five_years_and_the_newer_ones_stay_proven() {
        var wim = life.wimId().value();
        var organisation = mighty.sql("select organisation from people.person where id = :id")
                .param("id", wim)
                .query(UUID.class)
                .single();
        var newer = looksAt(wim);
        assertThat(newer).isPositive();
        var before = today().minusMonths(60).atStartOfDay(HERE).toInstant();
        look(wim, organisation, before.minusSeconds(1));
        look(wim, organisation, before.plusSeconds(1));
        looks.seal();
        assertThat(retention.listGoing(new OrganisationId(organisation), today()))
                .anySatisfy(part -> {
                    assertThat(part.period()).isEqualTo(Period.LOOK);
                    assertThat(part.rows()).isEqualTo(1);
                });

        night();

        assertThat(looksAt(wim)).isEqualTo(newer + 1);
        assertThat(looks.verify())
                .filteredOn(finding -> finding.organisation().equals(organisation))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.letGo()).isEqualTo(1);
                    assertThat(finding.wrong()).isNull();
                });
        now = now.plus(Duration.ofDays(1));
        night();
        assertThat(looksAt(wim)).isEqualTo(newer);
    }

    private long looksAt(UUID person) {
        return mighty.sql("select count(*) from audit.subject where person = :person")
                .param("person", person)
                .query(Long.class)
                .single();
    }

    private void look(UUID person, UUID organisation, Instant at) {
        mighty.sql("""
                with event as (
                    insert into audit.event (id, at, account, who, role, organisation, handler, purpose)
                    values (gen_random_uuid(), :at, gen_random_uuid(), 'Marja', 'COORDINATOR', :organisation, 'A.b', 'REQUEST')
                    returning id, account, at)
                insert into audit.subject (event, account, person, organisation, relation, at)
                select id, account, :person, :organisation, 'STAFF', at from event
                """)
                .param("at", java.sql.Timestamp.from(at))
                .param("organisation", organisation)
                .param("person", person)
                .update();
    }

    @Test
    void what_still_runs_is_kept_however_old() {
        var other = street.life();
        now = now.plus(Duration.ofDays(3650));

        night();

        for (var someone : List.of(other.wim(), other.ria(), other.els())) {
            assertThat(plantedWord(
                            "select given_name from people.person where id = :id",
                            someone.person().value()))
                    .isNotEqualTo("(vergeten)");
        }
        assertThat(plantedWord(
                        "select given_name from people.person where id = :id",
                        life.wimId().value()))
                .isEqualTo("(vergeten)");
    }

    @Test
    void an_organisation_chooses_within_bounds_and_sees_beforehand_what_goes() {
        neighbourhood.canSignIn(life.manager().me());
        var manager = new Visitor(browser).signIn(life.managerEmail());
        assertThat(manager.get("/privacy/retention")).hasStatusOk().bodyText().contains("Er wordt niemand vergeten");

        assertThat(manager.post("/privacy/retention", chosen("2"))).hasStatus(422);
        assertThat(manager.post("/privacy/retention", chosen("3"))).hasStatus(302);

        assertThat(life.manager().call(retention::periods)).containsEntry(Period.PARTICIPANT, 3);
        assertThatThrownBy(() -> life.manager().run(() -> retention.choose(Period.MAIL, 12)))
                .isInstanceOf(IllegalArgumentException.class);
        var ours = life.stage().team.organisation();
        assertThat(retention.listLeaving(ours, today().plusMonths(3).minusDays(1)))
                .isEmpty();
        assertThat(retention.listLeaving(ours, today().plusMonths(3)))
                .extracting(leaving -> leaving.person())
                .contains(life.wimId());
        // a coordinator may look, not choose
        neighbourhood.canSignIn(life.stage().team.coordinator());
        var coordinator = new Visitor(browser).signIn(life.stage().team.email());
        assertThat(coordinator.get("/privacy/retention")).hasStatusOk();
        assertThat(coordinator.post("/privacy/retention", chosen("4"))).hasStatus(404);
    }

    @Test
    void what_goes_within_a_month_is_found_at_night_or_when_the_periods_change() {
        assertThat(life.manager().call(retention::upcoming).people()).isEmpty();
        now = now.plus(Duration.ofDays(24 * 30));

        night();

        assertThat(life.manager().call(retention::upcoming).people())
                .extracting(leaving -> leaving.person())
                .contains(life.wimId());
        neighbourhood.canSignIn(life.manager().me());
        var manager = new Visitor(browser).signIn(life.managerEmail());
        assertThat(manager.get("/privacy/retention")).bodyText().contains("Wim Voorbeeld", "Elke nacht kijken we");
        // by the clock of the program he goes much later
        assertThat(manager.post("/privacy/retention", chosen("24"))).hasStatus(302);
        assertThat(manager.get("/privacy/retention")).bodyText().contains("Er wordt niemand vergeten");
    }

    private static String[] chosen(String participant) {
        var fields = new ArrayList<String>();
        Map.of("PARTICIPANT", participant, "VOLUNTEER", "12", "NOTES", "12", "INVITATION", "6")
                .forEach((name, value) -> fields.addAll(List.of(name, value)));
        return fields.toArray(String[]::new);
    }
}
