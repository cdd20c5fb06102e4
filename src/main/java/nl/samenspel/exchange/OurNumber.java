package nl.samenspel.exchange;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nl.samenspel.access.PersonId;
import nl.samenspel.people.Person;
import org.jspecify.annotations.Nullable;

/// The number in a list that goes out: that of another system, or ours where it has none. So it is known
/// when it comes back.
final class OurNumber {

    private OurNumber() {}

    static String of(Person person) {
        return of(person.externalId(), person.id());
    }

    static String of(@Nullable String externalId, Object ours) {
        return externalId == null ? ours.toString() : externalId;
    }

    /// Which of ours this may be.
    static <T> Optional<T> in(String text, Function<UUID, T> id) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(id.apply(UUID.fromString(text)))
                : Optional.empty();
    }

    static Optional<PersonId> person(String text) {
        return in(text, PersonId::new);
    }
}
