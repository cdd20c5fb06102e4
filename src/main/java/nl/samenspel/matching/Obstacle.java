package nl.samenspel.matching;

import java.time.LocalDate;
import java.util.Set;
import nl.samenspel.limits.Reservation;
import nl.samenspel.network.CommitmentLength;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.network.Situation;
import nl.samenspel.people.Person.Language;

/// What stands between a volunteer and a request, with the facts that tell it. All obstacles are shown, not the first.
///
/// Each has a message `matching.obstacle.<Name>` in every language; [Explanations] fills it in.
public sealed interface Obstacle {

    /// Not (or not any more) a volunteer who can be asked.
    record NotActive() implements Obstacle {}

    /// As many matches at a time as they want.
    record NoPlace() implements Obstacle {}

    record TooFewHours(int free, int asked) implements Obstacle {}

    /// Does not do this kind of help, or would rather not.
    record OtherKind(KindOfHelp asked) implements Obstacle {}

    record TooFar(int metres, int radius) implements Obstacle {}

    record Lacks(Set<Qualification> missing) implements Obstacle {

        public Lacks {
            missing = Set.copyOf(missing);
        }
    }

    record NoSharedLanguage(Set<Language> asked) implements Obstacle {

        public NoSharedLanguage {
            asked = Set.copyOf(asked);
        }
    }

    /// What one of the two wishes about the other's gender. Whose wish it is stays theirs.
    record OtherWish() implements Obstacle {}

    record TooFewDayParts(int common, int asked) implements Obstacle {}

    /// Not of this organisation, and not shared with it.
    record OtherOrganisation() implements Obstacle {}

    record NotYet(LocalDate from, LocalDate asked) implements Obstacle {}

    /// Not these two together.
    record NotThisPair(Why why) implements Obstacle {

        /// Each has a message `matching.pair.<NAME>`.
        public enum Why {
            /// Was asked for this very request. What the answer was does not matter here.
            ASKED_ALREADY,
            /// They know each other already, as family or otherwise; or it is the same person.
            CLOSE,
            /// Not again: agreed with one of the two. Why is not kept.
            KEPT_APART
        }
    }

    /// It lasts longer than they bind themselves for.
    record LongerThanWished(CommitmentLength longest, CommitmentLength asked) implements Obstacle {}

    /// Taking a break, by their own wish.
    record OnPause(LocalDate until) implements Obstacle {}

    /// More nights a week than they wake, or than their organisation asks.
    record TooManyNights(int free) implements Obstacle {}

    /// It would come in the rest after a night.
    record NeedsRest() implements Obstacle {}

    /// As many complex cases at a time as their organisation asks of one.
    record TooHeavy(int most) implements Obstacle {}

    /// More parts of the week than are for one volunteer: several share it.
    record ForSeveral(int dayPartsEach) implements Obstacle {}

    /// It would bring them where they would rather not be. What that is they told us, so it is said here.
    record RatherNot(Set<Situation> situations) implements Obstacle {

        public RatherNot {
            situations = Set.copyOf(situations);
        }
    }

    /// What refuses a promise, as an obstacle before it.
    static Obstacle of(Reservation refused) {
        return switch (refused) {
            case Reservation.RatherNot(var situations) -> new RatherNot(situations);
            case Reservation.TooManyNights(var free) -> new TooManyNights(free);
            case Reservation.NeedsRest() -> new NeedsRest();
            case Reservation.TooHeavy(var most) -> new TooHeavy(most);
            case Reservation.ForSeveral(var each) -> new ForSeveral(each);
            case Reservation.Full(var hours, var places) ->
                places == 0 ? new NoPlace() : new TooFewHours(hours, hours + 1);
            case Reservation.Paused(var until) -> new OnPause(until);
            case Reservation.Reserved() -> throw new IllegalArgumentException("What is reserved is no obstacle.");
        };
    }
}
