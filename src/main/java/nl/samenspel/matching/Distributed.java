package nl.samenspel.matching;

import java.util.List;
import java.util.Map;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.Nullable;

/// How volunteers could be divided over requests: proposals, and what is left. People decide.
///
/// @param asked requests for which an invitation is out: they are left in peace
/// @param value points of all proposed hours, less what they cost the volunteers
/// @param bound no way of dividing is worth more, and that is proven
/// @param givenForFairness points of value that a policy of fairness cost
/// @param afresh where it went on from earlier proposals: what dividing everything anew would be worth
/// @param volunteers how many were looked at
/// @param elsewhere of a round of several organisations: requests for which only somebody of another one fits best
public record Distributed(
        List<Proposed> proposals,
        Map<HelpRequestId, WhyOpen> open,
        List<HelpRequestId> asked,
        Map<HelpRequestId, Place> places,
        long value,
        long bound,
        long givenForFairness,
        @Nullable Long afresh,
        int volunteers,
        Load load,
        Map<HelpRequestId, OrganisationId> elsewhere) {

    public Distributed {
        proposals = List.copyOf(proposals);
        open = Map.copyOf(open);
        asked = List.copyOf(asked);
        places = Map.copyOf(places);
        elsewhere = Map.copyOf(elsewhere);
    }

    /// One volunteer for one request.
    public record Pair(HelpRequestId request, PersonId volunteer) {}

    /// A volunteer for a request, and how well that fits.
    ///
    /// @param hours a week; less than asked when several share a request
    /// @param points what the first hour is worth, as on the list of candidates
    /// @param metres between the middles of their postcode areas; null when unknown
    /// @param known whether this volunteer helps the participant already
    public record Proposed(
            Pair pair, int hours, int points, @Nullable Integer metres, boolean known) {}

    /// Where a request is, and how heavy: to count by.
    public record Place(BranchId branch, String municipality, int hours, int waitingDays) {}

    /// How full volunteers are, before and after: how many have taken nothing, up to a quarter of what they want to
    /// do, up to a half, up to three quarters, and more.
    public record Load(List<Integer> before, List<Integer> after) {

        public static final int CLASSES = 5;

        public Load {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        static int classOf(int load, int budget) {
            return load <= 0 ? 0 : Math.min(CLASSES - 1, (4 * load + budget - 1) / Math.max(1, budget));
        }
    }
}
