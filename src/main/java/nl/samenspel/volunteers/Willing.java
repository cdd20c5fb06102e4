package nl.samenspel.volunteers;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import org.jspecify.annotations.Nullable;

/// An active volunteer, as far as choosing whom to ask needs it. Reading it is not a look: whoever shows one of
/// them to somebody logs that.
public record Willing(
        PersonId person,
        String givenName,
        String familyName,
        OrganisationId organisation,
        BranchId branch,
        String postcode,
        Gender gender,
        Set<Language> languages,
        Offer offer,
        @Nullable Vog vog,
        List<Training> trainings) {

    public Willing {
        languages = Set.copyOf(languages);
        trainings = List.copyOf(trainings);
    }

    public String name() {
        return familyName.isEmpty() ? givenName : givenName + " " + familyName;
    }

    /// What counts on this day.
    public Set<Qualification> qualifiedOn(LocalDate day) {
        return Volunteer.qualified(vog, trainings, day);
    }
}
