package nl.samenspel.matching;

import java.util.List;
import nl.samenspel.requests.Wanted;

/// The best candidates for a request, and what was looked at.
///
/// @param candidates the best first, at most ten
/// @param lookedAt how many active volunteers the organisation has
/// @param elsewhere where people fit who agreed to be asked by other organisations too, the most first
public record Shortlist(Wanted wanted, List<Candidate> candidates, int lookedAt, List<Elsewhere> elsewhere) {

    public Shortlist {
        candidates = List.copyOf(candidates);
        elsewhere = List.copyOf(elsewhere);
    }

    /// Another organisation where somebody fits. Who they are stays there: it is their coordinator who knows them.
    public record Elsewhere(String organisation, int volunteers) {}

    /// False when the request's postcode is unknown: then distance counts for nobody.
    public boolean placeKnown() {
        return wanted.point() != null;
    }
}
