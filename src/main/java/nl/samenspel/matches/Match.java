package nl.samenspel.matches;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;
import nl.samenspel.matching.InvitationId;
import nl.samenspel.network.Holder;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.Nullable;

/// Two people who do something together (_koppeling_).
///
/// Always in exactly one of these states; what may happen next is what a state offers. The drawing in
/// `docs/generated/match-states.mmd` is compared with this file by a test. From [Agreed] on both have consented
/// (law 4): no state that follows can be made without the participant's consent.
public sealed interface Match {

    MatchId id();

    Duo duo();

    /// The names of the states, for lists and for the database. Each has a message `matches.state.<NAME>`.
    enum State {
        PROMISED,
        AGREED,
        MEETING,
        TRIAL,
        ACTIVE,
        AWAY,
        LEAVING,
        ENDED
    }

    default State state() {
        return switch (this) {
            case Promised _ -> State.PROMISED;
            case Agreed _ -> State.AGREED;
            case Meeting _ -> State.MEETING;
            case Trial _ -> State.TRIAL;
            case Active _ -> State.ACTIVE;
            case Away _ -> State.AWAY;
            case Leaving _ -> State.LEAVING;
            case Ended _ -> State.ENDED;
        };
    }

    /// Who they are, and what they do together.
    ///
    /// @param askedBy who asked for the participant, when that was someone else
    /// @param volunteerConsent the volunteer's consent, given with their yes
    /// @param version counts the transitions; a transition that started from an older one is not saved
    record Duo(
            HelpRequestId request,
            InvitationId invitation,
            PersonId participant,
            @Nullable PersonId askedBy,
            PersonId volunteer,
            KindOfHelp kind,
            int hours,
            Holder holder,
            UUID volunteerConsent,
            Instant begunAt,
            int version) {

        Duo heldBy(AccountId person) {
            return new Duo(
                    request,
                    invitation,
                    participant,
                    askedBy,
                    volunteer,
                    kind,
                    hours,
                    new Holder(holder.organisation(), holder.branch(), person),
                    volunteerConsent,
                    begunAt,
                    version);
        }
    }

    /// Not ended: somebody looks at it on the next date.
    sealed interface Running extends Match {

        LocalDate nextDate();

        /// Kindly, from wherever they are.
        Ended end(EndReason reason, String words, LocalDate on);

        /// The same, looked at on another day or by someone else.
        Running with(AccountId holder, LocalDate nextDate);
    }

    /// Both have agreed, so each may know who the other is.
    sealed interface Together extends Running {

        UUID participantConsent();
    }

    /// The volunteer comes, trying or as a match.
    sealed interface Coming extends Together {

        /// Not for a while: the place is kept for them, and somebody else may come meanwhile.
        ///
        /// @param from the first day they do not come
        /// @param backOn the day they come again, when that is known
        Away goAway(LocalDate from, @Nullable LocalDate backOn, LocalDate nextDate);

        /// Not any more, from this day on; somebody else is looked for at once.
        Leaving leave(LocalDate from, LocalDate nextDate);
    }

    /// The volunteer is away or goes, and the request waits for somebody else beside them.
    sealed interface Awaited extends Together {

        /// The first day they do not come.
        LocalDate from();

        /// Whether they come on this day.
        default boolean comesOn(LocalDate day) {
            return day.isBefore(from());
        }

        /// They come (again), and were trying when this began.
        Trial resumeTrial(LocalDate until);

        /// They come (again).
        Active resume(LocalDate reviewOn);

        /// They will not come (back).
        Leaving leave(LocalDate from, LocalDate nextDate);

        /// Whether they were still trying when this began.
        boolean trying();
    }

    /// The volunteer said yes; the participant is asked.
    record Promised(MatchId id, Duo duo, LocalDate nextDate) implements Running {

        public Agreed agree(UUID participantConsent, LocalDate nextDate) {
            return new Agreed(id, duo, nextDate, participantConsent);
        }

        @Override
        public Ended end(EndReason reason, String words, LocalDate on) {
            return new Ended(id, duo, null, reason, words, on);
        }

        @Override
        public Promised with(AccountId holder, LocalDate nextDate) {
            return new Promised(id, duo.heldBy(holder), nextDate);
        }
    }

    /// Both said yes; their first meeting is to be planned.
    record Agreed(MatchId id, Duo duo, LocalDate nextDate, UUID participantConsent) implements Together {

        public Meeting planMeeting(Meet meet, LocalDate nextDate) {
            return new Meeting(id, duo, nextDate, participantConsent, meet);
        }

        @Override
        public Ended end(EndReason reason, String words, LocalDate on) {
            return new Ended(id, duo, participantConsent, reason, words, on);
        }

        @Override
        public Agreed with(AccountId holder, LocalDate nextDate) {
            return new Agreed(id, duo.heldBy(holder), nextDate, participantConsent);
        }
    }

    /// A first meeting (_kennismaking_) is planned.
    record Meeting(MatchId id, Duo duo, LocalDate nextDate, UUID participantConsent, Meet meet) implements Together {

        /// On another day, or somewhere else.
        public Meeting planMeeting(Meet meet, LocalDate nextDate) {
            return new Meeting(id, duo, nextDate, participantConsent, meet);
        }

        public Trial startTrial(LocalDate until) {
            return new Trial(id, duo, until, participantConsent, until);
        }

        @Override
        public Ended end(EndReason reason, String words, LocalDate on) {
            return new Ended(id, duo, participantConsent, reason, words, on);
        }

        @Override
        public Meeting with(AccountId holder, LocalDate nextDate) {
            return new Meeting(id, duo.heldBy(holder), nextDate, participantConsent, meet);
        }
    }

