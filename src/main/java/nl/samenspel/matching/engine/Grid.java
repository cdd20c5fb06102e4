package nl.samenspel.matching.engine;

/// Which strip a volunteer's rows are in. A strip is as high as the widest radius of its class, so that a search never
/// looks at more than three of them in a class.
///
/// Class `c` holds the radiuses from `2^c` up to `2^(c+1)`; the last class holds those whose home is not known.
final class Grid {

    static final int CLASSES = 32;
    static final int PLACELESS = CLASSES - 1;

    /// More would be memory that nobody lives in.
    private static final int MOST_STRIPS = 1024;

    private final int south;
    private final long[] height = new long[CLASSES];
    private final int[] strips = new int[CLASSES];

    Grid(int south, int north) {
        this.south = south;
        long extent = Math.max(1, (long) north - south);
        for (int c = 0; c < CLASSES; c++) {
            height[c] = Math.max(widest(c) + 1, extent / MOST_STRIPS + 1);
            strips[c] = c == PLACELESS ? 1 : (int) (extent / height[c]) + 1;
        }
    }

    static Grid around(Volunteers volunteers) {
        int south = Integer.MAX_VALUE;
        int north = Integer.MIN_VALUE;
        for (int v = 0; v < volunteers.count(); v++) {
            if (volunteers.hasPlace(v)) {
                south = Math.min(south, volunteers.y(v));
                north = Math.max(north, volunteers.y(v));
            }
        }
        return south > north ? new Grid(0, 0) : new Grid(south, north);
    }

    static int classOf(Volunteers volunteers, int v) {
        return volunteers.hasPlace(v)
                ? Integer.SIZE - 1 - Integer.numberOfLeadingZeros((int) volunteers.radius(v))
                : PLACELESS;
    }

    /// The widest radius in a class.
    static long widest(int c) {
        return (2L << c) - 1;
    }

    int strips(int c) {
        return strips[c];
    }

    /// The strip of a line of latitude. Whoever lives beyond the first or last strip, is counted in it.
    int strip(int c, long y) {
        return (int) Math.clamp((y - south) / height[c], 0, strips[c] - 1L);
    }

    /// How far, at least, a line is from the homes in a strip, in metres to the north or south.
    long gap(int c, int strip, int own, long y) {
        if (strip < own) {
            return Math.max(0, y - (south + (strip + 1) * height[c] - 1));
        }
        return strip > own ? Math.max(0, south + strip * height[c] - y) : 0;
    }
}
