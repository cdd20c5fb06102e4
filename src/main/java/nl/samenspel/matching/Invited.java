package nl.samenspel.matching;

import java.util.List;
import nl.samenspel.access.PersonId;

/// What came of asking volunteers for a request.
public sealed interface Invited {

    /// They were asked.
    ///
    /// @param toPhone those without mail: somebody phones them
    record Asked(int mailed, List<PersonId> toPhone) implements Invited {

        public Asked {
            toPhone = List.copyOf(toPhone);
        }
    }

    /// The request does not wait for a volunteer (any more).
    record NotSearching() implements Invited {}

    /// One of them is none of the volunteers that can be asked here. Nobody was asked.
    record NotOurs() implements Invited {}

    /// The words give away who asks: a name, the address, the postcode or the phone number. Nobody was asked.
    record TellsWhoAsks(String word) implements Invited {}

    /// Some of them may not be asked for this, or cannot any more. Nobody was asked.
    record NotAllowed(List<Judgement.FitsNot> people) implements Invited {

        public NotAllowed {
            people = List.copyOf(people);
        }
    }
}
