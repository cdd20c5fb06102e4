package nl.samenspel.matching.engine;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The ten best a second time: asks everybody, one by one, and sorts them. Slower and simpler than the index, and that
/// is why it is believed.
///
/// @param forgotten conditions that this one does not look at, to see whether that is noticed
record CandidatesOneByOne(Rules rules, Set<Condition> forgotten) implements Candidates {

    CandidatesOneByOne(Rules rules) {
        this(rules, EnumSet.noneOf(Condition.class));
    }

    @Override
    public List<Candidate> topTen(int request) {
        return IntStream.range(0, rules.volunteers().count())
                .filter(volunteer -> allows(request, volunteer))
                .mapToObj(volunteer -> new Candidate(volunteer, rules.points(request, volunteer)))
                .sorted(Comparator.<Candidate>comparingInt(one -> -one.points().total())
                        .thenComparingInt(Candidate::volunteer))
                .limit(MOST)
                .toList();
    }

    boolean allows(int request, int volunteer) {
        var failing = rules.failing(request, volunteer);
        failing.removeAll(forgotten);
        return failing.isEmpty();
    }
}
