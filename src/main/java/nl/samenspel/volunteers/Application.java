package nl.samenspel.volunteers;

import java.util.Set;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.PersonId;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import org.jspecify.annotations.Nullable;

/// Someone signs up by themselves.
///
/// @param person the id their record will have; the same form sent twice makes one record
/// @param branch where it goes
/// @param language the language they read: `nl` or `en`
public record Application(
        PersonId person,
        String givenName,
        String familyName,
        @Nullable String email,
        @Nullable String phone,
        String postcode,
        String place,
        Gender gender,
        Set<Language> languages,
        Offer offer,
        int hoursPerWeek,
        int matchesAtATime,
        BranchId branch,
        String language) {

    public Application {
        languages = Set.copyOf(languages);
        if (email == null && phone == null) {
            throw new IllegalArgumentException("Who signs up can be reached by mail or by phone.");
        }
    }
}
