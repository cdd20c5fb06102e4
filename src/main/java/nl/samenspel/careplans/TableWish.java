package nl.samenspel.careplans;

import java.time.Instant;
import nl.samenspel.requests.HelpRequestId;

/// Somebody would like a table around a request.
public record TableWish(HelpRequestId request, Instant at) {}
