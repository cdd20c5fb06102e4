package nl.samenspel.requests;

import java.time.LocalDate;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.Relation;
import org.jspecify.annotations.Nullable;

/// Everything recorded when someone asked: for whom, by whom, through which door, and what.
///
/// @param askedBy who asked, where that is not the participant
/// @param relation what they are to the participant
/// @param askedByAccount whoever may follow the request besides those two: a professional, or a guest who signed in
/// @param municipality where it is; empty when the postcode is unknown, and then distance is unknown too
/// @param waitingSince since when they wait, which may be before they came to us
/// @param externalId the number another system knows it by, for importing again without doubling
public record Ask(
        PersonId participant,
        @Nullable PersonId askedBy,
        @Nullable Relation relation,
        @Nullable AccountId askedByAccount,
        Through through,
        Need need,
        String municipality,
        LocalDate waitingSince,
        @Nullable String externalId) {

    /// The door through which a request came. Each has a message `requests.through.<NAME>`.
    public enum Through {
        SELF,
        RELATIVE,
        PROFESSIONAL,
        PHONE,
        MAIL,
        CHAT,
        WALK_IN,
        ORGANISATION,
        MUNICIPALITY
    }

    public KindOfHelp kind() {
        return need.kind();
    }

    public String words() {
        return need.words();
    }

    public String place() {
        return need.place();
    }

    public DayParts dayParts() {
        return need.dayParts();
    }

    public int hoursPerWeek() {
        return need.hoursPerWeek();
    }

    /// A part of it, as a request of its own. Another system knows only the whole.
    Ask as(Task task) {
        return new Ask(
                participant,
                askedBy,
                relation,
                askedByAccount,
                through,
                need.as(task),
                municipality,
                waitingSince,
                null);
    }

    /// The same, as another organisation knows those people. A number of another system is not theirs.
    Ask of(PersonId participantThere, @Nullable PersonId askedByThere) {
        return new Ask(
                participantThere,
                askedByThere,
                askedByThere == null ? null : relation,
                askedByAccount,
                through,
                need,
                municipality,
                waitingSince,
                null);
    }

    Ask with(Need changed, String newMunicipality) {
        return new Ask(
                participant,
                askedBy,
                relation,
                askedByAccount,
                through,
                changed,
                newMunicipality,
                waitingSince,
                externalId);
    }
}
