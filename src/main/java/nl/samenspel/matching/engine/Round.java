package nl.samenspel.matching.engine;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Distributes the hours of volunteers over open requests, and proves how good that is. A round proposes; people
/// decide.
///
/// The same input and the same amount of effort give the same answer, whatever the number of threads.
public final class Round {

    /// Steps towards prices before the search, from and to so many thousandths of the usual points of an hour.
    private static final int STEPS = 100;

    private static final double FIRST_STEP = 280;
    private static final double LAST_STEP = 3;
    private static final double FINEST_STEP = 0.5;

    /// The search looks at pairs that cost at most this share of what the usual request is worth.
    private static final double CHEAP = 0.06;

    /// Temperatures, as shares of what the usual request is worth.
    private static final double HOT = 0.12;

    private static final double COLD = 0.004;

    private static final int MOVES_PER_UNIT = 4;

    /// By what share of the usual request a bonus grows at most in one go.
    private static final double FAIR_STEP = 0.5;

    /// So many requests are searched as one. Borders cost value, so there are few of them, and none at the end.
    private static final int WINDOW = 37_500;

    private static final double WITHOUT_BORDERS = 0.9;

    /// Moves for each request over all pairs at the end, that never make it worse: so many, and one for each two units.
    /// Where hours are scarce and many pairs alike, the best answer needs pairs that the search left out as dear.
    private static final int FINISHING_MOVES = 20;

    /// More than this in all takes too long beside the search.
    private static final long MOST_FINISHING_MOVES = 2_000_000;

    private final RoundInput input;
    private final int threads;
    private final RoundListener listener;
    private final BooleanSupplier stop;

    private Round(RoundInput input, int threads, RoundListener listener, BooleanSupplier stop) {
        this.input = input;
        this.threads = Range.check("The number of threads", threads, 1, 256);
        this.listener = listener;
        this.stop = stop;
    }

    /// Runs a round for the highest total value.
    public static RoundAnswer run(
            RoundInput input, Effort effort, int threads, RoundListener listener, BooleanSupplier stop) {
        return run(input, effort, threads, Fairness.NONE, listener, stop);
    }

    /// Runs a round. When told to stop it ends soon, with the best answer so far.
    public static RoundAnswer run(
            RoundInput input,
            Effort effort,
            int threads,
            Fairness fairness,
            RoundListener listener,
            BooleanSupplier stop) {
        var round = new Round(input, threads, listener, stop);
        var field = new Field(input);
        @Nullable Transport transport = fairness == Fairness.NONE ? Transport.of(field) : null;
        return transport == null ? round.search(field, effort, fairness) : transport.answer(input, threads);
    }

    private RoundAnswer search(Field field, Effort effort, Fairness fairness) {
        try (var workers = new Workers(threads)) {
            var pace = new Pace(effort);
            var prices = new Prices(field, workers);
            prices.step(STEPS, FIRST_STEP, LAST_STEP, stop);
            long bound = prices.proven();
            var plan = anneal(field, workers, prices, bound, pace);
            long highest = plan.value();
            if (fairness != Fairness.NONE) {
                var without = new Plan(plan);
                even(field, workers, prices, bound, pace.done(), Fairness.NONE, without);
                highest = Math.max(highest, without.value());
                even(field, workers, prices, bound, pace.done(), fairness, plan);
            }
            prices.restart();
            prices.step(pace.done(), LAST_STEP, FINEST_STEP, stop);
            bound = prices.proven();
            listener.on(new RoundListener.Progress(plan.value(), bound, 1));
            return plan.answer(input, prices.perHour, prices.perPart, bound, pace.done(), highest - plan.value());
        }
    }

