package nl.samenspel.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.function.Supplier;
import nl.samenspel.DamagedRows;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.Law;
import nl.samenspel.limits.PhoneCalls.Taken;
import nl.samenspel.network.Situation;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Ria gives four hours to two people, would rather meet no smoke and no pets, and phones.
@SamenspelTest
@NullUnmarked
class PhoneCallsTest {

    @Autowired
    PhoneCalls calls;

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
    @Qualifier("onlyTheVolunteerRaises")
    Law onlyTheVolunteerRaises;

    Team team;
    Someone ria;

    @BeforeEach
    void ria_has_limits() {
        team = neighbourhood.team();
        ria = neighbourhood.someone(team, "Ria", Role.VOLUNTEER, "1234");
        atTheDesk(() -> limits.set(own(4, 2)));
        atTheDesk(() -> limits.setRatherNot(ria.person(), Set.of(Situation.SMOKING, Situation.PETS)));
    }

    @Test
    void what_she_lifts_by_phone_is_lifted_and_says_who_took_it_down_and_when() {
        assertThat(atTheDesk(() -> calls.take(own(6, 3), Set.of(Situation.PETS))))
                .isEqualTo(new Taken.Done());

        assertThat(atTheDesk(() -> limits.find(ria.person()))).contains(own(6, 3));
        assertThat(atTheDesk(() -> limits.ratherNot(ria.person()))).containsExactly(Situation.PETS);
        assertThat(ria.viewer().call(() -> calls.listOf(ria.person())))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.recordedBy()).isEqualTo(team.coordinator());
                    assertThat(call.before()).isEqualTo(own(4, 2));
                    assertThat(call.after()).isEqualTo(own(6, 3));
                    assertThat(call.lifted()).containsExactly(Situation.SMOKING);
                });
        assertThat(onlyTheVolunteerRaises.examine(jobs).violations()).noneMatch(this::isOfRia);
    }

    @Test
    void what_she_tightens_by_phone_is_no_call_to_remember() {
        atTheDesk(() -> calls.take(own(3, 2), Set.of(Situation.values())));

        assertThat(atTheDesk(() -> limits.find(ria.person()))).contains(own(3, 2));
        assertThat(atTheDesk(() -> calls.listOf(ria.person()))).isEmpty();
        assertThat(atTheDesk(() -> limits.ratherNot(ria.person()))).containsExactlyInAnyOrder(Situation.values());
    }

    @Test
    void this_was_not_me_puts_back_what_was_and_the_manager_hears() {
        atTheDesk(() -> calls.take(own(6, 3).nights(2), Set.of()));
        var call = atTheDesk(() -> calls.listOf(ria.person())).getFirst();

        assertThat(atTheDesk(() -> calls.notMe(call.id())))
                .as("not the desk's to say")
                .isFalse();
        assertThat(ria.viewer().call(() -> calls.notMe(call.id()))).isTrue();

        assertThat(ria.viewer().call(() -> calls.notMe(call.id()))).as("once").isFalse();
        assertThat(atTheDesk(() -> limits.find(ria.person())))
                .contains(own(4, 2).nights(2));
        assertThat(atTheDesk(() -> limits.ratherNot(ria.person())))
                .containsExactlyInAnyOrder(Situation.SMOKING, Situation.PETS);
        assertThat(atTheDesk(calls::listDisputed)).extracting(PhoneCall::id).containsExactly(call.id());
        assertThat(atTheDesk(() -> calls.see(call.id()))).as("only a manager").isFalse();
        assertThat(manager(() -> calls.see(call.id()))).isTrue();
        assertThat(atTheDesk(calls::listDisputed)).isEmpty();
    }

    @Test
    void what_was_tightened_since_stays_when_a_call_is_undone() {
        atTheDesk(() -> calls.take(own(6, 3), Set.of()));
        ria.viewer().run(() -> limits.set(own(2, 3)));
        var call = atTheDesk(() -> calls.listOf(ria.person())).getFirst();

        ria.viewer().run(() -> calls.notMe(call.id()));

        assertThat(atTheDesk(() -> limits.find(ria.person()))).contains(own(2, 2));
    }

    @Test
    void nobody_takes_down_for_who_is_not_theirs() {
        var others = neighbourhood.team();

        assertThat(others.viewer().call(() -> calls.take(own(9, 9), Set.of()))).isEqualTo(new Taken.NotHere());
        assertThat(ria.viewer().call(() -> calls.take(own(9, 9), Set.of()))).isEqualTo(new Taken.NotHere());
        assertThat(Viewer.NOBODY.call(() -> calls.take(own(9, 9), Set.of()))).isEqualTo(new Taken.NotHere());
    }

    @Test
    void the_desk_lifts_nothing_by_itself_through_the_door_or_in_sql() {
        assertThat(atTheDesk(() -> limits.setRatherNot(ria.person(), Set.of())))
                .isInstanceOf(LimitChange.OnlyTheVolunteerRaises.class);
        assertThatThrownBy(() -> sql("delete from limits.rather_not where volunteer = :ria"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("would rather not");
        assertThatThrownBy(() -> sql(
                        "update limits.own_limit set nights_per_week = 7, hours_per_week = 5 where volunteer = :ria"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("only the volunteer");
    }

    /// A call lifts what it says, in the transaction it is written in, and in no other's name.
    @Test
    void a_call_is_no_key_for_later_or_for_more() {
        atTheDesk(() -> calls.take(own(6, 3), Set.of()));
        atTheDesk(() -> limits.set(own(4, 2)));

        assertThatThrownBy(() -> sql(
                        "update limits.own_limit set hours_per_week = 6, matches_at_a_time = 3 where volunteer = :ria"))
                .as("an old call")
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> sql("""
                insert into limits.phone_call (id, volunteer, organisation, recorded_by, at, hours_before, matches_before,
                    hours_after, matches_after)
                select gen_random_uuid(), :ria, organisation, access.my_account(), now(), 4, 2, 5, 2
                from limits.own_limit where volunteer = :ria;
                update limits.own_limit set hours_per_week = 9 where volunteer = :ria
                """)).as("more than was said").isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> sql("""
                insert into limits.phone_call (id, volunteer, organisation, recorded_by, at, hours_before, matches_before,
                    hours_after, matches_after)
                select gen_random_uuid(), :ria, organisation, gen_random_uuid(), now(), 4, 2, 5, 2
                from limits.own_limit where volunteer = :ria
                """)).as("in another's name").isInstanceOf(DataAccessException.class);
    }

    @Test
    void a_change_that_is_not_what_was_said_by_phone_is_found() {
        atTheDesk(() -> calls.take(own(6, 3), Set.of()));

        assertThat(DamagedRows.examine(
                                database,
                                onlyTheVolunteerRaises,
                                "update limits.phone_call set hours_after = 5 where volunteer = '" + ria.person() + "'")
                        .violations())
                .anyMatch(this::isOfRia);
        assertThat(DamagedRows.examine(
                                database,
                                onlyTheVolunteerRaises,
                                "update limits.own_limit_change set phone_call = null where volunteer = '"
                                        + ria.person() + "'")
                        .violations())
                .anyMatch(this::isOfRia);
    }

    private boolean isOfRia(String violation) {
        return violation.contains(ria.person().toString());
    }

    private void sql(String statement) {
        team.viewer()
                .run(() -> transaction.executeWithoutResult(_ ->
                        db.sql(statement).param("ria", ria.person().value()).update()));
    }

    private OwnLimits own(int hours, int matches) {
        return new OwnLimits(ria.person(), hours, matches, null);
    }

    private <T> T manager(Supplier<T> work) {
        return team.viewer().atTheWholeDesk(team.organisation()).call(work);
    }

    private <T> T atTheDesk(Supplier<T> work) {
        return team.viewer().call(work);
    }
}
