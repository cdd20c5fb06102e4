package nl.samenspel.reimbursements.law;

/// What a volunteer gets as a flat allowance from other organisations: as they say themselves, or as it is where they
/// agreed that organisations count it together. Only sums, never from whom.
///
/// @param inMonth in the month that is asked about
/// @param inYear in that calendar year
/// @param real whether they are paid real costs elsewhere in that year
public record Elsewhere(Cents inMonth, Cents inYear, boolean real) {

    public static final Elsewhere NOTHING = new Elsewhere(Cents.ZERO, Cents.ZERO, false);

    public boolean isFlat() {
        return !inMonth.isZero() || !inYear.isZero();
    }
}
