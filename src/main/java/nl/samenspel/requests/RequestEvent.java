package nl.samenspel.requests;

import java.time.Instant;
import java.time.LocalDate;
import nl.samenspel.access.AccountId;
import org.jspecify.annotations.Nullable;

/// Something that happened to a request, as it stands in its history. Never changed afterwards.
///
/// @param by whose doing it was; none for a guest
/// @param holder who held it from then on
/// @param nextDate the next date from then on, while open
/// @param words what belongs to it: a reason, a next door
public record RequestEvent(
        Instant at,
        @Nullable AccountId by,
        What what,
        AccountId holder,
        @Nullable LocalDate nextDate,
        String words) {

    /// What happened. Each has a message `requests.event.<NAME>` in every language.
    public enum What {
        TAKEN_IN,
        SEARCHING,
        MATCHED,
        RELEASED,
        REFERRED,
        REFUSED,
        WITHDRAWN,
        CLOSED,
        REOPENED,
        HANDED,
        NEXT_DATE,
        CORRECTED,
        DIVIDED,
        /// Another organisation was asked to take it over, or to join.
        ASKED_ELSEWHERE,
        NO_FROM_ELSEWHERE,
        /// The one who was asked let the term pass.
        NO_ANSWER,
        /// The other organisation need not answer any more.
        TAKEN_BACK,
        /// Another organisation holds it from now on.
        HANDED_OVER,
        /// Another organisation helps; who held it still does.
        JOINED
    }
}
