package nl.samenspel.insight;

import nl.samenspel.insight.Grid.Cell;

/// What was done.
///
/// @param quarter such as `2026-3`; empty: all of the period
record Work(String quarter, long visits, long minutes, int volunteers, int participants) {

    Cell cell(Column column) {
        return switch (column) {
            case VISITS -> new Grid.Count(visits);
            case HOURS -> new Grid.Decimal(minutes / 60.0);
            case CAME -> new Grid.Count(volunteers);
            case REACHED -> new Grid.Count(participants);
            default -> throw new IllegalArgumentException("Work is not counted by %s.".formatted(column));
        };
    }
}
