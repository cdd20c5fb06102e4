package nl.samenspel.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.people.People;
import nl.samenspel.people.People.Called;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Form;
import nl.samenspel.volunteers.Volunteer;
import org.jspecify.annotations.Nullable;

/// Finds the people whom rows are about that are no records of people: by their number; or by their name
/// with their postcode or mail address. A name alone is not enough: what follows from it is shown to
/// somebody.
final class Mentioned {

    private static final int LONGEST = 160;

    /// What says nothing of a first name: how somebody is addressed, or the beginning of a last name
    /// that stands alone.
    private static final Pattern BEFORE_NAME = Pattern.compile(
            "(?iu)^(?:(?:de heer|mevrouw|mevr|mw|meneer|dhr|mr|mrs|ms|familie|fam)(?:\\.|\\s|$)\\s*|(?:van|de|der|den|ter|ten|te|het|la|le|el|al|von)$)+");

    private final People people;
    private final OrganisationId organisation;

    Mentioned(People people, OrganisationId organisation) {
        this.people = people;
        this.organisation = organisation;
    }

    /// As what somebody is named.
    enum Side {
        VOLUNTEER(
                KnownColumn.VOLUNTEER_ID,
                KnownColumn.VOLUNTEER,
                KnownColumn.VOLUNTEER_GIVEN_NAME,
                KnownColumn.VOLUNTEER_FAMILY_NAME,
                KnownColumn.VOLUNTEER_POSTCODE,
                KnownColumn.VOLUNTEER_EMAIL),
        PARTICIPANT(
                KnownColumn.PERSON_ID,
                KnownColumn.PARTICIPANT,
                KnownColumn.PARTICIPANT_GIVEN_NAME,
                KnownColumn.PARTICIPANT_FAMILY_NAME,
                KnownColumn.PARTICIPANT_POSTCODE,
                KnownColumn.PARTICIPANT_EMAIL);

        private final KnownColumn number;
        private final KnownColumn name;
        private final KnownColumn given;
        private final KnownColumn family;
        private final KnownColumn postcode;
        private final KnownColumn email;

        Side(
                KnownColumn number,
                KnownColumn name,
                KnownColumn given,
                KnownColumn family,
                KnownColumn postcode,
                KnownColumn email) {
            this.number = number;
            this.name = name;
            this.given = given;
            this.family = family;
            this.postcode = postcode;
            this.email = email;
        }

        /// What can be said of somebody.
        static final Set<KnownColumn> ASKED = EnumSet.of(
                KnownColumn.EXTERNAL_ID,
                KnownColumn.NAME,
                KnownColumn.GIVEN_NAME,
                KnownColumn.FAMILY_NAME,
                KnownColumn.POSTCODE,
                KnownColumn.EMAIL);

        /// The column in which this is said of them.
        KnownColumn column(KnownColumn of) {
            return switch (of) {
                case EXTERNAL_ID -> number;
                case GIVEN_NAME -> given;
                case FAMILY_NAME -> family;
                case POSTCODE -> postcode;
                case EMAIL -> email;
                default -> name;
            };
        }

        /// Where something is wrong with whom it is about.
        KnownColumn column(Naming naming) {
            return naming.number() != null ? number : name;
        }
    }

    /// What a row says of somebody.
    record Naming(Side side, @Nullable String number, String given, String family, String postcode, String email) {}

    /// Who it is; or why that is not known.
    sealed interface Found {}

    record Known(Person person) implements Found {}

    record Unknown(Form.Problem why) implements Found {}

    /// What a row says of somebody; nothing where it says nothing.
    static Optional<Naming> read(Cells cells, Side side) {
        var number = cells.ownNumber(side.number);
        var given = cells.optionalText(side.given, LONGEST);
        var family = cells.optionalText(side.family, LONGEST);
        if (given.isEmpty() && family.isEmpty()) {
            var split = PersonCells.split(cells.optionalText(side.name, LONGEST));
            given = split[0];
            family = split[1];
        }
        if (number == null && given.isEmpty() && family.isEmpty()) {
            return Optional.empty();
        }
        var postcode = cells.postcode(side.postcode);
        var email = cells.email(side.email).orElse("").toLowerCase(Locale.ROOT);
        if (number == null
                && postcode.isEmpty()
                && email.isEmpty()
                && !cells.isWrong(side.postcode)
                && !cells.isWrong(side.email)) {
            cells.refuse(side.name, "exchange.wrong.nameOnly");
        }
        return Optional.of(new Naming(side, number, given, family, postcode, email));
    }

