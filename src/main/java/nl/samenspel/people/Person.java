package nl.samenspel.people;

import java.util.Set;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.Nullable;

/// A person as one organisation knows them. Being a volunteer, a participant or a relative is something they do,
/// not what they are: the same record serves for all.
///
/// @param externalId the number another system knows them by, for importing again without doubling
/// @param postcode `1234` or `1234 AB`; empty when not told
public record Person(
        PersonId id,
        OrganisationId organisation,
        @Nullable String externalId,
        String givenName,
        String familyName,
        @Nullable String email,
        @Nullable String phone,
        String postcode,
        String place,
        String address,
        Gender gender,
        Set<Language> languages) {

    /// For wishes about who comes; asked for only as far as someone wants to tell.
    public enum Gender {
        WOMAN,
        MAN,
        OTHER,
        UNKNOWN
    }

    /// Languages people speak with each other. Each has a message `people.language.<NAME>`.
    /// The place in the list is the bit that stands for it in masks; at most 12.
    public enum Language {
        NL,
        EN,
        DE,
        FR,
        AR,
        TR,
        PL,
        UK,
        FY,
        BER,
        TI,
        SIGN;

        public int bit() {
            return 1 << ordinal();
        }
    }

    public Person {
        languages = Set.copyOf(languages);
    }

    /// As one writes it on a list.
    public String name() {
        return familyName.isEmpty() ? givenName : givenName + " " + familyName;
    }
}
