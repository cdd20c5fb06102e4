package nl.samenspel.matches;

/// Something of another room on a volunteer's week (_Mijn week_): a module makes a bean of it.
public interface PartOfTheWeek {

    /// The template whose fragment `part(content)` shows it, such as `visits/week`.
    String template();

    /// What the fragment reads: of the viewer, now.
    Object content();
}
