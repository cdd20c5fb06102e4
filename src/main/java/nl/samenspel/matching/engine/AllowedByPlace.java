package nl.samenspel.matching.engine;

import java.util.Arrays;

/// Finds the allowed volunteers of a request among those who do its activity and live near enough to come.
final class AllowedByPlace implements AllowedVolunteers {

    private static final int CELL = 2_500;

    /// Whoever travels farther than this many cells is looked at for every request of the activity.
    private static final int FAR = 6;

    /// Cells from the origin within which volunteers are found by their cell: far more than a country.
    private static final int OUTERMOST = 30_000;

    private static final int COLUMN_BITS = 16;
    private static final int VOLUNTEER = Integer.MAX_VALUE;

    private final Rules rules;
    private final boolean full;

    /// Activity → volunteers who travel no farther than [#FAR] cells, each with their cell in the upper half.
    private final long[][] near;

    /// Activity → everybody else: who travels farther, or from where is not known.
    private final int[][] anywhere;

    AllowedByPlace(Rules rules) {
        this(rules, false);
    }

    /// With or without those who have no place left.
    AllowedByPlace(Rules rules, boolean full) {
        this.rules = rules;
        this.full = full;
        near = new long[Long.SIZE][];
        anywhere = new int[Long.SIZE][];
        for (int activity = 0; activity < Long.SIZE; activity++) {
            fill(activity);
        }
    }

    private void fill(int activity) {
        var volunteers = rules.volunteers();
        var placed = new long[volunteers.count()];
        var others = new int[volunteers.count()];
        int places = 0;
        int rest = 0;
        for (int volunteer = 0; volunteer < volunteers.count(); volunteer++) {
            if ((full || volunteers.slots(volunteer) > 0) && volunteers.does(volunteer, activity)) {
                int x = cell(volunteers.x(volunteer));
                int y = cell(volunteers.y(volunteer));
                if (volunteers.radius(volunteer) <= (long) FAR * CELL && isWithin(x) && isWithin(y)) {
                    placed[places++] = at(y, x, volunteer);
                } else {
                    others[rest++] = volunteer;
                }
            }
        }
        near[activity] = Arrays.copyOf(placed, places);
        anywhere[activity] = Arrays.copyOf(others, rest);
        Arrays.sort(near[activity]);
    }

    @Override
    public int list(int request, int[] volunteers, int[] points) {
        int found = 0;
        int near = near(request, volunteers);
        for (int i = 0; i < near; i++) {
            if (rules.allow(request, volunteers[i])) {
                volunteers[found++] = volunteers[i];
            }
        }
        Arrays.sort(volunteers, 0, found);
        for (int i = 0; i < found; i++) {
            points[i] = rules.points(request, volunteers[i]).perHour();
        }
        return found;
    }

    /// Who does the activity and may live near enough, in any order: nobody else does.
    int near(int request, int[] volunteers) {
        var requests = rules.requests();
        int activity = requests.activity(request);
        int found = anywhere[activity].length;
        System.arraycopy(anywhere[activity], 0, volunteers, 0, found);
        var placed = near[activity];
        if (!requests.hasPlace(request)) {
            for (long volunteer : placed) {
                volunteers[found++] = (int) (volunteer & VOLUNTEER);
            }
            return found;
        }
        int x = cell(requests.x(request));
        int y = cell(requests.y(request));
        for (int row = y - FAR - 1; row <= y + FAR + 1; row++) {
            long end = at(row, x + FAR + 2, 0);
            for (int i = first(placed, at(row, x - FAR - 1, 0)); i < placed.length && placed[i] < end; i++) {
                volunteers[found++] = (int) (placed[i] & VOLUNTEER);
            }
        }
        return found;
    }

    private static boolean isWithin(int cell) {
        return Math.abs(cell) <= OUTERMOST;
    }

    /// Whoever is out there, no volunteer within [#OUTERMOST] comes that far: so all may share the cell beyond reach.
    private static int cell(int metres) {
        int beyond = OUTERMOST + 2 * (FAR + 1);
        return Math.clamp(Math.floorDiv(metres, CELL), -beyond, beyond);
    }

    /// Row, then column, then volunteer: so that neighbours in a row stand together.
    private static long at(int row, int column, int volunteer) {
        return ((((long) row << COLUMN_BITS) + column + (1 << (COLUMN_BITS - 1))) << 31) | volunteer;
    }

    private static int first(long[] sorted, long wanted) {
        int i = Arrays.binarySearch(sorted, wanted);
        return i < 0 ? -i - 1 : i;
    }
}
