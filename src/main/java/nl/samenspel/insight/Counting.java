package nl.samenspel.insight;

import java.util.Arrays;
import java.util.Optional;

/// How people are counted, which decides whether figures of several organisations may be added up.
public enum Counting {
    /// Own people: may be added up.
    DIRECT("direct"),
    /// People of other organisations, who are counted there as well.
    THROUGH_OTHERS("through-others"),
    /// Called up in a crisis; may be somebody's own people too.
    ON_CALL("on-call"),
    /// Spoken for, not volunteers.
    REPRESENTED("represented");

    private final String inFiles;

    Counting(String inFiles) {
        this.inFiles = inFiles;
    }

    /// The word in a file.
    public String inFiles() {
        return inFiles;
    }

    boolean isAdditive() {
        return this == DIRECT;
    }

    static Optional<Counting> of(String word) {
        return Arrays.stream(values())
                .filter(counting -> counting.inFiles.equals(word))
                .findFirst();
    }
}
