package nl.samenspel.matching.engine;

import java.util.Arrays;
import java.util.BitSet;

/// Pairs, both ways around: those of request `r` from `start[r]` to `end[r]`, those of volunteer `v` from `startOf[v]`
/// to
/// `endOf[v]`. Rows may grow: one that has no room left moves to the end.
final class Choices {

    final int[] start;
    final int[] end;
    int[] volunteer;
    int[] points;

    /// What an hour of the pair is worth when everybody's prices are counted, as far as known: by this a search
    /// chooses.
    int[] guide;

    /// Otherwise that is by points.
    private boolean guided;

    final int[] startOf;
    final int[] endOf;
    int[] request;
    int[] pointsOf;

    private int used;
    private int usedOf;

    /// With rows of the given volunteers, by request; made to hold more requests than there are, if wanted.
    Choices(int requests, int spareRequests, int volunteers, int[] starts, int[] volunteer, int[] points) {
        start = Arrays.copyOf(starts, requests + spareRequests);
        end = new int[requests + spareRequests];
        System.arraycopy(starts, 1, end, 0, requests);
        int count = starts[requests];
        int spare = spareRequests == 0 ? 0 : count / 16 + 4_096;
        this.volunteer = spare == 0 ? volunteer : Arrays.copyOf(volunteer, count + spare);
        this.points = spare == 0 ? points : Arrays.copyOf(points, count + spare);
        guide = this.points;
        startOf = new int[volunteers];
        endOf = new int[volunteers];
        request = new int[count + spare];
        pointsOf = new int[count + spare];
        used = count;
        usedOf = count;
        for (int i = 0; i < count; i++) {
            endOf[volunteer[i]]++;
        }
        int at = 0;
        for (int v = 0; v < volunteers; v++) {
            startOf[v] = at;
            at += endOf[v];
            endOf[v] = startOf[v];
        }
        for (int r = 0; r < requests; r++) {
            for (int i = start[r]; i < end[r]; i++) {
                int place = endOf[volunteer[i]]++;
                request[place] = r;
                pointsOf[place] = points[i];
            }
        }
    }

    int count() {
        return used;
    }

    /// By what a search chooses from now on, by pair.
    void guide(int[] guide) {
        this.guide = Arrays.copyOf(guide, volunteer.length);
        guided = true;
    }

    /// Those pairs, counted by request, that are kept.
    Choices keep(BitSet kept) {
        return keep(kept, start.length, 0);
    }

    /// The same of the first so many requests, with room for some that come later.
    Choices keep(BitSet kept, int requests, int spareRequests) {
        var starts = new int[requests + 1];
        var who = new int[kept.cardinality()];
        var worth = new int[who.length];
        int at = 0;
        for (int r = 0; r < requests; r++) {
            for (int i = kept.nextSetBit(start[r]); i >= 0 && i < end[r]; i = kept.nextSetBit(i + 1)) {
                who[at] = volunteer[i];
                worth[at++] = points[i];
            }
            starts[r + 1] = at;
        }
        return new Choices(requests, spareRequests, startOf.length, starts, who, worth);
    }

    /// Adds to what an hour of each request is worth.
    void raise(int[] byRequest) {
        for (int r = 0; r < start.length; r++) {
            for (int i = start[r]; i < end[r]; i++) {
                points[i] += byRequest[r];
            }
        }
        for (int i = 0; i < usedOf; i++) {
            pointsOf[i] += byRequest[request[i]];
        }
    }

    /// Fills the empty row of a request.
    void add(int r, int[] volunteers, int[] worth, int count) {
        if (used + count > volunteer.length) {
            int length = Math.max(used + count, used + used / 8);
            volunteer = Arrays.copyOf(volunteer, length);
            points = Arrays.copyOf(points, length);
            guide = guided ? Arrays.copyOf(guide, length) : points;
        }
        start[r] = used;
        for (int i = 0; i < count; i++) {
            volunteer[used] = volunteers[i];
            points[used] = worth[i];
            guide[used++] = worth[i];
            addOf(volunteers[i], r, worth[i]);
        }
        end[r] = used;
    }

    private void addOf(int v, int r, int worth) {
        int length = endOf[v] - startOf[v];
        if (usedOf + length + 1 > request.length) {
            int room = Math.max(usedOf + length + 1, usedOf + usedOf / 8);
            request = Arrays.copyOf(request, room);
            pointsOf = Arrays.copyOf(pointsOf, room);
        }
        if (endOf[v] != usedOf) {
            System.arraycopy(request, startOf[v], request, usedOf, length);
            System.arraycopy(pointsOf, startOf[v], pointsOf, usedOf, length);
            startOf[v] = usedOf;
            usedOf += length;
        }
        request[usedOf] = r;
        pointsOf[usedOf++] = worth;
        endOf[v] = usedOf;
    }
}
