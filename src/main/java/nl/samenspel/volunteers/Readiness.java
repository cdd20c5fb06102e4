package nl.samenspel.volunteers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.network.KindOfHelp;
import org.springframework.stereotype.Component;

/// How far the active volunteers of an organisation can be counted on today. Counted anew each
/// time; where that takes long, in an organisation with thousands of them, what was counted is kept
/// for a while, and says since when.
///
/// Nobody's name or number is in it, and whoever works for the organisation may count all its volunteers.
@Component
public class Readiness {

    private static final Duration LONG = Duration.ofMillis(250);
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Volunteers volunteers;
    private final Clock clock;
    private final Map<OrganisationId, Counted> kept = new ConcurrentHashMap<>();

    Readiness(Volunteers volunteers, Clock clock) {
        this.volunteers = volunteers;
        this.clock = clock;
    }

    /// What was counted.
    ///
    /// @param kept since [#at], and not counted just now
    public record Counted(Instant at, boolean kept, List<Reach> reaches) {

        public Counted {
            reaches = List.copyOf(reaches);
        }
    }

    /// @param organisation at whose desk the viewer is
    public Counted of(OrganisationId organisation) {
        var now = clock.instant();
        kept.values().removeIf(one -> !one.at().plus(KEPT).isAfter(now));
        var known = kept.get(organisation);
        if (known != null) {
            return known;
        }
        var began = System.nanoTime();
        var fresh = new Counted(now, false, volunteers.listReach(organisation));
        if (System.nanoTime() - began > LONG.toNanos()) {
            kept.put(organisation, new Counted(now, true, fresh.reaches()));
        }
        return fresh;
    }

    /// How many could begin something today, by kind of help and municipality. Someone who does
    /// three kinds counts in three.
    public static List<Idle> countIdle(List<Reach> reaches) {
        Map<KindOfHelp, Map<String, Integer>> counts = new EnumMap<>(KindOfHelp.class);
        for (var one : reaches) {
            if (one.free()) {
                for (var kind : one.kinds()) {
                    counts.computeIfAbsent(kind, _ -> new TreeMap<>()).merge(one.municipality(), 1, Integer::sum);
                }
            }
        }
        return counts.entrySet().stream()
                .flatMap(kind -> kind.getValue().entrySet().stream()
                        .map(place -> new Idle(kind.getKey(), place.getKey(), place.getValue())))
                .toList();
    }
}
