package nl.samenspel.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.samenspel.insight.BordersFile.Found;
import nl.samenspel.insight.BordersFile.Outlines;
import nl.samenspel.insight.BordersFile.Wrong;
import nl.samenspel.network.Point;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class BordersFileTest {

    private static final String RD_SQUARE =
            "[[[155000,463000],[156000,463000],[156000,464000],[155000,464000],[155000,463000]]]";

    @Test
    void a_polygon_in_metres_is_read_as_it_is_and_closed_once() {
        assertThat(read(collection(feature("{\"naam\": \"Duinrand\"}", "Polygon", RD_SQUARE)), CoordinateSystem.RD))
                .isEqualTo(new Outlines(List.of(new Border(
                        "Duinrand",
                        List.of(List.of(
                                new Point(155_000, 463_000),
                                new Point(156_000, 463_000),
                                new Point(156_000, 464_000),
                                new Point(155_000, 464_000)))))));
    }

    /// Amersfoort and the Westertoren, in both systems, as the publication gives them.
    @Test
    void degrees_become_metres() {
        var found = read(
                collection(feature(
                        "{\"naam\": \"Duinrand\"}",
                        "Polygon",
                        "[[[5.38720621,52.15517440],[4.88352559,52.37453253],[5.38720621,52.37453253]]]")),
                CoordinateSystem.WGS84);

        assertThat(((Outlines) found).borders().getFirst().rings().getFirst())
                .contains(new Point(155_000, 463_000), new Point(120_700, 487_550));
    }

    @Test
    void islands_of_one_name_are_one_area_and_neighbours_keep_the_border_they_share() {
        var found = (Outlines) read(
                collection(
                        feature("{\"naam\": \"A\"}", "MultiPolygon", "[" + RD_SQUARE + "]"),
                        feature("{\"naam\": \"A\"}", "Polygon", "[[[100011,400017],[101000,400000],[101000,401000]]]"),
                        feature("{\"naam\": \"B\"}", "Polygon", "[[[100011,400017],[101000,400000],[100000,399000]]]")),
                CoordinateSystem.RD);

        assertThat(found.borders().stream().map(Border::name)).containsExactly("A", "B");
        assertThat(found.borders().getFirst().rings()).hasSize(2);
        assertThat(found.borders().getFirst().rings().getLast().subList(0, 2))
                .isEqualTo(found.borders().getLast().rings().getFirst().subList(0, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no file at all",
                "[]",
                "{}",
                "{\"features\": {}}",
                "{\"features\": [{\"type\": \"Feature\"",
                "{\"type\": \"FeatureCollection\", \"features\": []}"
            })
    void what_is_no_GeoJSON_gets_words(String file) {
        assertThat(read(file, CoordinateSystem.RD)).isEqualTo(new Wrong(new BordersTaken.NoGeoJson()));
    }

    @Test
    void a_file_that_goes_on_too_deep_is_not_followed() {
        var deep = "[".repeat(5_000) + "]".repeat(5_000);
        assertThat(read(collection(feature("{\"naam\": \"A\"}", "Polygon", deep)), CoordinateSystem.RD))
                .isEqualTo(new Wrong(new BordersTaken.NoGeoJson()));
    }

    @Test
    void a_file_with_too_many_points_is_not_read_to_its_end() {
        var line = IntStream.range(0, BordersFile.MOST_POINTS + 10)
                .mapToObj(i -> "[1%05d,400000]".formatted(i % 90_000))
                .collect(Collectors.joining(","));
        assertThat(read(collection(feature("{\"naam\": \"A\"}", "Polygon", "[[" + line + "]]")), CoordinateSystem.RD))
                .isEqualTo(new Wrong(new BordersTaken.TooMuch()));
    }

    @Test
    void a_property_that_is_not_there_is_answered_with_those_that_are() {
        assertThat(read(
                        collection(feature("{\"statnaam\": \"A\", \"code\": 3}", "Polygon", RD_SQUARE)),
                        CoordinateSystem.RD))
                .isEqualTo(new Wrong(new BordersTaken.NoName(List.of("statnaam", "code"))));
    }

    @Test
    void the_wrong_system_is_noticed_both_ways() {
        var degrees = "[[[5.3,52.1],[5.4,52.1],[5.4,52.2]]]";
        assertThat(read(collection(feature("{\"naam\": \"A\"}", "Polygon", degrees)), CoordinateSystem.RD))
                .isEqualTo(new Wrong(new BordersTaken.Elsewhere()));
        assertThat(read(collection(feature("{\"naam\": \"A\"}", "Polygon", RD_SQUARE)), CoordinateSystem.WGS84))
                .isEqualTo(new Wrong(new BordersTaken.Elsewhere()));
        assertThat(read(collection(feature("{\"naam\": \"A\"}", "Polygon", degrees)), CoordinateSystem.WGS84))
                .isInstanceOf(Outlines.class);
    }

    private static String collection(String... features) {
        return "{\"type\": \"FeatureCollection\", \"crs\": {\"a\": [1]}, \"features\": [%s]}"
                .formatted(String.join(",", features));
    }

    private static String feature(String properties, String type, String coordinates) {
        return "{\"type\": \"Feature\", \"properties\": %s, \"geometry\": {\"type\": \"%s\", \"coordinates\": %s}}"
                .formatted(properties, type, coordinates);
    }

    private static Found read(String file, CoordinateSystem system) {
        return BordersFile.read(
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                BorderLevel.MUNICIPALITY,
                "naam",
                system);
    }
}
