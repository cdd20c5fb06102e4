package nl.samenspel.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nl.samenspel.DamagedRows;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.Law;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.LimitChange.Kept;
import nl.samenspel.limits.LimitChange.OnlyTheVolunteerRaises;
import nl.samenspel.limits.Reservation.Full;
import nl.samenspel.limits.Reservation.Paused;
import nl.samenspel.limits.Reservation.Reserved;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SamenspelTest
@NullUnmarked
class LimitsTest {

    @Autowired
    Limits limits;

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
    @Qualifier("withinOwnLimits")
    Law withinOwnLimits;

    @Autowired
    @Qualifier("onlyTheVolunteerRaises")
    Law onlyTheVolunteerRaises;

    Team team;
    Someone ria;

    @BeforeEach
    void ria_gives_four_hours_to_two_people() {
        team = neighbourhood.team();
        ria = neighbourhood.someone(team, "Ria", Role.VOLUNTEER, "1234");
        assertThat(atTheDesk(() -> limits.set(own(4, 2)))).isInstanceOf(Kept.class);
    }

    @Test
    void what_goes_in_comes_out() {
        var until = today().plusDays(10);

        ria.viewer().run(() -> limits.set(own(7, 3).pausing(until)));

        assertThat(ria.viewer().call(() -> limits.find(ria.person())))
                .contains(own(7, 3).pausing(until));
        assertThat(atTheDesk(() -> limits.list(Set.of(ria.person()))))
                .containsExactly(own(7, 3).pausing(until));
    }

    @Test
    void the_desk_may_lower_a_limit_but_only_the_volunteer_raises_it() {
        assertThat(atTheDesk(() -> limits.set(own(3, 1).pausing(today().plusDays(5)))))
                .isInstanceOf(Kept.class);

        for (var wider : List.of(
                own(4, 1).pausing(today().plusDays(5)),
                own(3, 2).pausing(today().plusDays(5)),
                own(3, 1).pausing(today().plusDays(4)),
                own(3, 1))) {
            assertThat(atTheDesk(() -> limits.set(wider)))
                    .isEqualTo(new OnlyTheVolunteerRaises(own(3, 1).pausing(today().plusDays(5))));
        }
        assertThat(ria.viewer().call(() -> limits.set(own(6, 3)))).isEqualTo(new Kept(own(6, 3)));
    }

    @Test
    void a_pause_that_is_over_is_no_limit_anymore() {
        ria.viewer().run(() -> limits.set(own(4, 2).pausing(today())));

        assertThat(atTheDesk(() -> limits.set(own(3, 2)))).isInstanceOf(Kept.class);
    }

    @Test
    void the_database_says_so_too() {
        assertThatThrownBy(() -> atTheDesk(() -> transaction.execute(
                        _ -> db.sql("update limits.own_limit set hours_per_week = 40 where volunteer = :ria")
                                .param("ria", ria.person().value())
                                .update())))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("only the volunteer");
    }

    @Test
    void another_organisation_sees_nothing_and_changes_nothing() {
        var others = neighbourhood.team();
        reserve(1);

        others.viewer().run(() -> {
            assertThat(limits.find(ria.person())).isEmpty();
            assertThat(limits.room(Set.of(ria.person()))).isEmpty();
            transaction.executeWithoutResult(_ -> {
                for (var table : List.of("own_limit", "own_limit_change", "commitment")) {
                    assertThat(db.sql("select count(*) from limits." + table + " where organisation = :theirs")
                                    .param("theirs", team.organisation().value())
                                    .query(Integer.class)
                                    .single())
                            .as(table)
                            .isZero();
                }
                assertThat(db.sql("update limits.own_limit set hours_per_week = 1 where volunteer = :ria")
                                .param("ria", ria.person().value())
                                .update())
                        .isZero();
            });
        });
        assertThat(Viewer.NOBODY.call(() -> limits.find(ria.person()))).isEmpty();
    }

