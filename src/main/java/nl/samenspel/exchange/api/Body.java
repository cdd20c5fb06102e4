package nl.samenspel.exchange.api;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import nl.samenspel.exchange.api.InvalidInput.Fault;
import nl.samenspel.network.DayParts;
import nl.samenspel.ui.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.databind.JsonNode;

/// A JSON object that was sent, read as a [Form] is: a reader that finds something wrong notes it with its place, and
/// gives a harmless value back; [#end] then tells all of it at once. The rules for a text are those of the screens.
final class Body {

    private static final int LONGEST_LIST = 100;

    private final JsonNode node;
    private final String pointer;
    private final List<Fault> faults;
    private final Set<String> read = new HashSet<>();
    private final List<Body> inside = new ArrayList<>();

    private Body(JsonNode node, String pointer, List<Fault> faults) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
    }

    static Body of(@Nullable JsonNode node) {
        if (node == null || !node.isObject()) {
            throw new InvalidInput(HttpStatus.BAD_REQUEST, List.of(Fault.of("body", "#", "exchange.api.wrong.object")));
        }
        return new Body(node, "#", new ArrayList<>());
    }

    /// Everything was read. Throws when something is wrong, a property that nobody asked for included.
    void end() {
        findUnread();
        if (!faults.isEmpty()) {
            throw new InvalidInput(HttpStatus.UNPROCESSABLE_CONTENT, faults);
        }
    }

    private void findUnread() {
        node.propertyNames().forEach(name -> {
            if (!read.contains(name)) {
                refuse(name, "exchange.api.wrong.unknown");
            }
        });
        inside.forEach(Body::findUnread);
    }

    boolean has(String name) {
        var value = node.get(name);
        return value != null && !value.isNull();
    }

    void refuse(String name, String key, Object... args) {
        faults.add(Fault.of("body", place(name), key, args));
    }

    /// @param name of a property, or with `[3]` behind it of an element of a list
    private String place(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1").replaceFirst("\\[([0-9]+)]$", "/$1");
    }

    private @Nullable JsonNode get(String name) {
        read.add(name);
        return has(name) ? node.get(name) : null;
    }

    private void refuseMissing(String name) {
        refuse(name, "exchange.api.wrong.missing");
    }

    /// An object within.
    Optional<Body> object(String name) {
        var value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            refuse(name, "exchange.api.wrong.object");
            return Optional.empty();
        }
        var body = new Body(value, place(name), faults);
        inside.add(body);
        return Optional.of(body);
    }

    // --- text, by the rules of the screens ---

    String text(String name, int max) {
        return required(name, optionalText(name, max)).orElse("");
    }

    Optional<String> optionalText(String name, int max) {
        return byForm(name, (form, field) -> form.optionalText(field, max));
    }

    String words(String name, int max) {
        return required(name, optionalWords(name, max)).orElse("");
    }

    Optional<String> optionalWords(String name, int max) {
        return byForm(name, (form, field) -> form.optionalWords(field, max));
    }

    Optional<String> optionalEmail(String name) {
        return byForm(name, Form::optionalEmail);
    }

    Optional<String> optionalPhone(String name) {
        return byForm(name, Form::optionalPhone);
    }

    Optional<String> optionalPostcode(String name) {
        return byForm(name, Form::optionalPostcode);
    }

    /// A number of the other program's own: left alone, whatever its figures are.
    Optional<String> optionalOwnNumber(String name, int max) {
        return string(name).flatMap(text -> {
            if (text.isBlank()) {
                return Optional.empty();
            }
            if (text.length() > max) {
                refuse(name, "ui.form.tooLong", max, text.length());
            } else if (text.codePoints().anyMatch(Character::isISOControl)) {
                refuse(name, "ui.form.unreadable");
            }
            return Optional.of(text.strip());
        });
    }

    private <T> Optional<T> byForm(String name, BiFunction<Form, String, Optional<T>> reader) {
        return string(name).flatMap(text -> {
            var typed = new LinkedMultiValueMap<String, String>();
            typed.add(name, text);
            var form = Form.of(typed);
            var value = reader.apply(form, name);
            form.problems()
                    .forEach(problem ->
                            refuse(name, problem.key(), problem.args().toArray()));
            return value;
        });
    }

    private Optional<String> string(String name) {
        var value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            refuse(name, "exchange.api.wrong.string");
            return Optional.empty();
        }
        return Optional.of(value.stringValue());
    }

    // --- when, how many ---

    /// `2026-03-31`, and no other way.
    Optional<LocalDate> optionalDate(String name) {
        return string(name).flatMap(text -> {
            if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                refuse(name, "exchange.api.wrong.date");
                return Optional.empty();
            }
            var typed = new LinkedMultiValueMap<String, String>();
            typed.add(name, text);
            var form = Form.of(typed);
            var date = form.optionalDate(name);
            form.problems().forEach(problem -> refuse(name, "exchange.api.wrong.date"));
            return date;
        });
    }

    LocalDate date(String name) {
        return required(name, optionalDate(name)).orElse(LocalDate.EPOCH);
    }

    Optional<LocalTime> optionalTime(String name) {
        return byForm(name, Form::optionalTime);
    }

    Optional<Integer> optionalWhole(String name, int min, int max) {
        var value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber()) {
            refuse(name, "exchange.api.wrong.whole");
            return Optional.empty();
        }
        if (!value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            refuse(name, "ui.form.wholeOutside", min, max);
            return Optional.empty();
        }
        return Optional.of(value.intValue());
    }

    Optional<Boolean> optionalYes(String name) {
        var value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            refuse(name, "exchange.api.wrong.yes");
            return Optional.empty();
        }
        return Optional.of(value.booleanValue());
    }

    // --- choices ---

    <E extends Enum<E>> E one(String name, Class<E> type) {
        return required(name, optionalOne(name, type)).orElse(type.getEnumConstants()[0]);
    }

    <E extends Enum<E>> Optional<E> optionalOne(String name, Class<E> type) {
        return string(name).flatMap(text -> constant(name, type, text));
    }

    private <E extends Enum<E>> Optional<E> constant(String name, Class<E> type, String text) {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return Optional.of(constant);
            }
        }
        refuse(name, "exchange.api.wrong.choice", names(type));
        return Optional.empty();
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return String.join(", ", EnumSet.allOf(type).stream().map(Enum::name).toList());
    }

    <E extends Enum<E>> Set<E> many(String name, Class<E> type) {
        var found = EnumSet.noneOf(type);
        strings(name, (place, text) -> constant(place, type, text).ifPresent(found::add));
        return found;
    }

    Optional<UUID> optionalId(String name) {
        return string(name).flatMap(text -> uuid(name, text));
    }

    UUID id(String name) {
        return required(name, optionalId(name)).orElse(new UUID(0, 0));
    }

    <T> Set<T> ids(String name, Function<UUID, T> make) {
        Set<T> found = new LinkedHashSet<>();
        strings(name, (place, text) -> uuid(place, text).map(make).ifPresent(found::add));
        if (found.isEmpty()
                && faults.stream().noneMatch(fault -> fault.location().startsWith(place(name)))) {
            refuseMissing(name);
        }
        return found;
    }

    private Optional<UUID> uuid(String name, String text) {
        return Ids.uuid(text).or(() -> {
            refuse(name, "exchange.api.wrong.id");
            return Optional.empty();
        });
    }

    /// `["MONDAY-MORNING", …]`
    Optional<DayParts> optionalDayParts(String name) {
        if (!has(name)) {
            read.add(name);
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        strings(name, (place, text) -> {
            try {
                DayParts.ofWords(List.of(text));
                words.add(text);
            } catch (IllegalArgumentException _) {
                refuse(place, "exchange.api.wrong.dayPart");
            }
        });
        return Optional.of(DayParts.ofWords(words));
    }

    private interface Strings {
        void take(String place, String text);
    }

    private void strings(String name, Strings consumer) {
        var value = get(name);
        if (value == null) {
            return;
        }
        if (!value.isArray()) {
            refuse(name, "exchange.api.wrong.list");
            return;
        }
        if (value.size() > LONGEST_LIST) {
            refuse(name, "exchange.api.wrong.listTooLong", LONGEST_LIST);
            return;
        }
        for (var at = 0; at < value.size(); at++) {
            var one = value.get(at);
            var place = "%s[%d]".formatted(name, at);
            if (one.isString()) {
                consumer.take(place, one.stringValue());
            } else {
                refuse(place, "exchange.api.wrong.string");
            }
        }
    }

    /// Whether something was found wrong with it so far.
    boolean isWrong(String name) {
        return faults.stream().anyMatch(fault -> fault.location().equals(place(name)));
    }

    private <T> Optional<T> required(String name, Optional<T> value) {
        if (value.isEmpty() && !isWrong(name)) {
            refuseMissing(name);
        }
        return value;
    }
}
