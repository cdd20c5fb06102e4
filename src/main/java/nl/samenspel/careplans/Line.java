package nl.samenspel.careplans;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Something said at the table that is no task.
public sealed interface Line {

    Said said();

    /// Which line, by whom and when.
    record Said(LineId id, CareplanId plan, SeatId by, Instant at, String words) {}

    /// What the participant would like, in their own words.
    record Wish(Said said) implements Line {}

    /// A short note.
    record Note(Said said) implements Line {}

    /// A date.
    record Moment(Said said, LocalDate on, @Nullable LocalTime at) implements Line {}

    /// Something agreed, or proposed to agree. It binds those who agreed.
    ///
    /// @param division what is decided on who does it, if it is about that; then its words are the reason
    /// @param agreed which seats agreed, the proposer's included
    record Agreement(Said said, @Nullable Division division, Set<SeatId> agreed) implements Line {

        public Agreement {
            agreed = Set.copyOf(agreed);
        }

        /// Whether a division stands: the participant's side agreed, and everyone whose kind of help it counts on.
        public boolean stands(Collection<Seat> seats) {
            return division != null
                    && isAgreedBy(seats, Seat.Part.PARTICIPANT, Seat.Part.RELATIVE)
                    && (division.by() == By.PROFESSIONAL
                            || isAgreedBy(seats, Seat.Part.VOLUNTEER, Seat.Part.COORDINATOR))
                    && (division.by() == By.VOLUNTEER || isAgreedBy(seats, Seat.Part.PROFESSIONAL));
        }

        private boolean isAgreedBy(Collection<Seat> seats, Seat.Part... parts) {
            return seats.stream()
                    .filter(seat -> agreed.contains(seat.id()))
                    .anyMatch(seat -> Set.of(parts).contains(seat.part()));
        }
    }

    /// Volunteer, professional or together; looked at again on a day, always.
    record Division(By by, LocalDate reviewOn) {}

    /// Who does it. Each has a message `careplans.by.<NAME>`.
    enum By {
        VOLUNTEER,
        PROFESSIONAL,
        TOGETHER
    }
}
