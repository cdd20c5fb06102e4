package nl.samenspel.limits;

import java.util.List;
import java.util.stream.Stream;

/// How much somebody carries, as one number: the hours a week it weighs like. Hours count as they are; what makes them
/// heavier counts as hours on top. It says how full somebody's days are, never how good somebody is.
///
/// The same number stands on the volunteer's page, in suggestions, and in the engine's price for asking more of who
/// carries much. Whether something fits is not its work: that is [Room].
///
/// No norm for this was found in the sector; the weights are ours, written down with the reasons in
/// docs/explanation/limits.md, and a test keeps the example there true.
///
/// @param hours a week promised
/// @param people matches that run
/// @param nights a week promised
/// @param heavy complex cases
/// @param deaths endings by death in the past [#DEATHS_DAYS] days
/// @param longWithoutRest something runs for more than a year, and there was no pause in it
public record Load(int hours, int people, int nights, int heavy, int deaths, boolean longWithoutRest) {

    /// A night is followed by a morning lost.
    public static final int NIGHT = 4;

    /// A complex case goes home with one.
    public static final int HEAVY = 2;

    /// Each person beside the first is another one to keep in mind.
    public static final int PERSON_MORE = 1;

    /// Mourning takes time.
    public static final int DEATH = 2;

    /// A year without a pause.
    public static final int NO_REST = 1;

    /// An ending by death weighs for so long: about three months.
    public static final int DEATHS_DAYS = 91;

    static final Load NONE = new Load(0, 0, 0, 0, 0, false);

    /// What makes it up. Each has a message `limits.load.<NAME>`.
    public enum What {
        HOURS,
        PEOPLE,
        NIGHTS,
        HEAVY,
        DEATHS,
        NO_REST
    }

    /// One part.
    ///
    /// @param count how many there are
    /// @param weighs like so many hours a week
    public record Part(What what, int count, int weighs) {}

    /// Like so many hours a week.
    public int weight() {
        return parts().stream().mapToInt(Part::weighs).sum();
    }

    /// What makes it up, as far as there is any.
    public List<Part> parts() {
        return Stream.of(
                        new Part(What.HOURS, hours, hours),
                        new Part(What.PEOPLE, people, PERSON_MORE * Math.max(0, people - 1)),
                        new Part(What.NIGHTS, nights, NIGHT * nights),
                        new Part(What.HEAVY, heavy, HEAVY * heavy),
                        new Part(What.DEATHS, deaths, DEATH * deaths),
                        new Part(What.NO_REST, longWithoutRest ? 1 : 0, longWithoutRest ? NO_REST : 0))
                .filter(part -> part.weighs() > 0)
                .toList();
    }

    /// Of two organisations together.
    Load plus(Load other) {
        return new Load(
                hours + other.hours,
                people + other.people,
                nights + other.nights,
                heavy + other.heavy,
                deaths + other.deaths,
                longWithoutRest || other.longWithoutRest);
    }
}
