package nl.samenspel.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Point;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/// Outlines that an administrator reads in, and what is drawn without them.
@SamenspelTest
@NullUnmarked
class BordersTest {

    private static final String FILE = """
            {"type": "FeatureCollection", "features": [
              {"type": "Feature", "properties": {"code": "9701"}, "geometry": {"type": "Polygon",
               "coordinates": [[[155000,463000],[156000,463000],[156000,464000],[155000,464000],[155000,463000]]]}},
              {"type": "Feature", "properties": {"code": "9702"}, "geometry": {"type": "Polygon",
               "coordinates": [[[156000,463000],[157000,463000],[157000,464000],[156000,464000],[156000,463000]]]}},
              {"type": "Feature", "properties": {"code": "9703"}, "geometry": {"type": "Polygon",
               "coordinates": [[[200000,563000],[201000,563000],[201000,564000]]]}}]}
            """;

    @Autowired
    Borders borders;

    @Autowired
    Areas areas;

    @Autowired
    Neighbourhood neighbourhood;

    @Test
    void an_administrator_reads_outlines_in_and_whoever_looks_sees_an_area_with_what_lies_around_it() {
        var team = neighbourhood.team();
        neighbourhood.asAdministrator(() -> {
            areas.save(List.of(new Area("9704", "Elders", "Elders", "", new Point(155_500, 465_000))));
            return true;
        });

        assertThat(neighbourhood.<BordersTaken>asAdministrator(this::take)).isEqualTo(new BordersTaken.Kept(3));
        var ground = team.viewer()
                .call(() -> borders.ground(BorderLevel.POSTCODE, List.of("9701", "9704", "")))
                .orElseThrow();
        assertThat(ground.borders().stream().map(Border::name)).containsExactlyInAnyOrder("9701", "9702");
        assertThat(ground.middles()).containsOnlyKeys("9704");
        assertThat(neighbourhood.<List<Borders.Source>>asAdministrator(() -> borders.listSources()))
                .anySatisfy(source -> assertThat(source.areas()).isEqualTo(3));

        assertThat(neighbourhood.<Boolean>asAdministrator(() -> borders.remove(BorderLevel.POSTCODE)))
                .isTrue();
        assertThat(team.viewer().call(() -> borders.ground(BorderLevel.POSTCODE, List.of("9701"))))
                .isEmpty();
    }

    @Test
    void a_coordinator_cannot_change_them() {
        var team = neighbourhood.team();
        assertThatThrownBy(() -> team.viewer().call(this::take)).isInstanceOf(DataAccessException.class);
    }

    private BordersTaken take() {
        return borders.take(
                BorderLevel.POSTCODE,
                new ByteArrayInputStream(FILE.getBytes(StandardCharsets.UTF_8)),
                "code",
                CoordinateSystem.RD,
                "zelf getekend");
    }
}
