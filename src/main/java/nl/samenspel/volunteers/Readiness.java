package nl.samenspel.volunteers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.samenspel.access.Kept;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.KindOfHelp;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// How far the active volunteers of an organisation can be counted on today; of a large
/// organisation kept for a while, see [Kept]. Nobody's name or number is in it, and whoever works
/// for the organisation may count all its volunteers.
@Component
public class Readiness {

    private final Kept<List<Reach>> reaches;

    Readiness(Volunteers volunteers, Clock clock, @Value("${samenspel.long-reading:40ms}") Duration longest) {
        this.reaches =
                new Kept<>(() -> volunteers.listReach(Viewer.current().myDesk().organisation()), clock, longest);
    }

    /// Of the organisation at whose desk the viewer is.
    public List<Reach> list() {
        return reaches.get();
    }

    /// Since when it is kept; empty: it is read each time.
    public Optional<Instant> since() {
        return reaches.since();
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
