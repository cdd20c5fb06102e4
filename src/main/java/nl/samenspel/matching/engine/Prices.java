package nl.samenspel.matching.engine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.BooleanSupplier;

/// Prices per hour and per part of every request, and the bound that they prove: no distribution is worth more than
/// what all
/// requests would pay at these prices, plus what every volunteer's best bundle is worth on top of them.
///
/// Found by steps along the subgradient (asked for too often: dearer; too seldom: cheaper) that shrink by a fixed rate.
final class Prices {

    private static final int VOLUNTEERS_AT_ONCE = 1_024;

    /// Of each step, how much is the last one over again.
    private static final double MOMENTUM = 0.8;

    /// Prices begin at this share of a request's best points.
    private static final double FIRST_GUESS = 0.6;

    private final Field field;
    private final Workers workers;
    private final Bundles[] bundles;

    /// In [Bundles#SCALE] to the point; the best ones so far.
    final long[] perHour;

    final long[] perPart;

    private final long[] hour;
    private final long[] part;
    private final double[] exactHour;
    private final double[] exactPart;
    private final double[] stepHour;
    private final double[] stepPart;
    private final int[][] askedHours;
    private final int[][] askedParts;

    private long best = Long.MAX_VALUE;

    /// What a step of prices is measured by: the mean of the requests' best points.
    private final double unit;

    Prices(Field field, Workers workers) {
        this.field = field;
        this.workers = workers;
        int requests = field.requests;
        bundles = new Bundles[workers.threads()];
        Arrays.setAll(bundles, i -> new Bundles(field));
        askedHours = new int[workers.threads()][requests];
        askedParts = new int[workers.threads()][requests];
        perHour = new long[requests];
        perPart = new long[requests];
        hour = new long[requests];
        part = new long[requests];
        exactHour = new double[requests];
        exactPart = new double[requests];
        stepHour = new double[requests];
        stepPart = new double[requests];
        double sum = 0;
        int wanted = 0;
        for (int r = 0; r < requests; r++) {
            int most = 0;
            for (int i = field.all.start[r]; i < field.all.end[r]; i++) {
                most = Math.max(most, field.all.points[i]);
            }
            exactHour[r] = most * FIRST_GUESS;
            sum += most;
            wanted += most > 0 ? 1 : 0;
        }
        unit = wanted == 0 ? 1 : Math.max(1, sum / wanted);
    }

    /// Makes so many steps, from `first` to `last` thousandths of the usual points of an hour; stops early when told
    /// to.
    void step(int steps, double first, double last, BooleanSupplier stop) {
        for (int i = 0; i < steps && !stop.getAsBoolean(); i++) {
            double share = first * StrictMath.pow(last / first, i / (double) steps);
            if (i == steps / 4 || i == steps / 2) {
                lookOnlyAtLikely(share);
            }
            round();
            long bound = bound();
            if (bound < best) {
                best = bound;
                System.arraycopy(hour, 0, perHour, 0, hour.length);
                System.arraycopy(part, 0, perPart, 0, part.length);
            }
            move(share * unit / 1_000);
        }
        for (var each : bundles) {
            each.within(field.all);
        }
    }

    /// Begins again from the best prices.
    void restart() {
        Arrays.fill(stepHour, 0);
        Arrays.fill(stepPart, 0);
        for (int r = 0; r < perHour.length; r++) {
            exactHour[r] = perHour[r] / (double) Bundles.SCALE;
            exactPart[r] = perPart[r] / (double) Bundles.SCALE;
        }
        best = Long.MAX_VALUE;
    }

    private void round() {
        for (int r = 0; r < hour.length; r++) {
            hour[r] = Math.round(exactHour[r] * Bundles.SCALE);
            part[r] = Math.round(exactPart[r] * Bundles.SCALE);
        }
    }

    private void move(double step) {
        for (int r = 0; r < hour.length; r++) {
            int hours = 0;
            int parts = 0;
            for (int i = 0; i < askedHours.length; i++) {
                hours += askedHours[i][r];
                parts += askedParts[i][r];
            }
            double wanted = field.hours[r];
            double most = field.mostParts[r];
            stepHour[r] = MOMENTUM * stepHour[r] + (1 - MOMENTUM) * Math.min(1, (hours - wanted) / wanted);
            exactHour[r] = Math.max(0, exactHour[r] + step * stepHour[r]);
            if (most > 1) {
                stepPart[r] =
                        MOMENTUM * stepPart[r] + (1 - MOMENTUM) * Math.min(1, (parts - most) / most) * wanted / most;
                exactPart[r] = Math.max(0, exactPart[r] + step * stepPart[r]);
            }
        }
    }

