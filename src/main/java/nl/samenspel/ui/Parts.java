package nl.samenspel.ui;

import jakarta.servlet.ServletContext;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/// What the fragments of `ui/form` and `ui/parts` need to know and a template cannot say well.
@Component
class Parts {

    private static final List<String> DAYS =
            List.of(DayOfWeek.values()).stream().map(DayOfWeek::name).toList();
    private static final List<String> PARTS = List.of("MORNING", "AFTERNOON", "EVENING", "NIGHT");

    private static final Map<String, String> TAG_ICONS = Map.of(
            "waiting",
            "hourglass",
            "needs-you",
            "hand",
            "agreed",
            "circle-check",
            "refused",
            "circle-x",
            "info",
            "info");
    private static final Map<String, String> ROLE_ICONS = Map.of(
            "participant", "user-round", "relative", "heart", "volunteer", "hand-heart", "professional", "stethoscope");

    private final Words words;
    private final ObjectProvider<ResourceUrlProvider> files;
    private final ObjectProvider<ServletContext> site;
    private volatile @Nullable String icons;

    Parts(Words words, ObjectProvider<ResourceUrlProvider> files, ObjectProvider<ServletContext> site) {
        this.words = words;
        this.files = files;
        this.site = site;
    }

    /// What every address here begins with; empty unless the site stands below another.
    String root() {
        return site.getObject().getContextPath();
    }

    /// Where the icons are, with the mark of their content. Looked up once: a page has dozens.
    public String icons() {
        var known = icons;
        if (known == null) {
            known = root() + files.getObject().getForLookupPath("/ui/icons.svg");
            icons = known;
        }
        return known;
    }

    /// What a tag shows beside its colour and word.
    public String tagIcon(String kind) {
        return known(TAG_ICONS, kind);
    }

    /// What somebody's role shows beside its colour and word.
    public String roleIcon(String role) {
        return known(ROLE_ICONS, role);
    }

    private static String known(Map<String, String> icons, String name) {
        var icon = icons.get(name);
        if (icon == null) {
            throw new IllegalArgumentException("One of %s was expected, not \"%s\".".formatted(icons.keySet(), name));
        }
        return icon;
    }

    /// One thing to choose in a field, as the form has it now.
    ///
    /// @param id the field's name for the first, so that a summary of problems can lead to it
    public record Choice(String id, String value, String text, boolean chosen) {}

    public List<Choice> choices(@Nullable Form form, String name, List<Option> options) {
        var choices = new ArrayList<Choice>(options.size());
        for (var option : options) {
            choices.add(choice(form, name, choices.isEmpty(), option));
        }
        return choices;
    }

    private static Choice choice(@Nullable Form form, String name, boolean first, Option option) {
        var value = option.value();
        return new Choice(
                first ? name : name + "-" + value, value, option.text(), form != null && form.has(name, value));
    }

    public List<String> parts() {
        return PARTS;
    }

    /// A day of the week and its parts.
    public record Day(String text, String shortText, List<Choice> choices) {}

    /// The week to tick what suits in: `MONDAY-MORNING` to `SUNDAY-NIGHT`.
    public List<Day> week(@Nullable Form form, String name) {
        return DAYS.stream().map(day -> day(form, name, day)).toList();
    }

    private Day day(@Nullable Form form, String name, String day) {
        var text = words.get("ui.day." + day);
        var choices = PARTS.stream()
                .map(part -> choice(
                        form,
                        name,
                        day.equals(DAYS.getFirst()) && part.equals(PARTS.getFirst()),
                        new Option(day + "-" + part, text + " " + words.get("ui.part." + part))))
                .toList();
        return new Day(text, words.get("ui.day." + day + ".short"), choices);
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
