package nl.samenspel.insight;

import java.util.List;
import nl.samenspel.network.Point;

/// The outline of an area: one ring or more, in metres of the national grid (RD). A ring within another is a hole.
///
/// @param name the name of a municipality, or the four figures of a postcode
public record Border(String name, List<List<Point>> rings) {

    public Border {
        rings = rings.stream().map(List::copyOf).toList();
        if (rings.isEmpty() || rings.stream().anyMatch(ring -> ring.size() < 3)) {
            throw new IllegalArgumentException(
                    "An outline has rings of three points or more, but \"%s\" has not.".formatted(name));
        }
    }

    /// The smallest upright rectangle around something.
    ///
    /// @param from its south-west corner
    /// @param until its north-east corner
    public record Box(Point from, Point until) {

        static Box around(List<Point> points) {
            return new Box(
                    new Point(
                            points.stream().mapToInt(Point::x).min().orElseThrow(),
                            points.stream().mapToInt(Point::y).min().orElseThrow()),
                    new Point(
                            points.stream().mapToInt(Point::x).max().orElseThrow(),
                            points.stream().mapToInt(Point::y).max().orElseThrow()));
        }

        /// With so much room around it, as a part of its longest side, and never smaller than a village.
        Box withRoom(double part) {
            var side = Math.max(2_000, Math.max(until.x() - from.x(), until.y() - from.y()));
            var room = (int) Math.ceil(side * part);
            return new Box(new Point(from.x() - room, from.y() - room), new Point(until.x() + room, until.y() + room));
        }
    }

    Box box() {
        return Box.around(rings.stream().flatMap(List::stream).toList());
    }
}
