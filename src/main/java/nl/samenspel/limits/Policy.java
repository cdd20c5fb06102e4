package nl.samenspel.limits;

import nl.samenspel.access.OrganisationId;
import org.jspecify.annotations.Nullable;

/// What an organisation asks of a volunteer at most. Stricter than what volunteers say themselves, or silent: it never
/// makes room they did not give. Holds for what begins; what runs goes on.
///
/// As shipped it follows practice that was found; no norm for load exists in the sector. The sources stand in
/// docs/explanation/limits.md.
///
/// @param hoursAtMost hours a week; null: as each volunteer says
/// @param matchesAtMost people at a time; null: as each volunteer says
/// @param dayPartsEach of a request that asks more parts of the week, several volunteers each do a share
/// @param nightsAtMost nights a week
/// @param restAfterNight parts of the day after a night on which nothing else is asked
/// @param heavyAtMost complex cases at a time
/// @param reviewAfterYears when a match is looked at as a whole
public record Policy(
        OrganisationId organisation,
        @Nullable Integer hoursAtMost,
        @Nullable Integer matchesAtMost,
        int dayPartsEach,
        int nightsAtMost,
        int restAfterNight,
        int heavyAtMost,
        int reviewAfterYears) {

    public static final int DAY_PARTS_EACH = 2;
    public static final int NIGHTS_AT_MOST = 1;
    public static final int REST_AFTER_NIGHT = 2;
    public static final int HEAVY_AT_MOST = 2;
    public static final int REVIEW_AFTER_YEARS = 2;

    public Policy {
        check("hours", hoursAtMost == null ? 1 : hoursAtMost, 1, OwnLimits.MOST_HOURS);
        check("matches", matchesAtMost == null ? 1 : matchesAtMost, 1, OwnLimits.MOST_MATCHES);
        check("parts of the week", dayPartsEach, 1, 28);
        check("nights", nightsAtMost, 0, OwnLimits.MOST_NIGHTS);
        check("parts of rest", restAfterNight, 0, 3);
        check("complex cases", heavyAtMost, 0, OwnLimits.MOST_MATCHES);
        check("years", reviewAfterYears, 1, 10);
    }

    /// As shipped.
    public static Policy shipped(OrganisationId organisation) {
        return new Policy(
                organisation,
                null,
                null,
                DAY_PARTS_EACH,
                NIGHTS_AT_MOST,
                REST_AFTER_NIGHT,
                HEAVY_AT_MOST,
                REVIEW_AFTER_YEARS);
    }

    private static void check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "An organisation asks %d to %d %s, not %d.".formatted(least, most, what, value));
        }
    }
}
