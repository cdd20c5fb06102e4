package nl.samenspel.volunteers.web;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Words;
import nl.samenspel.volunteers.Offer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// An offer in words, for whoever reads it. Templates ask it as `@offerWords`.
@Component("offerWords")
class OfferWords {

    private final Words words;
    private final OfferForm form;

    OfferWords(Words words, OfferForm form) {
        this.words = words;
        this.form = form;
    }

    public String kinds(Collection<KindOfHelp> kinds) {
        return kinds.stream()
                .sorted()
                .map(kind -> words.of("network.kind", kind))
                .collect(Collectors.joining(", "));
    }

    /// The first few, for a list.
    public String someKinds(Collection<KindOfHelp> kinds) {
        var few = kinds(kinds.stream().sorted().limit(3).toList());
        return kinds.size() > 3 ? words.get("volunteers.more", few, kinds.size() - 3) : few;
    }

    /// How many of a group's kinds of help somebody said something of.
    public int chosen(@Nullable Form typed, OfferForm.Group group) {
        return typed == null
                ? 0
                : (int) group.kinds().stream()
                        .filter(kind -> !typed.value("kind-" + kind.value()).isBlank())
                        .count();
    }

    /// How many kinds of help somebody said something of.
    public int chosen(@Nullable Form typed) {
        return typed == null
                ? 0
                : (int) Arrays.stream(KindOfHelp.values())
                        .filter(kind -> !typed.value("kind-" + kind.name()).isBlank())
                        .count();
    }

    /// A line for each day on which there is time.
    public List<String> dayParts(DayParts parts) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> Arrays.stream(DayParts.Part.values()).anyMatch(part -> parts.has(day, part)))
                .map(day -> words.of("ui.day", day)
                        + ": "
                        + Arrays.stream(DayParts.Part.values())
                                .filter(part -> parts.has(day, part))
                                .map(part -> words.of("ui.part", part))
                                .collect(Collectors.joining(", ")))
                .toList();
    }

    public String languages(Collection<Language> languages) {
        return languages.stream()
                .sorted()
                .map(language -> words.of("people.language", language))
                .collect(Collectors.joining(", "));
    }

    public String distance(int metres) {
        return words.get("volunteers.within", form.kilometres(metres));
    }

    public String comfortableWith(Collection<Gender> genders) {
        return genders.containsAll(Offer.EVERYONE)
                ? words.get("volunteers.comfortable.everyone")
                : genders.stream()
                        .filter(gender -> gender != Gender.UNKNOWN)
                        .sorted()
                        .map(gender -> words.of("volunteers.comfortable", gender))
                        .collect(Collectors.joining(", "));
    }
}
