package nl.samenspel.privacy;

import java.util.Set;
import java.util.UUID;

/// Whom rows are about: by which numbers and addresses they are known.
///
/// @param persons their records
/// @param accounts their ways in, as far as these are the asker's to tell
/// @param addresses mail addresses, in small letters
record Subject(Set<UUID> persons, Set<UUID> accounts, Set<String> addresses) {

    Subject {
        persons = Set.copyOf(persons);
        accounts = Set.copyOf(accounts);
        addresses = Set.copyOf(addresses);
    }

    static Subject of(UUID person) {
        return new Subject(Set.of(person), Set.of(), Set.of());
    }
}
