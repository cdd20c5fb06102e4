package nl.samenspel.exchange;

import static nl.samenspel.exchange.ImportList.AREAS;
import static nl.samenspel.exchange.ImportList.REQUESTS;
import static nl.samenspel.exchange.ImportList.VOLUNTEERS;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A column that we can do something with, and what it is called in other people's files, in Dutch and English.
/// This is the one place to add a word to.
///
/// Each has a message `exchange.column.<NAME>`, and `exchange.column.<NAME>.fix` that says how it should be written.
public enum KnownColumn {
    /// The number another system knows it by: importing again changes instead of doubles.
    EXTERNAL_ID(
            in(VOLUNTEERS, REQUESTS),
            "extern nummer", "external id", "external number", "external reference", "externe id", "extern id", "id", "nummer", "number", "kenmerk", "referentie", "reference", "ref", "registratienummer", "registration number", "uniek nummer",
            "record id", "guid", "uuid", "bron id", "source id", "systeemnummer", "dossiernummer",
            "vrijwilligersnummer", "vrijwilligernummer", "vrijwilliger id", "vrijwilliger nr", "volunteer id", "volunteer number",
            "personeelsnummer", "lidnummer", "member id", "member number", "hulpvraagnummer", "hulpvraag id", "hulpvraag nr",
            "vraagnummer", "aanvraagnummer", "aanvraag id", "zaaknummer", "case id", "case number", "ticketnummer", "request id",
            "request number", "meldingsnummer", "matchnummer"),
    PERSON_ID(
            in(REQUESTS),
            "deelnemernummer", "deelnemersnummer", "deelnemer id", "deelnemer nr", "participant id", "participant number",
            "relatienummer", "relatie id", "klantnummer", "klant id", "client id", "client number", "cliëntnummer", "clientnr",
            "hulpvrager id", "hulpvragernummer", "persoonsnummer", "persoon id", "person id", "person number", "contact id",
            "bewonersnummer", "inwonernummer"),
    GIVEN_NAME(
            in(VOLUNTEERS, REQUESTS),
            "voornaam", "voornamen", "roepnaam", "first name", "given name", "given names", "firstname", "christian name", "initialen",
            "voorletters", "initials", "voornaam deelnemer", "voornaam hulpvrager", "voornaam vrijwilliger", "vnaam"),
    INFIX(in(VOLUNTEERS, REQUESTS), "tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels", "tv", "tussenv", "infix", "prefix", "name prefix"),
    FAMILY_NAME(
            in(VOLUNTEERS, REQUESTS),
            "achternaam", "familienaam", "geslachtsnaam", "last name", "family name", "surname", "lastname", "achternaam deelnemer",
            "achternaam hulpvrager", "achternaam vrijwilliger", "anaam"),
    NAME(
            in(VOLUNTEERS, REQUESTS),
            "naam", "volledige naam", "name", "full name", "naam deelnemer", "deelnemer", "naam hulpvrager", "hulpvrager", "participant",
            "participant name", "naam vrijwilliger", "vrijwilliger", "volunteer", "volunteer name", "contactpersoon", "naam cliënt",
            "cliënt", "client", "client name", "naam klant", "klant", "bewoner", "persoon", "person"),
    GENDER(in(VOLUNTEERS, REQUESTS), "geslacht", "gender", "sex", "m/v", "man/vrouw", "v/m", "aanhef", "salutation", "m of v"),
    EMAIL(
            in(VOLUNTEERS, REQUESTS),
            "e-mail", "email", "e-mailadres", "emailadres", "mailadres", "mail", "email address", "e-mail address", "elektronische post",
            "e-mail privé", "email 1", "privé e-mail", "e-mailadres vrijwilliger"),
    PHONE(
            in(VOLUNTEERS, REQUESTS),
            "telefoon", "telefoonnummer", "tel", "telnr", "tel nr", "telefoonnr", "mobiel", "mobiele telefoon", "mobiel nummer",
            "mobielnr", "mobiele nummer", "gsm", "06", "06-nummer", "phone", "phone number", "telephone", "mobile", "mobile phone",
            "cell", "cell phone", "telefoon 1", "telefoon privé", "telefoon mobiel", "telefoon thuis", "vast nummer", "contact number"),
    ADDRESS(
            in(VOLUNTEERS, REQUESTS),
            "adres", "straat", "straatnaam", "straat en huisnummer", "straat + huisnummer", "adresregel", "adresregel 1", "address",
            "street", "street address", "address line 1", "woonadres", "bezoekadres"),
    HOUSE_NUMBER(in(VOLUNTEERS, REQUESTS), "huisnummer", "huisnr", "house number", "huis nr", "house no", "street number", "hnr"),
    HOUSE_LETTER(in(VOLUNTEERS, REQUESTS), "toevoeging", "huisnummertoevoeging", "huisletter", "toev", "addition", "house letter", "suffix"),
    POSTCODE(
            in(AREAS, VOLUNTEERS, REQUESTS),
            "postcode", "pc", "pc4", "pc6", "postcode4", "postcode 4", "postcodegebied", "postcode cijfers", "post code", "postal code",
            "zip", "zip code", "zipcode", "postkode", "4pp", "pcode", "postcode deelnemer", "postcode vrijwilliger"),
    PLACE(
            in(AREAS, VOLUNTEERS, REQUESTS),
            "plaats", "woonplaats", "plaatsnaam", "woonplaatsnaam", "stad", "dorp", "place", "town", "city", "village", "kern",
            "plaats deelnemer", "plaats vrijwilliger", "woonkern"),
    MUNICIPALITY(
            in(AREAS), "gemeente", "gemeentenaam", "gem", "municipality", "municipality name", "council", "gemeente naam"),
    PROVINCE(in(AREAS), "provincie", "provincienaam", "prov", "province", "region", "regio"),
    LATITUDE(in(AREAS), "latitude", "lat", "breedtegraad", "noorderbreedte", "breedte", "geo lat", "wgs84 lat"),
    LONGITUDE(
            in(AREAS), "longitude", "lon", "lng", "long", "lengtegraad", "oosterlengte", "lengte", "geo lon", "geo lng", "wgs84 lon"),
    X(in(AREAS), "x", "rd x", "x rd", "rdx", "x-coördinaat", "x coordinate", "xcoord", "easting"),
    Y(in(AREAS), "y", "rd y", "y rd", "rdy", "y-coördinaat", "y coordinate", "ycoord", "northing"),
    KIND(
            in(REQUESTS),
            "soort hulp", "soort hulpvraag", "soort", "type hulp", "type hulpvraag", "type", "categorie", "hulpsoort", "activiteit",
            "dienst", "kind", "kind of help", "type of help", "help type", "category", "activity", "service", "rubriek", "thema",
            "hulpcategorie", "waarmee"),
    WORDS(
            in(REQUESTS),
            "hulpvraag", "vraag", "omschrijving", "omschrijving hulpvraag", "beschrijving", "toelichting", "in eigen woorden", "words",
            "description", "request", "help request", "question", "details", "vraagomschrijving", "vraagstelling", "wat is de vraag",
            "aanvraag", "opmerkingen", "opmerking", "notitie", "notes", "remarks"),
    LOVES(
            in(VOLUNTEERS),
            "het liefst", "doet het liefst", "doe ik het liefst", "liefst", "voorkeur", "voorkeuren", "loves", "loves to do", "loves doing",
            "favourite", "favorite", "favourites", "eerste voorkeur", "voorkeur 1", "passie"),
    LIKES(in(VOLUNTEERS), "graag", "doet graag", "doe ik graag", "likes", "likes to do", "tweede voorkeur", "voorkeur 2", "interesses", "interests"),
    DOES(
            in(VOLUNTEERS),
            "doet ook", "doe ik ook", "doet", "does", "does too", "activiteiten", "activities", "taken", "tasks", "werkzaamheden",
            "vaardigheden", "skills", "inzetbaar voor", "soort hulp", "soorten hulp", "kinds of help", "hulpsoorten", "diensten",
            "wil doen", "wat wil je doen"),
    RATHER_NOT(
            in(VOLUNTEERS),
            "liever niet", "doe ik liever niet", "doet liever niet", "rather not", "would rather not", "niet", "dislikes", "geen", "wil niet"),
    DAY_PARTS(
            in(VOLUNTEERS, REQUESTS),
            "dagdelen", "dagdeel", "wanneer", "beschikbaarheid", "beschikbaar", "beschikbare dagdelen", "dagen", "tijden", "voorkeursdagen",
            "when", "availability", "available", "day parts", "day-parts", "dayparts", "days", "times", "moment", "momenten",
            "gewenste dagdelen", "gewenste dagen", "voorkeur dag", "voorkeur dagdeel"),
    DAY_PARTS_NEEDED(
            in(REQUESTS), "aantal dagdelen", "dagdelen nodig", "aantal keer per week", "keer per week", "times a week", "times per week",
            "number of day parts", "day parts needed", "frequentie"),
    HOURS(
            in(VOLUNTEERS, REQUESTS),
            "uren", "uren per week", "uur per week", "aantal uren", "aantal uur", "uren p/w", "u/w", "hours", "hours per week", "hours a week",
            "hours weekly", "max uren", "maximaal uren", "max uren per week", "tijdsinvestering"),
    AT_A_TIME(
            in(VOLUNTEERS), "koppelingen tegelijk", "aantal koppelingen", "max koppelingen", "matches tegelijk", "max matches",
            "matches at a time", "number of matches"),
    PAUSE_UNTIL(in(VOLUNTEERS), "pauze tot", "pauze tot en met", "afwezig tot", "pause until", "paused until", "away until"),
    FROM(
            in(VOLUNTEERS, REQUESTS),
            "vanaf", "startdatum", "begindatum", "ingangsdatum", "datum start", "datum ingang", "gewenste startdatum", "beschikbaar vanaf",
            "per", "from", "start", "start date", "available from", "begin", "starting"),
    UNTIL(in(REQUESTS), "tot", "tot en met", "einddatum", "eind", "datum einde", "until", "end", "end date", "till", "looptijd tot"),
    WAITING_SINCE(
            in(REQUESTS),
            "wacht sinds", "wachtend sinds", "datum aanvraag", "aanvraagdatum", "aanmelddatum", "datum aanmelding", "datum melding",
            "meldingsdatum", "datum", "datum binnengekomen", "binnengekomen", "datum binnenkomst", "ontvangstdatum", "datum ontvangst",
            "intakedatum", "datum intake", "registratiedatum", "aangemaakt", "aangemaakt op", "waiting since", "since", "date", "received",
            "received on", "request date", "created", "created at", "created on", "wachtlijst sinds"),
    LANGUAGES(in(VOLUNTEERS, REQUESTS), "talen", "taal", "spreektaal", "moedertaal", "spreekt", "languages", "language", "speaks", "spoken languages"),
    WISHED_GENDER(
            in(REQUESTS), "wens man/vrouw", "voorkeur man/vrouw", "voorkeur geslacht", "voorkeur m/v", "gewenst geslacht", "wished gender",
            "preferred gender", "gender preference", "man of vrouw gewenst"),
    WISH(in(REQUESTS), "wens", "wensen", "bijzonderheden", "wishes", "wish", "other wishes", "overige wensen", "voorkeur vrijwilliger"),
    URGENCY(in(REQUESTS), "urgentie", "spoed", "prioriteit", "urgency", "priority", "urgent"),
    THROUGH(
            in(REQUESTS), "via", "binnengekomen via", "kanaal", "aangemeld door", "verwijzer", "aanmelder", "soort verwijzer", "herkomst", "through",
            "channel", "source", "referred by", "ingang"),
    PAID_BEFORE(in(REQUESTS), "eerder betaald", "deed betaalde kracht dit eerder", "was betaald werk", "paid before", "previously paid", "betaalde hulp gehad"),
    OUTCOME(
            in(REQUESTS), "uitkomst", "status", "stand", "fase", "besluit", "state", "outcome", "stage", "decision", "afhandeling", "voortgang"),
    STANDING(in(VOLUNTEERS), "status", "stand", "actief", "fase", "state", "active", "standing", "status vrijwilliger"),
    RADIUS(
            in(VOLUNTEERS), "straal", "afstand", "reisafstand", "max afstand", "maximale afstand", "hoe ver", "kilometers", "km", "radius",
            "distance", "max distance", "travel distance", "radius km", "straal km", "reisbereidheid"),
    VOG_SEEN(
            in(VOLUNTEERS), "vog", "vog gezien", "vog gezien op", "vog datum", "datum vog", "vog afgegeven", "vog afgiftedatum", "vog seen",
            "vog date", "vog seen on", "verklaring omtrent gedrag", "certificate of conduct"),
    VOG_AGAIN(
            in(VOLUNTEERS), "vog opnieuw", "vog opnieuw op", "vog geldig tot", "vog verloopt", "vog verlopen op", "vog herkeuring", "vog again",
            "vog valid until", "vog expires"),
    ABOUT(
            in(VOLUNTEERS), "over mij", "over deze vrijwilliger", "over", "motivatie", "omschrijving", "toelichting", "about", "about me", "bio",
            "introductie", "profiel", "opmerkingen", "notes", "remarks", "beschrijving", "description");

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final Set<ImportList> lists;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final List<String> words;

