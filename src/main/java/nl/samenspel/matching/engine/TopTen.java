package nl.samenspel.matching.engine;

import java.util.ArrayList;
import java.util.List;

/// Keeps the best of those that a search meets.
final class TopTen extends Search {

    private static final int MOST = Candidates.MOST;

    /// Where each of the best is in the order: the points count down in the upper half, the volunteer counts up in the
    /// lower half, so lower is better.
    private final long[] places = new long[MOST];

    private final long[][] strips = new long[MOST][];
    private final int[] hots = new int[MOST];
    private final int[] colds = new int[MOST];
    private int found;

    private TopTen(Index index, Rules rules, int request) {
        super(index, rules, request);
    }

    static List<Candidate> of(Index index, Rules rules, int request) {
        var search = new TopTen(index, rules, request);
        search.run();
        return search.candidates();
    }

    @Override
    void meet(long[] strip, int hot, int cold, int common, long square) {
        int volunteer = Row.upper(strip[hot + Row.WHO]);
        long home = strip[cold + Row.HOME - Strip.HOT];
        long costs = strip[cold + Row.COSTS - Strip.HOT];
        int points = same
                + standing(strip[hot + Row.WHO], costs)
                + rules.dayParts(common)
                + rules.familiar(request, Row.upper(home), Row.lower(home))
                + (square < 0 ? 0 : rules.distance(square, Row.lower(strip[hot + Row.DAYS])));
        long place = (-(long) points << 32) | volunteer;
        if ((found < MOST || place < places[MOST - 1]) && allows(volunteer, costs)) {
            keep(place, strip, hot, cold);
        }
    }

    private int standing(long who, long costs) {
        int standing = Row.standing(who);
        return ordinary && standing > Short.MIN_VALUE ? standing : Row.standing(costs, weights);
    }

    private void keep(long place, long[] strip, int hot, int cold) {
        int i = found < MOST ? found++ : MOST - 1;
        for (; i > 0 && places[i - 1] > place; i--) {
            places[i] = places[i - 1];
            strips[i] = strips[i - 1];
            hots[i] = hots[i - 1];
            colds[i] = colds[i - 1];
        }
        places[i] = place;
        strips[i] = strip;
        hots[i] = hot;
        colds[i] = cold;
        if (found == MOST) {
            lowest = (int) -(places[MOST - 1] >> 32);
        }
    }

    private List<Candidate> candidates() {
        var candidates = new ArrayList<Candidate>(found);
        for (int i = 0; i < found; i++) {
            candidates.add(new Candidate((int) places[i], points(strips[i], hots[i], colds[i])));
        }
        return candidates;
    }

    private Points points(long[] strip, int hot, int cold) {
        var requests = rules.requests();
        long place = strip[hot + Row.PLACE];
        long days = strip[hot + Row.DAYS];
        long home = strip[cold + Row.HOME - Strip.HOT];
        long costs = strip[cold + Row.COSTS - Strip.HOT];
        boolean distanceKnown = requests.hasPlace(request) && Row.upper(place) != Place.UNKNOWN;
        return new Points(
                Row.motive(costs, weights),
                distanceKnown
                        ? rules.distance(
                                Place.squaredDistance(
                                        Row.upper(place), Row.lower(place), requests.x(request), requests.y(request)),
                                Row.lower(days))
                        : 0,
                rules.dayParts(Integer.bitCount(Row.upper(days) & needs.dayParts())),
                rules.familiar(request, Row.upper(home), Row.lower(home)),
                rules.waiting(request),
                rules.urgency(request),
                weights.spare() * (Long.bitCount(requests.qualifications(request)) - Row.qualifications(costs)),
                weights.base(),
                -Row.load(costs, weights),
                distanceKnown);
    }
}
