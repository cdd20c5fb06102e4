package nl.samenspel.insight;

import org.jspecify.annotations.Nullable;

/// One cell of a published table.
///
/// @param line a municipality (empty: not known), a kind of help, [FigureTable#OTHERS] or
///        [FigureTable#ALL]
/// @param heading a part, or [FigureTable#ALL]
/// @param value null: not shown
public record FigureCell(
        FigureTable table,
        String line,
        String heading,
        @Nullable Long value) {}
