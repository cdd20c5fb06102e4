package nl.samenspel.matching.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;

/// A round's input as the search wants it: renumbered along the curve, both ways around, without anybody who cannot
/// play
/// a part.
final class Field {

    /// Load costs of this many hours are kept in a table; beyond, they are calculated.
    static final int TABLED = 64;

    final int requests;
    final int volunteers;

    /// The numbers in the input.
    final int[] requestId;

    final int[] volunteerId;

    final int[] hours;
    final int[] mostParts;
    final int[] smallestPart;
    final int[] free;
    final int[] slots;

    /// Every pair of them that may meet.
    final Choices all;

    /// What the first so many hours cost together, for every distinct combination of load and budget.
    final int[] costClass;

    final long[][] cost;
    private final RoundInput input;

    final long[] requestPlace;
    final long[] volunteerPlace;

    Field(RoundInput input) {
        this(input, 0);
    }

    /// With room for requests that come later.
    Field(RoundInput input, int spareRequests) {
        this.input = input;
        var pairs = input.pairs;
        requests = input.requests();
        requestId = order(input.requestPlace, requests);
        var numberOf = new int[input.volunteers()];
        for (int pair = 0; pair < pairs.count(); pair++) {
            numberOf[pairs.volunteer(pair)]++;
        }
        int[] byPlace = order(input.volunteerPlace, input.volunteers());
        int count = 0;
        for (int v : byPlace) {
            if (numberOf[v] > 0 && input.slots[v] > 0 && input.freeHours[v] > 0) {
                byPlace[count++] = v;
            }
        }
        volunteers = count;
        volunteerId = Arrays.copyOf(byPlace, count);
        Arrays.fill(numberOf, -1);
        for (int v = 0; v < volunteers; v++) {
            numberOf[volunteerId[v]] = v;
        }
        requestPlace = places(input.requestPlace, requestId);
        volunteerPlace = places(input.volunteerPlace, volunteerId);
        hours = Arrays.copyOf(pick(input.hours, requestId), requests + spareRequests);
        mostParts = Arrays.copyOf(pick(input.mostParts, requestId), requests + spareRequests);
        smallestPart = Arrays.copyOf(pick(input.smallestPart, requestId), requests + spareRequests);
        free = pick(input.freeHours, volunteerId);
        slots = pick(input.slots, volunteerId);
        all = choices(pairs, numberOf, spareRequests);
        if (spareRequests == 0) {
            capFreeHours();
        }
        costClass = new int[volunteers];
        cost = costs();
    }

    private Choices choices(Pairs pairs, int[] numberOf, int spareRequests) {
        var starts = new int[requests + 1];
        var who = new int[pairs.count()];
        var worth = new int[pairs.count()];
        var row = new long[volunteers];
        int at = 0;
        for (int r = 0; r < requests; r++) {
            int first = pairs.start(requestId[r]);
            int width = 0;
            for (int pair = first; pair < pairs.start(requestId[r] + 1); pair++) {
                int v = numberOf[pairs.volunteer(pair)];
                if (v >= 0 && input.freeHours[pairs.volunteer(pair)] >= smallestPart[r] && hours[r] > 0) {
                    row[width++] = ((long) v << Integer.SIZE) | (pair - first);
                }
            }
            Arrays.sort(row, 0, width);
            for (int i = 0; i < width; i++) {
                who[at] = (int) (row[i] >>> Integer.SIZE);
                worth[at++] = pairs.points(first + (int) row[i]);
            }
            starts[r + 1] = at;
        }
        return new Choices(requests, spareRequests, volunteers, starts, who, worth);
    }

    /// Nobody can spend more hours than the longest requests that fit their places ask for.
    private void capFreeHours() {
        for (int v = 0; v < volunteers; v++) {
            long most = 0;
            for (int i = all.startOf[v]; i < all.endOf[v]; i++) {
                most += hours[all.request[i]];
            }
            free[v] = (int) Math.min(free[v], most);
            slots[v] = Math.min(slots[v], Math.min(free[v], all.endOf[v] - all.startOf[v]));
        }
    }

    private long[][] costs() {
        var classes = new HashMap<Long, Integer>();
        var tables = new ArrayList<long[]>();
        for (int v = 0; v < volunteers; v++) {
            int id = volunteerId[v];
            long key = ((long) input.loadHours[id] << Integer.SIZE) | input.budgetHours[id];
            Integer known = classes.get(key);
            if (known == null) {
                known = tables.size();
                classes.put(key, known);
                var table = new long[TABLED + 1];
                for (int k = 1; k <= TABLED; k++) {
                    table[k] = table[k - 1] + input.loadCost(id, k);
                }
                tables.add(table);
            }
            costClass[v] = known;
        }
        return tables.toArray(long[][]::new);
    }

    /// What the first so many new hours cost a volunteer together.
    long cost(int v, int hours) {
        var table = cost[costClass[v]];
        if (hours <= TABLED) {
            return table[hours];
        }
        int id = volunteerId[v];
        return input.budgetHours[id] == 0
                ? 0
                : floorSum(
                        hours, input.budgetHours[id], input.loadWeight, (long) input.loadWeight * input.loadHours[id]);
    }

    /// The sum of (a·i + b) / m, rounded down each, for i from 0 to n − 1.
    static long floorSum(long n, long m, long a, long b) {
        long sum = 0;
        while (true) {
            sum += n * (n - 1) / 2 * (a / m) + n * (b / m);
            a %= m;
            b %= m;
            long last = a * n + b;
            if (last < m) {
                return sum;
            }
            n = last / m;
            b = last % m;
            long swap = m;
            m = a;
            a = swap;
        }
    }

    /// The volunteers from here on live beyond where a request is, along the curve.
    int firstVolunteerFrom(int r) {
        if (r == 0) {
            return 0;
        }
        if (r == requests) {
            return volunteers;
        }
        long place = requestPlace[r];
        int low = 0;
        int high = volunteers;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (volunteerPlace[middle] < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int[] order(long[] places, int count) {
        var order = new int[count];
        if (places.length == 0) {
            Arrays.setAll(order, i -> i);
            return order;
        }
        var boxed = new Integer[count];
        Arrays.setAll(boxed, i -> i);
        Arrays.sort(boxed, (a, b) -> Long.compare(places[a], places[b]));
        Arrays.setAll(order, i -> boxed[i]);
        return order;
    }

    private static long[] places(long[] places, int[] ids) {
        var picked = new long[places.length == 0 ? 0 : ids.length];
        Arrays.setAll(picked, i -> places[ids[i]]);
        return picked;
    }

    private static int[] pick(int[] numbers, int[] ids) {
        var picked = new int[ids.length];
        Arrays.setAll(picked, i -> numbers[ids[i]]);
        return picked;
    }
}
