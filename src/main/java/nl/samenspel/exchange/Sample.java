package nl.samenspel.exchange;

import java.util.List;

/// A row of a list that is tried out, to see by it what the list would do.
///
/// @param number as a spreadsheet counts it
/// @param isNew it makes something; otherwise it changes something
/// @param says the beginning of what stands there
/// @param differences what it changes, as far as that can be told by column
public record Sample(int number, boolean isNew, String says, List<Difference> differences) {

    /// So many of what is new are shown, and so many of what changes.
    public static final int MOST = 20;

    public Sample {
        differences = List.copyOf(differences);
    }
}
