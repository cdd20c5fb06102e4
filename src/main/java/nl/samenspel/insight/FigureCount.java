package nl.samenspel.insight;

import static nl.samenspel.insight.FigureTable.ALL;
import static nl.samenspel.insight.FigureTable.OTHERS;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.insight.FigureTable.Outcome;
import nl.samenspel.insight.FigureTable.Waited;
import nl.samenspel.insight.LinkedTables.Cell;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.Lacking;
import org.jspecify.annotations.Nullable;

/// Counts the tables of an edition, to the last one, and says how they hang together. Plain Java;
/// what of it may be shown is [Suppression]'s to say.
///
/// A cell has one name, in whichever tables it stands: `all`, `m:Alkmaar`, `m:Alkmaar/o:MET`,
/// `k:VIGIL`.
final class FigureCount {

    /// A request, and as far as counting needs it, whose it is.
    ///
    /// @param human the same for one person at two organisations, where their account tells
    record AskedBy(
            UUID organisation,
            String human,
            String municipality,
            KindOfHelp kind,
            State state,
            @Nullable Lacking lacking,
            LocalDate waitingSince,
            @Nullable LocalDate foundOn) {

        Outcome outcome() {
            return foundOn != null
                    ? Outcome.MET
                    : lacking != null ? Outcome.UNMET : state.isOpen() ? Outcome.OPEN : Outcome.ENDED;
        }
    }

    /// Somebody who began as a volunteer.
    record Began(UUID organisation, String human, String municipality) {}

    /// What a cell is.
    ///
    /// @param fewestOthers as in [LinkedTables.Cell]
    record Counted(long value, int people, int fewestOthers) {

        boolean isTooSmall(int threshold) {
            return people < threshold || (fewestOthers > 0 && fewestOthers < threshold);
        }
    }

    /// A version that is out or under embargo: what its cells are, and which it shows.
    record Earlier(int version, Map<String, Was> cells) {

        record Was(long value, int people, boolean shown) {}
    }

    private record NamedSum(String total, List<String> parts) {}

    private final SortedSet<String> municipalities;
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Map<String, Counted> cells = new LinkedHashMap<>();

    /// @param listed municipalities with a line of their own; the rest is together in [FigureTable#OTHERS]
    FigureCount(Collection<AskedBy> requests, Collection<Began> volunteers, Set<String> listed) {
        for (var request : requests) {
            for (var name : namesOf(request, place(request.municipality(), listed))) {
                tallies.computeIfAbsent(name, _ -> new Tally()).add(request.organisation(), request.human());
            }
        }
        for (var volunteer : volunteers) {
            for (var name : List.of("v", "v/" + place(volunteer.municipality(), listed))) {
                tallies.computeIfAbsent(name, _ -> new Tally()).add(volunteer.organisation(), volunteer.human());
            }
        }
        municipalities = new TreeSet<>(listed);
        municipalities.add(OTHERS);
        sums(municipalities).stream()
                .flatMap(sum -> Stream.concat(Stream.of(sum.total()), sum.parts().stream()))
                .distinct()
                .forEach(name ->
                        cells.put(name, tallies.getOrDefault(name, new Tally()).counted()));
    }

    private static String place(String municipality, Set<String> listed) {
        return "m:" + (listed.contains(municipality) ? municipality : OTHERS);
    }

