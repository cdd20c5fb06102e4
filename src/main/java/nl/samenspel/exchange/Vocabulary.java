package nl.samenspel.exchange;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.DayParts.On;
import nl.samenspel.network.DayParts.Part;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// What words in other people's cells mean: kinds of help, parts of the week, languages. Our own words in Dutch and
/// English are known from the messages; here stand the others. This is the one place to add a word to.
@Component
class Vocabulary {

    private static final List<Locale> LANGUAGES_OF_OURS = List.of(Locale.of("nl"), Locale.ENGLISH);

    /// Between several things in one cell.
    private static final Pattern BETWEEN = Pattern.compile("[,;|\\n\\r]+");

    private static final Pattern OR_BETWEEN = Pattern.compile("[,;|\\n\\r/&+]+|\\s+(?:en|of|and|or|plus)\\s+");

    private static final Map<KindOfHelp, List<String>> KINDS = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    KindOfHelp.COMPANY,
                    List.of(
                            "bezoek",
                            "huisbezoek",
                            "bezoekje",
                            "op bezoek",
                            "koffie drinken",
                            "praatje",
                            "een praatje",
                            "visiting",
                            "visits",
                            "home visits",
                            "aandacht",
                            "eenzaamheid",
                            "companionship",
                            "sociaal contact",
                            "gezelschap houden")),
            Map.entry(
                    KindOfHelp.WALKING,
                    List.of(
                            "wandelen",
                            "wandeling",
                            "wandelmaatje",
                            "rolstoelwandelen",
                            "walk",
                            "walking",
                            "walks",
                            "een blokje om")),
            Map.entry(
                    KindOfHelp.GROCERIES,
                    List.of(
                            "boodschap",
                            "boodschappen doen",
                            "boodschappenhulp",
                            "boodschappendienst",
                            "shopping",
                            "grocery shopping",
                            "winkelen")),
            Map.entry(
                    KindOfHelp.TRANSPORT,
                    List.of(
                            "rijden",
                            "chauffeur",
                            "autorijden",
                            "vervoersdienst",
                            "automaatje",
                            "driving",
                            "driver",
                            "rides",
                            "brengen",
                            "halen en brengen")),
            Map.entry(
                    KindOfHelp.APPOINTMENTS,
                    List.of(
                            "begeleiding",
                            "begeleiding arts",
                            "begeleiding ziekenhuis",
                            "mee naar ziekenhuis",
                            "mee naar de huisarts",
                            "mee naar afspraak",
                            "afspraak",
                            "ziekenhuisbezoek",
                            "arts",
                            "artsbezoek",
                            "appointment",
                            "appointments",
                            "hospital visit")),
            Map.entry(
                    KindOfHelp.PAPERWORK,
                    List.of(
                            "administratie",
                            "thuisadministratie",
                            "formulieren",
                            "papierwerk",
                            "post",
                            "financiën",
                            "geldzaken",
                            "administration",
                            "paperwork",
                            "forms",
                            "belastingaangifte",
                            "schuldhulp")),
            Map.entry(
                    KindOfHelp.LANGUAGE,
                    List.of(
                            "taal",
                            "taalles",
                            "taalmaatje",
                            "taalcoach",
                            "taalhulp",
                            "nederlands leren",
                            "nederlandse les",
                            "language",
                            "language lessons",
                            "language coach",
                            "taal oefenen")),
            Map.entry(
                    KindOfHelp.ODD_JOBS,
                    List.of(
                            "klus",
                            "klussen",
                            "klusjes",
                            "klusdienst",
                            "klushulp",
                            "odd jobs",
                            "handyman",
                            "diy",
                            "kleine klussen",
                            "reparaties")),
            Map.entry(
                    KindOfHelp.GARDEN,
                    List.of(
                            "tuinieren",
                            "tuinhulp",
                            "tuinonderhoud",
                            "tuinklussen",
                            "tuinwerk",
                            "gardening",
                            "grasmaaien")),
            Map.entry(
                    KindOfHelp.COMPUTER,
                    List.of(
                            "computer",
                            "computerhulp",
                            "ict",
                            "digitaal",
                            "digitale hulp",
                            "telefoon instellen",
                            "tablet",
                            "smartphone",
                            "it help",
                            "digital help",
                            "internet",
                            "digid")),
            Map.entry(KindOfHelp.COOKING, List.of("eten koken", "maaltijd", "maaltijden", "cook", "meals", "kookhulp")),
            Map.entry(
                    KindOfHelp.EATING_TOGETHER,
                    List.of("eetmaatje", "samen aan tafel", "aanschuiven", "maaltijd delen", "dining together")),
            Map.entry(
                    KindOfHelp.PETS,
                    List.of(
                            "hond",
                            "hond uitlaten",
                            "honden uitlaten",
                            "dieren",
                            "huisdier",
                            "huisdieren",
                            "dierenoppas",
                            "dog walking",
                            "pets",
                            "pet",
                            "kat")),
            Map.entry(
                    KindOfHelp.CHILD_SUPPORT,
                    List.of(
                            "kind",
                            "kinderen",
                            "kinderopvang",
                            "oppas",
                            "oppassen",
                            "opvoedhulp",
                            "gezinshulp",
                            "steungezin",
                            "child",
                            "children",
                            "childcare",
                            "babysitting",
                            "opvoeding")),
            Map.entry(
                    KindOfHelp.RESPITE,
                    List.of(
                            "respijt",
                            "respijtzorg",
                            "mantelzorgondersteuning",
                            "mantelzorgvervanging",
                            "oppas thuis",
                            "respite",
                            "respite care",
                            "ontlasten mantelzorger",
                            "mantelzorg")),
            Map.entry(
                    KindOfHelp.VIGIL,
                    List.of(
                            "wake",
                            "nachtwaken",
                            "terminale zorg",
                            "vptz",
                            "vigil",
                            "night watch",
                            "stervensbegeleiding")),
            Map.entry(
                    KindOfHelp.PHONE_CALLS,
                    List.of(
                            "bellen",
                            "belmaatje",
                            "telefoongesprek",
                            "telefonisch contact",
                            "belcirkel",
                            "telefooncirkel",
                            "phone calls",
                            "calling",
                            "phone",
                            "telefoonmaatje")),
            Map.entry(
                    KindOfHelp.OUTINGS,
                    List.of(
                            "uitje",
                            "uitjes",
                            "uitstapje",
                            "uitstapjes",
                            "op stap",
                            "uitgaan",
                            "museum",
                            "outing",
                            "outings",
                            "trips",
                            "dagje uit")),
            Map.entry(
                    KindOfHelp.SPORT,
                    List.of(
                            "sport",
                            "sporten",
                            "bewegen",
                            "sportmaatje",
                            "zwemmen",
                            "fietsen",
                            "sports",
                            "exercise",
                            "fitness")),
            Map.entry(
                    KindOfHelp.CREATIVE,
                    List.of(
                            "creatief",
                            "handwerken",
                            "knutselen",
                            "schilderen",
                            "hobby",
                            "breien",
                            "creative",
                            "crafts",
                            "arts and crafts")),
            Map.entry(KindOfHelp.MUSIC, List.of("muziek maken", "zingen", "piano", "music", "singing")),
            Map.entry(
                    KindOfHelp.READING_ALOUD,
                    List.of("voorlezen", "lezen", "krant voorlezen", "reading", "reading aloud", "vlb")),
            Map.entry(
                    KindOfHelp.BUDDY,
                    List.of(
                            "buddy",
                            "maatje",
                            "maatjes",
                            "maatjescontact",
                            "maatjesproject",
                            "vriend",
                            "befriending",
                            "mentor",
                            "coach")),
            Map.entry(
                    KindOfHelp.GRIEF,
                    List.of("rouw", "rouwverwerking", "verlies", "rouwbegeleiding", "grief", "bereavement")),
            Map.entry(
                    KindOfHelp.HOMEWORK,
                    List.of(
                            "huiswerk",
                            "huiswerkhulp",
                            "huiswerkbegeleiding",
                            "bijles",
                            "homework",
                            "tutoring",
                            "schoolwerk")),
            Map.entry(
                    KindOfHelp.LIGHT_CARE,
                    List.of(
                            "verzorging",
                            "lichte verzorging",
                            "lichte zorg",
                            "zorg",
                            "care",
                            "light care",
                            "hulp bij eten"))));

    private static final Map<Language, List<String>> LANGUAGES = Map.ofEntries(
            Map.entry(Language.NL, List.of("nl", "nederlands", "dutch", "vlaams", "ned")),
            Map.entry(Language.EN, List.of("en", "eng", "engels", "english")),
            Map.entry(Language.DE, List.of("de", "duits", "german", "deutsch")),
            Map.entry(Language.FR, List.of("fr", "frans", "french")),
            Map.entry(Language.AR, List.of("ar", "arabisch", "arabic", "marokkaans arabisch", "darija", "syrisch")),
            Map.entry(Language.TR, List.of("tr", "turks", "turkish")),
            Map.entry(Language.PL, List.of("pl", "pools", "polish")),
            Map.entry(Language.UK, List.of("uk", "oekraiens", "oekraïens", "ukrainian", "ua")),
            Map.entry(Language.FY, List.of("fy", "fries", "frisian", "frysk")),
            Map.entry(Language.BER, List.of("ber", "berbers", "tamazight", "berber", "tarifit", "riffijns")),
            Map.entry(Language.TI, List.of("ti", "tigrinya", "tigrinja")),
            Map.entry(Language.SIGN, List.of("gebarentaal", "ngt", "sign language", "gebaren")));

    private static final Map<Qualification, List<String>> TRAININGS = Map.of(
            Qualification.VOG,
            List.of("vog", "verklaring omtrent het gedrag", "certificate of conduct"),
            Qualification.FIRST_AID,
            List.of("ehbo", "eerste hulp", "eerste hulp bij ongelukken", "first aid"),
            Qualification.DEMENTIA,
            List.of("dementie", "dementia", "omgaan met mensen met dementie", "dementievriendelijk"),
            Qualification.PALLIATIVE,
            List.of("palliatief", "palliatieve zorg", "palliative care", "waken", "stervensbegeleiding", "hospice"),
            Qualification.DRIVER,
            List.of("rijbewijs b", "driving licence", "driving license", "drivers licence", "drivers license"),
            Qualification.CHILDREN,
            List.of("kinderen", "omgaan met kinderen", "children"),
            Qualification.LIFTING,
            List.of("tillen", "til", "tiltechniek", "tillen en verplaatsen", "lifting"),
            Qualification.LANGUAGE_COACH,
            List.of("taal", "taalmaatje", "taalvrijwilliger", "language coaching"));

    private static final Map<Gender, List<String>> GENDERS = Map.of(
            Gender.WOMAN,
                    List.of(
                            "vrouw",
                            "v",
                            "woman",
                            "female",
                            "f",
                            "mevrouw",
                            "mevr",
                            "mw",
                            "vrouwelijk",
                            "mrs",
                            "ms",
                            "miss",
                            "mw."),
            Gender.MAN, List.of("man", "m", "male", "heer", "de heer", "dhr", "meneer", "mannelijk", "mr"),
            Gender.OTHER, List.of("anders", "x", "non-binair", "nonbinair", "other", "non-binary", "genderneutraal"),
            Gender.UNKNOWN,
                    List.of("onbekend", "unknown", "niet gezegd", "nvt", "n.v.t.", "-", "?", "wil niet zeggen", "o"));

    private static final Map<DayOfWeek, List<String>> DAYS = Map.of(
            DayOfWeek.MONDAY, List.of("maandag", "maandags", "ma", "monday", "mon", "mo", "maand"),
            DayOfWeek.TUESDAY, List.of("dinsdag", "dinsdags", "di", "tuesday", "tue", "tues", "tu", "dins"),
            DayOfWeek.WEDNESDAY, List.of("woensdag", "woensdags", "wo", "wednesday", "wed", "we", "woens"),
            DayOfWeek.THURSDAY,
                    List.of("donderdag", "donderdags", "do", "thursday", "thu", "thur", "thurs", "th", "dond"),
            DayOfWeek.FRIDAY, List.of("vrijdag", "vrijdags", "vr", "friday", "fri", "fr", "vrij"),
            DayOfWeek.SATURDAY, List.of("zaterdag", "zaterdags", "za", "saturday", "sat", "sa", "zat"),
            DayOfWeek.SUNDAY, List.of("zondag", "zondags", "zo", "sunday", "sun", "su", "zon"));

    private static final Map<Set<DayOfWeek>, List<String>> SEVERAL_DAYS = Map.of(
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            List.of(
                    "doordeweeks",
                    "doordeweekse",
                    "werkdagen",
                    "werkdag",
                    "weekdagen",
                    "weekdag",
                    "weekdays",
                    "weekday",
                    "workdays"),
            EnumSet.range(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
            List.of("weekend", "weekends", "weekenden", "weekeinde", "weekeinden"),
            EnumSet.allOf(DayOfWeek.class),
            List.of(
                    "dagelijks",
                    "elke",
                    "iedere",
                    "alle",
                    "altijd",
                    "hele",
                    "flexibel",
                    "daily",
                    "every",
                    "always",
                    "anytime",
                    "flexible",
                    "any"));

    private static final Map<Set<Part>, List<String>> PARTS = Map.of(
            EnumSet.of(Part.MORNING),
                    List.of(
                            "ochtend",
                            "ochtends",
                            "ochtenden",
                            "morgen",
                            "morgens",
                            "voormiddag",
                            "vm",
                            "morning",
                            "mornings",
                            "am"),
            EnumSet.of(Part.AFTERNOON),
                    List.of("middag", "middags", "middagen", "namiddag", "nm", "afternoon", "afternoons", "pm"),
            EnumSet.of(Part.EVENING), List.of("avond", "avonds", "avonden", "evening", "evenings", "eve"),
            EnumSet.of(Part.NIGHT), List.of("nacht", "nachts", "nachten", "night", "nights"),
            EnumSet.of(Part.MORNING, Part.AFTERNOON), List.of("overdag", "daytime", "kantooruren"),
            EnumSet.of(Part.MORNING, Part.AFTERNOON, Part.EVENING), List.of("heledag"));

    /// Whoever names a day without a part of it does not mean the night.
    private static final Set<Part> WHOLE_DAY = EnumSet.of(Part.MORNING, Part.AFTERNOON, Part.EVENING);

    /// Words that mean nothing by themselves here.
    private static final Set<String> SILENT = Set.of(
            "en", "of", "and", "or", "s", "dag", "dagen", "day", "days", "in", "het", "de", "the", "op", "on", "week",
            "plus");

    private static final Pattern RANGE = Pattern.compile(
            "(\\p{L}+)\\.?\\s*(?:t/m|t\\.m\\.|tm|tot en met|tot|through|to|until|–|—|-)\\s*(\\p{L}+)\\.?");

    private final Map<String, KindOfHelp> kinds = new HashMap<>();
    private final Map<String, Language> languages = new HashMap<>();
    private final Map<String, Gender> genders = new HashMap<>();
    private final Map<String, Qualification> trainings = new HashMap<>();
    private final Map<String, DayOfWeek> days = new HashMap<>();
    private final Map<String, Set<DayOfWeek>> severalDays = new HashMap<>();
    private final Map<String, Set<Part>> parts = new HashMap<>();
    private final MessageSource messages;

    Vocabulary(MessageSource messages) {
        this.messages = messages;
        learn(kinds, KINDS);
        learn(languages, LANGUAGES);
        learn(genders, GENDERS);
        learn(trainings, TRAININGS);
        learn(days, DAYS);
        learn(severalDays, SEVERAL_DAYS);
        learn(parts, PARTS);
        learnOurs(kinds, KindOfHelp.values(), "network.kind.");
        learnOurs(languages, Language.values(), "people.language.");
        learnOurs(genders, Gender.values(), "people.gender.");
        learnOurs(trainings, Qualification.values(), "network.qualification.");
    }

    private static <T> void learn(Map<String, T> known, Map<T, List<String>> words) {
        words.forEach((meaning, all) -> all.forEach(word -> known.put(KnownColumn.bare(word), meaning)));
    }

    private <E extends Enum<E>> void learnOurs(Map<String, E> known, E[] constants, String prefix) {
        known.putAll(ours(constants, prefix));
    }

    /// What we ourselves call these, in both languages, and their names.
    <E extends Enum<E>> Map<String, E> ours(E[] constants, String prefix) {
        var known = new HashMap<String, E>();
        for (var constant : constants) {
            known.put(KnownColumn.bare(constant.name()), constant);
            for (var language : LANGUAGES_OF_OURS) {
                var word = messages.getMessage(prefix + constant.name(), null, null, language);
                if (word != null) {
                    known.put(KnownColumn.bare(word), constant);
                }
            }
        }
        return known;
    }

    /// What was understood of a cell with several things in it, and the words that were not.
    record Understood<T>(Set<T> things, List<String> unknown) {

        Understood {
            things = Set.copyOf(things);
            unknown = List.copyOf(unknown);
        }
    }

    Optional<KindOfHelp> kind(String text) {
        return Optional.ofNullable(kinds.get(KnownColumn.bare(text)));
    }

    Understood<KindOfHelp> kinds(String text) {
        return several(text, kinds);
    }

    Understood<Language> languages(String text) {
        return several(text, languages);
    }

    Optional<Gender> gender(String text) {
        var bare = KnownColumn.bare(text);
        return bare.isEmpty() ? Optional.of(Gender.UNKNOWN) : Optional.ofNullable(genders.get(bare));
    }

    Optional<Qualification> training(String text) {
        return Optional.ofNullable(trainings.get(KnownColumn.bare(text)));
    }

    Understood<Gender> genders(String text) {
        return several(text, genders);
    }

    private static <T> Understood<T> several(String text, Map<String, T> known) {
        var things = new LinkedHashSet<T>();
        var unknown = new ArrayList<String>();
        for (var piece : BETWEEN.split(text, -1)) {
            var whole = known.get(KnownColumn.bare(piece));
            if (whole != null) {
                things.add(whole);
                continue;
            }
            for (var part : OR_BETWEEN.split(piece, -1)) {
                if (part.isBlank()) {
                    continue;
                }
                var thing = known.get(KnownColumn.bare(part));
                if (thing == null) {
                    unknown.add(part.strip());
                } else {
                    things.add(thing);
                }
            }
        }
        return new Understood<>(things, unknown);
    }

    /// Parts of the week in words: `ma ochtend`, `di-middag; vr`, `MONDAY-MORNING`, `ma t/m do avond`, `weekend`.
    /// Days that are followed by parts share these: `ma, wo ochtend` is two mornings.
    Understood<On> dayParts(String text) {
        var found = new LinkedHashSet<On>();
        var unknown = new ArrayList<String>();
        for (var group : text.split("[;|\\n\\r]+", -1)) {
            readGroup(group, found, unknown);
        }
        return new Understood<>(found, unknown);
    }

    private void readGroup(String group, Set<On> found, List<String> unknown) {
        Set<DayOfWeek> forDays = EnumSet.noneOf(DayOfWeek.class);
        Set<Part> forParts = EnumSet.noneOf(Part.class);
        for (var word : withoutRanges(group).split("[^\\p{L}\\p{Nd}]+", -1)) {
            if (word.isEmpty() || SILENT.contains(word)) {
                continue;
            }
            var isDays = daysOf(word);
            var isParts = parts.get(KnownColumn.bare(word));
            if (!isDays.isEmpty()) {
                if (!forParts.isEmpty()) {
                    add(forDays, forParts, found);
                    forDays = EnumSet.noneOf(DayOfWeek.class);
                    forParts = EnumSet.noneOf(Part.class);
                }
                forDays.addAll(isDays);
            } else if (isParts != null) {
                forParts.addAll(isParts);
            } else if (!readInOnePiece(word, found)) {
                unknown.add(word);
            }
        }
        add(forDays, forParts, found);
    }

    /// `maandagochtend`
    private boolean readInOnePiece(String word, Set<On> found) {
        for (var at = 2; at < word.length() - 1; at++) {
            var day = days.get(word.substring(0, at));
            var part = parts.get(word.substring(at));
            if (day != null && part != null) {
                add(EnumSet.of(day), part, found);
                return true;
            }
        }
        return false;
    }

    private static void add(Set<DayOfWeek> forDays, Set<Part> forParts, Set<On> found) {
        if (forDays.isEmpty() && forParts.isEmpty()) {
            return;
        }
        for (var day : forDays.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : forDays) {
            for (var part : forParts.isEmpty() ? WHOLE_DAY : forParts) {
                found.add(new On(day, part));
            }
        }
    }

    private Set<DayOfWeek> daysOf(String word) {
        var one = days.get(KnownColumn.bare(word));
        return one != null ? EnumSet.of(one) : severalDays.getOrDefault(KnownColumn.bare(word), Set.of());
    }

    /// `ma t/m do` becomes `maandag dinsdag …`; a dash between a day and a part stays what it was.
    private String withoutRanges(String group) {
        var text = group.toLowerCase(Locale.ROOT)
                .replace("hele dag", "heledag")
                .replace("whole day", "heledag")
                .replace("all day", "heledag");
        return RANGE.matcher(text).replaceAll(range -> {
            var from = days.get(range.group(1));
            var until = days.get(range.group(2));
            if (from == null || until == null) {
                return java.util.regex.Matcher.quoteReplacement(range.group());
            }
            var row = new ArrayList<String>();
            for (var day = from; ; day = day.plus(1)) {
                row.add(DAYS.getOrDefault(day, List.of()).getFirst());
                if (day == until) {
                    return String.join(" ", row);
                }
            }
        });
    }

    static DayParts together(Set<On> parts) {
        return DayParts.of(parts.toArray(On[]::new));
    }
}
