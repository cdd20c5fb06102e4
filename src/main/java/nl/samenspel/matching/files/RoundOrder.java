package nl.samenspel.matching.files;

import java.util.Locale;
import java.util.Objects;
import nl.samenspel.matching.engine.Effort;
import nl.samenspel.matching.engine.Fairness;
import org.jspecify.annotations.Nullable;

/// How a round is to be run, and what time it began.
public final class RoundOrder {

    private static final double NANOSECONDS = 1e9;

    final int threads;
    final Fairness fairness;
    final long began = System.nanoTime();
    private final @Nullable Integer effort;
    private final @Nullable Double seconds;

    /// At most one of effort and seconds; without either, the usual effort. Refuses what cannot be, in words.
    public RoundOrder(@Nullable Integer effort, @Nullable Double seconds, int threads, String fairness) {
        if (effort != null && seconds != null) {
            throw new IllegalArgumentException("Give --effort or --seconds, not both.");
        }
        if (effort != null && (effort < 1 || effort > Effort.MOST)) {
            throw new IllegalArgumentException(
                    "--effort must be from 1 to %d, but is %d.".formatted(Effort.MOST, effort));
        }
        if (seconds != null && !(seconds > 0 && seconds <= 1e6)) {
            throw new IllegalArgumentException("--seconds must be above 0 and at most a million.");
        }
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("--threads must be from 1 to 256, but is %d.".formatted(threads));
        }
        this.effort = effort;
        this.seconds = seconds;
        this.threads = threads;
        this.fairness = switch (fairness) {
            case "none" -> Fairness.NONE;
            case "proportional" -> Fairness.PROPORTIONAL;
            case "worst-first" -> Fairness.WORST_FIRST;
            default ->
                throw new IllegalArgumentException(
                        "--fairness must be none, proportional or worst-first, but is %s.".formatted(fairness));
        };
    }

    /// Time counts from the order, so that reading the files is part of it.
    Effort effort() {
        if (seconds != null) {
            long left = (long) (seconds * NANOSECONDS) - (System.nanoTime() - began);
            return new Effort.Time(Math.max(1, left), System::nanoTime);
        }
        return new Effort.Amount(Objects.requireNonNullElse(effort, Effort.USUAL));
    }

    double secondsGone() {
        return (System.nanoTime() - began) / NANOSECONDS;
    }

    String policy() {
        return fairness.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