    /// Who they are, in a fixed number of queries.
    Map<Naming, Found> find(Collection<Naming> namings) {
        List<String> numbers = new ArrayList<>();
        List<Called> called = new ArrayList<>();
        for (var one : namings) {
            if (one.number() != null) {
                numbers.add(one.number());
            } else {
                called.add(new Called(lastWord(one.given(), one.family()), one.postcode(), one.email()));
            }
        }
        var byNumber = OurNumber.people(people, organisation, numbers);
        var byName = people.listToCompare(organisation, called).stream()
                .collect(Collectors.groupingBy(person -> lastWord(person.givenName(), person.familyName())));
        Map<Naming, Found> found = new HashMap<>();
        for (var one : namings) {
            found.put(
                    one,
                    one.number() != null
                            ? numbered(one, byNumber.get(one.number()))
                            : named(one, byName.getOrDefault(lastWord(one.given(), one.family()), List.of())));
        }
        return found;
    }

    /// Those of these who are known.
    static Set<PersonId> known(Map<Naming, Found> found, Stream<@Nullable Naming> namings) {
        return namings.flatMap(Stream::ofNullable)
                .map(found::get)
                .filter(Known.class::isInstance)
                .map(one -> ((Known) one).person().id())
                .collect(Collectors.toSet());
    }

    private static Found numbered(Naming naming, @Nullable Person person) {
        if (person == null) {
            return unknown(naming, "exchange.wrong.nobodyWithNumber");
        }
        return (naming.given().isEmpty() && naming.family().isEmpty())
                        || lastWord(naming.given(), naming.family())
                                .equals(lastWord(person.givenName(), person.familyName()))
                        || KnownColumn.bare(naming.given() + naming.family())
                                .contains(KnownColumn.bare(person.familyName()))
                ? new Known(person)
                : unknown(naming, "exchange.wrong.otherName");
    }

    /// Of two with the same name at one address it is who has the same first name; initials fit any name
    /// that begins so.
    private static Found named(Naming naming, List<Person> candidates) {
        var near = candidates.stream()
                .filter(person -> isAt(naming, person))
                .filter(person -> fits(naming.given(), person.givenName()))
                .toList();
        var exact = near.stream()
                .filter(person -> KnownColumn.bare(person.givenName()).equals(KnownColumn.bare(naming.given())))
                .toList();
        var meant = exact.size() == 1 ? exact : near;
        return switch (meant.size()) {
            case 0 -> unknown(naming, "exchange.wrong.nobodyLikeThis");
            case 1 -> new Known(meant.getFirst());
            default -> unknown(naming, "exchange.wrong.severalLikeThis");
        };
    }

    private static boolean isAt(Naming naming, Person person) {
        var email = person.email();
        return (!naming.email().isEmpty() && email != null && naming.email().equals(email.toLowerCase(Locale.ROOT)))
                || (!naming.postcode().isEmpty() && person.postcode().startsWith(naming.postcode()));
    }

    private static boolean fits(String given, String known) {
        var one = KnownColumn.bare(BEFORE_NAME.matcher(given).replaceFirst(""));
        var other = KnownColumn.bare(BEFORE_NAME.matcher(known).replaceFirst(""));
        return one.isEmpty()
                || other.isEmpty()
                || one.equals(other)
                || (one.charAt(0) == other.charAt(0)
                        && (given.contains(".") || known.contains(".") || one.length() == 1 || other.length() == 1));
    }

    static String lastWord(String given, String family) {
        var name = family.isBlank() ? given : family;
        return name.strip().replaceFirst("(?s)^.*\\s", "").toLowerCase(Locale.ROOT);
    }

    /// Why nothing can be brought in for a volunteer of this branch, if it cannot.
    static Optional<Form.Problem> refuse(Naming naming, @Nullable Volunteer volunteer, BranchId branch) {
        var key = volunteer == null
                ? "exchange.wrong.notVolunteer"
                : volunteer.branch().equals(branch) ? "" : "exchange.wrong.otherBranch";
        return key.isEmpty()
                ? Optional.empty()
                : Optional.of(unknown(naming, key).why());
    }

    private static Unknown unknown(Naming naming, String key) {
        return new Unknown(new Form.Problem(naming.side().column(naming).name(), key, List.of()));
    }
}
