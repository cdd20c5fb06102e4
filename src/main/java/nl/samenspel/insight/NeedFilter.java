package nl.samenspel.insight;

import java.time.LocalDate;
import nl.samenspel.network.KindOfHelp;
import org.jspecify.annotations.Nullable;

/// Which requests are counted: those that began to wait from the first until the last of these
/// days.
///
/// @param kind `null`: every kind
/// @param municipality `null`: everywhere; empty: where it is not known
public record NeedFilter(
        LocalDate from,
        LocalDate until,
        @Nullable KindOfHelp kind,
        @Nullable String municipality) {}
