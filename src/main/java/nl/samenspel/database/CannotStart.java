package nl.samenspel.database;

/// Samenspel cannot start as things are. The message is a whole sentence for the person at the keyboard: what is
/// wrong, and what to do. It is shown without a stack trace.
public final class CannotStart extends RuntimeException {

    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
