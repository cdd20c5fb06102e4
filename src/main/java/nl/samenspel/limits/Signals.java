package nl.samenspel.limits;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.limits.Signal.Settled;
import nl.samenspel.limits.Signal.Why;
import nl.samenspel.limits.SignalStore.Kind;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to signals (_signalen_) that it may become too much for a volunteer, and to what they come from.
///
/// Whoever hears something tells it here, in the transaction in which it is heard, as the volunteer or at the desk of
/// their organisation. A signal of one kind stands open once; after it was settled only what comes later raises it
/// anew. The volunteer sees all of theirs; the desk sees them to help. Nothing here orders or compares people.
@Service
public class Signals {

    /// Hours are compared over so many days: four whole weeks.
    static final int SPAN_DAYS = 28;

    /// More by a quarter is creeping, when it is at least [#CREEPING_MINUTES] a week.
    static final int CREEPING_QUARTERS = 5;

    static final int CREEPING_MINUTES = 60;

    /// So many check-ins in a row without an answer.
    static final int SKIPPED_IN_A_ROW = 2;

    /// So many check-ins in a row that say "so so".
    static final int SO_SO_IN_A_ROW = 2;

    /// So many complex cases at a time.
    static final int SEVERAL_HEAVY = 2;

    /// Check-ins of longer ago say nothing of today.
    static final int ANSWERS_COUNT_DAYS = 365;

    /// For how long an ending by death is said beside another.
    static final int DEATHS_COUNT_DAYS = 182;

    public static final int MOST_WORDS = 1_000;

    private final SignalStore store;
    private final LimitStore limits;
    private final Clock clock;

