package nl.samenspel.volunteers;

/// What came of making someone an active volunteer.
public sealed interface Welcoming {

    record Welcomed() implements Welcoming {}

    /// They are active already, or have left.
    record NotWaiting() implements Welcoming {}

    /// They are paid here for care; the law of the house allows no volunteering beside it in the same place.
    record PaidHere() implements Welcoming {}
}
