package nl.samenspel.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Viewer;
import nl.samenspel.insight.WorkStore.Felt;
import nl.samenspel.insight.WorkStore.Work;
import nl.samenspel.matches.MatchId;
import nl.samenspel.visits.Scene;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What was done and how it went with people, counted by the door and on paper.
@SamenspelTest
@NullUnmarked
class WorkTest extends Scene {

    private static final LocalDate MAY = LocalDate.of(2019, 5, 20);
    private static final LocalDate AUGUST = LocalDate.of(2019, 8, 3);

    @Autowired
    WorkStore work;

    @Test
    void hours_times_and_people_add_up_and_who_came_in_two_quarters_is_one_person_in_all() {
        var jan = stage.participant("Jan");
        var second = together(ria, jan);
        superuser()
                .sql("update matches.match set begun_at = timestamptz '2019-01-01 12:00:00+01' where id in (:both)")
                .param("both", List.of(match.value(), second.value()))
                .update();
        visit(match, ria, wim, MAY, "DONE", 90);
        visit(match, ria, wim, MAY.plusDays(7), "DONE", 30);
        visit(match, ria, wim, MAY.plusDays(14), "SKIPPED", 0);
        visit(match, ria, wim, MAY.plusDays(21), "TAKEN_BACK", 0);
        visit(match, ria, wim, AUGUST, "DONE", 60);
        visit(second, ria, jan, AUGUST, "DONE", 45);

        assertThat(done(MAY, AUGUST))
                .containsExactly(
                        new Work("", 4, 225, 1, 2), new Work("2019-2", 2, 120, 1, 1), new Work("2019-3", 2, 105, 1, 2));
        // the first and the last day count too
        assertThat(done(MAY.plusDays(1), AUGUST.minusDays(1)))
                .containsExactly(new Work("", 1, 30, 1, 1), new Work("2019-2", 1, 30, 1, 1));
        assertThat(done(AUGUST.plusDays(1), AUGUST.plusDays(9))).containsExactly(new Work("", 0, 0, 0, 0));
        assertThat(done(neighbourhood.team().viewer(), MAY, AUGUST))
                .as("elsewhere")
                .containsExactly(new Work("", 0, 0, 0, 0));
    }

    @Test
    void how_it_goes_is_what_participants_said_and_not_what_volunteers_did() {
        var jan = stage.participant("Jan");
        var second = together(ria, jan);
        said(match, wim, "PARTICIPANT", MAY, "HARD");
        said(match, wim, "PARTICIPANT", AUGUST, "GLAD");
        said(match, ria, "VOLUNTEER", AUGUST, "HARD");
        said(second, jan, "PARTICIPANT", AUGUST, "SO_SO");
        said(second, jan, "PARTICIPANT", AUGUST, null);

        assertThat(felt(MAY, AUGUST))
                .containsExactly(new Felt("", 1, 1, 1), new Felt("2019-2", 0, 0, 1), new Felt("2019-3", 1, 1, 0));
        assertThat(stage.team
                        .viewer()
                        .<Share>call(
                                () -> Objects.requireNonNull(transaction.execute(_ -> work.countGlad(MAY, AUGUST)))))
                .isEqualTo(new Share(1, 2));
    }

    /// An answer late in the evening belongs to that day here, and not to the next one in Greenwich.
    @Test
    void an_answer_belongs_to_the_day_it_is_here() {
        said(match, wim, "PARTICIPANT", LocalDate.of(2019, 6, 30), "GLAD");
        superuser()
                .sql(
                        "update matches.check_in set answered_at = timestamptz '2019-06-30 22:30:00+00' where match = :match and answered_at < timestamptz '2020-01-01 00:00:00+00'")
                .param("match", match.value())
                .update();

        assertThat(felt(MAY, AUGUST)).containsExactly(new Felt("", 1, 0, 0), new Felt("2019-3", 1, 0, 0));
    }

    private List<Work> done(LocalDate from, LocalDate until) {
        return done(stage.team.viewer(), from, until);
    }

    private List<Work> done(Viewer viewer, LocalDate from, LocalDate until) {
        return viewer.call(() -> transaction.execute(_ -> work.countWork(from, until)));
    }

    private List<Felt> felt(LocalDate from, LocalDate until) {
        return stage.team.viewer().call(() -> transaction.execute(_ -> work.countFelt(from, until)));
    }

    private void visit(MatchId of, Someone volunteer, Someone participant, LocalDate day, String came, int minutes) {
        superuser()
                .sql("""
                insert into visits.visit (id, match, organisation, branch, volunteer, participant, day, kind, came, minutes,
                    told_by, told_at, told_on, by_phone)
                values (:id, :match, :organisation, :branch, :volunteer, :participant, :day, 'VISIT', :came, :minutes,
                    :by, now(), :day, false)
                """)
                .param("id", UUID.randomUUID())
                .param("match", of.value())
                .param("organisation", stage.team.organisation().value())
                .param("branch", stage.team.branch().value())
                .param("volunteer", volunteer.person().value())
                .param("participant", participant.person().value())
                .param("day", day)
                .param("came", came)
                .param("minutes", minutes)
                .param("by", stage.team.coordinator().value())
                .update();
    }

    /// @param self null: did not want to say
    private void said(MatchId of, Someone who, String side, LocalDate day, @Nullable String self) {
        superuser()
                .sql("""
                insert into matches.check_in (id, match, organisation, branch, person, side, moment, state, due_on, asked_on,
                    answered_at, answered_by, by_phone, together, self, go_on)
                values (:id, :match, :organisation, :branch, :person, :side, 'REVIEW', :state, :day, :day,
                    cast(:day as date) + time '12:00', :by, true, cast(:self as text), cast(:self as text),
                    case when cast(:self as text) is null then null else 'YES' end)
                """)
                .param("id", UUID.randomUUID())
                .param("match", of.value())
                .param("organisation", stage.team.organisation().value())
                .param("branch", stage.team.branch().value())
                .param("person", who.person().value())
                .param("side", side)
                .param("state", self == null ? "SKIPPED" : "ANSWERED")
                .param("day", day)
                .param("by", stage.team.coordinator().value())
                .param("self", self)
                .update();
    }
}
