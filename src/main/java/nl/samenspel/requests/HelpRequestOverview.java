package nl.samenspel.requests;

import java.time.LocalDate;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequest.State;
import org.jspecify.annotations.Nullable;

/// A request as a line on a list. Who the participant is, a page asks `people`, which logs the look.
///
/// @param nextDate when its holder looks again; none once it ended
/// @param waitingDays whole days since they began to wait
public record HelpRequestOverview(
        HelpRequestId id,
        State state,
        KindOfHelp kind,
        String words,
        PersonId participant,
        String place,
        String municipality,
        int hoursPerWeek,
        int urgency,
        LocalDate waitingSince,
        int waitingDays,
        @Nullable LocalDate nextDate,
        OrganisationId organisation,
        BranchId branch,
        AccountId holder) {}
