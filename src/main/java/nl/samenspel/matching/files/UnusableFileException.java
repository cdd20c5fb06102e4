package nl.samenspel.matching.files;

import java.io.IOException;

/// A file that cannot be used as it is. The message says where it goes wrong, so that it can be put right.
public final class UnusableFileException extends IOException {

    UnusableFileException(String file, String what) {
        super("%s: %s".formatted(file, what));
    }

    UnusableFileException(String file, int line, String column, String what) {
        super("%s, line %d, column %s: %s".formatted(file, line, column, what));
    }
}
