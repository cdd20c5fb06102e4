package nl.samenspel.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import nl.samenspel.exchange.Vocabulary.Understood;
import nl.samenspel.ui.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;

/// The cells of one row, by what they mean. Read as a [Form] is: what is wrong is noted, and a harmless value comes
/// back, so that all that is wrong in a row is found at once.
final class Cells {

    /// A spreadsheet's way of saying that `+31…` is text. Never the apostrophe of `'s-Gravenhage`.
    private static final Pattern TEXT_MARK = Pattern.compile("^'(?=[=+\\-@0-9])");

    private static final Pattern MIDNIGHT =
            Pattern.compile("[T ]0?0:00(:00(\\.0+)?)?Z?$|(?<=^[0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}.*$");
    private static final Pattern EITHER_WAY = Pattern.compile("(0?[1-9]|1[0-2])[-/. ](0?[1-9]|1[0-2])[-/. ][0-9]{4}");
    private static final Pattern UNIT =
            Pattern.compile("(?i)\\s*(uur|uren|u|hours?|h|km|kilometer|keer|x)\\.?(\\s*(per|/|p/)\\s*(week|w))?$");
    private static final Pattern NOTHING_BEHIND = Pattern.compile("[.,]0+$");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,9}");
    private static final Pattern IN_A_PHONE_NUMBER = Pattern.compile("[\\s.-]");
    private static final Pattern WITHOUT_ITS_ZERO = Pattern.compile("[1-9][0-9]{8}");
    private static final int LONGEST = 4000;

    private final Map<KnownColumn, String> cells;
    private final Set<KnownColumn> monthFirst;
    private final Form form;
    private final List<Form.Problem> warnings = new ArrayList<>();

    /// @param monthFirst columns in which other rows have dates with the month first
    Cells(Map<KnownColumn, String> cells, Set<KnownColumn> monthFirst) {
        this.cells = new EnumMap<>(KnownColumn.class);
        this.monthFirst = monthFirst;
        var params = new LinkedMultiValueMap<String, String>();
        cells.forEach((column, cell) -> {
            var text = clean(cell);
            this.cells.put(column, text);
            params.add(column.name(), text);
        });
        this.form = Form.of(params);
        this.cells.forEach((column, text) -> {
            if (text.indexOf('\uFFFD') >= 0) {
                refuse(column, "exchange.wrong.letters");
            }
        });
    }

    static String clean(String cell) {
        var text = cell.strip();
        return text.startsWith("'") ? TEXT_MARK.matcher(text).replaceFirst("") : text;
    }

    /// As it stands in the file.
    String raw(KnownColumn column) {
        return cells.getOrDefault(column, "");
    }

    boolean has(KnownColumn column) {
        return !raw(column).isBlank();
    }

    void refuse(KnownColumn column, String key, Object... args) {
        form.refuse(column.name(), key, args);
    }

    /// Something the reader should know, though the row is good.
    void warn(KnownColumn column, String key, Object... args) {
        warnings.add(new Form.Problem(column.name(), key, List.of(args)));
    }

    List<Form.Problem> problems() {
        return form.problems();
    }

    List<Form.Problem> warnings() {
        return List.copyOf(warnings);
    }

    boolean isRight() {
        return form.isRight();
    }

    boolean isWrong(KnownColumn column) {
        return form.error(column.name()) != null;
    }

    String text(KnownColumn column, int max) {
        return form.text(column.name(), max);
    }

    String optionalText(KnownColumn column, int max) {
        return form.optionalText(column.name(), max).orElse("");
    }

    String words(KnownColumn column, int max) {
        return form.words(column.name(), max);
    }

    String optionalWords(KnownColumn column, int max) {
        return form.optionalWords(column.name(), max).orElse("");
    }

    /// A number of somebody's own administration: whatever its figures are, it is left alone.
    @Nullable
    String ownNumber(KnownColumn column) {
        var text = raw(column);
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > 100) {
            refuse(column, "ui.form.tooLong", 100, text.length());
        } else if (text.codePoints().anyMatch(Character::isISOControl)) {
            refuse(column, "ui.form.unreadable");
        }
        return text;
    }

    Optional<String> email(KnownColumn column) {
        return form.optionalEmail(column.name());
    }

    /// A spreadsheet that took a number for an amount has lost its first zero: 612345678.
    Optional<String> phone(KnownColumn column) {
        var text = IN_A_PHONE_NUMBER.matcher(raw(column)).replaceAll("");
        if (WITHOUT_ITS_ZERO.matcher(text).matches()) {
            return Optional.of("0" + text);
        }
        return form.optionalPhone(column.name());
    }

    String postcode(KnownColumn column) {
        return form.optionalPostcode(column.name()).orElse("");
    }

    Optional<LocalDate> date(KnownColumn column) {
        var text = MIDNIGHT.matcher(raw(column)).replaceFirst("");
        if (monthFirst.contains(column) && EITHER_WAY.matcher(text).matches() && !isSameEitherWay(text)) {
            refuse(column, "exchange.wrong.dateEitherWay", text);
            return Optional.empty();
        }
        if (text.equals(raw(column))) {
            return form.optionalDate(column.name());
        }
        var alone = new LinkedMultiValueMap<String, String>();
        alone.add(column.name(), text);
        var reader = Form.of(alone);
        var date = reader.optionalDate(column.name());
        reader.problems()
                .forEach(problem -> refuse(column, problem.key(), problem.args().toArray()));
        return date;
    }

    private static boolean isSameEitherWay(String date) {
        var figures = date.split("[-/. ]", -1);
        return Integer.parseInt(figures[0]) == Integer.parseInt(figures[1]);
    }

    /// `2`, `2 uur` or `2,0`.
    Optional<Integer> whole(KnownColumn column, int min, int max) {
        var text = NOTHING_BEHIND
                .matcher(UNIT.matcher(raw(column)).replaceFirst(""))
                .replaceFirst("")
                .strip();
        if (text.isEmpty()) {
            if (has(column)) {
                refuse(column, "ui.form.whole");
            }
            return Optional.empty();
        }
        if (!WHOLE.matcher(text).matches()) {
            refuse(column, "ui.form.whole");
            return Optional.empty();
        }
        var number = Integer.parseInt(text);
        if (number < min || number > max) {
            refuse(column, "ui.form.wholeOutside", min, max);
            return Optional.empty();
        }
        return Optional.of(number);
    }

    /// With a comma or a point.
    Optional<Double> decimal(KnownColumn column) {
        var text = raw(column).replace(',', '.');
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("[+-]?[0-9]{1,7}(\\.[0-9]{1,20})?")) {
            refuse(column, "exchange.wrong.decimal");
            return Optional.empty();
        }
        return Optional.of(Double.parseDouble(text));
    }

    <T> Set<T> several(KnownColumn column, Function<String, Understood<T>> read) {
        var text = raw(column);
        if (text.length() > LONGEST) {
            refuse(column, "ui.form.tooLong", LONGEST, text.length());
            return Set.of();
        }
        var understood = read.apply(text);
        if (!understood.unknown().isEmpty()) {
            refuse(column, "exchange.wrong.unknownWord", String.join(", ", understood.unknown()));
        }
        return understood.things();
    }

    <T> Optional<T> one(KnownColumn column, Function<String, Optional<T>> read) {
        var text = raw(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var thing = text.length() > LONGEST ? Optional.<T>empty() : read.apply(text);
        if (thing.isEmpty()) {
            refuse(column, "exchange.wrong.unknownWord", shortened(text));
        }
        return thing;
    }

    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= 60
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 57)) + "…";
    }
}
