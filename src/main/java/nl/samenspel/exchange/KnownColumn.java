package nl.samenspel.exchange;

import static nl.samenspel.exchange.ImportList.AREAS;
import static nl.samenspel.exchange.ImportList.PARTICIPANTS;
import static nl.samenspel.exchange.ImportList.REQUESTS;
import static nl.samenspel.exchange.ImportList.VOLUNTEERS;

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

/// A column that we can do something with, and what it is called in other people's files, in Dutch and English.
/// This is the one place to add a word to.
///
/// Each has a message `exchange.column.<NAME>`, and `exchange.column.<NAME>.fix` that says how it should be written.
public enum KnownColumn {
    /// The number another system knows it by: importing again changes instead of doubles.
    EXTERNAL_ID(
            in(VOLUNTEERS, REQUESTS, PARTICIPANTS),
            "eigen nummer",
            "own number",
            "melding nr",
            "meldnummer",
            "contact id",
            "volgnummer",
            "nr",
            "relatienr",
            "persoonsnr",
            "lidnr",
            "member no",
            "req no",
            "aanmeldnummer",
            "aanmeldnr",
            "vrijw nr",
            "extern nummer",
            "external id",
            "external number",
            "external reference",
            "externe id",
            "extern id",
            "id",
            "nummer",
            "number",
            "kenmerk",
            "referentie",
            "reference",
            "ref",
            "registratienummer",
            "registration number",
            "uniek nummer",
            "record id",
            "guid",
            "uuid",
            "bron id",
            "source id",
            "systeemnummer",
            "dossiernummer",
            "vrijwilligersnummer",
            "vrijwilligernummer",
            "vrijwilliger id",
            "vrijwilliger nr",
            "volunteer id",
            "volunteer number",
            "personeelsnummer",
            "lidnummer",
            "member id",
            "member number",
            "hulpvraagnummer",
            "hulpvraag id",
            "hulpvraag nr",
            "vraagnummer",
            "aanvraagnummer",
            "aanvraag id",
            "zaaknummer",
            "case id",
            "case number",
            "ticketnummer",
            "request id",
            "request number",
            "meldingsnummer",
            "matchnummer"),
    PERSON_ID(
            in(REQUESTS),
            "eigen nummer van de deelnemer",
            "own number of the participant",
            "bewonersnr",
            "deelnemernummer",
            "deelnemersnummer",
            "deelnemer id",
            "deelnemer nr",
            "participant id",
            "participant number",
            "relatienummer",
            "relatie id",
            "klantnummer",
            "klant id",
            "client id",
            "client number",
            "cliëntnummer",
            "clientnr",
            "hulpvrager id",
            "hulpvragernummer",
            "persoonsnummer",
            "persoon id",
            "person id",
            "person number",
            "contactnummer",
            "bewonersnummer",
            "inwonernummer"),
    GIVEN_NAME(
            in(VOLUNTEERS, REQUESTS, PARTICIPANTS),
            "first",
            "voornaam",
            "voornamen",
            "roepnaam",
            "first name",
            "given name",
            "given names",
            "firstname",
            "christian name",
            "initialen",
            "voorletters",
            "initials",
            "voornaam deelnemer",
            "voornaam hulpvrager",
            "voornaam vrijwilliger",
            "vnaam"),
    INFIX(
            in(VOLUNTEERS, REQUESTS, PARTICIPANTS),
            "tussenvoegsel",
            "tussenvoegsels",
            "voorvoegsel",
            "voorvoegsels",
            "tv",
            "tussenv",
            "infix",
            "prefix",
            "name prefix"),
    FAMILY_NAME(
            in(VOLUNTEERS, REQUESTS, PARTICIPANTS),
            "last",
            "achternaam",
            "familienaam",
            "geslachtsnaam",
            "last name",
            "family name",
            "surname",
            "lastname",
            "achternaam deelnemer",
            "achternaam hulpvrager",
            "achternaam vrijwilliger",
            "anaam"),
    NAME(
            in(VOLUNTEERS, REQUESTS, PARTICIPANTS),
            "naam en voorletters",
            "voor wie",
            "relatienaam",
            "achternaam voorletters",
            "naam aanvrager",
            "aanvrager",
            "inwoner",
            "naam bewoner",
            "wie",
            "klantnaam",
            "cliëntnaam",
            "achternaam en voornaam",
            "naam",
            "volledige naam",
            "name",
            "full name",
            "naam deelnemer",
            "deelnemer",
            "naam hulpvrager",
            "hulpvrager",
            "participant",
            "participant name",
            "naam vrijwilliger",
            "vrijwilliger",
            "volunteer",
            "volunteer name",
            "contactpersoon",
            "naam cliënt",
            "cliënt",
            "client",
            "client name",
            "naam klant",
            "klant",
            "bewoner",
            "persoon",
            "person"),
    GENDER(
            in(VOLUNTEERS, REQUESTS, PARTICIPANTS),
            "man of vrouw",
            "man or woman",
            "sekse",
            "geslacht",
            "gender",
            "sex",
            "m/v",
            "man/vrouw",
            "v/m",
            "aanhef",
            "salutation",
            "m of v"),
    EMAIL(
            in(VOLUNTEERS, REQUESTS, PARTICIPANTS),
            "emailadressen",
            "email privé",
            "mail adres",
            "e-mail",
            "email",
            "e-mailadres",
            "emailadres",
            "mailadres",
            "mail",
            "email address",
            "e-mail address",
            "elektronische post",
            "e-mail privé",
            "email 1",
            "privé e-mail",
            "e-mailadres vrijwilliger"),
    PHONE(
            in(VOLUNTEERS, REQUESTS, PARTICIPANTS),
            "telephone number",
            "telephone no",
            "telefoon vast",
            "mobile number",
            "mobiel telefoonnummer",
            "tel1",
            "tel2",
            "telefoonnummers",
            "telefoon 2",
            "tel privé",
            "telefoon",
            "telefoonnummer",
            "tel",
            "telnr",
            "tel nr",
            "telefoonnr",
            "mobiel",
            "mobiele telefoon",
            "mobiel nummer",
            "mobielnr",
            "mobiele nummer",
            "gsm",
            "06",
            "06-nummer",
            "phone",
            "phone number",
            "telephone",
            "mobile",
            "mobile phone",
            "cell",
            "cell phone",
            "telefoon 1",
            "telefoon privé",
            "telefoon mobiel",
            "telefoon thuis",
            "vast nummer",
            "contact number"),
    ADDRESS(
            in(VOLUNTEERS, REQUESTS, PARTICIPANTS),
            "straat nr",
            "adresgegevens",
            "adres en huisnummer",
            "straat en huisnr",
            "straatnaam en huisnummer",
            "correspondentieadres",
            "home address",
            "huisadres",
            "postadres",
            "adres",
            "straat",
            "straatnaam",
            "straat en huisnummer",
            "straat + huisnummer",
            "adresregel",
            "adresregel 1",
            "address",
            "street",
            "street address",
            "address line 1",
            "woonadres",
            "bezoekadres"),
    HOUSE_NUMBER(
            in(VOLUNTEERS, REQUESTS, PARTICIPANTS),
            "huisnummer",
            "huisnr",
            "house number",
            "huis nr",
            "house no",
            "street number",
            "hnr"),
    HOUSE_LETTER(
            in(VOLUNTEERS, REQUESTS, PARTICIPANTS),
            "toevoeging",
            "huisnummertoevoeging",
            "huisletter",
            "toev",
            "addition",
            "house letter",
            "suffix"),
    POSTCODE(
            in(AREAS, VOLUNTEERS, REQUESTS, PARTICIPANTS),
            "pc4 code",
            "postal area",
            "postcodes",
            "postcode",
            "pc",
            "pc4",
            "pc6",
            "postcode4",
            "postcode 4",
            "postcodegebied",
            "postcode cijfers",
            "post code",
            "postal code",
            "zip",
            "zip code",
            "zipcode",
            "postkode",
            "4pp",
            "pcode",
            "postcode deelnemer",
            "postcode vrijwilliger"),
    PLACE(
            in(AREAS, VOLUNTEERS, REQUESTS, PARTICIPANTS),
            "waar woon je",
            "place of residence",
            "wpl",
            "waar",
            "waar woont u",
            "plaats",
            "woonplaats",
            "plaatsnaam",
            "woonplaatsnaam",
            "stad",
            "dorp",
            "place",
            "town",
            "city",
            "village",
            "kern",
            "plaats deelnemer",
            "plaats vrijwilliger",
            "woonkern"),
    MUNICIPALITY(
            in(AREAS),
            "gem naam",
            "gemeente",
            "gemeentenaam",
            "gem",
            "municipality",
            "municipality name",
            "council",
            "gemeente naam"),
    PROVINCE(in(AREAS), "prov naam", "provincie", "provincienaam", "prov", "province", "region", "regio"),
    LATITUDE(in(AREAS), "latitude", "lat", "breedtegraad", "noorderbreedte", "breedte", "geo lat", "wgs84 lat"),
    LONGITUDE(
            in(AREAS),
            "longitude",
            "lon",
            "lng",
            "long",
            "lengtegraad",
            "oosterlengte",
            "lengte",
            "geo lon",
            "geo lng",
            "wgs84 lon"),
    X(in(AREAS), "x", "rd x", "x rd", "rdx", "x-coördinaat", "x coordinate", "xcoord", "easting"),
    Y(in(AREAS), "y", "rd y", "y rd", "rdy", "y-coördinaat", "y coordinate", "ycoord", "northing"),
    KIND(
            in(REQUESTS),
            "soort hulp gevraagd",
            "type maatje",
            "category of help",
            "help type",
            "soort activiteit",
            "help bij",
            "help with",
            "soort vraag",
            "categorie vraag",
            "categorie hulp",
            "type ondersteuning",
            "soort ondersteuning",
            "hulp bij",
            "activiteit gewenst",
            "gewenste hulp",
            "type of support",
            "support",
            "soort maatje",
            "waarvoor",
            "soort hulp",
            "soort hulpvraag",
            "soort",
            "type hulp",
            "type hulpvraag",
            "type",
            "categorie",
            "hulpsoort",
            "activiteit",
            "dienst",
            "kind",
            "kind of help",
            "type of help",
            "help type",
            "category",
            "activity",
            "service",
            "rubriek",
            "thema",
            "hulpcategorie",
            "waarmee"),
    WORDS(
            in(REQUESTS),
            "description of need",
            "need",
            "help requested",
            "wens bewoner",
            "hulp gevraagd",
            "hulpvraag omschrijving",
            "toelichting vraag",
            "details of request",
            "omschrijving van de vraag",
            "behoefte",
            "wat",
            "own words",
            "vraag omschrijving",
            "hulpvraag",
            "vraag",
            "omschrijving",
            "omschrijving hulpvraag",
            "beschrijving",
            "toelichting",
            "in eigen woorden",
            "words",
            "description",
            "request",
            "help request",
            "question",
            "details",
            "vraagomschrijving",
            "vraagstelling",
            "wat is de vraag",
            "aanvraag",
            "opmerkingen",
            "opmerking",
            "notitie",
            "notes",
            "remarks"),
    LOVES(
            in(VOLUNTEERS),
            "voorkeur voor",
            "voorkeur activiteit",
            "preferred activities",
            "het liefst",
            "doet het liefst",
            "doe ik het liefst",
            "liefst",
            "voorkeur",
            "voorkeuren",
            "loves",
            "loves to do",
            "loves doing",
            "favourite",
            "favorite",
            "favourites",
            "eerste voorkeur",
            "voorkeur 1",
            "passie"),
    LIKES(
            in(VOLUNTEERS),
            "interesse",
            "interesse in",
            "graag",
            "doet graag",
            "doe ik graag",
            "likes",
            "likes to do",
            "tweede voorkeur",
            "voorkeur 2",
            "interesses",
            "interests"),
    DOES(
            in(VOLUNTEERS),
            "activiteiten spreken aan",
            "aanbod",
            "wat wil je doen",
            "doet ook",
            "doe ik ook",
            "doet",
            "does",
            "does too",
            "activiteiten",
            "activities",
            "taken",
            "tasks",
            "werkzaamheden",
            "vaardigheden",
            "skills",
            "inzetbaar voor",
            "soort hulp",
            "soorten hulp",
            "kinds of help",
            "hulpsoorten",
            "diensten",
            "wil doen",
            "wat wil je doen"),
    RATHER_NOT(
            in(VOLUNTEERS),
            "geen voorkeur voor",
            "liever niet",
            "doe ik liever niet",
            "doet liever niet",
            "rather not",
            "would rather not",
            "niet",
            "dislikes",
            "geen",
            "wil niet"),
    DAY_PARTS(
            in(VOLUNTEERS, REQUESTS),
            "beschikbaar op",
            "vrije dagen",
            "voorkeurstijd",
            "voorkeurstijden",
            "dagen beschikbaar",
            "days available",
            "preferred times",
            "dag en tijd",
            "dag en dagdeel",
            "dag",
            "voorkeursdag",
            "preferred days",
            "wanneer kun je",
            "dagdelen",
            "dagdeel",
            "wanneer",
            "beschikbaarheid",
            "beschikbaar",
            "beschikbare dagdelen",
            "dagen",
            "tijden",
            "voorkeursdagen",
            "when",
            "availability",
            "available",
            "day parts",
            "day-parts",
            "dayparts",
            "days",
            "times",
            "moment",
            "momenten",
            "gewenste dagdelen",
            "gewenste dagen",
            "voorkeur dag",
            "voorkeur dagdeel"),
    DAY_PARTS_NEEDED(
            in(REQUESTS),
            "how often",
            "hoe vaak",
            "hoe vaak per week",
            "aantal dagdelen",
            "dagdelen nodig",
            "aantal keer per week",
            "keer per week",
            "times a week",
            "times per week",
            "number of day parts",
            "day parts needed",
            "frequentie"),
    HOURS(
            in(VOLUNTEERS, REQUESTS),
            "hoeveel uur",
            "uren",
            "uren per week",
            "uur per week",
            "aantal uren",
            "aantal uur",
            "uren p/w",
            "u/w",
            "hours",
            "hours per week",
            "hours a week",
            "hours weekly",
            "max uren",
            "maximaal uren",
            "max uren per week",
            "tijdsinvestering"),
    AT_A_TIME(
            in(VOLUNTEERS),
            "koppelingen tegelijk",
            "aantal koppelingen",
            "max koppelingen",
            "matches tegelijk",
            "max matches",
            "matches at a time",
            "number of matches"),
    PAUSE_UNTIL(
            in(VOLUNTEERS),
            "pauze tot",
            "pauze tot",
            "pauze tot en met",
            "afwezig tot",
            "pause until",
            "paused until",
            "away until"),
    FROM(
            in(VOLUNTEERS, REQUESTS),
            "actief sinds",
            "start vrijwilligerswerk",
            "vrijwilliger sinds",
            "vanaf",
            "startdatum",
            "begindatum",
            "ingangsdatum",
            "datum start",
            "datum ingang",
            "gewenste startdatum",
            "beschikbaar vanaf",
            "per",
            "from",
            "start",
            "start date",
            "available from",
            "begin",
            "starting"),
    UNTIL(
            in(REQUESTS),
            "tot",
            "tot en met",
            "einddatum",
            "eind",
            "datum einde",
            "until",
            "end",
            "end date",
            "till",
            "looptijd tot"),
    WAITING_SINCE(
            in(REQUESTS),
            "ontvangen op",
            "ontvangen",
            "aanmeldingsdatum",
            "aangemeld op",
            "datum vraag",
            "datum binnen",
            "date received",
            "sinds",
            "sinds wanneer",
            "aangemeld",
            "wacht sinds",
            "wachtend sinds",
            "datum aanvraag",
            "aanvraagdatum",
            "aanmelddatum",
            "datum aanmelding",
            "datum melding",
            "meldingsdatum",
            "datum",
            "datum binnengekomen",
            "binnengekomen",
            "datum binnenkomst",
            "ontvangstdatum",
            "datum ontvangst",
            "intakedatum",
            "datum intake",
            "registratiedatum",
            "aangemaakt",
            "aangemaakt op",
            "waiting since",
            "since",
            "date",
            "received",
            "received on",
            "request date",
            "created",
            "created at",
            "created on",
            "wachtlijst sinds"),
    LANGUAGES(
            in(VOLUNTEERS, REQUESTS, PARTICIPANTS),
            "talenkennis",
            "taalkennis",
            "taalbeheersing",
            "talen die je spreekt",
            "talen",
            "taal",
            "spreektaal",
            "moedertaal",
            "spreekt",
            "languages",
            "language",
            "speaks",
            "spoken languages"),
    WISHED_GENDER(
            in(REQUESTS),
            "wens: man of vrouw",
            "wish: man or woman",
            "gewenst geslacht vrijwilliger",
            "wens man/vrouw",
            "voorkeur man/vrouw",
            "voorkeur geslacht",
            "voorkeur m/v",
            "gewenst geslacht",
            "wished gender",
            "preferred gender",
            "gender preference",
            "man of vrouw gewenst"),
    WISH(
            in(REQUESTS),
            "extra wensen",
            "wens",
            "wensen",
            "bijzonderheden",
            "wishes",
            "wish",
            "other wishes",
            "overige wensen",
            "voorkeur vrijwilliger"),
    URGENCY(
            in(REQUESTS),
            "haast",
            "spoed ja nee",
            "hoe dringend",
            "dringend",
            "urgentie",
            "spoed",
            "prioriteit",
            "urgency",
            "priority",
            "urgent"),
    THROUGH(
            in(REQUESTS),
            "aangemeld via",
            "referrer",
            "hoe bij ons gekomen",
            "via wie",
            "via",
            "binnengekomen via",
            "kanaal",
            "aangemeld door",
            "verwijzer",
            "aanmelder",
            "soort verwijzer",
            "herkomst",
            "through",
            "channel",
            "source",
            "referred by",
            "ingang"),
    PAID_BEFORE(
            in(REQUESTS),
            "eerder betaalde hulp",
            "eerder betaald",
            "deed betaalde kracht dit eerder",
            "was betaald werk",
            "paid before",
            "previously paid",
            "betaalde hulp gehad"),
    OUTCOME(
            in(REQUESTS),
            "hoe het ervoor staat",
            "how it stands",
            "status aanvraag",
            "status hulpvraag",
            "stand van zaken",
            "status vraag",
            "uitkomst",
            "status",
            "stand",
            "fase",
            "besluit",
            "state",
            "outcome",
            "stage",
            "decision",
            "afhandeling",
            "voortgang"),
    STANDING(
            in(VOLUNTEERS),
            "hoe het ervoor staat",
            "how it stands",
            "status",
            "stand",
            "actief",
            "fase",
            "state",
            "active",
            "standing",
            "status vrijwilliger"),
    RADIUS(
            in(VOLUNTEERS),
            "how far",
            "reisafstand max",
            "afstand max",
            "straal",
            "afstand",
            "reisafstand",
            "max afstand",
            "maximale afstand",
            "hoe ver",
            "kilometers",
            "km",
            "radius",
            "distance",
            "max distance",
            "travel distance",
            "radius km",
            "straal km",
            "reisbereidheid"),
    VOG_SEEN(
            in(VOLUNTEERS),
            "vog ontvangen",
            "datum vog afgifte",
            "vog afgifte",
            "vog",
            "vog gezien",
            "vog gezien op",
            "vog datum",
            "datum vog",
            "vog afgegeven",
            "vog afgiftedatum",
            "vog seen",
            "vog date",
            "vog seen on",
            "verklaring omtrent gedrag",
            "certificate of conduct"),
    VOG_AGAIN(
            in(VOLUNTEERS),
            "vog geldig tot en met",
            "vog opnieuw",
            "vog opnieuw op",
            "vog geldig tot",
            "vog verloopt",
            "vog verlopen op",
            "vog herkeuring",
            "vog again",
            "vog valid until",
            "vog expires"),
    TRAININGS(
            in(VOLUNTEERS),
            "trainingen",
            "training",
            "cursussen",
            "cursus",
            "gevolgde trainingen",
            "gevolgde cursussen",
            "scholing",
            "opleiding",
            "opleidingen",
            "certificaten",
            "diplomas",
            "kwalificaties",
            "deskundigheid",
            "trainings",
            "courses",
            "certificates",
            "qualifications"),
    ABOUT(
            in(VOLUNTEERS),
            "opmerkingen coördinator",
            "memo",
            "notities",
            "bijzonderheden",
            "opm",
            "motivatie om vrijwilliger te worden",
            "over mij",
            "over deze vrijwilliger",
            "over",
            "motivatie",
            "omschrijving",
            "toelichting",
            "about",
            "about me",
            "bio",
            "introductie",
            "profiel",
            "opmerkingen",
            "notes",
            "remarks",
            "beschrijving",
            "description");

