package nl.samenspel.matches.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.Policies;
import nl.samenspel.matches.SmallGroups;
import nl.samenspel.matches.SmallGroups.Asked;
import nl.samenspel.matches.SmallGroups.Shared;
import nl.samenspel.matches.SmallGroups.SmallGroup;
import nl.samenspel.matching.Explanations;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Invited;
import nl.samenspel.network.CommitmentLength;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequest.CloseReason;
import nl.samenspel.requests.HelpRequest.Matched;
import nl.samenspel.requests.HelpRequest.Open;
import nl.samenspel.requests.HelpRequest.Searching;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Moved;
import nl.samenspel.requests.Part;
import nl.samenspel.requests.Split;
import nl.samenspel.requests.Task;
import nl.samenspel.requests.Tasks;
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

/// For the coordinator: dividing a request in tasks, and the small group of volunteers who share them.
@Controller
@MayUse({COORDINATOR, MANAGER})
class TaskPages {

    private static final int MOST_WORDS = 500;
    private static final int MOST_HOURS_ALONG = 12;

    private final Tasks tasks;
    private final SmallGroups groups;
    private final Policies policies;
    private final HelpRequests requests;
    private final People people;
    private final Explanations explanations;
    private final Words words;
    private final Clock clock;

    TaskPages(
            Tasks tasks,
            SmallGroups groups,
            Policies policies,
            HelpRequests requests,
            People people,
            Explanations explanations,
            Words words,
            Clock clock) {
        this.tasks = tasks;
        this.groups = groups;
        this.policies = policies;
        this.requests = requests;
        this.people = people;
        this.explanations = explanations;
        this.words = words;
        this.clock = clock;
    }

    // --- the parts, and who does them ---

    /// A part on the page.
    ///
    /// @param who the volunteer's name, where a match runs
    /// @param after the number of the part that it takes over from
    /// @param along the number of the part in which somebody goes along
    /// @param waits whether it waits for a volunteer
    /// @param open whether anybody still looks after it
    public record Line(
            Shared shared,
            String title,
            String when,
            String who,
            @Nullable Integer after,
            @Nullable Integer along,
            boolean waits,
            boolean open) {}

    @GetMapping("/requests/{id}/tasks")
    ModelAndView show(@PathVariable HelpRequestId id) {
        return page(ours(id), Form.empty(), HttpStatus.OK);
    }

    private ModelAndView page(HelpRequest request, Form form, HttpStatus status) {
        var group = groups.of(request.id());
        var names = people.list(group.members(), Purpose.MATCH);
        var model = new HashMap<String, Object>();
        model.put("request", request);
        model.put(
                "asked",
                amount(request.ask().need().dayPartsNeeded(), request.ask().hoursPerWeek()));
        model.put("lines", lines(group, names));
        model.put("proposals", request instanceof Searching ? tasks.propose(request, mostDayParts()) : List.of());
        model.put("searching", request instanceof Searching);
        model.put("goesOn", request instanceof Searching || request instanceof Matched);
        model.put(
                "members",
                group.members().stream()
                        .map(member -> new Option(member.toString(), name(names, member)))
                        .toList());
        model.put(
                "contact", group.contact().map(contact -> name(names, contact)).orElse(""));
        model.put(
                "form",
                form.isRight() && form.value("alongHours").isEmpty()
                        ? Form.filled(Map.of(
                                "contact",
                                group.contact(),
                                "alongOn",
                                today().plusWeeks(1),
                                "alongHours",
                                Math.min(MOST_HOURS_ALONG, request.ask().hoursPerWeek())))
                        : form);
        model.put("reasons", words.options("requests.closed", CloseReason.class));
        return new ModelAndView("matches/tasks", model, status);
    }

    private List<Line> lines(SmallGroup group, Map<PersonId, Person> names) {
        var numbers = group.shared().stream()
                .collect(Collectors.toMap(
                        one -> one.part().id(), one -> one.part().nth()));
        return group.shared().stream()
                .map(one -> new Line(
                        one,
                        title(one.part()),
                        when(one.part()),
                        one.match()
                                .map(match -> name(names, match.duo().volunteer()))
                                .orElse(""),
                        numbers.get(one.part().follows()),
                        numbers.get(one.part().besides()),
                        one.part().request() instanceof Searching,
                        one.part().request() instanceof Open))
                .toList();
    }

    private String title(Part part) {
        if (!part.title().isEmpty()) {
            return part.title();
        }
        return part.besides() == null
                ? words.of("network.kind", part.request().ask().kind())
                : words.get("matches.tasks.along");
    }

