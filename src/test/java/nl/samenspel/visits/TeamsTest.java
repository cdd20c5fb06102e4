package nl.samenspel.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Role;
import nl.samenspel.access.Teams.Giving;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.people.People;
import nl.samenspel.visits.Visit.Kind;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// A team leader and their list: what they see by it, and that they see nothing else.
@SamenspelTest
@NullUnmarked
class TeamsTest extends Scene {

    @Autowired
    People people;

    @Test
    void a_team_leader_sees_the_volunteers_on_the_list_and_what_they_do() {
        var piet = stage.volunteer("Piet");
        var saar = leader(ria);

        assertThat(saar.roles()).containsExactly(Role.TEAM_LEADER);
        assertThat(saar.desk()).isNull();
        assertThat(saar.call(() -> teams.listMine())).containsExactly(ria.person());
        assertThat(saar.call(() -> people.find(ria.person(), Purpose.MATCH))).isPresent();
        assertThat(saar.call(() -> matches.listDoneBy(List.of(ria.person())))).hasSize(1);
        assertThat(saar.call(() -> people.find(piet.person(), Purpose.MATCH))).isEmpty();
        // of the participant no record, and nothing of the request
        assertThat(saar.call(() -> people.find(wim.person(), Purpose.MATCH))).isEmpty();
        assertThat(count(saar, "select count(*) from requests.help_request")).isZero();
        assertThat(count(saar, "select count(*) from matches.event")).isZero();
        assertThat(count(saar, "select count(*) from volunteers.volunteer")).isZero();
        assertThat(saar.call(() -> people.listNamesForTeamLeader(List.of(wim.person()), Purpose.MATCH)))
                .containsValue("Wim Voorbeeld");
    }

    @Test
    void a_team_leader_writes_down_hours_told_by_phone_for_their_own_list_only() {
        var piet = stage.volunteer("Piet");
        var els = stage.participant("Els");
        var other = together(piet, els);
        var saar = leader(ria);

        assertThat(saar.call(() -> visits.log(NewVisit.done(match, today(), Kind.VISIT, 60, ""))))
                .isInstanceOfSatisfying(
                        Logged.Kept.class,
                        kept -> assertThat(kept.visit().told().byPhone()).isTrue());
        assertThat(saar.call(() -> visits.log(NewVisit.done(other, today(), Kind.VISIT, 60, ""))))
                .isEqualTo(new Logged.NotFound());
        piet.viewer().run(() -> visits.log(NewVisit.done(other, today(), Kind.VISIT, 60, "")));
        assertThat(count(saar, "select count(*) from visits.visit")).isOne();
        // and matches nobody
        assertThat(saar.call(() -> matches.startTrial(match, today().plusWeeks(4)))
                        .isDone())
                .isFalse();
    }

    @Test
    void off_the_list_nothing_is_seen_any_more_from_that_moment_on() {
        var saar = leader(ria);
        assertThat(coordinator().call(() -> teams.end(saar.me(), ria.person()))).isTrue();

        assertThat(saar.call(() -> teams.listMine())).isEmpty();
        assertThat(saar.call(() -> people.find(ria.person(), Purpose.MATCH))).isEmpty();
        assertThat(saar.call(() -> matches.listDoneBy(List.of(ria.person())))).isEmpty();
        assertThat(coordinator().call(() -> teams.listPlaces(stage.team.organisation())))
                .singleElement()
                .satisfies(place -> assertThat(place.endedAt()).isPresent());
    }

    @Test
    void who_is_no_volunteer_any_more_is_on_no_list() {
        var piet = stage.volunteer("Piet");
        var saar = leader(ria, piet);
        assertThat(coordinator().call(() -> volunteers.leave(piet.person())))
                .isInstanceOf(nl.samenspel.volunteers.Leaving.Left.class);

        assertThat(saar.call(() -> teams.listMine())).containsExactly(ria.person());
        assertThat(saar.call(() -> people.find(piet.person(), Purpose.MATCH))).isEmpty();
    }

    @Test
    void who_leads_no_more_sees_nothing_even_with_a_session_that_still_runs() {
        var saar = leader(ria);
        coordinator().run(() -> teams.endLeading(stage.team.organisation(), saar.me()));

        assertThat(saar.call(() -> teams.listMine())).isEmpty();
        assertThat(count(saar, "select count(*) from people.person")).isZero();
        assertThat(neighbourhood.asAdministrator(() -> teams.listLeaders(stage.team.organisation())))
                .isEmpty();
    }

    @Test
    void a_volunteer_has_one_team_leader_and_knows_who_it_is() {
        var saar = leader(ria);
        var other = leader();

        assertThat(coordinator().call(() -> teams.give(stage.team.organisation(), other.me(), ria.person())))
                .isEqualTo(new Giving.HasAnother(saar.me()));
        assertThat(coordinator().call(() -> teams.give(stage.team.organisation(), saar.me(), ria.person())))
                .isEqualTo(new Giving.Given());
        assertThat(ria.viewer().call(() -> teams.leaderOf(List.of(ria.person()))))
                .contains(saar.me());
        assertThat(ria.viewer().call(() -> accounts.names(List.of(saar.me())))).containsValue("Saar Teamleider");
        assertThat(wim.viewer().call(() -> accounts.names(List.of(saar.me())))).isEmpty();
    }

    @Test
    void nobody_puts_people_of_elsewhere_on_a_list_or_themselves_at_its_head() {
        var saar = leader(ria);
        var stranger = neighbourhood.team();
        assertThat(stranger.viewer().call(() -> teams.give(stranger.organisation(), saar.me(), ria.person())))
                .isEqualTo(new Giving.NotALeader());
        assertThat(refusal(saar, """
                insert into access.team_member (id, organisation, leader, volunteer, since, given_by)
                values (gen_random_uuid(), '%s', '%s', '%s', now(), '%s')
                """.formatted(stage.team.organisation(), saar.me(), wim.person(), saar.me())))
                .contains("row-level security");
        assertThat(refusal(saar, """
                insert into access.role_held (id, account, role, organisation, since)
                values (gen_random_uuid(), '%s', 'COORDINATOR', '%s', now())
                """.formatted(saar.me(), stage.team.organisation())))
                .contains("row-level security");
    }

    /// The negative control: with a function that says everyone is on the list, the record of another volunteer is
    /// seen.
    @Test
    void without_the_list_a_team_leader_would_see_everybody() throws Exception {
        var saar = leader(ria);
        var count = "select count(*) from people.person where organisation = '%s'".formatted(stage.team.organisation());
        try (var connection = TestDatabase.asSuperuser(database).getConnection()) {
            connection.setAutoCommit(false);
            var open = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            open.sql("select set_config('samenspel.account', '%s', true)".formatted(saar.me()))
                    .query(String.class)
                    .single();
            open.sql("set local role samenspel_app").update();
            assertThat(open.sql(count).query(Integer.class).single()).isOne();
            open.sql("reset role").update();
            open.sql("drop policy team_reads on people.person").update();
            open.sql("create policy team_reads on people.person for select to samenspel_app using (true)")
                    .update();
            open.sql("set local role samenspel_app").update();
            assertThat(open.sql(count).query(Integer.class).single()).isGreaterThan(1);
            connection.rollback();
        }
    }

    private String refusal(nl.samenspel.access.Viewer viewer, String sql) {
        try {
            viewer.run(() -> transaction.executeWithoutResult(_ -> db.sql(sql).update()));
            return "";
        } catch (org.springframework.dao.DataAccessException refused) {
            return String.valueOf(refused.getMostSpecificCause().getMessage());
        }
    }
}
