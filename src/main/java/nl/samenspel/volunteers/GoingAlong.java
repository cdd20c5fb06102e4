package nl.samenspel.volunteers;

/// Whether somebody goes along with a volunteer: so that who is new, shy or needs more guidance finds a place as well.
/// Each has a message `volunteers.goingAlong.<NAME>`.
public enum GoingAlong {
    /// They go alone.
    NOBODY,
    /// Somebody who knows how it goes comes along the first time.
    FIRST_TIME,
    /// They always go together with somebody.
    ALWAYS
}
