package nl.samenspel.referrals;

import java.time.LocalDate;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.OrganisationId;

/// Someone of a volunteer organisation who is present at a team of professionals, on behalf of all organisations, and
/// brings its requests (_ambassadeur vrijwillige inzet_).
///
/// @param team as people call it: _wijkteam Overdie_
public record Ambassador(
        AmbassadorId id, OrganisationId organisation, AccountId account, String team, LocalDate from) {}
