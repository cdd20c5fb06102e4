package nl.samenspel.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.Law;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.Reservation.Full;
import nl.samenspel.limits.Reservation.Reserved;
import nl.samenspel.people.Consents;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Ria volunteers at two organisations, eight hours at each, and does ten in all.
@SamenspelTest
@NullUnmarked
class TogetherTest {

    @Autowired
    Limits limits;

    @Autowired
    Together together;

    @Autowired
    Consents consents;

    @Autowired
    People people;

    @Autowired
    nl.samenspel.access.Accounts accounts;

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
    @Qualifier("withinAll")
    Law withinAll;

    Team here;
    Team there;
    Someone ria;
    PersonId riaThere;

    @BeforeEach
    void ria_volunteers_at_two_organisations() {
        here = neighbourhood.team();
        there = neighbourhood.team();
        ria = neighbourhood.someone(here, "Ria", Role.VOLUNTEER, "1234");
        riaThere = PersonId.next();
        there.viewer()
                .run(() -> transaction.executeWithoutResult(_ -> {
                    people.add(new Person(
                            riaThere,
                            there.organisation(),
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
                    accounts.give(ria.account(), Role.VOLUNTEER, there.organisation(), null, riaThere);
                }));
        here.viewer().run(() -> limits.set(new OwnLimits(ria.person(), 8, 8, null)));
        there.viewer().run(() -> limits.set(new OwnLimits(riaThere, 8, 8, null)));
    }

    @Test
    void apart_until_she_agrees_and_together_from_then_on() {
        assertThat(reserve(there, riaThere, 7)).isEqualTo(new Reserved());
        assertThat(roomHere().hoursFree()).isEqualTo(8);

        herself().run(() -> together.count(new InAll(10, 9, 0)));

        assertThat(herself().call(together::find)).contains(new InAll(10, 9, 0));
        assertThat(herself().call(together::list)).containsExactlyInAnyOrder(ria.person(), riaThere);
        assertThat(roomHere().hoursFree()).isEqualTo(3);
        assertThat(reserve(here, ria.person(), 4)).isEqualTo(new Full(3, 8));
        assertThat(reserve(here, ria.person(), 3)).isEqualTo(new Reserved());
        assertThat(reserve(there, riaThere, 1)).isEqualTo(new Full(0, 7));
    }

    @Test
    void taken_back_it_is_counted_apart_again() {
        reserve(there, riaThere, 7);
        herself().run(() -> together.count(new InAll(7, 9, 0)));
        assertThat(roomHere().isFree()).isFalse();

        herself().run(together::countApart);

        assertThat(herself().call(together::find)).isEmpty();
        assertThat(roomHere().hoursFree()).isEqualTo(8);
        assertThat(reserve(here, ria.person(), 8)).isEqualTo(new Reserved());
    }

    @Test
    void a_consent_that_is_withdrawn_where_consents_are_is_enough() {
        herself().run(() -> together.count(new InAll(7, 9, 0)));
        var consent = herself()
                .call(() -> consents.findStanding(riaThere, Consents.Purpose.COUNT_TOGETHER, null))
                .orElseThrow();

        herself().run(() -> consents.withdraw(consent));

        assertThat(herself().call(together::list)).containsExactly(ria.person());
    }

    @Test
    void what_she_does_in_all_may_be_lowered_below_what_runs_and_nothing_breaks() {
        reserve(there, riaThere, 7);
        herself().run(() -> together.count(new InAll(10, 9, 0)));
        herself().run(() -> together.count(new InAll(5, 9, 0)));

        assertThat(roomHere().hoursFree()).isZero();
        assertThat(reserve(here, ria.person(), 1)).isEqualTo(new Full(0, 8));
        assertThat(withinAll.examine(jobs).violations()).isEmpty();
    }

    /// No organisation sees that there is another one.
    @Test
    void of_elsewhere_only_the_room_that_is_left_is_seen() {
        reserve(there, riaThere, 7);
        herself().run(() -> together.count(new InAll(10, 9, 0)));

        here.viewer()
                .run(() -> transaction.executeWithoutResult(_ -> {
                    for (var table : List.of("together", "in_all", "counted")) {
                        assertThat(db.sql("select count(*) from limits." + table)
                                        .query(Integer.class)
                                        .single())
                                .as(table)
                                .isZero();
                    }
                    assertThat(rooms(ria.person())).isEqualTo(1);
                    assertThat(rooms(riaThere)).as("the record elsewhere").isZero();
                }));
        var strangers = neighbourhood.team();
        strangers
                .viewer()
                .run(() -> transaction.executeWithoutResult(
                        _ -> assertThat(rooms(ria.person())).isZero()));
    }

    @Test
    void nobody_else_agrees_for_her() {
        assertThatThrownBy(() -> here.viewer()
                        .run(() -> transaction.executeWithoutResult(_ -> db.sql("""
                        insert into limits.in_all (account, hours_per_week, matches_at_a_time, nights_per_week, changed_at)
                        values (:account, 1, 1, 0, now())
                        """)
                                .param("account", ria.account().value())
                                .update())))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void the_database_refuses_what_is_too_much_in_all() {
        reserve(there, riaThere, 7);
        herself().run(() -> together.count(new InAll(10, 9, 0)));

        assertThatThrownBy(() ->
                        here.viewer().run(() -> transaction.executeWithoutResult(_ -> promiseInSql(ria.person(), 4))))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("beyond what the volunteer does in all");
    }

    /// Through the door and in SQL, at both organisations, all at the same moment.
    @Test
    void however_many_want_her_at_once_at_both_organisations_she_does_ten_hours_at_most() throws Exception {
        herself().run(() -> together.count(new InAll(10, 10, 0)));

        assertThat(rush()).as("promises that were made").isEqualTo(10);

        assertThat(hoursInAll()).isEqualTo(10);
        assertThat(withinAll.examine(jobs).violations()).isEmpty();
    }

    @Test
    void without_its_guards_she_would_do_more() throws Exception {
        herself().run(() -> together.count(new InAll(10, 10, 0)));
        var superuser = JdbcClient.create(TestDatabase.asSuperuser(database));
        var guard = superuser
                .sql("select pg_get_functiondef('limits.hold_in_all(uuid)'::regprocedure)")
                .query(String.class)
                .single();
        superuser
                .sql("alter table limits.commitment disable trigger keep_within_all")
                .update();
        superuser
                .sql("alter table limits.counted drop constraint within_hours, drop constraint within_places")
                .update();
        superuser
                .sql(guard.replaceFirst("perform from", "return; perform from"))
                .update();
        try {
            // the door, one after another in both organisations, still counts; only at the same moment it is too late
            assertThat(rush()).isGreaterThan(10);
            assertThat(withinAll.examine(jobs).violations()).isNotEmpty();
        } finally {
            superuser.sql(guard).update();
            superuser
                    .sql("alter table limits.commitment enable trigger keep_within_all")
                    .update();
            superuser
                    .sql("delete from limits.commitment where volunteer in (:here, :there)")
                    .param("here", ria.person().value())
                    .param("there", riaThere.value())
                    .update();
            superuser.sql("""
                    alter table limits.counted add constraint within_hours check (hours <= hours_limit),
                                               add constraint within_places check (places <= places_limit)
                    """).update();
        }
    }

    /// Thirty-two people want an hour of her at the same moment. How many got one.
    private int rush() throws Exception {
        var go = new CountDownLatch(1);
        var work = new ArrayList<Callable<Boolean>>();
        for (var nth = 0; nth < 32; nth++) {
            var team = nth % 2 == 0 ? here : there;
            var person = nth % 2 == 0 ? ria.person() : riaThere;
            var inSql = nth % 4 > 1;
            work.add(() -> {
                go.await();
                try {
                    return team.viewer()
                            .call(() -> transaction.execute(_ -> {
                                if (inSql) {
                                    promiseInSql(person, 1);
                                    return true;
                                }
                                return limits.reserve(person, new Promise(1, UUID.randomUUID())) instanceof Reserved;
                            }));
                } catch (DataIntegrityViolationException e) {
                    return false;
                }
            });
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = work.stream().map(threads::submit).toList();
            go.countDown();
            var made = 0;
            for (var answer : answers) {
                made += answer.get(60, TimeUnit.SECONDS) ? 1 : 0;
            }
            return made;
        }
    }

    /// As somebody would who goes past the program: honest about the limits here.
    private void promiseInSql(PersonId person, int hours) {
        db.sql("select limits.hold(:person)")
                .param("person", person.value())
                .query((_, _) -> true)
                .single();
        db.sql("""
                insert into limits.commitment
                    (id, organisation, volunteer, hours, source, from_day,
                     hours_limit_then, hours_load_then, places_limit_then, places_taken_then)
                select :id, l.organisation, l.volunteer, :hours, :id, :today, l.hours_per_week,
                       coalesce(sum(c.hours), 0), l.matches_at_a_time, count(c.id)
                from limits.own_limit l
                left join limits.commitment c on c.volunteer = l.volunteer and c.ended_on is null
                where l.volunteer = :person group by l.volunteer
                """)
                .param("id", UUID.randomUUID())
                .param("person", person.value())
                .param("hours", hours)
                .param("today", LocalDate.now(clock))
                .update();
    }

    private int hoursInAll() {
        return jobs.sql("""
                select sum(hours) from limits.commitment where volunteer in (:here, :there) and ended_on is null
                """)
                .param("here", ria.person().value())
                .param("there", riaThere.value())
                .query(Integer.class)
                .single();
    }

    private int rooms(PersonId person) {
        return db.sql("select count(*) from limits.rooms_in_all(array[:person])")
                .param("person", person.value())
                .query(Integer.class)
                .single();
    }

    private Room roomHere() {
        return here.viewer().call(() -> limits.room(Set.of(ria.person()))).get(ria.person());
    }

    private Reservation reserve(Team team, PersonId person, int hours) {
        return team.viewer().call(() -> limits.reserve(person, new Promise(hours, UUID.randomUUID())));
    }

    private Viewer herself() {
        AccountId account = ria.account();
        return neighbourhood.viewer(account);
    }
}
