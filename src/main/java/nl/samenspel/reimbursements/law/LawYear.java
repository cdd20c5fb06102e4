package nl.samenspel.reimbursements.law;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The amounts that hold in one calendar year. Data, never code: they change by publication.
///
/// @param hour what is accepted for an hour from the age border on. The tax office's policy, not statute
/// @param hourYounger what is accepted below that age
/// @param border from this age on the higher amount holds
/// @param month maximum of a calendar month, by itself
/// @param inYear maximum of the calendar year, by itself
/// @param source where it was read, in words and addresses
/// @param toVerify which of these rest on one source or on memory, and must be looked up before one relies on them
public record LawYear(
        int year,
        Cents hour,
        Cents hourYounger,
        int border,
        Cents month,
        Cents inYear,
        String source,
        Set<Amount> toVerify) {

    /// What there is to know of a year. Each has a message `reimbursements.amount.<NAME>`.
    public enum Amount {
        HOUR,
        HOUR_YOUNGER,
        BORDER,
        MONTH,
        YEAR
    }

    public LawYear {
        toVerify = Set.copyOf(toVerify);
        if (year < 2000 || year > 2100) {
            throw new IllegalArgumentException("No year of ours: %d.".formatted(year));
        }
        if (border < 15 || border > 30) {
            throw new IllegalArgumentException("An age border from 15 to 30, not %d.".formatted(border));
        }
        if (hour.isZero() || hourYounger.isZero() || hourYounger.exceeds(hour)) {
            throw new IllegalArgumentException("%s an hour, and %s below the age.".formatted(hour, hourYounger));
        }
        if (hour.exceeds(month) || month.exceeds(inYear)) {
            throw new IllegalArgumentException(
                    "%s an hour, %s a month and %s a year cannot be.".formatted(hour, month, inYear));
        }
    }

    /// What is accepted for an hour of somebody born on this day. The age on the day of the work counts, from the
    /// birthday on; who was born on 29 February is a year older on 1 March where there is no 29th. Whose age is not
    /// known is paid as if younger.
    public Cents hourOn(LocalDate day, @Nullable LocalDate born) {
        return born != null && !day.isBefore(turns(born)) ? hour : hourYounger;
    }

    private LocalDate turns(LocalDate born) {
        var sameDay = born.plusYears(border);
        return sameDay.getDayOfMonth() == born.getDayOfMonth() ? sameDay : sameDay.plusDays(1);
    }
}
