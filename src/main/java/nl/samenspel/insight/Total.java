package nl.samenspel.insight;

import java.util.List;

/// What the network has of one measure, and how that was made.
///
/// @param additive of what may be added up: for people, each organisation's own
/// @param withOthers the same with people who may be counted elsewhere too (through others, on
///        call); never with who is only represented
/// @param leftOut the figures that make the difference, and those of who is represented
public record Total(String measure, String unit, Sum additive, Sum withOthers, List<Figure> leftOut) {

    public Total {
        leftOut = List.copyOf(leftOut);
    }

    /// A sum with the uncertainty of its terms.
    ///
    /// @param isMoreThan a term is a lower bound, or was not given
    /// @param isAbout a term is rounded or estimated
    /// @param organisations how many gave a term
    /// @param notGiven organisations that have a figure and did not give it
    public record Sum(long value, boolean isMoreThan, boolean isAbout, int organisations, List<String> notGiven) {

        public Sum {
            notGiven = List.copyOf(notGiven);
        }
    }
}
