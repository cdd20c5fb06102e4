package nl.samenspel.matching;

import java.util.List;
import nl.samenspel.requests.Wanted;

/// The best candidates for a request, and what was looked at.
///
/// @param candidates the best first, at most ten
/// @param lookedAt how many active volunteers the organisation has
public record Shortlist(Wanted wanted, List<Candidate> candidates, int lookedAt) {

    public Shortlist {
        candidates = List.copyOf(candidates);
    }

    /// False when the request's postcode is unknown: then distance counts for nobody.
    public boolean placeKnown() {
        return wanted.point() != null;
    }
}
