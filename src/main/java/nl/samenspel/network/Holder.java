package nl.samenspel.network;

import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;

/// Who holds something: an organisation, one of its branches, and one person there. Never less: what nobody
/// holds falls between organisations (law 1).
public record Holder(OrganisationId organisation, BranchId branch, AccountId person) {}
