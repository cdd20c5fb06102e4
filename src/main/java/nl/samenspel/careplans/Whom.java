package nl.samenspel.careplans;

import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;
import nl.samenspel.people.Relation;
import org.jspecify.annotations.Nullable;

/// Who is asked to the table.
public sealed interface Whom {

    /// Someone on record at this organisation: a relative, or a volunteer.
    record Known(PersonId person) implements Whom {}

    /// The professional who brought the request.
    ///
    /// @param name what the table calls them; their account is with another organisation
    record WhoAsked(AccountId account, String name) implements Whom {}

    /// Someone who is not on record yet.
    record Newcomer(
            String givenName,
            String familyName,
            @Nullable String email,
            @Nullable String phone,
            Relation relation) implements Whom {}

    /// Someone with an account at another organisation; they type a code.
    record Elsewhere(String name, Seat.Part part) implements Whom {}
}
