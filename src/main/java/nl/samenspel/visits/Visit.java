package nl.samenspel.visits;

import java.time.Instant;
import java.time.LocalDate;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.matches.MatchId;
import org.jspecify.annotations.Nullable;

/// Something a volunteer did, or that did not go on: in a match, or for the organisation.
///
/// Minutes are minutes: on the night the clock goes back, an hour more. What runs past midnight belongs
/// to the day it began.
///
/// @param nth the how-manieth of its match on that day; 1 unless somebody said that there was another
/// @param words what the volunteer wanted to say with it; may be empty
/// @param version counts the corrections; one that started from an older version is not saved
public record Visit(VisitId id, Whose whose, LocalDate day, int nth, Came came, String words, Told told, int version) {

    /// Longer is not one visit.
    public static final int MOST_MINUTES = 24 * 60;

    /// More on one day is not believed.
    public static final int MOST_A_DAY = 9;

    /// What was done. Each has a message `visits.kind.<NAME>`.
    public enum Kind {
        VISIT,
        OUT_TOGETHER,
        ERRAND,
        PHONE,
        MEETING,
        TRAINING,
        OTHER_WORK;

        /// Whether it is done in a match; otherwise it is other work for the organisation.
        public boolean isWithSomeone() {
            return this == VISIT || this == OUT_TOGETHER || this == ERRAND || this == PHONE;
        }
    }

    /// Why it did not go on, as far as somebody wants to say. Tells nothing of anyone's health. Each has a message
    /// `visits.why.<NAME>`.
    public enum Why {
        VOLUNTEER_COULD_NOT,
        PARTICIPANT_COULD_NOT,
        HOLIDAY,
        OTHERWISE
    }

    /// What became of it.
    public sealed interface Came {

        /// It was done.
        ///
        /// @param minutes how long, from 1 to [#MOST_MINUTES]
        record Done(Kind kind, int minutes) implements Came {

            public Done {
                if (minutes < 1 || minutes > MOST_MINUTES) {
                    throw new IllegalArgumentException(
                            "A visit lasts from 1 to %d minutes, not %d.".formatted(MOST_MINUTES, minutes));
                }
            }
        }

        /// It did not go on.
        record Skipped(@Nullable Why why) implements Came {}

        /// It was written down by mistake.
        record TakenBack() implements Came {}
    }

    /// Whose it is.
    ///
    /// @param match none for other work
    /// @param participant whom it was with; none for other work
    public record Whose(
            PersonId volunteer,
            @Nullable MatchId match,
            @Nullable PersonId participant,
            OrganisationId organisation,
            BranchId branch) {}

    /// Who told it.
    ///
    /// @param byPhone to somebody else, who wrote it down for the volunteer
    public record Told(AccountId by, Instant at, boolean byPhone) {}

    /// What it was told to be, before it was corrected.
    public record Earlier(int version, LocalDate day, Came came, String words, Told told) {}

    /// How long it took; nothing when it was not done.
    public int minutes() {
        return came instanceof Came.Done done ? done.minutes() : 0;
    }
}
