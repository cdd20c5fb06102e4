package nl.samenspel.requests;

import java.time.Instant;
import nl.samenspel.access.AccountId;
import org.jspecify.annotations.Nullable;

/// A talk about a request, as it stands in the log. Never changed afterwards.
///
/// @param by who wrote it down
public record Contact(Instant at, @Nullable AccountId by, ContactNote note) {}
