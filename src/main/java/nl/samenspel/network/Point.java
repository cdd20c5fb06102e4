package nl.samenspel.network;

/// A place in metres of the national grid (RD): [#x] to the east, [#y] to the north.
public record Point(int x, int y) {

    /// From degrees (WGS84), by the approximation of Schreutelkamp and Strang van Hees (2001), good to about a metre
    /// within the country.
    public static Point ofDegrees(double latitude, double longitude) {
        var p = 0.36 * (latitude - 52.15517440);
        var l = 0.36 * (longitude - 5.38720621);
        var x = 155000
                + 190094.945 * l
                - 11832.228 * p * l
                - 114.221 * p * p * l
                - 32.391 * l * l * l
                - 0.705 * p
                - 2.340 * p * p * p * l
                - 0.608 * p * l * l * l
                - 0.008 * l * l
                + 0.148 * p * p * l * l * l;
        var y = 463000
                + 309056.544 * p
                + 3638.893 * l * l
                + 73.077 * p * p
                - 157.984 * p * l * l
                + 59.788 * p * p * p
                + 0.433 * l
                - 6.439 * p * p * l * l
                - 0.032 * p * l
                + 0.092 * l * l * l * l
                - 0.054 * p * l * l * l * l;
        return new Point((int) Math.round(x), (int) Math.round(y));
    }

    /// Metres, rounded down.
    public int metresTo(Point other) {
        return (int) Math.floor(Math.hypot((double) x - other.x, (double) y - other.y));
    }
}
