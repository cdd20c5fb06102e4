package nl.samenspel.requests;

import java.time.LocalDate;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.PersonId;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.Ask.Through;
import org.jspecify.annotations.Nullable;

/// A request as it comes in, before anybody holds it.
///
/// @param key made with the form: the same form sent twice makes one request
/// @param branch which branch it should go to; none means: the one whose routing fits best
/// @param holder who holds it; none means: who is on duty there
/// @param askedBy who asks, where that is not the participant
/// @param askedByAccount an account that may follow it, where there is one already
/// @param waitingSince since when they wait; none means: today
/// @param invite whether who asks gets an account and a mail, when they left an address, to follow it
/// @param language of that mail: `nl` or `en`
public record NewRequest(
        UUID key,
        @Nullable BranchId branch,
        @Nullable AccountId holder,
        Whom participant,
        @Nullable Asker askedBy,
        @Nullable AccountId askedByAccount,
        Through through,
        Need need,
        @Nullable LocalDate waitingSince,
        @Nullable String externalId,
        boolean invite,
        String language) {

    /// A person: one we know, or one we meet now.
    public sealed interface Whom {}

    /// Someone with a record at the organisation that takes the request in.
    public record Known(PersonId id) implements Whom {}

    /// Someone who gets a record now.
    public record Newcomer(
            String givenName,
            String familyName,
            @Nullable String email,
            @Nullable String phone,
            String address,
            Gender gender)
            implements Whom {}

    /// Who asks for someone else.
    ///
    /// @param confirmed whether someone of the organisation knows that this relation is true; a guest's word is
    ///     believed, but gives no say in the participant's place
    public record Asker(Whom whom, Relation relation, boolean confirmed) {}
}