    /// They try for some weeks (_proefperiode_); nobody is bound.
    record Trial(MatchId id, Duo duo, LocalDate nextDate, UUID participantConsent, LocalDate until) implements Coming {

        /// A little longer.
        public Trial startTrial(LocalDate until) {
            return new Trial(id, duo, until, participantConsent, until);
        }

        public Active makeMatch(LocalDate reviewOn) {
            return new Active(id, duo, reviewOn, participantConsent, reviewOn, null);
        }

        @Override
        public Away goAway(LocalDate from, @Nullable LocalDate backOn, LocalDate nextDate) {
            return new Away(id, duo, nextDate, participantConsent, from, backOn, true);
        }

        @Override
        public Leaving leave(LocalDate from, LocalDate nextDate) {
            return new Leaving(id, duo, nextDate, participantConsent, from, true);
        }

        @Override
        public Ended end(EndReason reason, String words, LocalDate on) {
            return new Ended(id, duo, participantConsent, reason, words, on);
        }

        @Override
        public Trial with(AccountId holder, LocalDate nextDate) {
            return new Trial(id, duo.heldBy(holder), nextDate, participantConsent, until);
        }
    }

    /// A match. Now and then somebody asks both how it goes.
    ///
    /// @param weighedOn when they last decided to go on together after a long time; null until then
    record Active(
            MatchId id,
            Duo duo,
            LocalDate nextDate,
            UUID participantConsent,
            LocalDate reviewOn,
            @Nullable LocalDate weighedOn)
            implements Coming {

        /// They were asked; the next time is on this day.
        public Active review(LocalDate nextReviewOn) {
            return new Active(id, duo, nextReviewOn, participantConsent, nextReviewOn, weighedOn);
        }

        /// After a long time both decided to go on.
        public Active goOn(LocalDate decidedOn, LocalDate nextReviewOn) {
            return new Active(id, duo, nextReviewOn, participantConsent, nextReviewOn, decidedOn);
        }

        @Override
        public Away goAway(LocalDate from, @Nullable LocalDate backOn, LocalDate nextDate) {
            return new Away(id, duo, nextDate, participantConsent, from, backOn, false);
        }

        @Override
        public Leaving leave(LocalDate from, LocalDate nextDate) {
            return new Leaving(id, duo, nextDate, participantConsent, from, false);
        }

        @Override
        public Ended end(EndReason reason, String words, LocalDate on) {
            return new Ended(id, duo, participantConsent, reason, words, on);
        }

        @Override
        public Active with(AccountId holder, LocalDate nextDate) {
            return new Active(id, duo.heldBy(holder), nextDate, participantConsent, reviewOn, weighedOn);
        }
    }

    /// The volunteer does not come for a while: ill, on holiday, in need of rest. Their place and hours are kept.
    ///
    /// @param backOn the day they come again, when that is known
    record Away(
            MatchId id,
            Duo duo,
            LocalDate nextDate,
            UUID participantConsent,
            LocalDate from,
            @Nullable LocalDate backOn,
            boolean trying)
            implements Awaited {

        /// As they said; that they came back, they tell.
        @Override
        public boolean comesOn(LocalDate day) {
            return day.isBefore(from) || (backOn != null && !day.isBefore(backOn));
        }

        /// On other days than was said.
        public Away goAway(LocalDate newFrom, @Nullable LocalDate newBackOn, LocalDate newNextDate) {
            return new Away(id, duo, newNextDate, participantConsent, newFrom, newBackOn, trying);
        }

        @Override
        public Trial resumeTrial(LocalDate until) {
            return new Trial(id, duo, until, participantConsent, until);
        }

        @Override
        public Active resume(LocalDate reviewOn) {
            return new Active(id, duo, reviewOn, participantConsent, reviewOn, null);
        }

        @Override
        public Leaving leave(LocalDate newFrom, LocalDate newNextDate) {
            return new Leaving(id, duo, newNextDate, participantConsent, newFrom, trying);
        }

        @Override
        public Ended end(EndReason reason, String words, LocalDate on) {
            return new Ended(id, duo, participantConsent, reason, words, on);
        }

        @Override
        public Away with(AccountId holder, LocalDate newNextDate) {
            return new Away(id, duo.heldBy(holder), newNextDate, participantConsent, from, backOn, trying);
        }
    }

    /// The volunteer stops, on a day that is known; on that day it ends.
    record Leaving(MatchId id, Duo duo, LocalDate nextDate, UUID participantConsent, LocalDate from, boolean trying)
            implements Awaited {

        /// They come after all, and try on.
        @Override
        public Trial resumeTrial(LocalDate until) {
            return new Trial(id, duo, until, participantConsent, until);
        }

        /// They come after all.
        @Override
        public Active resume(LocalDate reviewOn) {
            return new Active(id, duo, reviewOn, participantConsent, reviewOn, null);
        }

        /// On another day.
        @Override
        public Leaving leave(LocalDate newFrom, LocalDate newNextDate) {
            return new Leaving(id, duo, newNextDate, participantConsent, newFrom, trying);
        }

        @Override
        public Ended end(EndReason reason, String words, LocalDate on) {
            return new Ended(id, duo, participantConsent, reason, words, on);
        }

        @Override
        public Leaving with(AccountId holder, LocalDate newNextDate) {
            return new Leaving(id, duo.heldBy(holder), newNextDate, participantConsent, from, trying);
        }
    }

    /// Over, and thanked for.
    record Ended(MatchId id, Duo duo, @Nullable UUID participantConsent, EndReason reason, String words, LocalDate on)
            implements Match {}
}