    private Plan anneal(Field field, Workers workers, Prices prices, long bound, Pace pace) {
        var plan = new Plan(field);
        double usual = usual(field, bound);
        var choices = prices.cheap(CHEAP * usual);
        var searches = new Annealing[workers.threads()];
        var perHour = prices.wholePerHour();
        var perPart = prices.wholePerPart();
        Arrays.setAll(searches, i -> new Annealing(field, choices, plan, perHour, perPart));
        long value = 0;
        @Nullable Plan best = null;
        long bestValue = -1;
        pace.begin();
        for (int unit = 0; pace.goesOn(unit) && !stop.getAsBoolean(); unit++) {
            double heat = usual * HOT * StrictMath.pow(COLD / HOT, pace.cooled(unit));
            boolean whole = pace.cooled(unit) >= WITHOUT_BORDERS;
            value += unit(field, workers, searches, unit, whole, heat);
            pace.finished(unit + 1);
            if (value > bestValue && pace.cooled(unit) > 0.5) {
                bestValue = value;
                best = best == null ? new Plan(plan) : best.takeOver(plan);
            }
            listener.on(new RoundListener.Progress(Math.max(value, bestValue), bound, 0.1 + 0.8 * pace.cooled(unit)));
        }
        if (best != null && bestValue > value) {
            plan.takeOver(best);
        }
        settle(field, plan);
        if (!stop.getAsBoolean()) {
            var finish = new Annealing(field, field.all, plan, perHour, perPart);
            finish.within(0, field.requests, 0, field.volunteers, 0);
            long moves = (FINISHING_MOVES + pace.done() / 2L) * field.requests;
            finish.run(Math.min(moves, MOST_FINISHING_MOVES), 0);
        }
        return plan;
    }

    /// One unit of work: every window once, its borders elsewhere each time.
    private static long unit(Field field, Workers workers, Annealing[] searches, int unit, boolean whole, double heat) {
        var borders = whole ? new int[] {0, field.requests} : borders(field, unit);
        var gains = new long[borders.length - 1];
        workers.run(gains.length, (worker, window) -> {
            int from = borders[window];
            int to = borders[window + 1];
            searches[worker].within(
                    from,
                    to,
                    field.firstVolunteerFrom(from),
                    field.firstVolunteerFrom(to),
                    Annealing.mix(unit * 0x1_0000_0001L + window));
            if (unit == 0) {
                gains[window] += searches[worker].completeAll();
            }
            gains[window] += searches[worker].run((long) MOVES_PER_UNIT * (to - from), heat);
        });
        return Arrays.stream(gains).sum();
    }

    private static int[] borders(Field field, int unit) {
        int requests = field.requests;
        int width = WINDOW;
        if (width >= requests || field.requestPlace.length == 0) {
            return new int[] {0, requests};
        }
        int first = (int) Math.floorMod(Annealing.mix(unit + 1L), (long) width);
        var borders = new int[(requests - first - 1) / width + 2 + (first > 0 ? 1 : 0)];
        int at = first > 0 ? 1 : 0;
        for (int border = first; border < requests; border += width) {
            borders[at++] = border;
        }
        borders[at] = requests;
        return borders;
    }

    /// Without moving anybody: whatever room is left is used, over all pairs.
    private static void settle(Field field, Plan plan) {
        var none = new int[field.requests];
        var search = new Annealing(field, field.all, plan, none, none);
        search.within(0, field.requests, 0, field.volunteers, 0);
        search.completeAll();
    }

    /// What the usual request is worth: the measure of what a change may cost.
    static double usual(Field field, long bound) {
        int wanted = 0;
        for (int r = 0; r < field.requests; r++) {
            wanted += field.all.end[r] > field.all.start[r] ? 1 : 0;
        }
        return Math.max(1, bound / (double) Math.max(1, wanted));
    }

    /// Goes on from the plan of the highest value, with a bonus per hour for areas that stay below what they should
    /// get. Without a policy it does the same work without a bonus, so that what a policy costs is told honestly.
    private void even(Field field, Workers workers, Prices prices, long bound, int done, Fairness fairness, Plan plan) {
        var areas = new Areas(field, input, fairness);
        double usual = usual(field, bound);
        var choices = prices.cheap(2 * CHEAP * usual);
        var perHour = prices.wholePerHour();
        var perPart = prices.wholePerPart();
        var searches = new Annealing[workers.threads()];
        Arrays.setAll(searches, i -> new Annealing(field, choices, plan, perHour, perPart));
        int units = Math.max(10, done / 2);
        for (int unit = 0; unit < units && !stop.getAsBoolean(); unit++) {
            var raised = areas.raise(plan, fairness != Fairness.NONE && unit < units * 3 / 4 ? usual * FAIR_STEP : 0);
            choices.raise(raised);
            plan.raise(raised);
            double heat = usual * HOT / 4 * StrictMath.pow(4 * COLD / HOT, unit / (double) units);
            unit(field, workers, searches, done + unit + 1, unit >= units * WITHOUT_BORDERS, heat);
        }
        plan.raise(areas.undo());
        settle(field, plan);
    }
}
