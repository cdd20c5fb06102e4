package nl.samenspel.exchange;

import java.util.List;
import java.util.stream.Stream;
import nl.samenspel.exchange.Outgoing.Column;

/// What a list makes otherwise in one column.
///
/// @param before,after as a list that goes out says it; empty where there is nothing
public record Difference(KnownColumn column, String before, String after) {

    /// In which of these columns two things are not the same.
    static <T> List<Difference> between(T before, T after, List<Column<T>> columns) {
        return columns.stream()
                .flatMap(column -> {
                    var was = column.of(before);
                    var is = column.of(after);
                    return was.equals(is) ? Stream.of() : Stream.of(new Difference(column.meaning(), was, is));
                })
                .toList();
    }
}
