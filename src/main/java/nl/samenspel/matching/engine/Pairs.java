package nl.samenspel.matching.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Every pair that may meet, request after request, and what an hour of it is worth before it costs the volunteer
/// anything. This is all that a round needs to know about who fits whom.
///
/// The pairs of request `r` stand from `start(r)` up to `start(r + 1)`, by rising volunteer.
public final class Pairs {

    private static final int REQUESTS_AT_ONCE = 1_024;

    private final int[] starts;
    private final int[] volunteers;
    private final int[] points;

    /// Takes the arrays as they are: `starts` has one number more than there are requests.
    Pairs(int[] starts, int[] volunteers, int[] points) {
        this.starts = starts;
        this.volunteers = volunteers;
        this.points = points;
    }

    /// Lists all pairs, on so many threads; the outcome does not depend on their number.
    static Pairs of(AllowedVolunteers allowed, int requests, int volunteers, int threads) {
        var blocks = new ArrayList<Callable<Block>>();
        for (int from = 0; from < requests; from += REQUESTS_AT_ONCE) {
            int first = from;
            int end = Math.min(requests, from + REQUESTS_AT_ONCE);
            blocks.add(() -> Block.of(allowed, first, end, volunteers));
        }
        var starts = new int[requests + 1];
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var done = pool.invokeAll(blocks);
            int request = 0;
            for (var block : done) {
                for (int count : block.get().counts) {
                    starts[request + 1] = Math.addExact(starts[request], count);
                    request++;
                }
            }
            var all = new Pairs(starts, new int[starts[requests]], new int[starts[requests]]);
            for (int i = 0; i < done.size(); i++) {
                var block = done.get(i).get();
                int at = starts[i * REQUESTS_AT_ONCE];
                System.arraycopy(block.volunteers, 0, all.volunteers, at, block.filled);
                System.arraycopy(block.points, 0, all.points, at, block.filled);
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Listing the pairs was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Listing the pairs failed.", e);
        }
    }

    /// Takes pairs in any order. One that is given twice is refused.
    public static Pairs of(int requests, int[] request, int[] volunteer, int[] points, int count) {
        var order = new long[count];
        for (int i = 0; i < count; i++) {
            order[i] = ((long) request[i] << Integer.SIZE) | volunteer[i];
        }
        Arrays.sort(order);
        var starts = new int[requests + 1];
        var volunteers = new int[count];
        for (int i = 0; i < count; i++) {
            if (i > 0 && order[i] == order[i - 1]) {
                throw new IllegalArgumentException("Request %d and volunteer %d are a pair twice."
                        .formatted(order[i] >>> Integer.SIZE, (int) order[i]));
            }
            starts[(int) (order[i] >>> Integer.SIZE) + 1]++;
            volunteers[i] = (int) order[i];
        }
        for (int r = 0; r < requests; r++) {
            starts[r + 1] += starts[r];
        }
        var worth = new int[count];
        for (int i = 0; i < count; i++) {
            worth[Arrays.binarySearch(order, ((long) request[i] << Integer.SIZE) | volunteer[i])] = points[i];
        }
        return new Pairs(starts, volunteers, worth);
    }

    int requests() {
        return starts.length - 1;
    }

    public int count() {
        return volunteers.length;
    }

    int start(int request) {
        return starts[request];
    }

    int volunteer(int pair) {
        return volunteers[pair];
    }

    int points(int pair) {
        return points[pair];
    }

    /// Some requests' pairs, one request after another.
    private static final class Block {
        private final int[] counts;
        private int[] volunteers = new int[1 << 14];
        private int[] points = new int[1 << 14];
        private int filled;

        private Block(int requests) {
            counts = new int[requests];
        }

        private static Block of(AllowedVolunteers allowed, int from, int end, int volunteers) {
            var block = new Block(end - from);
            var who = new int[volunteers];
            var worth = new int[volunteers];
            for (int request = from; request < end; request++) {
                int found = allowed.list(request, who, worth);
                block.counts[request - from] = found;
                block.room(found);
                System.arraycopy(who, 0, block.volunteers, block.filled, found);
                System.arraycopy(worth, 0, block.points, block.filled, found);
                block.filled += found;
            }
            return block;
        }

        private void room(int more) {
            if (filled + more > volunteers.length) {
                int length = Math.max(filled + more, volunteers.length + volunteers.length / 2);
                volunteers = Arrays.copyOf(volunteers, length);
                points = Arrays.copyOf(points, length);
            }
        }
    }
}
