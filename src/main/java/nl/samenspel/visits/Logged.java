package nl.samenspel.visits;

import java.time.LocalDate;

/// What came of writing a visit down, or putting it right.
public sealed interface Logged {

    /// Written down.
    record Kept(Visit visit) implements Logged {}

    /// It stands there already. Nothing was changed: put that one right, or say that it is another.
    record AlreadyLogged(Visit visit) implements Logged {}

    /// That day is still to come.
    record NotYet(LocalDate today) implements Logged {}

    /// On that day the two did not come together yet.
    record BeforeItBegan(LocalDate began) implements Logged {}

    /// On that day it had ended.
    record AfterItEnded(LocalDate ended) implements Logged {}

    /// Somebody put it right meanwhile. Nothing was changed.
    record ChangedMeanwhile(Visit asItIs) implements Logged {}

    /// There is no such match, volunteer or visit for this viewer.
    record NotFound() implements Logged {}
}
