package nl.samenspel.careplans;

import java.time.LocalDate;

/// What came of a step with a task. All but [Moved] changed nothing.
public sealed interface TaskStep {

    /// Taken; the task is now so.
    record Moved(CareTask now) implements TaskStep {}

    /// Somebody else said so first, or does it already.
    record TakenBy(String name) implements TaskStep {}

    /// Only this one can say so, for themselves.
    record OnlyThemselves(String name) implements TaskStep {}

    /// They do not sit at this table (any more).
    record NotAtTheTable(String name) implements TaskStep {}

    /// They have a pause, and are back on this day.
    record Away(String name, LocalDate until) implements TaskStep {}

    /// It is done, or was withdrawn; or the plan is closed.
    record Over(CareTask asItIs) implements TaskStep {}

    /// Not possible as it is, for instance because nobody does it (any more).
    record NotNow(CareTask asItIs) implements TaskStep {}

    /// The day is in the past.
    record DayPassed() implements TaskStep {}

    /// There is no such task for this viewer.
    record NotFound() implements TaskStep {}
}
