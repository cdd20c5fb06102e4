package nl.samenspel.reimbursements.law;

import static nl.samenspel.reimbursements.law.Source.COSTS;
import static nl.samenspel.reimbursements.law.Source.HOUSE;
import static nl.samenspel.reimbursements.law.Source.S70;
import static nl.samenspel.reimbursements.law.Source.S73;
import static nl.samenspel.reimbursements.law.Source.S77;
import static nl.samenspel.reimbursements.law.Source.S79;
import static nl.samenspel.reimbursements.law.Source.S81;
import static nl.samenspel.reimbursements.law.Source.S82;
import static nl.samenspel.reimbursements.law.Source.S84;
import static nl.samenspel.reimbursements.law.Source.S85;
import static nl.samenspel.reimbursements.law.Source.S86;
import static nl.samenspel.reimbursements.law.Source.S89;
import static nl.samenspel.reimbursements.law.Source.S90;
import static nl.samenspel.reimbursements.law.Source.S92;
import static nl.samenspel.reimbursements.law.Source.S93;
import static nl.samenspel.reimbursements.law.Source.S97;

import java.util.List;

/// Why something cannot be paid. Each has a message `reimbursements.reason.<NAME>` in every language,
/// and where the rule is from.
public enum Reason {
    /// The day has not been yet.
    NOT_YET(HOUSE),
    /// On that day they were no volunteer here.
    NOT_A_VOLUNTEER_THEN(S89, S93),
    /// Real costs are paid in this year, or a flat allowance: never both. The law allows both under one maximum.
    OTHER_REGIME(HOUSE, S77, S85, S86),
    /// The same, because of what they get at another organisation.
    OTHER_REGIME_ELSEWHERE(HOUSE, S77, S81),
    /// Costs that cannot be shown are no costs.
    NO_RECEIPT(S90, S92),
    /// More a kilometre than is accepted without an explanation.
    ABOVE_MILEAGE(COSTS),
    /// The organisation never said that the arrangement holds for it.
    NOT_IN_SCOPE(S89, S93),
    /// Nobody looked at the work in this year.
    WORK_NOT_CHECKED(HOUSE, S93),
    /// The work has to be looked at again before an allowance.
    WORK_TO_LOOK_AT(HOUSE, S93),
    /// The work is not voluntary.
    WORK_NOT_VOLUNTARY(S93, S97),
    /// The amounts of that year are not known here.
    NO_AMOUNTS(HOUSE),
    /// More than what is accepted for an hour; a sum for an activity is converted.
    HOUR(S73, S79, S89),
    /// More than the maximum of that month, which is not averaged over months.
    MONTH(S82, S84),
    /// The same, together with what they get elsewhere.
    MONTH_TOGETHER(S70, S81, S82),
    /// More than the maximum of the year.
    YEAR(S79, S82),
    /// The same, together with what they get elsewhere.
    YEAR_TOGETHER(S70, S81, S82);

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<Source> sources;

    Reason(Source... sources) {
        this.sources = List.of(sources);
    }

    public List<Source> sources() {
        return sources;
    }

    /// Whether passing it puts everything of that month or year at risk, not only what is above.
    public boolean putsAllAtRisk() {
        return switch (this) {
            case HOUR, MONTH, MONTH_TOGETHER, YEAR, YEAR_TOGETHER -> true;
            default -> false;
        };
    }
}
