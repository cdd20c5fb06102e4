package nl.samenspel.insight;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is asked, by one grouping.
///
/// @param groups most asked first; quarters in order
public record NeedOverview(NeedCount all, List<NeedCount> groups) {

    private static final Comparator<NeedCount> MOST_FIRST =
            Comparator.comparingInt(NeedCount::asked).reversed().thenComparing(NeedCount::what);

    public NeedOverview {
        groups = List.copyOf(groups);
    }

    static NeedOverview of(List<Asked> requests, Grouping by, LocalDate today) {
        return new NeedOverview(
                NeedCount.of("", requests, today),
                requests.stream().collect(Collectors.groupingBy(one -> one.what(by))).entrySet().stream()
                        .map(entry -> NeedCount.of(entry.getKey(), entry.getValue(), today))
                        .sorted(by == Grouping.QUARTER ? Comparator.comparing(NeedCount::what) : MOST_FIRST)
                        .toList());
    }

    /// The index of fairness, from 0 to 1: the part of those for whom somebody was found that
    /// would have to be somebody else, elsewhere, for every group to have the same part of its
    /// requests answered (the index of Hoover, 1936). 0 is even.
    public double moved() {
        return moved(Map.of());
    }

    /// The same, had somebody been found for so many more in each group.
    double moved(Map<String, Integer> more) {
        var found = all.found().part()
                + groups.stream().mapToInt(one -> more(more, one)).sum();
        if (found == 0) {
            return 0;
        }
        return groups.stream()
                        .mapToDouble(one -> Math.abs((double) (one.found().part() + more(more, one)) / found
                                - (double) one.asked() / all.asked()))
                        .sum()
                / 2;
    }

    private static int more(Map<String, Integer> more, NeedCount one) {
        return more.getOrDefault(one.what(), 0);
    }
}
