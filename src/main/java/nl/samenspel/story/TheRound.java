package nl.samenspel.story;

import java.time.Duration;
import java.util.List;
import nl.samenspel.access.Viewer;
import nl.samenspel.matching.Fairness;
import nl.samenspel.rounds.Round;
import nl.samenspel.rounds.Rounds;
import nl.samenspel.rounds.Started;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Marieke and Joost look at all their waiting requests at once: what comes out waits for their yes. Marieke has
/// somebody for nearly everyone; Joost sees why some of his stay open.
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
        for (var persona : List.of(Persona.MARIEKE, Persona.JOOST)) {
            townspeople.as(persona).run(this::divide);
        }
    }

    private void divide() {
        if (rounds.list(1).stream().anyMatch(Round.Ready.class::isInstance)) {
            return;
        }
        var branch = Viewer.current().myDesk().branches().iterator().next();
        if (!(rounds.start(branch, Fairness.PROPORTIONAL) instanceof Started.Begun(var id))) {
            throw new IllegalStateException("The story is not true any more: no round can begin.");
        }
        rounds.await(id, LONG_ENOUGH);
    }
}
