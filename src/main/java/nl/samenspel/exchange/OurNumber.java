package nl.samenspel.exchange;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import org.jspecify.annotations.Nullable;

/// The number in a list that goes out: that of another system, or ours where it has none. So it is known
/// when it comes back.
final class OurNumber {

    private static final Pattern OURS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private OurNumber() {}

    static String of(Person person) {
        return of(person.externalId(), person.id());
    }

    static String of(@Nullable String externalId, Object ours) {
        return externalId == null ? ours.toString() : externalId;
    }

    /// Which of ours this may be.
    static <T> Optional<T> in(String text, Function<UUID, T> id) {
        return OURS.matcher(text).matches() ? Optional.of(id.apply(UUID.fromString(text))) : Optional.empty();
    }

    /// Who has these numbers, of another system or ours.
    static Map<String, Person> people(People people, OrganisationId organisation, Collection<String> numbers) {
        return people
                .listToCompare(
                        organisation,
                        numbers,
                        numbers.stream()
                                .flatMap(number -> person(number).stream())
                                .toList())
                .stream()
                .collect(Collectors.toMap(OurNumber::of, Function.identity(), (one, _) -> one));
    }

    static Optional<PersonId> person(String text) {
        return in(text, PersonId::new);
    }
}
