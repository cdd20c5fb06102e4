package nl.samenspel.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Viewer;
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
        assertThat(answers(MAY).countGlad(MAY, AUGUST)).isEqualTo(new Share(1, 2));
        assertThat(answers(MAY).countGlad(MAY, MAY)).isEqualTo(new Share(0, 1));
    }

    /// For three hundred periods, beside the query that counts each of them anew.
    @Test
    void what_was_done_and_felt_is_right_to_the_row_for_whatever_period() {
        var random = new Random(5);
        var jan = stage.participant("Jan");
        var second = together(ria, jan);
        var began = LocalDate.of(2019, 1, 1);
        superuser()
                .sql("update matches.match set begun_at = timestamptz '2018-12-01 12:00:00+01' where id in (:both)")
                .param("both", List.of(match.value(), second.value()))
                .update();
        for (var day = began; day.getYear() < 2021; day = day.plusDays(1 + random.nextInt(9))) {
            if (random.nextBoolean()) {
                var isDone = random.nextInt(5) > 0;
                visit(match, ria, wim, day, isDone ? "DONE" : "SKIPPED", isDone ? 30 : 0);
            } else {
                visit(second, ria, jan, day, "DONE", 10 + random.nextInt(50));
                said(
                        second,
                        jan,
                        "PARTICIPANT",
                        day,
                        List.of("GLAD", "SO_SO", "HARD").get(random.nextInt(3)));
            }
        }
        stage.team
                .viewer()
                .run(() -> transaction.executeWithoutResult(_ -> {
                    var read = work.listDone(began);
                    var answers = work.listAnswers(began);
                    for (var i = 0; i < 300; i++) {
                        var from = began.plusDays(random.nextInt(730));
                        var until = from.plusDays(random.nextInt(300));
                        assertThat(read.count(from, until))
                                .as("%s to %s", from, until)
                                .isEqualTo(slowly(
                                        from,
                                        until,
                                        """
                        count(*), coalesce(sum(minutes), 0), count(distinct volunteer), count(distinct participant)
                        from insight.done""",
                                        rs -> new Work(
                                                rs.getString(1),
                                                rs.getLong(2),
                                                rs.getLong(3),
                                                rs.getInt(4),
                                                rs.getInt(5))));
                        assertThat(answers.count(from, until))
                                .as("%s to %s", from, until)
                                .isEqualTo(slowly(
                                        from,
                                        until,
                                        """
                        count(*) filter (where self = 'GLAD'), count(*) filter (where self = 'SO_SO'),
                        count(*) filter (where self = 'HARD') from insight.felt""",
                                        rs -> new Felt(rs.getString(1), rs.getInt(2), rs.getInt(3), rs.getInt(4))));
                    }
                }));
    }

    private interface Row<T> {
        T of(ResultSet rs) throws SQLException;
    }

    private <T> List<T> slowly(LocalDate from, LocalDate until, String counted, Row<T> row) {
        return db.sql("""
                select coalesce(to_char(day, 'YYYY-Q'), ''), %s
                where organisation = (select access.my_organisation()) and day between :from and :until
                group by grouping sets ((), (to_char(day, 'YYYY-Q'))) order by 1
                """.formatted(counted))
                .param("from", from)
                .param("until", until)
                .query((rs, _) -> row.of(rs))
                .list();
    }

    /// An answer late in the evening belongs to that day here, and not to the next one in
    /// Greenwich.
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
        return viewer.call(() -> Objects.requireNonNull(transaction.execute(_ -> work.listDone(from)))
                .count(from, until));
    }

    private List<Felt> felt(LocalDate from, LocalDate until) {
        return answers(from).count(from, until);
    }

    private Answers answers(LocalDate from) {
        return stage.team.viewer().call(() -> Objects.requireNonNull(transaction.execute(_ -> work.listAnswers(from))));
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
