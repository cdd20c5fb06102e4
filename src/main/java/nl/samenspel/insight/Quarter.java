package nl.samenspel.insight;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/// Three months of a year, written `2026-Q3`.
///
/// @param number from 1 to 4
public record Quarter(int year, int number) implements Comparable<Quarter> {

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{4})-Q([1-4])");

    public Quarter {
        if (number < 1 || number > 4) {
            throw new IllegalArgumentException("A year has four quarters, not a quarter %d.".formatted(number));
        }
    }

    public static Optional<Quarter> of(String written) {
        var found = WRITTEN.matcher(written);
        return found.matches()
                ? Optional.of(new Quarter(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                : Optional.empty();
    }

    /// The last one that was over before this day.
    public static Quarter before(LocalDate day) {
        var number = (day.getMonthValue() - 1) / 3;
        return number == 0 ? new Quarter(day.getYear() - 1, 4) : new Quarter(day.getYear(), number);
    }

    public static Quarter containing(LocalDate day) {
        return new Quarter(day.getYear(), (day.getMonthValue() + 2) / 3);
    }

    public Quarter previous() {
        return before(firstDay());
    }

    public LocalDate firstDay() {
        return LocalDate.of(year, number * 3 - 2, 1);
    }

    public LocalDate lastDay() {
        return firstDay().plusMonths(3).minusDays(1);
    }

    @Override
    public int compareTo(Quarter other) {
        return year != other.year ? Integer.compare(year, other.year) : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "%04d-Q%d".formatted(year, number);
    }
}
