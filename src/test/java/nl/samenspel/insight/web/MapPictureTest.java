package nl.samenspel.insight.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.samenspel.insight.Border;
import nl.samenspel.insight.Border.Box;
import nl.samenspel.insight.Borders.Ground;
import nl.samenspel.insight.web.MapPicture.Figure;
import nl.samenspel.insight.web.MapPicture.Shape;
import nl.samenspel.network.Point;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class MapPictureTest {

    /// 36 kilometres wide: a hundred metres a dot.
    private static final Box BOX = new Box(new Point(0, 0), new Point(36_000, 20_000));

    @Test
    void north_is_up_and_more_is_darker() {
        var picture = MapPicture.of(
                new Ground(
                        List.of(square("A", 0, 0), square("B", 10_000, 10_000), square("C", 20_000, 0)), Map.of(), BOX),
                Map.of("A", new Figure(40, () -> "40"), "B", new Figure(10, () -> "10")));

        assertThat(picture.height()).isEqualTo(200);
        assertThat(picture.shapes())
                .containsExactly(
                        new Shape("M0 200L100 200L100 100L0 100Z", 5),
                        new Shape("M100 100L200 100L200 0L100 0Z", 2),
                        new Shape("M200 200L300 200L300 100L200 100Z", 0));
        assertThat(picture.labels().getFirst().text()).isEqualTo("40");
        assertThat(picture.shades()).containsExactly("0", "≤ 10", "≤ 20", "≤ 30", "≤ 40");
    }

    @Test
    void points_that_come_to_lie_on_one_place_are_one() {
        var ring = List.of(
                new Point(0, 0), new Point(20, 0), new Point(40, 10), new Point(10_000, 0), new Point(0, 9_000));
        var picture = MapPicture.of(
                new Ground(List.of(new Border("A", List.of(ring))), Map.of(), BOX),
                Map.of("A", new Figure(1, () -> "1")));

        assertThat(picture.shapes().getFirst().path()).isEqualTo("M0 200L100 200L0 110Z");
    }

    @Test
    void without_outlines_there_are_dots_the_largest_drawn_first() {
        var picture = MapPicture.of(
                new Ground(List.of(), Map.of("A", new Point(0, 0), "B", new Point(36_000, 20_000)), BOX),
                Map.of("A", new Figure(1, () -> "1"), "B", new Figure(100, () -> "100"), "", new Figure(7, () -> "7")));

        assertThat(picture.dots()).containsExactly(new MapPicture.Dot(360, 0, 18, 5), new MapPicture.Dot(0, 200, 5, 2));
        assertThat(picture.labels()).hasSize(2);
    }

    private static Border square(String name, int x, int y) {
        return new Border(
                name,
                List.of(List.of(
                        new Point(x, y),
                        new Point(x + 10_000, y),
                        new Point(x + 10_000, y + 10_000),
                        new Point(x, y + 10_000))));
    }
}
