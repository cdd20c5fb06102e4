package nl.samenspel.matching.engine;

/// What a round proposes, with the proof of how good it is. Numbers are those of the input.
public final class RoundAnswer {

    /// Prices are whole numbers of this part of a point, so that they are written exactly.
    public static final int PRICE_SCALE = (int) Bundles.SCALE;

    private final int[] request;
    private final int[] volunteer;
    private final int[] hours;
    private final int[] filled;
    private final long[] perHour;
    private final long[] perPart;
    private final long objective;
    private final long bound;
    private final int effort;
    private final long given;

    RoundAnswer(
            int[] request,
            int[] volunteer,
            int[] hours,
            int[] filled,
            long[] perHour,
            long[] perPart,
            long objective,
            long bound,
            int effort,
            long given) {
        this.request = request;
        this.volunteer = volunteer;
        this.hours = hours;
        this.filled = filled;
        this.perHour = perHour;
        this.perPart = perPart;
        this.objective = objective;
        this.bound = bound;
        this.effort = effort;
        this.given = given;
    }

    /// How many pairs are proposed; they stand by rising request, then rising volunteer.
    public int proposals() {
        return request.length;
    }

    public int request(int proposal) {
        return request[proposal];
    }

    public int volunteer(int proposal) {
        return volunteer[proposal];
    }

    public int hours(int proposal) {
        return hours[proposal];
    }

    /// How many of its hours a request would get.
    public int filled(int request) {
        return filled[request];
    }

    /// What an hour of a request is worth to the round, in parts of [#PRICE_SCALE].
    public long pricePerHour(int request) {
        return perHour[request];
    }

    /// What a request would pay for one more person, in parts of [#PRICE_SCALE].
    public long pricePerPart(int request) {
        return perPart[request];
    }

    /// Points of all hours, less what they cost the volunteers.
    public long objective() {
        return objective;
    }

    /// No distribution is worth more: the prices prove it.
    public long bound() {
        return bound;
    }

    /// The amount of work with which this answer comes out again.
    public int effort() {
        return effort;
    }

    /// What the policy of fairness cost in total value, against the same round without it.
    public long givenForFairness() {
        return given;
    }
}
