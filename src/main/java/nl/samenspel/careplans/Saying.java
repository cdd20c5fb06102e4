package nl.samenspel.careplans;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// What somebody at the table wants to put on the plan.
public sealed interface Saying {

    String words();

    record Wish(String words) implements Saying {}

    record Note(String words) implements Saying {}

    record Moment(String words, LocalDate on, @Nullable LocalTime at) implements Saying {}

    /// Something to agree on.
    ///
    /// @param division what it decides on who does it; its words are then the reason
    record Agreement(String words, Line.@Nullable Division division) implements Saying {}

    default Section section() {
        return switch (this) {
            case Wish _ -> Section.WISHES;
            case Note _ -> Section.NOTES;
            case Moment _ -> Section.AGENDA;
            case Agreement _ -> Section.AGREEMENTS;
        };
    }
}
