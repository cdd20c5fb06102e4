package nl.samenspel.exchange.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.careplans.CareTask;
import nl.samenspel.careplans.CareTaskId;
import nl.samenspel.careplans.CareTasks;
import nl.samenspel.careplans.Careplan;
import nl.samenspel.careplans.CareplanId;
import nl.samenspel.careplans.CareplanOverview;
import nl.samenspel.careplans.Careplans;
import nl.samenspel.careplans.Seat;
import nl.samenspel.careplans.SeatId;
import nl.samenspel.careplans.TaskStep;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Tables of three: who sits there, what is nobody's, and saying "I do this" or giving it back.
@RestController
@RequestMapping(path = "/api/v1/careplans", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Care plans")
@MayUse
class CareplanResource {

    private final Careplans careplans;
    private final CareTasks tasks;
    private final Clock clock;

    CareplanResource(Careplans careplans, CareTasks tasks, Clock clock) {
        this.careplans = careplans;
        this.tasks = tasks;
        this.clock = clock;
    }

    @Operation(summary = "The tables where one sits; for the desk those that it holds")
    @GetMapping
    List<Shown.CareplanLine> list() {
        return careplans.listMine().stream()
                .filter(table -> table.mine() instanceof Seat.Seated)
                .map(CareplanResource::line)
                .toList();
    }

    @Operation(summary = "A shared plan: who sits there, and the tasks, those of nobody first")
    @GetMapping("/{id}")
    Shown.Careplan find(@PathVariable String id) {
        return show(found(id));
    }

    @Operation(
            summary = "\"I do this\": for oneself, or at the desk for somebody who takes part by phone",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Sent.NewAcceptance.class))))
    @PostMapping(path = "/{id}/tasks/{task}/acceptance", consumes = MediaType.APPLICATION_JSON_VALUE)
    Shown.CareTask accept(@PathVariable String id, @PathVariable String task, @RequestBody JsonNode sent) {
        var plan = found(id);
        var body = Body.of(sent);
        var as = speaker(body, plan);
        body.end();
        return taken(tasks.accept(found(plan, task), as), plan);
    }

    @Operation(
            summary = "Gives a task back, from a day on; without a day at once",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Sent.NewRelease.class))))
    @PostMapping(path = "/{id}/tasks/{task}/release", consumes = MediaType.APPLICATION_JSON_VALUE)
    Shown.CareTask release(@PathVariable String id, @PathVariable String task, @RequestBody JsonNode sent) {
        var plan = found(id);
        var body = Body.of(sent);
        var as = speaker(body, plan);
        var until = body.optionalDate("until").orElse(LocalDate.now(clock));
        body.end();
        return taken(tasks.release(found(plan, task), as, until), plan);
    }

    private SeatId speaker(Body body, Careplan plan) {
        var mine = careplans.listSpokenFor(plan.id());
        if (mine.isEmpty()) {
            throw Trouble.notFound();
        }
        return body.optionalId("as").map(SeatId::new).orElse(mine.getFirst().id());
    }

    /// A plan at whose table one sits, or that one's desk holds; being asked to it is not enough.
    private Careplan found(String id) {
        var plan = careplans.find(Ids.inPath(id, CareplanId::new)).orElseThrow(Trouble::notFound);
        if (careplans.listSpokenFor(plan.id()).isEmpty() && !careplans.decides(plan.id())) {
            throw Trouble.notFound();
        }
        return plan;
    }

    private CareTaskId found(Careplan plan, String task) {
        return tasks.find(Ids.inPath(task, CareTaskId::new))
                .filter(one -> one.what().plan().equals(plan.id()))
                .orElseThrow(Trouble::notFound)
                .id();
    }

    private static Shown.CareplanLine line(CareplanOverview table) {
        return new Shown.CareplanLine(
                table.plan().id().value(), table.participant(), table.plan().isOpen(), table.nobodys());
    }

    private Shown.Careplan show(Careplan plan) {
        var seats = careplans.listSeats(plan.id());
        var names = names(seats);
        return new Shown.Careplan(
                plan.id().value(),
                plan.request().value(),
                plan.isOpen(),
                seats.stream()
                        .filter(Seat.Seated.class::isInstance)
                        .map(seat ->
                                new Shown.Seat(seat.id().value(), seat.part().name(), seat.name()))
                        .toList(),
                tasks.list(plan.id()).stream().map(task -> show(task, names)).toList());
    }

    private static Map<SeatId, String> names(List<Seat> seats) {
        return seats.stream().collect(Collectors.toMap(Seat::id, Seat::name));
    }

    private static Shown.CareTask show(CareTask task, Map<SeatId, String> names) {
        var by = doer(task);
        return new Shown.CareTask(
                task.id().value(),
                task.state().name(),
                task.what().words(),
                task.what().dayParts().words(),
                by == null ? null : new Shown.Named(by.value(), names.get(by)),
                task instanceof CareTask.Released released ? released.until() : null,
                task instanceof CareTask.Proposed proposed ? proposed.since() : null);
    }

    private static @Nullable SeatId doer(CareTask task) {
        return switch (task) {
            case CareTask.Somebodys theirs -> theirs.by();
            case CareTask.Done done -> done.by();
            case CareTask.Proposed _, CareTask.Withdrawn _ -> null;
        };
    }

    private Shown.CareTask taken(TaskStep step, Careplan plan) {
        return switch (step) {
            case TaskStep.Moved(var now) -> show(now, names(careplans.listSeats(plan.id())));
            case TaskStep.NotFound _ -> throw Trouble.notFound();
            case TaskStep.OnlyThemselves _ ->
                throw new Trouble(HttpStatus.FORBIDDEN, "not-yours", "exchange.api.onlyThemselves");
            case TaskStep.TakenBy _ -> throw new Trouble(HttpStatus.CONFLICT, "taken", "exchange.api.taken");
            case TaskStep.Away _ -> throw new Trouble(HttpStatus.CONFLICT, "on-pause", "exchange.api.onPause");
            case TaskStep.DayPassed _ ->
                throw new Trouble(HttpStatus.UNPROCESSABLE_CONTENT, "day-passed", "exchange.api.dayPassed");
            case TaskStep.NotAtTheTable _, TaskStep.Over _, TaskStep.NotNow _ ->
                throw new Trouble(HttpStatus.CONFLICT, "not-now", "exchange.api.notNow");
        };
    }
}
