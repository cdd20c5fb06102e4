package nl.samenspel.insight;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One figure of one organisation in an edition, as it was given: right or wrong.
///
/// @param line where it stands in its file; the header is line 1
/// @param measure what is counted: `volunteers`, `hours`, `conversations` …
/// @param value `null` where none was given
/// @param unit what the value is a number of: `people`, `hours` …
/// @param scope empty, a part such as `phone`, or `total`: the sum of the parts beside it
/// @param counting of people: how they are counted; `null` where it is not said
/// @param source where the figure comes from; empty where it is not said
/// @param date the day it holds for; `null` where it is not said
public record Figure(
        int line,
        String organisation,
        String measure,
        @Nullable Long value,
        Qualifier qualifier,
        String unit,
        String scope,
        @Nullable Counting counting,
        String note,
        String source,
        @Nullable LocalDate date) {

    static final String PEOPLE = "people";
    private static final String TOTAL = "total";

    Figure onLine(int other) {
        return new Figure(other, organisation, measure, value, qualifier, unit, scope, counting, note, source, date);
    }

    boolean isTotal() {
        return key(scope).equals(TOTAL);
    }

    boolean isPart() {
        return !isTotal() && !scope.isBlank();
    }

    boolean isOfPeople() {
        return key(unit).equals(PEOPLE);
    }

    boolean isAdditive() {
        return counting == null || counting.isAdditive();
    }

    boolean hasValue() {
        return value != null;
    }

    /// Those of whom this is one of several figures: an organisation's figures of one measure.
    Place place() {
        return new Place(key(organisation), key(measure));
    }

    /// What two rows of one edition may not both say, and what an edition says again the year after.
    Subject subject() {
        return new Subject(place(), key(scope));
    }

    /// Names are the same when they differ in spaces and capitals only.
    static String key(String name) {
        return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    record Place(String organisation, String measure) {}

    record Subject(Place place, String scope) {}
}
