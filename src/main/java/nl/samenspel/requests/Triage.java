package nl.samenspel.requests;

import java.util.Set;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.network.Qualification;
import org.jspecify.annotations.Nullable;

/// What a coordinator found and decided about a request.
///
/// @param troubled parts of life in which there is trouble
/// @param withinAYear whether that can be solved within a year
/// @param touched boundaries that what is asked of a volunteer would touch
/// @param notes why, in the coordinator's words
/// @param urgency as judged now
/// @param qualifications what a volunteer must have shown or learned
public record Triage(
        Set<LifeArea> troubled,
        boolean withinAYear,
        Set<Boundary> touched,
        Decision decision,
        String notes,
        int urgency,
        Set<Qualification> qualifications) {

    /// From this many troubled parts of life on, what cannot be solved within a year is complex.
    static final int COMPLEX_FROM = 3;

    public Triage {
        troubled = Set.copyOf(troubled);
        touched = Set.copyOf(touched);
        qualifications = Set.copyOf(qualifications);
    }

    /// The decision. A no, and a referral, always name the next door.
    public sealed interface Decision {

        /// Its name, for lists and for the database. Each has a message `requests.outcome.<NAME>`.
        default Outcome outcome() {
            return switch (this) {
                case ByVolunteer _ -> Outcome.VOLUNTEER;
                case Together _ -> Outcome.TOGETHER;
                case ByProfessional _ -> Outcome.PROFESSIONAL;
                case No _ -> Outcome.NO;
            };
        }
    }

    /// The names of the decisions.
    public enum Outcome {
        VOLUNTEER,
        TOGETHER,
        PROFESSIONAL,
        NO
    }

    /// A volunteer can do this.
    public record ByVolunteer() implements Decision {}

    /// A volunteer can do this beside a professional who stays responsible.
    public record Together() implements Decision {}

    /// A professional's work.
    public record ByProfessional(String nextDoor, @Nullable OrganisationId to) implements Decision {

        public ByProfessional {
            requireDoor(nextDoor);
        }
    }

    /// We cannot do this.
    public record No(
            Lacking lacking, String nextDoor, @Nullable OrganisationId to) implements Decision {

        public No {
            requireDoor(nextDoor);
        }
    }

    /// By the rule Humanitas works with: not solvable within a year, and trouble in three parts of life or more.
    public boolean isComplex() {
        return !withinAYear && troubled.size() >= COMPLEX_FROM;
    }

    private static void requireDoor(String nextDoor) {
        if (nextDoor.isBlank()) {
            throw new IllegalArgumentException("Nobody is sent away empty-handed: the next door must be named.");
        }
    }
}
