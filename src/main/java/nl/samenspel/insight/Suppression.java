package nl.samenspel.insight;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.samenspel.insight.LinkedTables.Cell;
import nl.samenspel.insight.LinkedTables.Fate;

/// Chooses which cells of tables stay unpublished, so that nobody can be recognised
/// (_onderdrukking_).
///
/// **First** every cell that is built on fewer people than the threshold, or on fewer when one
/// organisation takes its own away. **Then** others beside them, so that no sum tells the first.
/// A cell counts as protected only when there are two proofs: two tables of whole numbers, not
/// negative, that agree with everything published, and that differ in that cell by the threshold
/// or by what it is worth, whichever is more. Whoever puts all published tables together cannot
/// know it more closely than that, by whatever sums.
///
/// Where no proof is found, more is left out; at the end everything would be. So a mistake in the
/// search costs figures, never somebody's privacy.
public final class Suppression {

    /// An installation may ask more, never less.
    public static final int LOWEST_THRESHOLD = 5;

    public static final int USUAL_THRESHOLD = 10;

    private final LinkedTables tables;
    private final int threshold;
    private final BitSet suppressed;
    private final Moves moves;
    private final Witnesses witnesses;

    /// What stays unpublished.
    ///
    /// @param suppressed names of cells that must not be shown
    /// @param alreadyKnown names of cells that can be worked out from what was published before,
    ///        whatever is done now
    public record Outcome(Set<String> suppressed, Set<String> alreadyKnown) {

        public Outcome {
            suppressed = Set.copyOf(suppressed);
            alreadyKnown = Set.copyOf(alreadyKnown);
        }

        public boolean mayShow(String cell) {
            return !suppressed.contains(cell);
        }
    }

    private Suppression(LinkedTables tables, int threshold, BitSet suppressed, Moves moves) {
        if (threshold < LOWEST_THRESHOLD) {
            throw new IllegalArgumentException("Figures are built on at least %d people, but the threshold is %d."
                    .formatted(LOWEST_THRESHOLD, threshold));
        }
        this.tables = tables;
        this.threshold = threshold;
        this.suppressed = suppressed;
        this.moves = moves;
        this.witnesses = new Witnesses(tables, moves, suppressed);
    }

    private static Suppression ofEverybody(LinkedTables tables, int threshold) {
        return new Suppression(tables, threshold, new BitSet(), new Moves(tables));
    }

    public static Outcome of(LinkedTables tables, int threshold) {
        return of(tables, List.of(), threshold);
    }

    /// The same, also against organisations that take their own figures away from what is
    /// published.
    ///
    /// @param others for each organisation the same cells in the same order, without its own part
    public static Outcome of(LinkedTables tables, List<LinkedTables> others, int threshold) {
        var everybody = ofEverybody(tables, threshold);
        // the same sums hold for each of them; beside earlier versions everybody has more
        var shared = others.isEmpty()
                        || others.getFirst().sums().size() == tables.sums().size()
                ? everybody.moves
                : new Moves(others.getFirst());
        var organisations = others.stream()
                .map(one -> new Suppression(one, threshold, everybody.suppressed, shared))
                .toList();
        var sensitive = everybody.leaveOutTooSmall();
        var known = new HashSet<Integer>();
        everybody.protect(sensitive, known);
        for (var again = true; again; ) {
            again = false;
            for (var organisation : organisations) {
                // what an organisation cannot know more of by anything we leave out, it knows of its neighbours anyway
                again |= organisation.protect(organisation.fewOthers(tables), new HashSet<>());
            }
            if (again) {
                everybody.protect(sensitive, known);
            }
        }
        return everybody.outcome(known);
    }

    /// Only the cells that are too small by themselves. Sums tell them: this is what protection
    /// begins with, and what the test shows to be not enough.
    static Outcome onlyTooSmall(LinkedTables tables, int threshold) {
        var suppression = ofEverybody(tables, threshold);
        suppression.leaveOutTooSmall();
        return suppression.outcome(Set.of());
    }

    /// Leaves out more until each of these is protected; whether there was any need to.
    private boolean protect(List<Integer> sensitive, Set<Integer> known) {
        for (var more = false; ; more = true) {
            var added = false;
            for (var cell : sensitive) {
                while (!known.contains(cell) && isAloneInASum(cell)) {
                    added |= leaveOutOneMore(cell, known);
                }
            }
            // only then the costly question
            for (var cell : sensitive) {
                while (!known.contains(cell) && !isProtected(cell)) {
                    added |= leaveOutOneMore(cell, known);
                }
            }
            if (!added) {
                return more;
            }
        }
    }

