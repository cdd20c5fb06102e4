package nl.samenspel.careplans;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.samenspel.access.Viewer;
import nl.samenspel.careplans.Seat.Part;
import nl.samenspel.careplans.Seat.Seated;
import nl.samenspel.careplans.StrainQuestion.Often;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to how a relative holds up. The answers are theirs; when it is heavy the desk that holds the plan hears
/// that, and nothing of what was answered.
@Service
public class HoldingUp {

    /// A relative is asked again after this long.
    static final Duration ASKED_EVERY = Duration.ofDays(90);

    private final StrainStore store;
    private final CareplanStore plans;
    private final Clock clock;

    HoldingUp(StrainStore store, CareplanStore plans, Clock clock) {
        this.store = store;
        this.plans = plans;
        this.clock = clock;
    }

    /// What came of answering.
    public sealed interface Heard {

        /// Kept.
        ///
        /// @param heavy whether the desk was told that it is heavy
        record Kept(boolean heavy) implements Heard {}

        /// Only a relative says this, for themselves.
        record OnlyThemselves() implements Heard {}
    }

    /// Keeps what a relative answered.
    ///
    /// @param shownTo which seats may read it; nobody unless they say so
    @Transactional
    public Heard answer(CareplanId plan, SeatId as, Map<StrainQuestion, Often> answers, Set<SeatId> shownTo) {
        if (!isRelativeOfMine(plan, as)) {
            return new Heard.OnlyThemselves();
        }
        var seats = plans.listSeats(plan).stream().map(Seat::id).toList();
        var answer = new StrainAnswer(
                as,
                clock.instant(),
                answers,
                shownTo.stream().filter(seats::contains).collect(java.util.stream.Collectors.toSet()));
        store.add(plan, answer);
        store.show(as, answer.shownTo());
        if (answer.isHeavy()) {
            store.addSignal(plan, as, clock.instant());
        }
        return new Heard.Kept(answer.isHeavy());
    }

    /// What one answered oneself, or what was shown to one; the newest first.
    @Transactional(readOnly = true)
    public List<StrainAnswer> list(CareplanId plan) {
        return store.list(plan);
    }

    /// Whether it is time to ask this relative, who is the viewer.
    @Transactional(readOnly = true)
    public boolean isTimeToAsk(CareplanId plan, SeatId as) {
        return isRelativeOfMine(plan, as)
                && store.list(plan).stream()
                        .filter(answer -> answer.by().equals(as))
                        .noneMatch(answer -> answer.at().plus(ASKED_EVERY).isAfter(clock.instant()));
    }

    /// What waits at the viewer's desk, the oldest first.
    @Transactional(readOnly = true)
    public List<StrainSignal> listSignals() {
        return store.listSignals();
    }

    /// Somebody at the desk spoke with the relative. Whether that was still to be done.
    @Transactional
    public boolean answerSignal(SignalId signal) {
        return store.answer(signal, Viewer.current().me(), clock.instant());
    }

    /// Nobody answers this for a relative, also not by phone: whoever phones tells the coordinator themselves.
    private boolean isRelativeOfMine(CareplanId plan, SeatId as) {
        return plans.findSeat(as)
                .filter(seat -> seat instanceof Seated
                        && seat.part() == Part.RELATIVE
                        && seat.chair().plan().equals(plan))
                .filter(seat -> {
                    var viewer = Viewer.current();
                    var chair = seat.chair();
                    return (chair.person() != null && viewer.persons().contains(chair.person()))
                            || (chair.account() != null && chair.account().equals(viewer.account()));
                })
                .isPresent();
    }
}
