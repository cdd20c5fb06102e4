package nl.samenspel.matching.engine;

/// What an allowed pair earns for each [Criterion]. [Criterion#SPARE] and [Criterion#LOAD] are costs, so never above
/// zero.
///
/// @param load the cost of the volunteer's first new hour
/// @param distanceKnown false when a side has no coordinates, and distance therefore earned nothing
public record Points(
        int motive,
        int distance,
        int dayParts,
        int familiar,
        int waiting,
        int urgency,
        int spare,
        int base,
        int load,
        boolean distanceKnown) {

    public int of(Criterion criterion) {
        return switch (criterion) {
            case MOTIVE -> motive;
            case DISTANCE -> distance;
            case DAY_PARTS -> dayParts;
            case FAMILIAR -> familiar;
            case WAITING -> waiting;
            case URGENCY -> urgency;
            case SPARE -> spare;
            case BASE -> base;
            case LOAD -> load;
        };
    }

    /// What every hour is worth, before what it costs the volunteer.
    public int perHour() {
        return motive + distance + dayParts + familiar + waiting + urgency + spare + base;
    }

    /// What the first hour is worth: the score by which candidates are ranked.
    public int total() {
        return perHour() + load;
    }
}
