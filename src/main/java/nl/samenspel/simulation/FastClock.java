package nl.samenspel.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until it is moved to another day, at nine in the morning.
public final class FastClock extends Clock {

    private static final int HOUR = 9;

    private final AtomicReference<Instant> now = new AtomicReference<>();
    private final ZoneId zone;

    public FastClock(LocalDate day) {
        this(day, ZoneId.of("Europe/Amsterdam"));
    }

    private FastClock(LocalDate day, ZoneId zone) {
        this.zone = zone;
        moveTo(day);
    }

    public void moveTo(LocalDate day) {
        now.set(day.atTime(HOUR, 0).atZone(zone).toInstant());
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new FastClock(LocalDate.now(this), other);
    }
}
