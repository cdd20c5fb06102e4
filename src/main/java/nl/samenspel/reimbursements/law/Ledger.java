package nl.samenspel.reimbursements.law;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What counts for one person so far: which regime each year has, what was asked in each month, and what they get
/// elsewhere. What was refused or taken back is not in it.
public final class Ledger {

    public static final Ledger EMPTY = new Ledger(Map.of(), Map.of(), Map.of());

    private final Map<Integer, Regime> regimes;
    private final Map<YearMonth, Cents> flat;
    private final Map<YearMonth, Elsewhere> elsewhere;

    /// @param regimes of the years in which one was chosen
    /// @param flat the sum of each month of what counts towards the maxima
    /// @param elsewhere for the months for which something was said
    public Ledger(Map<Integer, Regime> regimes, Map<YearMonth, Cents> flat, Map<YearMonth, Elsewhere> elsewhere) {
        this.regimes = Map.copyOf(regimes);
        this.flat = Map.copyOf(flat);
        this.elsewhere = Map.copyOf(elsewhere);
    }

    public Optional<Regime> regime(int year) {
        return Optional.ofNullable(regimes.get(year));
    }

    /// What counts here towards the maximum of this month.
    public Cents in(YearMonth month) {
        return flat.getOrDefault(month, Cents.ZERO);
    }

    /// What counts here towards the maximum of this year.
    public Cents in(int year) {
        return flat.entrySet().stream()
                .filter(entry -> entry.getKey().getYear() == year)
                .map(Map.Entry::getValue)
                .reduce(Cents.ZERO, Cents::plus);
    }

    public Elsewhere elsewhere(YearMonth month) {
        return elsewhere.getOrDefault(month, Elsewhere.NOTHING);
    }

    /// With this counted. It fixes the regime of its year.
    public Ledger with(Asked asked) {
        var fixed = new HashMap<>(regimes);
        fixed.putIfAbsent(asked.year(), asked.regime());
        return asked.regime() == Regime.FLAT_ALLOWANCE
                ? new Ledger(fixed, changed(asked.month(), in(asked.month()).plus(asked.amount())), elsewhere)
                : new Ledger(fixed, flat, elsewhere);
    }

    /// With this taken out again. The regime of its year stays.
    public Ledger without(Asked asked) {
        return asked.regime() == Regime.FLAT_ALLOWANCE
                ? new Ledger(regimes, changed(asked.month(), in(asked.month()).less(asked.amount())), elsewhere)
                : this;
    }

    private Map<YearMonth, Cents> changed(YearMonth month, Cents sum) {
        var changed = new HashMap<>(flat);
        changed.put(month, sum);
        return changed;
    }
}
