package nl.samenspel.matches.web;

import java.time.LocalDate;
import java.util.Set;
import nl.samenspel.matches.Absence;
import nl.samenspel.matches.Absence.ForAWhile;
import nl.samenspel.matches.Absence.ForGood;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Replacement.Why;
import nl.samenspel.ui.Form;

/// What a volunteer tells, as it was filled in. What is wrong stands in the form; then the absence means nothing.
final class AbsenceForm {

    private AbsenceForm() {}

    static Absence ill(Form form, LocalDate today) {
        var back = form.optionalDate("backOn", today.plusDays(1), today.plusYears(1));
        return new ForAWhile(Why.ILL, today, back.orElse(null));
    }

    /// From and until are both days away; back the day after.
    static Absence holiday(Form form, LocalDate today) {
        var from = form.date("from", today, today.plusYears(1));
        var until = form.date("until", today, today.plusYears(1));
        if (form.isRight() && until.isBefore(from)) {
            form.refuse("until", "matches.away.untilBeforeFrom");
        }
        return form.isRight()
                ? new ForAWhile(Why.HOLIDAY, from, until.plusDays(1))
                : new ForAWhile(Why.HOLIDAY, today, null);
    }

    static Absence forGood(Form form, Why why, LocalDate today) {
        var lastDay = form.date("lastDay", today, today.plusYears(1));
        Set<MatchId> which = form.ids("stops", MatchId::new);
        if (which.isEmpty() && form.isRight()) {
            form.refuse("stops", "matches.away.chooseOne");
        }
        return new ForGood(why, lastDay, which);
    }
}
