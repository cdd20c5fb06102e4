package nl.samenspel.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import nl.samenspel.SamenspelTest;
import nl.samenspel.matches.Absence;
import nl.samenspel.matches.Meet;
import nl.samenspel.matches.Replacement;
import nl.samenspel.matches.Replacements;
import nl.samenspel.visits.Agreeing.Agreed;
import nl.samenspel.visits.Agreeing.AgreedBefore;
import nl.samenspel.visits.Agreeing.BeforeItBegan;
import nl.samenspel.visits.Agreeing.NotFound;
import nl.samenspel.visits.Agreeing.NotRunning;
import nl.samenspel.visits.Visit.Kind;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SamenspelTest
@NullUnmarked
class AgendaTest extends Scene {

    @Autowired
    Replacements replacements;

    @Test
    void what_went_by_is_asked_about_until_it_is_written_down() {
        var lastWeek = today().minusDays(8);
        agree(lastWeek, Rhythm.WEEKLY);

        assertThat(toTell()).containsExactly(lastWeek, today().minusDays(1));
        ria.viewer().run(() -> visits.log(NewVisit.done(match, lastWeek, Kind.VISIT, 60, "")));
        ria.viewer().run(() -> visits.log(NewVisit.skipped(match, today().minusDays(1), null)));
        assertThat(toTell()).isEmpty();
    }

    @Test
    void what_is_to_come_is_told_and_what_will_not_go_on_too() {
        agree(today().plusDays(1), Rhythm.WEEKLY);
        ria.viewer().run(() -> visits.log(NewVisit.skipped(match, today().plusDays(8), Visit.Why.HOLIDAY)));

        var toCome = ria.viewer().call(() -> moments.listToCome(List.of(ria.person()), today().plusDays(20)));
        assertThat(toCome)
                .extracting(Agenda.Time::day)
                .containsExactly(today().plusDays(1), today().plusDays(8), today().plusDays(15));
        assertThat(toCome).extracting(Agenda.Time::skipped).containsExactly(false, true, false);
    }

    @Test
    void two_agreements_on_one_day_are_asked_about_one_by_one() {
        agree(today().minusDays(1), Rhythm.ONCE);
        ria.viewer().run(() -> moments.agree(match, today().minusDays(1), LocalTime.of(19, 0), 30, Rhythm.ONCE));

        assertThat(toTell()).hasSize(2);
        ria.viewer().run(() -> visits.log(NewVisit.done(match, today().minusDays(1), Kind.VISIT, 60, "")));
        assertThat(toTell()).hasSize(1);
    }

    @Test
    void after_it_is_stopped_and_after_the_match_nobody_is_asked_or_expected() {
        var moment = ((Agreed) agree(today().minusDays(8), Rhythm.WEEKLY)).moment();
        ria.viewer().run(() -> moments.end(match, moment.id(), today().minusDays(5)));
        assertThat(toTell()).containsExactly(today().minusDays(8));
        agree(today().minusDays(2), Rhythm.WEEKLY);
        assertThat(toTell()).hasSize(2);

        itEnds();
        assertThat(toTell()).isEmpty();
    }

    @Test
    void agreeing_twice_is_agreeing_once_and_only_in_a_match_that_runs() {
        assertThat(agree(today(), Rhythm.WEEKLY)).isInstanceOf(Agreed.class);
        assertThat(agree(today(), Rhythm.WEEKLY)).isInstanceOf(AgreedBefore.class);
        assertThat(agree(today().minusWeeks(WEEKS_AGO + 1), Rhythm.WEEKLY))
                .isEqualTo(new BeforeItBegan(today().minusWeeks(WEEKS_AGO)));
        assertThat(coordinator().call(() -> moments.agree(match, today(), LocalTime.of(9, 0), 60, Rhythm.MONTHLY)))
                .isInstanceOf(Agreed.class);
        assertThat(wim.viewer().call(() -> moments.agree(match, today(), LocalTime.of(9, 0), 60, Rhythm.ONCE)))
                .isEqualTo(new NotFound());
        itEnds();
        assertThat(agree(today(), Rhythm.ONCE)).isEqualTo(new NotRunning());
    }

    @Test
    void on_days_that_the_volunteer_is_away_nobody_is_expected() {
        agree(today().plusDays(1), Rhythm.WEEKLY);
        coordinator().run(() -> matches.planMeeting(match, new Meet(today(), LocalTime.of(10, 0), "thuis")));
        coordinator().run(() -> matches.startTrial(match, today().plusWeeks(4)));
        assertThat(toCome()).hasSize(3);

        ria.viewer()
                .run(() ->
                        replacements.report(new Absence.ForAWhile(Replacement.Why.HOLIDAY, today().plusDays(5), null)));
        assertThat(toCome()).containsExactly(today().plusDays(1));

        ria.viewer()
                .run(() -> replacements.report(
                        new Absence.ForAWhile(Replacement.Why.HOLIDAY, today().plusDays(5), today().plusDays(12))));
        assertThat(toCome())
                .as("from the day they come again")
                .containsExactly(today().plusDays(1), today().plusDays(15));
    }

    private List<LocalDate> toCome() {
        return ria.viewer().call(() -> moments.listToCome(List.of(ria.person()), today().plusDays(20))).stream()
                .map(Agenda.Time::day)
                .toList();
    }

    private Agreeing agree(LocalDate firstDay, Rhythm rhythm) {
        return ria.viewer().call(() -> moments.agree(match, firstDay, LocalTime.of(14, 0), 120, rhythm));
    }

    private List<LocalDate> toTell() {
        return ria.viewer().call(() -> moments.listToTell(List.of(ria.person()))).stream()
                .map(Agenda.Time::day)
                .toList();
    }
}
