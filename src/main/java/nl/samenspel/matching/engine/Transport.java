package nl.samenspel.matching.engine;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rounds in which every part may be one hour and places do not matter: plain assignment and transport problems. Solved
/// exactly, hour after hour along the cheapest path of exchanges (the Hungarian method with convex costs); the prices
/// that come out prove it.
///
/// Paths are short, so stretches of the curve are solved at once by several threads. A path that would leave its
/// stretch
/// is left for later: prices of volunteers only rise and those of requests only fall, so whoever was too dear to matter
/// at the old prices outside does not matter at the new ones either. In the end one thread does what is left.
final class Transport {

    private static final long FAR = Long.MAX_VALUE / 4;

    /// So many requests are a stretch: as many as one thread's fast memory holds.
    private static final int STRETCH = 10_000;

    private static final int LEFT_FOR_LATER = -1;

    private final Field field;

    /// What an hour of a request is worth to it; what one more hour of a volunteer costs.
    private final long[] worth;

    private final long[] price;

    /// Hours by pair, by request; and for each volunteer the pairs that have any.
    private final int[] flow;

    private final int[] filled;
    private final int[] used;
    private final int[][] busy;
    private final int[] busyCount;

    private final int[] requestOf;

    private final long[] priceBefore;

    private Transport(Field field) {
        this.field = field;
        int requests = field.requests;
        worth = new long[requests];
        price = new long[field.volunteers];
        priceBefore = new long[field.volunteers];
        flow = new int[field.all.count()];
        filled = new int[requests];
        used = new int[field.volunteers];
        busy = new int[field.volunteers][2];
        busyCount = new int[field.volunteers];
        requestOf = new int[field.all.count()];
        for (int v = 0; v < field.volunteers; v++) {
            price[v] = nextCost(v);
        }
        for (int r = 0; r < requests; r++) {
            for (int i = field.all.start[r]; i < field.all.end[r]; i++) {
                requestOf[i] = r;
                worth[r] = Math.max(worth[r], field.all.points[i] - price[field.all.volunteer[i]]);
            }
        }
    }

    /// Nothing when parts or places matter.
    static @Nullable Transport of(Field field) {
        for (int r = 0; r < field.requests; r++) {
            int pairs = field.all.end[r] - field.all.start[r];
            if (pairs > 0 && (field.smallestPart[r] > 1 || field.mostParts[r] < Math.min(field.hours[r], pairs))) {
                return null;
            }
        }
        for (int v = 0; v < field.volunteers; v++) {
            if (field.slots[v] < Math.min(field.free[v], field.all.endOf[v] - field.all.startOf[v])) {
                return null;
            }
        }
        return new Transport(field);
    }

    RoundAnswer answer(RoundInput input, int threads) {
        try (var workers = new Workers(threads)) {
            solve(workers, STRETCH);
        }
        var perHour = new long[field.requests];
        Arrays.setAll(perHour, r -> worth[r] * Bundles.SCALE);
        return plan().answer(input, perHour, new long[field.requests], bound(), 1, 0);
    }

    Plan plan() {
        var plan = new Plan(field);
        for (int r = 0; r < field.requests; r++) {
            int part = plan.partStart[r];
            for (int i = field.all.start[r]; i < field.all.end[r]; i++) {
                if (flow[i] > 0) {
                    plan.place(part++, field.all.volunteer[i], flow[i], field.all.points[i]);
                }
            }
        }
        return plan;
    }

    /// What the prices prove.
    long bound() {
        long bound = 0;
        for (int r = 0; r < field.requests; r++) {
            bound += field.hours[r] * worth[r];
        }
        for (int v = 0; v < field.volunteers; v++) {
            long most = 0;
            for (int i = field.all.startOf[v]; i < field.all.endOf[v]; i++) {
                most = Math.max(most, field.all.pointsOf[i] - worth[field.all.request[i]]);
            }
            int low = 0;
            int high = field.free[v];
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (field.cost(v, middle + 1) - field.cost(v, middle) < most) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            bound += low * most - field.cost(v, low);
        }
        return bound;
    }

    long price(int v) {
        return price[v];
    }

