package nl.samenspel.matching.engine;

import java.util.Arrays;

/// A volunteer's best bundle of requests against prices: the little knapsack of the bound, solved exactly.
///
/// Prices and values are in [#SCALE] to the point, so that sums are exact and no order of adding matters. One thread's.
final class Bundles {

    static final long SCALE = 64;

    /// More steps than this for one volunteer, and a bundle is only bounded from above: no real volunteer comes near.
    private static final long MOST_STEPS = 20_000_000;

    private static final long NEVER = Long.MIN_VALUE / 4;

    private final Field field;
    private Choices choices;

    /// The best bundle found last: requests, and the hours of each.
    int parts;

    int[] request = new int[8];
    int[] hours = new int[8];

    /// Worth looking at, of the volunteer at hand.
    private int items;

    private int[] item = new int[64];
    private long[] gain = new long[64];
    private long[] best = new long[64];
    private int[] choice = new int[1024];

    Bundles(Field field) {
        this.field = field;
        choices = field.all;
    }

    /// From now on looks at these pairs only.
    void within(Choices choices) {
        this.choices = choices;
    }

    /// What the volunteer's best bundle is worth on top of the prices `u` per hour and `m` per part.
    long solve(int v, long[] u, long[] m) {
        parts = 0;
        return field.slots[v] == 1 ? single(v, u, m) : several(v, u, m);
    }

    private long single(int v, long[] u, long[] m) {
        int free = field.free[v];
        long top = 0;
        int at = -1;
        int length = 0;
        for (int i = choices.startOf[v]; i < choices.endOf[v]; i++) {
            int r = choices.request[i];
            long perHour = choices.pointsOf[i] * SCALE - u[r];
            if (perHour <= 0) {
                continue;
            }
            int hours = bestHours(v, r, perHour, free);
            long value = hours * perHour - m[r] - SCALE * field.cost(v, hours);
            if (value > top) {
                top = value;
                at = i;
                length = hours;
            }
        }
        if (at >= 0) {
            add(at, length);
        }
        return top;
    }

    /// Of one request alone, as long as the next hour is worth more than it costs.
    int bestHours(int v, int r, long perHour, int free) {
        int hours = field.smallestPart[r];
        int most = Math.min(field.hours[r], free);
        if (most - hours > Field.TABLED) {
            return bestOfMany(v, perHour, hours, most);
        }
        while (hours < most && perHour > SCALE * (field.cost(v, hours + 1) - field.cost(v, hours))) {
            hours++;
        }
        return hours;
    }

