package nl.samenspel.insight;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import nl.samenspel.insight.BordersTaken.Unusable;
import nl.samenspel.network.Point;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads outlines from GeoJSON (RFC 7946): a FeatureCollection of polygons. A feature at a time, so that a large file
/// takes little memory. Several features of one name are one area, as islands are.
///
/// Lines are made simpler by putting each point on a grid of [#GRID] metres: two neighbours share their border before
/// and after, so no white lines appear between them.
final class BordersFile {

    static final int MOST_BYTES = 30 << 20;
    static final int MOST_POINTS = 1_000_000;

    /// Metres. On a screen of 1,000 dots the country is 300 metres a dot.
    static final int GRID = 50;

    private static final int MOST_LEVELS = 24;
    private static final int LONGEST_NAME = 100;

    /// The country, roomily, in metres of its grid.
    private static final Border.Box COUNTRY = new Border.Box(new Point(-10_000, 280_000), new Point(310_000, 640_000));

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_LEVELS)
                            .maxDocumentLength(MOST_BYTES)
                            .maxStringLength(100_000)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final BorderLevel level;
    private final String property;
    private final CoordinateSystem system;
    private final Map<String, List<List<Point>>> areas = new LinkedHashMap<>();
    private final SequencedSet<String> properties = new LinkedHashSet<>();
    private int points;
    private boolean elsewhere;

    /// What was found in a file, or what is wrong with it.
    sealed interface Found {}

    record Outlines(List<Border> borders) implements Found {}

    record Wrong(Unusable what) implements Found {}

    private BordersFile(BorderLevel level, String property, CoordinateSystem system) {
        this.level = level;
        this.property = property;
        this.system = system;
    }

    /// @param property of each feature, that says what the area is called
    static Found read(InputStream file, BorderLevel level, String property, CoordinateSystem system) {
        return new BordersFile(level, property, system).read(file);
    }

    private Found read(InputStream file) {
        try (var parser = JSON.createParser(file)) {
            if (!findFeatures(parser)) {
                return new Wrong(new BordersTaken.NoGeoJson());
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonNode feature = JSON.readTree(parser);
                take(feature);
                if (points > MOST_POINTS) {
                    return new Wrong(new BordersTaken.TooMuch());
                }
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                return new Wrong(new BordersTaken.NoGeoJson());
            }
        } catch (JacksonException _) {
            return new Wrong(new BordersTaken.NoGeoJson());
        }
        if (elsewhere) {
            return new Wrong(new BordersTaken.Elsewhere());
        }
        if (areas.isEmpty()) {
            return new Wrong(
                    properties.isEmpty()
                            ? new BordersTaken.NoGeoJson()
                            : new BordersTaken.NoName(List.copyOf(properties)));
        }
        return new Outlines(areas.entrySet().stream()
                .map(area -> new Border(area.getKey(), area.getValue()))
                .toList());
    }

    private static boolean findFeatures(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var value = parser.nextToken();
            if (name.equals("features")) {
                return value == JsonToken.START_ARRAY;
            }
            parser.skipChildren();
        }
        return false;
    }

    private void take(JsonNode feature) {
        var said = feature.path("properties");
        if (properties.size() < 50) {
            said.propertyNames().stream()
                    .filter(name -> name.length() <= LONGEST_NAME)
                    .forEach(properties::add);
        }
        var name = said.path(property).asString("").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || !level.isName(name)) {
            return;
        }
        var geometry = feature.path("geometry");
        var coordinates = geometry.path("coordinates");
        switch (geometry.path("type").asString("")) {
            case "Polygon" -> takePolygon(name, coordinates);
            case "MultiPolygon" -> coordinates.forEach(polygon -> takePolygon(name, polygon));
            default -> {}
        }
    }

    private void takePolygon(String name, JsonNode polygon) {
        for (var line : polygon) {
            var ring = new ArrayList<Point>();
            for (var place : line) {
                var point = point(place);
                points++;
                if (point == null || points > MOST_POINTS) {
                    elsewhere |= point == null;
                    return;
                }
                if (ring.isEmpty() || !ring.getLast().equals(point)) {
                    ring.add(point);
                }
            }
            if (ring.size() > 1 && ring.getFirst().equals(ring.getLast())) {
                ring.removeLast();
            }
            if (ring.size() >= 3) {
                areas.computeIfAbsent(name, _ -> new ArrayList<>()).add(ring);
            }
        }
    }

    /// Null when it is not in the country.
    private @Nullable Point point(JsonNode place) {
        if (!place.path(0).isNumber() || !place.path(1).isNumber()) {
            return null;
        }
        var first = place.path(0).asDouble();
        var second = place.path(1).asDouble();
        if (Math.abs(first) > 1e7 || Math.abs(second) > 1e7) {
            return null;
        }
        var point =
                switch (system) {
                    case RD -> new Point((int) Math.round(first), (int) Math.round(second));
                    case WGS84 ->
                        Math.abs(first) > 180 || Math.abs(second) > 90 ? null : Point.ofDegrees(second, first);
                };
        return point == null || !isIn(point)
                ? null
                : new Point(Math.round(point.x() / (float) GRID) * GRID, Math.round(point.y() / (float) GRID) * GRID);
    }

    private static boolean isIn(Point point) {
        return point.x() >= COUNTRY.from().x()
                && point.x() <= COUNTRY.until().x()
                && point.y() >= COUNTRY.from().y()
                && point.y() <= COUNTRY.until().y();
    }
}