    private long bound() {
        for (int i = 0; i < askedHours.length; i++) {
            Arrays.fill(askedHours[i], 0);
            Arrays.fill(askedParts[i], 0);
        }
        return boundOf(hour, part);
    }

    /// What the best prices prove over all pairs, in whole points: nothing is worth more.
    long proven() {
        long scaled = boundOf(perHour, perPart);
        return Math.ceilDiv(scaled, Bundles.SCALE);
    }

    private long boundOf(long[] u, long[] m) {
        long bound = 0;
        for (int r = 0; r < u.length; r++) {
            bound += field.hours[r] * u[r] + field.mostParts[r] * m[r];
        }
        int blocks = (field.volunteers + VOLUNTEERS_AT_ONCE - 1) / VOLUNTEERS_AT_ONCE;
        var worth = new long[blocks];
        workers.run(blocks, (worker, block) -> {
            var bundle = bundles[worker];
            var hours = askedHours[worker];
            var parts = askedParts[worker];
            int end = Math.min(field.volunteers, (block + 1) * VOLUNTEERS_AT_ONCE);
            for (int v = block * VOLUNTEERS_AT_ONCE; v < end; v++) {
                worth[block] += bundle.solve(v, u, m);
                for (int i = 0; i < bundle.parts; i++) {
                    hours[bundle.request[i]] += bundle.hours[i];
                    parts[bundle.request[i]]++;
                }
            }
        });
        return bound + Arrays.stream(worth).sum();
    }

    /// Most pairs are far too dear to come back before the steps have shrunk to nothing: leave them aside. The bound
    /// itself is always proven over all of them.
    private void lookOnlyAtLikely(double share) {
        var likely = new BitSet(field.all.count());
        long slack = Math.round(8 * share * unit / 1_000 * Bundles.SCALE);
        for (int r = 0; r < hour.length; r++) {
            for (int i = field.all.start[r]; i < field.all.end[r]; i++) {
                int v = field.all.volunteer[i];
                long gain = field.all.points[i] * Bundles.SCALE - perHour[r] + slack;
                int hours = bundles[0].bestHours(v, r, gain, field.free[v]);
                if (hours * gain - perPart[r] - Bundles.SCALE * field.cost(v, hours) > 0) {
                    likely.set(i);
                }
            }
        }
        var choices = field.all.keep(likely);
        for (var each : bundles) {
            each.within(choices);
        }
    }

    /// Prices per hour in whole points.
    int[] wholePerHour() {
        var whole = new int[perHour.length];
        Arrays.setAll(whole, r -> (int) (perHour[r] / Bundles.SCALE));
        return whole;
    }

    int[] wholePerPart() {
        var whole = new int[perPart.length];
        Arrays.setAll(whole, r -> (int) (perPart[r] / Bundles.SCALE));
        return whole;
    }

    /// The pairs that cost at most so many points of the bound when they are made.
    Choices cheap(double points) {
        return cheap(points, 0);
    }

    /// The same, with room for requests that come later.
    Choices cheap(double points, int spareRequests) {
        var kept = new BitSet(field.all.count());
        var loss = new long[field.all.count()];
        int blocks = (field.volunteers + VOLUNTEERS_AT_ONCE - 1) / VOLUNTEERS_AT_ONCE;
        workers.run(blocks, (worker, block) -> {
            int end = Math.min(field.volunteers, (block + 1) * VOLUNTEERS_AT_ONCE);
            for (int v = block * VOLUNTEERS_AT_ONCE; v < end; v++) {
                bundles[worker].losses(v, perHour, perPart, loss);
            }
        });
        var next = field.all.startOf.clone();
        long most = Math.round(points * Bundles.SCALE);
        var guide = new int[field.all.count()];
        int count = 0;
        for (int r = 0; r < hour.length; r++) {
            for (int i = field.all.start[r]; i < field.all.end[r]; i++) {
                int v = field.all.volunteer[i];
                long lost = loss[next[v]++];
                if (lost <= most) {
                    kept.set(i);
                    guide[count++] =
                            (int) ((perHour[r] - lost / Math.min(field.hours[r], field.free[v])) / Bundles.SCALE);
                }
            }
        }
        var cheap = field.all.keep(kept, hour.length, spareRequests);
        cheap.guide(Arrays.copyOf(guide, count));
        return cheap;
    }
}
