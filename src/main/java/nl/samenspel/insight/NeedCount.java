package nl.samenspel.insight;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import nl.samenspel.requests.Lacking;

/// What was asked and what came of it.
///
/// @param what by which they are counted: a kind of help, a municipality, where it came from; empty
///        for all
/// @param open without anybody yet
/// @param found those for whom somebody was found, also when it is over
/// @param unmet how often the answer was no, and what lacked
/// @param paidBefore how many of those of whom it is known were done by paid staff before
public record NeedCount(
        String what, int asked, int open, Share found, Map<Lacking, Integer> unmet, Share paidBefore, Waiting waiting) {

    public NeedCount {
        unmet = Map.copyOf(unmet);
    }

    static NeedCount of(String what, Collection<NeedGroup> groups) {
        var asked = 0;
        var open = 0;
        var found = 0;
        var yes = 0;
        var known = 0;
        var unmet = new EnumMap<Lacking, Integer>(Lacking.class);
        var waiting = new Waiting.Counted();
        for (var group : groups) {
            var requests = group.requests();
            asked += requests;
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
            waiting.add(group.days(), group.found(), requests);
        }
        return new NeedCount(
                what, asked, open, new Share(found, asked), unmet, new Share(yes, known), waiting.waiting());
    }
}
