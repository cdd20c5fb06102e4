package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Rows of headers as they look in lists of organisations and in exports of other programs, Dutch and English.
@NullMarked
class KnownColumnTest {

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            AREAS      > postcode, place, municipality, province, latitude, longitude, kind > POSTCODE PLACE MUNICIPALITY PROVINCE LATITUDE LONGITUDE -
            AREAS      > Postcode, Woonplaats, Gemeente, Provincie, Breedtegraad, Lengtegraad > POSTCODE PLACE MUNICIPALITY PROVINCE LATITUDE LONGITUDE
            AREAS      > PC4, Plaatsnaam, Gemeentenaam, RD_X, RD_Y > POSTCODE PLACE MUNICIPALITY X Y
            AREAS      > pc4; plaats; gem; prov; lat; lng > POSTCODE PLACE MUNICIPALITY PROVINCE LATITUDE LONGITUDE
            AREAS      > Postal Code, City, Municipality name, Region, Lat, Lon > POSTCODE PLACE MUNICIPALITY PROVINCE LATITUDE LONGITUDE
            AREAS      > zip_code, town, council, province, wgs84_lat, wgs84_lon > POSTCODE PLACE MUNICIPALITY PROVINCE LATITUDE LONGITUDE
            AREAS      > POSTCODE CIJFERS, KERN, GEMEENTE, X-COÖRDINAAT, Y-COÖRDINAAT > POSTCODE PLACE MUNICIPALITY X Y
            AREAS      > 4PP, Stad, Gemeente, Easting, Northing, Inwoners > POSTCODE PLACE MUNICIPALITY X Y -
            AREAS      > Postcodegebied, Dorp, Gemeente naam, Provincienaam > POSTCODE PLACE MUNICIPALITY PROVINCE
            AREAS      > Post code, Village, Municipality, Latitude (WGS84), Longitude (WGS84) > POSTCODE PLACE MUNICIPALITY LATITUDE LONGITUDE
            VOLUNTEERS > Voornaam, Achternaam, E-mail, Telefoon, Postcode, Plaats > GIVEN_NAME FAMILY_NAME EMAIL PHONE POSTCODE PLACE
            VOLUNTEERS > Roepnaam, Tussenvoegsel, Achternaam, E-mailadres, Mobiel, Postcode, Woonplaats > GIVEN_NAME INFIX FAMILY_NAME EMAIL PHONE POSTCODE PLACE
            VOLUNTEERS > Vrijwilligersnummer, Naam, Mailadres, Telefoonnummer, Postcode, Beschikbaarheid > EXTERNAL_ID NAME EMAIL PHONE POSTCODE DAY_PARTS
            VOLUNTEERS > External ID, First name, Last name, Email address, Mobile phone, Postal code, City > EXTERNAL_ID GIVEN_NAME FAMILY_NAME EMAIL PHONE POSTCODE PLACE
            VOLUNTEERS > id, given_name, family_name, email, phone, postcode, languages, day_parts > EXTERNAL_ID GIVEN_NAME FAMILY_NAME EMAIL PHONE POSTCODE LANGUAGES DAY_PARTS
            VOLUNTEERS > Volledige naam, M/V, Tel., E-mail privé, Adres, PC, Plaats > NAME GENDER PHONE EMAIL ADDRESS POSTCODE PLACE
            VOLUNTEERS > Straatnaam, Huisnr., Toevoeging, Postcode, Woonplaats, Geslacht > ADDRESS HOUSE_NUMBER HOUSE_LETTER POSTCODE PLACE GENDER
            VOLUNTEERS > Naam vrijwilliger, Het liefst, Graag, Liever niet, Dagdelen, Uren per week > NAME LOVES LIKES RATHER_NOT DAY_PARTS HOURS
            VOLUNTEERS > Name, Loves to do, Likes to do, Would rather not, Availability, Hours per week > NAME LOVES LIKES RATHER_NOT DAY_PARTS HOURS
            VOLUNTEERS > Vrijwilliger, Activiteiten, Beschikbaar vanaf, Talen, VOG datum, VOG geldig tot > NAME DOES FROM LANGUAGES VOG_SEEN VOG_AGAIN
            VOLUNTEERS > Volunteer name, Skills, Available from, Spoken languages, VOG seen on, VOG valid until > NAME DOES FROM LANGUAGES VOG_SEEN VOG_AGAIN
            VOLUNTEERS > Lidnummer, Voorletters, Voorvoegsel, Familienaam, 06-nummer, Reisafstand (km) > EXTERNAL_ID GIVEN_NAME INFIX FAMILY_NAME PHONE RADIUS
            VOLUNTEERS > Relatie, Naam, Max. uren per week, Max. koppelingen, Pauze tot, Opmerkingen > - NAME HOURS AT_A_TIME PAUSE_UNTIL ABOUT
            VOLUNTEERS > Personeelsnummer, Aanhef, Achternaam, GSM, Straat + huisnummer, Motivatie > EXTERNAL_ID GENDER FAMILY_NAME PHONE ADDRESS ABOUT
            VOLUNTEERS > VOLUNTEER_ID, FULL_NAME, GENDER, STREET_ADDRESS, ZIP, TOWN, BIO > EXTERNAL_ID NAME GENDER ADDRESS POSTCODE PLACE ABOUT
            VOLUNTEERS > Uniek nummer *, Naam *, E-mail *, Telefoon thuis, Interesses, Wanneer > EXTERNAL_ID NAME EMAIL PHONE LIKES DAY_PARTS
            VOLUNTEERS > naam, bsn, geboortedatum, bankrekening, postcode > NAME - - - POSTCODE
            VOLUNTEERS > Doet het liefst, Doet graag, Doet ook, Doet liever niet > LOVES LIKES DOES RATHER_NOT
            REQUESTS   > Hulpvraagnummer, Naam deelnemer, Soort hulp, Omschrijving, Postcode, Plaats, Datum aanvraag > EXTERNAL_ID NAME KIND WORDS POSTCODE PLACE WAITING_SINCE
            REQUESTS   > Zaaknummer, Klantnummer, Voornaam, Achternaam, Hulpvraag, Categorie, Aanmelddatum > EXTERNAL_ID PERSON_ID GIVEN_NAME FAMILY_NAME WORDS KIND WAITING_SINCE
            REQUESTS   > Request ID, Participant, Kind of help, Description, Postcode, Town, Received on > EXTERNAL_ID NAME KIND WORDS POSTCODE PLACE WAITING_SINCE
            REQUESTS   > external_id, given_name, family_name, kind, words, postcode, place, waiting_since > EXTERNAL_ID GIVEN_NAME FAMILY_NAME KIND WORDS POSTCODE PLACE WAITING_SINCE
            REQUESTS   > Kenmerk, Hulpvrager, Type hulpvraag, Toelichting, Startdatum, Einddatum, Uren p/w > EXTERNAL_ID NAME KIND WORDS FROM UNTIL HOURS
            REQUESTS   > Case number, Client name, Category, Notes, Start date, End date, Hours a week > EXTERNAL_ID NAME KIND WORDS FROM UNTIL HOURS
            REQUESTS   > Naam cliënt, Cliëntnummer, Activiteit, In eigen woorden, Gewenste dagdelen, Aantal dagdelen > NAME PERSON_ID KIND WORDS DAY_PARTS DAY_PARTS_NEEDED
            REQUESTS   > Binnengekomen via, Urgentie, Status, Wacht sinds, Talen, Voorkeur m/v > THROUGH URGENCY OUTCOME WAITING_SINCE LANGUAGES WISHED_GENDER
            REQUESTS   > Source, Priority, State, Waiting since, Languages, Gender preference > THROUGH URGENCY OUTCOME WAITING_SINCE LANGUAGES WISHED_GENDER
            REQUESTS   > Verwijzer, Prioriteit, Fase, Datum binnenkomst (dd-mm-jjjj), Taal, Wensen > THROUGH URGENCY OUTCOME WAITING_SINCE LANGUAGES WISH
            REQUESTS   > Ticketnummer, Bewoner, Dienst, Vraagomschrijving, Tel nr, Huisnummer, Adres > EXTERNAL_ID NAME KIND WORDS PHONE HOUSE_NUMBER ADDRESS
            REQUESTS   > Aanvraag ID, Persoon ID, Volledige naam, Rubriek, Vraagstelling, Wanneer, Keer per week > EXTERNAL_ID PERSON_ID NAME KIND WORDS DAY_PARTS DAY_PARTS_NEEDED
            REQUESTS   > Naam klant, E-MAIL ADRES, MOBIELNR, Vanaf, Tot en met, Was betaald werk > NAME EMAIL PHONE FROM UNTIL PAID_BEFORE
            REQUESTS   > Deelnemersnummer, Initialen, Geslachtsnaam, Thema, Bijzonderheden, Intakedatum > PERSON_ID GIVEN_NAME FAMILY_NAME KIND WISH WAITING_SINCE
            """)
    void headers_are_recognised(ImportList list, String headers, String meanings) {
        assertThat(Arrays.stream(headers.split("[,;]", -1))
                        .map(header -> KnownColumn.recognise(list, header)
                                .map(Enum::name)
                                .orElse("-"))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(meanings);
    }

    /// A word that stood for two columns of one list would go to whichever comes first.
    @ParameterizedTest
    @EnumSource
    void a_word_means_one_thing_in_a_list(ImportList list) {
        var seen = new HashSet<String>();
        for (var column : list.columns()) {
            for (var word : new HashSet<>(column.words())) {
                assertThat(seen.add(word))
                        .as("%s stands for two columns of %s", word, list)
                        .isTrue();
            }
        }
    }

    @Test
    void what_we_do_not_know_is_left_alone() {
        assertThat(KnownColumn.recognise(ImportList.VOLUNTEERS, "")).isEmpty();
        assertThat(KnownColumn.recognise(ImportList.VOLUNTEERS, "   ")).isEmpty();
        assertThat(KnownColumn.recognise(ImportList.VOLUNTEERS, "🌷")).isEmpty();
        assertThat(KnownColumn.recognise(ImportList.VOLUNTEERS, "BSN")).isEmpty();
        assertThat(KnownColumn.recognise(ImportList.VOLUNTEERS, "IBAN")).isEmpty();
    }
}
