package nl.samenspel.visits;

import java.time.LocalDate;

/// What came of agreeing when somebody comes, or of ending that.
public sealed interface Agreeing {

    /// Agreed, or ended.
    record Agreed(Moment moment) implements Agreeing {}

    /// The same was agreed already. Nothing was changed.
    record AgreedBefore(Moment moment) implements Agreeing {}

    /// On that day the two did not come together yet.
    record BeforeItBegan(LocalDate began) implements Agreeing {}

    /// The match does not run: both must have agreed, and it must not have ended.
    record NotRunning() implements Agreeing {}

    /// There is no such match or moment for this viewer.
    record NotFound() implements Agreeing {}
}