    /// The municipalities in which enough people asked something to have a line of their own. A
    /// later version keeps those of the first: who comes or goes must not change what the others
    /// together are.
    static Set<String> listed(Collection<AskedBy> requests, int threshold, List<Earlier> earlier) {
        if (!earlier.isEmpty()) {
            return placesOf(earlier.getFirst()).stream()
                    .filter(name -> !name.equals(OTHERS))
                    .collect(Collectors.toSet());
        }
        var tallies = new HashMap<String, Tally>();
        requests.forEach(request -> tallies.computeIfAbsent(request.municipality(), _ -> new Tally())
                .add(request.organisation(), request.human()));
        return tallies.entrySet().stream()
                .filter(entry -> !entry.getValue().counted().isTooSmall(threshold))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static List<String> namesOf(AskedBy request, String place) {
        var outcome = request.outcome();
        var names = new ArrayList<>(List.of(
                "all",
                place,
                "f:" + FieldOfHelp.of(request.kind()),
                place + "/f:" + FieldOfHelp.of(request.kind()),
                "o:" + outcome,
                place + "/o:" + outcome,
                "k:" + request.kind(),
                "k:" + request.kind() + "/o:" + outcome));
        var found = request.foundOn();
        if (found != null) {
            var waited = Waited.of(ChronoUnit.DAYS.between(request.waitingSince(), found));
            names.add("w:" + waited);
            names.add(place + "/w:" + waited);
        } else if (request.lacking() != null) {
            names.add("l:" + request.lacking());
            names.add(place + "/l:" + request.lacking());
        }
        return names;
    }

    /// Who is in a cell, and at which organisations.
    private static final class Tally {

        private final Map<UUID, Long> values = new HashMap<>();
        private final Map<String, Set<UUID>> people = new HashMap<>();
        private @Nullable Map<UUID, Integer> onlyThere;

        void add(UUID organisation, String human) {
            onlyThere = null;
            values.merge(organisation, 1L, Long::sum);
            people.computeIfAbsent(human, _ -> new HashSet<>(2)).add(organisation);
        }

        Counted counted() {
            var alone = alone();
            var fewest = values.keySet().stream()
                    .mapToInt(organisation -> people.size() - alone.getOrDefault(organisation, 0))
                    .filter(others -> others > 0)
                    .min();
            return new Counted(value(), people.size(), fewest.orElse(0));
        }

        private long value() {
            return values.values().stream().mapToLong(value -> value).sum();
        }

        /// How many people each organisation has that are at no other.
        private Map<UUID, Integer> alone() {
            var counted = onlyThere;
            if (counted == null) {
                var fresh = new HashMap<UUID, Integer>();
                people.values().stream()
                        .filter(at -> at.size() == 1)
                        .forEach(at -> fresh.merge(at.iterator().next(), 1, Integer::sum));
                counted = fresh;
                onlyThere = fresh;
            }
            return counted;
        }

        /// What is left when an organisation takes its own away.
        Cell without(UUID organisation, Cell cell) {
            var own = values.get(organisation);
            return own == null
                    ? cell
                    : new Cell(
                            cell.name(),
                            cell.value() - own,
                            cell.people() - alone().getOrDefault(organisation, 0),
                            0,
                            cell.fate());
        }
    }

    Map<String, Counted> cells() {
        return cells;
    }

    Counted cell(String name) {
        return Objects.requireNonNull(cells.get(name), name);
    }

    /// Which cell stands where.
    Map<FigureTable, Map<String, Map<String, String>>> layout() {
        var layout = new TreeMap<FigureTable, Map<String, Map<String, String>>>();
        for (var table : FigureTable.values()) {
            var lines = new LinkedHashMap<String, Map<String, String>>();
            var names = table.lines() == FigureTable.Lines.KINDS
                    ? Arrays.stream(KindOfHelp.values()).map(Enum::name).toList()
                    : List.copyOf(municipalities);
            Stream.concat(Stream.of(ALL), names.stream()).forEach(line -> {
                var cellsOfLine = new LinkedHashMap<String, String>();
                table.headings().forEach(heading -> cellsOfLine.put(heading, name(table, line, heading)));
                lines.put(line, cellsOfLine);
            });
            layout.put(table, lines);
        }
        return layout;
    }

    private static String name(FigureTable table, String line, String heading) {
        var place = line.equals(ALL) ? "" : (table.lines() == FigureTable.Lines.KINDS ? "k:" : "m:") + line;
        var part =
                switch (table) {
                    case ASKED -> heading.equals(ALL) ? "" : "f:" + heading;
                    case OUTCOME, KINDS -> heading.equals(ALL) ? "" : "o:" + heading;
                    case WAITING -> heading.equals(ALL) ? "o:" + Outcome.MET : "w:" + heading;
                    case UNMET -> heading.equals(ALL) ? "o:" + Outcome.UNMET : "l:" + heading;
                    case VOLUNTEERS -> "";
                };
        if (table == FigureTable.VOLUNTEERS) {
            return place.isEmpty() ? "v" : "v/" + place;
        }
        if (place.isEmpty() && part.isEmpty()) {
            return "all";
        }
        return place.isEmpty() || part.isEmpty() ? place + part : place + "/" + part;
    }

    /// Every sum that a reader can know of.
    private static List<NamedSum> sums(Collection<String> municipalities) {
        var places = municipalities.stream().map(name -> "m:" + name).toList();
        var fields = names("f:", FieldOfHelp.values());
        var outcomes = names("o:", Outcome.values());
        var waited = names("w:", Waited.values());
        var lacking = names("l:", Lacking.values());
        var kinds = names("k:", KindOfHelp.values());
        var sums = new ArrayList<>(List.of(
                new NamedSum("all", places),
                new NamedSum("all", fields),
                new NamedSum("all", outcomes),
                new NamedSum("o:" + Outcome.MET, waited),
                new NamedSum("o:" + Outcome.UNMET, lacking)));
        for (var place : places) {
            sums.add(new NamedSum(place, below(place, fields)));
            sums.add(new NamedSum(place, below(place, outcomes)));
            sums.add(new NamedSum(place + "/o:" + Outcome.MET, below(place, waited)));
            sums.add(new NamedSum(place + "/o:" + Outcome.UNMET, below(place, lacking)));
        }
        Stream.of(fields, outcomes, waited, lacking)
                .flatMap(List::stream)
                .forEach(part -> sums.add(new NamedSum(
                        part, places.stream().map(place -> place + "/" + part).toList())));
        for (var field : FieldOfHelp.values()) {
            sums.add(new NamedSum(
                    "f:" + field,
                    field.kinds().stream().map(kind -> "k:" + kind).toList()));
        }
        kinds.forEach(kind -> sums.add(new NamedSum(kind, below(kind, outcomes))));
        outcomes.forEach(outcome -> sums.add(new NamedSum(
                outcome, kinds.stream().map(kind -> kind + "/" + outcome).toList())));
        sums.add(new NamedSum("v", places.stream().map(place -> "v/" + place).toList()));
        return sums;
    }

    private static List<String> names(String prefix, Enum<?>[] constants) {
        return Arrays.stream(constants).map(one -> prefix + one.name()).toList();
    }

    private static List<String> below(String place, List<String> parts) {
        return parts.stream().map(part -> place + "/" + part).toList();
    }

    /// Everything that can be laid side by side: these tables, and those of earlier versions of
    /// the same quarter. Requests of another quarter are other requests, so its tables tell
    /// nothing of these.
    LinkedTables linked(List<Earlier> earlier) {
        var tables = new LinkedTables();
        cells.forEach((name, cell) -> tables.cell(name, cell.value(), cell.people(), cell.fewestOthers()));
        sums(municipalities).forEach(sum -> tables.sum(sum.total(), sum.parts()));
        for (var before : earlier) {
            var prefix = before.version() + ">";
            before.cells().forEach((name, was) -> {
                if (was.shown()) {
                    tables.published(prefix + name, was.value());
                } else {
                    tables.unpublished(prefix + name, was.value(), was.people());
                }
            });
            sums(placesOf(before))
                    .forEach(sum -> tables.sum(
                            prefix + sum.total(),
                            sum.parts().stream().map(part -> prefix + part).toList()));
        }
        for (var i = 0; i < earlier.size(); i++) {
            var before = earlier.get(i);
            for (var later : earlier.subList(i + 1, earlier.size())) {
                later.cells()
                        .forEach((name, is) -> tellApart(
                                tables,
                                before,
                                name,
                                later.version() + ">" + name,
                                new Counted(is.value(), is.people(), 0)));
            }
            cells.forEach((name, is) -> tellApart(tables, before, name, name, is));
        }
        return tables;
    }

    /// For each organisation what is left when it takes its own away, which it can: it knows its
    /// own figures.
    List<LinkedTables> others() {
        var organisations = tallies.values().stream()
                .flatMap(tally -> tally.values.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        if (organisations.size() < 2) {
            return List.of();
        }
        var all = linked(List.of());
        return organisations.stream()
                .map(organisation -> all.left(cell -> {
                    var tally = tallies.get(cell.name());
                    return tally == null ? cell : tally.without(organisation, cell);
                }))
                .toList();
    }

    private static List<String> placesOf(Earlier before) {
        return before.cells().keySet().stream()
                .filter(name -> name.startsWith("m:") && !name.contains("/"))
                .map(name -> name.substring(2))
                .toList();
    }

    /// What came or went between two versions is a cell as well: whoever has both can take one
    /// from the other. How many people are behind it at least is all we know, so it counts as no
    /// more.
    private static void tellApart(LinkedTables tables, Earlier before, String name, String now, Counted is) {
        var was = before.cells().get(name);
        if (was == null) {
            return;
        }
        var then = before.version() + ">" + name;
        var difference = before.version() + "±" + now;
        var more = is.value() - was.value();
        if (more == 0) {
            // a reader may guess that nothing changed
            tables.published(difference, 0);
        } else {
            var people = (int) Math.min(Math.abs(more), Math.max(1, Math.abs(is.people() - was.people())));
            tables.unpublished(difference, Math.abs(more), people);
        }
        tables.sum(more >= 0 ? now : then, List.of(more >= 0 ? then : now, difference));
    }
}
