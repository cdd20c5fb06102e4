package nl.samenspel.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.exchange.ImportReport.RejectedRow;
import nl.samenspel.exchange.ImportReport.Remark;
import nl.samenspel.exchange.Reading.Note;
import nl.samenspel.exchange.Sheet.Row;

/// The first of what is to be told about a list, as many as a page shows.
final class Told {

    private final Layout layout;
    private final List<RejectedRow> rejected = new ArrayList<>();
    private final List<Remark> warned = new ArrayList<>();

    Told(Layout layout) {
        this.layout = layout;
    }

    /// @param rows those of a part; notes on other rows are passed over
    void add(List<Row> rows, List<Note> rejections, List<Note> warnings) {
        var byNumber = rows.stream().collect(Collectors.toMap(Row::number, Function.identity()));
        for (var note : rejections) {
            var row = byNumber.get(note.number());
            if (row != null && rejected.size() < ImportReport.SHOWN) {
                rejected.add(new RejectedRow(row.number(), remarks(layout, row, note)));
            }
        }
        for (var note : warnings) {
            var row = byNumber.get(note.number());
            if (row != null && warned.size() < ImportReport.SHOWN) {
                warned.addAll(remarks(layout, row, note));
            }
        }
    }

    boolean hasAllRejectedOf(int count) {
        return rejected.size() >= Math.min(count, ImportReport.SHOWN);
    }

    boolean hasEnoughWarnings() {
        return warned.size() >= ImportReport.SHOWN;
    }

    static List<Remark> remarks(Layout layout, Row row, Note note) {
        return note.problems().stream()
                .map(problem -> Reading.remark(layout, row, problem))
                .toList();
    }

    ImportReport report(int read, int added, int changed, int unchanged, int rejectedRows, int warnedRows) {
        return new ImportReport(read, added, changed, unchanged, rejectedRows, rejected, warnedRows, warned);
    }
}
