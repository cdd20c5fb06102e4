package nl.samenspel.visits;

import java.time.LocalDate;
import nl.samenspel.access.PersonId;
import nl.samenspel.matches.MatchId;
import org.jspecify.annotations.Nullable;

/// What somebody tells that was done, or did not go on.
///
/// @param match in which; none for other work
/// @param volunteer who did it, for other work; in a match that is known
/// @param another whether it is one more on a day that has one already
public record NewVisit(
        @Nullable MatchId match,
        @Nullable PersonId volunteer,
        LocalDate day,
        Visit.Came came,
        String words,
        boolean another) {

    public NewVisit {
        if ((match == null) == (volunteer == null)) {
            throw new IllegalArgumentException("A visit is in a match, or other work of a volunteer.");
        }
        if (came instanceof Visit.Came.Done done && done.kind().isWithSomeone() != (match != null)) {
            throw new IllegalArgumentException(
                    "%s is %s.".formatted(done.kind(), match == null ? "done in a match" : "other work"));
        }
        if (came instanceof Visit.Came.TakenBack || (came instanceof Visit.Came.Skipped && match == null)) {
            throw new IllegalArgumentException("Only what was agreed can not go on.");
        }
    }

    /// Done in a match.
    public static NewVisit done(MatchId match, LocalDate day, Visit.Kind kind, int minutes, String words) {
        return new NewVisit(match, null, day, new Visit.Came.Done(kind, minutes), words, false);
    }

    /// Did not go on.
    public static NewVisit skipped(MatchId match, LocalDate day, Visit.@Nullable Why why) {
        return new NewVisit(match, null, day, new Visit.Came.Skipped(why), "", false);
    }

    /// Other work for the organisation.
    public static NewVisit otherWork(PersonId volunteer, LocalDate day, Visit.Kind kind, int minutes, String words) {
        return new NewVisit(null, volunteer, day, new Visit.Came.Done(kind, minutes), words, false);
    }

    /// The same, said to be one more on that day.
    public NewVisit asAnother() {
        return new NewVisit(match, volunteer, day, came, words, true);
    }
}
