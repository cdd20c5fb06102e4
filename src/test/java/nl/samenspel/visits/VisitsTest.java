package nl.samenspel.visits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.matches.MatchId;
import nl.samenspel.visits.Logged.AfterItEnded;
import nl.samenspel.visits.Logged.AlreadyLogged;
import nl.samenspel.visits.Logged.BeforeItBegan;
import nl.samenspel.visits.Logged.ChangedMeanwhile;
import nl.samenspel.visits.Logged.Kept;
import nl.samenspel.visits.Logged.NotFound;
import nl.samenspel.visits.Logged.NotYet;
import nl.samenspel.visits.Visit.Came.Done;
import nl.samenspel.visits.Visit.Came.Skipped;
import nl.samenspel.visits.Visit.Came.TakenBack;
import nl.samenspel.visits.Visit.Kind;
import nl.samenspel.visits.Visit.Why;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@SamenspelTest
@NullUnmarked
class VisitsTest extends Scene {

    // --- writing down ---

    @Test
    void the_volunteer_writes_down_what_was_done() {
        var kept = logged(ria.viewer(), NewVisit.done(match, today(), Kind.VISIT, 120, "Koffie"));

        assertThat(kept.whose().participant()).isEqualTo(wim.person());
        assertThat(kept.minutes()).isEqualTo(120);
        assertThat(kept.told().byPhone()).isFalse();
        assertThat(of(match)).singleElement().isEqualTo(found(kept.id()));
        assertThat(found(kept.id()).words()).isEqualTo("Koffie");
    }

    @Test
    void the_coordinator_writes_down_what_was_told_by_phone() {
        var kept = logged(coordinator(), NewVisit.done(match, today(), Kind.PHONE, 15, ""));

        assertThat(kept.told().byPhone()).isTrue();
        assertThat(kept.told().by()).isEqualTo(stage.team.coordinator());
        assertThat(ria.viewer().call(() -> visits.listDoneBy(List.of(ria.person()), today(), today())))
                .hasSize(1);
    }

    @Test
    void the_same_visit_is_written_down_once_and_another_is_told_to_be_one() {
        var first = logged(ria.viewer(), NewVisit.done(match, today(), Kind.VISIT, 60, ""));
        var again = NewVisit.done(match, today(), Kind.OUT_TOGETHER, 90, "");

        assertThat(log(coordinator(), again))
                .isInstanceOfSatisfying(
                        AlreadyLogged.class,
                        already -> assertThat(already.visit().id()).isEqualTo(first.id()));
        assertThat(logged(ria.viewer(), again.asAnother()).nth()).isEqualTo(2);
        assertThat(logged(ria.viewer(), again.asAnother()).nth()).isEqualTo(3);
        assertThat(of(match)).hasSize(3);
    }

    @Test
    void what_is_still_to_come_is_not_written_down_as_done() {
        assertThat(log(ria.viewer(), NewVisit.done(match, today().plusDays(1), Kind.VISIT, 60, "")))
                .isEqualTo(new NotYet(today()));
        assertThat(log(ria.viewer(), NewVisit.skipped(match, today().plusDays(1), Why.HOLIDAY)))
                .isInstanceOf(Kept.class);
        assertThat(log(ria.viewer(), NewVisit.skipped(match, today().plusYears(2), null)))
                .isEqualTo(new NotYet(today()));
    }

