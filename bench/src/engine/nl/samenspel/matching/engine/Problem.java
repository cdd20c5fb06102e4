package nl.samenspel.matching.engine;

import java.util.Arrays;

/// What a round distributes, laid open in plain arrays for those the engine is measured against. It stands in the
/// engine's package because the engine itself shows nobody its pairs.
public final class Problem {

    public final RoundInput input;
    public final int requests;
    public final int volunteers;

    /// The pairs of request `r` stand from `start[r]` up to `start[r + 1]`.
    public final int[] start;

    public final int[] volunteer;
    public final int[] points;
    public final int[] hours;
    public final int[] mostParts;
    public final int[] smallestPart;
    public final int[] free;
    public final int[] slots;

    private Problem(RoundInput input) {
        this.input = input;
        requests = input.requests();
        volunteers = input.volunteers();
        var pairs = input.pairs;
        start = new int[requests + 1];
        Arrays.setAll(start, pairs::start);
        volunteer = new int[pairs.count()];
        points = new int[pairs.count()];
        Arrays.setAll(volunteer, pairs::volunteer);
        Arrays.setAll(points, pairs::points);
        hours = input.hours;
        mostParts = input.mostParts;
        smallestPart = input.smallestPart;
        free = input.freeHours;
        slots = input.slots;
    }

    public static Problem of(RoundInput input) {
        return new Problem(input);
    }

    /// Only hours count: any number of parts of one hour, and a place for each. What OR-Tools can solve as a flow.
    public Problem hoursOnly() {
        var relaxed = new RoundInput(
                input.pairs, requests, volunteers, input.loadWeight, input.requestPlace, input.volunteerPlace);
        for (int r = 0; r < requests; r++) {
            relaxed.request(r, hours[r], hours[r], 1);
        }
        for (int v = 0; v < volunteers; v++) {
            relaxed.volunteer(
                    v, slots[v] == 0 ? 0 : free[v], slots[v] == 0 ? 0 : free[v], input.loadHours[v], input.budgetHours[v]);
        }
        return new Problem(relaxed);
    }

    /// A problem of its own: so many requests that lie together, and whom they may have.
    public Problem part(int first, int many) {
        var order = new Field(input).requestId;
        var kept = Arrays.copyOfRange(order, first, Math.min(requests, first + many));
        int count = 0;
        for (int r : kept) {
            count += start[r + 1] - start[r];
        }
        var request = new int[count];
        var who = new int[count];
        var worth = new int[count];
        int at = 0;
        for (int i = 0; i < kept.length; i++) {
            for (int pair = start[kept[i]]; pair < start[kept[i] + 1]; pair++) {
                request[at] = i;
                who[at] = volunteer[pair];
                worth[at++] = points[pair];
            }
        }
        var places = new long[kept.length];
        Arrays.setAll(places, i -> input.requestPlace[kept[i]]);
        var part = new RoundInput(
                Pairs.of(kept.length, request, who, worth, count),
                kept.length,
                volunteers,
                input.loadWeight,
                places,
                input.volunteerPlace);
        for (int i = 0; i < kept.length; i++) {
            part.request(i, hours[kept[i]], mostParts[kept[i]], smallestPart[kept[i]]);
        }
        for (int v = 0; v < volunteers; v++) {
            part.volunteer(v, free[v], slots[v], input.loadHours[v], input.budgetHours[v]);
        }
        return new Problem(part);
    }

    /// What the nth new hour costs a volunteer, counted from 1.
    public int cost(int v, int nth) {
        return input.loadCost(v, nth);
    }

    /// What an answer is worth, and that it is one: counted anew, by nobody's own reckoning.
    ///
    /// @param given hours by pair
    public long value(int[] given) {
        var used = new int[volunteers];
        var places = new int[volunteers];
        long value = 0;
        for (int r = 0; r < requests; r++) {
            int parts = 0;
            int filled = 0;
            for (int i = start[r]; i < start[r + 1]; i++) {
                if (given[i] > 0) {
                    check(given[i] >= smallestPart[r], "a part is too small");
                    parts++;
                    filled += given[i];
                    used[volunteer[i]] += given[i];
                    places[volunteer[i]]++;
                    value += (long) given[i] * points[i];
                }
            }
            check(parts <= mostParts[r] && filled <= hours[r], "a request gets too much");
        }
        for (int v = 0; v < volunteers; v++) {
            check(used[v] <= free[v] && places[v] <= slots[v], "a volunteer gives too much");
            for (int nth = 1; nth <= used[v]; nth++) {
                value -= cost(v, nth);
            }
        }
        return value;
    }

    private static void check(boolean right, String wrong) {
        if (!right) {
            throw new IllegalStateException("That is no answer: " + wrong + ".");
        }
    }

    /// Hours by pair of an answer of the engine's own.
    public int[] given(RoundAnswer answer) {
        var given = new int[volunteer.length];
        for (int i = 0; i < answer.proposals(); i++) {
            int r = answer.request(i);
            int at = Arrays.binarySearch(volunteer, start[r], start[r + 1], answer.volunteer(i));
            given[at] = answer.hours(i);
        }
        return given;
    }

    /// Milliseconds of processor time of each change when so many volunteers fall ill one after another, rising; and
    /// in the last place what is lost, in thousandths of a percent, against a new round of the same effort.
    public double[] fallIll(RoundAnswer answer, int many, int effort) {
        var standing = new StandingRound(input, answer, 0);
        var bean = java.lang.management.ManagementFactory.getThreadMXBean();
        var helping = new boolean[volunteers];
        for (int i = 0; i < answer.proposals(); i++) {
            helping[answer.volunteer(i)] = true;
        }
        var draws = new java.util.Random(7);
        var took = new double[many];
        var ill = new boolean[volunteers];
        for (int i = 0; i < many; i++) {
            int v = draws.nextInt(volunteers);
            while (!helping[v] || ill[v]) {
                v = draws.nextInt(volunteers);
            }
            ill[v] = true;
            long began = bean.getCurrentThreadCpuTime();
            standing.volunteerLeaves(v);
            took[i] = (bean.getCurrentThreadCpuTime() - began) / 1e6;
        }
        var healthy = input.slots.clone();
        for (int v = 0; v < volunteers; v++) {
            if (ill[v]) {
                input.slots[v] = 0;
            }
        }
        long anew = Round.run(input, new Effort.Amount(effort), 2, RoundListener.NONE, () -> false)
                .objective();
        System.arraycopy(healthy, 0, input.slots, 0, volunteers);
        Arrays.sort(took);
        var all = Arrays.copyOf(took, many + 1);
        all[many] = 100_000.0 * (anew - standing.value()) / anew;
        return all;
    }
}
