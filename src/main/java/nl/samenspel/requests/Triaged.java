package nl.samenspel.requests;

import java.util.List;
import nl.samenspel.access.OrganisationId;

/// What came of triage.
public sealed interface Triaged {

    /// It was decided so; the request is now in this state.
    record Decided(HelpRequest now) implements Triaged {}

    /// Volunteers may not do this, or not alone. Nothing was changed.
    record BeyondVolunteers(List<Crossed> crossed) implements Triaged {

        public BeyondVolunteers {
            crossed = List.copyOf(crossed);
        }
    }

    /// The next door is an organisation that takes requests in here: it is asked, and until its yes the request stays.
    /// Nothing was changed.
    record InTheNetwork(OrganisationId to) implements Triaged {}

    /// The request is not in triage any more, or someone else changed it in the meantime. Nothing was changed.
    record NotNow(HelpRequest asItIs) implements Triaged {}

    /// There is no such request for this viewer.
    record NotFound() implements Triaged {}

    /// A boundary that the decision would cross.
    ///
    /// @param rule what holds here
    /// @param ofOurOwn whether the organisation itself is stricter than the base
    record Crossed(Boundary boundary, Boundary.Rule rule, boolean ofOurOwn) {}
}
