package nl.samenspel.careplans;

import java.time.LocalDate;
import nl.samenspel.access.Code;
import org.jspecify.annotations.Nullable;

/// What came of asking somebody to the table, sitting down, or leaving it.
public sealed interface Seating {

    /// They sit at this table.
    record Sits(CareplanId plan, SeatId seat) implements Seating {}

    /// Asked. What they come in with, where they cannot be mailed: to write down or print, shown once.
    ///
    /// @param signInName with which name they sign in, where the code is for a first time
    record Asked(
            SeatId seat,
            String name,
            LocalDate until,
            @Nullable Code code,
            @Nullable String signInName) implements Seating {}

    /// The seat is empty. Whatever they did is nobody's now.
    record Empty(CareplanId plan) implements Seating {}

    /// They sit here already, or were asked already.
    record SitsHere(String name) implements Seating {}

    /// The invitation was taken back, was used, or is past its day.
    record Expired() implements Seating {}

    /// Not for this viewer to say.
    record NotYours() implements Seating {}

    /// The participant and the desk that holds the plan stay as long as there is a plan.
    record Stays() implements Seating {}

    /// There is no such seat, plan or person for this viewer.
    record NotFound() implements Seating {}
}
