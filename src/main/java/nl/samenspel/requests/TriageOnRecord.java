package nl.samenspel.requests;

import java.time.Instant;
import nl.samenspel.access.AccountId;

/// A triage as it was done: by whom, when, and what was decided. Never changed afterwards.
public record TriageOnRecord(Instant at, AccountId by, Triage triage) {}
