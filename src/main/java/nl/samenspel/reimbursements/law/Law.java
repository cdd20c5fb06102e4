package nl.samenspel.reimbursements.law;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import nl.samenspel.reimbursements.law.Verdict.Allowed;
import nl.samenspel.reimbursements.law.Verdict.Ground;
import nl.samenspel.reimbursements.law.Verdict.Left;
import nl.samenspel.reimbursements.law.Verdict.Refused;

/// Judges what is asked. Every rule, with its source and an example, is a row of
/// docs/explanation/reimbursement-cases.md, which is read and run as a test.
public final class Law {

    private final Rates rates;

    public Law(Rates rates) {
        this.rates = rates;
    }

    /// Judges what is asked on this day.
    ///
    /// @param before what counts so far, without what is asked now
    public Verdict judge(Claimant claimant, Asked asked, Ledger before, LocalDate today) {
        var grounds = new ArrayList<Ground>();
        if (asked.day().isAfter(today)) {
            grounds.add(Ground.of(Reason.NOT_YET));
        }
        if (!claimant.volunteersOn(asked.day())) {
            grounds.add(Ground.of(Reason.NOT_A_VOLUNTEER_THEN));
        }
        grounds.addAll(regime(asked, before));
        switch (asked) {
            case Asked.Kilometres driven -> grounds.addAll(mileage(driven));
            case Asked.Paid paid -> {
                if (!paid.shown()) {
                    grounds.add(Ground.of(Reason.NO_RECEIPT));
                }
            }
            case Asked.Hours _, Asked.Activity _, Asked.InKind _ -> {
                grounds.addAll(work(claimant, asked));
                grounds.addAll(caps(claimant, asked, before));
            }
        }
        return grounds.isEmpty() ? allowed(asked, before) : new Refused(grounds);
    }

    /// Puts something right that was judged before, in the year that has ended too. Asking less, or nothing instead, is
    /// always possible; what is asked now is judged as if the first had not been.
    ///
    /// @param before what counts so far, what is put right included
    public Verdict correct(Claimant claimant, Asked first, Asked now, Ledger before, LocalDate today) {
        if (asksLess(first, now)) {
            return allowed(now, before.without(first));
        }
        return judge(claimant, now, before.without(first), today);
    }

    private static boolean asksLess(Asked first, Asked now) {
        return first.getClass() == now.getClass()
                && first.day().equals(now.day())
                && !now.amount().exceeds(first.amount())
                && switch (now) {
                    case Asked.Hours hours ->
                        first instanceof Asked.Hours before && !hours.perHour().exceeds(before.perHour());
                    case Asked.Activity activity ->
                        first instanceof Asked.Activity before && activity.minutes() >= before.minutes();
                    case Asked.Kilometres driven ->
                        first instanceof Asked.Kilometres before
                                && !driven.perKilometre().exceeds(before.perKilometre());
                    case Asked.Paid paid -> paid.shown();
                    case Asked.InKind _ -> true;
                };
    }

    private static List<Ground> regime(Asked asked, Ledger before) {
        var grounds = new ArrayList<Ground>();
        if (before.regime(asked.year())
                .filter(chosen -> chosen != asked.regime())
                .isPresent()) {
            grounds.add(Ground.of(Reason.OTHER_REGIME));
        }
        var elsewhere = before.elsewhere(asked.month());
        if (asked.regime() == Regime.REAL_EXPENSES ? elsewhere.isFlat() : elsewhere.real()) {
            grounds.add(Ground.of(Reason.OTHER_REGIME_ELSEWHERE));
        }
        return grounds;
    }

    /// What is unknown cannot be passed: without a rate every kilometre needs its explanation.
    private List<Ground> mileage(Asked.Kilometres driven) {
        var usual = rates.mileageOn(driven.day()).map(MileageRate::perKilometre).orElse(Cents.ZERO);
        return driven.explained() || !driven.perKilometre().exceeds(usual)
                ? List.of()
                : List.of(new Ground(Reason.ABOVE_MILEAGE, usual, driven.perKilometre(), null));
    }

