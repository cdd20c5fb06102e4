package nl.samenspel.rounds;

import java.util.List;
import nl.samenspel.access.PersonId;
import nl.samenspel.matching.Obstacle;
import nl.samenspel.requests.HelpRequestId;

/// What came of sending proposals as invitations: who was asked, and plainly who was not.
public sealed interface Sending {

    /// Whoever could be asked, was.
    ///
    /// @param toPhone those who were asked but have no mail: somebody phones them
    record Done(int mailed, List<PersonId> toPhone, List<NotSent> notSent) implements Sending {

        public Done {
            toPhone = List.copyOf(toPhone);
            notSent = List.copyOf(notSent);
        }
    }

    /// There is a newer round here, or this one has no proposals (yet). Nobody was asked.
    record NotNow() implements Sending {}

    /// The words hold a blank that nobody can fill in. Nobody was asked.
    record UnknownBlank(String blank) implements Sending {}

    /// A proposal that was not sent. The others were.
    sealed interface NotSent {

        PersonId volunteer();

        HelpRequestId request();

        /// The request does not wait for a volunteer any more.
        record RequestGone(PersonId volunteer, HelpRequestId request) implements NotSent {}

        /// The volunteer cannot be asked for this any more.
        record CannotNow(PersonId volunteer, HelpRequestId request, List<Obstacle> obstacles) implements NotSent {

            public CannotNow {
                obstacles = List.copyOf(obstacles);
            }
        }

        /// The words would give away who asks.
        record TellsWhoAsks(PersonId volunteer, HelpRequestId request, String word) implements NotSent {}

        /// Somebody sent it, or put it aside, just before.
        record Decided(PersonId volunteer, HelpRequestId request) implements NotSent {}
    }
}
