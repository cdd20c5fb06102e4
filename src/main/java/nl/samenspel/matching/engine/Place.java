package nl.samenspel.matching.engine;

/// Coordinates in metres of the national grid, and the distance between two of them.
public final class Place {

    /// Farther out than this, the square of a distance could overflow.
    public static final int FARTHEST = 1_000_000_000;

    /// Stands in the place of a coordinate that is not known.
    static final int UNKNOWN = Integer.MIN_VALUE;

    private Place() {}

    static int check(String axis, int metres) {
        return Range.check("The coordinate " + axis, metres, -FARTHEST, FARTHEST);
    }

    static long squaredDistance(int x1, int y1, int x2, int y2) {
        long dx = (long) x1 - x2;
        long dy = (long) y1 - y2;
        return dx * dx + dy * dy;
    }

    /// The square root, rounded down. The floating-point root of a large square may be one too high or too low.
    static long root(long square) {
        long root = (long) Math.sqrt((double) square);
        while (root * root > square) {
            root--;
        }
        while ((root + 1) * (root + 1) <= square) {
            root++;
        }
        return root;
    }
}
