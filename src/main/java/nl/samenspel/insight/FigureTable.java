package nl.samenspel.insight;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import nl.samenspel.requests.Lacking;

/// The tables of an edition of figures: these, and no others. Each request that began to wait in the
/// quarter is counted once in a table; what came of it is what was known on the day of counting.
///
/// Every table has a line for all together and a heading for all together, both called [#ALL].
public enum FigureTable {
    /// Requests by municipality and field of help.
    ASKED(Lines.MUNICIPALITIES, names(FieldOfHelp.values())),
    /// Requests by municipality and what came of them.
    OUTCOME(Lines.MUNICIPALITIES, names(Outcome.values())),
    /// The same by kind of help, for the whole country.
    KINDS(Lines.KINDS, names(Outcome.values())),
    /// Requests for which somebody was found, by how long that took.
    WAITING(Lines.MUNICIPALITIES, names(Waited.values())),
    /// Requests to which the answer was no, by what was lacking.
    UNMET(Lines.MUNICIPALITIES, names(Lacking.values())),
    /// Volunteers who began, at each organisation where they did.
    VOLUNTEERS(Lines.MUNICIPALITIES, List.of());

    /// The line, or the heading, of all together.
    public static final String ALL = "*";

    /// The line of all municipalities together that have none of their own, because too few people asked
    /// something there.
    public static final String OTHERS = "+";

    /// What stands before each line.
    public enum Lines {
        MUNICIPALITIES,
        KINDS
    }

    /// What came of a request.
    public enum Outcome {
        /// Somebody was found, also when it is over.
        MET,
        /// Nobody yet.
        OPEN,
        /// The answer was no.
        UNMET,
        /// It ended without anybody being found, in another way: taken back, handed over, solved.
        ENDED
    }

    /// How long it took until somebody was found.
    public enum Waited {
        /// At most fourteen days.
        TWO_WEEKS(14),
        /// At most six weeks.
        SIX_WEEKS(42),
        LONGER(Integer.MAX_VALUE);

        private final int days;

        Waited(int days) {
            this.days = days;
        }

        static Waited of(long days) {
            return Arrays.stream(values())
                    .filter(one -> days <= one.days)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final Lines lines;
    // made by List.of or List.copyOf, which cannot change
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> parts;

    FigureTable(Lines lines, List<String> parts) {
        this.lines = lines;
        this.parts = List.copyOf(parts);
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    public Lines lines() {
        return lines;
    }

    /// All together, and the parts of it.
    public List<String> headings() {
        return Stream.concat(Stream.of(ALL), parts.stream()).toList();
    }

    /// How it is called in an address.
    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<FigureTable> of(String path) {
        return Arrays.stream(values())
                .filter(table -> table.path().equals(path))
                .findFirst();
    }
}
