package nl.samenspel.limits;

/// What can be done so that it stays good for a volunteer. Each has a message `limits.step.<NAME>`.
public enum Step {
    /// Just hearing how it goes.
    TALK,
    /// Part of the task goes to somebody else.
    SHARE_TASK,
    /// Somebody comes beside them.
    SECOND_VOLUNTEER,
    PAUSE,
    TRAINING,
    /// Part of it goes back to formal care, because it became their work.
    FORMAL_CARE
}
