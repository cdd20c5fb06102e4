package nl.samenspel.matching.engine;

/// A Hilbert curve through the grid: what is near on the curve is near on the map.
final class Curve {

    private static final int BITS = 24;

    /// Metres per step, so that the whole grid fits.
    private static final int STEP = 128;

    private Curve() {}

    static long place(int x, int y) {
        int side = 1 << BITS;
        int cx = Math.clamp((long) Math.floorDiv(x, STEP) + side / 2, 0, side - 1);
        int cy = Math.clamp((long) Math.floorDiv(y, STEP) + side / 2, 0, side - 1);
        long place = 0;
        for (int s = side / 2; s > 0; s /= 2) {
            int rx = (cx & s) > 0 ? 1 : 0;
            int ry = (cy & s) > 0 ? 1 : 0;
            place = (place << 2) | ((3 * rx) ^ ry);
            if (ry == 0) {
                if (rx == 1) {
                    cx = side - 1 - cx;
                    cy = side - 1 - cy;
                }
                int swap = cx;
                cx = cy;
                cy = swap;
            }
        }
        return place;
    }
}
