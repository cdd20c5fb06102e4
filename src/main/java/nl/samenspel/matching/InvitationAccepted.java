package nl.samenspel.matching;

import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.requests.HelpRequestId;

/// A volunteer said yes; the request is theirs and the hours are reserved. Published in that same transaction, so
/// that a yes and the match it begins are saved together or not at all.
public record InvitationAccepted(
        InvitationId invitation,
        HelpRequestId request,
        PersonId volunteer,
        OrganisationId organisation,
        BranchId branch) {}
