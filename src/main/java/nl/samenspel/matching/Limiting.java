package nl.samenspel.matching;

import java.util.Set;
import nl.samenspel.limits.Promise;
import nl.samenspel.limits.Room;
import nl.samenspel.network.Situation;
import nl.samenspel.requests.Wanted;

/// Limits beside hours, people and a pause, as bits: what a request brings along, and what a volunteer has no room for.
/// The engine passes over whoever declines a bit that is brought.
///
/// What depends on both (certain parts of the week, nights where only those fit both) is more than bits can say:
/// [Someone#refuses] has the last word, and these bits never refuse more than it does.
final class Limiting {

    /// The bits from here on are these; what is below belongs to others.
    private static final int FIRST = 16;

    private static final int SITUATIONS = FIRST;
    private static final int HEAVY = SITUATIONS + 16;
    private static final int MOST_NIGHTS = 7;
    private static final int NIGHTS = HEAVY + 1;
    private static final int DAY_PARTS = NIGHTS + MOST_NIGHTS;

    /// One part of the week is always for one volunteer; more than this are told together.
    private static final int MOST_DAY_PARTS = 63 - DAY_PARTS;

    private Limiting() {}

    static long broughtBy(Wanted wanted) {
        return situations(wanted.situations())
                | (wanted.heavy() ? 1L << HEAVY : 0)
                | ones(Promise.nights(wanted.dayParts(), wanted.dayPartsNeeded())) << NIGHTS
                | ones(Math.min(wanted.dayPartsNeeded() - 1, MOST_DAY_PARTS)) << DAY_PARTS;
    }

    static long declinedBy(Room room) {
        var further = room.further();
        return situations(further.ratherNot())
                | (further.heavyTaken() >= further.heavyAtMost() ? 1L << HEAVY : 0)
                | above(Math.max(0, room.nightsLeft()), MOST_NIGHTS) << NIGHTS
                | above(further.dayPartsEach() - 1, MOST_DAY_PARTS) << DAY_PARTS;
    }

    /// Whether bits are not enough to say that this volunteer's limits allow this.
    static boolean isAboutBoth(Wanted wanted, Someone one) {
        return !one.room().further().fixed().nights().isEmpty()
                || (!wanted.dayParts().nights().isEmpty()
                        && !one.dayParts().nights().isEmpty());
    }

    private static long situations(Set<Situation> situations) {
        return situations.stream().mapToLong(Situation::bit).reduce(0, (a, b) -> a | b) << SITUATIONS;
    }

    /// The lowest so many bits.
    private static long ones(int many) {
        return (1L << many) - 1;
    }

    /// The bits from this one on, of so many.
    private static long above(int from, int many) {
        return from >= many ? 0 : ones(many) & ~ones(from);
    }
}
