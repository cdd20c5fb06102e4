package nl.samenspel.insight;

/// A file that is no factsheet at all. The message says what was expected, in English.
public final class UnusableFactsheetException extends Exception {

    UnusableFactsheetException(String message) {
        super(message);
    }
}
