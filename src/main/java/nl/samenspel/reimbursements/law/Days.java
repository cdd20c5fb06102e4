package nl.samenspel.reimbursements.law;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/// Which day, month and year something belongs to: those of the Netherlands.
public final class Days {

    public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private Days() {}

    /// The day of this moment. Midnight belongs to the day that begins: 1 January at 0:00 is the new year.
    public static LocalDate of(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }

    /// The minutes that really passed, in a night in which the clock changes too. An hour that the clock skipped or
    /// told twice is read as Java reads it: later when skipped, the first one when told twice.
    public static int minutesBetween(LocalDateTime from, LocalDateTime until) {
        return Math.toIntExact(
                Duration.between(from.atZone(ZONE), until.atZone(ZONE)).toMinutes());
    }
}