    @Test
    void a_volunteer_cannot_promise_for_someone_else_or_past_the_desk() {
        assertThatThrownBy(() ->
                        ria.viewer().call(() -> limits.reserve(ria.person(), new Promise(1, UUID.randomUUID()))))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void hours_are_reserved_until_they_are_released() {
        var match = UUID.randomUUID();

        assertThat(atTheDesk(() -> limits.reserve(ria.person(), new Promise(3, match))))
                .isEqualTo(new Reserved());
        assertRoom(4, 3, 2, 1);
        assertThat(reserve(2)).isEqualTo(new Full(1, 1));
        assertThat(atTheDesk(() -> limits.reserve(ria.person(), new Promise(3, match))))
                .isEqualTo(new Reserved());
        assertThat(room().placesTaken()).isEqualTo(1);

        atTheDesk(() -> {
            limits.release(match);
            limits.release(match);
            return true;
        });

        assertRoom(4, 0, 2, 0);
        assertThat(atTheDesk(() -> limits.reserve(ria.person(), new Promise(4, match))))
                .isEqualTo(new Reserved());
    }

    @Test
    void two_people_at_a_time_is_two_people_at_a_time() {
        assertThat(reserve(1)).isEqualTo(new Reserved());
        assertThat(reserve(1)).isEqualTo(new Reserved());
        assertThat(reserve(1)).isEqualTo(new Full(2, 0));
    }

    @Test
    void who_pauses_is_not_asked() {
        var until = today().plusDays(3);
        ria.viewer().run(() -> limits.set(own(4, 2).pausing(until)));

        assertThat(reserve(1)).isEqualTo(new Paused(until));
        assertThat(room().isFree()).isFalse();
    }

    @Test
    void lowering_below_what_runs_ends_nothing_and_begins_nothing() {
        reserve(4);
        ria.viewer().run(() -> limits.set(own(2, 1)));

        assertRoom(2, 4, 1, 1);
        assertThat(reserve(1)).isEqualTo(new Full(0, 0));
        assertThat(withinOwnLimits.examine(jobs).violations()).noneMatch(this::isOfRia);
    }

    @Test
    void of_two_who_want_the_last_free_hour_at_the_same_moment_one_gets_it() throws Exception {
        reserve(3);

        assertThat(raceForAnHour()).containsExactly(new Reserved(), new Full(0, 0));
        assertThat(room().hoursLoad()).isEqualTo(4);
    }

    @Test
    void without_its_guards_the_database_would_give_the_last_hour_away_twice() throws Exception {
        reserve(3);
        var superuser = JdbcClient.create(TestDatabase.asSuperuser(database));
        superuser
                .sql("alter table limits.commitment disable trigger keep_within")
                .update();
        var guard = superuser
                .sql("select pg_get_functiondef('limits.hold(uuid)'::regprocedure)")
                .query(String.class)
                .single();
        superuser
                .sql(guard.replaceFirst("perform from", "return; perform from"))
                .update();
        try {
            assertThat(raceForAnHour()).containsExactly(new Reserved(), new Reserved());

            assertThat(room().hoursLoad()).isEqualTo(5);
            assertThat(withinOwnLimits.examine(jobs).violations()).anyMatch(this::isOfRia);
        } finally {
            superuser
                    .sql("alter table limits.commitment enable trigger keep_within")
                    .update();
            superuser.sql(guard).update();
            superuser
                    .sql("delete from limits.commitment where volunteer = :ria")
                    .param("ria", ria.person().value())
                    .update();
        }
    }

    @Test
    void the_database_refuses_a_promise_beyond_the_limits_whoever_makes_it() {
        assertThatThrownBy(() -> atTheDesk(() -> transaction.execute(_ -> db.sql("""
                        insert into limits.commitment
                            (id, organisation, volunteer, hours, source, from_day,
                             hours_limit_then, hours_load_then, places_limit_then, places_taken_then)
                        values (:id, :organisation, :ria, 9, :id, :today, 40, 0, 10, 0)
                        """)
                        .param("id", UUID.randomUUID())
                        .param("organisation", team.organisation().value())
                        .param("ria", ria.person().value())
                        .param("today", today())
                        .update())))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("beyond the volunteer's own limits");
    }

    @Test
    void damaged_promises_are_found() {
        reserve(2);
        reserve(1);
        var mine = " where volunteer = '" + ria.person() + "'";

        assertThat(withinOwnLimits.examine(jobs).violations()).noneMatch(this::isOfRia);
        for (var damage : List.of(
                "update limits.commitment set hours = 3" + mine,
                "update limits.commitment set hours = 40" + mine + " and hours = 2",
                "update limits.commitment set places_limit_then = 1" + mine + " and hours = 1",
                "insert into limits.commitment (id, organisation, volunteer, hours, source, from_day, hours_limit_then,"
                        + " hours_load_then, places_limit_then, places_taken_then) select gen_random_uuid(),"
                        + " organisation, volunteer, 1, gen_random_uuid(), from_day, 40, 0, 10, 0"
                        + " from limits.commitment" + mine + " and hours = 1")) {
            assertThat(DamagedRows.examine(
                                    database,
                                    withinOwnLimits,
                                    "alter table limits.commitment drop constraint within_hours_then,"
                                            + " drop constraint within_places_then",
                                    damage)
                            .violations())
                    .as(damage)
                    .isNotEmpty();
        }
    }

    @Test
    void limits_raised_behind_the_volunteers_back_are_found() {
        ria.viewer().run(() -> limits.set(own(5, 2)));
        var mine = " where volunteer = '" + ria.person() + "'";

        assertThat(onlyTheVolunteerRaises.examine(jobs).violations())
                .noneMatch(line -> line.contains(ria.person().toString()));
        for (var damage : List.of(
                "update limits.own_limit set hours_per_week = 9" + mine,
                "update limits.own_limit set pause_until = '2099-01-01'" + mine,
                "update limits.own_limit_change set by_the_volunteer = false" + mine)) {
            assertThat(DamagedRows.examine(database, onlyTheVolunteerRaises, damage)
                            .violations())
                    .as(damage)
                    .anyMatch(line -> line.contains(ria.person().toString()));
        }
    }

    /// Whatever happens, in whatever order: nothing is promised beyond the limits of that moment.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void whatever_happens_the_promises_stay_within_the_limits(long seed) {
        var chance = new Random(seed);
        var running = new HashMap<UUID, Integer>();
        var now = own(4, 2);
        for (var step = 0; step < 60; step++) {
            switch (chance.nextInt(4)) {
                case 0 -> {
                    var wanted = own(1 + chance.nextInt(12), 1 + chance.nextInt(4));
                    var byHerself = chance.nextBoolean();
                    var change = byHerself
                            ? ria.viewer().call(() -> limits.set(wanted))
                            : atTheDesk(() -> limits.set(wanted));
                    if (byHerself || !wanted.raises(now)) {
                        assertThat(change).isEqualTo(new Kept(wanted));
                        now = wanted;
                    } else {
                        assertThat(change).isEqualTo(new OnlyTheVolunteerRaises(now));
                    }
                }
                case 1 -> {
                    if (!running.isEmpty()) {
                        var over = new ArrayList<>(running.keySet()).get(chance.nextInt(running.size()));
                        atTheDesk(() -> {
                            limits.release(over);
                            return true;
                        });
                        running.remove(over);
                    }
                }
                default -> {
                    var hours = 1 + chance.nextInt(5);
                    var source = UUID.randomUUID();
                    var load = running.values().stream()
                            .mapToInt(Integer::intValue)
                            .sum();
                    var fits = load + hours <= now.hoursPerWeek() && running.size() < now.matchesAtATime();
                    assertThat(
                                    atTheDesk(() -> limits.reserve(ria.person(), new Promise(hours, source)))
                                            instanceof Reserved)
                            .isEqualTo(fits);
                    if (fits) {
                        running.put(source, hours);
                    }
                }
            }
        }
        assertThat(withinOwnLimits.examine(jobs).violations()).noneMatch(this::isOfRia);
        assertThat(onlyTheVolunteerRaises.examine(jobs).violations())
                .noneMatch(line -> line.contains(ria.person().toString()));
    }

