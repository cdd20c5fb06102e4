package nl.samenspel.requests;

import java.time.LocalDate;
import java.util.Set;
import nl.samenspel.network.CommitmentLength;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import org.jspecify.annotations.Nullable;

/// What one volunteer does of a request: volunteers are looked for by task, not for all of it.
///
/// @param title what it is, in a few words; empty where the kind of help says enough
/// @param dayPartsNeeded on how many of the day-parts somebody must come
/// @param until the last day; none means: for as long as it is needed
/// @param afterwards whether it begins when the task before it ends, instead of beside it
public record Task(
        String title,
        KindOfHelp kind,
        DayParts dayParts,
        int dayPartsNeeded,
        int hoursPerWeek,
        Set<Qualification> qualifications,
        LocalDate from,
        @Nullable LocalDate until,
        boolean afterwards) {

    public Task {
        qualifications = Set.copyOf(qualifications);
    }

    /// All that a need asks, as one task.
    static Task of(Need need) {
        return new Task(
                "",
                need.kind(),
                need.dayParts(),
                need.dayPartsNeeded(),
                need.hoursPerWeek(),
                need.qualifications(),
                need.from(),
                need.until(),
                false);
    }

    public CommitmentLength length() {
        return CommitmentLength.of(from, until);
    }

    Task on(DayParts parts, int needed, int hours) {
        return new Task(title, kind, parts, needed, hours, qualifications, from, until, afterwards);
    }

    Task during(LocalDate begin, @Nullable LocalDate end, boolean after) {
        return new Task(title, kind, dayParts, dayPartsNeeded, hoursPerWeek, qualifications, begin, end, after);
    }
}
