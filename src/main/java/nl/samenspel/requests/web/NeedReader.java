package nl.samenspel.requests.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nl.samenspel.network.Areas;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.Need.PaidBefore;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads from a form what someone asks; every door asks the same, one question at a time or all at once.
@Component
class NeedReader {

    /// The labels of all our fields: `requests.field.<name>`.
    static final String LABELS = "requests.field";

    static final int MOST_WORDS = 2000;
    static final int LONGEST_NAME = 80;

    private static final String ANYONE = "ANYONE";

    private final Areas areas;
    private final Words words;
    private final Clock clock;

    NeedReader(Areas areas, Words words, Clock clock) {
        this.areas = areas;
        this.words = words;
        this.clock = clock;
    }

    /// Where help is asked; at least one of the two is told.
    record Where(String postcode, String place) {}

    record Amount(int dayPartsNeeded, int hoursPerWeek) {}

    record Term(LocalDate from, @Nullable LocalDate until) {}

    Need read(Form form) {
        var kind = kind(form);
        var inWords = words(form);
        var where = where(form);
        var dayParts = dayParts(form);
        var amount = amount(form);
        var term = term(form, null);
        return make(form, kind, inWords, where, dayParts, amount, term, Set.of());
    }

    /// As [#read], for putting right what was recorded: a beginning that has passed may stay as it was.
    Need readAgain(Form form, Need before) {
        var kind = kind(form);
        var inWords = words(form);
        var where = where(form);
        var dayParts = dayParts(form);
        var amount = amount(form);
        var term = term(form, before.from());
        return make(form, kind, inWords, where, dayParts, amount, term, before.qualifications());
    }

    private Need make(
            Form form,
            KindOfHelp kind,
            String inWords,
            Where where,
            DayParts dayParts,
            Amount amount,
            Term term,
            Set<Qualification> qualifications) {
        var languages = languages(form);
        var wished = wishedGender(form);
        var wishWords = wishWords(form);
        var urgency = urgency(form);
        var paid = paidBefore(form);
        if (!form.isRight()) {
            return HARMLESS;
        }
        return new Need(
                kind,
                inWords,
                where.postcode(),
                where.place(),
                dayParts,
                amount.dayPartsNeeded(),
                amount.hoursPerWeek(),
                term.from(),
                term.until(),
                languages,
                wished,
                wishWords,
                qualifications,
                urgency,
                paid);
    }

    /// Stands for a need that could not be read; nobody uses it, because its form is not right.
    private static final Need HARMLESS = new Need(
            KindOfHelp.COMPANY,
            "-",
            "",
            "",
            DayParts.NONE,
            1,
            1,
            LocalDate.EPOCH,
            null,
            Set.of(),
            Set.of(),
            "",
            Set.of(),
            0,
            PaidBefore.UNKNOWN);

    KindOfHelp kind(Form form) {
        return form.one("kind", KindOfHelp.class);
    }

    String words(Form form) {
        return form.words("words", MOST_WORDS);
    }

    /// A postcode we do not know needs a place; with neither we would not know whom to send it to.
    Where where(Form form) {
        var postcode = form.optionalPostcode("postcode").orElse("");
        var place = form.optionalText("place", LONGEST_NAME).orElse("");
        if (form.error("postcode") != null || form.error("place") != null) {
            return new Where("", "");
        }
        var area = areas.find(postcode);
        if (place.isEmpty() && area.isEmpty()) {
            form.refuse(
                    postcode.isEmpty() ? "postcode" : "place",
                    postcode.isEmpty() ? "requests.where.missing" : "requests.where.unknown");
        }
        return new Where(
                postcode, place.isEmpty() && area.isPresent() ? area.get().place() : place);
    }

    boolean isKnown(String postcode) {
        return areas.find(postcode).isPresent();
    }

    DayParts dayParts(Form form) {
        var parts = DayParts.chosen(form, "dayParts");
        if (parts.isEmpty() && form.error("dayParts") == null) {
            form.refuse("dayParts", "ui.form.chooseSome");
        }
        return parts;
    }

