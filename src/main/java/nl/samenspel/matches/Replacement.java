package nl.samenspel.matches;

import java.time.Instant;
import java.time.LocalDate;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.Holder;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.Nullable;

/// What is done when a volunteer can no longer come, or not for a while (_vervanging_), until somebody comes again.
///
/// Always in exactly one of these states. Until it is closed it has a holder and a day on which they look. The drawing
/// in `docs/generated/replacement-states.mmd` is compared with this file by a test.
public sealed interface Replacement {

    ReplacementId id();

    Gap gap();

    /// Why it is needed. Each has a message `matches.replacement.why.<NAME>`. What is the matter with a volunteer who
    /// is ill is not asked and not kept.
    enum Why {
        ILL,
        HOLIDAY,
        MOVES,
        STOPS,
        /// It is too much for the volunteer, or more than they now want to do.
        TOO_MUCH,
        /// Their match ended, and it is still asked for.
        ENDED
    }

    /// The names of the states.
    enum State {
        TO_DECIDE,
        OPEN,
        CLOSED
    }

    default State state() {
        return switch (this) {
            case ToDecide _ -> State.TO_DECIDE;
            case Open _ -> State.OPEN;
            case Closed _ -> State.CLOSED;
        };
    }

    /// Whom it is about.
    ///
    /// @param match the match that fell out
    /// @param firstDay the first day nobody comes
    /// @param metres how far apart they live now, where that is why
    /// @param informedAt when the participant was told; null until somebody did
    /// @param informedBy who called; null when it was by mail
    /// @param pausedAt since when the volunteer is asked nothing, for this absence
    /// @param handOver where and when old and new meet
    /// @param version counts the transitions
    record Gap(
            MatchId match,
            HelpRequestId request,
            PersonId participant,
            PersonId volunteer,
            KindOfHelp kind,
            Holder holder,
            Why why,
            LocalDate firstDay,
            Instant openedAt,
            AccountId openedBy,
            boolean byPhone,
            @Nullable Integer metres,
            @Nullable Instant informedAt,
            @Nullable AccountId informedBy,
            @Nullable Instant pausedAt,
            @Nullable Meet handOver,
            int version) {

        Gap saying(Why otherWhy, LocalDate otherFirstDay) {
            return new Gap(
                    match,
                    request,
                    participant,
                    volunteer,
                    kind,
                    holder,
                    otherWhy,
                    otherFirstDay,
                    openedAt,
                    openedBy,
                    byPhone,
                    metres,
                    informedAt,
                    informedBy,
                    pausedAt,
                    handOver,
                    version);
        }

        Gap informed(Instant at, @Nullable AccountId by) {
            return new Gap(
                    match,
                    request,
                    participant,
                    volunteer,
                    kind,
                    holder,
                    why,
                    firstDay,
                    openedAt,
                    openedBy,
                    byPhone,
                    metres,
                    at,
                    by,
                    pausedAt,
                    handOver,
                    version);
        }

        Gap meeting(Meet meet) {
            return new Gap(
                    match,
                    request,
                    participant,
                    volunteer,
                    kind,
                    holder,
                    why,
                    firstDay,
                    openedAt,
                    openedBy,
                    byPhone,
                    metres,
                    informedAt,
                    informedBy,
                    pausedAt,
                    meet,
                    version);
        }

        Gap heldBy(AccountId person) {
            return new Gap(
                    match,
                    request,
                    participant,
                    volunteer,
                    kind,
                    new Holder(holder.organisation(), holder.branch(), person),
                    why,
                    firstDay,
                    openedAt,
                    openedBy,
                    byPhone,
                    metres,
                    informedAt,
                    informedBy,
                    pausedAt,
                    handOver,
                    version);
        }

        Gap paused(Instant at) {
            return new Gap(
                    match,
                    request,
                    participant,
                    volunteer,
                    kind,
                    holder,
                    why,
                    firstDay,
                    openedAt,
                    openedBy,
                    byPhone,
                    metres,
                    informedAt,
                    informedBy,
                    at,
                    handOver,
                    version);
        }
    }

    /// Not closed: somebody looks at it on the next date.
    sealed interface Running extends Replacement {

        LocalDate nextDate();

        Closed close(Outcome outcome, LocalDate on);

        /// The same, known better or looked at on another day.
        Running with(Gap gap, LocalDate nextDate);
    }

    /// It is asked whether this still goes on: they moved, or want to do less.
    record ToDecide(ReplacementId id, Gap gap, LocalDate nextDate) implements Running {

        /// It does not: somebody else is looked for.
        public Open open(Why why, LocalDate firstDay, LocalDate nextDate) {
            return new Open(id, gap.saying(why, firstDay), nextDate);
        }

        @Override
        public Closed close(Outcome outcome, LocalDate on) {
            return new Closed(id, gap, outcome, on);
        }

        @Override
        public ToDecide with(Gap known, LocalDate next) {
            return new ToDecide(id, known, next);
        }
    }

    /// Somebody is looked for, or comes until the other is back.
    record Open(ReplacementId id, Gap gap, LocalDate nextDate) implements Running {

        @Override
        public Closed close(Outcome outcome, LocalDate on) {
            return new Closed(id, gap, outcome, on);
        }

        @Override
        public Open with(Gap known, LocalDate next) {
            return new Open(id, known, next);
        }
    }

    /// Over.
    record Closed(ReplacementId id, Gap gap, Outcome outcome, LocalDate on) implements Replacement {}

    /// How it ended. Each has a message `matches.replacement.outcome.<NAME>`.
    enum Outcome {
        /// The volunteer came back.
        BACK,
        /// Somebody else comes, for good.
        REPLACED,
        /// The volunteer goes on after all.
        STAYS,
        /// Nobody asks for it any more, or it went to another organisation.
        NOT_NEEDED
    }
}
