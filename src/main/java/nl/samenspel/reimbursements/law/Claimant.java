package nl.samenspel.reimbursements.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A volunteer who asks for something back. There is no other way to one than [Engagement.Volunteer#claims].
public final class Claimant {

    private final Engagement.Volunteer engagement;
    private final @Nullable LocalDate born;
    private final boolean inScope;
    private final List<WorkCheck.Done> work;

    Claimant(Engagement.Volunteer engagement, @Nullable LocalDate born, boolean inScope, List<WorkCheck.Done> work) {
        this.engagement = engagement;
        this.born = born;
        this.inScope = inScope;
        this.work = List.copyOf(work);
    }

    public @Nullable LocalDate born() {
        return born;
    }

    boolean volunteersOn(LocalDate day) {
        return engagement.on(day);
    }

    boolean inScope() {
        return inScope;
    }

    /// The last time that the work was looked at in the calendar year of this day.
    Optional<WorkCheck.Outcome> workIn(int year) {
        return work.stream()
                .filter(done -> done.on().getYear() == year)
                .reduce((first, second) -> second.on().isBefore(first.on()) ? first : second)
                .map(WorkCheck.Done::outcome);
    }
}
