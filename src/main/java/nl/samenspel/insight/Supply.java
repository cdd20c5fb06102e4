package nl.samenspel.insight;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import nl.samenspel.insight.Grid.Cell;
import nl.samenspel.network.Area;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Point;
import nl.samenspel.volunteers.Reach;
import org.jspecify.annotations.Nullable;

/// What waits today beside who could begin today, and where nobody can come.
final class Supply {

    /// What waits, in one place.
    ///
    /// @param postcode its four figures; empty: not known
    record Waits(KindOfHelp kind, String municipality, String postcode, int requests) {}

    /// Of one row.
    private static final class Counted {
        final List<String> names;
        int open;
        int nobody;
        int full;
        int free;
        int unknown;
        int idle;
        int volunteers;

        Counted(List<String> names) {
            this.names = names;
        }

        Cell cell(Column column) {
            return switch (column) {
                case OPEN -> new Grid.Count(open);
                case NOBODY -> new Grid.Count(nobody);
                case FULL -> new Grid.Count(full);
                case FREE -> new Grid.Count(free);
                case UNKNOWN -> new Grid.Count(unknown);
                case IDLE -> new Grid.Count(idle);
                case VOLUNTEERS -> new Grid.Count(volunteers);
                case SHORT -> Grid.Shortage.of(open, idle);
                default -> throw new IllegalArgumentException("Supply is not counted by %s.".formatted(column));
            };
        }
    }

    private final List<Waits> waiting;
    private final List<Reach> volunteers;
    private final Map<String, Area> areas;
    private final Map<KindOfHelp, Near> doing = new EnumMap<>(KindOfHelp.class);

    /// @param areas by the four figures of the postcode
    Supply(List<Waits> waiting, List<Reach> volunteers, Map<String, Area> areas) {
        this.waiting = waiting;
        this.volunteers = volunteers;
        this.areas = areas;
        for (var one : volunteers) {
            for (var kind : one.kinds()) {
                doing.computeIfAbsent(kind, _ -> new Near()).add(one);
            }
        }
    }

    /// Who does a kind of help, by where they live: of each place only how far the farthest of
    /// them come.
    private static final class Near {

        private static final class Home {
            int metres;
            int freeMetres = -1;
        }

        private final NavigableMap<Integer, Map<Point, Home>> homes = new TreeMap<>();
        private int farthest;

        void add(Reach volunteer) {
            var point = volunteer.home();
            if (point == null) {
                return;
            }
            var home = homes.computeIfAbsent(point.x(), _ -> new HashMap<>()).computeIfAbsent(point, _ -> new Home());
            home.metres = Math.max(home.metres, volunteer.metres());
            if (volunteer.free()) {
                home.freeMetres = Math.max(home.freeMetres, volunteer.metres());
            }
            farthest = Math.max(farthest, volunteer.metres());
        }

        Column near(Point middle) {
            var best = Column.NOBODY;
            var around = homes.subMap(middle.x() - farthest, true, middle.x() + farthest, true);
            for (var column : around.values()) {
                for (var home : column.entrySet()) {
                    var metres = home.getKey().metresTo(middle);
                    if (metres <= home.getValue().freeMetres) {
                        return Column.FREE;
                    }
                    if (metres <= home.getValue().metres) {
                        best = Column.FULL;
                    }
                }
            }
            return best;
        }
    }

    /// What waits, and who could begin. Somebody who does three kinds counts in three; in a
    /// municipality, once.
    Grid supply(Grouping by) {
        var rows = new TreeMap<String, Counted>();
        for (var one : waiting) {
            row(rows, by, one.kind(), one.municipality(), one.postcode()).open += one.requests();
        }
        for (var one : volunteers) {
            if (one.free()) {
                if (by == Grouping.MUNICIPALITY) {
                    row(rows, by, null, one.municipality(), one.postcode()).idle++;
                } else {
                    one.kinds().forEach(kind -> row(rows, by, kind, one.municipality(), one.postcode()).idle++);
                }
            }
        }
        return grid(Topic.SUPPLY, by, rows.values(), Comparator.comparingInt(one -> -one.open));
    }

    /// Where nobody works, or where something waits that nobody within reach can begin.
    ///
    /// @param ours municipalities in which the organisation takes requests in
    Grid gaps(Grouping by, Set<String> ours) {
        var rows = new TreeMap<String, Counted>();
        if (by == Grouping.MUNICIPALITY) {
            ours.forEach(place -> row(rows, by, null, place, ""));
        }
        for (var one : waiting) {
            var row = row(rows, by, one.kind(), one.municipality(), one.postcode());
            row.open += one.requests();
            switch (near(one)) {
                case null -> row.unknown += one.requests();
                case Column.NOBODY -> row.nobody += one.requests();
                case Column.FULL -> row.full += one.requests();
                default -> row.free += one.requests();
            }
        }
        for (var one : volunteers) {
            if (by == Grouping.KIND) {
                one.kinds().forEach(kind -> count(rows, kind.name()));
            } else {
                count(rows, by == Grouping.MUNICIPALITY ? one.municipality() : one.postcode());
            }
        }
        return grid(
                Topic.GAPS,
                by,
                rows.values().stream()
                        .filter(row -> row.nobody + row.full + row.unknown > 0 || row.volunteers == 0)
                        .toList(),
                Comparator.<Counted>comparingInt(row -> -row.nobody)
                        .thenComparingInt(row -> -row.full)
                        .thenComparingInt(row -> -row.open));
    }

    /// How near the help is for what waits there; null where it is not known where that is.
    private @Nullable Column near(Waits one) {
        var area = areas.get(one.postcode());
        var middle = area == null ? null : area.middle();
        if (middle == null) {
            return null;
        }
        var near = doing.get(one.kind());
        return near == null ? Column.NOBODY : near.near(middle);
    }

    private static void count(Map<String, Counted> rows, String key) {
        var row = rows.get(key);
        if (row != null) {
            row.volunteers++;
        }
    }

    private static Counted row(
            Map<String, Counted> rows, Grouping by, @Nullable KindOfHelp kind, String municipality, String postcode) {
        var names =
                switch (by) {
                    case KIND -> List.of(name(kind));
                    case MUNICIPALITY -> List.of(municipality);
                    case POSTCODE -> List.of(postcode);
                    case KIND_IN_MUNICIPALITY -> List.of(name(kind), municipality);
                    case ORIGIN, QUARTER, LANGUAGE ->
                        throw new IllegalArgumentException("Supply is not counted by %s.".formatted(by));
                };
        return rows.computeIfAbsent(String.join("\n", names), _ -> new Counted(names));
    }

    private static String name(@Nullable KindOfHelp kind) {
        return kind == null ? "" : kind.name();
    }

    private static Grid grid(Topic topic, Grouping by, Collection<Counted> rows, Comparator<Counted> order) {
        return Grid.of(topic, by, rows.stream().sorted(order).toList(), one -> one.names, Counted::cell);
    }
}
