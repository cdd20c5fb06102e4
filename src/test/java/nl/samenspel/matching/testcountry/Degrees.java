package nl.samenspel.matching.testcountry;

/// From metres of the national grid to degrees, by the usual polynomials: right to about a metre.
final class Degrees {

    /// Power of x, power of y, factor.
    private static final double[][] LATITUDE = {
        {0, 1, 3235.65389},
        {2, 0, -32.58297},
        {0, 2, -0.24750},
        {2, 1, -0.84978},
        {0, 3, -0.06550},
        {2, 2, -0.01709},
        {1, 0, -0.00738},
        {4, 0, 0.00530},
        {2, 3, -0.00039},
        {4, 1, 0.00033},
        {1, 1, -0.00012}
    };

    private static final double[][] LONGITUDE = {
        {1, 0, 5260.52916}, {1, 1, 105.94684}, {1, 2, 2.45656}, {3, 0, -0.81885}, {1, 3, 0.05594}, {3, 1, -0.05607},
        {0, 1, 0.01199}, {3, 2, -0.00256}, {1, 4, 0.00128}, {0, 2, 0.00022}, {2, 0, -0.00022}, {5, 0, 0.00026}
    };

    private Degrees() {}

    static double latitude(int x, int y) {
        return 52.15517440 + sum(LATITUDE, x, y) / 3600;
    }

    static double longitude(int x, int y) {
        return 5.38720621 + sum(LONGITUDE, x, y) / 3600;
    }

    /// Six decimals.
    static String written(double degrees) {
        long millionths = Math.round(degrees * 1e6);
        return "%d.%06d".formatted(millionths / 1_000_000, millionths % 1_000_000);
    }

    private static double sum(double[][] terms, int x, int y) {
        double dx = (x - 155_000) * 1e-5;
        double dy = (y - 463_000) * 1e-5;
        double sum = 0;
        for (var term : terms) {
            sum += term[2] * power(dx, term[0]) * power(dy, term[1]);
        }
        return sum;
    }

    private static double power(double base, double exponent) {
        double power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return power;
    }
}
