package nl.samenspel.ui;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/// What somebody typed, and what is wrong with it.
///
/// A controller reads every field it needs, then asks once whether all [#isRight]; if not it shows the page again
/// (status 422, this form as model attribute `form`) with everything typed still there. A reader that finds
/// something wrong notes a problem and gives a harmless value back (empty, zero, the first choice), so all
/// problems are found in one go; those values mean nothing until [#isRight] says so.
///
/// Nothing is silently changed but white space around it, line ends, and the way accents are encoded (NFC). Control
/// characters are refused, and so is any text with a [Bsn] in it.
public final class Form {

    /// The model attribute that the fragments of `ui/form` read.
    public static final String ATTRIBUTE = "form";

    static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    static final LocalDate LATEST = LocalDate.of(2199, 12, 31);
    static final int MOST_CHARACTERS_OF_AN_EMAIL = 254;

    private static final Pattern NUMBERED = Pattern.compile("-[0-9]+$");
    private static final Pattern ISO_DATE = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})");
    private static final Pattern DUTCH_DATE = Pattern.compile("([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})");
    private static final Pattern DATE_IN_WORDS =
            Pattern.compile("([0-9]{1,2})[.e]?[- ](\\p{L}{3,9})\\.?,?[- ]([0-9]{4})");
    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("jan", 1),
            Map.entry("feb", 2),
            Map.entry("mrt", 3),
            Map.entry("mar", 3),
            Map.entry("maa", 3),
            Map.entry("apr", 4),
            Map.entry("mei", 5),
            Map.entry("may", 5),
            Map.entry("jun", 6),
            Map.entry("jul", 7),
            Map.entry("aug", 8),
            Map.entry("sep", 9),
            Map.entry("okt", 10),
            Map.entry("oct", 10),
            Map.entry("nov", 11),
            Map.entry("dec", 12));
    private static final Set<String> WHOLE_MONTHS = Set.of(
            "januari",
            "january",
            "februari",
            "february",
            "maart",
            "march",
            "april",
            "juni",
            "june",
            "juli",
            "july",
            "augustus",
            "august",
            "sept",
            "september",
            "oktober",
            "october",
            "november",
            "december");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,2})[:.]([0-9]{2})(?::[0-9]{2})?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,9}");
    private static final Pattern POSTCODE = Pattern.compile("([1-9][0-9]{3})(?:\\s*([A-Za-z]{2}))?");
    private static final Pattern EMAIL = Pattern.compile(
            "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+\\p{L}{2,}");
    private static final Pattern PHONE_MARKS = Pattern.compile("[\\s().\\-/\\u2010-\\u2015]");
    private static final Pattern DUTCH_PHONE =
            Pattern.compile("0[1-9][0-9]{8}|0(?:800|90[069])[0-9]{4}(?:[0-9]{3})?|14[0-9]{2,3}0?");
    private static final Pattern FOREIGN_PHONE = Pattern.compile("\\+[1-9][0-9]{7,14}");

    private final MultiValueMap<String, String> typed;
    private final List<String> labels;
    private final List<Problem> problems = new ArrayList<>();

    private Form(MultiValueMap<String, String> typed, List<String> labels) {
        this.typed = typed;
        this.labels = labels;
    }

    /// One thing that is wrong: at which field, and the message key and arguments that say so ([Words] makes it a
    /// text).
    public record Problem(String field, String key, List<Object> args) {

        public Problem {
            args = List.copyOf(args);
        }
    }

    /// What was sent. With the prefixes of the labels' message keys (`people` for `people.givenName`), the summary
    /// of problems names the fields too.
    public static Form of(MultiValueMap<String, String> params, String... labelPrefixes) {
        return new Form(new LinkedMultiValueMap<>(params), List.of(labelPrefixes));
    }

    public static Form empty() {
        return new Form(new LinkedMultiValueMap<>(), List.of());
    }

    /// What is known already. A value may be a collection, and an enum goes by its name.
    public static Form filled(Map<String, ?> values) {
        var typed = new LinkedMultiValueMap<String, String>();
        values.forEach((name, value) -> {
            if (value instanceof Collection<?> many) {
                many.forEach(one -> typed.add(name, asTyped(one)));
            } else {
                typed.add(name, asTyped(value));
            }
        });
        return new Form(typed, List.of());
    }

    private static String asTyped(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Optional<?> perhaps -> perhaps.map(Form::asTyped).orElse("");
            case Enum<?> constant -> constant.name();
            default -> value.toString();
        };
    }

    // --- what the page shows ---

    public boolean isRight() {
        return problems.isEmpty();
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /// The first problem of this field.
    public @Nullable Problem error(String name) {
        return problems.stream()
                .filter(problem -> problem.field().equals(name))
                .findFirst()
                .orElse(null);
    }

    /// What stands in the field, as it was typed.
    public String value(String name) {
        return printable(raw(name));
    }

    /// What stands in a date field, as one writes it here (31-3-2026); what is no date comes back as typed.
    public String day(String name) {
        return dateIn(raw(name)).map(Form::dutch).orElseGet(() -> value(name));
    }

    public boolean has(String name, String value) {
        return typed.getOrDefault(name, List.of()).contains(value);
    }

    /// All that was ticked under this name.
    public Set<String> chosen(String name) {
        var chosen = new LinkedHashSet<>(typed.getOrDefault(name, List.of()));
        chosen.removeIf(value -> value == null || value.isBlank());
        return chosen;
    }

    /// The message keys that may hold the field's label. Of fields that repeat, such as `hours-2`, all have one.
    public List<String> labelKeys(String name) {
        var field = NUMBERED.matcher(name).replaceFirst("");
        return labels.stream().map(prefix -> prefix + "." + field).toList();
    }

    /// Something is wrong that only the controller, or a module's door, can know.
    public void refuse(String field, String key, Object... args) {
        problems.add(new Problem(field, key, List.of(args)));
    }

    // --- text ---

    /// One line that must be there.
    public String text(String name, int max) {
        return required(name, optionalText(name, max));
    }

    public Optional<String> optionalText(String name, int max) {
        return checked(name, max, false);
    }

    /// One or more lines that must be there; line ends come out as `\n`.
    public String words(String name, int max) {
        return required(name, optionalWords(name, max));
    }

    public Optional<String> optionalWords(String name, int max) {
        return checked(name, max, true);
    }

    /// A number or code of one's own, such as a membership number.
    public Optional<String> optionalReference(String name, int max) {
        return checked(name, max, false).filter(reference -> {
            var allowed = !Bsn.is(reference);
            if (!allowed) {
                refuse(name, "ui.form.bsn");
            }
            return allowed;
        });
    }

    private String required(String name, Optional<String> text) {
        if (text.isEmpty() && error(name) == null) {
            refuse(name, "ui.form.missing");
        }
        return text.orElse("");
    }

    private Optional<String> checked(String name, int max, boolean lines) {
        return plain(name, max, lines).filter(text -> {
            var allowed = !Bsn.isIn(text);
            if (!allowed) {
                refuse(name, "ui.form.bsn");
            }
            return allowed;
        });
    }

    private Optional<String> plain(String name, int max, boolean lines) {
        var text = raw(name);
        if (lines) {
            text = text.replace("\r\n", "\n").replace('\r', '\n');
        }
        text = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.codePoints().anyMatch(c -> isUnreadable(c, lines))) {
            refuse(name, "ui.form.unreadable");
            return Optional.empty();
        }
        var length = text.codePointCount(0, text.length());
        if (length > max) {
            refuse(name, "ui.form.tooLong", max, length);
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /// A control character, half a character, or one that turns the reading direction around unseen.
    private static boolean isUnreadable(int c, boolean lines) {
        if (c == '\n' || c == '\t') {
            return !lines;
        }
        var turnsAround = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return turnsAround || Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
    }

    private static String printable(String text) {
        return text.codePoints()
                .map(c -> isUnreadable(c, true) && c != '\r' ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// A password or a code from elsewhere: nothing is trimmed or judged but its length. Never shown again.
    public String secret(String name, int max) {
        var secret = Normalizer.normalize(raw(name), Normalizer.Form.NFC);
        var length = secret.codePointCount(0, secret.length());
        if (secret.isEmpty()) {
            refuse(name, "ui.form.missing");
        } else if (length > max) {
            refuse(name, "ui.form.tooLong", max, length);
            return "";
        }
        return secret;
    }

    // --- how to reach somebody ---

    public String email(String name) {
        return required(name, optionalEmail(name));
    }

    public Optional<String> optionalEmail(String name) {
        return plain(name, MOST_CHARACTERS_OF_AN_EMAIL, false).filter(email -> {
            var right = EMAIL.matcher(email).matches();
            if (!right) {
                refuse(name, "ui.form.email");
            }
            return right;
        });
    }

    /// A Dutch number comes out as digits, 0612345678; another country's with its plus, +32470123456.
    public String phone(String name) {
        return required(name, optionalPhone(name));
    }

    public Optional<String> optionalPhone(String name) {
        return plain(name, 40, false).flatMap(phone -> {
            var number = telephone(phone);
            if (number.isEmpty()) {
                refuse(name, "ui.form.phone");
            }
            return number;
        });
    }

    private static Optional<String> telephone(String text) {
        var bare = text.replace("(0)", "");
        bare = PHONE_MARKS.matcher(bare).replaceAll("");
        if (bare.startsWith("00")) {
            bare = "+" + bare.substring(2);
        }
        if (bare.startsWith("+31")) {
            bare = "0" + bare.substring(bare.startsWith("+310") ? 4 : 3);
        }
        return DUTCH_PHONE.matcher(bare).matches()
                        || FOREIGN_PHONE.matcher(bare).matches()
                ? Optional.of(bare)
                : Optional.empty();
    }

    /// `1234 AB`, or only the digits `1234`.
    public String postcode(String name) {
        return required(name, optionalPostcode(name));
    }

    public Optional<String> optionalPostcode(String name) {
        return plain(name, 20, false).flatMap(text -> {
            var postcode = POSTCODE.matcher(text);
            if (!postcode.matches()) {
                refuse(name, "ui.form.postcode");
                return Optional.empty();
            }
            var letters = postcode.group(2);
            return Optional.of(
                    letters == null ? postcode.group(1) : postcode.group(1) + " " + letters.toUpperCase(Locale.ROOT));
        });
    }

    // --- when ---

    public LocalDate date(String name) {
        return date(name, EARLIEST, LATEST);
    }

    public LocalDate date(String name, LocalDate from, LocalDate until) {
        return orMissing(name, optionalDate(name, from, until), LocalDate.EPOCH);
    }

    /// As [#dateIn] reads it.
    public Optional<LocalDate> optionalDate(String name) {
        return optionalDate(name, EARLIEST, LATEST);
    }

    public Optional<LocalDate> optionalDate(String name, LocalDate from, LocalDate until) {
        var text = raw(name).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var date = dateIn(text);
        if (date.isEmpty()) {
            refuse(name, "ui.form.date");
        } else if (date.get().isBefore(from) || date.get().isAfter(until)) {
            refuse(name, "ui.form.dateOutside", dutch(from), dutch(until));
            return Optional.empty();
        }
        return date;
    }

    /// A day as one writes it (31-3-2026, 31/03/2026, 31 mrt 2026, 31 March 2026) or as computers do (2026-03-31). The
    /// day comes before the month, always.
    public static Optional<LocalDate> dateIn(String written) {
        var text = written.strip().replaceAll("\\s+", " ");
        try {
            var iso = ISO_DATE.matcher(text);
            if (iso.matches()) {
                return Optional.of(LocalDate.of(number(iso.group(1)), number(iso.group(2)), number(iso.group(3))));
            }
            var dutch = DUTCH_DATE.matcher(text);
            if (dutch.matches()) {
                return Optional.of(
                        LocalDate.of(number(dutch.group(3)), number(dutch.group(2)), number(dutch.group(1))));
            }
            var words = DATE_IN_WORDS.matcher(text);
            if (words.matches()) {
                return month(words.group(2))
                        .map(month -> LocalDate.of(number(words.group(3)), month, number(words.group(1))));
            }
            return Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> month(String word) {
        var name = word.toLowerCase(Locale.ROOT);
        return name.length() == 3 || WHOLE_MONTHS.contains(name)
                ? Optional.ofNullable(MONTHS.get(name.substring(0, 3)))
                : Optional.empty();
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static String dutch(LocalDate date) {
        return date.getDayOfMonth() + "-" + date.getMonthValue() + "-" + date.getYear();
    }

    public LocalTime time(String name) {
        return orMissing(name, optionalTime(name), LocalTime.MIDNIGHT);
    }

    /// 9:30, 09.30 or 09:30:00.
    public Optional<LocalTime> optionalTime(String name) {
        var text = raw(name).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var time = TIME.matcher(text);
        if (time.matches() && number(time.group(1)) < 24 && number(time.group(2)) < 60) {
            return Optional.of(LocalTime.of(number(time.group(1)), number(time.group(2))));
        }
        refuse(name, "ui.form.time");
        return Optional.empty();
    }

    // --- how many ---

    public int whole(String name, int min, int max) {
        return orMissing(name, optionalWhole(name, min, max), 0);
    }

    public Optional<Integer> optionalWhole(String name, int min, int max) {
        var text = raw(name).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!WHOLE.matcher(text).matches()) {
            refuse(name, "ui.form.whole");
            return Optional.empty();
        }
        var number = Integer.parseInt(text);
        if (number < min || number > max) {
            refuse(name, "ui.form.wholeOutside", min, max);
            return Optional.empty();
        }
        return Optional.of(number);
    }

    private <T> T orMissing(String name, Optional<T> value, T harmless) {
        if (value.isEmpty() && error(name) == null) {
            refuse(name, "ui.form.missing");
        }
        return value.orElse(harmless);
    }

    // --- choices ---

    public <E extends Enum<E>> E one(String name, Class<E> type) {
        var choice = optionalOne(name, type);
        if (choice.isEmpty() && error(name) == null) {
            refuse(name, "ui.form.choose");
        }
        return choice.orElse(type.getEnumConstants()[0]);
    }

    public <E extends Enum<E>> Optional<E> optionalOne(String name, Class<E> type) {
        return one(name, raw(name).strip(), value -> constant(type, value));
    }

    /// Everything ticked; nothing is fine too.
    public <E extends Enum<E>> Set<E> many(String name, Class<E> type) {
        var found = EnumSet.noneOf(type);
        for (var value : chosen(name)) {
            one(name, value, text -> constant(type, text)).ifPresent(found::add);
        }
        return found;
    }

    /// Everything ticked, and that must be something.
    public <E extends Enum<E>> Set<E> some(String name, Class<E> type) {
        var found = many(name, type);
        if (found.isEmpty() && error(name) == null) {
            refuse(name, "ui.form.chooseSome");
        }
        return found;
    }

    /// One of these values; empty when nothing was chosen.
    public Optional<String> optionalOneOf(String name, Collection<String> values) {
        return one(name, raw(name).strip(), value -> values.contains(value) ? Optional.of(value) : Optional.empty());
    }

    public String oneOf(String name, Collection<String> values) {
        var choice = optionalOneOf(name, values);
        if (choice.isEmpty() && error(name) == null) {
            refuse(name, "ui.form.choose");
        }
        return choice.orElse("");
    }

    /// The id that must be there; empty only when something is wrong.
    public <T> Optional<T> id(String name, Function<UUID, T> make) {
        var id = optionalId(name, make);
        if (id.isEmpty() && error(name) == null) {
            refuse(name, "ui.form.choose");
        }
        return id;
    }

    public <T> Optional<T> optionalId(String name, Function<UUID, T> make) {
        return one(name, raw(name).strip(), value -> uuid(value).map(make));
    }

    public <T> Set<T> ids(String name, Function<UUID, T> make) {
        var ids = new LinkedHashSet<T>();
        for (var value : chosen(name)) {
            one(name, value, text -> uuid(text).map(make)).ifPresent(ids::add);
        }
        return ids;
    }

    /// A single box: ticked or not. Anything sent counts, except an explicit `false`.
    public boolean ticked(String name) {
        var value = raw(name).strip();
        return !value.isEmpty() && !value.equals("false");
    }

    private <T> Optional<T> one(String name, String value, Function<String, Optional<T>> read) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        var choice = read.apply(value);
        if (choice.isEmpty() && error(name) == null) {
            refuse(name, "ui.form.unknownChoice");
        }
        return choice;
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            var id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private String raw(String name) {
        var first = typed.getFirst(name);
        return first == null ? "" : first;
    }
}
