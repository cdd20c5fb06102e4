package nl.samenspel.limits;

/// What somebody does at most at all organisations together, as they say themselves.
public record InAll(int hoursPerWeek, int matchesAtATime, int nightsPerWeek) {

    public InAll {
        if (hoursPerWeek < 1
                || hoursPerWeek > OwnLimits.MOST_HOURS
                || matchesAtATime < 1
                || matchesAtATime > OwnLimits.MOST_MATCHES
                || nightsPerWeek < 0
                || nightsPerWeek > OwnLimits.MOST_NIGHTS) {
            throw new IllegalArgumentException("In all somebody does 1 to %d hours, for 1 to %d people, 0 to %d nights."
                    .formatted(OwnLimits.MOST_HOURS, OwnLimits.MOST_MATCHES, OwnLimits.MOST_NIGHTS));
        }
    }
}
