package nl.samenspel.insight;

import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import nl.samenspel.insight.Asked.PaidBefore;
import nl.samenspel.requests.Lacking;

/// What funders are told, in people rather than requests.
///
/// @param all of everybody
/// @param kinds most asked first
/// @param origins most asked first
/// @param median days within which half of them were helped; empty: not known yet
/// @param glad how many participants answered at least once that it goes well, of those who answered
public record Brief(
        People all, List<People> kinds, List<People> origins, OptionalInt median, Share glad, Value.Sum value) {

    public Brief {
        kinds = List.copyOf(kinds);
        origins = List.copyOf(origins);
    }

    /// How many different people.
    ///
    /// @param what a kind of help or a way in; empty: all
    /// @param known of how many it is known whether paid staff did it before
    public record People(
            String what,
            int asked,
            int found,
            int waiting,
            int noCapacity,
            int noExpertise,
            int noBoundary,
            int known,
            int paidBefore,
            int judged,
            int complex) {

        static People of(String what, Collection<Asked> requests) {
            var seen = new Seen();
            requests.forEach(seen::add);
            return seen.people(what);
        }

        /// Most asked first.
        static List<People> list(Collection<Asked> requests, Grouping by) {
            return requests.stream().collect(Collectors.groupingBy(one -> one.what(by))).entrySet().stream()
                    .map(group -> of(group.getKey(), group.getValue()))
                    .sorted(Comparator.comparingInt(People::asked).reversed().thenComparing(People::what))
                    .toList();
        }
    }

    /// Who was seen, each once in each of the figures. All requests are gone through once: a large
    /// organisation has tens of thousands, and a brief counts them three times over.
    private static final class Seen {

        private final BitSet asked = new BitSet();
        private final BitSet found = new BitSet();
        private final BitSet waiting = new BitSet();
        private final Map<Lacking, BitSet> lacking = new EnumMap<>(Lacking.class);
        private final BitSet known = new BitSet();
        private final BitSet paidBefore = new BitSet();
        private final BitSet judged = new BitSet();
        private final BitSet complex = new BitSet();

        void add(Asked one) {
            var who = one.participant();
            asked.set(who);
            if (one.found()) {
                found.set(who);
            }
            if (one.waits()) {
                waiting.set(who);
            }
            if (one.lacking() != null) {
                lacking.computeIfAbsent(one.lacking(), _ -> new BitSet()).set(who);
            }
            if (one.paidBefore() != PaidBefore.UNKNOWN) {
                known.set(who);
            }
            if (one.paidBefore() == PaidBefore.YES) {
                paidBefore.set(who);
            }
            if (one.complex() != null) {
                judged.set(who);
            }
            if (Boolean.TRUE.equals(one.complex())) {
                complex.set(who);
            }
        }

        People people(String what) {
            return new People(
                    what,
                    asked.cardinality(),
                    found.cardinality(),
                    waiting.cardinality(),
                    lacking(Lacking.CAPACITY),
                    lacking(Lacking.EXPERTISE),
                    lacking(Lacking.BOUNDARY),
                    known.cardinality(),
                    paidBefore.cardinality(),
                    judged.cardinality(),
                    complex.cardinality());
        }

        private int lacking(Lacking what) {
            var people = lacking.get(what);
            return people == null ? 0 : people.cardinality();
        }
    }
}
