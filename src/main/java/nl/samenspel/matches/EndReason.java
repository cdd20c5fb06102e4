package nl.samenspel.matches;

/// Why a match ended. Each has a message `matches.reason.<NAME>` in every language. None of them blames anyone.
public enum EndReason {
    /// What was asked for is done.
    GOAL_REACHED,
    /// It did not click between the two; they are not proposed to each other again.
    NO_CLICK,
    VOLUNTEER_STOPS,
    PARTICIPANT_STOPS,
    /// The participant would rather not, before they ever met.
    PARTICIPANT_SAYS_NO,
    /// Health, home or work changed.
    SITUATION_CHANGED,
    MOVED,
    DECEASED,
    /// Somebody came in their place for a while, and they are back.
    REGULAR_IS_BACK,
    OTHER;

    /// After these the two are not brought together again.
    public boolean keepsApart() {
        return this == NO_CLICK || this == PARTICIPANT_SAYS_NO;
    }
}
