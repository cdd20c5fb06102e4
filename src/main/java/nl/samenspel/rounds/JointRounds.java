package nl.samenspel.rounds;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.matching.Fairness;
import nl.samenspel.rounds.JointRound.Interrupted;
import nl.samenspel.rounds.JointRound.Order;
import nl.samenspel.rounds.JointRound.Running;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to joint rounds, for the installation's administrator: over all organisations, for a municipality or
/// everywhere. It shows sums; each organisation sees and decides on its own part ([Rounds]).
@Service
public class JointRounds {

    private final JointRoundStore store;
    private final Work work;
    private final TransactionTemplate transaction;
    private final Clock clock;

    JointRounds(JointRoundStore store, Work work, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.work = work;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Begins one in the background. Empty when one runs already: that is [#findRunning].
    ///
    /// @param municipality of the requests; null: everywhere
    public Optional<JointRoundId> start(@Nullable String municipality, Fairness fairness) {
        if (!Viewer.current().is(Role.ADMINISTRATOR)) {
            throw new IllegalStateException("Only the administrator begins a joint round.");
        }
        var now = clock.instant();
        var order = new Order(
                JointRoundId.next(), municipality, fairness, Viewer.current().me(), now);
        boolean begun = Boolean.TRUE.equals(transaction.execute(_ -> {
            store.interruptUnheard(now.minus(Rounds.UNHEARD), now);
            return store.begin(order);
        }));
        if (begun) {
            work.begin(order);
        }
        return begun ? Optional.of(order.id()) : Optional.empty();
    }

    /// Tells it to stop; it then ends with the best it has so far. Whether there was one to stop.
    public boolean stop(JointRoundId id) {
        boolean asked = Boolean.TRUE.equals(transaction.execute(_ -> store.askToStop(id)));
        if (asked) {
            work.stop(id);
        }
        return asked;
    }

    /// Waits until one that this program works on has ended, at most so long.
    public void await(JointRoundId id, Duration most) {
        work.await(id, most);
    }

    @Transactional(readOnly = true)
    public Optional<JointRound> find(JointRoundId id) {
        return store.find(id).map(this::heard);
    }

    @Transactional(readOnly = true)
    public Optional<JointRoundId> findRunning() {
        return store.findRunning()
                .map(this::heard)
                .filter(Running.class::isInstance)
                .map(JointRound::id);
    }

    /// The newest first.
    @Transactional(readOnly = true)
    public List<JointRound> list(int most) {
        return store.list(most).stream().map(this::heard).toList();
    }

    private JointRound heard(JointRound round) {
        return round instanceof Running running
                        && running.seenAt().isBefore(clock.instant().minus(Rounds.UNHEARD))
                ? new Interrupted(running.order(), running.seenAt())
                : round;
    }
}
