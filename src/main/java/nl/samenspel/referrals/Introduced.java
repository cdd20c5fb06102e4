package nl.samenspel.referrals;

import java.time.LocalDate;
import nl.samenspel.requests.HelpRequestId;

/// What came of bringing somebody to an organisation.
public sealed interface Introduced {

    /// The organisation was asked; until its yes the desk that took the request in holds it.
    record PutBefore(HelpRequestId request, LocalDate respondBy) implements Introduced {}

    /// Taken in at the organisation itself: there is no desk that could hold it meanwhile.
    record TakenIn(HelpRequestId request) implements Introduced {}

    /// It was not brought, and nothing was kept.
    record Not(Handing why) implements Introduced {}
}
