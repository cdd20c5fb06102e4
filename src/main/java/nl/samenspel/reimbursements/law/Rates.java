package nl.samenspel.reimbursements.law;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The amounts of every year that is known, and what a kilometre is paid by date.
public final class Rates {

    private final NavigableMap<Integer, LawYear> years = new TreeMap<>();
    private final NavigableMap<LocalDate, MileageRate> mileage = new TreeMap<>();

    public Rates(Collection<LawYear> years, Collection<MileageRate> mileage) {
        years.forEach(year -> this.years.put(year.year(), year));
        mileage.forEach(rate -> this.mileage.put(rate.from(), rate));
    }

    /// The amounts of the year of this day. A year that nobody published is not guessed from the one before.
    public Optional<LawYear> on(LocalDate day) {
        return Optional.ofNullable(years.get(day.getYear()));
    }

    public Optional<MileageRate> mileageOn(LocalDate day) {
        return Optional.ofNullable(mileage.floorEntry(day)).map(entry -> entry.getValue());
    }

    /// Every year, the newest first.
    public Collection<LawYear> years() {
        return Collections.unmodifiableCollection(years.descendingMap().values());
    }

    /// What a kilometre was and is paid, the newest first.
    public Collection<MileageRate> mileage() {
        return Collections.unmodifiableCollection(mileage.descendingMap().values());
    }

    /// With this year, in the place of what was known of it.
    public Rates with(LawYear year) {
        var changed = new TreeMap<>(years);
        changed.put(year.year(), year);
        return new Rates(changed.values(), mileage.values());
    }
}
