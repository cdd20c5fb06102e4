package nl.samenspel.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import nl.samenspel.insight.FigureCell;
import nl.samenspel.insight.FigureEdition;
import nl.samenspel.insight.FigureTable;
import nl.samenspel.insight.PublicFigures;
import org.springframework.stereotype.Service;

/// An edition of figures as a file: a line for each cell of each table. What is not shown is empty there too.
@Service
public class FigureCsv {

    private static final List<String> COLUMNS = List.of("quarter", "version", "table", "line", "heading", "value");

    private final PublicFigures figures;

    FigureCsv(PublicFigures figures) {
        this.figures = figures;
    }

    public void write(FigureEdition edition, OutputStream out) {
        try (var csv = new SafeCsv(out, ',')) {
            csv.write(COLUMNS);
            for (var table : FigureTable.values()) {
                for (var cell : figures.listCells(edition.id(), table)) {
                    csv.write(line(edition, cell));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> line(FigureEdition edition, FigureCell cell) {
        return List.of(
                edition.quarter().toString(),
                String.valueOf(edition.version()),
                cell.table().path(),
                named(cell.line()),
                named(cell.heading()),
                cell.value() == null ? "" : cell.value().toString());
    }

    private static String named(String part) {
        return part.equals(FigureTable.ALL) ? "all" : part.equals(FigureTable.OTHERS) ? "others" : part;
    }
}
