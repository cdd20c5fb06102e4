package nl.samenspel.matching.engine;

import java.util.Arrays;

/// Lists everybody whom a search meets and who is allowed.
final class Everyone extends Search {

    /// The volunteer in the upper half, the points in the lower half.
    private long[] met = new long[64];

    private int count;

    private Everyone(Index index, Rules rules, int request) {
        super(index, rules, request);
    }

    /// Finds the allowed volunteers of a situation by way of its index.
    record Of(Index index, Rules rules) implements AllowedVolunteers {

        @Override
        public int list(int request, int[] volunteers, int[] points) {
            var search = run(index, rules, request);
            for (int i = 0; i < search.count; i++) {
                volunteers[i] = Row.upper(search.met[i]);
                points[i] = Row.lower(search.met[i]);
            }
            return search.count;
        }
    }

    /// Everybody who is allowed, by rising number.
    static int[] numbers(Index index, Rules rules, int request) {
        var search = run(index, rules, request);
        int[] numbers = new int[search.count];
        Arrays.setAll(numbers, i -> Row.upper(search.met[i]));
        return numbers;
    }

    private static Everyone run(Index index, Rules rules, int request) {
        var search = new Everyone(index, rules, request);
        search.run();
        Arrays.sort(search.met, 0, search.count);
        return search;
    }

    @Override
    void meet(long[] strip, int hot, int cold, int common, long square) {
        int volunteer = Row.upper(strip[hot + Row.WHO]);
        long home = strip[cold + Row.HOME - Strip.HOT];
        long costs = strip[cold + Row.COSTS - Strip.HOT];
        if (!allows(volunteer, costs)) {
            return;
        }
        int perHour = same
                + Row.motive(costs, weights)
                - weights.spare() * Row.qualifications(costs)
                + rules.dayParts(common)
                + rules.familiar(request, Row.upper(home), Row.lower(home))
                + (square < 0 ? 0 : rules.distance(square, Row.lower(strip[hot + Row.DAYS])));
        if (count == met.length) {
            met = Arrays.copyOf(met, 2 * count);
        }
        met[count++] = Row.pair(volunteer, perHour);
    }
}
