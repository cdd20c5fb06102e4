package nl.samenspel.careplans;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import nl.samenspel.access.Viewer;
import nl.samenspel.careplans.CareTask.Accepted;
import nl.samenspel.careplans.CareTask.Done;
import nl.samenspel.careplans.CareTask.Proposed;
import nl.samenspel.careplans.CareTask.Released;
import nl.samenspel.careplans.CareTask.Somebodys;
import nl.samenspel.careplans.CareTask.What;
import nl.samenspel.careplans.CareTask.Withdrawn;
import nl.samenspel.careplans.Seat.Seated;
import nl.samenspel.network.DayParts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to who does what.
///
/// Everybody at the table may propose a task; each accepts only for itself, and at most one does (law 2). In every step
/// `as` is the seat for which is spoken: one's own, or at the desk that of somebody who takes part by phone.
@Service
public class CareTasks {

    private final CareTaskStore store;
    private final CareplanStore plans;
    private final SecondLook secondLook;
    private final Clock clock;

    CareTasks(CareTaskStore store, CareplanStore plans, SecondLook secondLook, Clock clock) {
        this.store = store;
        this.plans = plans;
        this.secondLook = secondLook;
        this.clock = clock;
    }

    /// Puts a task on the table. Until somebody accepts it, it is nobody's.
    ///
    /// @param asked whom it is asked; they may say no
    public TaskStep propose(CareplanId plan, SeatId as, String words, DayParts dayParts, @Nullable SeatId asked) {
        return secondLook.at(() -> proposed(plan, as, words, dayParts, asked));
    }

    private TaskStep proposed(CareplanId plan, SeatId as, String words, DayParts dayParts, @Nullable SeatId asked) {
        if (plans.find(plan).filter(Careplan::isOpen).isEmpty()) {
            return new TaskStep.NotFound();
        }
        var refused = refusal(plan, as);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (asked != null && seated(plan, asked).isEmpty()) {
            return new TaskStep.NotAtTheTable(nameOf(asked));
        }
        var now = clock.instant();
        var task = new Proposed(CareTaskId.next(), new What(plan, words, dayParts, as, now), asked, now);
        store.add(task, Viewer.current().me());
        return new TaskStep.Moved(task);
    }

    /// "I do this." Saying so twice is saying so once; of two at the same moment one does it, and the other is told.
    public TaskStep accept(CareTaskId id, SeatId as) {
        return secondLook.at(() -> {
            var task = find(id);
            if (task.isEmpty()) {
                return new TaskStep.NotFound();
            }
            var after =
                    switch (task.get()) {
                        case Proposed proposed -> proposed.accept(as, clock.instant());
                        case Released released -> released.accept(as, clock.instant());
                        case Accepted accepted when accepted.by().equals(as) -> accepted;
                        case Accepted _, Done _, Withdrawn _ -> null;
                    };
            if (isOver(task.get())) {
                return new TaskStep.Over(task.get());
            }
            var refused = refusal(task.get().what().plan(), as);
            if (refused.isPresent()) {
                return refused.get();
            }
            if (after == null) {
                return new TaskStep.TakenBy(doerOf(task.get()));
            }
            if (plans.findSeat(as).orElseThrow() instanceof Seated seated && seated.isAwayOn(today())) {
                return new TaskStep.Away(seated.name(), Objects.requireNonNull(seated.awayUntil()));
            }
            if (after.equals(task.get())) {
                return new TaskStep.Moved(after);
            }
            return store.accept(after, Viewer.current().me(), today())
                    ? new TaskStep.Moved(after)
                    : new TaskStep.TakenBy(find(id).map(this::doerOf).orElse(""));
        });
    }

    /// "Not me." It stays nobody's, without anybody asked.
    public TaskStep decline(CareTaskId id, SeatId as) {
        return step(id, as, task -> {
            if (!(task instanceof Proposed proposed)) {
                return new TaskStep.NotNow(task);
            }
            if (!as.equals(proposed.asked())) {
                return proposed.asked() == null
                        ? new TaskStep.NotNow(task)
                        : new TaskStep.OnlyThemselves(nameOf(proposed.asked()));
            }
            var after = proposed.decline();
            return store.ask(after) ? new TaskStep.Moved(after) : new TaskStep.NotNow(task);
        });
    }

    /// Asks somebody at the table to do what nobody does.
    public TaskStep ask(CareTaskId id, SeatId as, SeatId whom) {
        return step(id, as, task -> {
            if (!(task instanceof Proposed proposed)) {
                return new TaskStep.NotNow(task);
            }
            if (seated(task.what().plan(), whom).isEmpty()) {
                return new TaskStep.NotAtTheTable(nameOf(whom));
            }
            var after = proposed.ask(whom);
            return store.ask(after) ? new TaskStep.Moved(after) : new TaskStep.NotNow(task);
        });
    }

