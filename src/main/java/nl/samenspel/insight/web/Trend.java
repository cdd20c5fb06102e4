package nl.samenspel.insight.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A picture of quarters beside each other. Measures are of the picture: [#WIDTH] by [#HEIGHT].
///
/// @param columns in order of time
record Trend(List<Bar> columns) {

    /// How many fit on a phone and can still be read.
    static final int MOST = 8;

    static final int WIDTH = 360;
    static final int HEIGHT = 180;

    private static final int TOP = 20;
    private static final int BOTTOM = 150;
    private static final double STEP = (double) WIDTH / MOST;

    Trend {
        columns = List.copyOf(columns);
    }

    /// One quarter.
    ///
    /// @param label the quarter, short
    /// @param value what stands above it
    /// @param low,high where chance ends, as heights; the same where it plays no part
    record Bar(String label, String value, String x, String middle, String y, String height, String low, String high) {

        /// Where the value is written: above the column and above where chance ends.
        public String top() {
            return text(Math.min(Double.parseDouble(y), Double.parseDouble(high)) - 6);
        }

        public boolean isUncertain() {
            return !low.equals(high);
        }
    }

    /// One quarter, not yet drawn.
    record Point(String label, String value, double points, double low, double high) {}

    static Trend of(List<Point> points) {
        var last = points.subList(Math.max(0, points.size() - MOST), points.size());
        var most = last.stream().mapToDouble(Point::high).max().orElse(0);
        var columns = new ArrayList<Bar>();
        for (var i = 0; i < last.size(); i++) {
            var point = last.get(i);
            columns.add(new Bar(
                    point.label(),
                    point.value(),
                    text(i * STEP + 8),
                    text(i * STEP + STEP / 2),
                    text(height(point.points(), most)),
                    text(BOTTOM - height(point.points(), most)),
                    text(height(point.low(), most)),
                    text(height(point.high(), most))));
        }
        return new Trend(columns);
    }

    private static double height(double points, double most) {
        return most <= 0 ? BOTTOM : BOTTOM - points / most * (BOTTOM - TOP);
    }

    private static String text(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }
}
