package nl.samenspel.matching.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Rounds in which every part may be one hour and places do not matter: plain assignment and transport problems. Solved
/// exactly, hour after hour along the cheapest path of exchanges (the Hungarian method with convex costs); the prices
/// that come out prove it.
final class Transport {

    private static final long FAR = Long.MAX_VALUE / 4;

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

    /// Of the search at hand: requests first, then volunteers.
    private final long[] distance;

    private final int[] from;
    private final boolean[] settled;
    private int[] reached = new int[64];
    private int reachedCount;

    private long[] heapKey = new long[64];
    private int[] heapNode = new int[64];
    private int heapSize;

    private Transport(Field field) {
        this.field = field;
        int requests = field.requests;
        worth = new long[requests];
        price = new long[field.volunteers];
        flow = new int[field.all.count()];
        filled = new int[requests];
        used = new int[field.volunteers];
        busy = new int[field.volunteers][2];
        busyCount = new int[field.volunteers];
        requestOf = new int[field.all.count()];
        distance = new long[requests + field.volunteers];
        from = new int[requests + field.volunteers];
        settled = new boolean[requests + field.volunteers];
        Arrays.fill(distance, FAR);
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

    RoundAnswer answer(RoundInput input) {
        solve();
        var plan = new Plan(field);
        for (int r = 0; r < field.requests; r++) {
            int part = plan.partStart[r];
            for (int i = field.all.start[r]; i < field.all.end[r]; i++) {
                if (flow[i] > 0) {
                    plan.place(part++, field.all.volunteer[i], flow[i], field.all.points[i]);
                }
            }
        }
        var perHour = new long[field.requests];
        Arrays.setAll(perHour, r -> worth[r] * Bundles.SCALE);
        return plan.answer(input, perHour, new long[field.requests], bound(), 1, 0);
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

    void solve() {
        for (int r = 0; r < field.requests; r++) {
            int left = field.hours[r];
            while (left > 0 && worth[r] > 0) {
                int moved = augment(r, left);
                if (moved == 0) {
                    break;
                }
                left -= moved;
            }
        }
    }

    private long nextCost(int v) {
        return used[v] == field.free[v] ? FAR : field.cost(v, used[v] + 1) - field.cost(v, used[v]);
    }

    /// Brings hours of a request to where they are worth most; returns how many, or none when it is best without.
    private int augment(int source, int most) {
        long end = FAR;
        int last = -1;
        reach(source, 0, -1);
        while (heapSize > 0) {
            int node = pop();
            if (settled[node]) {
                continue;
            }
            long here = distance[node];
            if (here >= end) {
                break;
            }
            settled[node] = true;
            if (node < field.requests) {
                if (here + worth[node] < end) {
                    end = here + worth[node];
                    last = node;
                }
                for (int i = field.all.start[node]; i < field.all.end[node]; i++) {
                    int v = field.all.volunteer[i];
                    reach(field.requests + v, here + worth[node] + price[v] - field.all.points[i], i);
                }
            } else {
                int v = node - field.requests;
                long next = nextCost(v);
                if (next < FAR && here + next - price[v] < end) {
                    end = here + next - price[v];
                    last = node;
                }
                for (int i = 0; i < busyCount[v]; i++) {
                    reach(requestOf[busy[v][i]], here, busy[v][i]);
                }
            }
        }
        for (int i = 0; i < reachedCount; i++) {
            int node = reached[i];
            long less = end - distance[node];
            if (less > 0 && node < field.requests) {
                worth[node] -= less;
            } else if (less > 0) {
                price[node - field.requests] += less;
            }
        }
        int moved = last == source ? 0 : push(source, last, most);
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

    private void reach(int node, long at, int pair) {
        if (at >= distance[node]) {
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
