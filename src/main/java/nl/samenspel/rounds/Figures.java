package nl.samenspel.rounds;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import nl.samenspel.rounds.Entry.Outcome;

/// What a round would change, counted from what it made of each request: how it was, and how it is when everybody who
/// is proposed says yes.
///
/// @param before all requests that waited
/// @param asked those of which an invitation was out
/// @param served those with a proposal
/// @param after those that still wait, also for a part of their hours
/// @param metres how far volunteers live from whom they would help, on average, where both are known
/// @param farthest in metres
/// @param helpedBySame how many would be helped by somebody who helps them already
public record Figures(
        Sum before,
        Sum asked,
        Sum served,
        Sum after,
        OptionalDouble metres,
        OptionalInt farthest,
        int helpedBySame,
        List<Place> places) {

    public Figures {
        places = List.copyOf(places);
    }

    /// Some requests together.
    ///
    /// @param hours a week
    /// @param daysWaiting on average; 0 when there are none
    /// @param longest days that the one that waits longest waits
    public record Sum(int requests, int hours, int daysWaiting, int longest) {

        static Sum of(Stream<Entry> entries, ToIntFunction<Entry> hours) {
            var all = entries.filter(entry -> hours.applyAsInt(entry) > 0).toList();
            return new Sum(
                    all.size(),
                    all.stream().mapToInt(hours).sum(),
                    (int) Math.round(
                            all.stream().mapToInt(Entry::waitingDays).average().orElse(0)),
                    all.stream().mapToInt(Entry::waitingDays).max().orElse(0));
        }
    }

    /// One municipality.
    ///
    /// @param name empty when the postcodes are unknown
    /// @param hours a week that are asked there, invitations that are out left aside
    /// @param served of those, how many are proposed
    public record Place(String name, int requests, int hours, int served) {

        /// Percent.
        public int share() {
            return hours == 0 ? 100 : Math.round(100f * served / hours);
        }
    }

    /// Counts a round.
    ///
    /// @param proposals of the same round
    public static Figures of(Collection<Entry> entries, Collection<Proposal> proposals) {
        var metres = proposals.stream()
                .map(proposal -> proposal.made().metres())
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .summaryStatistics();
        return new Figures(
                Sum.of(entries.stream(), Entry::hours),
                Sum.of(with(entries, Outcome.ASKED), Entry::hours),
                Sum.of(with(entries, Outcome.PROPOSED), Entry::served),
                Sum.of(
                        entries.stream().filter(entry -> entry.outcome() != Outcome.ASKED),
                        entry -> entry.hours() - entry.served()),
                metres.getCount() == 0 ? OptionalDouble.empty() : OptionalDouble.of(metres.getAverage()),
                metres.getCount() == 0 ? OptionalInt.empty() : OptionalInt.of(metres.getMax()),
                (int) proposals.stream()
                        .filter(proposal -> proposal.made().known())
                        .count(),
                places(entries));
    }

    private static Stream<Entry> with(Collection<Entry> entries, Outcome outcome) {
        return entries.stream().filter(entry -> entry.outcome() == outcome);
    }

    /// Where the smallest part is served stands first.
    private static List<Place> places(Collection<Entry> entries) {
        var places = new TreeMap<String, Place>();
        for (var entry : entries) {
            if (entry.outcome() != Outcome.ASKED) {
                places.merge(
                        entry.municipality(),
                        new Place(entry.municipality(), 1, entry.hours(), entry.served()),
                        (one, other) -> new Place(
                                one.name(),
                                one.requests() + other.requests(),
                                one.hours() + other.hours(),
                                one.served() + other.served()));
            }
        }
        return places.values().stream()
                .sorted(Comparator.comparingInt(Place::share).thenComparing(Place::name))
                .toList();
    }
}