    void solve(Workers workers, int stretch) {
        var paths = new Paths[workers.threads()];
        Arrays.setAll(paths, i -> new Paths());
        var waiting = IntStream.range(0, field.requests).toArray();
        if (field.requestPlace.length > 0 && field.requests > stretch) {
            waiting = serve(workers, paths, waiting, stretch, stretch);
            waiting = serve(workers, paths, waiting, stretch / 2, stretch);
        }
        paths[0].within(0, field.requests, 0, field.volunteers);
        for (int r : waiting) {
            paths[0].serve(r);
        }
    }

    /// Serves requests stretch by stretch, the first of which is so long and the others as given. Returns those that
    /// are
    /// left.
    private int[] serve(Workers workers, Paths[] paths, int[] waiting, int first, int stretch) {
        System.arraycopy(price, 0, priceBefore, 0, price.length);
        int stretches = 1 + Math.ceilDiv(field.requests - first, stretch);
        var left = new int[stretches][];
        workers.run(stretches, (worker, i) -> {
            int from = i == 0 ? 0 : first + (i - 1) * stretch;
            int to = Math.min(field.requests, first + i * stretch);
            paths[worker].within(from, to, field.firstVolunteerFrom(from), field.firstVolunteerFrom(to));
            left[i] = Arrays.stream(waiting)
                    .filter(r -> r >= from && r < to && !paths[worker].serve(r))
                    .toArray();
        });
        return Arrays.stream(left).flatMapToInt(Arrays::stream).toArray();
    }

    private long nextCost(int v) {
        return used[v] == field.free[v] ? FAR : field.cost(v, used[v] + 1) - field.cost(v, used[v]);
    }

    private void remember(int v, int pair) {
        if (busyCount[v] == busy[v].length) {
            busy[v] = Arrays.copyOf(busy[v], 2 * busyCount[v]);
        }
        busy[v][busyCount[v]++] = pair;
    }

    private void forget(int v, int pair) {
        int at = 0;
        while (busy[v][at] != pair) {
            at++;
        }
        busy[v][at] = busy[v][--busyCount[v]];
    }

    /// Finds paths within a stretch. One thread's.
    private final class Paths {

        /// Of the search at hand: requests first, then volunteers.
        private final long[] distance = new long[field.requests + field.volunteers];

        private final int[] from = new int[field.requests + field.volunteers];
        private final boolean[] settled = new boolean[field.requests + field.volunteers];
        private int[] reached = new int[64];
        private int reachedCount;

        /// Where the cheapest path known so far ends, and how far that is: nothing beyond is looked at.
        private int last;

        private long end;

        /// How far the nearest is that does not belong to the stretch.
        private long outside;

        private int firstRequest;
        private int endRequest;
        private int firstVolunteer;
        private int endVolunteer;

        private long[] heapKey = new long[64];
        private int[] heapNode = new int[64];
        private int heapSize;

        Paths() {
            Arrays.fill(distance, FAR);
        }

        void within(int firstRequest, int endRequest, int firstVolunteer, int endVolunteer) {
            this.firstRequest = firstRequest;
            this.endRequest = endRequest;
            this.firstVolunteer = firstVolunteer;
            this.endVolunteer = endVolunteer;
        }

        /// Brings the hours of a request to where they are worth most. False when a path would leave the stretch.
        boolean serve(int r) {
            while (filled[r] < field.hours[r] && worth[r] > 0) {
                int moved = augment(r, field.hours[r] - filled[r]);
                if (moved <= 0) {
                    return moved == 0;
                }
            }
            return true;
        }

        private boolean isInside(int node) {
            return node < field.requests ? node >= firstRequest && node < endRequest : isHere(node - field.requests);
        }

        private boolean isHere(int v) {
            return v >= firstVolunteer && v < endVolunteer;
        }

        /// Of volunteers outside what it was before the threads began, so that the answer does not depend on them.
        private long priceOf(int v) {
            return isHere(v) ? price[v] : priceBefore[v];
        }