    private String when(Part part) {
        var need = part.request().ask().need();
        var until = need.until();
        if (CommitmentLength.of(need.from(), until) == CommitmentLength.ONCE) {
            return words.get("matches.tasks.once", need.hoursPerWeek(), explanations.date(need.from()));
        }
        var term = until == null
                ? words.get("matches.tasks.from", explanations.date(need.from()))
                : words.get("matches.tasks.fromUntil", explanations.date(need.from()), explanations.date(until));
        return words.get(
                "matches.tasks.when",
                amount(need.dayPartsNeeded(), need.hoursPerWeek()),
                explanations.dayParts(need.dayParts()),
                term);
    }

    private String amount(int dayParts, int hours) {
        return words.get("requests.amount.said", dayParts, hours);
    }

    /// One of the group is whom the others turn to; nobody chosen means the coordinator.
    @PostMapping("/requests/{id}/tasks/contact")
    String setContact(
            @PathVariable HelpRequestId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        ours(id);
        var chosen = Form.of(typed, "matches.tasks").optionalId("contact", PersonId::new);
        var done = groups.setContact(id, chosen);
        Notice.put(
                redirect,
                done ? Notice.Kind.SUCCESS : Notice.Kind.WARNING,
                words.get(done ? "matches.tasks.contact.set" : "matches.tasks.contact.gone"));
        return back(id);
    }

    /// The same few people come first: who of the group may, is asked for this part.
    @PostMapping("/requests/{id}/tasks/ask-group")
    String askGroup(@PathVariable HelpRequestId id, RedirectAttributes redirect) {
        var request = ours(id);
        var asked = groups.ask(id, explanations.question(request.ask()), today().plusDays(Invitations.ANSWER_WITHIN));
        switch (asked) {
            case Asked.Done(var invited) ->
                Notice.put(
                        redirect,
                        invited.toPhone().isEmpty() ? Notice.Kind.SUCCESS : Notice.Kind.WARNING,
                        words.get(
                                invited.toPhone().isEmpty() ? "matches.tasks.asked" : "matches.tasks.askedAndPhone",
                                invited.mailed() + invited.toPhone().size(),
                                invited.toPhone().size()));
            case Asked.NobodyFits(var each) ->
                Notice.put(
                        redirect,
                        Notice.Kind.WARNING,
                        each.isEmpty()
                                ? words.get("matches.tasks.noGroup")
                                : words.get(
                                        "matches.tasks.nobodyFits",
                                        each.stream()
                                                .map(one -> one.name() + ": "
                                                        + one.obstacles().stream()
                                                                .map(explanations::of)
                                                                .collect(Collectors.joining(" ")))
                                                .collect(Collectors.joining(" "))));
            case Asked.NotNow(var invited) ->
                Notice.put(
                        redirect,
                        Notice.Kind.WARNING,
                        words.get(
                                invited instanceof Invited.TellsWhoAsks
                                        ? "matches.tasks.askYourself"
                                        : "matching.invite.notSearching"));
        }
        return back(id);
    }

