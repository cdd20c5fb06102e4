package nl.samenspel.requests;

import java.time.DayOfWeek;
import java.time.LocalDate;

/// Days on which the desk is there. Holidays count as working days: a date too early is looked at, one too late is not.
final class WorkingDays {

    private WorkingDays() {}

    static LocalDate after(LocalDate day, int workingDays) {
        var then = day;
        for (var left = workingDays; left > 0; ) {
            then = then.plusDays(1);
            if (then.getDayOfWeek() != DayOfWeek.SATURDAY && then.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return then;
    }
}
