package nl.samenspel.ui;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Texts in the language of whoever is reading now.
///
/// A key that does not exist is a mistake of ours and throws.
@Component
public class Words {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.of("Europe/Amsterdam"));

    private final MessageSource messages;

    public Words(MessageSource messages) {
        this.messages = messages;
    }

    public String get(String key, Object... args) {
        return messages.getMessage(key, args, locale());
    }

    public Optional<String> find(String key, Object... args) {
        return Optional.ofNullable(messages.getMessage(key, args, null, locale()));
    }

    /// A time of day, here: 14:05.
    public String time(Instant at) {
        return TIME.format(at);
    }

    /// What is wrong with a field.
    public String of(Form.Problem problem) {
        return get(problem.key(), problem.args().toArray());
    }

    /// The constant's text: `<prefix>.<NAME>`.
    public String of(String prefix, Enum<?> constant) {
        return get(prefix + "." + constant.name());
    }

    /// What the field is called, when the form was told whose words name its fields.
    public @Nullable String label(Form form, String field) {
        return form.labelKeys(field).stream()
                .flatMap(key -> find(key).stream())
                .findFirst()
                .orElse(null);
    }

    public Option option(String prefix, Enum<?> constant) {
        return new Option(constant.name(), of(prefix, constant));
    }

    public List<Option> options(String prefix, Collection<? extends Enum<?>> constants) {
        return constants.stream().map(constant -> option(prefix, constant)).toList();
    }

    /// All constants, in the order in which they were declared.
    public <E extends Enum<E>> List<Option> options(String prefix, Class<E> type) {
        return options(prefix, Arrays.asList(type.getEnumConstants()));
    }

    public Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
