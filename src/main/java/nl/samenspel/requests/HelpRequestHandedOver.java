package nl.samenspel.requests;

import nl.samenspel.access.OrganisationId;

/// Another organisation holds the request from now on. Heard in the transaction in which it moves, at the desk of who
/// took it over.
public record HelpRequestHandedOver(HelpRequestId id, OrganisationId from, OrganisationId to) {}
