package nl.samenspel.matching.engine;

/// How far a round goes, and how it cools on the way.
///
/// Cooling is planned for a number of units from a ladder, the lowest that is not below the effort. So a run that the
/// clock ends between two rungs cools exactly as one that was given that effort from the start.
final class Pace {

    private static final double RUNG = 1.15;

    /// Units that are done before the pace is known; they do not cool.
    private static final int WARM_UP = 2;

    /// Cooling ends this far on the way to the rung, since a run may end a little before it.
    private static final double COOL_AT = 0.93;

    /// Steps towards prices, and the moves that finish, take about this much of the time that the search takes.
    private static final double SHARE_OF_THE_REST = 0.25;

    private final Effort effort;
    private int planned;
    private int units;
    private int least;
    private int done;
    private long began;
    private long started;

    Pace(Effort effort) {
        this.effort = effort;
        switch (effort) {
            case Effort.Amount(int units) -> plan(units, units);
            case Effort.Time time -> {
                planned = Integer.MAX_VALUE;
                began = time.clock().getAsLong();
            }
        }
    }

    private void plan(int units, int least) {
        this.units = units;
        this.least = least;
        planned = rungFrom(units);
    }

    /// The lowest rung that is not below.
    static int rungFrom(int units) {
        double rung = WARM_UP + 1;
        while (Math.round(rung) < units) {
            rung *= RUNG;
        }
        return (int) Math.round(rung);
    }

    /// The highest rung that is not above, or the lowest of all.
    static int rungTo(double units) {
        double rung = WARM_UP + 1;
        while (Math.round(rung * RUNG) <= units) {
            rung *= RUNG;
        }
        return (int) Math.round(rung);
    }

    void begin() {
        if (effort instanceof Effort.Time time) {
            started = time.clock().getAsLong();
        }
    }

    boolean goesOn(int unit) {
        if (!(effort instanceof Effort.Time time)) {
            return unit < units;
        }
        if (unit < WARM_UP) {
            return true;
        }
        long now = time.clock().getAsLong();
        double perUnit = (now - started) / (double) unit;
        double left = began + time.nanoseconds() * 0.97 - now;
        if (unit == WARM_UP) {
            int affordable = rungTo(WARM_UP + left / (perUnit * (1 + SHARE_OF_THE_REST)));
            plan(affordable, rungTo(affordable - 1.0) + 1);
        }
        return unit < units && (unit < least || left > (unit + 1) * perUnit * SHARE_OF_THE_REST);
    }

    void finished(int unit) {
        done = unit;
    }

    int done() {
        return done;
    }

    /// From 0, hot, to 1, cold.
    double cooled(int unit) {
        return unit < WARM_UP ? 0 : Math.min(1, (unit - WARM_UP) / Math.max(1, COOL_AT * planned - WARM_UP));
    }
}
