package nl.samenspel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import nl.samenspel.MovingClock;
import org.junit.jupiter.api.Test;

class KeptTest {

    private static final Instant MORNING = Instant.parse("2026-11-26T06:15:00Z");

    private final AtomicInteger reads = new AtomicInteger();
    private final Viewer marieke = viewer();
    private final MovingClock clock = new MovingClock(MORNING);
    private final Kept<Integer> slow = new Kept<>(reads::incrementAndGet, clock, Duration.ofNanos(-1));

    private static Viewer viewer() {
        return new Viewer(AccountId.next(), "Marieke", Set.of(), Set.of(), null);
    }

    @Test
    void what_is_read_fast_is_read_each_time() {
        var fast = new Kept<>(reads::incrementAndGet, clock, Duration.ofHours(1));

        assertThat(marieke.<Integer>call(fast::get)).isEqualTo(1);
        assertThat(marieke.<Integer>call(fast::get)).isEqualTo(2);
        assertThat(marieke.call(fast::since)).isEmpty();
    }

    @Test
    void what_is_read_slowly_is_kept_and_says_since_when() {
        marieke.<Integer>call(slow::get);
        clock.after(Duration.ofSeconds(30));

        assertThat(marieke.<Integer>call(slow::get)).isEqualTo(1);
        assertThat(marieke.call(slow::since)).contains(MORNING);
    }

    @Test
    void it_is_kept_for_one_viewer_and_for_nobody_else() {
        marieke.<Integer>call(slow::get);
        var joost = viewer();

        assertThat(joost.call(slow::since)).isEmpty();
        assertThat(joost.<Integer>call(slow::get)).isEqualTo(2);
        assertThat(marieke.<Integer>call(slow::get)).isEqualTo(1);
    }

    @Test
    void after_ten_minutes_nobody_gets_it_any_more() {
        marieke.<Integer>call(slow::get);
        clock.after(Kept.KEPT);

        assertThat(marieke.<Integer>call(slow::get)).isEqualTo(2);
        assertThat(marieke.call(slow::since)).contains(clock.instant());
    }

    @Test
    void who_keeps_looking_gets_it_read_again_behind_the_page() throws InterruptedException {
        marieke.<Integer>call(slow::get);
        clock.after(Kept.FRESH);

        assertThat(marieke.<Integer>call(slow::get))
                .as("the page does not wait")
                .isEqualTo(1);
        for (var tries = 0;
                reads.get() < 2 || marieke.call(slow::since).stream().noneMatch(clock.instant()::equals);
                tries++) {
            assertThat(tries).isLessThan(500);
            Thread.sleep(10);
        }
        assertThat(marieke.<Integer>call(slow::get)).isEqualTo(2);
    }
}
