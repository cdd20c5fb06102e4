package nl.samenspel.matching.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Looks at everybody with room who does the request's activity. Whoever has no room is in no list.
final class CandidatesByActivity implements Candidates {

    private final Rules rules;

    /// Activity → volunteers, by rising index.
    private final int[][] volunteersOf;

    CandidatesByActivity(Rules rules) {
        this.rules = rules;
        var volunteers = rules.volunteers();
        var lists = Stream.generate(IntStream::builder).limit(Long.SIZE).toList();
        for (int volunteer = 0; volunteer < volunteers.count(); volunteer++) {
            if (volunteers.slots(volunteer) > 0 && !volunteers.atLimit(volunteer)) {
                for (long rest = volunteers.activities(volunteer); rest != 0; rest &= rest - 1) {
                    lists.get(Long.numberOfTrailingZeros(rest)).add(volunteer);
                }
            }
        }
        volunteersOf = lists.stream().map(list -> list.build().toArray()).toArray(int[][]::new);
    }

    @Override
    public List<Candidate> topTen(int request) {
        var best = new long[MOST];
        int found = 0;
        for (int volunteer : volunteersOf[rules.requests().activity(request)]) {
            if (rules.allow(request, volunteer)) {
                long place = place(rules.points(request, volunteer).total(), volunteer);
                if (found < MOST) {
                    found++;
                } else if (place > best[MOST - 1]) {
                    continue;
                }
                insert(place, best, found);
            }
        }
        return Arrays.stream(best, 0, found)
                .mapToInt(place -> (int) place)
                .mapToObj(volunteer -> new Candidate(volunteer, rules.points(request, volunteer)))
                .toList();
    }

    /// Lower is better: the points count down in the upper half, the volunteer counts up in the lower half.
    private static long place(int points, int volunteer) {
        return -(long) points << Integer.SIZE | volunteer;
    }

    /// The last of the `found` places in `best` is given up for the new one, which moves up to where it belongs.
    private static void insert(long place, long[] best, int found) {
        int i = found - 1;
        while (i > 0 && best[i - 1] > place) {
            best[i] = best[i - 1];
            i--;
        }
        best[i] = place;
    }
}
