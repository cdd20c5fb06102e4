package nl.samenspel.careplans;

/// What came of saying something at the table. All but [Kept] changed nothing.
public sealed interface Told {

    record Kept(LineId id) implements Told {}

    /// Only this one can say so, for themselves.
    record OnlyThemselves(String name) implements Told {}

    /// Wishes are the participant's, in their words.
    record ParticipantsWords(String participant) implements Told {}

    /// The day is in the past.
    record DayPassed() implements Told {}

    /// It was taken back meanwhile.
    record TakenBack() implements Told {}

    /// There is no such plan, line or seat for this viewer.
    record NotFound() implements Told {}
}
