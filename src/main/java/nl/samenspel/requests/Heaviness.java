package nl.samenspel.requests;

import java.util.Set;
import nl.samenspel.network.Situation;

/// How heavy a request is for who comes.
///
/// @param complex trouble in three parts of life or more, and not solvable within a year: see [Triage#isComplex]
/// @param situations what a volunteer meets there
public record Heaviness(boolean complex, Set<Situation> situations) {

    public static final Heaviness NONE = new Heaviness(false, Set.of());

    public Heaviness {
        situations = Set.copyOf(situations);
    }
}
