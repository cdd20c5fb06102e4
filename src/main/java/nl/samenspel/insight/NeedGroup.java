package nl.samenspel.insight;

import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.Lacking;
import org.jspecify.annotations.Nullable;

/// Requests that are alike in all that is counted.
///
/// @param what the name that the grouping gives them
/// @param complex null: nobody judged it
/// @param days from the day they began to wait until somebody was found, they ended, or today
/// @param hours a week, of all together
record NeedGroup(
        String what,
        PaidBefore paidBefore,
        @Nullable Boolean complex,
        State state,
        @Nullable Lacking lacking,
        boolean found,
        int days,
        int requests,
        int hours) {

    /// Whether paid staff did it before.
    enum PaidBefore {
        YES,
        NO,
        UNKNOWN
    }
}