    /// The day-parts must have been read before: more are not needed than could be.
    Amount amount(Form form) {
        var needed = form.whole("dayPartsNeeded", 1, 28);
        var possible = form.chosen("dayParts").size();
        if (possible > 0 && needed > possible && form.error("dayPartsNeeded") == null) {
            form.refuse("dayPartsNeeded", "requests.amount.tooMany", possible);
        }
        return new Amount(needed, form.whole("hours", 1, Need.MOST_HOURS));
    }

    /// @param already a beginning that was recorded before, and may have passed
    Term term(Form form, @Nullable LocalDate already) {
        var today = LocalDate.now(clock);
        var earliest = already != null && already.isBefore(today) ? already : today;
        var from = form.date("from", earliest, today.plusYears(2));
        var until = form.optionalDate("until", earliest, today.plusYears(10)).orElse(null);
        if (until != null && form.error("from") == null && until.isBefore(from)) {
            form.refuse("until", "requests.term.early");
        }
        return new Term(from, until);
    }

    Set<Language> languages(Form form) {
        return form.some("languages", Language.class);
    }

    Set<Gender> wishedGender(Form form) {
        var wished = form.oneOf("wishedGender", List.of(ANYONE, Gender.WOMAN.name(), Gender.MAN.name()));
        return wished.isEmpty() || wished.equals(ANYONE) ? Set.of() : Set.of(Gender.valueOf(wished));
    }

    String wishWords(Form form) {
        return form.optionalWords("wishWords", 500).orElse("");
    }

    int urgency(Form form) {
        return form.whole("urgency", 0, Need.MOST_URGENT);
    }

    PaidBefore paidBefore(Form form) {
        return form.one("paidBefore", PaidBefore.class);
    }

    /// What stands in the fields, for a need that is there.
    static Map<String, Object> filled(Need need) {
        var values = new TreeMap<String, Object>();
        values.put("kind", need.kind());
        values.put("words", need.words());
        values.put("postcode", need.postcode());
        values.put("place", need.place());
        values.put("dayParts", need.dayParts().words());
        values.put("dayPartsNeeded", need.dayPartsNeeded());
        values.put("hours", need.hoursPerWeek());
        values.put("from", need.from());
        values.put("until", Optional.ofNullable(need.until()));
        values.put("languages", need.languages());
        values.put(
                "wishedGender",
                need.wishedGender().size() == 1 ? need.wishedGender().iterator().next() : ANYONE);
        values.put("wishWords", need.wishWords());
        values.put("urgency", need.urgency());
        values.put("paidBefore", need.paidBefore());
        return values;
    }

    /// What most people answer; not for questions on which an answer must be one's own.
    Map<String, Object> usual() {
        var values = new TreeMap<String, Object>();
        values.put("dayPartsNeeded", 1);
        values.put("hours", 2);
        values.put("from", LocalDate.now(clock));
        values.put("languages", List.of(Language.NL));
        values.put("wishedGender", ANYONE);
        values.put("urgency", 1);
        values.put("paidBefore", PaidBefore.UNKNOWN);
        return values;
    }

    /// What there is to choose from, by field.
    Map<String, List<Option>> options() {
        return Map.of(
                "kinds", words.options("network.kind", KindOfHelp.class),
                "languageOptions", words.options("people.language", Language.class),
                "wishOptions",
                        List.of(
                                new Option(ANYONE, words.get("requests.wish.ANYONE")),
                                new Option("WOMAN", words.get("requests.wish.WOMAN")),
                                new Option("MAN", words.get("requests.wish.MAN"))),
                "urgencies",
                        List.of(
                                new Option("0", words.get("requests.urgency.0")),
                                new Option("1", words.get("requests.urgency.1")),
                                new Option("2", words.get("requests.urgency.2")),
                                new Option("3", words.get("requests.urgency.3"))),
                "paidOptions", words.options("requests.paid", PaidBefore.class),
                "genders", words.options("people.gender", Gender.class));
    }
}
