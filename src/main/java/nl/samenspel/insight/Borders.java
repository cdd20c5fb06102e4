package nl.samenspel.insight;

import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.samenspel.insight.Border.Box;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Point;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to where areas lie on a map: their outlines, which an administrator reads in from a file,
/// and where there are none, their middles as `network` knows them.
@Service
public class Borders {

    /// Of a picture with more nobody sees the difference, and a phone draws it slowly.
    private static final int MOST_DRAWN = 1_500;

    /// So that a dot on the edge is whole.
    private static final double ROOM = 0.1;

    private final BorderStore store;
    private final Areas areas;
    private final Clock clock;

    Borders(BorderStore store, Areas areas, Clock clock) {
        this.store = store;
        this.areas = areas;
        this.clock = clock;
    }

    /// Where outlines come from.
    public record Source(BorderLevel level, String source, Instant takenAt, int areas) {}

    /// What to draw for some areas.
    ///
    /// @param borders of the areas themselves and of what lies around them; empty where no outlines are known
    /// @param middles of the areas that have no outline, by name
    /// @param box around the areas
    public record Ground(List<Border> borders, Map<String, Point> middles, Box box) {}

    /// Replaces the outlines of a level by those of a GeoJSON file. For an administrator.
    ///
    /// @param property of each feature, that says what the area is called
    /// @param source where the file comes from
    @Transactional
    public BordersTaken take(
            BorderLevel level, InputStream file, String property, CoordinateSystem system, String source) {
        return switch (BordersFile.read(file, level, property, system)) {
            case BordersFile.Outlines(var borders) -> {
                store.replace(level, borders, source, clock.instant());
                yield new BordersTaken.Kept(borders.size());
            }
            case BordersFile.Wrong(var what) -> what;
        };
    }

    /// Takes outlines away; whether there were any.
    @Transactional
    public boolean remove(BorderLevel level) {
        return store.remove(level);
    }

    @Transactional(readOnly = true)
    public List<Source> listSources() {
        return store.listSources();
    }

    /// What to draw for areas of these names; empty when it is not known of any of them where they lie.
    @Transactional(readOnly = true)
    public Optional<Ground> ground(BorderLevel level, Collection<String> names) {
        var outlined = store.list(level, names);
        var missing = new HashSet<>(names);
        outlined.forEach(border -> missing.remove(border.name()));
        var middles = missing.isEmpty() ? Map.<String, Point>of() : middles(level, missing);
        var places = new ArrayList<>(middles.values());
        outlined.forEach(border ->
                places.addAll(List.of(border.box().from(), border.box().until())));
        if (places.isEmpty()) {
            return Optional.empty();
        }
        var box = Box.around(places).withRoom(ROOM);
        var around = outlined.isEmpty() ? outlined : store.list(level, box, MOST_DRAWN);
        return Optional.of(new Ground(around.size() == MOST_DRAWN ? outlined : around, middles, box));
    }

    private Map<String, Point> middles(BorderLevel level, Collection<String> names) {
        if (level == BorderLevel.POSTCODE) {
            var found = new HashMap<String, Point>();
            areas.list(names).forEach((postcode, area) -> {
                if (area.middle() != null) {
                    found.put(postcode, area.middle());
                }
            });
            return found;
        }
        return areas.list().stream()
                .filter(area -> area.middle() != null && names.contains(area.municipality()))
                .collect(Collectors.groupingBy(
                        Area::municipality, Collectors.collectingAndThen(Collectors.toList(), Borders::middle)));
    }

    private static Point middle(List<Area> areas) {
        return new Point(
                (int) areas.stream()
                        .map(Area::middle)
                        .filter(Objects::nonNull)
                        .mapToInt(Point::x)
                        .average()
                        .orElseThrow(),
                (int) areas.stream()
                        .map(Area::middle)
                        .filter(Objects::nonNull)
                        .mapToInt(Point::y)
                        .average()
                        .orElseThrow());
    }
}
