package nl.samenspel.privacy;

import java.time.LocalDate;
import java.util.UUID;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.Nullable;

/// What someone asked about their data (_verzoek_; AVG articles 15 to 21), with the month in which they get an answer.
public record RightsRequest(
        UUID id,
        OrganisationId organisation,
        PersonId person,
        Right right,
        Through through,
        String words,
        LocalDate askedOn,
        LocalDate dueOn,
        boolean extended,
        @Nullable LocalDate doneOn,
        @Nullable Outcome outcome,
        String answer) {

    /// What may be asked. Each has a message `privacy.right.<NAME>`.
    public enum Right {
        SEE,
        COPY,
        CORRECT,
        FORGET,
        RESTRICT,
        OBJECT
    }

    /// How it was asked. Each has a message `privacy.through.<NAME>`.
    public enum Through {
        SCREEN,
        PHONE,
        MAIL,
        DESK,
        LETTER
    }

    /// What was done. Each has a message `privacy.outcome.<NAME>`.
    public enum Outcome {
        DONE,
        PARTLY,
        REFUSED,
        TAKEN_BACK
    }
}
