package nl.samenspel.insight;

import java.util.List;
import java.util.OptionalInt;

/// What funders are told, in people rather than requests.
///
/// @param all of everybody
/// @param kinds most asked first
/// @param origins most asked first
/// @param median days within which half of them were helped; empty: not known yet
/// @param glad how many participants answered at least once that it goes well, of those who answered
public record Brief(
        People all, List<People> kinds, List<People> origins, OptionalInt median, Share glad, Value.Sum value) {

    public Brief {
        kinds = List.copyOf(kinds);
        origins = List.copyOf(origins);
    }

    /// How many different people.
    ///
    /// @param what a kind of help or a way in; empty: all
    /// @param known of how many it is known whether paid staff did it before
    public record People(
            String what,
            int asked,
            int found,
            int waiting,
            int noCapacity,
            int noExpertise,
            int noBoundary,
            int known,
            int paidBefore,
            int judged,
            int complex) {}
}
