package nl.samenspel.insight;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Visits that went on. Who came, and to whom, is a number, only to count how many different
/// people there are.
final class Done {

    private record Visit(LocalDate day, int minutes, int volunteer, int participant) {}

    private static final int NOBODY = -1;

    private final List<Visit> visits = new ArrayList<>();
    private final Map<UUID, Integer> volunteers = new HashMap<>();
    private final Map<UUID, Integer> participants = new HashMap<>();

    /// Collects them.
    static final class Reading {

        private final Done done = new Done();

        /// @param participant null: of other work than for one person
        void add(LocalDate day, int minutes, UUID volunteer, @Nullable UUID participant) {
            done.visits.add(new Visit(
                    day,
                    minutes,
                    number(done.volunteers, volunteer),
                    participant == null ? NOBODY : number(done.participants, participant)));
        }

        Done done() {
            done.volunteers.clear();
            done.participants.clear();
            return done;
        }

        private static int number(Map<UUID, Integer> numbers, UUID who) {
            return numbers.computeIfAbsent(who, _ -> numbers.size());
        }
    }

    private static final class Sum {

        private long visits;
        private long minutes;
        private final BitSet volunteers = new BitSet();
        private final BitSet participants = new BitSet();

        void add(Visit visit) {
            visits++;
            minutes += visit.minutes();
            volunteers.set(visit.volunteer());
            if (visit.participant() != NOBODY) {
                participants.set(visit.participant());
            }
        }

        Work work(String quarter) {
            return new Work(quarter, visits, minutes, volunteers.cardinality(), participants.cardinality());
        }
    }

    /// All of the period first, then each quarter. Who came in two quarters counts in both, and
    /// once in all.
    List<Work> count(LocalDate from, LocalDate until) {
        var all = new Sum();
        var quarters = new TreeMap<String, Sum>();
        for (var visit : visits) {
            if (!visit.day().isBefore(from) && !visit.day().isAfter(until)) {
                all.add(visit);
                quarters.computeIfAbsent(quarter(visit.day()), _ -> new Sum()).add(visit);
            }
        }
        var counted = new ArrayList<>(List.of(all.work("")));
        quarters.forEach((quarter, sum) -> counted.add(sum.work(quarter)));
        return counted;
    }

    static String quarter(LocalDate day) {
        return day.getYear() + "-" + day.get(IsoFields.QUARTER_OF_YEAR);
    }
}
