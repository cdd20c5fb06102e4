package nl.samenspel.insight;

import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
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
            return new People(
                    what,
                    different(requests, _ -> true),
                    different(requests, Asked::found),
                    different(requests, Asked::waits),
                    different(requests, one -> one.lacking() == Lacking.CAPACITY),
                    different(requests, one -> one.lacking() == Lacking.EXPERTISE),
                    different(requests, one -> one.lacking() == Lacking.BOUNDARY),
                    different(requests, one -> one.paidBefore() != PaidBefore.UNKNOWN),
                    different(requests, one -> one.paidBefore() == PaidBefore.YES),
                    different(requests, one -> one.complex() != null),
                    different(requests, one -> Boolean.TRUE.equals(one.complex())));
        }

        /// Most asked first.
        static List<People> list(Collection<Asked> requests, Grouping by) {
            return requests.stream().collect(Collectors.groupingBy(one -> one.what(by))).entrySet().stream()
                    .map(group -> of(group.getKey(), group.getValue()))
                    .sorted(Comparator.comparingInt(People::asked).reversed().thenComparing(People::what))
                    .toList();
        }

        private static int different(Collection<Asked> requests, Predicate<Asked> which) {
            var people = new BitSet();
            requests.stream().filter(which).forEach(one -> people.set(one.participant()));
            return people.cardinality();
        }
    }
}
