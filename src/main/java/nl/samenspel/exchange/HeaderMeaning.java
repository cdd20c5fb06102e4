package nl.samenspel.exchange;

import static nl.samenspel.exchange.KnownColumn.bare;

import java.text.Normalizer;
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
            Map.entry("(nr|nummer|no|number|num)\\b\\.?", " nummer"),
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
                            + "1 2 2024 2025 2026 2027")
                    .split(" ")));

    /// Whoever these are about, it is not the person of the row; or it is something that we do not keep.
    private static final Set<String> SOMETHING_ELSE = Set.copyOf(Arrays.asList(
            ("mantelzorger mantelzorg noodcontact nood contactpersoon partner huisarts arts coordinator verwijzer "
                            + "ouder ouders kind moeder vader familie organisatie instelling werkgever geboorte geb geboren "
                            + "leeftijd bsn iban bank rekening evaluatie gesprek laatste gekoppeld koppeling match afgerond "
                            + "beeindigd emergency carer gp doctor birth born age account employer last ended closed matched")
                    .split(" ")));

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
            return known(list, bare(header))
                    .or(() -> whose(header))
                    .or(() -> whose(BRACKETS.matcher(header).replaceAll(" ")))
                    .or(() -> recognised(list, header));
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

    private static Optional<KnownColumn> recognised(ImportList list, String header) {
        var withoutBrackets = BRACKETS.matcher(header).replaceAll(" ");
        return known(list, bare(header))
                .or(() -> known(list, bare(withoutBrackets)))
                .or(() -> inWords(list, words(withoutBrackets)))
                .or(() -> misspelt(list, bare(withoutBrackets)))
                .or(() -> within(list, words(withoutBrackets)));
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
        return only(list, column -> column.phrases().contains(wanted))
                .or(() -> only(
                        list,
                        column -> wanted.stream()
                                .allMatch(word -> column.phrases().contains(Set.of(word)))));
    }

    /// Something we know with other words around it, as `telefoon overdag`. Not where it is about
    /// somebody else, nor where all we know is a word that can be about anything.
    private static Optional<KnownColumn> within(ImportList list, Set<String> wanted) {
        if (wanted.size() < 2 || wanted.stream().anyMatch(SOMETHING_ELSE::contains)) {
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
        var all = Arrays.stream(BETWEEN.split(text))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
        var kept = all.stream().filter(word -> !BESIDES.contains(word)).collect(Collectors.toUnmodifiableSet());
        return kept.isEmpty() ? Set.copyOf(all) : kept;
    }
}
