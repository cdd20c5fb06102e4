package nl.samenspel.reimbursements;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An account number as banks write it (IBAN, ISO 13616): a country, two check digits, and what that country has.
public record Iban(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");

    private static final Pattern DUTCH = Pattern.compile("NL\\d{2}[A-Z]{4}\\d{10}");

    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    public Iban {
        if (!isRight(value)) {
            throw new IllegalArgumentException("No account number.");
        }
    }

    /// What somebody typed, with or without spaces; empty when the check digits are wrong or it is none at all.
    public static Optional<Iban> parse(String typed) {
        var value = typed.replaceAll("[\\s.-]", "").toUpperCase(Locale.ROOT);
        return isRight(value) ? Optional.of(new Iban(value)) : Optional.empty();
    }

    /// In groups of four, as people read it.
    public String spaced() {
        return value.replaceAll("(.{4})(?=.)", "$1 ");
    }

    /// Of which only the end is shown.
    public static String hidden(String iban) {
        return iban.length() < 8 ? "" : iban.substring(0, 4) + " … " + iban.substring(iban.length() - 4);
    }

    private static boolean isRight(String value) {
        if (!FORM.matcher(value).matches()
                || (value.startsWith("NL") && !DUTCH.matcher(value).matches())) {
            return false;
        }
        var digits = new StringBuilder();
        (value.substring(4) + value.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(MODULUS).intValue() == 1;
    }
}
