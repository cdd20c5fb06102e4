package nl.samenspel.matching.engine;

import java.util.Arrays;

/// Improves one window of a plan: the requests and volunteers of one stretch of the curve. Whatever reaches outside
/// stays as it is, and so does what is fixed.
///
/// A move frees a few volunteers near a request, brings the requests they held back in a random order, each to the best
/// place left, and fills the room that remains. A worse outcome is kept with a chance that falls with the temperature.
/// One thread's.
final class Annealing {

    /// −ln of evenly spread chances: the most that may be lost, in temperatures.
    private static final double[] MAY_LOSE = new double[1 << 12];

    static {
        for (int i = 0; i < MAY_LOSE.length; i++) {
            MAY_LOSE[i] = -StrictMath.log((i + 0.5) / MAY_LOSE.length);
        }
    }

    /// A move frees at least two volunteers and at most one more than this.
    private static final int SPREAD = 3;

    /// One place in so many is not seen, so that the same ruin is not always mended in the same way.
    private static final int BLINK = 50;

    /// One time in so many the hours of a request are shared between two, though one could take them all.
    private static final int SHARED = 3;

    /// Moves that follow on each other are at most so many requests apart.
    private static final int NEAR = 1_000;

    private static final int LENGTHENED = -2;

    private final Field field;
    private final Choices choices;
    private final Plan plan;
    private final int[] perHour;
    private final int[] perPart;

    private int firstRequest;
    private int endRequest;
    private int firstVolunteer;
    private int endVolunteer;
    private long random;

    private long gained;

    /// What was done in this move, to undo it: four numbers each.
    private int[] journal = new int[256];

    private int written;

    /// Requests whose hours were taken in this move.
    private int[] taken = new int[64];

    private int takenCount;

    private final int[] freed = new int[SPREAD + 1];

    private boolean blinks;

    /// Prices per hour and per part in whole points tell what else a request could have.
    Annealing(Field field, Choices choices, Plan plan, int[] perHour, int[] perPart) {
        this.perHour = perHour;
        this.perPart = perPart;
        this.field = field;
        this.choices = choices;
        this.plan = plan;
    }

    /// Sets the stretch that may change, and the chance.
    void within(int firstRequest, int endRequest, int firstVolunteer, int endVolunteer, long seed) {
        this.firstRequest = firstRequest;
        this.endRequest = endRequest;
        this.firstVolunteer = firstVolunteer;
        this.endVolunteer = endVolunteer;
        random = seed;
    }

    /// Makes so many moves around requests of the stretch, along it, so that what is near in memory is used together.
    /// Returns what the plan gained, which may be below zero.
    long run(long moves, double heat) {
        long before = gained;
        int width = endRequest - firstRequest;
        int near = Math.min(width, NEAR);
        for (long i = 0; width > 0 && i < moves; i++) {
            int r = (int) (i * width / moves) + below(near);
            move(firstRequest + (r < width ? r : r - width), heat);
        }
        return gained - before;
    }

    /// Makes so many moves around some requests.
    long run(int[] around, int count, long moves, double heat) {
        long before = gained;
        for (long i = 0; count > 0 && i < moves; i++) {
            move(around[below(count)], heat);
        }
        return gained - before;
    }

    /// Gives every request of the stretch what can still be given, in the order of the curve.
    long completeAll() {
        long before = gained;
        for (int r = firstRequest; r < endRequest; r++) {
            complete(r);
        }
        written = 0;
        return gained - before;
    }

    /// Gives a request what can still be given.
    long completeOne(int r) {
        long before = gained;
        complete(r);
        written = 0;
        return gained - before;
    }

    /// Uses a volunteer's room as well as can be without moving anybody.
    long fillOne(int v) {
        long before = gained;
        fill(v);
        written = 0;
        return gained - before;
    }

    private void move(int r, double heat) {
        if (choices.end[r] == choices.start[r]) {
            return; // nobody may come
        }
        written = 0;
        takenCount = 0;
        long start = gained;
        take(r);
        int volunteers = ruin(2 + below(SPREAD));
        shuffle();
        blinks = true;
        for (int i = 0; i < takenCount; i++) {
            complete(taken[i]);
        }
        blinks = false;
        for (int i = 0; i < volunteers; i++) {
            if (plan.room(freed[i]) > 0) {
                fill(freed[i]);
            }
        }
        if (gained < start && start - gained > heat * MAY_LOSE[(int) (next() >>> 52)]) {
            undo();
            gained = start;
        }
    }

