package nl.samenspel.careplans;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.matches.MatchId;
import org.jspecify.annotations.Nullable;

/// Who sits at a table, is asked to, or sat there. All seats are equal: each proposes, each accepts for itself only.
public sealed interface Seat {

    Chair chair();

    default SeatId id() {
        return chair().id();
    }

    default String name() {
        return chair().name();
    }

    default Part part() {
        return chair().part();
    }

    /// As what somebody sits at the table. Each has a message `careplans.part.<NAME>`.
    enum Part {
        PARTICIPANT,
        RELATIVE,
        VOLUNTEER,
        PROFESSIONAL,
        /// The desk that holds the plan: whoever looks after it there.
        COORDINATOR
    }

    /// What stays the same of a seat, whoever comes or goes.
    ///
    /// @param name what the others at the table call them: they do not see each other's record
    /// @param person their record, where they have one
    /// @param account their account, where they sit here without a record, as a professional of elsewhere does
    /// @param from for which organisation they come
    /// @param match the match by which a volunteer sits here
    /// @param sees which parts of the plan, as the participant decided
    /// @param byPhone takes part by phone: the coordinator writes down what they say
    record Chair(
            SeatId id,
            CareplanId plan,
            Part part,
            String name,
            @Nullable PersonId person,
            @Nullable AccountId account,
            @Nullable OrganisationId from,
            @Nullable MatchId match,
            Set<Section> sees,
            boolean byPhone) {

        public Chair {
            sees = Set.copyOf(sees);
        }

        /// The same seat, for whoever turned out to sit on it.
        Chair takenBy(@Nullable PersonId whom, @Nullable AccountId by, @Nullable OrganisationId comesFrom) {
            return new Chair(id, plan, part, name, whom, by, comesFrom, match, sees, byPhone);
        }

        /// The same seat, of somebody who phones.
        Chair phoning() {
            return new Chair(id, plan, part, name, person, account, from, match, sees, true);
        }
    }

    /// Asked to sit down; until this day.
    record Invited(Chair chair, LocalDate until) implements Seat {

        Seated sit(Chair as, Instant at, @Nullable LocalDate awayUntil) {
            return new Seated(as, at, awayUntil);
        }

        public Gone decline() {
            return new Gone(chair, Why.DECLINED);
        }

        public Gone revoke() {
            return new Gone(chair, Why.REVOKED);
        }
    }

    /// At the table.
    ///
    /// @param awayUntil who pauses is back on this day; until then nothing is accepted
    record Seated(Chair chair, Instant since, @Nullable LocalDate awayUntil) implements Seat {

        public Gone leave() {
            return new Gone(chair, Why.SELF);
        }

        public Gone remove() {
            return new Gone(chair, Why.REMOVED);
        }

        /// They stopped, their match ended, or they are not what they sat here as any more.
        public Gone end() {
            return new Gone(chair, Why.ENDED);
        }

        public boolean isAwayOn(LocalDate day) {
            return awayUntil != null && day.isBefore(awayUntil);
        }
    }

    /// Not at the table, or not any more. What they did is nobody's.
    record Gone(Chair chair, Why why) implements Seat {}

    /// Why a seat is empty.
    enum Why {
        SELF,
        REMOVED,
        DECLINED,
        REVOKED,
        ENDED
    }
}
