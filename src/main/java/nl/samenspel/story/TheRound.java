package nl.samenspel.story;

import java.time.Duration;
import java.util.Objects;
import nl.samenspel.access.Viewer;
import nl.samenspel.matching.Fairness;
import nl.samenspel.rounds.Round;
import nl.samenspel.rounds.Rounds;
import nl.samenspel.rounds.Started;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Marieke looks at all her waiting requests at once: what comes out waits for her yes.
@Component
@Order(6)
class TheRound implements Chapter {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

    private final Rounds rounds;
    private final Townspeople townspeople;

    TheRound(Rounds rounds, Townspeople townspeople) {
        this.rounds = rounds;
        this.townspeople = townspeople;
    }

    @Override
    public void tell() {
        townspeople.as(Persona.MARIEKE).run(() -> {
            if (rounds.list(1).stream().anyMatch(Round.Ready.class::isInstance)) {
                return;
            }
            var branch = Objects.requireNonNull(Viewer.current().myDesk())
                    .branches()
                    .iterator()
                    .next();
            if (!(rounds.start(branch, Fairness.PROPORTIONAL) instanceof Started.Begun(var id))) {
                throw new IllegalStateException("The story is not true any more: no round can begin.");
            }
            rounds.await(id, LONG_ENOUGH);
        });
    }
}
