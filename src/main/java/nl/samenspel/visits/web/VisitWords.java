package nl.samenspel.visits.web;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import nl.samenspel.matching.Explanations;
import nl.samenspel.ui.Words;
import nl.samenspel.visits.Moment;
import nl.samenspel.visits.Visit;
import org.springframework.stereotype.Component;

/// Says days, hours and agreements in plain words; templates know it as `@visitWords`.
@Component
class VisitWords {

    private final Words words;
    private final Explanations explanations;

    VisitWords(Words words, Explanations explanations) {
        this.words = words;
        this.explanations = explanations;
    }

    /// "2 uur", "45 minuten", "1 uur en 30 minuten".
    public String lasting(long minutes) {
        var hours = minutes / 60;
        var rest = minutes % 60;
        return rest == 0
                ? words.get("visits.hours", hours)
                : hours == 0 ? words.get("visits.minutes", rest) : words.get("visits.hoursAndMinutes", hours, rest);
    }

    /// "dinsdag 3 november".
    public String day(LocalDate day) {
        return day.format(DateTimeFormatter.ofPattern("EEEE", locale())) + " " + explanations.date(day);
    }

    public String month(YearMonth month) {
        return month.format(DateTimeFormatter.ofPattern("MMMM yyyy", locale()));
    }

    /// "elke dinsdag om 14:00, 2 uur".
    public String moment(Moment moment) {
        var weekday = moment.firstDay().format(DateTimeFormatter.ofPattern("EEEE", locale()));
        var when =
                switch (moment.rhythm()) {
                    case ONCE -> day(moment.firstDay());
                    case WEEKLY -> words.get("visits.rhythm.weekly", weekday);
                    case FORTNIGHTLY -> words.get("visits.rhythm.fortnightly", weekday);
                    case MONTHLY -> words.get("visits.rhythm.monthly." + weekOfMonth(moment.firstDay()), weekday);
                };
        return words.get("visits.moment", when, moment.at().toString(), lasting(moment.minutes()));
    }

    private static String weekOfMonth(LocalDate day) {
        var week = (day.getDayOfMonth() - 1) / 7 + 1;
        return week == 5 ? "last" : String.valueOf(week);
    }

    /// "bezoek, 2 uur", "ging niet door", "ging niet door (vakantie)".
    public String came(Visit.Came came) {
        return switch (came) {
            case Visit.Came.Done done ->
                words.get("visits.done", words.of("visits.kind", done.kind()), lasting(done.minutes()));
            case Visit.Came.Skipped skipped ->
                skipped.why() == null
                        ? words.get("visits.came.SKIPPED")
                        : words.get("visits.skippedBecause", words.of("visits.why", skipped.why()));
            case Visit.Came.TakenBack _ -> words.get("visits.came.TAKEN_BACK");
        };
    }

    private Locale locale() {
        return words.locale();
    }
}
