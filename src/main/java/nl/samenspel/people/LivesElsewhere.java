package nl.samenspel.people;

import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;

/// Somebody's postcode changed. Heard in the same transaction.
public record LivesElsewhere(PersonId person, OrganisationId organisation, String postcode) {}
