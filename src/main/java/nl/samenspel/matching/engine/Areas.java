package nl.samenspel.matching.engine;

import java.util.HashMap;

/// Shares of what each area asks that a plan fills, and the bonus per hour for areas that get too little: one more
/// price.
final class Areas {

    private static final double PROPORTION = 0.9;

    private final Field field;
    private final Fairness fairness;

    /// Area of each request, numbered from 0.
    private final int[] areaOf;

    private final long[] asked;
    private final double[] bonus;
    private final int[] given;

    Areas(Field field, RoundInput input, Fairness fairness) {
        this.field = field;
        this.fairness = fairness;
        areaOf = new int[field.requests];
        given = new int[field.requests];
        var numbers = new HashMap<Integer, Integer>();
        for (int r = 0; r < field.requests; r++) {
            areaOf[r] = numbers.computeIfAbsent(input.area[field.requestId[r]], area -> numbers.size());
        }
        asked = new long[numbers.size()];
        bonus = new double[numbers.size()];
        for (int r = 0; r < field.requests; r++) {
            asked[areaOf[r]] += field.hours[r];
        }
    }

    /// By how much each request's hours are worth more than before, after a look at how the plan stands.
    int[] raise(Plan plan, double step) {
        var filled = new long[asked.length];
        long all = 0;
        long wanted = 0;
        for (int r = 0; r < field.requests; r++) {
            filled[areaOf[r]] += field.hours[r] - plan.open[r];
            all += field.hours[r] - plan.open[r];
            wanted += field.hours[r];
        }
        double floor = all / (double) Math.max(1, wanted) * (fairness == Fairness.PROPORTIONAL ? PROPORTION : 1);
        for (int area = 0; area < asked.length; area++) {
            double share = filled[area] / (double) Math.max(1, asked[area]);
            bonus[area] = Math.max(0, bonus[area] + step * Math.min(1, (floor - share) / Math.max(1e-9, floor)));
        }
        var raised = new int[field.requests];
        for (int r = 0; r < field.requests; r++) {
            raised[r] = (int) bonus[areaOf[r]] - given[r];
            given[r] += raised[r];
        }
        return raised;
    }

    /// Takes every bonus back.
    int[] undo() {
        var back = new int[field.requests];
        for (int r = 0; r < field.requests; r++) {
            back[r] = -given[r];
            given[r] = 0;
        }
        return back;
    }
}
