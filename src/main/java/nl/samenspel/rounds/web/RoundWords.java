package nl.samenspel.rounds.web;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import nl.samenspel.matching.Fairness;
import nl.samenspel.rounds.Round.Worth;
import nl.samenspel.ui.Words;

/// How far a round is and how good, in words.
final class RoundWords {

    private final Words words;
    private final Clock clock;

    RoundWords(Words words, Clock clock) {
        this.words = words;
        this.clock = clock;
    }

    /// How long it still takes, from how long it took so far.
    String left(Instant startedAt, double done) {
        if (done < 0.02) {
            return words.get("rounds.left.unknown");
        }
        var gone = Duration.between(startedAt, clock.instant()).toMillis() / 1000.0;
        long seconds = Math.max(1, Math.round(gone * (1 - done) / done));
        return seconds < 90
                ? words.get("rounds.left.seconds", seconds)
                : words.get("rounds.left.minutes", Math.round(seconds / 60.0));
    }

    String possible(Worth worth) {
        return worth.possible() < 0.0005
                ? words.get("rounds.possible.none")
                : words.get("rounds.possible", percent(worth.possible()));
    }

    /// What the policy cost of what the division would have been worth without it.
    String fairnessCost(Fairness fairness, Worth worth, long cost) {
        long without = worth.value() + cost;
        double share = without <= 0 ? 0 : cost / (double) without;
        return fairness == Fairness.NONE
                ? words.get("rounds.cost.none")
                : share < 0.0005 ? words.get("rounds.cost.nothing") : words.get("rounds.cost", percent(share));
    }

    String percent(double part) {
        var format = NumberFormat.getPercentInstance(words.locale());
        format.setMaximumFractionDigits(part < 0.1 ? 1 : 0);
        return format.format(part);
    }
}