    /// Somebody goes along the first time, or once more: a task of one day.
    @PostMapping("/requests/{id}/tasks/along")
    Object askAlong(
            @PathVariable HelpRequestId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var request = ours(id);
        var form = Form.of(typed, "matches.tasks");
        var on = form.date("alongOn", today(), today().plusYears(1));
        var hours = form.whole("alongHours", 1, MOST_HOURS_ALONG);
        if (!form.isRight()) {
            return page(request, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        after(tasks.askAlong(id, on, hours), redirect, "matches.tasks.along.done");
        return back(id);
    }

    /// All of it is over.
    @PostMapping("/requests/{id}/tasks/close")
    Object closeAll(
            @PathVariable HelpRequestId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var request = ours(id);
        var form = Form.of(typed, "matches.tasks");
        var reason = form.one("reason", CloseReason.class);
        var why = form.optionalWords("closeWords", MOST_WORDS).orElse("");
        if (!form.isRight()) {
            return page(request, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("matches.tasks.closed", tasks.closeAll(id, reason, why)));
        return back(id);
    }

    // --- dividing ---

    @GetMapping("/requests/{id}/split")
    Object split(@PathVariable HelpRequestId id, @RequestParam(required = false) @Nullable String how) {
        var request = ours(id);
        if (!(request instanceof Searching)) {
            return back(id);
        }
        var chosen = tasks.propose(request, mostDayParts()).stream()
                .filter(split -> split.why().name().equals(how))
                .findFirst()
                .orElseGet(() -> tasks.otherwise(request));
        return splitPage(
                request, chosen.why(), filled(request, chosen), chosen.tasks().size(), HttpStatus.OK);
    }

    @PostMapping("/requests/{id}/split")
    Object split(
            @PathVariable HelpRequestId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var request = ours(id);
        var form = Form.of(typed, "matches.task", "requests.field");
        int rows = form.whole("rows", 2, Tasks.MOST);
        var why = form.optionalOne("why", Split.Why.class).orElse(Split.Why.OTHERWISE);
        if (form.ticked("more") && form.error("rows") == null) {
            return splitPage(request, why, form, Math.min(Tasks.MOST, rows + 1), HttpStatus.OK);
        }
        var seen = form.whole("version", 0, Integer.MAX_VALUE - 1);
        var wanted = new ArrayList<Task>();
        for (int row = 1; row <= rows; row++) {
            if (row == 1 || !form.ticked("skip-" + row)) {
                wanted.add(task(form, row));
            }
        }
        if (wanted.size() < 2) {
            form.refuse("title-1", "matches.task.two");
        }
        if (!form.isRight()) {
            return splitPage(request, why, form, rows, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (tasks.split(id, wanted, seen)) {
            case Moved.Done _ -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("matches.task.done", wanted.size()));
                yield back(id);
            }
            case Moved.NotNow _ -> {
                form.refuse("version", "requests.step.over");
                yield splitPage(request, why, form, rows, HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case Moved.NotFound _ -> throw Pages.notFound();
        };
    }

    private Task task(Form form, int row) {
        var dayParts = dayParts(form, "dayParts-" + row);
        int needed = form.whole("needed-" + row, 1, 28);
        if (!dayParts.isEmpty() && needed > dayParts.count() && form.error("needed-" + row) == null) {
            form.refuse("needed-" + row, "requests.amount.tooMany", dayParts.count());
        }
        var from = form.date("from-" + row, today(), today().plusYears(2));
        var until = form.optionalDate("until-" + row, today(), today().plusYears(10))
                .orElse(null);
        if (until != null && form.error("from-" + row) == null && until.isBefore(from)) {
            form.refuse("until-" + row, "requests.term.early");
        }
        return new Task(
                form.optionalText("title-" + row, Tasks.LONGEST_TITLE).orElse(""),
                form.one("kind-" + row, KindOfHelp.class),
                dayParts,
                needed,
                form.whole("hours-" + row, 1, 40),
                form.many("needs-" + row, Qualification.class),
                from,
                until,
                row > 1 && form.ticked("after-" + row));
    }

    private static DayParts dayParts(Form form, String name) {
        var parts = DayParts.chosen(form, name);
        if (parts.isEmpty() && form.error(name) == null) {
            form.refuse(name, "ui.form.chooseSome");
        }
        return parts;
    }

    private static Form filled(HelpRequest request, Split split) {
        var values = new HashMap<String, Object>();
        values.put("version", request.version());
        for (int row = 1; row <= split.tasks().size(); row++) {
            var task = split.tasks().get(row - 1);
            values.put("title-" + row, task.title());
            values.put("kind-" + row, task.kind());
            values.put("dayParts-" + row, task.dayParts().words());
            values.put("needed-" + row, task.dayPartsNeeded());
            values.put("hours-" + row, task.hoursPerWeek());
            values.put("needs-" + row, task.qualifications());
            values.put("from-" + row, task.from());
            values.put("until-" + row, Optional.ofNullable(task.until()));
            values.put("after-" + row, task.afterwards() ? "yes" : "");
        }
        return Form.filled(values);
    }

    private ModelAndView splitPage(HelpRequest request, Split.Why why, Form form, int rows, HttpStatus status) {
        var model = new HashMap<String, Object>();
        model.put("request", request);
        model.put(
                "asked",
                amount(request.ask().need().dayPartsNeeded(), request.ask().hoursPerWeek()));
        model.put("why", why.name());
        model.put("rows", rows);
        model.put("most", Tasks.MOST);
        model.put("form", form);
        model.put("kinds", words.options("network.kind", KindOfHelp.class));
        model.put("qualifications", words.options("network.qualification", Qualification.class));
        return new ModelAndView("matches/split", model, status);
    }

    private void after(Moved moved, RedirectAttributes redirect, String done) {
        switch (moved) {
            case Moved.Done _ -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get(done));
            case Moved.NotNow _ -> Notice.put(redirect, Notice.Kind.WARNING, words.get("requests.step.over"));
            case Moved.NotFound _ -> throw Pages.notFound();
        }
    }

    private static String back(HelpRequestId id) {
        return "redirect:/requests/" + id + "/tasks";
    }

    /// How many parts of the week one volunteer takes at most, as the organisation says.
    private int mostDayParts() {
        return policies.of(Viewer.current().myDesk().organisation()).dayPartsEach();
    }

    private HelpRequest ours(HelpRequestId id) {
        var organisation = Viewer.current().myDesk().organisation();
        return requests.find(id)
                .filter(request -> request.holder().organisation().equals(organisation))
                .orElseThrow(Pages::notFound);
    }

    private static String name(Map<PersonId, Person> names, PersonId who) {
        return Optional.ofNullable(names.get(who)).map(Person::name).orElse("");
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
