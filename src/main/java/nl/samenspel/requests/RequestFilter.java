package nl.samenspel.requests;

import java.util.Set;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequest.State;
import org.jspecify.annotations.Nullable;

/// Which requests of the viewer's desk to list.
///
/// @param states any of these; empty means all
/// @param pastDate only those whose next date lies before today
/// @param holder only those held by this account
/// @param text words of the request, its place or its reference; empty means any
/// @param participants or else of these people, found by name
public record RequestFilter(
        Set<State> states,
        @Nullable KindOfHelp kind,
        boolean pastDate,
        @Nullable AccountId holder,
        String text,
        Set<PersonId> participants) {

    public RequestFilter {
        states = Set.copyOf(states);
        participants = Set.copyOf(participants);
    }

    /// All that is open.
    public static RequestFilter open() {
        return new RequestFilter(Set.of(State.ASKED, State.SEARCHING, State.MATCHED), null, false, null, "", Set.of());
    }

    /// All that is open and of which the date is past.
    public static RequestFilter past() {
        return new RequestFilter(open().states(), null, true, null, "", Set.of());
    }
}
