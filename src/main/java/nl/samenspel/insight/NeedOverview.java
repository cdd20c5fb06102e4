package nl.samenspel.insight;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is asked where, and how evenly it is answered.
///
/// @param byKind,byMunicipality,byOrigin most asked first
/// @param moved the index of fairness, from 0 to 1: the part of those for whom somebody was found
///        that would have to be somebody else, elsewhere, for every municipality to have the same
///        part of its requests answered (the index of Hoover, 1936). 0 is even
public record NeedOverview(
        NeedCount all, List<NeedCount> byKind, List<NeedCount> byMunicipality, List<NeedCount> byOrigin, double moved) {

    public NeedOverview {
        byKind = List.copyOf(byKind);
        byMunicipality = List.copyOf(byMunicipality);
        byOrigin = List.copyOf(byOrigin);
    }

    static NeedOverview of(List<NeedGroup> groups) {
        var all = NeedCount.of("", groups);
        var byMunicipality = by(groups, NeedGroup::municipality);
        return new NeedOverview(
                all,
                by(groups, group -> group.kind().name()),
                byMunicipality,
                by(groups, group -> group.through().name()),
                moved(all.found(), byMunicipality));
    }

    private static List<NeedCount> by(List<NeedGroup> groups, Function<NeedGroup, String> what) {
        return groups.stream().collect(Collectors.groupingBy(what)).entrySet().stream()
                .map(entry -> NeedCount.of(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(NeedCount::asked).reversed().thenComparing(NeedCount::what))
                .toList();
    }

    private static double moved(Share all, List<NeedCount> areas) {
        if (all.part() == 0) {
            return 0;
        }
        return areas.stream()
                        .mapToDouble(area ->
                                Math.abs((double) area.found().part() / all.part() - (double) area.asked() / all.of()))
                        .sum()
                / 2;
    }
}
