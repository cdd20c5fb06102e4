package nl.samenspel.requests;

/// How a branch keeps up with one kind of help.
///
/// @param waiting requests that wait there for a volunteer today
/// @param found requests that found one in the last half year: what the days rest on
/// @param days within so many days half of those had one; means nothing when none did
public record Pace(int waiting, int found, int days) {

    public static final Pace NONE = new Pace(0, 0, 0);

    /// On fewer than this a waiting time says more about somebody than about the branch.
    public static final int FEWEST = 5;

    public boolean isKnown() {
        return found >= FEWEST;
    }
}
