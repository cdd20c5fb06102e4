package nl.samenspel.reimbursements.law;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An amount of money in whole cents; never negative, and never more than [#MOST].
public record Cents(long value) implements Comparable<Cents> {

    /// A million euro. Nothing here comes near it, and no sum of what does can overflow.
    public static final long MOST = 100_000_000;

    public static final Cents ZERO = new Cents(0);

    private static final Pattern TYPED = Pattern.compile("(\\d{1,7})(?:[.,](\\d{1,2}))?");

    public Cents {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException("An amount is from 0 to %d cents, not %d.".formatted(MOST, value));
        }
    }

    /// What somebody typed, as `12`, `12,5` or `12.50`; empty when it is no amount.
    public static Optional<Cents> parse(String typed) {
        var amount = TYPED.matcher(typed.strip().replace("€", "").strip());
        if (!amount.matches()) {
            return Optional.empty();
        }
        var part = amount.group(2) == null ? "00" : (amount.group(2) + "0").substring(0, 2);
        var value = Long.parseLong(amount.group(1)) * 100 + Long.parseLong(part);
        return value > MOST ? Optional.empty() : Optional.of(new Cents(value));
    }

    public Cents plus(Cents other) {
        return new Cents(value + other.value);
    }

    public Cents times(long times) {
        return new Cents(Math.multiplyExact(value, times));
    }

    /// What is left of this after taking that away; nothing when there is not so much.
    public Cents less(Cents other) {
        return new Cents(Math.max(0, value - other.value));
    }

    public boolean exceeds(Cents other) {
        return value > other.value;
    }

    public boolean isZero() {
        return value == 0;
    }

    /// As it is written in Dutch: `12,50`, `1.700,00`.
    public String dutch() {
        return String.format(Locale.of("nl", "NL"), "%,d,%02d", value / 100, value % 100);
    }

    /// As programs write it: `12.50`.
    public String plain() {
        return String.format(Locale.ROOT, "%d.%02d", value / 100, value % 100);
    }

    @Override
    public int compareTo(Cents other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return dutch();
    }
}
