package nl.samenspel.door;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How often something may be asked: a number at once, then one more after each interval. Far more than a person at
/// work needs, far less than a program that empties or fills the house wants.
///
/// Kept in this program's memory: with two nodes somebody gets at most twice as much, and a restart forgets. Guessing
/// at signing in is counted elsewhere, in the database.
///
/// One moment per key says it all (the generic cell rate algorithm): when, at this pace, everything asked so far would
/// have been asked. Asking moves it on by one interval; it may not run further ahead than the number at once.
final class Pace {

    /// What is counted apart. The number at once, and after how long one more.
    enum Kind {
        /// Looking for people: a stolen session must not read everybody in an hour.
        SEARCH(120, Duration.ofSeconds(1)),
        /// Calls by a program, over all tokens of one account.
        API(300, Duration.ofMillis(100)),
        /// Reading a whole file costs seconds of work.
        FILE(30, Duration.ofSeconds(10)),
        /// Calendars on phones, by secret addresses. A provider fetches those of many people from a few of its own.
        CALENDAR(600, Duration.ofSeconds(1)),
        /// What a guest leaves with us. Two hundred people behind the one address of a town hall can all ask twice.
        GUEST(400, Duration.ofSeconds(5)),
        /// What sends somebody a mail.
        MAIL(60, Duration.ofSeconds(20));

        private final int atOnce;
        private final Duration oneMore;

        Kind(int atOnce, Duration oneMore) {
            this.atOnce = atOnce;
            this.oneMore = oneMore;
        }

        int atOnce() {
            return atOnce;
        }

        Duration oneMore() {
            return oneMore;
        }
    }

    private record Key(Kind kind, String whose) {}

    /// Then those who asked long enough ago are forgotten.
    private static final int SWEPT_AT = 20_000;

    /// More at one time is an attack from everywhere; better to forget all than to fill the memory.
    private static final int MOST = 200_000;

    private final ConcurrentMap<Key, Instant> askedUpTo = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile int sweptAt = SWEPT_AT;

    Pace(Clock clock) {
        this.clock = clock;
    }

    /// Takes one. Empty: go on. Otherwise how long to wait, and nothing was taken.
    Optional<Duration> take(Kind kind, String whose) {
        var now = clock.instant();
        makeRoom(now);
        var room = kind.oneMore.multipliedBy(kind.atOnce);
        var refused = new Duration[1];
        askedUpTo.compute(new Key(kind, whose), (_, before) -> {
            var from = before == null || before.isBefore(now) ? now : before;
            // a clock that was set back must not shut anybody out for longer than one interval
            var latest = now.plus(room);
            from = from.isAfter(latest) ? latest : from;
            var after = from.plus(kind.oneMore);
            if (after.isAfter(latest)) {
                refused[0] = Duration.between(latest, after);
                return from;
            }
            return after;
        });
        return Optional.ofNullable(refused[0]);
    }

    /// Each sweep waits until there are twice as many as the last one left, so that a flood does not make every request
    /// look at all of them.
    private void makeRoom(Instant now) {
        if (askedUpTo.size() < sweptAt) {
            return;
        }
        askedUpTo.values().removeIf(moment -> moment.isBefore(now));
        if (askedUpTo.size() >= MOST) {
            askedUpTo.clear();
        }
        sweptAt = Math.clamp(2L * askedUpTo.size(), SWEPT_AT, MOST);
    }

    /// How many are remembered.
    int size() {
        return askedUpTo.size();
    }
}
