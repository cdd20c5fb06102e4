package nl.samenspel.insight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import nl.samenspel.limits.Face;

/// What participants answered when they were asked how it goes with themselves. Who answered is a number, only to count
/// how many different people there are.
final class Answers {

    private record Answer(LocalDate day, Face self, int person) {}

    private final List<Answer> answers = new ArrayList<>();

    /// Collects them.
    static final class Reading {

        private final Answers answers = new Answers();
        private final Map<UUID, Integer> people = new HashMap<>();

        void add(LocalDate day, Face self, UUID person) {
            answers.answers.add(new Answer(day, self, people.computeIfAbsent(person, _ -> people.size())));
        }

        Answers answers() {
            return answers;
        }
    }

    /// All of the period first, then each quarter.
    List<Felt> count(LocalDate from, LocalDate until) {
        var all = new Felt("", 0, 0, 0);
        var quarters = new TreeMap<String, Felt>();
        for (var one : answers) {
            if (isIn(one, from, until)) {
                all = all.and(one.self());
                var quarter = Done.quarter(one.day());
                quarters.put(
                        quarter,
                        quarters.getOrDefault(quarter, new Felt(quarter, 0, 0, 0))
                                .and(one.self()));
            }
        }
        var counted = new ArrayList<>(List.of(all));
        counted.addAll(quarters.values());
        return counted;
    }

    /// How many different people said at least once that it goes well with them, of all who answered.
    Share countGlad(LocalDate from, LocalDate until) {
        var people = new BitSet();
        var glad = new BitSet();
        for (var one : answers) {
            if (isIn(one, from, until)) {
                people.set(one.person());
                if (one.self() == Face.GLAD) {
                    glad.set(one.person());
                }
            }
        }
        return new Share(glad.cardinality(), people.cardinality());
    }

    private static boolean isIn(Answer one, LocalDate from, LocalDate until) {
        return !one.day().isBefore(from) && !one.day().isAfter(until);
    }
}