    @Test
    void a_visit_lies_between_the_beginning_and_the_end_of_its_match() {
        var began = today().minusWeeks(WEEKS_AGO);
        assertThat(log(ria.viewer(), NewVisit.done(match, began.minusDays(1), Kind.VISIT, 60, "")))
                .isEqualTo(new BeforeItBegan(began));
        assertThat(log(ria.viewer(), NewVisit.done(match, began, Kind.VISIT, 60, "")))
                .isInstanceOf(Kept.class);

        itEnds();
        superuser()
                .sql("update matches.match set ended_on = ended_on - 7 where id = :id")
                .param("id", match.value())
                .update();
        var ended = today().minusDays(7);
        // what was done while it ran may still be told
        assertThat(log(ria.viewer(), NewVisit.done(match, ended, Kind.VISIT, 60, "")))
                .isInstanceOf(Kept.class);
        assertThat(log(ria.viewer(), NewVisit.done(match, ended.plusDays(1), Kind.VISIT, 60, "")))
                .isEqualTo(new AfterItEnded(ended));
        assertThat(log(coordinator(), NewVisit.done(match, ended.plusDays(1), Kind.VISIT, 60, "")))
                .isEqualTo(new AfterItEnded(ended));
    }

    @Test
    void an_unknown_match_is_told_to_be_unknown() {
        assertThat(log(ria.viewer(), NewVisit.done(MatchId.next(), today(), Kind.VISIT, 60, "")))
                .isEqualTo(new NotFound());
    }

