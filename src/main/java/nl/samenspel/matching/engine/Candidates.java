package nl.samenspel.matching.engine;

import java.util.List;

/// Finds who could help with a request.
public interface Candidates {

    /// So many a coordinator can look at one by one.
    int MOST = 10;

    /// The allowed volunteers whose first hour is worth most, best first, at most [#MOST]; of equals, the lowest index
    /// first.
    List<Candidate> topTen(int request);

    static Candidates of(Rules rules) {
        var index = Index.of(rules.volunteers(), rules.weights());
        return request -> TopTen.of(index, rules, request);
    }
}
