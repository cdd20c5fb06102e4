package nl.samenspel.volunteers.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.samenspel.network.CommitmentLength;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import nl.samenspel.volunteers.GoingAlong;
import nl.samenspel.volunteers.Offer;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/// An offer as fields of a form, and back.
@Component
class OfferForm {

    /// Whose words name the fields.
    static final String[] LABELS = {"people", "volunteers.field"};

    static final int LONGEST_ABOUT_ME = 1000;

    private static final Pattern KILOMETRES = Pattern.compile("[0-9]{1,3}(?:[.,][0-9]{1,3})?");

    /// What one can say of whom one helps; who did not tell is fine for who is fine with everyone.
    private static final List<Gender> TOLD = List.of(Gender.WOMAN, Gender.MAN, Gender.OTHER);

    private final Words words;

    OfferForm(Words words) {
        this.words = words;
    }

    /// Kinds of help under a heading.
    public record Group(String name, List<Option> kinds) {}

    // --- from the form ---

    Map<Way, Set<KindOfHelp>> kinds(Form form) {
        var chosen = new EnumMap<Way, Set<KindOfHelp>>(Way.class);
        for (var way : Way.values()) {
            chosen.put(way, EnumSet.noneOf(KindOfHelp.class));
        }
        for (var kind : KindOfHelp.values()) {
            form.optionalOne(field(kind), Way.class)
                    .ifPresent(way -> chosen.computeIfAbsent(way, _ -> EnumSet.noneOf(KindOfHelp.class))
                            .add(kind));
        }
        if (Stream.of(Way.LOVES, Way.LIKES, Way.DOES)
                        .allMatch(way -> of(chosen, way).isEmpty())
                && form.problems().stream().noneMatch(problem -> problem.field().startsWith("kind-"))) {
            form.refuse("kinds", "volunteers.field.kinds.none");
        }
        return chosen;
    }

    DayParts dayParts(Form form) {
        var parts = DayParts.chosen(form, "dayparts");
        if (parts.isEmpty() && form.error("dayparts") == null) {
            form.refuse("dayparts", "volunteers.field.dayparts.none");
        }
        return parts;
    }

    /// Metres, typed as kilometres: 3, 2,5 or 0.5.
    int radius(Form form) {
        var typed = form.optionalText("km", 10);
        if (typed.isEmpty()) {
            if (form.error("km") == null) {
                form.refuse("km", "ui.form.missing");
            }
            return Offer.SHORTEST_RADIUS;
        }
        var text = typed.get();
        var metres =
                KILOMETRES.matcher(text).matches() ? Math.round(Double.parseDouble(text.replace(',', '.')) * 1000) : -1;
        if (metres < Offer.SHORTEST_RADIUS || metres > Offer.LONGEST_RADIUS) {
            form.refuse("km", "volunteers.field.km.wrong");
            return Offer.SHORTEST_RADIUS;
        }
        return (int) metres;
    }

    Optional<LocalDate> availableFrom(Form form, LocalDate today) {
        return form.optionalDate("availableFrom", today.minusYears(50), today.plusYears(2));
    }

    Set<Language> languages(Form form) {
        return form.some("languages", Language.class);
    }

    Set<Gender> comfortableWith(Form form) {
        var ticked = form.some("comfortable", Gender.class);
        return ticked.isEmpty() || ticked.containsAll(TOLD) ? Offer.EVERYONE : ticked;
    }

    /// Who says nothing of it binds themselves for as long as it is needed.
    CommitmentLength longest(Form form) {
        return form.optionalOne("longest", CommitmentLength.class).orElse(CommitmentLength.LASTING);
    }

    GoingAlong goingAlong(Form form) {
        return form.optionalOne("goingAlong", GoingAlong.class).orElse(GoingAlong.NOBODY);
    }

    String aboutMe(Form form) {
        return form.optionalWords("aboutMe", LONGEST_ABOUT_ME).orElse("");
    }

    /// The whole offer, as the desk and the volunteer themselves change it.
    Offer offer(Form form, LocalDate today) {
        var kinds = kinds(form);
        return new Offer(
                of(kinds, Way.LOVES),
                of(kinds, Way.LIKES),
                of(kinds, Way.DOES),
                of(kinds, Way.RATHER_NOT),
                dayParts(form),
                radius(form),
                availableFrom(form, today).orElse(null),
                comfortableWith(form),
                aboutMe(form),
                form.ticked("byOthers"),
                longest(form),
                goingAlong(form));
    }

    static Set<KindOfHelp> of(Map<Way, Set<KindOfHelp>> kinds, Way way) {
        return kinds.getOrDefault(way, Set.of());
    }

    // --- to the form ---

    Map<String, Object> filled(Offer offer) {
        var values = new HashMap<String, Object>();
        fill(values, offer.loves(), Way.LOVES);
        fill(values, offer.likes(), Way.LIKES);
        fill(values, offer.does(), Way.DOES);
        fill(values, offer.ratherNot(), Way.RATHER_NOT);
        values.put("dayparts", offer.dayParts().words());
        values.put("km", kilometres(offer.radiusMetres()));
        values.put("availableFrom", Optional.ofNullable(offer.availableFrom()));
        values.put("comfortable", offer.comfortableWith());
        values.put("aboutMe", offer.aboutMe());
        values.put("byOthers", offer.byOthers() ? "yes" : "");
        values.put("longest", offer.longest());
        values.put("goingAlong", offer.goingAlong());
        return values;
    }

    private static void fill(Map<String, Object> values, Set<KindOfHelp> kinds, Way way) {
        kinds.forEach(kind -> values.put(field(kind), way));
    }

    static String field(KindOfHelp kind) {
        return "kind-" + kind;
    }

    String kilometres(int metres) {
        var text = metres % 1000 == 0 ? String.valueOf(metres / 1000) : String.valueOf(metres / 1000.0);
        return words.locale().getLanguage().equals("en") ? text : text.replace('.', ',');
    }

    // --- what the page needs ---

    /// What there is to choose from.
    void choices(ModelAndView page, Collection<Way> ways) {
        page.addObject(
                "kindGroups",
                Arrays.stream(KindGroup.values())
                        .map(group -> new Group(
                                words.of("volunteers.group", group), words.options("network.kind", group.kinds())))
                        .toList());
        page.addObject("ways", words.options("volunteers.way", ways));
        page.addObject("languageOptions", words.options("people.language", Language.class));
        page.addObject("genderOptions", words.options("people.gender", Gender.class));
        page.addObject("lengthOptions", words.options("network.length", CommitmentLength.class));
        page.addObject("goingAlongOptions", words.options("volunteers.goingAlong", GoingAlong.class));
        page.addObject("comfortableOptions", words.options("volunteers.comfortable", TOLD));
    }
}