        /// Brings hours of a request to where they are worth most; returns how many, none when it is best without, or
        /// [#LEFT_FOR_LATER].
        private int augment(int source, int most) {
            end = FAR;
            outside = FAR;
            last = -1;
            reach(source, 0, -1);
            while (heapSize > 0) {
                int node = pop();
                if (settled[node]) {
                    continue;
                }
                long here = distance[node];
                if (here >= Math.min(end, outside)) {
                    break;
                }
                settled[node] = true;
                if (node < field.requests) {
                    for (int i = field.all.start[node]; i < field.all.end[node]; i++) {
                        int v = field.all.volunteer[i];
                        reach(field.requests + v, here + worth[node] + priceOf(v) - field.all.points[i], i);
                    }
                } else {
                    int v = node - field.requests;
                    for (int i = 0; i < busyCount[v]; i++) {
                        reach(requestOf[busy[v][i]], here, busy[v][i]);
                    }
                }
            }
            boolean leaves = outside < end;
            for (int i = 0; i < reachedCount && !leaves; i++) {
                int node = reached[i];
                long less = end - distance[node];
                if (less > 0 && node < field.requests) {
                    worth[node] -= less;
                } else if (less > 0) {
                    price[node - field.requests] += less;
                }
            }
            int moved = leaves ? LEFT_FOR_LATER : last == source ? 0 : push(source, last, most);
            for (int i = 0; i < reachedCount; i++) {
                distance[reached[i]] = FAR;
                settled[reached[i]] = false;
            }
            reachedCount = 0;
            heapSize = 0;
            return moved;
        }

        private int push(int source, int last, int most) {
            int hours = most;
            if (last < field.requests) {
                hours = Math.min(hours, filled[last]);
            } else {
                int v = last - field.requests;
                long next = nextCost(v);
                int same = 1;
                int limit = Math.min(hours, field.free[v] - used[v]);
                while (same < limit && field.cost(v, used[v] + same + 1) - field.cost(v, used[v] + same) == next) {
                    same++;
                }
                hours = same;
            }
            for (int node = last; node != source; node = before(node)) {
                if (node < field.requests) {
                    hours = Math.min(hours, flow[from[node]]);
                }
            }
            if (last < field.requests) {
                filled[last] -= hours;
            } else {
                used[last - field.requests] += hours;
            }
            for (int node = last; node != source; node = before(node)) {
                int pair = from[node];
                int v = field.all.volunteer[pair];
                if (node < field.requests) {
                    flow[pair] -= hours;
                    if (flow[pair] == 0) {
                        forget(v, pair);
                    }
                } else {
                    if (flow[pair] == 0) {
                        remember(v, pair);
                    }
                    flow[pair] += hours;
                }
            }
            filled[source] += hours;
            return hours;
        }

        /// On the path: a volunteer was reached from the request of the pair, a request from its volunteer.
        private int before(int node) {
            int pair = from[node];
            return node < field.requests ? field.requests + field.all.volunteer[pair] : requestOf[pair];
        }

        private void reach(int node, long at, int pair) {
            if (at >= end || at >= distance[node]) {
                return;
            }
            if (!isInside(node)) {
                outside = Math.min(outside, at);
                return;
            }
            if (distance[node] == FAR) {
                if (reachedCount == reached.length) {
                    reached = Arrays.copyOf(reached, 2 * reachedCount);
                }
                reached[reachedCount++] = node;
            }
            distance[node] = at;
            from[node] = pair;
            long out = node < field.requests
                    ? worth[node]
                    : nextCost(node - field.requests) - price[node - field.requests];
            if (at + out < end) {
                end = at + out;
                last = node;
            }
            push(at, node);
        }

        private void push(long key, int node) {
            if (heapSize == heapKey.length) {
                heapKey = Arrays.copyOf(heapKey, 2 * heapSize);
                heapNode = Arrays.copyOf(heapNode, 2 * heapSize);
            }
            int i = heapSize++;
            while (i > 0 && heapKey[(i - 1) / 2] > key) {
                heapKey[i] = heapKey[(i - 1) / 2];
                heapNode[i] = heapNode[(i - 1) / 2];
                i = (i - 1) / 2;
            }
            heapKey[i] = key;
            heapNode[i] = node;
        }

        private int pop() {
            int top = heapNode[0];
            long key = heapKey[--heapSize];
            int node = heapNode[heapSize];
            int i = 0;
            while (2 * i + 1 < heapSize) {
                int child = 2 * i + 1;
                if (child + 1 < heapSize && heapKey[child + 1] < heapKey[child]) {
                    child++;
                }
                if (heapKey[child] >= key) {
                    break;
                }
                heapKey[i] = heapKey[child];
                heapNode[i] = heapNode[child];
                i = child;
            }
            heapKey[i] = key;
            heapNode[i] = node;
            return top;
        }
    }
}
