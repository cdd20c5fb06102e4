package nl.samenspel.insight.web;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import nl.samenspel.insight.NeedCount;
import nl.samenspel.insight.NeedOverview;
import nl.samenspel.insight.Share;
import nl.samenspel.insight.Waiting;
import nl.samenspel.requests.Lacking;
import nl.samenspel.ui.Words;

/// Counts in the words of a page.
record NeedLines(List<Line> kinds, List<Line> municipalities, List<Line> origins, Line all, long moved) {

    /// @param found the part for whom somebody was found, with how far chance may have moved it
    record Line(
            String name,
            NeedCount count,
            String found,
            String median,
            String ninetieth,
            int capacity,
            int expertise,
            int boundary,
            String paidBefore) {}

    static NeedLines of(NeedOverview overview, Words words) {
        return new NeedLines(
                lines(overview.byKind(), kind -> words.get("network.kind." + kind), words),
                lines(
                        overview.byMunicipality(),
                        place -> place.isEmpty() ? words.get("insight.need.placeUnknown") : place,
                        words),
                lines(overview.byOrigin(), through -> words.get("requests.through." + through), words),
                line(overview.all(), words.get("insight.need.all"), words),
                Math.round(overview.moved() * 100));
    }

    private static List<Line> lines(List<NeedCount> counts, UnaryOperator<String> name, Words words) {
        return counts.stream()
                .map(count -> line(count, name.apply(count.what()), words))
                .toList();
    }

    private static Line line(NeedCount count, String name, Words words) {
        return new Line(
                name,
                count,
                share(count.found(), words),
                days(count.waiting().median(), count.waiting(), words),
                days(count.waiting().ninetieth(), count.waiting(), words),
                Objects.requireNonNullElse(count.unmet().get(Lacking.CAPACITY), 0),
                Objects.requireNonNullElse(count.unmet().get(Lacking.EXPERTISE), 0),
                Objects.requireNonNullElse(count.unmet().get(Lacking.BOUNDARY), 0),
                share(count.paidBefore(), words));
    }

    private static String share(Share share, Words words) {
        return share.of() == 0
                ? words.get("insight.need.nothingKnown")
                : words.get("insight.need.share", percent(share.value()), percent(share.low()), percent(share.high()));
    }

    private static long percent(double part) {
        return Math.round(part * 100);
    }

    /// Fewer than half of them were helped so far: then nobody knows how long half of them will wait.
    private static String days(OptionalInt days, Waiting waiting, Words words) {
        return days.isPresent()
                ? words.get("insight.need.days", days.getAsInt())
                : waiting.people() == 0 ? "" : words.get("insight.need.longer", waiting.longest());
    }
}