    Signals(SignalStore store, LimitStore limits, Clock clock) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
    }

    // --- what is heard ---

    /// A volunteer answered a check-in. The same source again replaces what was heard.
    ///
    /// @param words what they said with it; may be empty
    /// @param source the check-in
    @Transactional
    public void heard(PersonId volunteer, Face face, String words, UUID source, Instant at) {
        var day = LocalDate.ofInstant(at, clock.getZone());
        known(volunteer, store.hear(volunteer, Kind.HEARD, face, words, source, day, at));
        var newest = inARow(volunteer, Why.HARD_TO_CARRY, Kind.HEARD);
        var hard = newest.stream().takeWhile(one -> one.face() == Face.HARD).count();
        var soSo = newest.stream().takeWhile(one -> one.face() != Face.GLAD).count();
        if (face == Face.HARD || (face == Face.SO_SO && soSo >= SO_SO_IN_A_ROW)) {
            raise(volunteer, Why.HARD_TO_CARRY, (int) Math.max(1, face == Face.HARD ? hard : soSo), 0, words);
        }
    }

    /// Nobody answered a check-in that was due.
    @Transactional
    public void skipped(PersonId volunteer, UUID source, LocalDate dueOn) {
        known(volunteer, store.hear(volunteer, Kind.SKIPPED, Face.GLAD, "", source, dueOn, clock.instant()));
        var skipped = inARow(volunteer, Why.SKIPPED_CHECK_INS, Kind.SKIPPED).size();
        if (skipped >= SKIPPED_IN_A_ROW) {
            raise(volunteer, Why.SKIPPED_CHECK_INS, skipped, 0, "");
        }
    }

    /// What somebody did on a day, as it was written down or corrected: the same source again replaces it, and 0
    /// minutes takes it back.
    ///
    /// @param minutes 0 to 1,440
    @Transactional
    public void worked(PersonId volunteer, UUID source, LocalDate day, int minutes) {
        if (minutes < 0 || minutes > 24 * 60) {
            throw new IllegalArgumentException("A day has 0 to 1,440 minutes, not %d.".formatted(minutes));
        }
        known(volunteer, store.work(volunteer, source, day, minutes));
        var tomorrow = LocalDate.now(clock).plusDays(1);
        var span = tomorrow.minusDays(SPAN_DAYS);
        if (day.isBefore(span)
                || store.settledLast(volunteer, Why.CREEPING_HOURS)
                        .filter(at -> !LocalDate.ofInstant(at, clock.getZone()).isBefore(span))
                        .isPresent()) {
            return;
        }
        var weeks = SPAN_DAYS / 7;
        var now = store.minutes(volunteer, span, tomorrow) / weeks;
        var before = store.minutes(volunteer, span.minusDays(SPAN_DAYS), span) / weeks;
        var budget = limits.rooms(List.of(volunteer), LocalDate.now(clock))
                        .getOrDefault(volunteer, Room.NONE)
                        .hoursBudget()
                * 60;
        if (now > budget) {
            raise(volunteer, Why.CREEPING_HOURS, now, budget, "");
        } else if (before > 0 && now * 4 >= before * CREEPING_QUARTERS && now - before >= CREEPING_MINUTES) {
            raise(volunteer, Why.CREEPING_HOURS, now, before, "");
        }
    }

    /// Somebody they went to has died.
    ///
    /// @param source what ended with it, such as a match
    @Transactional
    public void endedByDeath(PersonId volunteer, UUID source, LocalDate day) {
        known(volunteer, store.hear(volunteer, Kind.DEATH, Face.GLAD, "", source, day, clock.instant()));
        raise(
                volunteer,
                Why.AFTER_A_DEATH,
                Math.max(1, store.deaths(volunteer, LocalDate.now(clock).minusDays(DEATHS_COUNT_DAYS))),
                0,
                "");
    }

    // --- seeing and settling ---

    /// All signals about this volunteer that the viewer may see, the newest first.
    @Transactional(readOnly = true)
    public List<Signal> listOf(PersonId volunteer) {
        return store.listOf(volunteer);
    }

    /// What waits at the viewer's desk, the oldest first.
    @Transactional(readOnly = true)
    public List<Signal> listOpen() {
        return Viewer.current().organisation().map(store::listOpen).orElse(List.of());
    }

    @Transactional(readOnly = true)
    public Optional<Signal> find(SignalId id) {
        return store.find(id);
    }

    /// Writes down what was done. Whether it still stood open at the viewer's desk.
    ///
    /// @param words for the volunteer to read as well
    @Transactional
    public boolean settle(SignalId id, Step step, String words) {
        return store.find(id)
                .filter(signal -> Viewer.current()
                        .organisation()
                        .filter(signal.organisation()::equals)
                        .isPresent())
                .map(_ -> store.settle(
                        id, new Settled(clock.instant(), Viewer.current().me(), step, words)))
                .orElse(false);
    }

    // --- told by Limits ---

    void carriesHeavy(PersonId volunteer, int heavy) {
        if (heavy >= SEVERAL_HEAVY) {
            raise(volunteer, Why.HEAVY_CASES, heavy, 0, "");
        }
    }

    void wantsLess(PersonId volunteer, Room room) {
        raise(volunteer, Why.OVER_LIMIT, room.hoursLoad(), room.hoursBudget(), "");
    }

    /// The newest check-ins of one kind that nothing else stands between, since a signal of this kind was settled.
    private List<SignalStore.Answer> inARow(PersonId volunteer, Why why, Kind kind) {
        var longAgo = LocalDate.now(clock).minusDays(ANSWERS_COUNT_DAYS);
        var since = store.settledLast(volunteer, why)
                .map(at -> LocalDate.ofInstant(at, clock.getZone()).plusDays(1))
                .filter(longAgo::isBefore)
                .orElse(longAgo);
        return store.answers(volunteer, since).stream()
                .takeWhile(one -> one.kind() == kind)
                .toList();
    }

    private void raise(PersonId volunteer, Why why, int now, int before, String said) {
        store.raise(volunteer, why, now, before, said, clock.instant());
    }

    private static void known(PersonId volunteer, boolean kept) {
        if (!kept) {
            throw new IllegalStateException(
                    "%s is heard here, but the viewer sees no limits of theirs: hear them as themselves or at their desk."
                            .formatted(volunteer));
        }
    }
}
