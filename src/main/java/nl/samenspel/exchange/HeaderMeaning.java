package nl.samenspel.exchange;

import static nl.samenspel.exchange.KnownColumn.bare;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the header of a column means, by the words of [ColumnWords].
final class HeaderMeaning {

    private static final Pattern BRACKETS = Pattern.compile("[(\\[{][^)\\]}]*[)\\]}]");
    private static final int LONGEST_HEADER = 120;

    private static final int SHORTEST_TO_MISSPELL = 6;
    private static final Pattern HUMPS = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{L})(?=[0-9]$)");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    /// What people write short, as it is said.
    private static final List<Map.Entry<String, String>> SHORT = List.of(
            Map.entry("\\bt/m\\b", "tot"),
            Map.entry("\\bd\\.d\\.?", ""),
            Map.entry("\\bp[./]?w\\b\\.?", "per week"),
            Map.entry("\\be-?mail", "email"),
            Map.entry("(?<!post|zip|post |zip |area )code\\b", " nummer"),
            Map.entry("\\b(id|ref)\\b\\.?", "nummer"),
            Map.entry("(nr|nummer|no|number|num)\\b\\.?", " nummer"),
            Map.entry("\\bhrs?\\b\\.?", "hours"),
            Map.entry("\\btel\\b\\.?", "telefoon"),
            Map.entry("\\btelefoon +nummers?\\b", "telefoon"),
            Map.entry("\\buur\\b", "uren"),
            Map.entry("(?<=huis|straat|post|woon) +nummer", "nummer"));

    /// Words that say whose it is, how much, or that it is asked; not what.
    private static final Set<String> BESIDES = Set.copyOf(Arrays.asList(
            ("van de het een uw je jouw jullie wat is zijn wordt welke hoeveel kun kan wil wilt doen heb u ik mijn die en om "
                            + "te met op per week aantal max maximaal maximum wanneer gevolgd gewenst gewenste beschikbaar "
                            + "beschikbare prive eigen standaard hoofd huidige primair invullen verplicht optioneel graag svp "
                            + "vrijwilliger vrijwilligers vrijw deelnemer deelnemers hulpvrager hulpvragers client clienten "
                            + "bewoner klant the your of what which do you did for is a an and in to own current primary personal "
                            + "required optional volunteer volunteers participant participants spoken preferred needed wgs84 "
                            + "s would like please total totaal 1 2 2024 2025 2026 2027")
                    .split(" ")));

    /// Whoever these are about, it is not the person of the row; or it is something that we do not keep.
    private static final Set<String> SOMETHING_ELSE = Set.copyOf(Arrays.asList(
            ("mantelzorger mantelzorg noodcontact nood contactpersoon partner huisarts arts coordinator verwijzer "
                            + "ouder ouders kind moeder vader familie organisatie instelling werkgever geboorte geb geboren "
                            + "leeftijd bsn iban bank rekening evaluatie gesprek laatste gekoppeld koppeling match afgerond "
                            + "beeindigd emergency carer gp doctor birth born age account employer last ended closed matched")
                    .split(" ")));

    /// Of a list of matches, or of what was done in them, these are what it is about.
    private static final Set<String> OF_MATCHES =
            Set.of("gekoppeld", "koppeling", "match", "matched", "afgerond", "beeindigd", "ended", "closed", "kind");

    /// By themselves these can be about anything.
    private static final Set<String> ANYTHING = Set.copyOf(Arrays.asList(
            ("datum date wat wie waar dag dagen days sinds since nummer id start begin end eind tot per soort type "
                            + "status fase stand state vraag request wens tijden times moment number reference ref "
                            + "description omschrijving active actief contact via source tv naam name")
                    .split(" ")));

    /// Lists of what is done by or with people, in which people are named.
    private static final Set<ImportList> OF_OTHERS =
            EnumSet.of(ImportList.MATCHES, ImportList.TRAININGS, ImportList.HOURS);

    private static final String ABOUT =
            "(?=\\P{L}|$|naam|nummer|nr|number|name|id\\b|code|postcode|mail|email|voornaam|achternaam)";

    private static final Map<Mentioned.Side, Pattern> SIDES = Map.of(
            Mentioned.Side.VOLUNTEER,
            Pattern.compile("(?<!\\p{L})(vrijwilligers?|vrijw|vrw|vw|volunteers?|maatjes?|buddy|buddys)" + ABOUT),
            Mentioned.Side.PARTICIPANT,
            Pattern.compile("(?<!\\p{L})(deelnemers?|hulpvragers?|clienten|clients?|klant|klanten|bewoners?|inwoners?"
                    + "|participants?|zorgvragers?|gast|gasten|deeln|hulpvr)" + ABOUT));

    private static final int SHORTEST_CUT = 3;
    private static final Pattern JOINED = Pattern.compile("\\s[+&]\\s|\\s(?:en|and)\\s");
    private static final Set<KnownColumn> FIRST_OF_TWO =
            EnumSet.of(KnownColumn.GIVEN_NAME, KnownColumn.FAMILY_NAME, KnownColumn.ADDRESS, KnownColumn.HOUSE_NUMBER);
    private static final Pattern WHO = Pattern.compile("(?:wie|who)\\s+\\p{L}");
    private static final Pattern KIND_OF =
            Pattern.compile("(?:soort|type|categorie|kind of|type of|category of)\\s+\\p{L}");
    private static final Pattern NUMBER_ALONE = Pattern.compile("(?i)\\s*(?:nr|no|nummer|number|num|#)\\.?\\s*");

    private static final Pattern SOMEBODY = Pattern.compile(
            "(?:naam )?(?:vrijwilligers?|deelnemers?|hulpvragers?|clienten|clients?|klant|klanten|bewoners?|inwoners?"
                    + "|aanvrager|maatjes?|volunteers?|participants?|naam|name|person|persoon)");

    private static final Pattern DAY = Pattern.compile("\\b(datum|date|dag|day|d\\.d\\.?)\\b|datum\\b|\\bdate");
    private static final Pattern BEGIN = Pattern.compile(
            "\\b(ge)?start|\\bbegin|\\bbegon|\\bbegun|ingang|sinds|since|vanaf|\\bfrom\\b|gekoppeld|matched|eerste|first");
    private static final Pattern END = Pattern.compile(
            "\\beind|\\bend(s|ed)?\\b|closed|closing|stopped|gestopt|beeindig|afgesloten|afsluit|verloop|verval|expir|geldig"
                    + "|\\bvalid|\\btot\\b|\\bt/m\\b|until|renew|herhaal|herhal");
    private static final Pattern CAME_IN =
            Pattern.compile("ontvang|receiv|referr|aanmeld|aangemeld|binnen|aanvraag|request|melding|intake|registr");
    private static final Pattern MATCH = Pattern.compile("koppel|match");
    private static final Pattern NO_DAY_OF_OURS = Pattern.compile(
            "geboort|\\bgeb\\b|birth|laatste|\\blast\\b|evaluat|gesprek|reden|reason|waarom|why|vakantie|holiday");

    /// What has a number, and which column that is in which list.
    private record Numbered(Pattern of, Map<ImportList, KnownColumn> in) {}

    private static final List<Numbered> NUMBERED = List.of(
            new Numbered(
                    Pattern.compile("koppel|match|inzet|duo"),
                    Map.of(ImportList.MATCHES, KnownColumn.EXTERNAL_ID, ImportList.HOURS, KnownColumn.MATCH_ID)),
            new Numbered(
                    Pattern.compile("vraag|melding|request|case|zaak|ticket|dossier"),
                    Map.of(ImportList.REQUESTS, KnownColumn.EXTERNAL_ID, ImportList.MATCHES, KnownColumn.REQUEST_ID)),
            new Numbered(
                    Pattern.compile("deelnem|hulpvrager|client|klant|bewoner|inwoner|participant"),
                    Map.of(
                            ImportList.REQUESTS,
                            KnownColumn.PERSON_ID,
                            ImportList.PARTICIPANTS,
                            KnownColumn.EXTERNAL_ID)),
            new Numbered(
                    Pattern.compile("relatie|persoon|person|contact"),
                    Map.of(
                            ImportList.VOLUNTEERS, KnownColumn.EXTERNAL_ID,
                            ImportList.PARTICIPANTS, KnownColumn.EXTERNAL_ID,
                            ImportList.REQUESTS, KnownColumn.PERSON_ID)),
            new Numbered(
                    Pattern.compile("vrijw|volunteer|\\blid|member|registrat"),
                    Map.of(ImportList.VOLUNTEERS, KnownColumn.EXTERNAL_ID)),
            new Numbered(
                    Pattern.compile("uren|regel|\\blog|entry|registrat|bezoek|visit"),
                    Map.of(ImportList.HOURS, KnownColumn.EXTERNAL_ID)));

    /// A number with one of these is something else.
    private static final Set<String> SOMETHING_ELSE_THAN_THIS = Set.of(
            "huis",
            "straat",
            "street",
            "house",
            "telefoon",
            "phone",
            "mobiel",
            "mobile",
            "tel",
            "gsm",
            "bsn",
            "iban",
            "bank",
            "rekening",
            "huisnummer",
            "vast",
            "contactnummer");

    private HeaderMeaning() {}

    /// What a header of somebody's file means in this list. Case, accents, spaces and signs play no
    /// part; neither does what stands between brackets, such as the way a date is written. Where that
    /// says nothing, it is taken word by word, in any order, without those that only say whose it is;
    /// and then one letter may be wrong in a longer word.
    static Optional<KnownColumn> of(ImportList list, String header) {
        if (header.length() > LONGEST_HEADER) {
            return Optional.empty();
        }
        if (OF_OTHERS.contains(list)) {
            var named = known(list, bare(header))
                    .or(() -> whose(header))
                    .or(() -> whose(BRACKETS.matcher(header).replaceAll(" ")));
            return named.isPresent() || isSomethingElseOfThem(list, header) ? named : recognised(list, header);
        }
        if (list == ImportList.PARTICIPANTS) {
            // a participant's own number is the number of the row
            return recognised(list, header)
                    .or(() -> recognised(ImportList.REQUESTS, header)
                            .filter(column -> column == KnownColumn.PERSON_ID)
                            .map(_ -> KnownColumn.EXTERNAL_ID));
        }
        return recognised(list, header);
    }

    /// A header that says of whom it is, and what: `Vrijwilliger - postcode`, `clientnaam`, `e-mail
    /// maatje`. What it says beside of whom it is, is what it would say in a list of people.
    private static Optional<KnownColumn> whose(String header) {
        var text = plain(header);
        var found = SIDES.entrySet().stream()
                .filter(side -> side.getValue().matcher(text).find())
                .toList();
        if (found.size() != 1) {
            return Optional.empty();
        }
        var side = found.getFirst().getKey();
        var rest = found.getFirst().getValue().matcher(text).replaceAll(" ");
        if (words(rest).stream().allMatch(BESIDES::contains)) {
            return Optional.of(side.column(KnownColumn.NAME))
                    .filter(_ -> bare(rest).isEmpty());
        }
        return recognised(ImportList.VOLUNTEERS, rest)
                .filter(Mentioned.Side.ASKED::contains)
                .map(side::column);
    }

    /// `Tel. maatje`: what a list of people would have, and this one does not.
    private static boolean isSomethingElseOfThem(ImportList list, String header) {
        var text = plain(header);
        return SIDES.values().stream()
                .filter(side -> side.matcher(text).find())
                .map(side -> side.matcher(text).replaceAll(" "))
                .anyMatch(rest -> recognised(list, rest).isEmpty()
                        && recognised(ImportList.VOLUNTEERS, rest).isPresent());
    }

    private static Optional<KnownColumn> recognised(ImportList list, String header) {
        var withoutBrackets = BRACKETS.matcher(header).replaceAll(" ");
        return known(list, bare(header))
                .or(() -> joined(list, header))
                .or(() -> only(list, column -> column.phrases().contains(words(header))))
                .or(() -> inBrackets(list, header))
                .or(() -> known(list, bare(withoutBrackets)))
                .or(() -> asked(list, plain(withoutBrackets).strip()))
                .or(() -> inWords(list, words(withoutBrackets)))
                .or(() -> misspelt(list, bare(withoutBrackets)))
                .or(() -> cutShort(list, withoutBrackets))
                .or(() -> numberOf(list, words(withoutBrackets), plain(header)))
                .or(() -> dayOf(list, header))
                .or(() -> minutes(list, words(header)))
                .or(() -> compound(list, words(withoutBrackets)))
                .or(() -> within(list, words(withoutBrackets)))
                .or(() -> withoutBrackets.equals(header) ? Optional.empty() : within(list, words(header)));
    }

    /// `Voornaam + tussenvoegsel`: the first of two that we know.
    private static Optional<KnownColumn> joined(ImportList list, String header) {
        var parts = JOINED.split(header, -1);
        return parts.length == 2
                        && known(list, bare(parts[0]))
                                .filter(FIRST_OF_TWO::contains)
                                .isPresent()
                        && recognised(list, parts[1]).isPresent()
                ? known(list, bare(parts[0]))
                : Optional.empty();
    }

    /// What a header begins with says what is asked, whatever follows: `Type vraag`, `Wie vraagt hulp?`
    private static Optional<KnownColumn> asked(ImportList list, String text) {
        if (WHO.matcher(text).lookingAt() && ColumnWords.of(list).containsKey(KnownColumn.NAME)) {
            return Optional.of(KnownColumn.NAME);
        }
        return KIND_OF.matcher(text).lookingAt()
                ? Stream.of(KnownColumn.KIND, KnownColumn.VISIT_KIND)
                        .filter(ColumnWords.of(list)::containsKey)
                        .findFirst()
                : Optional.empty();
    }

    /// The last part of a Dutch compound says what it is: `Bezoekfrequentie`. Not where its first part
    /// says something else.
    private static Optional<KnownColumn> compound(ImportList list, Set<String> wanted) {
        if (wanted.size() != 1) {
            return Optional.empty();
        }
        var word = wanted.iterator().next();
        var ends = only(list, column -> column.single().anyMatch(end -> isPartOf(word, end) && word.endsWith(end)));
        return ColumnWords.of(list).values().stream()
                        .anyMatch(column ->
                                column.single().anyMatch(begin -> isPartOf(word, begin) && word.startsWith(begin)))
                ? Optional.empty()
                : ends;
    }

    private static boolean isPartOf(String word, String part) {
        return part.length() >= SHORTEST_TO_MISSPELL && word.length() >= part.length() + SHORTEST_CUT;
    }

    /// What the headers of a list mean, one beside the other: a number right after a street is that of the house.
    static List<Optional<KnownColumn>> of(ImportList list, List<String> headers) {
        List<Optional<KnownColumn>> found = new ArrayList<>();
        for (var header : headers) {
            var own = of(list, header);
            var afterStreet = !found.isEmpty()
                    && found.getLast().filter(KnownColumn.ADDRESS::equals).isPresent();
            found.add(
                    afterStreet && NUMBER_ALONE.matcher(header).matches()
                            ? Optional.of(KnownColumn.HOUSE_NUMBER)
                            : own);
        }
        return found;
    }

    /// `Inwoner (tel.)`: who it is, and between brackets what.
    private static Optional<KnownColumn> inBrackets(ImportList list, String header) {
        var brackets = BRACKETS.matcher(header);
        if (!brackets.find()) {
            return Optional.empty();
        }
        var outside = brackets.replaceAll(" ");
        var what = brackets.reset().results().map(one -> one.group()).collect(Collectors.joining(" "));
        return SOMEBODY.matcher(plain(outside).strip()).matches()
                ? known(list, bare(what)).or(() -> inWords(list, words(what)))
                : Optional.empty();
    }

    /// One word that ends with a point is the beginning of a longer one: `Voorl.`, `Freq.`
    private static Optional<KnownColumn> cutShort(ImportList list, String header) {
        var text = header.strip();
        var begin = bare(text);
        return text.endsWith(".") && begin.length() >= SHORTEST_CUT && text.indexOf(' ') < 0
                ? only(
                        list,
                        column -> column.phrases().stream()
                                .filter(phrase -> phrase.size() == 1)
                                .anyMatch(phrase -> phrase.iterator().next().startsWith(begin)))
                : Optional.empty();
    }

    /// A number says of what it is the number: of the row itself, or of something that the row names.
    private static Optional<KnownColumn> numberOf(ImportList list, Set<String> wanted, String text) {
        if (!wanted.contains("nummer") || wanted.stream().anyMatch(SOMETHING_ELSE_THAN_THIS::contains)) {
            return Optional.empty();
        }
        return NUMBERED.stream()
                .filter(one -> one.of().matcher(text).find())
                .flatMap(one -> Optional.ofNullable(one.in().get(list)).stream())
                .findFirst();
    }

    /// A day says of what it is the day by how it begins or ends: `Datum start`, `Certificaat verloopt`,
    /// `Date of visit`.
    private static Optional<KnownColumn> dayOf(ImportList list, String header) {
        var text = plain(header);
        if (NO_DAY_OF_OURS.matcher(text).find()) {
            return Optional.empty();
        }
        var isDay = DAY.matcher(text).find();
        var ends = END.matcher(text).find();
        var begins = BEGIN.matcher(text).find();
        return switch (list) {
            case VOLUNTEERS ->
                text.matches("(?s).*\\bvog\\b.*")
                        ? Optional.of(ends ? KnownColumn.VOG_AGAIN : KnownColumn.VOG_SEEN)
                                .filter(_ -> isDay || ends)
                        : Optional.<KnownColumn>empty();
            case REQUESTS ->
                !isDay || ends || begins
                        ? Optional.empty()
                        : CAME_IN.matcher(text).find() ? Optional.of(KnownColumn.WAITING_SINCE) : Optional.empty();
            case MATCHES ->
                ends == begins
                        ? Optional.empty()
                        : Optional.of(ends ? KnownColumn.ENDED_ON : KnownColumn.BEGUN_ON)
                                .filter(_ -> isDay || MATCH.matcher(text).find());
            case TRAININGS ->
                ends
                        ? Optional.of(KnownColumn.VALID_UNTIL)
                        : isDay ? Optional.of(KnownColumn.OBTAINED_ON) : Optional.empty();
            case HOURS -> isDay && !ends && !begins ? Optional.of(KnownColumn.DAY) : Optional.empty();
            case AREAS, PARTICIPANTS -> Optional.empty();
        };
    }

    /// Whatever is counted in minutes.
    private static Optional<KnownColumn> minutes(ImportList list, Set<String> wanted) {
        return list == ImportList.HOURS
                        && wanted.stream().anyMatch(word -> word.matches("min|minuut|minuten|minutes|mins"))
                ? Optional.of(KnownColumn.MINUTES)
                : Optional.empty();
    }

    private static Optional<KnownColumn> known(ImportList list, String wanted) {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        return ColumnWords.of(list).entrySet().stream()
                .filter(column -> column.getValue().bare().contains(wanted)
                        || bare(column.getKey().name()).equals(wanted))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// The same words as something we know; or words that each stand for the same column by themselves.
    private static Optional<KnownColumn> inWords(ImportList list, Set<String> wanted) {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        return only(list, column -> column.whole().contains(wanted))
                .or(() -> only(list, column -> column.phrases().contains(wanted)))
                .or(() -> only(
                        list,
                        column -> wanted.stream()
                                .allMatch(word -> column.phrases().contains(Set.of(word)))));
    }

    /// Something we know with other words around it, as `telefoon overdag`. Not where it is about
    /// somebody else, nor where all we know is a word that can be about anything.
    private static Optional<KnownColumn> within(ImportList list, Set<String> wanted) {
        if (wanted.size() < 2
                || wanted.stream()
                        .anyMatch(word -> SOMETHING_ELSE.contains(word)
                                && !(OF_OTHERS.contains(list) && OF_MATCHES.contains(word)))) {
            return Optional.empty();
        }
        var longest = ColumnWords.of(list).values().stream()
                .flatMap(column -> column.phrases().stream())
                .filter(phrase -> wanted.containsAll(phrase) && !ANYTHING.containsAll(phrase))
                .mapToInt(Set::size)
                .max();
        return longest.isEmpty()
                ? Optional.empty()
                : only(
                        list,
                        column -> column.phrases().stream()
                                .anyMatch(phrase -> phrase.size() == longest.getAsInt()
                                        && wanted.containsAll(phrase)
                                        && !ANYTHING.containsAll(phrase)));
    }

    private static Optional<KnownColumn> only(ImportList list, Predicate<ColumnWords> fits) {
        var found = ColumnWords.of(list).entrySet().stream()
                .filter(column -> fits.test(column.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static Optional<KnownColumn> misspelt(ImportList list, String wanted) {
        if (wanted.length() < SHORTEST_TO_MISSPELL) {
            return Optional.empty();
        }
        return only(
                list,
                column -> column.bare().stream()
                        .anyMatch(word -> word.length() >= SHORTEST_TO_MISSPELL && differsOneLetter(word, wanted)));
    }

    /// One letter more, less, other, or two next to each other the wrong way round.
    private static boolean differsOneLetter(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 1) {
            return false;
        }
        var same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        var rest = one.substring(same);
        var otherRest = other.substring(same);
        return switch (rest.length() - otherRest.length()) {
            case 1 -> rest.substring(1).equals(otherRest);
            case -1 -> otherRest.substring(1).equals(rest);
            default ->
                !rest.isEmpty()
                        && (rest.substring(1).equals(otherRest.substring(1))
                                || (rest.length() > 1
                                        && rest.charAt(0) == otherRest.charAt(1)
                                        && rest.charAt(1) == otherRest.charAt(0)
                                        && rest.substring(2).equals(otherRest.substring(2))));
        };
    }

    /// In small letters without accents, and with `eenWoord` as two.
    private static String plain(String header) {
        return Normalizer.normalize(HUMPS.matcher(header).replaceAll(" "), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    /// The words of a header; all of them where they would all be passed over.
    static Set<String> words(String header) {
        var text = plain(header);
        for (var one : SHORT) {
            text = text.replaceAll(one.getKey(), one.getValue());
        }
        return withoutBesides(Arrays.stream(BETWEEN.split(text))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet()));
    }

    /// Whether all its words say something.
    static boolean isWhole(String header) {
        return Arrays.stream(BETWEEN.split(plain(header))).noneMatch(BESIDES::contains);
    }

    private static Set<String> withoutBesides(Set<String> all) {
        var kept = all.stream().filter(word -> !BESIDES.contains(word)).collect(Collectors.toUnmodifiableSet());
        return kept.isEmpty() ? Set.copyOf(all) : kept;
    }
}
