package nl.samenspel.ui;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the fragments of `ui/form` and `ui/parts` need to know and a template cannot say well.
@Component
class FormParts {

    private static final List<String> DAYS =
            List.of(DayOfWeek.values()).stream().map(DayOfWeek::name).toList();
    private static final List<String> PARTS = List.of("MORNING", "AFTERNOON", "EVENING", "NIGHT");

    public List<String> days() {
        return DAYS;
    }

    public List<String> parts() {
        return PARTS;
    }

    /// Percent of the whole, never outside the picture.
    public String share(Number points, Number of) {
        var percent = of.doubleValue() <= 0 ? 0 : points.doubleValue() * 100 / of.doubleValue();
        return String.format(Locale.ROOT, "%.1f", Math.clamp(percent, 0, 100));
    }

    /// The ids of the texts that belong to a field: what is wrong with it, then its hint.
    public @Nullable String describedBy(@Nullable Form form, String name, @Nullable String hint) {
        var wrong = form != null && form.error(name) != null;
        var hinted = hint != null && !hint.isBlank();
        if (wrong && hinted) {
            return name + "-error " + name + "-hint";
        }
        return wrong ? name + "-error" : hinted ? name + "-hint" : null;
    }
}
