package nl.samenspel.visits;

import java.time.YearMonth;
import java.util.Map;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.PersonId;

/// What was done in a period, counted in four ways: each counts the same visits.
///
/// @param most who did most, most first
/// @param volunteers how many did something
/// @param matches in how many; other work is in none
/// @param perBranch most first
/// @param perMonth in order
public record Hours(
        Map<PersonId, Sum> most,
        int volunteers,
        int matches,
        Map<BranchId, Sum> perBranch,
        Map<YearMonth, Sum> perMonth) {

    /// How often, and how long together.
    public record Sum(int visits, long minutes) {

        Sum plus(Sum other) {
            return new Sum(visits + other.visits, minutes + other.minutes);
        }
    }

    /// All of it.
    public Sum total() {
        return perBranch.values().stream().reduce(new Sum(0, 0), Sum::plus);
    }
}
