package nl.samenspel.careplans;

/// What a relative is asked about how they hold up. Our own plain questions; not a measuring instrument, and never
/// called by the name of one. Each has a message `careplans.strain.<NAME>`.
///
/// The order is the place of the answer in the database.
public enum StrainQuestion {
    /// Do you sleep badly because of it?
    SLEEP,
    /// Do you not get round to things for yourself?
    TIME,
    /// Do you feel that you stand alone?
    ALONE,
    /// Are you too tired for what has to be done?
    TIRED,
    /// Do you think: I cannot go on like this?
    GO_ON;

    /// How often. Each has a message `careplans.often.<NAME>`.
    public enum Often {
        NEVER,
        SOMETIMES,
        OFTEN,
        NEARLY_ALWAYS
    }
}
