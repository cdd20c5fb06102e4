package nl.samenspel.insight;

import nl.samenspel.insight.Grid.Cell;
import nl.samenspel.limits.Face;

/// How participants answered when they were asked how it goes with themselves.
///
/// @param quarter such as `2026-3`; empty: all of the period
record Felt(String quarter, int glad, int soSo, int hard) {

    Felt and(Face self) {
        return switch (self) {
            case GLAD -> new Felt(quarter, glad + 1, soSo, hard);
            case SO_SO -> new Felt(quarter, glad, soSo + 1, hard);
            case HARD -> new Felt(quarter, glad, soSo, hard + 1);
        };
    }

    int answers() {
        return glad + soSo + hard;
    }

    Cell cell(Column column) {
        return switch (column) {
            case ANSWERS -> new Grid.Count(answers());
            case GLAD -> new Grid.Part(new Share(glad, answers()));
            case SO_SO -> new Grid.Part(new Share(soSo, answers()));
            case HARD -> new Grid.Part(new Share(hard, answers()));
            default -> throw new IllegalArgumentException("Answers are not counted by %s.".formatted(column));
        };
    }
}
