package nl.samenspel.matching.engine;

import java.util.Arrays;
import java.util.BitSet;

/// Who does what, so far: the parts of every request, and what every volunteer holds.
///
/// A part has a number that belongs to its request for good: `partStart[r]` up to `partEnd[r]`. Several threads
/// may change a plan at once as long as they touch different requests and different volunteers.
final class Plan {

    static final int NOBODY = -1;

    final Field field;

    /// A request that comes later may be cut into so many parts.
    static final int SPARE_PARTS = 3;

    final int[] partStart;
    final int[] partEnd;
    final int[] partRequest;
    final int[] partVolunteer;
    final int[] partHours;
    final int[] partPoints;

    /// Parts that may no longer be moved: someone was told.
    final BitSet fixed;

    private final BitSet closed = new BitSet();

    /// Hours that the request still asks for.
    final int[] open;

    final int[] heldStart;
    final int[] held;
    final int[] heldCount;
    final int[] used;

    Plan(Field field) {
        this.field = field;
        int requests = field.hours.length;
        partStart = new int[requests];
        partEnd = new int[requests];
        int parts = 0;
        for (int r = 0; r < requests; r++) {
            partStart[r] = parts;
            if (r < field.requests) {
                parts += Math.min(
                        Math.min(field.mostParts[r], field.hours[r] / field.smallestPart[r]),
                        field.all.end[r] - field.all.start[r]);
            } else {
                parts += SPARE_PARTS;
            }
            partEnd[r] = parts;
        }
        partRequest = new int[parts];
        partVolunteer = new int[parts];
        partHours = new int[parts];
        partPoints = new int[parts];
        fixed = new BitSet();
        Arrays.fill(partVolunteer, NOBODY);
        for (int r = 0; r < requests; r++) {
            Arrays.fill(partRequest, partStart[r], partEnd[r], r);
        }
        open = field.hours.clone();
        heldStart = new int[field.volunteers + 1];
        for (int v = 0; v < field.volunteers; v++) {
            heldStart[v + 1] = heldStart[v] + field.slots[v];
        }
        held = new int[heldStart[field.volunteers]];
        heldCount = new int[field.volunteers];
        used = new int[field.volunteers];
    }

    Plan(Plan other) {
        field = other.field;
        partStart = other.partStart;
        partEnd = other.partEnd;
        partRequest = other.partRequest;
        partVolunteer = other.partVolunteer.clone();
        partHours = other.partHours.clone();
        partPoints = other.partPoints.clone();
        fixed = (BitSet) other.fixed.clone();
        open = other.open.clone();
        heldStart = other.heldStart;
        held = other.held.clone();
        heldCount = other.heldCount.clone();
        used = other.used.clone();
    }

    /// Becomes as the other plan is.
    Plan takeOver(Plan other) {
        System.arraycopy(other.partVolunteer, 0, partVolunteer, 0, partVolunteer.length);
        System.arraycopy(other.partHours, 0, partHours, 0, partHours.length);
        System.arraycopy(other.partPoints, 0, partPoints, 0, partPoints.length);
        System.arraycopy(other.open, 0, open, 0, open.length);
        System.arraycopy(other.held, 0, held, 0, held.length);
        System.arraycopy(other.heldCount, 0, heldCount, 0, heldCount.length);
        System.arraycopy(other.used, 0, used, 0, used.length);
        return this;
    }

    int room(int v) {
        return heldCount[v] == field.slots[v] || closed.get(v) ? 0 : field.free[v] - used[v];
    }

    /// The volunteer takes nothing on until told otherwise.
    void close(int v) {
        closed.set(v);
    }

    void openAgain(int v) {
        closed.clear(v);
    }

    /// A request that came later asks for hours, in at most so many parts.
    void begin(int r, int hours, int parts) {
        open[r] = hours;
        partEnd[r] = partStart[r] + Math.min(parts, partEnd[r] - partStart[r]);
    }

    /// What so many more hours would cost.
    long more(int v, int hours) {
        return field.cost(v, used[v] + hours) - field.cost(v, used[v]);
    }

    void place(int part, int v, int hours, int points) {
        partVolunteer[part] = v;
        partHours[part] = hours;
        partPoints[part] = points;
        open[partRequest[part]] -= hours;
        used[v] += hours;
        held[heldStart[v] + heldCount[v]++] = part;
    }

    void remove(int part) {
        int v = partVolunteer[part];
        int hours = partHours[part];
        partVolunteer[part] = NOBODY;
        partHours[part] = 0;
        open[partRequest[part]] += hours;
        used[v] -= hours;
        int at = heldStart[v];
        while (held[at] != part) {
            at++;
        }
        held[at] = held[heldStart[v] + --heldCount[v]];
    }

    void lengthen(int part, int hours) {
        partHours[part] += hours;
        open[partRequest[part]] -= hours;
        used[partVolunteer[part]] += hours;
    }

    /// Adds to what an hour of each request is worth.
    void raise(int[] byRequest) {
        for (int part = 0; part < partPoints.length; part++) {
            partPoints[part] += partVolunteer[part] >= 0 ? byRequest[partRequest[part]] : 0;
        }
    }

    long value() {
        long value = 0;
        for (int part = 0; part < partVolunteer.length; part++) {
            value += (long) partHours[part] * partPoints[part];
        }
        for (int v = 0; v < field.volunteers; v++) {
            value -= field.cost(v, used[v]);
        }
        return value;
    }

    /// The plan as an answer, in the numbers of the input.
    RoundAnswer answer(RoundInput input, long[] perHour, long[] perPart, long bound, int effort, long given) {
        var rows = new long[partVolunteer.length];
        var hoursOf = new int[partVolunteer.length];
        var filled = new int[input.requests()];
        var u = new long[input.requests()];
        var m = new long[input.requests()];
        int proposals = 0;
        for (int i = 0; i < field.requests; i++) {
            int r = field.requestId[i];
            u[r] = perHour[i];
            m[r] = perPart[i];
            for (int part = partStart[i]; part < partEnd[i]; part++) {
                if (partVolunteer[part] >= 0) {
                    rows[proposals] = ((long) r << Integer.SIZE) | field.volunteerId[partVolunteer[part]];
                    filled[r] += partHours[part];
                    proposals++;
                }
            }
        }
        rows = Arrays.copyOf(rows, proposals);
        Arrays.sort(rows);
        var request = new int[proposals];
        var volunteer = new int[proposals];
        for (int i = 0; i < proposals; i++) {
            request[i] = (int) (rows[i] >>> Integer.SIZE);
            volunteer[i] = (int) rows[i];
        }
        hoursOf = Arrays.copyOf(hoursOf, proposals);
        for (int i = 0; i < field.requests; i++) {
            for (int part = partStart[i]; part < partEnd[i]; part++) {
                if (partVolunteer[part] >= 0) {
                    long row = ((long) field.requestId[i] << Integer.SIZE) | field.volunteerId[partVolunteer[part]];
                    hoursOf[Arrays.binarySearch(rows, row)] = partHours[part];
                }
            }
        }
        return new RoundAnswer(request, volunteer, hoursOf, filled, u, m, value(), bound, effort, given);
    }
}
