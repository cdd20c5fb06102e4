package nl.samenspel.insight;

import static nl.samenspel.insight.Grouping.KIND;
import static nl.samenspel.insight.Grouping.KIND_IN_MUNICIPALITY;
import static nl.samenspel.insight.Grouping.LANGUAGE;
import static nl.samenspel.insight.Grouping.MUNICIPALITY;
import static nl.samenspel.insight.Grouping.ORIGIN;
import static nl.samenspel.insight.Grouping.POSTCODE;
import static nl.samenspel.insight.Grouping.QUARTER;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an organisation can look up of itself; each is a table, by one of its groupings. Each has messages
/// `insight.topic.<NAME>` with `.lead` and `.note`.
public enum Topic {
    NEED(Column.ASKED, List.of(KIND, MUNICIPALITY, POSTCODE, QUARTER), Column.ASKED, Column.OPEN, Column.FOUND),
    WAITING(
            Column.MEDIAN,
            List.of(KIND, MUNICIPALITY, POSTCODE, QUARTER),
            Column.ASKED,
            Column.OPEN,
            Column.MEDIAN,
            Column.NINETIETH),
    UNMET(
            Column.REFUSED,
            List.of(KIND, MUNICIPALITY, ORIGIN, QUARTER),
            Column.ASKED,
            Column.REFUSED,
            Column.CAPACITY,
            Column.EXPERTISE,
            Column.BOUNDARY),
    SUPPLY(Column.OPEN, List.of(KIND, MUNICIPALITY, KIND_IN_MUNICIPALITY), Column.OPEN, Column.IDLE, Column.SHORT),
    GAPS(
            Column.NOBODY,
            List.of(MUNICIPALITY, POSTCODE, KIND),
            Column.OPEN,
            Column.NOBODY,
            Column.FULL,
            Column.FREE,
            Column.UNKNOWN,
            Column.VOLUNTEERS),
    FAIR(Column.FOUND, List.of(MUNICIPALITY, POSTCODE, KIND, LANGUAGE), Column.ASKED, Column.FOUND, Column.MEDIAN),
    FENCE(
            Column.PAID_BEFORE,
            List.of(ORIGIN, KIND, MUNICIPALITY, QUARTER),
            Column.ASKED,
            Column.PAID_BEFORE,
            Column.COMPLEX,
            Column.HOURS_ASKED,
            Column.REFUSED),
    WORK(Column.HOURS, List.of(QUARTER), Column.VISITS, Column.HOURS, Column.CAME, Column.REACHED),
    WELLBEING(Column.GLAD, List.of(QUARTER), Column.ANSWERS, Column.GLAD, Column.SO_SO, Column.HARD);

    private final Column drawn;

    @SuppressWarnings("ImmutableEnumChecker") // a copy, which nobody can change
    private final List<Grouping> groupings;

    @SuppressWarnings("ImmutableEnumChecker") // a copy, which nobody can change
    private final List<Column> columns;

    Topic(Column drawn, List<Grouping> groupings, Column... columns) {
        this.drawn = drawn;
        this.groupings = List.copyOf(groupings);
        this.columns = List.of(columns);
    }

    /// The column that a picture shows.
    public Column drawn() {
        return drawn;
    }

    /// By what it can be counted; the first unless somebody chooses.
    public List<Grouping> groupings() {
        return groupings;
    }

    public List<Column> columns() {
        return columns;
    }

    /// Whether it is counted from a day until a day; otherwise it is how it is today.
    public boolean isOfAPeriod() {
        return this != SUPPLY && this != GAPS;
    }

    /// Whether it can be narrowed to a kind of help and a municipality.
    public boolean isOfRequests() {
        return this != WORK && this != WELLBEING;
    }

    /// How addresses call it.
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Topic> ofSlug(String slug) {
        return Arrays.stream(values()).filter(one -> one.slug().equals(slug)).findFirst();
    }
}
