package nl.samenspel.network;

import java.util.List;

/// What came of a colleague leaving, or of a branch or an organisation closing.
public sealed interface Departure {

    /// So many of one thing; [#words] is a message key that takes the number.
    record Load(String words, int count) {}

    record Done() implements Departure {}

    /// Somebody counts on it: first this goes to someone else, or to another branch.
    record StillHolds(List<Load> loads) implements Departure {

        public StillHolds {
            loads = List.copyOf(loads);
        }
    }

    /// They work elsewhere too, and are missed there: first it is arranged with this organisation.
    record NeededElsewhere(String organisation) implements Departure {}

    /// What fits nowhere comes in here: first another desk is named for that.
    record IsFallbackDesk() implements Departure {}

    /// Nobody takes away their own way in: a colleague does that.
    record Yourself() implements Departure {}

    /// Whoever is to take over does not work here, or is the same.
    record NotAColleague() implements Departure {}

    /// It was so already.
    record NotHere() implements Departure {}
}
