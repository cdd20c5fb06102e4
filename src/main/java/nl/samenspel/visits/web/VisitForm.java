package nl.samenspel.visits.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.samenspel.matching.Explanations;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import nl.samenspel.visits.Logged;
import nl.samenspel.visits.Visit;
import nl.samenspel.visits.Visit.Came;
import nl.samenspel.visits.Visit.Kind;
import nl.samenspel.visits.Visit.Why;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/// Reads what somebody typed of a visit, and says what is wrong with it; the same on every page that writes one down.
@Component
class VisitForm {

    static final int MOST_WORDS = 300;

    /// Numbers further off are no numbers of hours at all.
    private static final int ANY = 100_000;

    private final Words words;
    private final Explanations explanations;
    private final Clock clock;

    VisitForm(Words words, Explanations explanations, Clock clock) {
        this.words = words;
        this.explanations = explanations;
        this.clock = clock;
    }

    /// What was typed; it means something when the form is right.
    ///
    /// @param came done, or did not go on
    record Typed(LocalDate day, Came came, String words) {}

    Form of(MultiValueMap<String, String> typed) {
        return Form.of(typed, "visits.field");
    }

    /// Today, and as long as was agreed.
    Map<String, Object> proposal(LocalDate day, int minutes) {
        var values = new HashMap<String, Object>();
        values.put("day", day);
        values.put("kind", Kind.VISIT);
        if (minutes > 0) {
            values.put("hours", minutes / 60);
            values.put("minutes", minutes % 60);
        }
        return values;
    }

    Map<String, Object> filled(Visit visit) {
        var values = proposal(visit.day(), visit.minutes());
        switch (visit.came()) {
            case Came.Done done -> {
                values.put("kind", done.kind());
                values.put("came", "DONE");
            }
            case Came.Skipped skipped -> {
                values.put("came", "SKIPPED");
                if (skipped.why() != null) {
                    values.put("why", skipped.why());
                }
            }
            case Came.TakenBack _ -> values.put("came", "DONE");
        }
        values.put("words", visit.words());
        return values;
    }

    /// What was done.
    Typed done(Form form, Kind otherwise) {
        var kind = form.optionalOne("kind", Kind.class).orElse(otherwise);
        var day = form.date("day");
        var hours = form.optionalWhole("hours", -ANY, ANY).orElse(0);
        var minutes = form.optionalWhole("minutes", -ANY, ANY).orElse(0);
        var said = form.optionalWords("words", MOST_WORDS).orElse("");
        if (kind.isWithSomeone() != otherwise.isWithSomeone()) {
            form.refuse("kind", "ui.form.choose");
        }
        var together = 60 * hours + minutes;
        if (!form.isRight()) {
            together = 1;
        } else if (hours < 0 || minutes < 0) {
            form.refuse(hours < 0 ? "hours" : "minutes", "visits.wrong.lessThanNothing");
        } else if (together == 0) {
            form.refuse("hours", "visits.wrong.howLong");
        } else if (together > Visit.MOST_MINUTES) {
            form.refuse("hours", "visits.wrong.tooLong");
        }
        return new Typed(day, new Came.Done(kind, form.isRight() ? together : 1), said);
    }

    /// What was done, or that it did not go on.
    Typed doneOrSkipped(Form form) {
        if (!form.value("came").equals("SKIPPED")) {
            return done(form, Kind.VISIT);
        }
        var day = form.date("day");
        var why = form.optionalOne("why", Why.class);
        return new Typed(day, new Came.Skipped(why.orElse(null)), "");
    }

    /// Says at the form why it was not taken in.
    void refuse(Form form, Logged outcome) {
        switch (outcome) {
            case Logged.Kept _ -> throw new IllegalStateException("It was kept.");
            case Logged.AlreadyLogged _ -> form.refuse("day", "visits.wrong.already");
            case Logged.NotYet(var today) -> form.refuse("day", "visits.wrong.notYet", explanations.date(today));
            case Logged.BeforeItBegan(var began) -> form.refuse("day", "visits.wrong.before", explanations.date(began));
            case Logged.AfterItEnded(var ended) -> form.refuse("day", "visits.wrong.after", explanations.date(ended));
            case Logged.ChangedMeanwhile _ -> form.refuse("day", "visits.wrong.meanwhile");
            case Logged.NotFound _ -> throw Pages.notFound();
        }
    }

    List<Option> kinds(boolean withSomeone) {
        return words.options(
                "visits.kind",
                Arrays.stream(Kind.values())
                        .filter(kind -> kind.isWithSomeone() == withSomeone)
                        .toList());
    }

    List<Option> whys() {
        return words.options("visits.why", Why.class);
    }

    List<Option> cames() {
        return List.of(
                new Option("DONE", words.get("visits.came.DONE")),
                new Option("SKIPPED", words.get("visits.came.SKIPPED")));
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }
}