    /// The first reserves and does not commit until the second had its chance; a second that waits politely gets its
    /// chance after that.
    private List<Reservation> raceForAnHour() throws Exception {
        var firstReserved = new CountDownLatch(1);
        var secondDone = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var first = threads.submit(() -> atTheDesk(() -> transaction.execute(_ -> {
                var answer = limits.reserve(ria.person(), new Promise(1, UUID.randomUUID()));
                firstReserved.countDown();
                await(secondDone, 700);
                return answer;
            })));
            var second = threads.submit(() -> {
                await(firstReserved, 10_000);
                var answer = atTheDesk(() ->
                        transaction.execute(_ -> limits.reserve(ria.person(), new Promise(1, UUID.randomUUID()))));
                secondDone.countDown();
                return answer;
            });
            return List.of(first.get(20, TimeUnit.SECONDS), second.get(20, TimeUnit.SECONDS));
        }
    }

    private static void await(CountDownLatch latch, int milliseconds) {
        try {
            var inTime = latch.await(milliseconds, TimeUnit.MILLISECONDS);
            assertThat(inTime || milliseconds < 1000).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isOfRia(String violation) {
        return jobs
                .sql("select id from limits.commitment where volunteer = :ria")
                .param("ria", ria.person().value())
                .query((rs, _) -> rs.getString(1))
                .list()
                .stream()
                .anyMatch(violation::contains);
    }

    private Reservation reserve(int hours) {
        return atTheDesk(() -> limits.reserve(ria.person(), new Promise(hours, UUID.randomUUID())));
    }

    private Room room() {
        return atTheDesk(() -> limits.room(Set.of(ria.person()))).get(ria.person());
    }

    private void assertRoom(int hours, int load, int places, int taken) {
        assertThat(room()).isEqualTo(new Room(hours, load, places, taken, null, room().further(), null, room().load()));
    }

    private OwnLimits own(int hours, int matches) {
        return new OwnLimits(ria == null ? PersonId.next() : ria.person(), hours, matches, null);
    }

    private <T> T atTheDesk(Supplier<T> work) {
        return team.viewer().call(work);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
