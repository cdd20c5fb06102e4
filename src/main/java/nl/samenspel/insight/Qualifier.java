package nl.samenspel.insight;

import java.util.Arrays;
import java.util.Optional;

/// How sure a figure is. It is carried through into every total that the figure is part of.
public enum Qualifier {
    EXACTLY("exactly"),
    /// The figure is a lower bound.
    MORE_THAN("more than"),
    /// Rounded or estimated.
    ABOUT("about"),
    /// There is a figure, and nobody gave it.
    NOT_SPECIFIED("not specified"),
    /// There can be no figure.
    NOT_APPLICABLE("not applicable");

    private final String inFiles;

    Qualifier(String inFiles) {
        this.inFiles = inFiles;
    }

    /// The word in a file.
    public String inFiles() {
        return inFiles;
    }

    /// Whether a figure of this kind has a value.
    boolean hasValue() {
        return this == EXACTLY || this == MORE_THAN || this == ABOUT;
    }

    static Optional<Qualifier> of(String word) {
        return Arrays.stream(values())
                .filter(qualifier -> qualifier.inFiles.equals(word))
                .findFirst();
    }
}