    private static List<Ground> work(Claimant claimant, Asked asked) {
        var grounds = new ArrayList<Ground>();
        if (!claimant.inScope()) {
            grounds.add(Ground.of(Reason.NOT_IN_SCOPE));
        }
        var outcome = claimant.workIn(asked.year());
        if (outcome.isEmpty()) {
            grounds.add(Ground.of(Reason.WORK_NOT_CHECKED));
        } else {
            switch (outcome.get()) {
                case VOLUNTARY -> {}
                case LOOK_AGAIN -> grounds.add(Ground.of(Reason.WORK_TO_LOOK_AT));
                case NOT_VOLUNTARY -> grounds.add(Ground.of(Reason.WORK_NOT_VOLUNTARY));
            }
        }
        return grounds;
    }

    private List<Ground> caps(Claimant claimant, Asked asked, Ledger before) {
        var known = rates.on(asked.day());
        if (known.isEmpty()) {
            return List.of(Ground.of(Reason.NO_AMOUNTS));
        }
        var law = known.get();
        var elsewhere = before.elsewhere(asked.month());
        var grounds = new ArrayList<Ground>();

        var hour = law.hourOn(asked.day(), claimant.born());
        var perHour = perHour(asked);
        if (perHour.exceeds(hour)) {
            grounds.add(new Ground(Reason.HOUR, hour, perHour, asked.amount()));
        }

        var month = before.in(asked.month()).plus(asked.amount());
        if (month.exceeds(law.month())) {
            grounds.add(new Ground(Reason.MONTH, law.month(), month, month));
        } else if (month.plus(elsewhere.inMonth()).exceeds(law.month())) {
            grounds.add(new Ground(Reason.MONTH_TOGETHER, law.month(), month.plus(elsewhere.inMonth()), month));
        }

        var year = before.in(asked.year()).plus(asked.amount());
        if (year.exceeds(law.inYear())) {
            grounds.add(new Ground(Reason.YEAR, law.inYear(), year, year));
        } else if (year.plus(elsewhere.inYear()).exceeds(law.inYear())) {
            grounds.add(new Ground(Reason.YEAR_TOGETHER, law.inYear(), year.plus(elsewhere.inYear()), year));
        }
        return grounds;
    }

    /// Rounded up, so that a sum a cent too high is not taken for what is accepted.
    private static Cents perHour(Asked asked) {
        return switch (asked) {
            case Asked.Hours hours -> hours.perHour();
            case Asked.Activity activity ->
                new Cents(Math.ceilDiv(activity.amount().value() * 60, activity.minutes()));
            case Asked.InKind _, Asked.Kilometres _, Asked.Paid _ -> Cents.ZERO;
        };
    }

    private Allowed allowed(Asked asked, Ledger before) {
        var known = rates.on(asked.day());
        if (asked.regime() == Regime.REAL_EXPENSES) {
            var unsure = asked instanceof Asked.Kilometres
                    && rates.mileageOn(asked.day()).map(MileageRate::toVerify).orElse(false);
            return new Allowed(null, unsure);
        }
        if (known.isEmpty()) {
            return new Allowed(new Left(Cents.ZERO, Cents.ZERO), false);
        }
        var after = before.with(asked);
        return new Allowed(
                left(known.get(), after, asked.day()), !known.get().toVerify().isEmpty());
    }

    /// What could still be given on this day. The room of the month is never more than that of the year.
    public static Left left(LawYear law, Ledger ledger, LocalDate day) {
        var month = YearMonth.from(day);
        var elsewhere = ledger.elsewhere(month);
        var inYear = law.inYear().less(ledger.in(day.getYear()).plus(elsewhere.inYear()));
        var inMonth = law.month().less(ledger.in(month).plus(elsewhere.inMonth()));
        return new Left(inMonth.exceeds(inYear) ? inYear : inMonth, inYear);
    }
}
