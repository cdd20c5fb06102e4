package nl.samenspel.careplans.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Viewer;
import nl.samenspel.careplans.CareTask;
import nl.samenspel.careplans.CareTask.Done;
import nl.samenspel.careplans.CareTask.Proposed;
import nl.samenspel.careplans.CareTask.Released;
import nl.samenspel.careplans.CareTask.Somebodys;
import nl.samenspel.careplans.CareTask.Withdrawn;
import nl.samenspel.careplans.CareTaskId;
import nl.samenspel.careplans.CareTasks;
import nl.samenspel.careplans.Careplan;
import nl.samenspel.careplans.Careplans;
import nl.samenspel.careplans.HoldingUp;
import nl.samenspel.careplans.Line;
import nl.samenspel.careplans.LineId;
import nl.samenspel.careplans.Saying;
import nl.samenspel.careplans.Seat;
import nl.samenspel.careplans.Seat.Part;
import nl.samenspel.careplans.Seat.Seated;
import nl.samenspel.careplans.SeatId;
import nl.samenspel.careplans.Section;
import nl.samenspel.careplans.SignalId;
import nl.samenspel.careplans.TableTalk;
import nl.samenspel.careplans.TaskStep;
import nl.samenspel.careplans.Told;
import nl.samenspel.matching.Explanations;
import nl.samenspel.network.DayParts;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The plan, for everyone at the table: what the participant would like, what nobody does yet, who does what.
@Controller
@MayUse
class PlanPages {

    private static final int MOST_WORDS = 500;
    private static final int YEARS_AHEAD = 3;

    private final Careplans careplans;
    private final CareTasks tasks;
    private final TableTalk talk;
    private final HoldingUp holdingUp;
    private final Explanations explanations;
    private final Words words;
    private final Clock clock;

    PlanPages(
            Careplans careplans,
            CareTasks tasks,
            TableTalk talk,
            HoldingUp holdingUp,
            Explanations explanations,
            Words words,
            Clock clock) {
        this.careplans = careplans;
        this.tasks = tasks;
        this.talk = talk;
        this.holdingUp = holdingUp;
        this.explanations = explanations;
        this.words = words;
        this.clock = clock;
    }

    /// Somebody at the table, as a page shows them.
    public record Who(String name, String part) {}

    /// A task as a row: when, who, and what the viewer may do with it.
    ///
    /// @param about what distinguishes its buttons for who hears them
    /// @param doer who does it, did it, or was asked
    /// @param speakers for whom the viewer may accept it
    /// @param theirs the seat for which the viewer may give it back or finish it; null when it is not theirs
    /// @param asked the seat for which the viewer may say no
    public record Row(
            CareTask task,
            String state,
            String when,
            String about,
            @Nullable Who doer,
            String day,
            List<Option> speakers,
            @Nullable SeatId theirs,
            @Nullable SeatId asked,
            boolean mayWithdraw) {}

    /// Something said, as a page shows it.
    public record Spoken(
            Line line,
            String by,
            String day,
            String time,
            boolean mayTakeBack,
            List<String> agreed,
            List<Option> mayAgree,
            boolean stands,
            boolean due) {}

    @GetMapping("/careplans/{id}")
    Object show(@PathVariable String id) {
        var plan = Pages.find(careplans, id);
        return careplans.listSpokenFor(plan.id()).isEmpty() && !careplans.decides(plan.id())
                ? "redirect:/careplans"
                : page(plan, Form.empty(), HttpStatus.OK);
    }

    // --- tasks ---