    private static final Pattern BRACKETS = Pattern.compile("[(\\[{][^)\\]}]*[)\\]}]");
    private static final int LONGEST_HEADER = 120;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final Set<ImportList> lists;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final List<String> words;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final Set<Set<String>> phrases;

    KnownColumn(Set<ImportList> lists, String... words) {
        this.lists = lists;
        this.words = List.of(words).stream().map(KnownColumn::bare).toList();
        this.phrases = List.of(words).stream()
                .map(Signs::words)
                .filter(phrase -> !phrase.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<ImportList> in(ImportList first, ImportList... more) {
        return EnumSet.of(first, more);
    }

    boolean isIn(ImportList list) {
        return lists.contains(list);
    }

    private static final int SHORTEST_TO_MISSPELL = 6;

    /// What a header of somebody's file means in this list. Case, accents, spaces and signs play no part; neither
    /// does what stands between brackets, such as the way a date is written. Where that says nothing, it is taken
    /// word by word, in any order, without those that only say whose it is; and then one letter may be wrong in a
    /// longer word.
    static Optional<KnownColumn> recognise(ImportList list, String header) {
        if (header.length() > LONGEST_HEADER) {
            return Optional.empty();
        }
        if (list == PARTICIPANTS) {
            // a participant's own number is the number of the row
            return recognised(list, header)
                    .or(() -> recognised(REQUESTS, header)
                            .filter(column -> column == PERSON_ID)
                            .map(_ -> EXTERNAL_ID));
        }
        return recognised(list, header);
    }

    private static Optional<KnownColumn> recognised(ImportList list, String header) {
        var withoutBrackets = BRACKETS.matcher(header).replaceAll(" ");
        return known(list, bare(header))
                .or(() -> known(list, bare(withoutBrackets)))
                .or(() -> inWords(list, Signs.words(withoutBrackets)))
                .or(() -> misspelt(list, bare(withoutBrackets)))
                .or(() -> within(list, Signs.words(withoutBrackets)));
    }

    private static Optional<KnownColumn> known(ImportList list, String wanted) {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        for (var column : values()) {
            if (column.isIn(list)
                    && (column.words.contains(wanted) || bare(column.name()).equals(wanted))) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /// The same words as something we know; or words that each stand for the same column by themselves.
    private static Optional<KnownColumn> inWords(ImportList list, Set<String> wanted) {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        return only(list, column -> column.phrases.contains(wanted))
                .or(() ->
                        only(list, column -> wanted.stream().allMatch(word -> column.phrases.contains(Set.of(word)))));
    }

    /// Something we know with other words around it, as `telefoon overdag`. Not where it is about
    /// somebody else, nor where all we know is a word that can be about anything.
    private static Optional<KnownColumn> within(ImportList list, Set<String> wanted) {
        if (wanted.size() < 2 || wanted.stream().anyMatch(Signs.SOMETHING_ELSE::contains)) {
            return Optional.empty();
        }
        var longest = Arrays.stream(values())
                .filter(column -> column.isIn(list))
                .flatMap(column -> column.phrases.stream())
                .filter(phrase -> wanted.containsAll(phrase) && !Signs.ANYTHING.containsAll(phrase))
                .mapToInt(Set::size)
                .max();
        return longest.isEmpty()
                ? Optional.empty()
                : only(
                        list,
                        column -> column.phrases.stream()
                                .anyMatch(phrase -> phrase.size() == longest.getAsInt()
                                        && wanted.containsAll(phrase)
                                        && !Signs.ANYTHING.containsAll(phrase)));
    }

    private static Optional<KnownColumn> only(ImportList list, Predicate<KnownColumn> fits) {
        var found = Arrays.stream(values())
                .filter(column -> column.isIn(list))
                .filter(fits)
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static Optional<KnownColumn> misspelt(ImportList list, String wanted) {
        if (wanted.length() < SHORTEST_TO_MISSPELL) {
            return Optional.empty();
        }
        return only(
                list,
                column -> column.words.stream()
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

    /// All its words, bare.
    List<String> words() {
        return words;
    }

    /// Of its own class: the constants need it before those of this one are there.
    private static final class Signs {
        private static final Pattern ANY = Pattern.compile("[^\\p{L}\\p{Nd}]");
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

        /// The words of a header; all of them where they would all be passed over.
        static Set<String> words(String header) {
            var text = Normalizer.normalize(HUMPS.matcher(header).replaceAll(" "), Normalizer.Form.NFD)
                    .replaceAll("\\p{M}", "")
                    .toLowerCase(Locale.ROOT);
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

    static String bare(String text) {
        return Signs.ANY
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT))
                .replaceAll("");
    }

    /// Whether no two rows have the same: then no value stands for all of them.
    public boolean isOneEach() {
        return isOwnNumber()
                || this == NAME
                || this == GIVEN_NAME
                || this == FAMILY_NAME
                || this == EMAIL
                || this == PHONE;
    }

    /// A number of somebody's own administration. It may look like a citizen service number by chance.
    boolean isOwnNumber() {
        return this == EXTERNAL_ID || this == PERSON_ID;
    }
}