    /// Takes the request from whoever helps it now.
    private void take(int r) {
        for (int part = plan.partStart[r]; part < plan.partEnd[r]; part++) {
            if (plan.partVolunteer[part] >= 0 && isInside(plan.partVolunteer[part]) && !plan.fixed.get(part)) {
                remove(part);
            }
        }
        taken[takenCount++] = r;
    }

    /// Frees at most so many volunteers whom the requests at hand could have. Returns how many.
    private int ruin(int wanted) {
        int volunteers = 0;
        for (int tries = 0; tries < 3 * wanted && volunteers < wanted; tries++) {
            int r = taken[below(takenCount)];
            int count = choices.end[r] - choices.start[r];
            if (count == 0) {
                continue;
            }
            int v = choices.volunteer[choices.start[r] + below(count)];
            if (isInside(v) && !isFreed(v, volunteers)) {
                freed[volunteers++] = v;
                free(v);
            }
        }
        return volunteers;
    }

    private boolean isFreed(int v, int volunteers) {
        for (int i = 0; i < volunteers; i++) {
            if (freed[i] == v) {
                return true;
            }
        }
        return false;
    }

    private void free(int v) {
        int first = plan.heldStart[v];
        for (int i = first + plan.heldCount[v] - 1; i >= first; i--) {
            int part = plan.held[i];
            int r = plan.partRequest[part];
            if (r >= firstRequest && r < endRequest && !plan.fixed.get(part)) {
                remove(part);
                if (!isTaken(r)) {
                    if (takenCount == taken.length) {
                        taken = Arrays.copyOf(taken, 2 * takenCount);
                    }
                    taken[takenCount++] = r;
                }
            }
        }
    }

    private boolean isTaken(int r) {
        for (int i = 0; i < takenCount; i++) {
            if (taken[i] == r) {
                return true;
            }
        }
        return false;
    }

    private void shuffle() {
        for (int i = takenCount - 1; i > 0; i--) {
            int j = below(i + 1);
            int swap = taken[i];
            taken[i] = taken[j];
            taken[j] = swap;
        }
    }

    private boolean isInside(int v) {
        return v >= firstVolunteer && v < endVolunteer;
    }

    private boolean holds(int v, int r) {
        for (int i = plan.heldStart[v]; i < plan.heldStart[v] + plan.heldCount[v]; i++) {
            if (plan.partRequest[plan.held[i]] == r) {
                return true;
            }
        }
        return false;
    }

    /// Finds the best places for the hours that a request still asks for.
    private void complete(int r) {
        if (field.hours[r] == field.smallestPart[r]) {
            completeWhole(r);
            return;
        }
        while (plan.open[r] > 0 && completeNext(r)) {
            // and on to what is left
        }
    }

    /// Of a request that is not cut.
    private void completeWhole(int r) {
        int hours = plan.open[r];
        if (hours == 0) {
            return;
        }
        int best = Integer.MIN_VALUE;
        int bestChoice = -1;
        for (int i = choices.start[r]; i < choices.end[r]; i++) {
            int v = choices.volunteer[i];
            if (isInside(v)
                    && choices.guide[i] > best
                    && plan.room(v) >= hours
                    && !blink()
                    && (long) hours * choices.points[i] > plan.more(v, hours)) {
                best = choices.guide[i];
                bestChoice = i;
            }
        }
        if (bestChoice >= 0) {
            place(plan.partStart[r], choices.volunteer[bestChoice], hours, choices.points[bestChoice]);
        }
    }

