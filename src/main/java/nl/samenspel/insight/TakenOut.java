package nl.samenspel.insight;

import java.time.Instant;
import nl.samenspel.access.AccountId;

/// A table of figures that somebody kept as a file.
public record TakenOut(Instant at, AccountId who, Topic topic, Grouping by) {}