    /// Cells of few people of other organisations, near something of one's own: elsewhere one
    /// knows no more than everybody. That nobody else is there is no person.
    private List<Integer> fewOthers(LinkedTables everybodys) {
        var cells = tables.cells();
        var own = IntStream.range(0, cells.size())
                .filter(cell ->
                        cells.get(cell).value() != everybodys.cells().get(cell).value())
                .boxed()
                .collect(Collectors.toSet());
        var near = witnesses.connected(
                own.stream().filter(suppressed::get).mapToInt(cell -> cell).toArray());
        var nearSums = new BitSet();
        near.stream().flatMap(cell -> IntStream.of(moves.sumsOf(cell))).forEach(nearSums::set);
        return IntStream.range(0, cells.size())
                .filter(cell -> cells.get(cell).people() > 0 && cells.get(cell).people() < threshold)
                .filter(cell -> own.contains(cell)
                        || near.get(cell)
                        || IntStream.of(moves.sumsOf(cell)).anyMatch(nearSums::get))
                .boxed()
                .toList();
    }

    private List<Integer> leaveOutTooSmall() {
        var cells = tables.cells();
        var sensitive = IntStream.range(0, cells.size())
                .filter(cell -> cells.get(cell).isTooSmall(threshold))
                .boxed()
                .toList();
        sensitive.forEach(suppressed::set);
        IntStream.range(0, cells.size())
                .filter(cell -> cells.get(cell).fate() == Fate.NEVER)
                .forEach(suppressed::set);
        return sensitive;
    }

    private Outcome outcome(Set<Integer> known) {
        return new Outcome(names(suppressed.stream()), names(known.stream().mapToInt(cell -> cell)));
    }

    private Set<String> names(IntStream cells) {
        return cells.mapToObj(cell -> tables.cells().get(cell).name()).collect(Collectors.toSet());
    }

    private long spread(int cell) {
        var value = tables.cells().get(cell).value();
        return value > threshold ? 2 * value : threshold;
    }

    private boolean isAloneInASum(int cell) {
        return IntStream.of(moves.sumsOf(cell)).anyMatch(this::hasOneLeftOut);
    }

    private boolean hasOneLeftOut(int sum) {
        var many = 0;
        for (var cell : moves.cellsOf(sum)) {
            if (suppressed.get(cell) && ++many > 1) {
                return false;
            }
        }
        return many == 1;
    }

    private boolean isProtected(int cell) {
        return moves.sumsOf(cell).length == 0 || witnesses.differBy(spread(cell), cell);
    }

    /// The cheapest cell near by is left out too. Nearest first: in the sums of the cell itself,
    /// then in those of what is left out beside it, and so on.
    private boolean leaveOutOneMore(int cell, Set<Integer> known) {
        var seen = new BitSet();
        seen.set(cell);
        var ring = new ArrayDeque<Integer>(List.of(cell));
        while (!ring.isEmpty()) {
            var sums = ring.stream()
                    .flatMapToInt(one -> IntStream.of(moves.sumsOf(one)))
                    .distinct()
                    .toArray();
            var cheapest = cheapestOf(sums, cell);
            if (cheapest.isPresent()) {
                suppressed.set(cheapest.get());
                return true;
            }
            ring.clear();
            IntStream.of(sums)
                    .flatMap(sum -> IntStream.of(moves.cellsOf(sum)))
                    .filter(one -> suppressed.get(one) && !seen.get(one))
                    .distinct()
                    .forEach(one -> {
                        seen.set(one);
                        ring.add(one);
                    });
        }
        known.add(cell);
        return false;
    }

    private Optional<Integer> cheapestOf(int[] sums, int beside) {
        // a sum in which the cell stands alone cannot wait
        var pressing = IntStream.of(sums).filter(this::hasOneLeftOut).toArray();
        return IntStream.of(pressing.length == 0 ? sums : pressing)
                .flatMap(sum -> IntStream.of(moves.cellsOf(sum)))
                .filter(cell ->
                        !suppressed.get(cell) && tables.cells().get(cell).fate() == Fate.OPEN)
                .distinct()
                .boxed()
                // behind nobody nothing can hide
                .min(Comparator.comparing(
                                (Integer cell) -> tables.cells().get(cell).value() == 0)
                        .thenComparingLong(cell -> cost(cell, beside))
                        .thenComparing(cell -> cell));
    }

    /// What is lost: a big figure more than a small one; and one whose other sums have nothing
    /// left out yet asks for more to be left out there. One that is too small to hide behind
    /// counts as if it were big enough.
    private long cost(int cell, int beside) {
        var more = IntStream.of(moves.sumsOf(cell))
                .filter(sum -> IntStream.of(moves.cellsOf(sum)).noneMatch(suppressed::get))
                .count();
        return Math.max(tables.cells().get(cell).value(), spread(beside)) * (1 + more);
    }

    /// How many cells of those that could be shown are not.
    static double lost(LinkedTables tables, Outcome outcome) {
        var open = tables.cells().stream()
                .filter(cell -> cell.fate() == Fate.OPEN)
                .map(Cell::name)
                .toList();
        return open.stream().filter(outcome.suppressed()::contains).count() / (double) open.size();
    }
}
