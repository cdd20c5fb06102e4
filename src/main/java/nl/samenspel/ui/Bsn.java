package nl.samenspel.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Finds a citizen service number (_burgerservicenummer_) in what somebody typed.
///
/// By law only certain bodies may keep this number, and we are none of them: it must not get into the database,
/// not even by accident in a note. A number counts when it has nine digits, stands by itself, and passes the eleven
/// test; written in one piece or in groups (`123.456.782`). Telephone numbers and bank accounts are left alone.
public final class Bsn {

    /// Groups of digits with one and the same mark between them: 123.456.782, 1234 56 782.
    private static final Pattern DIGITS =
            Pattern.compile("\\p{Nd}+(?:([ .\\-\\u00a0\\u2007\\u2009\\u202f])\\p{Nd}+(?:\\1\\p{Nd}+)*)?");

    private static final Pattern ONE_PIECE = Pattern.compile("\\p{Nd}+");

    /// A country's number just before: +31 612345678, 0031 612345678, +31 (0)612345678.
    private static final Pattern AFTER_COUNTRY =
            Pattern.compile("(?:(?:\\+\\s?\\d{1,3}|(?<!\\d)00\\d{2})[\\s.\\-/]*(?:\\(0\\))?|\\(0\\))[\\s.\\-/]*$");

    private static final Pattern IBAN = Pattern.compile(
            "(?<![A-Za-z0-9])[A-Za-z]{2}\\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,3})?(?![A-Za-z0-9])");

    /// Glued to the number: bsn123456782.
    private static final Pattern NAMED = Pattern.compile("(?i)(?:bsn|sofi|burgerservicenummer|nummer|nr|number)$");

    private static final int DIGITS_OF_A_BSN = 9;

    private Bsn() {}

    /// Whether one stands somewhere in this text.
    public static boolean isIn(String text) {
        if (!hasEnoughDigits(text)) {
            return false;
        }
        var left = withoutBankAccounts(text);
        return candidates(left).stream().anyMatch(Bsn::passesElevenTest);
    }

    /// Whether this whole entry is one. Stricter than [#isIn]: here a leading zero may have been left out.
    public static boolean is(String entry) {
        var digits = digits(entry.strip());
        if (digits.length() == DIGITS_OF_A_BSN - 1 && onlyDigitsAndMarks(entry)) {
            return passesElevenTest("0" + digits);
        }
        return isIn(entry);
    }

    /// Of most of what is typed this is all that need be looked at.
    private static boolean hasEnoughDigits(String text) {
        return text.codePoints()
                        .filter(Character::isDigit)
                        .limit(DIGITS_OF_A_BSN)
                        .count()
                == DIGITS_OF_A_BSN;
    }

    private static List<String> candidates(String text) {
        var found = new ArrayList<String>();
        DIGITS.matcher(text).results().forEach(run -> {
            if (looksGrouped(run.group()) && standsAlone(text, run.start(), run.end())) {
                found.add(digits(run.group()));
            }
        });
        ONE_PIECE
                .matcher(text)
                .results()
                .filter(piece -> digits(piece.group()).length() == DIGITS_OF_A_BSN)
                .filter(piece -> standsAlone(text, piece.start(), piece.end()))
                .map(MatchResult::group)
                .map(Bsn::digits)
                .forEach(found::add);
        return found;
    }

    /// Nine digits in two to four groups of two to five: so not the 6 and the 12345678 of a telephone number.
    private static boolean looksGrouped(String run) {
        var groups = run.split("\\P{Nd}", -1);
        if (groups.length < 2 || groups.length > 4 || digits(run).length() != DIGITS_OF_A_BSN) {
            return false;
        }
        for (var group : groups) {
            if (group.length() < 2 || group.length() > 5) {
                return false;
            }
        }
        return true;
    }

    private static boolean standsAlone(String text, int start, int end) {
        var before = text.substring(0, start);
        if (AFTER_COUNTRY.matcher(before).find()) {
            return false;
        }
        var letterBefore = start > 0 && Character.isLetter(text.codePointBefore(start));
        var letterAfter = end < text.length() && Character.isLetter(text.codePointAt(end));
        return !letterAfter && (!letterBefore || NAMED.matcher(before).find());
    }

    private static String withoutBankAccounts(String text) {
        return IBAN.matcher(text).replaceAll(account -> isBankAccount(account.group()) ? " " : "$0");
    }

    /// The check of ISO 13616: moved to the back, letters as numbers, the rest by 97 is 1.
    private static boolean isBankAccount(String account) {
        var compact = account.replace(" ", "").toUpperCase(Locale.ROOT);
        var rest = 0;
        for (var c : (compact.substring(4) + compact.substring(0, 4)).toCharArray()) {
            var number = Character.digit(c, 36);
            rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
        }
        return rest == 1;
    }

    /// Nine times the first digit, eight times the second … twice the eighth, minus the last: divisible by eleven.
    private static boolean passesElevenTest(String nineDigits) {
        var sum = 0;
        for (var i = 0; i < DIGITS_OF_A_BSN - 1; i++) {
            sum += (DIGITS_OF_A_BSN - i) * (nineDigits.charAt(i) - '0');
        }
        sum -= nineDigits.charAt(DIGITS_OF_A_BSN - 1) - '0';
        return sum % 11 == 0 && !nineDigits.equals("000000000");
    }

    private static boolean onlyDigitsAndMarks(String entry) {
        return entry.codePoints().noneMatch(Character::isLetter) && !entry.contains("+");
    }

    /// The digits, whatever script they were typed in, as 0 to 9.
    private static String digits(String text) {
        var digits = new StringBuilder();
        text.codePoints().filter(Character::isDigit).forEach(c -> digits.append(Character.digit(c, 10)));
        return digits.toString();
    }
}
