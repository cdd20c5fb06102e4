package nl.samenspel.insight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/// Cells of all tables that can be laid side by side, and the sums that hold between them. What a
/// cell is called decides what it is: the same name in two tables is the same cell.
///
/// Every sum that a reader may know of must be said here, also with what was published before and
/// with what is never shown: protection holds against what is said, and against nothing else. Sums
/// are exact; a count of people who may stand in several parts is no sum of those parts.
public final class LinkedTables {

    /// @param value what would be shown, never negative
    /// @param people distinct people behind it
    /// @param fewestOthers the fewest people that are left when one organisation takes its own away; 0
    ///        when nobody is left. Each organisation knows its own figures and can do that sum
    record Cell(String name, long value, int people, int fewestOthers, Fate fate) {

        Cell {
            if (value < 0 || people < 0 || fewestOthers < 0 || fewestOthers > people) {
                throw new IllegalArgumentException(
                        "A cell counts what is there, but %s has value %d, %d people and %d others."
                                .formatted(name, value, people, fewestOthers));
            }
        }

        /// Built on too few people to be shown. Nobody is too few too: that nobody waits
        /// somewhere also says something of the few who live there.
        boolean isTooSmall(int threshold) {
            if (fate == Fate.OUT || (fate == Fate.NEVER && people == 0)) {
                return false;
            }
            return people < threshold || (fewestOthers > 0 && fewestOthers < threshold);
        }
    }

    /// What can still be decided of a cell.
    enum Fate {
        /// May be shown or not.
        OPEN,
        /// Stands in an edition that is out.
        OUT,
        /// Is never shown; what is shown must not tell it.
        NEVER
    }

    /// @param total the cell that is the sum of the others
    record Sum(int total, List<Integer> parts) {

        Sum {
            parts = List.copyOf(parts);
        }
    }

    private final List<Cell> cells;
    private final Map<String, Integer> byName;
    private final List<Sum> sums;

    public LinkedTables() {
        this(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
    }

    private LinkedTables(List<Cell> cells, Map<String, Integer> byName, List<Sum> sums) {
        this.cells = cells;
        this.byName = byName;
        this.sums = sums;
    }

    /// The same cells with less in them, between which the same sums hold.
    ///
    /// @param less what is left of a cell
    LinkedTables left(UnaryOperator<Cell> less) {
        var left = new LinkedTables(cells.stream().map(less).toList(), byName, List.copyOf(sums));
        sums.forEach(left::mustBeRight);
        return left;
    }

    /// A cell that would be shown if it may.
    public LinkedTables cell(String name, long value, int people, int fewestOthers) {
        return add(new Cell(name, value, people, fewestOthers, Fate.OPEN));
    }

    /// A cell that everybody has seen already.
    public LinkedTables published(String name, long value) {
        return add(new Cell(name, value, Integer.MAX_VALUE, 0, Fate.OUT));
    }

    /// A cell that is in no table, but that a reader could work out: the difference of two
    /// others, for instance. With nobody behind it there is nothing to protect.
    public LinkedTables unpublished(String name, long value, int people) {
        return add(new Cell(name, value, people, 0, Fate.NEVER));
    }

    private LinkedTables add(Cell cell) {
        var before = byName.putIfAbsent(cell.name(), cells.size());
        if (before == null) {
            cells.add(cell);
        } else if (!cells.get(before).equals(cell)) {
            throw new IllegalArgumentException(
                    "One name is one cell, but %s and %s are not the same.".formatted(cells.get(before), cell));
        }
        return this;
    }

    /// The total is the sum of its parts, and everybody knows.
    public LinkedTables sum(String total, List<String> parts) {
        var sum = new Sum(index(total), parts.stream().map(this::index).toList());
        mustBeRight(sum);
        sums.add(sum);
        return this;
    }

    private void mustBeRight(Sum sum) {
        var together = 0L;
        for (var part : sum.parts()) {
            together += cells.get(part).value();
        }
        var total = cells.get(sum.total());
        if (together != total.value()) {
            throw new IllegalArgumentException(
                    "%s is %d, but its parts are %d together.".formatted(total.name(), total.value(), together));
        }
    }

    private int index(String name) {
        var index = byName.get(name);
        if (index == null) {
            throw new IllegalArgumentException("No cell is called " + name + ".");
        }
        return index;
    }

    OptionalInt find(String name) {
        var index = byName.get(name);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    List<Cell> cells() {
        return cells;
    }

    List<Sum> sums() {
        return sums;
    }
}
