package nl.samenspel.insight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.samenspel.insight.FigureCount.AskedBy;
import nl.samenspel.insight.FigureCount.Began;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.Lacking;

/// The requests of a quarter of several organisations that work in the same places.
final class RandomRequests {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 7, 1);

    private RandomRequests() {}

    static FigureCount of(long seed, int organisations, int places, int requests) {
        var random = new Random(seed);
        var asked = new ArrayList<AskedBy>();
        for (var i = 0; i < requests; i++) {
            var fate = random.nextInt(6);
            var since = FIRST_DAY.plusDays(random.nextInt(90));
            var kinds = KindOfHelp.values();
            asked.add(new AskedBy(
                    new UUID(0, Math.min(random.nextInt(organisations), random.nextInt(organisations))),
                    "person " + random.nextInt(requests),
                    place(random.nextInt(places)),
                    kinds[Math.min(random.nextInt(kinds.length), random.nextInt(kinds.length))],
                    fate < 3 ? State.CLOSED : fate == 3 ? State.REFUSED : State.SEARCHING,
                    fate == 3 ? Lacking.values()[random.nextInt(3)] : null,
                    since,
                    fate < 3 ? since.plusDays(random.nextInt(60)) : null));
        }
        return new FigureCount(
                asked,
                List.<Began>of(),
                IntStream.range(0, places).mapToObj(RandomRequests::place).collect(Collectors.toSet()));
    }

    private static String place(int nth) {
        return "Plaats " + nth;
    }
}
