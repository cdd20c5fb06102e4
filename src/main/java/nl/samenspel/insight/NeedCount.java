package nl.samenspel.insight;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import nl.samenspel.insight.Grid.Cell;
import nl.samenspel.requests.Lacking;

/// What was asked and what came of it.
///
/// @param what by which they are counted: a kind of help, a municipality, where it came from; empty
///        for all
/// @param open without anybody yet
/// @param found those for whom somebody was found, also when it is over
/// @param unmet how often the answer was no, and what lacked
/// @param paidBefore how many of those of whom it is known were done by paid staff before
/// @param complex how many of those that were judged are complex
/// @param hours a week, of all together
public record NeedCount(
        String what,
        int asked,
        int open,
        Share found,
        Map<Lacking, Integer> unmet,
        Share paidBefore,
        Share complex,
        int hours,
        Waiting waiting) {

    public NeedCount {
        unmet = Map.copyOf(unmet);
    }

    static NeedCount of(String what, Collection<NeedGroup> groups) {
        var asked = 0;
        var open = 0;
        var found = 0;
        var yes = 0;
        var known = 0;
        var complex = 0;
        var judged = 0;
        var hours = 0;
        var unmet = new EnumMap<Lacking, Integer>(Lacking.class);
        var waiting = new Waiting.Counted();
        for (var group : groups) {
            var requests = group.requests();
            asked += requests;
            hours += group.hours();
            if (group.found()) {
                found += requests;
            } else if (group.state().isOpen()) {
                open += requests;
            }
            if (group.lacking() != null) {
                unmet.merge(group.lacking(), requests, Integer::sum);
            }
            if (group.paidBefore() != NeedGroup.PaidBefore.UNKNOWN) {
                known += requests;
                yes += group.paidBefore() == NeedGroup.PaidBefore.YES ? requests : 0;
            }
            if (group.complex() != null) {
                judged += requests;
                complex += group.complex() ? requests : 0;
            }
            waiting.add(group.days(), group.found(), requests);
        }
        return new NeedCount(
                what,
                asked,
                open,
                new Share(found, asked),
                unmet,
                new Share(yes, known),
                new Share(complex, judged),
                hours,
                waiting.waiting());
    }

    /// How many got a no.
    public Share refused() {
        return new Share(unmet.values().stream().mapToInt(Integer::intValue).sum(), asked);
    }

    Cell cell(Column column) {
        return switch (column) {
            case ASKED -> new Grid.Count(asked);
            case OPEN -> new Grid.Count(open);
            case FOUND -> new Grid.Part(found);
            case MEDIAN -> new Grid.Days(waiting.median(), waiting);
            case NINETIETH -> new Grid.Days(waiting.ninetieth(), waiting);
            case REFUSED -> new Grid.Part(refused());
            case CAPACITY -> lacked(Lacking.CAPACITY);
            case EXPERTISE -> lacked(Lacking.EXPERTISE);
            case BOUNDARY -> lacked(Lacking.BOUNDARY);
            case PAID_BEFORE -> new Grid.Part(paidBefore);
            case COMPLEX -> new Grid.Part(complex);
            case HOURS_ASKED -> new Grid.Decimal(asked == 0 ? 0 : (double) hours / asked);
            default -> throw new IllegalArgumentException("Requests are not counted by %s.".formatted(column));
        };
    }

    private Cell lacked(Lacking lacking) {
        return new Grid.Count(Objects.requireNonNullElse(unmet.get(lacking), 0));
    }
}