    /// Gives it back, from a day on. Until then it is still theirs; somebody else may take it sooner.
    ///
    /// @param until the first day on which it is nobody's; today is at once
    public TaskStep release(CareTaskId id, SeatId as, LocalDate until) {
        return somebodys(id, as, task -> {
            if (until.isBefore(today())) {
                return new TaskStep.DayPassed();
            }
            if (!(task instanceof Accepted accepted)) {
                return new TaskStep.NotNow(task);
            }
            return store.release(accepted.release(until))
                    ? new TaskStep.Moved(find(id).orElseThrow())
                    : new TaskStep.NotNow(find(id).orElse(task));
        });
    }

    /// It is done, says whoever does it.
    public TaskStep finish(CareTaskId id, SeatId as) {
        return somebodys(id, as, task -> {
            var after = task.finish(today());
            return store.finish(task, after, clock.instant())
                    ? new TaskStep.Moved(after)
                    : new TaskStep.NotNow(find(id).orElse(task));
        });
    }

    /// Not needed after all: by whoever proposed it, the participant, or the desk; not while somebody does it.
    public TaskStep withdraw(CareTaskId id) {
        return secondLook.at(() -> {
            var task = find(id);
            if (task.isEmpty()) {
                return new TaskStep.NotFound();
            }
            return switch (task.get()) {
                case Somebodys somebodys -> new TaskStep.TakenBy(doerOf(somebodys));
                case Done _, Withdrawn _ -> new TaskStep.Over(task.get());
                case Proposed proposed -> {
                    var plan = proposed.what().plan();
                    var by = proposed.what().proposedBy();
                    var mine = plans.listSpokenFor(plan).stream()
                            .anyMatch(seat -> seat.id().equals(by));
                    if (!mine && !plans.decides(plan) && !plans.isAtMyDesk(plan)) {
                        yield new TaskStep.OnlyThemselves(nameOf(by));
                    }
                    var after = proposed.withdraw(today());
                    yield store.withdraw(after, clock.instant())
                            ? new TaskStep.Moved(after)
                            : new TaskStep.NotNow(task.get());
                }
            };
        });
    }

    @Transactional(readOnly = true)
    public Optional<CareTask> find(CareTaskId id) {
        return store.find(id, today());
    }

    /// The tasks of a plan that the viewer sees: what nobody does first, the oldest on top.
    @Transactional(readOnly = true)
    public List<CareTask> list(CareplanId plan) {
        return store.list(plan, today());
    }

    /// What nobody does, on all plans that the viewer's desk holds, the oldest first. Tells no names: no look.
    @Transactional(readOnly = true)
    public List<NobodysTask> listNobodys() {
        return store.listNobodys(today());
    }

    private interface Step<T extends CareTask> {
        TaskStep take(T task);
    }

    private TaskStep step(CareTaskId id, SeatId as, Step<CareTask> step) {
        return secondLook.at(() -> taken(id, as, step));
    }

    private TaskStep taken(CareTaskId id, SeatId as, Step<CareTask> step) {
        var task = find(id);
        if (task.isEmpty()) {
            return new TaskStep.NotFound();
        }
        if (isOver(task.get())) {
            return new TaskStep.Over(task.get());
        }
        var refused = refusal(task.get().what().plan(), as);
        return refused.isPresent() ? refused.get() : step.take(task.get());
    }

    /// A step of whoever does it.
    private TaskStep somebodys(CareTaskId id, SeatId as, Step<Somebodys> step) {
        return step(id, as, task -> {
            if (!(task instanceof Somebodys theirs)) {
                return new TaskStep.NotNow(task);
            }
            return theirs.by().equals(as) ? step.take(theirs) : new TaskStep.OnlyThemselves(doerOf(theirs));
        });
    }

    private boolean isOver(CareTask task) {
        return task instanceof Done
                || task instanceof Withdrawn
                || plans.find(task.what().plan()).filter(Careplan::isOpen).isEmpty();
    }

    /// Why nothing can be said for this seat, if so.
    private Optional<TaskStep> refusal(CareplanId plan, SeatId as) {
        var seat = plans.findSeat(as).filter(one -> one.chair().plan().equals(plan));
        if (seat.isEmpty()) {
            return Optional.of(new TaskStep.NotFound());
        }
        if (!(seat.get() instanceof Seated seated)) {
            return Optional.of(new TaskStep.NotAtTheTable(seat.get().name()));
        }
        if (plans.listSpokenFor(plan).stream().noneMatch(mine -> mine.id().equals(as))) {
            return Optional.of(new TaskStep.OnlyThemselves(seated.name()));
        }
        return Optional.empty();
    }

    private Optional<Seat> seated(CareplanId plan, SeatId seat) {
        return plans.findSeat(seat).filter(one -> one.chair().plan().equals(plan) && one instanceof Seated);
    }

    private String doerOf(CareTask task) {
        return task instanceof Somebodys theirs ? nameOf(theirs.by()) : "";
    }

    private String nameOf(SeatId seat) {
        return plans.findSeat(seat).map(Seat::name).orElse("");
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
