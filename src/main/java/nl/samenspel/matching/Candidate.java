package nl.samenspel.matching;

import java.util.Set;
import nl.samenspel.access.PersonId;
import nl.samenspel.limits.Load;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.Qualification;
import nl.samenspel.volunteers.GoingAlong;
import org.jspecify.annotations.Nullable;

/// A volunteer who may be asked for a request, how well it fits, and from what that follows.
///
/// @param most what there was to get by the organisation's weights
public record Candidate(PersonId volunteer, String name, Score score, Facts facts, Most most) {

    /// The points per criterion. [#spare] and [#load] are costs: never above zero.
    ///
    /// @param total the whole, by which candidates are ordered
    public record Score(
            int motive,
            int distance,
            int dayParts,
            int familiar,
            int waiting,
            int urgency,
            int spare,
            int base,
            int load,
            int total) {}

    /// The most that each criterion could add; of a cost, what it takes off from who is as full as can be, or has as
    /// much training to spare as is usual.
    public record Most(int motive, int distance, int dayParts, int familiar, int spare, int load) {}

    /// From what the points follow.
    ///
    /// @param metres how far apart they live, between the middles of their postcode areas; null when a postcode is
    ///     unknown
    /// @param common the parts of the week that suit both
    /// @param extra what the volunteer has learned and this request does not need
    /// @param familiar how near the organisation knows them
    /// @param goingAlong whether somebody must go along
    public record Facts(
            Motive motive,
            @Nullable Integer metres,
            int radius,
            DayParts common,
            Familiar familiar,
            Set<Qualification> extra,
            int hoursFree,
            int hoursLoad,
            int hoursBudget,
            GoingAlong goingAlong,
            Load load) {

        public Facts {
            extra = Set.copyOf(extra);
        }
    }

    /// Each has a message `matching.motive.<NAME>`.
    public enum Motive {
        LOVES,
        LIKES,
        DOES
    }

    /// Each has a message `matching.familiar.<NAME>`.
    public enum Familiar {
        SAME_BRANCH,
        SAME_ORGANISATION,
        OTHER_ORGANISATION
    }
}
