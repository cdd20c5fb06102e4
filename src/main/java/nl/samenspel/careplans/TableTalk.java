package nl.samenspel.careplans;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.samenspel.access.Viewer;
import nl.samenspel.careplans.Line.Agreement;
import nl.samenspel.careplans.Seat.Part;
import nl.samenspel.careplans.Seat.Seated;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to what is said at the table: wishes, agreements, notes and dates. Everybody says it for themselves.
@Service
public class TableTalk {

    private final LineStore store;
    private final CareplanStore plans;
    private final SecondLook secondLook;
    private final Clock clock;

    TableTalk(LineStore store, CareplanStore plans, SecondLook secondLook, Clock clock) {
        this.store = store;
        this.plans = plans;
        this.secondLook = secondLook;
        this.clock = clock;
    }

    /// Puts it on the plan. Whoever proposes an agreement has agreed to it.
    public Told say(CareplanId plan, SeatId as, Saying saying) {
        return secondLook.at(() -> said(plan, as, saying));
    }

    private Told said(CareplanId plan, SeatId as, Saying saying) {
        if (plans.find(plan).filter(Careplan::isOpen).isEmpty()) {
            return new Told.NotFound();
        }
        var refused = refusal(plan, as);
        if (refused.isPresent()) {
            return refused.get();
        }
        var seat = plans.findSeat(as).orElseThrow();
        switch (saying) {
            case Saying.Wish _ -> {
                if (seat.part() != Part.PARTICIPANT && !plans.decides(plan)) {
                    return new Told.ParticipantsWords(
                            plans.participants(List.of(plan)).getOrDefault(plan, ""));
                }
            }
            case Saying.Moment moment -> {
                if (moment.on().isBefore(today())) {
                    return new Told.DayPassed();
                }
            }
            case Saying.Agreement agreement -> {
                if (agreement.division() != null
                        && !agreement.division().reviewOn().isAfter(today())) {
                    return new Told.DayPassed();
                }
            }
            case Saying.Note _ -> {
                // anybody, about anything
            }
        }
        if (!seat.chair().sees().contains(saying.section())) {
            return new Told.NotFound();
        }
        var id = LineId.next();
        store.add(id, plan, as, saying, Viewer.current().me(), clock.instant());
        if (saying instanceof Saying.Agreement) {
            store.agree(id, plan, as, Viewer.current().me(), clock.instant());
        }
        return new Told.Kept(id);
    }

    /// Agrees to what somebody proposed; agreeing twice is agreeing once.
    public Told agree(LineId id, SeatId as) {
        return secondLook.at(() -> agreed(id, as));
    }

    private Told agreed(LineId id, SeatId as) {
        var line = store.find(id);
        if (line.isEmpty()) {
            return new Told.TakenBack();
        }
        if (!(line.get() instanceof Agreement)) {
            return new Told.NotFound();
        }
        var plan = line.get().said().plan();
        var refused = refusal(plan, as);
        if (refused.isPresent()) {
            return refused.get();
        }
        store.agree(id, plan, as, Viewer.current().me(), clock.instant());
        return new Told.Kept(id);
    }

    /// Takes it off the plan: whoever said it, the participant, or the desk.
    @Transactional
    public Told takeBack(LineId id) {
        var line = store.find(id);
        if (line.isEmpty()) {
            return new Told.TakenBack();
        }
        var said = line.get().said();
        var mine = plans.listSpokenFor(said.plan()).stream()
                .anyMatch(seat -> seat.id().equals(said.by()));
        if (!mine && !plans.decides(said.plan()) && !plans.isAtMyDesk(said.plan())) {
            return new Told.OnlyThemselves(
                    plans.findSeat(said.by()).map(Seat::name).orElse(""));
        }
        return store.takeBack(id, clock.instant()) ? new Told.Kept(id) : new Told.TakenBack();
    }

    /// All that the viewer may see, in the order of its dates and the newest first.
    @Transactional(readOnly = true)
    public List<Line> list(CareplanId plan) {
        return store.list(plan);
    }

    /// At the viewer's desk: where the day has come to look again at who does what.
    @Transactional(readOnly = true)
    public List<ReviewDue> listReviewsDue() {
        return store.listReviewsDue(today());
    }

    private Optional<Told> refusal(CareplanId plan, SeatId as) {
        var seat = plans.findSeat(as).filter(one -> one.chair().plan().equals(plan));
        if (seat.isEmpty() || !(seat.get() instanceof Seated)) {
            return Optional.of(new Told.NotFound());
        }
        return plans.listSpokenFor(plan).stream().anyMatch(mine -> mine.id().equals(as))
                ? Optional.empty()
                : Optional.of(new Told.OnlyThemselves(seat.get().name()));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
