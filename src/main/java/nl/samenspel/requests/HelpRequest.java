package nl.samenspel.requests;

import java.time.LocalDate;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.network.Holder;
import org.jspecify.annotations.Nullable;

/// A help request in one of its states. What may happen next is what the state's type offers.
///
/// Every state names its holder: of an open request who looks after it now, of an ended one who did so last.
/// Each transition counts the version up by one, so that who looked at an older one is told.
public sealed interface HelpRequest {

    HelpRequestId id();

    int version();

    Ask ask();

    Holder holder();

    /// Someone still looks after it, and has a date on which they look at it again (law 1).
    sealed interface Open extends HelpRequest {

        LocalDate nextDate();

        /// Another holds it from now on, or looks at it another day.
        Open held(Holder by, LocalDate next);

        /// What was recorded is put right.
        Open with(Ask corrected);

        /// They no longer ask.
        Withdrawn withdraw(String why, LocalDate on);

        /// It is over, for a reason that is not a no.
        Closed close(CloseReason reason, String words, LocalDate on);
    }

    /// Nobody looks after it any more.
    sealed interface Ended extends HelpRequest {

        LocalDate on();

        /// They ask again, or it was ended by mistake: triage looks at it anew.
        Asked reopen(Holder by, LocalDate next);
    }

    /// Why a request was closed. Each has a message `requests.closed.<NAME>`.
    enum CloseReason {
        /// The help was given.
        HELPED,
        /// It was solved without us.
        SOLVED,
        MOVED,
        DECEASED,
        /// We could not reach them, also after trying several times.
        NOT_REACHED,
        /// The same request was there already.
        DOUBLE,
        OTHER
    }

    /// The names of the states, for lists and for the database. Each has a message `requests.state.<NAME>`.
    enum State {
        ASKED,
        SEARCHING,
        MATCHED,
        REFERRED,
        REFUSED,
        WITHDRAWN,
        CLOSED;

        public boolean isOpen() {
            return this == ASKED || this == SEARCHING || this == MATCHED;
        }
    }

    default State state() {
        return switch (this) {
            case Asked _ -> State.ASKED;
            case Searching _ -> State.SEARCHING;
            case Matched _ -> State.MATCHED;
            case Referred _ -> State.REFERRED;
            case Refused _ -> State.REFUSED;
            case Withdrawn _ -> State.WITHDRAWN;
            case Closed _ -> State.CLOSED;
        };
    }

    /// It came in and waits for triage.
    record Asked(HelpRequestId id, int version, Ask ask, Holder holder, LocalDate nextDate) implements Open {

        @Override
        public Asked held(Holder by, LocalDate next) {
            return new Asked(id, version + 1, ask, by, next);
        }

        @Override
        public Asked with(Ask corrected) {
            return new Asked(id, version + 1, corrected, holder, nextDate);
        }

        /// Another organisation holds it from now on, and weighs it anew.
        ///
        /// @param there what was asked, with the people as they are known there
        public Asked handOver(Holder by, Ask there, LocalDate next) {
            return new Asked(id, version + 1, there, by, next);
        }

        /// Volunteers may do it.
        ///
        /// @param together only beside a professional
        public Searching search(boolean together, LocalDate next) {
            return new Searching(id, version + 1, ask, holder, next, together);
        }

        /// It is a professional's work; they know where to go.
        public Referred refer(String nextDoor, @Nullable OrganisationId to, LocalDate on) {
            return new Referred(id, version + 1, ask, holder, nextDoor, to, on);
        }

        public Refused refuse(Lacking lacking, String nextDoor, @Nullable OrganisationId to, LocalDate on) {
            return new Refused(id, version + 1, ask, holder, lacking, nextDoor, to, on);
        }

        @Override
        public Withdrawn withdraw(String why, LocalDate on) {
            return new Withdrawn(id, version + 1, ask, holder, why, on);
        }

        @Override
        public Closed close(CloseReason reason, String words, LocalDate on) {
            return new Closed(id, version + 1, ask, holder, reason, words, on);
        }
    }

