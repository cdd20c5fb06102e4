package nl.samenspel.volunteers;

import java.time.LocalDate;

/// A certificate of conduct (_Verklaring Omtrent het Gedrag_) that was shown. The document itself is never kept.
///
/// The law gives it no end; by custom an organisation asks for a new one after three years.
///
/// @param againOn from this day on it counts no more
public record Vog(LocalDate seenOn, LocalDate againOn) {

    public static final int USUAL_YEARS = 3;

    public Vog {
        if (!againOn.isAfter(seenOn)) {
            throw new IllegalArgumentException("A certificate seen on %s is asked for again later than that, not on %s."
                    .formatted(seenOn, againOn));
        }
    }

    /// Seen on this day, to be asked for again after the usual years.
    public static Vog seen(LocalDate on) {
        return new Vog(on, on.plusYears(USUAL_YEARS));
    }

    public boolean countsOn(LocalDate day) {
        return !day.isBefore(seenOn) && day.isBefore(againOn);
    }
}
