package nl.samenspel.access;

/// More people sign in at this moment than can be helped; whoever asked should try again in some seconds.
public final class TooBusyException extends RuntimeException {

    TooBusyException(Throwable cause) {
        super("More people sign in than can be helped now.", cause);
    }
}
