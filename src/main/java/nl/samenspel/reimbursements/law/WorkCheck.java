package nl.samenspel.reimbursements.law;

import static nl.samenspel.reimbursements.law.Source.HOUSE;
import static nl.samenspel.reimbursements.law.Source.S137;
import static nl.samenspel.reimbursements.law.Source.S138;
import static nl.samenspel.reimbursements.law.Source.S141;
import static nl.samenspel.reimbursements.law.Source.S89;
import static nl.samenspel.reimbursements.law.Source.S93;
import static nl.samenspel.reimbursements.law.Source.S96;
import static nl.samenspel.reimbursements.law.Source.S97;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Looks at the work itself: is it voluntary? Asked at the start and once every calendar year. It is about the work,
/// never about a person's money: whether somebody gets a benefit is not asked and not kept.
///
/// @param answers one for every question
public record WorkCheck(Map<Question, Answer> answers) {

    /// Each has a message `reimbursements.work.<NAME>`.
    public enum Question {
        /// Acts that the law keeps to professionals.
        RESERVED_ACTS(S137),
        /// Washing, dressing, helping on the toilet: only light, and together with others.
        PERSONAL_CARE(S138, S141),
        /// Somebody must come, and may not say no.
        MUST_COME(S89, S93),
        /// What is paid follows the hours, as a wage does.
        PAY_FOLLOWS_HOURS(S93, S96, S97),
        /// Somebody was paid for this, and that post disappeared.
        REPLACES_PAID_JOB(S138),
        /// It is hidden in it that somebody does this to keep a benefit.
        CONDITION_FOR_BENEFIT(HOUSE);

        @SuppressWarnings("ImmutableEnumChecker") // List.of
        private final List<Source> sources;

        Question(Source... sources) {
            this.sources = List.of(sources);
        }

        public List<Source> sources() {
            return sources;
        }
    }

    public enum Answer {
        YES,
        NO,
        UNSURE
    }

    /// Each has a message `reimbursements.outcome.<NAME>`.
    public enum Outcome {
        VOLUNTARY,
        LOOK_AGAIN,
        NOT_VOLUNTARY
    }

    /// What came of it on a day.
    public record Done(LocalDate on, Outcome outcome) {}

    public WorkCheck {
        answers = Map.copyOf(answers);
        if (answers.size() != Question.values().length) {
            throw new IllegalArgumentException("Every question is answered, not only %s.".formatted(answers.keySet()));
        }
    }

    /// The same answer to every question.
    public static WorkCheck all(Answer answer) {
        var answers = new EnumMap<Question, Answer>(Question.class);
        List.of(Question.values()).forEach(question -> answers.put(question, answer));
        return new WorkCheck(answers);
    }

    public WorkCheck with(Question question, Answer answer) {
        var changed = new EnumMap<>(answers);
        changed.put(question, answer);
        return new WorkCheck(changed);
    }

    public Outcome outcome() {
        if (is(Question.RESERVED_ACTS)
                || is(Question.CONDITION_FOR_BENEFIT)
                || (is(Question.PAY_FOLLOWS_HOURS)
                        && (is(Question.PERSONAL_CARE) || is(Question.MUST_COME) || is(Question.REPLACES_PAID_JOB)))) {
            return Outcome.NOT_VOLUNTARY;
        }
        return reasons().isEmpty() ? Outcome.VOLUNTARY : Outcome.LOOK_AGAIN;
    }

    /// What speaks against it, or is not known; all of it.
    public List<Question> reasons() {
        return List.of(Question.values()).stream()
                .filter(question -> answers.get(question) != Answer.NO)
                .toList();
    }

    private boolean is(Question question) {
        return answers.get(question) == Answer.YES;
    }
}
