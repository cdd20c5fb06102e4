package nl.samenspel.insight.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import nl.samenspel.insight.Border;
import nl.samenspel.insight.Borders.Ground;
import nl.samenspel.network.Point;

/// A map, drawn here: areas darker where there is more, or dots where no outlines are known. North is up. The shades go
/// from light to dark, so they can be told apart in black and white and by who sees colours differently; the figures of
/// the areas with most are written in them.
///
/// @param height of the picture; it is [#WIDTH] wide
/// @param shades what each of the five means, the lightest first
record MapPicture(int height, List<Shape> shapes, List<Dot> dots, List<Label> labels, List<String> shades) {

    static final int WIDTH = 360;

    private static final int SHADES = 5;
    private static final int LABELLED = 15;
    private static final int HIGHEST = 460;

    /// Dots alone tell less, so they take less room.
    private static final int HIGHEST_OF_DOTS = 260;

    /// @param path as SVG writes it
    /// @param shade 0: nothing is known of it; from 1, the lightest
    record Shape(String path, int shade) {}

    record Dot(int x, int y, int size, int shade) {}

    record Label(int x, int y, String text) {}

    /// What an area shows.
    ///
    /// @param text asked only where it is written in the picture
    record Figure(double points, Supplier<String> text) {}

    /// @param figures by the name of the area
    static MapPicture of(Ground ground, Map<String, Figure> figures) {
        var most = figures.values().stream().mapToDouble(Figure::points).max().orElse(0);
        var scale = new Scale(ground);
        var shapes = ground.borders().stream()
                .map(border -> new Shape(
                        scale.path(border),
                        figures.containsKey(border.name())
                                ? shade(figures.get(border.name()).points(), most)
                                : 0))
                .toList();
        var places = new HashMap<>(ground.middles());
        ground.borders().stream()
                .filter(border -> figures.containsKey(border.name()))
                .forEach(border -> places.put(border.name(), scale.within(border)));
        var dots = new ArrayList<Dot>();
        ground.middles().forEach((name, middle) -> {
            var points = figures.containsKey(name) ? figures.get(name).points() : 0;
            dots.add(new Dot(
                    scale.x(middle.x()),
                    scale.y(middle.y()),
                    4 + (most <= 0 ? 0 : (int) Math.round(14 * Math.sqrt(Math.max(0, points) / most))),
                    shade(points, most)));
        });
        dots.sort(Comparator.comparingInt(dot -> -dot.size()));
        var labels = figures.entrySet().stream()
                .filter(figure ->
                        places.containsKey(figure.getKey()) && figure.getValue().points() > 0)
                .sorted(Comparator.comparingDouble(figure -> -figure.getValue().points()))
                .limit(LABELLED)
                .map(figure -> {
                    var place = Objects.requireNonNull(places.get(figure.getKey()));
                    return new Label(
                            scale.x(place.x()),
                            scale.y(place.y()) + 4,
                            figure.getValue().text().get());
                })
                .toList();
        return new MapPicture(scale.height, shapes, dots, labels, shades(most));
    }

    private static int shade(double points, double most) {
        return most <= 0 || points <= 0 ? 1 : Math.clamp(1 + (int) Math.ceil(points / most * (SHADES - 1)), 2, SHADES);
    }

    private static List<String> shades(double most) {
        return IntStream.rangeClosed(1, SHADES)
                .mapToObj(shade -> shade == 1
                        ? "0"
                        : "≤ " + String.format(Locale.ROOT, "%.0f", Math.ceil(most * (shade - 1) / (SHADES - 1))))
                .toList();
    }

    /// From metres to the picture.
    private static final class Scale {
        private final Point from;
        private final double metresADot;
        private final int height;

        Scale(Ground ground) {
            var box = ground.box();
            var width = Math.max(1, box.until().x() - box.from().x());
            var high = Math.max(1, box.until().y() - box.from().y());
            var highest = ground.borders().isEmpty() ? HIGHEST_OF_DOTS : HIGHEST;
            this.metresADot = Math.max((double) width / WIDTH, (double) high / highest);
            this.height = (int) Math.ceil(high / metresADot);
            this.from = new Point(
                    (int) Math.round(box.from().x() - (WIDTH * metresADot - width) / 2),
                    box.from().y());
        }

        int x(int metres) {
            return (int) Math.round((metres - from.x()) / metresADot);
        }

        int y(int metres) {
            return height - (int) Math.round((metres - from.y()) / metresADot);
        }

        /// Points that come to lie on one place of the picture are one.
        String path(Border border) {
            var path = new StringBuilder();
            for (var ring : border.rings()) {
                var lastX = Integer.MIN_VALUE;
                var lastY = Integer.MIN_VALUE;
                var begun = false;
                for (var point : ring) {
                    var x = x(point.x());
                    var y = y(point.y());
                    if (x != lastX || y != lastY) {
                        path.append(begun ? 'L' : 'M').append(x).append(' ').append(y);
                        begun = true;
                        lastX = x;
                        lastY = y;
                    }
                }
                path.append('Z');
            }
            return path.toString();
        }

        /// The middle of the largest ring.
        Point within(Border border) {
            var largest = border.rings().stream()
                    .max(Comparator.comparingDouble(Scale::size))
                    .orElseThrow();
            return new Point((int) largest.stream().mapToInt(Point::x).average().orElseThrow(), (int)
                    largest.stream().mapToInt(Point::y).average().orElseThrow());
        }

        private static double size(List<Point> ring) {
            var twice = 0.0;
            for (var i = 0; i < ring.size(); i++) {
                var one = ring.get(i);
                var next = ring.get((i + 1) % ring.size());
                twice += (double) one.x() * next.y() - (double) next.x() * one.y();
            }
            return Math.abs(twice) / 2;
        }
    }
}
