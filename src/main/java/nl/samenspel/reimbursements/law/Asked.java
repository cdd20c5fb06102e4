package nl.samenspel.reimbursements.law;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;

/// What a volunteer asks, or is given. It belongs to the month and year of its day.
public sealed interface Asked {

    /// The longest one does something at a stretch.
    int MOST_MINUTES = 24 * 60;

    /// More than this at once is no claim of a volunteer.
    Cents MOST = new Cents(1_000_000);

    /// No car costs more a kilometre.
    Cents MOST_PER_KILOMETRE = new Cents(200);

    LocalDate day();

    Cents amount();

    default Regime regime() {
        return switch (this) {
            case Kilometres _, Paid _ -> Regime.REAL_EXPENSES;
            case Hours _, Activity _, InKind _ -> Regime.FLAT_ALLOWANCE;
        };
    }

    default YearMonth month() {
        return YearMonth.from(day());
    }

    default int year() {
        return day().getYear();
    }

    /// Driven with one's own car.
    ///
    /// @param explained whether the organisation wrote down why a kilometre costs more than the usual rate
    record Kilometres(LocalDate day, int kilometres, Cents perKilometre, boolean explained) implements Asked {

        public Kilometres {
            if (kilometres < 1 || kilometres > 2000) {
                throw new IllegalArgumentException("From 1 to 2000 kilometres, not %d.".formatted(kilometres));
            }
            if (perKilometre.isZero() || perKilometre.exceeds(MOST_PER_KILOMETRE)) {
                throw new IllegalArgumentException("%s a kilometre cannot be.".formatted(perKilometre));
            }
        }

        @Override
        public Cents amount() {
            return perKilometre.times(kilometres);
        }
    }

    /// Paid for something.
    ///
    /// @param shown whether there is a receipt
    record Paid(LocalDate day, Cents amount, boolean shown) implements Asked {

        public Paid {
            Asked.some(amount);
        }
    }

    /// So much an hour.
    record Hours(LocalDate day, int minutes, Cents perHour) implements Asked {

        public Hours {
            Asked.canBe(minutes);
            Asked.some(perHour);
        }

        /// From and until these times of the Dutch clock. It belongs to the day it began.
        public static Hours between(LocalDateTime from, LocalDateTime until, Cents perHour) {
            return new Hours(from.toLocalDate(), Days.minutesBetween(from, until), perHour);
        }

        @Override
        public Cents amount() {
            return new Cents(Math.multiplyExact(perHour.value(), minutes) / 60);
        }
    }

    /// A sum for something, however long it took; it is converted to an hour (S73, S89).
    record Activity(LocalDate day, Cents amount, int minutes) implements Asked {

        public Activity {
            Asked.canBe(minutes);
            Asked.some(amount);
        }
    }

    /// Given instead of money: a lunch, a voucher. It counts at what it is worth (S92).
    record InKind(LocalDate day, Cents amount) implements Asked {

        public InKind {
            Asked.some(amount);
        }
    }

    private static void canBe(int minutes) {
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new IllegalArgumentException("From 1 to %d minutes, not %d.".formatted(MOST_MINUTES, minutes));
        }
    }

    private static void some(Cents amount) {
        if (amount.isZero() || amount.exceeds(MOST)) {
            throw new IllegalArgumentException("From one cent to %s, not %s.".formatted(MOST, amount));
        }
    }
}
