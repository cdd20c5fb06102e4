package nl.samenspel.careplans;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import nl.samenspel.careplans.StrainQuestion.Often;

/// What a relative answered: theirs, and of those they show it to.
///
/// @param shownTo which seats may read it, as the relative chose
public record StrainAnswer(SeatId by, Instant at, Map<StrainQuestion, Often> answers, Set<SeatId> shownTo) {

    /// From so many points on, of fifteen, it is heavy. Ours: no scale of others.
    static final int HEAVY_FROM = 9;

    public StrainAnswer {
        answers = Map.copyOf(answers);
        shownTo = Set.copyOf(shownTo);
        if (answers.size() != StrainQuestion.values().length) {
            throw new IllegalArgumentException("Each of the %d questions has an answer, but there are %d."
                    .formatted(StrainQuestion.values().length, answers.size()));
        }
    }

    /// Heavy enough for the coordinator to offer respite: much of everything, or nearly always "not like this".
    public boolean isHeavy() {
        return answers.get(StrainQuestion.GO_ON) == Often.NEARLY_ALWAYS
                || answers.values().stream().mapToInt(Enum::ordinal).sum() >= HEAVY_FROM;
    }
}