    private boolean completeNext(int r) {
        long best = Long.MIN_VALUE;
        int bestChoice = -1;
        int bestHours = 0;
        int bestPart = -1;
        int least = field.smallestPart[r];
        int open = plan.open[r];
        if (blinks && open >= 2 * least && below(SHARED) == 0) {
            open = least + below(open - 2 * least + 1);
        }
        int unused = -1;
        for (int part = plan.partStart[r]; part < plan.partEnd[r]; part++) {
            int v = plan.partVolunteer[part];
            if (v < 0) {
                unused = part;
            } else if (isInside(v) && !plan.fixed.get(part)) {
                int most = Math.min(open, field.free[v] - plan.used[v]);
                int k = most == 0 ? 0 : hours(v, plan.partPoints[part], 1, most);
                long value = (long) k * perHour[r];
                if (value > best && (long) k * plan.partPoints[part] > plan.more(v, k)) {
                    best = value;
                    bestPart = part;
                    bestHours = k;
                }
            }
        }
        if (unused >= 0 && open >= least) {
            for (int i = choices.start[r]; i < choices.end[r]; i++) {
                int v = choices.volunteer[i];
                if (!isInside(v)) {
                    continue;
                }
                int most = Math.min(open, plan.room(v));
                if (most < least || blink()) {
                    continue;
                }
                int k = hours(v, choices.points[i], least, most);
                long value = (long) k * choices.guide[i] - perPart[r];
                if (value > best && !holds(v, r) && (long) k * choices.points[i] > plan.more(v, k)) {
                    best = value;
                    bestChoice = i;
                    bestHours = k;
                }
            }
        }
        if (bestChoice >= 0) {
            place(unused, choices.volunteer[bestChoice], bestHours, choices.points[bestChoice]);
        } else if (bestPart >= 0) {
            lengthen(bestPart, bestHours);
        } else {
            return false;
        }
        return true;
    }

    /// How many hours are best: as many as fit, unless the last ones cost more than they are worth.
    private int hours(int v, int points, int least, int most) {
        int hours = most;
        while (hours > least && points < plan.more(v, hours) - plan.more(v, hours - 1)) {
            hours--;
        }
        return hours;
    }

    /// Finds the best use for a volunteer's room.
    private void fill(int v) {
        while (plan.room(v) > 0) {
            int room = plan.room(v);
            long best = Long.MIN_VALUE;
            int bestPart = -1;
            int bestHours = 0;
            int bestPoints = 0;
            for (int i = choices.startOf[v]; i < choices.endOf[v]; i++) {
                int r = choices.request[i];
                int most = Math.min(room, plan.open[r]);
                if (most < field.smallestPart[r] || r < firstRequest || r >= endRequest) {
                    continue;
                }
                int part = unused(r);
                if (part < 0 || holds(v, r)) {
                    continue;
                }
                int k = hours(v, choices.pointsOf[i], field.smallestPart[r], most);
                long value = (long) k * choices.pointsOf[i] - plan.more(v, k);
                long beyond = value - (long) k * perHour[r] - perPart[r];
                if (beyond > best && value > 0) {
                    best = beyond;
                    bestPart = part;
                    bestHours = k;
                    bestPoints = choices.pointsOf[i];
                }
            }
            if (bestPart < 0) {
                return;
            }
            place(bestPart, v, bestHours, bestPoints);
        }
    }

    private int unused(int r) {
        for (int part = plan.partStart[r]; part < plan.partEnd[r]; part++) {
            if (plan.partVolunteer[part] < 0) {
                return part;
            }
        }
        return -1;
    }

    private void place(int part, int v, int hours, int points) {
        gained += (long) hours * points - plan.more(v, hours);
        plan.place(part, v, hours, points);
        write(part, Plan.NOBODY, hours, 0);
    }

    private void remove(int part) {
        int v = plan.partVolunteer[part];
        int hours = plan.partHours[part];
        int points = plan.partPoints[part];
        plan.remove(part);
        gained -= (long) hours * points - plan.more(v, hours);
        write(part, v, hours, points);
    }

    private void lengthen(int part, int hours) {
        int v = plan.partVolunteer[part];
        gained += (long) hours * plan.partPoints[part] - plan.more(v, hours);
        plan.lengthen(part, hours);
        write(part, LENGTHENED, hours, 0);
    }

    private void write(int part, int v, int hours, int points) {
        if (written + 4 > journal.length) {
            journal = Arrays.copyOf(journal, 2 * journal.length);
        }
        journal[written++] = part;
        journal[written++] = v;
        journal[written++] = hours;
        journal[written++] = points;
    }

    private void undo() {
        while (written > 0) {
            written -= 4;
            int part = journal[written];
            int v = journal[written + 1];
            if (v == Plan.NOBODY) {
                plan.remove(part);
            } else if (v == LENGTHENED) {
                plan.lengthen(part, -journal[written + 2]);
            } else {
                plan.place(part, v, journal[written + 2], journal[written + 3]);
            }
        }
    }

    private boolean blink() {
        return blinks && below(BLINK) == 0;
    }

    private int below(int bound) {
        return (int) (((next() >>> 33) * bound) >>> 31);
    }

    private long next() {
        random += 0x9E3779B97F4A7C15L;
        return mix(random);
    }

    /// SplitMix64.
    static long mix(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
