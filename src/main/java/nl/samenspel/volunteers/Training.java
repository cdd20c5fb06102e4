package nl.samenspel.volunteers;

import java.time.LocalDate;
import nl.samenspel.network.Qualification;
import org.jspecify.annotations.Nullable;

/// Something a volunteer learned.
///
/// @param validUntil the last day on which it counts; null when it does not wear out
public record Training(
        Qualification what, LocalDate obtainedOn, @Nullable LocalDate validUntil) {

    public Training {
        if (what == Qualification.VOG) {
            throw new IllegalArgumentException("A certificate of conduct is not learned; see Vog.");
        }
        if (validUntil != null && validUntil.isBefore(obtainedOn)) {
            throw new IllegalArgumentException(
                    "What was learned on %s cannot have worn out on %s.".formatted(obtainedOn, validUntil));
        }
    }

    public boolean countsOn(LocalDate day) {
        return !day.isBefore(obtainedOn) && (validUntil == null || !day.isAfter(validUntil));
    }
}