    @PostMapping("/careplans/{id}/tasks")
    Object propose(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var plan = Pages.find(careplans, id);
        var form = Form.of(typed, "careplans.field");
        var as = speaker(form, plan);
        var what = form.text("taskWords", MOST_WORDS);
        var when = dayParts(form);
        var asked = form.optionalId("asked", SeatId::new);
        return form.isRight() && as.isPresent()
                ? after(tasks.propose(plan.id(), as.get(), what, when, asked.orElse(null)), plan, redirect, "propose")
                : page(plan, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static DayParts dayParts(Form form) {
        return DayParts.chosen(form, "dayParts");
    }

    /// What somebody does with a task. Each has a message `careplans.done.<name>`.
    enum TaskMove {
        ACCEPT,
        DECLINE,
        ASK,
        RELEASE,
        FINISH,
        WITHDRAW
    }

    @PostMapping("/careplans/{id}/tasks/{task}")
    Object move(
            @PathVariable String id,
            @PathVariable String task,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var plan = Pages.find(careplans, id);
        var which = tasks.find(Pages.parse(task, CareTaskId::of))
                .filter(one -> one.what().plan().equals(plan.id()))
                .orElseThrow(Pages::notFound);
        var form = Form.of(typed, "careplans.field");
        var move = form.one("move", TaskMove.class);
        var as = speaker(form, plan);
        if (!form.isRight() || as.isEmpty()) {
            return page(plan, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var step =
                switch (move) {
                    case ACCEPT -> tasks.accept(which.id(), as.get());
                    case DECLINE -> tasks.decline(which.id(), as.get());
                    case FINISH -> tasks.finish(which.id(), as.get());
                    case WITHDRAW -> tasks.withdraw(which.id());
                    case ASK ->
                        form.id("asked", SeatId::new)
                                .map(whom -> tasks.ask(which.id(), as.get(), whom))
                                .orElse(null);
                    case RELEASE -> {
                        var until = form.optionalDate("until").orElse(LocalDate.now(clock));
                        yield form.isRight() ? tasks.release(which.id(), as.get(), until) : null;
                    }
                };
        return step == null
                ? page(plan, form, HttpStatus.UNPROCESSABLE_CONTENT)
                : after(step, plan, redirect, move.name().toLowerCase(java.util.Locale.ROOT));
    }

    private Object after(TaskStep step, Careplan plan, RedirectAttributes redirect, String done) {
        var no = "careplans.no." + step.getClass().getSimpleName();
        var said =
                switch (step) {
                    case TaskStep.Moved _ -> words.get("careplans.done." + done);
                    case TaskStep.TakenBy(var name) -> words.get(no, name);
                    case TaskStep.OnlyThemselves(var name) -> words.get(no, name);
                    case TaskStep.NotAtTheTable(var name) -> words.get(no, name);
                    case TaskStep.Away(var name, var until) -> words.get(no, name, explanations.date(until));
                    case TaskStep.Over _, TaskStep.NotNow _, TaskStep.DayPassed _ -> words.get(no);
                    case TaskStep.NotFound _ -> throw Pages.notFound();
                };
        Notice.put(redirect, step instanceof TaskStep.Moved ? Notice.Kind.SUCCESS : Notice.Kind.WARNING, said);
        return "redirect:/careplans/" + plan.id();
    }

    // --- what is said ---

    /// What somebody puts on the plan; the name of the form's own field is beside it.
    enum Kind {
        WISH("wish"),
        NOTE("note"),
        AGREEMENT("agreement"),
        MOMENT("moment");

        private final String field;

        Kind(String field) {
            this.field = field;
        }
    }

    @PostMapping("/careplans/{id}/lines")
    Object say(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var plan = Pages.find(careplans, id);
        var form = Form.of(typed, "careplans.field");
        var kind = form.one("kind", Kind.class);
        var as = speaker(form, plan);
        var said = form.words(kind.field, MOST_WORDS);
        var today = LocalDate.now(clock);
        Saying saying =
                switch (kind) {
                    case WISH -> new Saying.Wish(said);
                    case NOTE -> new Saying.Note(said);
                    case MOMENT ->
                        new Saying.Moment(
                                said,
                                form.date("onDay", today, today.plusYears(YEARS_AHEAD)),
                                form.optionalTime("atTime").orElse(null));
                    case AGREEMENT -> new Saying.Agreement(said, division(form, today));
                };
        return form.isRight() && as.isPresent()
                ? after(talk.say(plan.id(), as.get(), saying), plan, redirect, "say")
                : page(plan, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static Line.@Nullable Division division(Form form, LocalDate today) {
        var by = form.optionalOne("by", Line.By.class);
        if (by.isEmpty()) {
            return null;
        }
        var reviewOn = form.date("reviewOn");
        if (form.error("reviewOn") == null
                && (!reviewOn.isAfter(today) || reviewOn.isAfter(today.plusYears(YEARS_AHEAD)))) {
            form.refuse("reviewOn", "careplans.wrong.reviewOn");
        }
        return new Line.Division(by.get(), reviewOn);
    }

    @PostMapping("/careplans/{id}/lines/{line}")
    Object answer(
            @PathVariable String id,
            @PathVariable String line,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var plan = Pages.find(careplans, id);
        var which = Pages.parse(line, LineId::of);
        var form = Form.of(typed, "careplans.field");
        if (form.ticked("takeBack")) {
            return after(talk.takeBack(which), plan, redirect, "takeBack");
        }
        var as = speaker(form, plan);
        return as.isPresent()
                ? after(talk.agree(which, as.get()), plan, redirect, "agree")
                : page(plan, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Object after(Told told, Careplan plan, RedirectAttributes redirect, String done) {
        var no = "careplans.no." + told.getClass().getSimpleName();
        var said =
                switch (told) {
                    case Told.Kept _ -> words.get("careplans.done." + done);
                    case Told.OnlyThemselves(var name) -> words.get(no, name);
                    case Told.ParticipantsWords(var name) -> words.get(no, name);
                    case Told.DayPassed _, Told.TakenBack _ -> words.get(no);
                    case Told.NotFound _ -> throw Pages.notFound();
                };
        Notice.put(redirect, told instanceof Told.Kept ? Notice.Kind.SUCCESS : Notice.Kind.WARNING, said);
        return "redirect:/careplans/" + plan.id();
    }

    // --- for the desk ---

    @PostMapping("/careplans/{id}/signals/{signal}")
    @MayUse({COORDINATOR, MANAGER})
    String answerSignal(@PathVariable String id, @PathVariable String signal, RedirectAttributes redirect) {
        var plan = Pages.find(careplans, id);
        if (!careplans.isAtMyDesk(plan.id())) {
            throw Pages.notFound();
        }
        holdingUp.answerSignal(Pages.parse(signal, SignalId::of));
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("careplans.signal.noted"));
        return "redirect:/careplans/" + plan.id();
    }

    @PostMapping("/careplans/{id}/close")
    @MayUse({COORDINATOR, MANAGER})
    Object close(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var plan = Pages.find(careplans, id);
        if (!careplans.isAtMyDesk(plan.id())) {
            throw Pages.notFound();
        }
        var form = Form.of(typed, "careplans.field");
        var why = form.optionalWords("closedWords", MOST_WORDS);
        if (!form.isRight()) {
            return page(plan, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var closed = careplans.close(plan.id(), why.orElse(""));
        Notice.put(
                redirect,
                closed ? Notice.Kind.SUCCESS : Notice.Kind.INFO,
                words.get(closed ? "careplans.close.done" : "careplans.closed.before"));
        return "redirect:/careplans/" + plan.id();
    }

    // --- the page ---

    /// For whom is spoken: the seat that was chosen, or the only one there is.
    private Optional<SeatId> speaker(Form form, Careplan plan) {
        var chosen = form.optionalId("as", SeatId::new);
        var speaker = chosen.isPresent() || form.error("as") != null
                ? chosen
                : careplans.listSpokenFor(plan.id()).stream().map(Seat::id).findFirst();
        if (speaker.isEmpty() && form.error("as") == null) {
            form.refuse("as", "ui.form.choose");
        }
        return speaker;
    }

    private ModelAndView page(Careplan plan, Form form, HttpStatus status) {
        var today = LocalDate.now(clock);
        var all = careplans.listSeats(plan.id());
        var seats = all.stream().collect(Collectors.toMap(Seat::id, Function.identity()));
        var spokenFor = careplans.listSpokenFor(plan.id());
        var decides = careplans.decides(plan.id());
        var desk = careplans.isAtMyDesk(plan.id());
        var sees =
                spokenFor.stream().flatMap(seat -> seat.chair().sees().stream()).collect(Collectors.toSet());
        var rows = tasks.list(plan.id()).stream()
                .map(task -> row(task, seats, spokenFor, decides || desk, plan.isOpen(), today))
                .toList();
        var lines = talk.list(plan.id()).stream()
                .map(line -> line(line, seats, all, spokenFor, decides || desk, plan.isOpen(), today))
                .toList();
        var self = spokenFor.stream().filter(PlanPages::isViewers).findFirst();
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("plan", plan);
        model.put("desk", desk);
        model.put(
                "desksSeat",
                all.stream()
                        .filter(seat -> seat.part() == Part.COORDINATOR)
                        .map(seat -> seat.id().toString())
                        .findFirst()
                        .orElse(""));
        model.put("participant", all.isEmpty() ? "" : all.getFirst().name());
        model.put("seats", all.stream().filter(Seated.class::isInstance).toList());
        model.put("closedOn", plan.closedOn() == null ? "" : explanations.date(plan.closedOn()));
        model.put("sees", sees.stream().map(Section::name).collect(Collectors.toSet()));
        model.put(
                "nobodys",
                rows.stream().filter(row -> row.task() instanceof Proposed).toList());
        model.put(
                "somebodys",
                rows.stream().filter(row -> row.task() instanceof Somebodys).toList());
        model.put(
                "over",
                rows.stream()
                        .filter(row -> row.task() instanceof Done || row.task() instanceof Withdrawn)
                        .toList());
        model.put("wishes", of(lines, Line.Wish.class));
        model.put("agreements", of(lines, Line.Agreement.class));
        model.put("notes", of(lines, Line.Note.class));
        model.put(
                "moments",
                of(lines, Line.Moment.class).stream()
                        .filter(line -> !((Line.Moment) line.line()).on().isBefore(today))
                        .toList());
        model.put("speakers", options(spokenFor));
        model.put(
                "askable",
                all.stream()
                        .filter(Seated.class::isInstance)
                        .map(seat -> new Option(seat.id().toString(), seat.name()))
                        .toList());
        model.put("bys", words.options("careplans.by", Line.By.class));
        model.put("mayWish", decides || spokenFor.stream().anyMatch(seat -> seat.part() == Part.PARTICIPANT));
        model.put(
                "relative",
                self.filter(seat -> seat.part() == Part.RELATIVE && plan.isOpen())
                        .isPresent());
        model.put(
                "timeToAsk",
                self.filter(seat -> holdingUp.isTimeToAsk(plan.id(), seat.id())).isPresent());
        model.put(
                "signals",
                desk
                        ? holdingUp.listSignals().stream()
                                .filter(signal -> signal.plan().equals(plan.id()))
                                .toList()
                        : List.of());
        return new ModelAndView("careplans/plan", model, status);
    }

    private static List<Spoken> of(List<Spoken> lines, Class<? extends Line> kind) {
        return lines.stream().filter(line -> kind.isInstance(line.line())).toList();
    }

    private static List<Option> options(List<Seat> seats) {
        // oneself first: the desk speaks for itself unless it says otherwise
        return Stream.concat(
                        seats.stream().filter(seat -> !seat.chair().byPhone()),
                        seats.stream().filter(seat -> seat.chair().byPhone()))
                .map(seat -> new Option(seat.id().toString(), seat.name()))
                .toList();
    }

    private static boolean isViewers(Seat seat) {
        var viewer = Viewer.current();
        var chair = seat.chair();
        return (chair.person() != null && viewer.persons().contains(chair.person()))
                || (chair.account() != null && chair.account().equals(viewer.account()));
    }

    private Row row(
            CareTask task,
            Map<SeatId, Seat> seats,
            List<Seat> spokenFor,
            boolean mayDecide,
            boolean open,
            LocalDate today) {
        var mine = spokenFor.stream().map(Seat::id).collect(Collectors.toSet());
        var doer =
                switch (task) {
                    case Proposed proposed -> proposed.asked();
                    case Somebodys theirs -> theirs.by();
                    case Done done -> done.by();
                    case Withdrawn _ -> null;
                };
        var day =
                switch (task) {
                    case Proposed proposed -> explanations.date(day(proposed.since()));
                    case Released released -> explanations.date(released.until());
                    case Done done -> explanations.date(done.on());
                    case Withdrawn withdrawn -> explanations.date(withdrawn.on());
                    case CareTask.Accepted _ -> "";
                };
        var free = spokenFor.stream()
                .filter(seat -> seat instanceof Seated seated && !seated.isAwayOn(today))
                .filter(seat -> !seat.id().equals(doer) || task instanceof Proposed)
                .toList();
        return new Row(
                task,
                task.state().name(),
                task.what().dayParts().isEmpty()
                        ? words.get("careplans.whenever")
                        : explanations.dayParts(task.what().dayParts()),
                words.get("careplans.task.about", task.what().words()),
                doer == null ? null : who(seats.get(doer)),
                day,
                open && (task instanceof Proposed || task instanceof Released) ? options(free) : List.of(),
                open && task instanceof Somebodys theirs && mine.contains(theirs.by()) ? theirs.by() : null,
                open && task instanceof Proposed proposed && mine.contains(proposed.asked()) ? proposed.asked() : null,
                open
                        && task instanceof Proposed
                        && (mayDecide || mine.contains(task.what().proposedBy())));
    }

    private static @Nullable Who who(@Nullable Seat seat) {
        return seat == null ? null : new Who(seat.name(), seat.part().name().toLowerCase(java.util.Locale.ROOT));
    }

    private Spoken line(
            Line line,
            Map<SeatId, Seat> seats,
            List<Seat> all,
            List<Seat> spokenFor,
            boolean mayDecide,
            boolean open,
            LocalDate today) {
        var said = line.said();
        var agreement = line instanceof Line.Agreement it ? it : null;
        var division = agreement == null ? null : agreement.division();
        return new Spoken(
                line,
                words.get(
                        phones(seats, said.by()) ? "careplans.said.byPhone" : "careplans.said.by",
                        name(seats, said.by()),
                        explanations.date(day(said.at()))),
                line instanceof Line.Moment moment
                        ? explanations.date(moment.on())
                        : division == null ? "" : explanations.date(division.reviewOn()),
                line instanceof Line.Moment moment && moment.at() != null ? Objects.toString(moment.at()) : "",
                open
                        && (mayDecide
                                || spokenFor.stream().anyMatch(seat -> seat.id().equals(said.by()))),
                agreement == null
                        ? List.of()
                        : all.stream()
                                .filter(seat -> agreement.agreed().contains(seat.id()))
                                .map(Seat::name)
                                .toList(),
                agreement == null || !open
                        ? List.of()
                        : options(spokenFor.stream()
                                .filter(seat -> !agreement.agreed().contains(seat.id()))
                                .toList()),
                agreement != null && agreement.stands(all),
                division != null && !division.reviewOn().isAfter(today));
    }

    private static String name(Map<SeatId, Seat> seats, SeatId id) {
        var seat = seats.get(id);
        return seat == null ? "" : seat.name();
    }

    private static boolean phones(Map<SeatId, Seat> seats, SeatId id) {
        var seat = seats.get(id);
        return seat != null && seat.chair().byPhone();
    }

    private LocalDate day(Instant at) {
        return at.atZone(clock.getZone()).toLocalDate();
    }
}
