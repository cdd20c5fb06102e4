package nl.samenspel.exchange;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.people.People.Called;
import nl.samenspel.people.Person;

/// Finds who is here already and may be somebody whom a list would make a new record of. Two records of one person are
/// shown, and joined by nobody but somebody who knows.
final class Likely {

    private Likely() {}

    /// Who is here already and looks like somebody whom these rows would make.
    ///
    /// @param whom who a row would make; empty where it makes nobody
    /// @return for rows with a likely double, who that is; who is named to somebody was looked at
    static <T> Map<T, Person> of(
            People people, OrganisationId organisation, Collection<T> rows, Function<T, Optional<Person>> whom) {
        Map<T, Person> made = new HashMap<>();
        rows.forEach(row -> whom.apply(row)
                .filter(person -> !person.postcode().isEmpty() || person.email() != null)
                .ifPresent(person -> made.put(row, person)));
        if (made.isEmpty()) {
            return Map.of();
        }
        var here = people
                .listToCompare(
                        organisation,
                        made.values().stream()
                                .map(person -> new Called(
                                        lastWord(person),
                                        person.postcode(),
                                        Objects.requireNonNullElse(person.email(), "")
                                                .toLowerCase(Locale.ROOT)))
                                .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.groupingBy(Likely::lastWord));
        Map<T, Person> likely = new HashMap<>();
        made.forEach((row, person) -> here.getOrDefault(lastWord(person), List.of()).stream()
                .filter(other -> isLike(person, other))
                .findFirst()
                .ifPresent(other -> likely.put(row, other)));
        Set<PersonId> told = likely.values().stream().map(Person::id).collect(Collectors.toSet());
        people.list(told, Purpose.RECORD);
        return likely;
    }

    private static boolean isLike(Person one, Person other) {
        var sameMail = one.email() != null && one.email().equalsIgnoreCase(other.email());
        var samePlace = !one.postcode().isEmpty() && one.postcode().equals(other.postcode());
        var given = KnownColumn.bare(one.givenName());
        var otherGiven = KnownColumn.bare(other.givenName());
        return sameMail || (samePlace && given.equals(otherGiven));
    }

    private static String lastWord(Person person) {
        return Mentioned.lastWord(person.givenName(), person.familyName());
    }
}
