package nl.samenspel.story;

import java.time.Duration;
import java.util.List;
import nl.samenspel.access.Viewer;
import nl.samenspel.matching.Fairness;
import nl.samenspel.rounds.JointRound;
import nl.samenspel.rounds.JointRounds;
import nl.samenspel.rounds.Round;
import nl.samenspel.rounds.Rounds;
import nl.samenspel.rounds.Started;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Bo looks at the waiting requests of all organisations at once; Marieke and Joost at those of their branch, and what
/// comes out waits for their yes. Marieke has somebody for nearly everyone; Joost sees why some of his stay open.
@Component
@Order(6)
class TheRound implements Chapter {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

    private final Rounds rounds;
    private final JointRounds jointRounds;
    private final Townspeople townspeople;

    TheRound(Rounds rounds, JointRounds jointRounds, Townspeople townspeople) {
        this.rounds = rounds;
        this.jointRounds = jointRounds;
        this.townspeople = townspeople;
    }

    @Override
    public void tell() {
        townspeople.as(Persona.BEHEER).run(this::divideTogether);
        for (var persona : List.of(Persona.MARIEKE, Persona.JOOST)) {
            townspeople.as(persona).run(this::divide);
        }
    }

    private void divideTogether() {
        if (jointRounds.list(1).stream().noneMatch(JointRound.Ready.class::isInstance)) {
            jointRounds.start(null, Fairness.PROPORTIONAL).ifPresent(id -> jointRounds.await(id, LONG_ENOUGH));
        }
    }

    private void divide() {
        if (rounds.list(2).stream()
                .anyMatch(round -> round instanceof Round.Ready && round.order().branch() != null)) {
            return;
        }
        var branch = Viewer.current().myDesk().branches().iterator().next();
        if (!(rounds.start(branch, Fairness.PROPORTIONAL) instanceof Started.Begun(var id))) {
            throw new IllegalStateException("The story is not true any more: no round can begin.");
        }
        rounds.await(id, LONG_ENOUGH);
    }
}
