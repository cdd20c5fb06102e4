package nl.samenspel.matching;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import nl.samenspel.access.PersonId;
import nl.samenspel.requests.Wanted;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.ApplicationContext;

/// What a program has in memory of the volunteers.
@NullMarked
public final class Memory {

    private Memory() {}

    /// Everybody who fits, as the program remembers them; empty where it asks the database instead.
    public static Optional<Set<PersonId>> fitting(ApplicationContext program, Wanted wanted, LocalDate start) {
        return program.getBean(LiveVolunteers.class).current().map(moment -> moment.everyone(wanted, start));
    }
}
