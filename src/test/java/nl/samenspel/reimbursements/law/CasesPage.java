package nl.samenspel.reimbursements.law;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.reimbursements.law.LawYear.Amount;
import org.jspecify.annotations.NullMarked;

/// The page with the amounts and the cases, as data.
@NullMarked
public final class CasesPage {

    private static final Path PAGE = Path.of("docs/explanation/reimbursement-cases.md");

    private CasesPage() {}

    /// One row.
    ///
    /// @param sources keys as they stand there
    public record Case(int number, String title, String what, String expected, Set<String> sources) {

        @Override
        public String toString() {
            return number + " " + title;
        }
    }

    public static Rates rates() {
        return new Rates(years(), mileage());
    }

    public static List<LawYear> years() {
        return rows(8).map(cells -> new LawYear(
                        Integer.parseInt(cells.get(0)),
                        cents(cells.get(1)),
                        cents(cells.get(2)),
                        Integer.parseInt(cells.get(3)),
                        cents(cells.get(4)),
                        cents(cells.get(5)),
                        cells.get(7),
                        words(cells.get(6)).map(Amount::valueOf).collect(Collectors.toSet())))
                .toList();
    }

    public static List<MileageRate> mileage() {
        return rows(4).map(cells -> new MileageRate(
                        LocalDate.parse(cells.get(0)),
                        cents(cells.get(1)),
                        cells.get(3),
                        cells.get(2).equals("yes")))
                .toList();
    }

    public static List<Case> cases() {
        return rows(5).map(cells -> new Case(
                        Integer.parseInt(cells.get(0)),
                        cells.get(1),
                        cells.get(2),
                        cells.get(3),
                        words(cells.get(4)).collect(Collectors.toSet())))
                .toList();
    }

    static Cents cents(String written) {
        return Cents.parse(written.replace(".", "")).orElseThrow();
    }

    /// The rows, of all tables with so many columns, that begin with a figure.
    private static Stream<List<String>> rows(int columns) {
        try {
            return Files.readAllLines(PAGE).stream()
                    .filter(line -> line.matches("\\| \\d.*"))
                    .map(line -> Arrays.stream(line.split("\\|", -1))
                            .skip(1)
                            .map(String::strip)
                            .toList())
                    .map(cells -> cells.subList(0, cells.size() - 1))
                    .filter(cells -> cells.size() == columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> words(String cell) {
        return cell.isEmpty() ? Stream.empty() : Arrays.stream(cell.split(" "));
    }
}
