package nl.samenspel.limits;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a volunteer wants to do, what of it is taken, and so what is free today.
///
/// @param hoursBudget hours a week they want to give
/// @param hoursLoad hours a week promised; more than the budget when the limit was lowered since
/// @param places people they want to help at a time
/// @param placesTaken matches that run
/// @param pausedUntil while they pause: until when; nothing is free then
public record Room(
        int hoursBudget,
        int hoursLoad,
        int places,
        int placesTaken,
        @Nullable LocalDate pausedUntil) {

    /// Of someone who never said: nothing may be asked of them.
    public static final Room NONE = new Room(0, 0, 0, 0, null);

    public int hoursFree() {
        return pausedUntil != null ? 0 : Math.max(0, hoursBudget - hoursLoad);
    }

    public int placesFree() {
        return pausedUntil != null ? 0 : Math.max(0, places - placesTaken);
    }

    /// Whether they could begin something new today.
    public boolean isFree() {
        return hoursFree() > 0 && placesFree() > 0;
    }
}