    /// It waits for a volunteer.
    record Searching(HelpRequestId id, int version, Ask ask, Holder holder, LocalDate nextDate, boolean together)
            implements Open {

        @Override
        public Searching held(Holder by, LocalDate next) {
            return new Searching(id, version + 1, ask, by, next, together);
        }

        @Override
        public Searching with(Ask corrected) {
            return new Searching(id, version + 1, corrected, holder, nextDate, together);
        }

        /// Another organisation holds it from now on, and weighs it anew.
        ///
        /// @param there what was asked, with the people as they are known there
        public Asked handOver(Holder by, Ask there, LocalDate next) {
            return new Asked(id, version + 1, there, by, next);
        }

        /// Triage looked again, and it stays volunteers' work.
        public Searching search(boolean newTogether, LocalDate next) {
            return new Searching(id, version + 1, ask, holder, next, newTogether);
        }

        public Referred refer(String nextDoor, @Nullable OrganisationId to, LocalDate on) {
            return new Referred(id, version + 1, ask, holder, nextDoor, to, on);
        }

        public Refused refuse(Lacking lacking, String nextDoor, @Nullable OrganisationId to, LocalDate on) {
            return new Refused(id, version + 1, ask, holder, lacking, nextDoor, to, on);
        }

        /// The first volunteer said yes.
        public Matched match(LocalDate next) {
            return new Matched(id, version + 1, ask, holder, next, together);
        }

        @Override
        public Withdrawn withdraw(String why, LocalDate on) {
            return new Withdrawn(id, version + 1, ask, holder, why, on);
        }

        @Override
        public Closed close(CloseReason reason, String words, LocalDate on) {
            return new Closed(id, version + 1, ask, holder, reason, words, on);
        }
    }

    /// A volunteer said yes; the match lives its own life in `matches`.
    record Matched(HelpRequestId id, int version, Ask ask, Holder holder, LocalDate nextDate, boolean together)
            implements Open {

        @Override
        public Matched held(Holder by, LocalDate next) {
            return new Matched(id, version + 1, ask, by, next, together);
        }

        @Override
        public Matched with(Ask corrected) {
            return new Matched(id, version + 1, corrected, holder, nextDate, together);
        }

        /// The volunteer cannot come after all: the request waits for someone else.
        public Searching release(LocalDate next) {
            return new Searching(id, version + 1, ask, holder, next, together);
        }

        @Override
        public Withdrawn withdraw(String why, LocalDate on) {
            return new Withdrawn(id, version + 1, ask, holder, why, on);
        }

        @Override
        public Closed close(CloseReason reason, String words, LocalDate on) {
            return new Closed(id, version + 1, ask, holder, reason, words, on);
        }
    }

    /// A professional's work: they were told which door to go to.
    record Referred(
            HelpRequestId id,
            int version,
            Ask ask,
            Holder holder,
            String nextDoor,
            @Nullable OrganisationId to,
            LocalDate on)
            implements Ended {

        public Referred {
            requireDoor(nextDoor);
        }

        @Override
        public Asked reopen(Holder by, LocalDate next) {
            return new Asked(id, version + 1, ask, by, next);
        }
    }

    /// A no, kept as unmet need: what was lacking, and where they can go instead.
    record Refused(
            HelpRequestId id,
            int version,
            Ask ask,
            Holder holder,
            Lacking lacking,
            String nextDoor,
            @Nullable OrganisationId to,
            LocalDate on)
            implements Ended {

        public Refused {
            requireDoor(nextDoor);
        }

        @Override
        public Asked reopen(Holder by, LocalDate next) {
            return new Asked(id, version + 1, ask, by, next);
        }
    }

    /// Who asked no longer asks.
    record Withdrawn(HelpRequestId id, int version, Ask ask, Holder holder, String why, LocalDate on) implements Ended {

        @Override
        public Asked reopen(Holder by, LocalDate next) {
            return new Asked(id, version + 1, ask, by, next);
        }
    }

    /// It is over.
    record Closed(HelpRequestId id, int version, Ask ask, Holder holder, CloseReason reason, String words, LocalDate on)
            implements Ended {

        @Override
        public Asked reopen(Holder by, LocalDate next) {
            return new Asked(id, version + 1, ask, by, next);
        }
    }

    private static void requireDoor(String nextDoor) {
        if (nextDoor.isBlank()) {
            throw new IllegalArgumentException("Nobody is sent away empty-handed: the next door must be named.");
        }
    }
}
