package nl.samenspel.exchange;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.people.Person;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import org.jspecify.annotations.Nullable;

/// What a row says about a person. What it does not say leaves the record as it is.
record PersonCells(
        String givenName,
        String familyName,
        Optional<String> email,
        Optional<String> phone,
        String postcode,
        String place,
        String address,
        Optional<Gender> gender,
        Set<Language> languages) {

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_LINE = 120;

    /// Words and letters that stand before a name and are part of how someone is called.
    private static final Pattern BEFORE_NAME = Pattern.compile(
            "(?iu)(?:(?:de heer|mevrouw|mevr|mw|meneer|dhr|mr|mrs|ms|dr|drs|ir|fam|familie)\\.?\\s+|(?:\\p{L}\\.\\s*)+)+");

    PersonCells {
        languages = Set.copyOf(languages);
    }

    static PersonCells read(Cells cells, Vocabulary vocabulary) {
        var given = cells.optionalText(KnownColumn.GIVEN_NAME, LONGEST_NAME);
        var infix = cells.optionalText(KnownColumn.INFIX, LONGEST_NAME);
        var family = cells.optionalText(KnownColumn.FAMILY_NAME, LONGEST_NAME);
        var whole = cells.optionalText(KnownColumn.NAME, 2 * LONGEST_NAME);
        if (given.isEmpty() && family.isEmpty()) {
            var split = split(whole);
            given = split[0];
            family = split[1];
        }
        if (!infix.isEmpty() && !family.toLowerCase(Locale.ROOT).startsWith(infix.toLowerCase(Locale.ROOT) + " ")) {
            family = (infix + " " + family).strip();
        }
        if (given.isEmpty() && !family.isEmpty()) {
            // someone of whom only the family name is known
            given = family;
            family = "";
        }
        if (given.isEmpty()
                && !cells.isWrong(KnownColumn.NAME)
                && !cells.isWrong(KnownColumn.GIVEN_NAME)
                && !cells.isWrong(KnownColumn.FAMILY_NAME)) {
            cells.refuse(KnownColumn.NAME, "exchange.wrong.noName");
        }
        var address = cells.optionalText(KnownColumn.ADDRESS, LONGEST_LINE);
        if (!address.isEmpty() && cells.has(KnownColumn.HOUSE_NUMBER)) {
            address += " " + cells.optionalText(KnownColumn.HOUSE_NUMBER, 20);
            var letter = cells.optionalText(KnownColumn.HOUSE_LETTER, 20);
            address += letter.isEmpty() ? "" : (letter.length() == 1 ? "" : " ") + letter;
        }
        return new PersonCells(
                given,
                family,
                cells.email(KnownColumn.EMAIL),
                cells.phone(KnownColumn.PHONE),
                cells.postcode(KnownColumn.POSTCODE),
                cells.optionalText(KnownColumn.PLACE, LONGEST_LINE),
                address,
                cells.one(KnownColumn.GENDER, vocabulary::gender),
                cells.several(KnownColumn.LANGUAGES, vocabulary::languages));
    }

    /// `Ria Bakker`, `Bakker, Ria`, `Mevr. A. de Vries`.
    static String[] split(String whole) {
        var comma = whole.indexOf(',');
        if (comma > 0) {
            return new String[] {
                whole.substring(comma + 1).strip(), whole.substring(0, comma).strip()
            };
        }
        var before = BEFORE_NAME.matcher(whole);
        if (before.lookingAt() && before.end() < whole.length()) {
            return new String[] {
                before.group().strip(), whole.substring(before.end()).strip()
            };
        }
        var space = whole.indexOf(' ');
        return space < 0
                ? new String[] {whole, ""}
                : new String[] {
                    whole.substring(0, space), whole.substring(space + 1).strip()
                };
    }

    /// The record as it will be.
    Person person(PersonId id, OrganisationId organisation, @Nullable String externalId, @Nullable Person before) {
        if (before == null) {
            return new Person(
                    id,
                    organisation,
                    externalId,
                    givenName,
                    familyName,
                    email.orElse(null),
                    phone.orElse(null),
                    postcode,
                    place,
                    address,
                    gender.orElse(Gender.UNKNOWN),
                    languages.isEmpty() ? Set.of(Language.NL) : languages);
        }
        return new Person(
                before.id(),
                before.organisation(),
                before.externalId(),
                givenName,
                familyName,
                email.orElse(before.email()),
                phone.orElse(before.phone()),
                postcode.isEmpty() ? before.postcode() : postcode,
                place.isEmpty() ? before.place() : place,
                address.isEmpty() ? before.address() : address,
                gender.orElse(before.gender()),
                languages.isEmpty() ? before.languages() : languages);
    }

    /// Whether this may well be the same person: what counts is the family name, or the given one where there is none.
    boolean isCalledLike(Person other) {
        return KnownColumn.bare(givenName + familyName).contains(KnownColumn.bare(other.familyName()))
                && KnownColumn.bare(other.givenName() + other.familyName()).contains(KnownColumn.bare(familyName));
    }
}
