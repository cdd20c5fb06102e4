package nl.samenspel.insight;

import java.time.LocalDate;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.Lacking;
import org.jspecify.annotations.Nullable;

/// A request, as far as it is counted: no words, no names. Who asked is a number, only to count how
/// many different people there are.
///
/// @param municipality empty: not known
/// @param postcode its four figures; empty: not known
/// @param complex null: nobody judged it
/// @param since the day on which it began to wait
/// @param until when somebody was found, or it ended; null: it waits still
/// @param hours a week
/// @param participant the same number in all that were read at once
record Asked(
        KindOfHelp kind,
        String municipality,
        String postcode,
        String through,
        String language,
        PaidBefore paidBefore,
        @Nullable Boolean complex,
        State state,
        @Nullable Lacking lacking,
        boolean found,
        LocalDate since,
        @Nullable LocalDate until,
        int hours,
        int participant) {

    /// Whether paid staff did it before.
    enum PaidBefore {
        YES,
        NO,
        UNKNOWN
    }

    boolean isIn(NeedFilter filter) {
        return !since.isBefore(filter.from())
                && !since.isAfter(filter.until())
                && (filter.kind() == null || filter.kind() == kind)
                && (filter.municipality() == null || filter.municipality().equals(municipality));
    }

    boolean waits() {
        return !found && state.isOpen();
    }

    /// From the day it began to wait until somebody was found, it ended, or today.
    int days(LocalDate today) {
        return (int) Math.max(0, (until == null ? today : until).toEpochDay() - since.toEpochDay());
    }

    /// The name that the grouping gives it.
    String what(Grouping by) {
        return switch (by) {
            case KIND -> kind.name();
            case MUNICIPALITY -> municipality;
            case POSTCODE -> postcode;
            case ORIGIN -> through;
            case QUARTER -> Done.quarter(since);
            case LANGUAGE -> language;
            case KIND_IN_MUNICIPALITY ->
                throw new IllegalArgumentException("Requests are not counted by %s.".formatted(by));
        };
    }
}
