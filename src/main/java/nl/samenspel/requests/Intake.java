package nl.samenspel.requests;

import java.time.LocalDate;
import java.util.List;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Holder;

/// What came of asking for help.
public sealed interface Intake {

    /// It is in good hands.
    ///
    /// @param hearBy the day on which who asked has heard from us at the latest
    /// @param again whether this very form had been taken in before; nothing was doubled
    record TakenIn(HelpRequestId id, Holder holder, LocalDate hearBy, boolean again) implements Intake {}

    /// Nobody takes this in: it was not sent, and nothing is kept.
    ///
    /// @param toCall whom they can call instead, the nearest to the question first
    record NobodyHere(List<Branch> toCall) implements Intake {

        public NobodyHere {
            toCall = List.copyOf(toCall);
        }
    }
}