    KnownColumn(Set<ImportList> lists, String... words) {
        this.lists = lists;
        this.words = List.of(words).stream().map(KnownColumn::bare).toList();
    }

    private static Set<ImportList> in(ImportList first, ImportList... more) {
        return EnumSet.of(first, more);
    }

    boolean isIn(ImportList list) {
        return lists.contains(list);
    }

    /// What a header of somebody's file means in this list. Case, accents, spaces and signs play no part; neither does
    /// what stands between brackets, such as the way a date is written.
    static Optional<KnownColumn> recognise(ImportList list, String header) {
        var whole = bare(header);
        var without = bare(header.replaceAll("[(\\[{][^)\\]}]*[)\\]}]", " "));
        for (var wanted : whole.equals(without) ? List.of(whole) : List.of(whole, without)) {
            for (var column : values()) {
                if (column.isIn(list) && (column.words.contains(wanted) || bare(column.name()).equals(wanted))) {
                    return Optional.of(column);
                }
            }
        }
        return Optional.empty();
    }

    /// All its words, bare.
    List<String> words() {
        return words;
    }

    static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}]", "");
    }

    /// A number of somebody's own administration. It may look like a citizen service number by chance.
    boolean isOwnNumber() {
        return this == EXTERNAL_ID || this == PERSON_ID;
    }
}
