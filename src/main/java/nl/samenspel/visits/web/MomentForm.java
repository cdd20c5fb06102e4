package nl.samenspel.visits.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import nl.samenspel.matches.Match;
import nl.samenspel.matching.Explanations;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import nl.samenspel.visits.Agenda;
import nl.samenspel.visits.Agreeing;
import nl.samenspel.visits.Moment;
import nl.samenspel.visits.MomentId;
import nl.samenspel.visits.Rhythm;
import nl.samenspel.visits.Visit;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Reads what somebody typed about when a volunteer comes; the same for the volunteer and at the desk.
@Component
class MomentForm {

    private static final int AHEAD_YEARS = 1;

    private final Agenda moments;
    private final Explanations explanations;
    private final Words words;
    private final Clock clock;

    MomentForm(Agenda moments, Explanations explanations, Words words, Clock clock) {
        this.moments = moments;
        this.explanations = explanations;
        this.words = words;
        this.clock = clock;
    }

    Form proposal() {
        var values = new HashMap<String, Object>();
        values.put("rhythm", Rhythm.WEEKLY);
        values.put("momentHours", 2);
        return Form.filled(values);
    }

    Form of(MultiValueMap<String, String> typed) {
        return Form.of(typed, "visits.field");
    }

    /// Agrees what was typed; otherwise the form says what is wrong.
    boolean agree(Match match, Form form, RedirectAttributes redirect) {
        var rhythm = form.one("rhythm", Rhythm.class);
        var today = LocalDate.now(clock);
        var firstDay = form.date("firstDay", today.minusYears(AHEAD_YEARS), today.plusYears(AHEAD_YEARS));
        var at = form.time("at");
        var hours = form.optionalWhole("momentHours", 0, 24).orElse(0);
        var minutes = form.optionalWhole("momentMinutes", 0, 59).orElse(0);
        var together = 60 * hours + minutes;
        if (form.isRight() && (together < 1 || together > Visit.MOST_MINUTES)) {
            form.refuse("momentHours", together < 1 ? "visits.wrong.howLong" : "visits.wrong.tooLong");
        }
        if (!form.isRight()) {
            return false;
        }
        switch (moments.agree(match.id(), firstDay, at, together, rhythm)) {
            case Agreeing.Agreed _ -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get("visits.moments.agreed"));
            case Agreeing.AgreedBefore _ -> Notice.put(redirect, Notice.Kind.INFO, words.get("visits.moments.before"));
            case Agreeing.BeforeItBegan(var began) ->
                form.refuse("firstDay", "visits.wrong.before", explanations.date(began));
            case Agreeing.NotRunning _ -> form.refuse("firstDay", "visits.wrong.notRunning");
            case Agreeing.NotFound _ -> throw Pages.notFound();
        }
        return form.isRight();
    }

    /// Ends the one that was named: yesterday was the last.
    void stop(Match match, MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var id = Form.of(typed).id("moment", MomentId::new).orElseThrow(Pages::notFound);
        switch (moments.end(match.id(), id, LocalDate.now(clock).minusDays(1))) {
            case Agreeing.Agreed _ -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get("visits.moments.ended"));
            case Agreeing.AgreedBefore _, Agreeing.BeforeItBegan _, Agreeing.NotRunning _, Agreeing.NotFound _ ->
                throw Pages.notFound();
        }
    }

    /// Those that can still come.
    List<Moment> running(List<Moment> all) {
        var today = LocalDate.now(clock);
        return all.stream()
                .filter(moment -> moment.firstDay().isAfter(today)
                        ? moment.lastDay() == null || !moment.lastDay().isBefore(moment.firstDay())
                        : moment.runsOn(today))
                .toList();
    }

    List<Option> rhythms() {
        return words.options("visits.rhythm", Rhythm.class);
    }
}
