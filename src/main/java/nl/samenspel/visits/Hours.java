package nl.samenspel.visits;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.PersonId;
import nl.samenspel.matches.MatchId;

/// What was done between two days, both included: per volunteer, match, branch and month. Each counts the same visits;
/// other work is in no match. Most first; months in order.
public record Hours(
        LocalDate from,
        LocalDate until,
        Map<PersonId, Sum> perVolunteer,
        Map<MatchId, Sum> perMatch,
        Map<BranchId, Sum> perBranch,
        Map<YearMonth, Sum> perMonth) {

    /// How often, and how long together.
    public record Sum(int visits, long minutes) {

        Sum plus(Sum other) {
            return new Sum(visits + other.visits, minutes + other.minutes);
        }
    }

    static Hours collecting(LocalDate from, LocalDate until) {
        return new Hours(
                from, until, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new TreeMap<>());
    }

    /// All of it.
    public Sum total() {
        return perBranch.values().stream().reduce(new Sum(0, 0), Sum::plus);
    }
}
