package nl.samenspel.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import nl.samenspel.door.Pace.Kind;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NullMarked
class PaceTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T09:00:00Z"));
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneId.of("Europe/Amsterdam"));
    private final Pace pace = new Pace(clock);

    @ParameterizedTest
    @EnumSource
    void as_many_as_may_be_at_once_and_then_one_more_after_each_interval(Kind kind) {
        assertThat(taken(kind, "one", kind.atOnce() + 50)).isEqualTo(kind.atOnce());
        assertThat(pace.take(kind, "one")).hasValue(kind.oneMore());
        pass(kind.oneMore());
        assertThat(pace.take(kind, "one")).isEmpty();
        assertThat(pace.take(kind, "one")).isPresent();
        pass(kind.oneMore().multipliedBy(kind.atOnce()));
        assertThat(taken(kind, "one", kind.atOnce() + 50)).isEqualTo(kind.atOnce());
    }

    @Test
    void being_refused_costs_nothing() {
        taken(Kind.MAIL, "one", Kind.MAIL.atOnce());
        IntStream.range(0, 10_000)
                .forEach(_ -> assertThat(pace.take(Kind.MAIL, "one")).isPresent());
        pass(Kind.MAIL.oneMore());
        assertThat(pace.take(Kind.MAIL, "one")).isEmpty();
    }

    @Test
    void nobody_pays_for_another_nor_one_kind_for_another() {
        taken(Kind.SEARCH, "one", 1000);
        assertThat(pace.take(Kind.SEARCH, "other")).isEmpty();
        assertThat(pace.take(Kind.MAIL, "one")).isEmpty();
    }

    /// A morning in a town hall: everybody asks for help and offers it, all in ten minutes, nobody signed in.
    @Test
    void two_hundred_guests_behind_one_address_never_wait() {
        for (var guest = 0; guest < 400; guest++) {
            assertThat(pace.take(Kind.GUEST, "192.0.2.1")).isEmpty();
            pass(Duration.ofMillis(1500));
        }
    }

    /// The same two hundred at work, signed in: each has a pace of their own.
    @Test
    void two_hundred_people_at_work_behind_one_address_never_wait() {
        for (var minute = 0; minute < 10; minute++) {
            for (var who = 0; who < 200; who++) {
                for (var search = 0; search < 12; search++) {
                    assertThat(pace.take(Kind.SEARCH, "account " + who)).isEmpty();
                }
            }
            pass(Duration.ofMinutes(1));
        }
    }

    @Test
    void a_stolen_session_reads_no_more_than_its_pace_in_an_hour() {
        var read = 0;
        for (var second = 0; second < 3600; second++) {
            read += taken(Kind.SEARCH, "stolen", 100);
            pass(Duration.ofSeconds(1));
        }
        assertThat(read).isLessThanOrEqualTo(120 + 3600);
    }

    @Test
    void a_clock_that_is_set_back_shuts_nobody_out_for_longer_than_one_interval() {
        taken(Kind.FILE, "one", 1000);
        pass(Duration.ofDays(-1));
        assertThat(pace.take(Kind.FILE, "one"))
                .hasValueSatisfying(wait -> assertThat(wait).isLessThanOrEqualTo(Kind.FILE.oneMore()));
        pass(Kind.FILE.oneMore());
        assertThat(pace.take(Kind.FILE, "one")).isEmpty();
    }

    @Test
    void of_many_at_the_same_moment_no_more_get_through_than_may() throws Exception {
        var through = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 2000; i++) {
                threads.execute(() -> {
                    if (pace.take(Kind.API, "one").isEmpty()) {
                        through.incrementAndGet();
                    }
                });
            }
        }
        assertThat(through.get()).isEqualTo(Kind.API.atOnce());
    }

    @Test
    void who_asked_long_ago_is_forgotten_and_a_flood_fills_no_memory() {
        for (var i = 0; i < 30_000; i++) {
            pace.take(Kind.GUEST, "early " + i);
        }
        pass(Duration.ofHours(1));
        for (var i = 0; i < 10_001; i++) {
            pace.take(Kind.GUEST, "late " + i);
        }
        assertThat(pace.size()).as("the early ones are gone").isLessThanOrEqualTo(10_001);
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (var i = 0; i < 250_000; i++) {
                pace.take(Kind.GUEST, "flood " + i);
            }
        });
        assertThat(pace.size()).isLessThanOrEqualTo(200_001);
    }

    @Test
    void a_household_is_one_old_address_or_half_a_new_one() {
        assertThat(PaceKeeper.household("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(PaceKeeper.household("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(PaceKeeper.household("2001:db8:1:2::1"))
                .isNotEqualTo(PaceKeeper.household("2001:db8:1:3::1"));
    }

    private int taken(Kind kind, String whose, int tries) {
        return (int) IntStream.range(0, tries)
                .filter(_ -> pace.take(kind, whose).isEmpty())
                .count();
    }

    private void pass(Duration time) {
        now.updateAndGet(moment -> moment.plus(time));
    }
}
