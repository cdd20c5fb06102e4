package nl.samenspel.insight;

import java.time.Instant;
import java.util.regex.Pattern;
import nl.samenspel.access.AccountId;

/// What the amount of avoided cost rests on. None has a value until an organisation fills it in, with where it comes
/// from. Each has messages `insight.assumption.<NAME>` and `.hint`.
public enum Assumption {
    /// Of the hours that volunteers give, the part that paid staff would have to give otherwise. Percent.
    SHARE,
    /// What an hour of that paid staff costs. Cents.
    HOUR,
    /// What the organisation itself costs in a year. Cents.
    COST;

    private static final Pattern YEAR_OR_ADDRESS = Pattern.compile("\\b(19|20)[0-9]{2}\\b|https://\\S+");

    /// Whether somebody else can look it up: it has a year, or an address.
    public static boolean isVerifiable(String source) {
        return YEAR_OR_ADDRESS.matcher(source).find();
    }

    /// From the lowest that may be true to the highest.
    public record Range(long low, long likely, long high) {

        public Range {
            if (low < 0 || low > likely || likely > high) {
                throw new IllegalArgumentException(
                        "A range goes up from 0, but this is %d, %d, %d.".formatted(low, likely, high));
            }
        }

        Range only(long value) {
            return new Range(value, value, value);
        }
    }

    /// What was filled in.
    public record Filled(Assumption what, Range range, String source, Instant at, AccountId by) {}
}
