package nl.samenspel.insight;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An edition of the network's figures: a row for each figure of each organisation, kept as it was
/// given.
///
/// What is wrong with it is found by [#doubts]; nothing is mended silently.
///
/// @param figures in the order of the file
/// @param unreadable rows, or cells of them, that could not be understood
public record Factsheet(List<Figure> figures, List<Doubt> unreadable) {

    /// The columns of a file, in the order in which we write them. The last two may be left out.
    public static final List<String> COLUMNS = List.of(
            "organisation", "measure", "value", "qualifier", "unit", "scope", "counting", "note", "source", "date");

    public Factsheet {
        figures = List.copyOf(figures);
        unreadable = List.copyOf(unreadable);
    }

    /// Reads a CSV file in UTF-8, with commas or semicolons.
    public static Factsheet read(Path file) throws IOException, UnusableFactsheetException {
        try (var reader = Files.newBufferedReader(file)) {
            return read(reader);
        }
    }

    public static Factsheet read(Reader csv) throws IOException, UnusableFactsheetException {
        return FactsheetFile.read(csv);
    }

    /// Everything in this edition that somebody should look at, in the order of its rows.
    public List<Doubt> doubts() {
        return new FactsheetChecks(this, Optional.empty()).doubts();
    }

    /// The same, compared with the edition before as well.
    public List<Doubt> doubts(Factsheet previous) {
        return new FactsheetChecks(this, Optional.of(previous)).doubts();
    }

    /// What the network has of each measure, in the order in which they first occur.
    public List<Total> totals() {
        return FactsheetTotals.of(figures);
    }

    /// Figures of people who are not to be added up with those of other organisations, properly marked
    /// as such.
    public List<Figure> notAdditive() {
        return figures.stream().filter(figure -> !figure.isAdditive()).toList();
    }

    /// The rows of a file that reads back as this edition, header first.
    public List<List<String>> rows() {
        return FactsheetFile.rows(figures);
    }
}
