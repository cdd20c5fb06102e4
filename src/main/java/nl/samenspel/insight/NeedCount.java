package nl.samenspel.insight;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import nl.samenspel.insight.Asked.PaidBefore;
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

    static NeedCount of(String what, Collection<Asked> requests, LocalDate today) {
        var open = 0;
        var found = 0;
        var yes = 0;
        var known = 0;
        var complex = 0;
        var judged = 0;
        var hours = 0;
        var unmet = new EnumMap<Lacking, Integer>(Lacking.class);
        var waiting = new Waiting.Counted();
        for (var one : requests) {
            hours += one.hours();
            if (one.found()) {
                found++;
            } else if (one.waits()) {
                open++;
            }
            if (one.lacking() != null) {
                unmet.merge(one.lacking(), 1, Integer::sum);
            }
            if (one.paidBefore() != PaidBefore.UNKNOWN) {
                known++;
                yes += one.paidBefore() == PaidBefore.YES ? 1 : 0;
            }
            if (one.complex() != null) {
                judged++;
                complex += one.complex() ? 1 : 0;
            }
            waiting.add(one.days(today), one.found(), 1);
        }
        var asked = requests.size();
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
