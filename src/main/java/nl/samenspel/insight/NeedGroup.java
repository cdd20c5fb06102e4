package nl.samenspel.insight;

import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.Lacking;
import org.jspecify.annotations.Nullable;

/// Requests that are alike in all that is counted.
///
/// @param days from the day they began to wait until somebody was found, they ended, or today
record NeedGroup(
        KindOfHelp kind,
        String municipality,
        Through through,
        PaidBefore paidBefore,
        State state,
        @Nullable Lacking lacking,
        boolean found,
        int days,
        int requests) {

    /// Whether paid staff did it before.
    enum PaidBefore {
        YES,
        NO,
        UNKNOWN
    }
}