    private int bestOfMany(int v, long perHour, int least, int most) {
        int low = least;
        int high = most;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (perHour > SCALE * (field.cost(v, middle + 1) - field.cost(v, middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long several(int v, long[] u, long[] m) {
        int free = field.free[v];
        items = 0;
        long steps = 0;
        long highest = 0;
        long together = 0;
        for (int i = choices.startOf[v]; i < choices.endOf[v]; i++) {
            int r = choices.request[i];
            long perHour = choices.pointsOf[i] * SCALE - u[r];
            if (perHour <= 0) {
                continue;
            }
            int hours = bestHours(v, r, perHour, free);
            if (hours * perHour - m[r] - SCALE * field.cost(v, hours) > 0) {
                room();
                item[items] = i;
                gain[items++] = perHour;
                highest = Math.max(highest, perHour);
                int most = Math.min(field.hours[r], free);
                together = Math.min(free, together + most);
                steps += (long) (most - field.smallestPart[r] + 1) * free;
            }
        }
        if (items == 0) {
            return 0;
        }
        int slots = Math.min(field.slots[v], items);
        if (steps * slots > MOST_STEPS) {
            int hours = bestOfMany(v, highest, 0, (int) together);
            return Math.max(0, hours * highest - SCALE * field.cost(v, hours));
        }
        return knapsack(v, slots, (int) together, m);
    }

    private void room() {
        if (items == item.length) {
            item = Arrays.copyOf(item, 2 * items);
            gain = Arrays.copyOf(gain, 2 * items);
        }
    }

    /// Item after item: the best value of exactly `s` parts that take `h` hours, before load.
    private long knapsack(int v, int slots, int free, long[] m) {
        int width = free + 1;
        int size = (slots + 1) * width;
        if (best.length < size) {
            best = new long[size];
        }
        if (choice.length < size * items) {
            choice = new int[2 * size * items];
        }
        Arrays.fill(best, 0, size, NEVER);
        best[0] = 0;
        for (int i = 0; i < items; i++) {
            int r = choices.request[item[i]];
            int least = field.smallestPart[r];
            int most = Math.min(field.hours[r], free);
            int chosen = i * size;
            Arrays.fill(choice, chosen, chosen + size, 0);
            for (int s = Math.min(slots, i + 1); s >= 1; s--) {
                for (int h = free; h >= least; h--) {
                    long top = best[s * width + h];
                    int take = 0;
                    int before = (s - 1) * width + h;
                    for (int k = least; k <= most && k <= h; k++) {
                        long value = best[before - k] + k * gain[i] - m[r];
                        if (value > top) {
                            top = value;
                            take = k;
                        }
                    }
                    if (take > 0) {
                        best[s * width + h] = top;
                        choice[chosen + s * width + h] = take;
                    }
                }
            }
        }
        long top = 0;
        int at = -1;
        for (int h = 1; h <= free; h++) {
            long load = SCALE * field.cost(v, h);
            for (int s = 1; s <= slots; s++) {
                if (best[s * width + h] - load > top) {
                    top = best[s * width + h] - load;
                    at = s * width + h;
                }
            }
        }
        for (int i = items - 1; i >= 0 && at > 0; i--) {
            int take = choice[i * size + at];
            if (take > 0) {
                add(item[i], take);
                at -= width + take;
            }
        }
        return top;
    }

    /// How much less a volunteer's best bundle is worth if it must hold a pair, for each of the volunteer's pairs. May
    /// come out too low when several requests of one bundle compete, never too high.
    void losses(int v, long[] u, long[] m, long[] loss) {
        int free = field.free[v];
        if (free > Field.TABLED || (long) free * free * field.slots[v] > MOST_STEPS / 1_000) {
            return;
        }
        long top = solve(v, u, m);
        var others = othersOf(v, u, m);
        for (int i = choices.startOf[v]; i < choices.endOf[v]; i++) {
            int r = choices.request[i];
            long perHour = choices.pointsOf[i] * SCALE - u[r];
            long with = NEVER;
            for (int k = field.smallestPart[r]; k <= Math.min(field.hours[r], free); k++) {
                for (int h = 0; h + k <= free; h++) {
                    with = Math.max(with, others[h] + k * perHour - m[r] - SCALE * field.cost(v, h + k));
                }
            }
            loss[i] = top - with;
        }
    }

    /// The most that so many hours earn in one place fewer than the volunteer has, before load.
    private long[] othersOf(int v, long[] u, long[] m) {
        int free = field.free[v];
        int slots = field.slots[v] - 1;
        int width = free + 1;
        if (best.length < (slots + 1) * width) {
            best = new long[(slots + 1) * width];
        }
        Arrays.fill(best, 0, (slots + 1) * width, NEVER);
        best[0] = 0;
        for (int i = choices.startOf[v]; slots > 0 && i < choices.endOf[v]; i++) {
            int r = choices.request[i];
            long perHour = choices.pointsOf[i] * SCALE - u[r];
            if (perHour <= 0) {
                continue;
            }
            for (int s = slots; s >= 1; s--) {
                for (int h = free; h >= field.smallestPart[r]; h--) {
                    for (int k = field.smallestPart[r]; k <= Math.min(field.hours[r], h); k++) {
                        best[s * width + h] =
                                Math.max(best[s * width + h], best[(s - 1) * width + h - k] + k * perHour - m[r]);
                    }
                }
            }
        }
        var most = Arrays.copyOf(best, width);
        for (int s = 1; s <= slots; s++) {
            for (int h = 0; h <= free; h++) {
                most[h] = Math.max(most[h], best[s * width + h]);
            }
        }
        return most;
    }

    private void add(int i, int partHours) {
        if (parts == request.length) {
            request = Arrays.copyOf(request, 2 * parts);
            hours = Arrays.copyOf(hours, 2 * parts);
        }
        request[parts] = choices.request[i];
        hours[parts++] = partHours;
    }
}
