package nl.samenspel.volunteers;

import nl.samenspel.network.Branch;

/// What came of signing up.
public sealed interface Arrival {

    /// Somebody at this branch will get in touch.
    record TakenIn(Branch by) implements Arrival {}

    /// This very form had been sent before.
    record TakenInBefore() implements Arrival {}

    /// This person is a volunteer of this organisation already.
    record AlreadyVolunteer() implements Arrival {}

    /// The branch has nobody to take it in today: nothing is kept.
    record NobodyOnDuty() implements Arrival {}
}
