package nl.samenspel.careplans;

import java.util.EnumSet;
import java.util.Set;

/// A part of a plan that someone at the table may see or not. Each has a message `careplans.section.<NAME>`.
public enum Section {
    WISHES,
    TASKS,
    AGREEMENTS,
    NOTES,
    AGENDA;

    /// What somebody sees until the participant says otherwise: everything, and volunteers no notes.
    static Set<Section> usualFor(Seat.Part part) {
        return part == Seat.Part.VOLUNTEER ? EnumSet.complementOf(EnumSet.of(NOTES)) : EnumSet.allOf(Section.class);
    }
}