    @Test
    void minutes_are_minutes_and_no_more_than_a_day() {
        assertThatThrownBy(() -> new Done(Kind.VISIT, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Done(Kind.VISIT, -5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Done(Kind.VISIT, 1441)).isInstanceOf(IllegalArgumentException.class);
        assertThat(logged(ria.viewer(), NewVisit.done(match, today(), Kind.VISIT, 1440, ""))
                        .minutes())
                .isEqualTo(1440);
    }

    @Test
    void other_work_is_of_the_volunteer_and_in_no_match() {
        var meeting = NewVisit.otherWork(ria.person(), today(), Kind.MEETING, 90, "");
        var kept = logged(ria.viewer(), meeting);

        assertThat(kept.whose().match()).isNull();
        assertThat(kept.whose().branch()).isEqualTo(stage.team.branch());
        assertThat(log(coordinator(), meeting)).isInstanceOf(AlreadyLogged.class);
        assertThat(log(coordinator(), NewVisit.otherWork(ria.person(), today(), Kind.TRAINING, 90, "")))
                .isInstanceOf(Kept.class);
        assertThatThrownBy(() -> NewVisit.otherWork(ria.person(), today(), Kind.VISIT, 90, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NewVisit.done(match, today(), Kind.MEETING, 90, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // --- putting right ---

    @Test
    void what_is_put_right_stays_readable_as_it_was() {
        var kept = logged(ria.viewer(), NewVisit.done(match, today(), Kind.VISIT, 60, "Koffie"));
        var yesterday = today().minusDays(1);

        assertThat(coordinator().call(() -> visits.correct(kept.id(), 1, yesterday, new Done(Kind.PHONE, 20), "")))
                .isInstanceOf(Kept.class);
        assertThat(ria.viewer().call(() -> visits.correct(kept.id(), 2, yesterday, new Skipped(Why.HOLIDAY), "")))
                .isInstanceOf(Kept.class);

        assertThat(found(kept.id()).came()).isEqualTo(new Skipped(Why.HOLIDAY));
        var earlier = coordinator().call(() -> visits.listEarlier(kept.id()));
        assertThat(earlier).extracting(Visit.Earlier::version).containsExactly(2, 1);
        assertThat(earlier.getLast().day()).isEqualTo(today());
        assertThat(earlier.getLast().came()).isEqualTo(new Done(Kind.VISIT, 60));
        assertThat(earlier.getLast().words()).isEqualTo("Koffie");
        assertThat(earlier.getLast().told().by()).isEqualTo(ria.account());
        assertThat(earlier.getFirst().told().by()).isEqualTo(stage.team.coordinator());
        assertThat(earlier.getFirst().told().byPhone()).isTrue();
    }

    @Test
    void two_who_put_it_right_at_once_do_not_undo_each_other() {
        var kept = logged(ria.viewer(), NewVisit.done(match, today(), Kind.VISIT, 60, ""));
        ria.viewer().run(() -> visits.correct(kept.id(), 1, today(), new Done(Kind.VISIT, 30), ""));

        assertThat(coordinator().call(() -> visits.correct(kept.id(), 1, today(), new Done(Kind.VISIT, 90), "")))
                .isInstanceOf(ChangedMeanwhile.class);
        assertThat(found(kept.id()).minutes()).isEqualTo(30);
    }

    @Test
    void it_is_not_put_right_onto_a_day_that_has_one() {
        var yesterday = today().minusDays(1);
        var there = logged(ria.viewer(), NewVisit.done(match, yesterday, Kind.VISIT, 60, ""));
        var kept = logged(ria.viewer(), NewVisit.done(match, today(), Kind.VISIT, 60, ""));

        assertThat(ria.viewer().call(() -> visits.correct(kept.id(), 1, yesterday, new Done(Kind.VISIT, 60), "")))
                .isInstanceOfSatisfying(
                        AlreadyLogged.class,
                        already -> assertThat(already.visit().id()).isEqualTo(there.id()));
        assertThat(ria.viewer()
                        .call(() -> visits.correct(kept.id(), 1, today().plusDays(1), new Done(Kind.VISIT, 60), "")))
                .isInstanceOf(NotYet.class);
        assertThat(found(kept.id()).day()).isEqualTo(today());
    }

    @Test
    void what_is_taken_back_does_not_count_and_makes_room() {
        var kept = logged(ria.viewer(), NewVisit.done(match, today(), Kind.VISIT, 60, ""));
        ria.viewer().run(() -> visits.correct(kept.id(), 1, today(), new TakenBack(), ""));

        assertThat(of(match)).isEmpty();
        assertThat(coordinator()
                        .call(() -> visits.sum(today(), today(), 10).total())
                        .minutes())
                .isZero();
        assertThat(log(ria.viewer(), NewVisit.done(match, today(), Kind.VISIT, 45, "")))
                .isInstanceOf(Kept.class);
        assertThat(coordinator()
                        .call(() -> visits.listEarlier(kept.id()))
                        .getFirst()
                        .came())
                .isEqualTo(new Done(Kind.VISIT, 60));
    }

    /// Whoever writes it down, what is heard at the limits is what stands there, and nothing when it was taken back.
    @Test
    void the_limits_hear_of_every_hour_and_of_every_correction() {
        var kept = logged(ria.viewer(), NewVisit.done(match, today(), Kind.VISIT, 60, ""));
        logged(coordinator(), NewVisit.done(match, today().minusDays(1), Kind.VISIT, 30, ""));
        leader(ria).run(() -> visits.log(NewVisit.done(match, today().minusDays(2), Kind.VISIT, 15, "")));
        var sum = "select coalesce(sum(minutes), 0)::int from limits.worked where volunteer = '%s'"
                .formatted(ria.person());

        assertThat(count(coordinator(), sum)).isEqualTo(105);
        coordinator().run(() -> visits.correct(kept.id(), 1, today(), new Done(Kind.VISIT, 90), ""));
        assertThat(count(coordinator(), sum)).isEqualTo(135);
        ria.viewer().run(() -> visits.correct(kept.id(), 2, today(), new TakenBack(), ""));
        assertThat(count(coordinator(), sum)).isEqualTo(45);
    }

    // --- the database says it too ---

    @Test
    void nothing_changes_without_its_earlier_self_being_kept() {
        var kept = logged(ria.viewer(), NewVisit.done(match, today(), Kind.VISIT, 60, ""));

        assertThatThrownBy(
                        () -> change(coordinator(), "update visits.visit set minutes = 600 where id = '%s'", kept.id()))
                .isInstanceOf(DataIntegrityViolationException.class);
        change(coordinator(), "update visits.visit set minutes = 600, version = 2 where id = '%s'", kept.id());
        assertThat(coordinator().call(() -> visits.listEarlier(kept.id()))).hasSize(1);
        // what was is nobody's to change, nor to take away
        assertThatThrownBy(() ->
                        change(coordinator(), "update visits.earlier set minutes = 1 where visit = '%s'", kept.id()))
                .hasRootCauseMessage("ERROR: permission denied for table earlier");
        // and no hour goes away but with the whole list it was brought in by
        change(coordinator(), "delete from visits.visit where id = '%s'", kept.id());
        assertThat(coordinator().call(() -> visits.listEarlier(kept.id()))).hasSize(1);
        assertThat(count(coordinator(), "select count(*)::int from visits.visit where id = '%s'".formatted(kept.id())))
                .isOne();
    }

    @Test
    void the_database_refuses_what_cannot_have_been() {
        var kept = logged(ria.viewer(), NewVisit.done(match, today(), Kind.VISIT, 60, ""));
        for (var absurd : List.of(
                "minutes = -60",
                "minutes = 1441",
                "minutes = 0",
                "day = told_on + 1",
                "day = day - 365",
                "came = 'SKIPPED'",
                "kind = 'MEETING'")) {
            assertThatThrownBy(() -> change(
                            ria.viewer(),
                            "update visits.visit set " + absurd + ", version = 2 where id = '%s'",
                            kept.id()))
                    .as(absurd)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    /// Many write the same visit down at the same moment: one is kept, and the others are told.
    @Test
    void two_logs_of_the_same_visit_at_once_become_one() throws Exception {
        for (var round = 0; round < 10; round++) {
            var day = today().minusDays(round);
            var start = new CountDownLatch(1);
            var work = new ArrayList<Callable<Logged>>();
            for (var n = 0; n < 6; n++) {
                var viewer = n % 2 == 0 ? ria.viewer() : coordinator();
                var minutes = 30 + n;
                work.add(() -> {
                    start.await();
                    return log(viewer, NewVisit.done(match, day, Kind.VISIT, minutes, ""));
                });
            }
            try (var threads = Executors.newFixedThreadPool(6)) {
                var answers = work.stream().map(threads::submit).toList();
                start.countDown();
                var outcomes = new ArrayList<Logged>();
                for (var answer : answers) {
                    outcomes.add(answer.get());
                }
                assertThat(outcomes).filteredOn(Kept.class::isInstance).hasSize(1);
                assertThat(outcomes).filteredOn(AlreadyLogged.class::isInstance).hasSize(5);
            }
        }
        assertThat(of(match)).hasSize(10);
    }

    /// The negative control: without the index the same visit stands there twice.
    @Test
    void without_its_index_the_same_visit_is_written_down_twice() throws Exception {
        var kept = logged(ria.viewer(), NewVisit.done(match, today(), Kind.VISIT, 60, ""));
        var twice = """
                insert into visits.visit (id, match, organisation, branch, volunteer, participant, day, nth, kind, came,
                    minutes, told_by, told_at, told_on, by_phone)
                select gen_random_uuid(), match, organisation, branch, volunteer, participant, day, nth, kind, came, minutes,
                    told_by, told_at, told_on, by_phone from visits.visit where id = '%s'
                """.formatted(kept.id());
        assertThatThrownBy(() -> superuser().sql(twice).update()).isInstanceOf(DataIntegrityViolationException.class);
        try (var connection = TestDatabase.asSuperuser(database).getConnection()) {
            connection.setAutoCommit(false);
            var without = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            without.sql("drop index visits.one_log").update();
            without.sql(twice).update();
            assertThat(without.sql("select count(*) from visits.visit where match = '%s'".formatted(match))
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
            connection.rollback();
        }
    }

    // --- whose rows ---

    @Test
    void each_sees_their_own_and_nobody_else_anything() {
        var kept = logged(ria.viewer(), NewVisit.done(match, today(), Kind.VISIT, 60, "Koffie"));
        ria.viewer().run(() -> visits.correct(kept.id(), 1, today(), new Done(Kind.VISIT, 50), "Koffie"));
        var count = "select count(*) from visits.visit where id = '%s'".formatted(kept.id());
        var before = "select count(*) from visits.earlier where visit = '%s'".formatted(kept.id());
        var piet = stage.volunteer("Piet");
        var stranger = neighbourhood.team();
        var elsewhere = neighbourhood.colleagueOf(stage.team);

        assertThat(count(ria.viewer(), count)).isOne();
        assertThat(count(coordinator(), count)).isOne();
        assertThat(count(wim.viewer(), count)).isOne();
        for (var other : List.of(piet.viewer(), stranger.viewer(), elsewhere.viewer(), Viewer.NOBODY)) {
            assertThat(count(other, count)).isZero();
            assertThat(count(other, before)).isZero();
        }
        assertThat(count(ria.viewer(), before)).isOne();
        // the participant sees that somebody came, and not what was told before
        assertThat(count(wim.viewer(), before)).isZero();
        // and puts nothing right
        assertThat(wim.viewer().call(() -> visits.correct(kept.id(), 2, today(), new Done(Kind.VISIT, 1), "")))
                .isEqualTo(new NotFound());
        assertThat(log(wim.viewer(), NewVisit.done(match, today().minusDays(1), Kind.VISIT, 1, "")))
                .isEqualTo(new NotFound());
        assertThat(log(piet.viewer(), NewVisit.done(match, today().minusDays(1), Kind.VISIT, 1, "")))
                .isEqualTo(new NotFound());
        assertThat(log(stranger.viewer(), NewVisit.otherWork(ria.person(), today(), Kind.TRAINING, 1, "")))
                .isEqualTo(new NotFound());
    }

    /// The negative control: with a policy that lets everybody, another volunteer does see it.
    @Test
    void without_its_policy_a_stranger_would_see_it() throws Exception {
        var kept = logged(ria.viewer(), NewVisit.done(match, today(), Kind.VISIT, 60, ""));
        try (var connection = TestDatabase.asSuperuser(database).getConnection()) {
            connection.setAutoCommit(false);
            var open = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            var count = "select count(*) from visits.visit where id = '%s'".formatted(kept.id());
            open.sql("set local role samenspel_app").update();
            assertThat(open.sql(count).query(Integer.class).single()).isZero();
            open.sql("reset role").update();
            open.sql("create policy hole on visits.visit using (true)").update();
            open.sql("set local role samenspel_app").update();
            assertThat(open.sql(count).query(Integer.class).single()).isOne();
            connection.rollback();
        }
    }

    // --- counting ---

    @Test
    void hours_are_counted_per_volunteer_match_branch_and_month() {
        logged(ria.viewer(), NewVisit.done(match, today(), Kind.VISIT, 60, ""));
        logged(ria.viewer(), NewVisit.done(match, today().minusDays(1), Kind.VISIT, 30, ""));
        logged(ria.viewer(), NewVisit.skipped(match, today().minusDays(2), null));
        logged(ria.viewer(), NewVisit.otherWork(ria.person(), today(), Kind.TRAINING, 120, ""));

        var hours = coordinator().call(() -> visits.sum(today().minusDays(7), today(), 10));

        assertThat(hours.total()).isEqualTo(new Hours.Sum(3, 210));
        assertThat(hours.most()).isEqualTo(Map.of(ria.person(), new Hours.Sum(3, 210)));
        assertThat(hours.volunteers()).isEqualTo(1);
        assertThat(hours.matches()).isEqualTo(1);
        var untold = coordinator().call(() -> visits.sum(today().minusDays(7), today(), 0));
        assertThat(untold.most()).isEmpty();
        assertThat(untold.volunteers()).isEqualTo(1);
        assertThat(untold.total()).isEqualTo(hours.total());
        assertThat(hours.perBranch()).isEqualTo(Map.of(stage.team.branch(), new Hours.Sum(3, 210)));
        assertThat(hours.perMonth().values().stream()
                        .mapToLong(Hours.Sum::minutes)
                        .sum())
                .isEqualTo(210);
        assertThat(neighbourhood
                        .team()
                        .viewer()
                        .call(() -> visits.sum(today().minusDays(7), today(), 10))
                        .total())
                .isEqualTo(new Hours.Sum(0, 0));
    }

    // --- anything, in any order ---

    /// Whatever is written down, put right and taken back, in any order, by whomever: what stands there is what a
    /// simple list would say, nothing that was told is lost, and the laws hold.
    @Test
    void whatever_is_told_in_any_order_adds_up() {
        var random = new Random(6);
        var days = new HashMap<LocalDate, Integer>();
        var ids = new HashMap<LocalDate, VisitId>();
        var told = 0;
        for (var n = 0; n < 300; n++) {
            var viewer = random.nextBoolean() ? ria.viewer() : coordinator();
            var day = today().minusDays(random.nextInt(12));
            var minutes = 1 + random.nextInt(300);
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    var outcome = log(viewer, NewVisit.done(match, day, Kind.VISIT, minutes, ""));
                    if (days.containsKey(day)) {
                        assertThat(outcome).isInstanceOf(AlreadyLogged.class);
                    } else {
                        assertThat(outcome).isInstanceOf(Kept.class);
                        days.put(day, minutes);
                        ids.put(day, ((Kept) outcome).visit().id());
                        told++;
                    }
                }
                case 2 -> {
                    if (ids.containsKey(day)) {
                        var seen = viewer.call(() -> visits.find(ids.get(day)).orElseThrow());
                        assertThat(viewer.call(() -> visits.correct(
                                        seen.id(), seen.version(), day, new Done(Kind.VISIT, minutes), "")))
                                .isInstanceOf(Kept.class);
                        days.put(day, minutes);
                        told++;
                    }
                }
                default -> {
                    if (ids.containsKey(day)) {
                        var seen = viewer.call(() -> visits.find(ids.get(day)).orElseThrow());
                        assertThat(viewer.call(
                                        () -> visits.correct(seen.id(), seen.version(), day, new TakenBack(), "")))
                                .isInstanceOf(Kept.class);
                        days.remove(day);
                        ids.remove(day);
                        told++;
                    }
                }
            }
        }
        var total = days.values().stream().mapToLong(Integer::longValue).sum();
        assertThat(coordinator()
                        .call(() -> visits.sum(today().minusDays(20), today(), 10))
                        .total())
                .isEqualTo(new Hours.Sum(days.size(), total));
        var mine = "where v.match = '%s'".formatted(match);
        var rows = count(coordinator(), "select count(*)::int from visits.visit v " + mine);
        var before = count(
                coordinator(),
                "select count(*)::int from visits.earlier e join visits.visit v on v.id = e.visit " + mine);
        assertThat(rows + before).isEqualTo(told);
        System.out.printf("Visits: %d told in any order, %d stand%n", told, days.size());
    }

    private Logged log(Viewer viewer, NewVisit visit) {
        return viewer.call(() -> visits.log(visit));
    }

    private Visit logged(Viewer viewer, NewVisit visit) {
        var outcome = log(viewer, visit);
        assertThat(outcome).isInstanceOf(Kept.class);
        return ((Kept) outcome).visit();
    }

    private Visit found(VisitId id) {
        return coordinator().call(() -> visits.find(id).orElseThrow());
    }

    private List<Visit> of(MatchId of) {
        return coordinator().call(() -> visits.listOf(of, 50));
    }

    private void change(Viewer viewer, String sql, VisitId id) {
        viewer.run(() ->
                transaction.executeWithoutResult(_ -> db.sql(sql.formatted(id)).update()));
    }
}
