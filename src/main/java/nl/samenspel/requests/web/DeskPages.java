package nl.samenspel.requests.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.DeskHelp;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.network.Branch;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.network.Qualification;
import nl.samenspel.network.Situation;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.Ask;
import nl.samenspel.requests.Boundary;
import nl.samenspel.requests.ContactNote;
import nl.samenspel.requests.Heaviness;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequest.CloseReason;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequestOverview;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Lacking;
import nl.samenspel.requests.LifeArea;
import nl.samenspel.requests.Moved;
import nl.samenspel.requests.RequestFilter;
import nl.samenspel.requests.Triage;
import nl.samenspel.requests.Triage.Outcome;
import nl.samenspel.requests.Triaged;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/// The coordinator's requests: the list, and one request with everything known and everything one can do.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class DeskPages {

    private static final int ON_A_PAGE = 25;
    private static final int MOST_FOUND = 50;

    private final HelpRequests requests;
    private final Organisations organisations;
    private final Accounts accounts;
    private final DeskHelp help;
    private final People people;
    private final NeedReader needs;
    private final Words words;
    private final Clock clock;

    DeskPages(
            HelpRequests requests,
            Organisations organisations,
            Accounts accounts,
            DeskHelp help,
            People people,
            NeedReader needs,
            Words words,
            Clock clock) {
        this.requests = requests;
        this.organisations = organisations;
        this.accounts = accounts;
        this.help = help;
        this.people = people;
        this.needs = needs;
        this.words = words;
        this.clock = clock;
    }

    // --- the list ---

    /// A line of the list, with the names one may see.
    public record Line(HelpRequestOverview request, String participant, String holder, boolean pastDate) {}

    @GetMapping("/requests")
    ModelAndView list(@RequestParam MultiValueMap<String, String> typed) {
        var asked = new LinkedMultiValueMap<>(typed);
        if (asked.getOrDefault("state", List.of("")).stream().allMatch(String::isBlank)) {
            asked.set("state", "OPEN");
        }
        var form = Form.of(asked, NeedReader.LABELS);
        var state = form.optionalOneOf("state", stateChoices()).orElse("OPEN");
        var kind = form.optionalOne("kind", KindOfHelp.class).orElse(null);
        var text = form.optionalText("q", 100).orElse("");
        var page = form.optionalWhole("page", 1, 10_000).orElse(1);
        var past = form.ticked("past");
        var mine = form.ticked("mine");
        var model = new HashMap<String, Object>();
        var organisation = Viewer.current().myDesk().organisation();
        var filter = new RequestFilter(
                states(state),
                kind,
                past,
                mine ? Viewer.current().me() : null,
                text,
                text.isEmpty() ? Set.of() : Set.copyOf(people.findByName(organisation, text, MOST_FOUND)));
        var found = form.isRight() ? requests.count(filter) : 0;
        var lines =
                found == 0 ? List.<HelpRequestOverview>of() : requests.list(filter, (page - 1) * ON_A_PAGE, ON_A_PAGE);
        model.put("form", form);
        model.put("found", found);
        model.put("lines", lines(lines));
        model.put("page", page);
        model.put("pages", (found + ON_A_PAGE - 1) / ON_A_PAGE);
        var path = UriComponentsBuilder.fromPath("/requests");
        for (var field : List.of("state", "kind", "q", "past", "mine")) {
            form.chosen(field).forEach(value -> path.queryParam(field, value));
        }
        model.put("path", path.encode().build().toUriString());
        model.put("kinds", words.options("network.kind", KindOfHelp.class));
        model.put("states", stateOptions());
        return new ModelAndView(
                "requests/list", model, form.isRight() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private List<Line> lines(List<HelpRequestOverview> found) {
        var participants =
                people.list(found.stream().map(HelpRequestOverview::participant).toList(), Purpose.WORKBENCH);
        var holders =
                accounts.names(found.stream().map(HelpRequestOverview::holder).toList());
        var today = LocalDate.now(clock);
        return found.stream()
                .map(request -> new Line(
                        request,
                        Optional.ofNullable(participants.get(request.participant()))
                                .map(Person::name)
                                .orElse(""),
                        holders.getOrDefault(request.holder(), ""),
                        request.nextDate() != null && request.nextDate().isBefore(today)))
                .toList();
    }

    private static List<String> stateChoices() {
        List<String> choices = new ArrayList<>(List.of("OPEN", "ALL"));
        Arrays.stream(State.values()).map(State::name).forEach(choices::add);
        return choices;
    }

    private List<Option> stateOptions() {
        return stateChoices().stream()
                .map(choice -> new Option(choice, words.get("requests.state." + choice)))
                .toList();
    }

    private static Set<State> states(String choice) {
        return switch (choice) {
            case "OPEN" -> RequestFilter.open().states();
            case "ALL" -> Set.of();
            default -> Set.of(State.valueOf(choice));
        };
    }

    // --- one request ---

    @GetMapping("/requests/{id}")
    ModelAndView show(@PathVariable HelpRequestId id) {
        return page(mine(id), "", null, HttpStatus.OK);
    }

    @PostMapping("/requests/{id}/triage")
    Object triage(
            @PathVariable HelpRequestId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var request = mine(id);
        var form = Form.of(typed, NeedReader.LABELS);
        var seen = form.whole("version", 0, Integer.MAX_VALUE - 1);
        var troubled = form.many("troubled", LifeArea.class);
        var withinAYear = form.oneOf("withinAYear", List.of("YES", "NO"));
        var touched = form.many("touched", Boundary.class);
        var outcome = form.one("outcome", Outcome.class);
        var notes = form.optionalWords("notes", 2000).orElse("");
        var urgency = form.whole("urgency", 0, 3);
        var qualifications = form.many("needed", Qualification.class);
        var situations = form.many("situations", Situation.class);
        var decision = decision(form, outcome);
        if (form.isRight() && decision != null) {
            var triage =
                    new Triage(troubled, withinAYear.equals("YES"), touched, decision, notes, urgency, qualifications);
            switch (requests.triage(id, triage, seen)) {
                case Triaged.Decided(var now) -> {
                    requests.noteSituations(id, situations);
                    Notice.put(redirect, Notice.Kind.SUCCESS, words.get("requests.triage.done." + now.state()));
                    return "redirect:/requests/" + id;
                }
                case Triaged.BeyondVolunteers(var crossed) ->
                    crossed.forEach(it -> form.refuse(
                            "outcome",
                            "requests.crossed." + it.rule() + (it.ofOurOwn() ? ".own" : ""),
                            words.of("requests.boundary", it.boundary())));
                case Triaged.InTheNetwork(var to) ->
                    form.refuse("nextOrganisation", "requests.triage.inTheNetwork", organisations.nameOf(to));
                case Triaged.NotNow _ -> form.refuse("version", "requests.step.over");
                case Triaged.NotFound _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
        }
        return page(mineNow(id, request), "triage", form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static Triage.@Nullable Decision decision(Form form, Outcome outcome) {
        return switch (outcome) {
            case VOLUNTEER -> new Triage.ByVolunteer();
            case TOGETHER -> new Triage.Together();
            case PROFESSIONAL -> {
                var door = form.text("nextDoor", 300);
                var to =
                        form.optionalId("nextOrganisation", OrganisationId::new).orElse(null);
                yield door.isEmpty() ? null : new Triage.ByProfessional(door, to);
            }
            case NO -> {
                var lacking = form.one("lacking", Lacking.class);
                var door = form.text("nextDoor", 300);
                var to =
                        form.optionalId("nextOrganisation", OrganisationId::new).orElse(null);
                yield door.isEmpty() ? null : new Triage.No(lacking, door, to);
            }
        };
    }

    @PostMapping("/requests/{id}/contacts")
    Object note(
            @PathVariable HelpRequestId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var request = mine(id);
        var form = Form.of(typed, NeedReader.LABELS);
        var note = new ContactNote(
                form.text("withWhom", 100),
                form.words("agreed", 2000),
                form.optionalDate("contactNext", today(), latest()).orElse(null));
        if (!form.isRight()) {
            return page(request, "contacts", form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return after(requests.note(id, note), id, "requests.contact.noted", redirect);
    }

    @PostMapping("/requests/{id}/hand")
    Object hand(
            @PathVariable HelpRequestId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var request = mine(id);
        var form = Form.of(typed, NeedReader.LABELS);
        var to = form.id("to", AccountId::new);
        var branch = form.id("toBranch", BranchId::new);
        var next = form.date("handNext", today(), latest());
        if (to.isPresent()
                && requests.listColleagues().stream()
                        .noneMatch(colleague -> colleague.id().equals(to.get()))) {
            form.refuse("to", "ui.form.unknownChoice");
        }
        if (branch.isPresent()
                && organisations
                        .findBranch(branch.get())
                        .filter(it -> it.organisation().equals(request.holder().organisation()))
                        .isEmpty()) {
            form.refuse("toBranch", "ui.form.unknownChoice");
        }
        if (!form.isRight() || to.isEmpty() || branch.isEmpty()) {
            return page(request, "hand", form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var moved = requests.hand(id, to.get(), branch.get(), next);
        if (moved.isDone() && requests.find(id).isEmpty()) {
            // at another branch now: no longer ours to see
            Notice.put(redirect, Notice.Kind.SUCCESS, words.get("requests.handed"));
            return "redirect:/requests";
        }
        return after(moved, id, "requests.handed", redirect);
    }

    @PostMapping("/requests/{id}/next-date")
    Object setNextDate(
            @PathVariable HelpRequestId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var request = mine(id);
        var form = Form.of(typed, NeedReader.LABELS);
        var next = form.date("nextDate", today(), latest());
        if (!form.isRight()) {
            return page(request, "next-date", form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return after(requests.setNextDate(id, next), id, "requests.nextDate.set", redirect);
    }

    @PostMapping("/requests/{id}/withdraw")
    Object withdraw(
            @PathVariable HelpRequestId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var request = mine(id);
        var form = Form.of(typed, NeedReader.LABELS);
        var why = form.optionalWords("why", 500).orElse("");
        if (!form.isRight()) {
            return page(request, "withdraw", form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return after(requests.withdraw(id, why), id, "requests.withdrawn", redirect);
    }

    @PostMapping("/requests/{id}/close")
    Object close(
            @PathVariable HelpRequestId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var request = mine(id);
        var form = Form.of(typed, NeedReader.LABELS);
        var reason = form.one("reason", CloseReason.class);
        var closeWords = form.optionalWords("closeWords", 500).orElse("");
        if (!form.isRight()) {
            return page(request, "close", form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return after(requests.close(id, reason, closeWords), id, "requests.closed", redirect);
    }

    @PostMapping("/requests/{id}/reopen")
    Object reopen(
            @PathVariable HelpRequestId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var request = mine(id);
        var form = Form.of(typed, NeedReader.LABELS);
        var next = form.date("reopenNext", today(), latest());
        if (!form.isRight()) {
            return page(request, "reopen", form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return after(requests.reopen(id, next), id, "requests.reopened", redirect);
    }

    @PostMapping("/requests/{id}/representative")
    Object confirmRepresentative(@PathVariable HelpRequestId id, RedirectAttributes redirect) {
        mine(id);
        return after(requests.confirmRepresentative(id), id, "requests.representative.confirmed", redirect);
    }

    @GetMapping("/requests/{id}/correct")
    ModelAndView correct(@PathVariable HelpRequestId id) {
        var request = mine(id);
        var values = new HashMap<>(NeedReader.filled(request.ask().need()));
        values.put("version", request.version());
        return correctPage(request, Form.filled(values), HttpStatus.OK);
    }

    @PostMapping("/requests/{id}/correct")
    Object correct(
            @PathVariable HelpRequestId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var request = mine(id);
        var form = Form.of(typed, NeedReader.LABELS);
        var seen = form.whole("version", 0, Integer.MAX_VALUE - 1);
        var need = needs.readAgain(form, request.ask().need());
        if (form.isRight()) {
            var moved = requests.correct(id, need, seen);
            if (!(moved instanceof Moved.NotNow)) {
                return after(moved, id, "requests.corrected", redirect);
            }
            form.refuse("version", "requests.step.over");
        }
        return correctPage(request, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView correctPage(HelpRequest request, Form form, HttpStatus status) {
        var model = new HashMap<String, Object>(needs.options());
        model.put("form", form);
        model.put("id", request.id());
        model.put("reference", request.id().reference());
        return new ModelAndView("requests/correct", model, status);
    }

    private String after(Moved moved, HelpRequestId id, String done, RedirectAttributes redirect) {
        switch (moved) {
            case Moved.Done _ -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get(done));
            case Moved.NotNow _ -> Notice.put(redirect, Notice.Kind.WARNING, words.get("requests.step.over"));
            case Moved.NotFound _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:/requests/" + id;
    }

    /// Of our own desk: what is someone's own, elsewhere, they see on their own pages.
    private HelpRequest mine(HelpRequestId id) {
        var organisation = Viewer.current().myDesk().organisation();
        return requests.find(id)
                .filter(request -> request.holder().organisation().equals(organisation))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private HelpRequest mineNow(HelpRequestId id, HelpRequest before) {
        return requests.find(id).orElse(before);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private LocalDate latest() {
        return today().plusYears(2);
    }

    /// @param section which of the forms was sent and is not right yet
    private ModelAndView page(HelpRequest request, String section, @Nullable Form typed, HttpStatus status) {
        var ask = request.ask();
        var model = new HashMap<String, Object>(needs.options());
        var shown = new HashSet<PersonId>();
        shown.add(ask.participant());
        if (ask.askedBy() != null) {
            shown.add(ask.askedBy());
        }
        var triages = requests.triages(request.id());
        var heaviness = requests.listHeaviness(Set.of(request.id())).getOrDefault(request.id(), Heaviness.NONE);
        var contacts = requests.contacts(request.id());
        var events = requests.events(request.id());
        var who = new HashSet<AccountId>();
        who.add(request.holder().person());
        triages.forEach(it -> who.add(it.by()));
        contacts.forEach(it -> Optional.ofNullable(it.by()).ifPresent(who::add));
        events.forEach(it -> {
            who.add(it.holder());
            Optional.ofNullable(it.by()).ifPresent(who::add);
        });
        // a volunteer's yes is told by their name: who is shown is looked at
        shown.addAll(accounts.persons(who));
        var known = people.list(shown, Purpose.REQUEST);
        var stricter = organisations
                .find(request.holder().organisation())
                .map(Organisation::stricter)
                .orElse(Set.of());
        model.put("request", request);
        model.put("need", ask.need());
        model.put("open", request instanceof HelpRequest.Open);
        model.put("state", request.state());
        model.put("participant", Optional.ofNullable(known.get(ask.participant())));
        model.put("asker", Optional.ofNullable(ask.askedBy()).map(known::get));
        model.put("helped", listHelped(ask));
        model.put("moments", Moments.lines(ask.need().dayParts(), words));
        model.put(
                "pastDate",
                request instanceof HelpRequest.Open open && open.nextDate().isBefore(today()));
        model.put("triages", triages);
        model.put("contacts", contacts);
        model.put("events", events);
        model.put("names", accounts.names(who));
        model.put(
                "branch",
                organisations
                        .findBranch(request.holder().branch())
                        .map(Branch::name)
                        .orElse(""));
        model.put(
                "representativeWaits",
                ask.askedBy() != null
                        && ask.relation() == Relation.LEGAL_REPRESENTATIVE
                        && people.listBeside(ask.participant()).get(ask.askedBy()) != Relation.LEGAL_REPRESENTATIVE);
        model.put("section", section);
        model.put(
                "form",
                typed == null
                        ? Form.filled(beginnings(
                                request,
                                triages.isEmpty() ? null : triages.getFirst().triage(),
                                heaviness))
                        : typed);
        model.put(
                "nextOrganisation",
                nextOrganisation(request)
                        .flatMap(organisations::find)
                        .map(it -> it.name() + ", " + it.phone())
                        .orElse(""));
        // triage; who takes requests in here is asked, not pointed at
        var staffed = organisations.listBranches().stream()
                .filter(it -> it.duty() != null)
                .map(Branch::organisation)
                .collect(Collectors.toSet());
        model.put("areas", words.options("requests.area", LifeArea.class));
        model.put(
                "yearOptions",
                List.of(
                        new Option("YES", words.get("requests.year.YES")),
                        new Option("NO", words.get("requests.year.NO"))));
        model.put(
                "boundaries",
                Arrays.stream(Boundary.values())
                        .map(boundary -> new Option(
                                boundary.name(),
                                words.get(
                                        "requests.rule." + boundary.at(stricter),
                                        words.of("requests.boundary", boundary))))
                        .toList());
        model.put("outcomes", words.options("requests.outcome", Outcome.class));
        model.put("lackings", words.options("requests.lacking", Lacking.class));
        model.put(
                "organisations",
                organisations.list().stream()
                        .filter(it -> !staffed.contains(it.id()))
                        .map(it -> new Option(it.id().toString(), it.name()))
                        .toList());
        model.put("situations", words.options("network.situation", Situation.class));
        model.put("heaviness", heaviness);
        model.put("qualifications", words.options("network.qualification", Qualification.class));
        // the other steps
        model.put(
                "colleagues",
                requests.listColleagues().stream()
                        .map(it -> new Option(it.id().toString(), it.name()))
                        .toList());
        model.put(
                "branches",
                organisations.listBranches(request.holder().organisation()).stream()
                        .map(it -> new Option(it.id().toString(), it.name()))
                        .toList());
        model.put("reasons", words.options("requests.closed", CloseReason.class));
        return new ModelAndView("requests/request", model, status);
    }

    private static Optional<OrganisationId> nextOrganisation(HelpRequest request) {
        return switch (request) {
            case HelpRequest.Refused it -> Optional.ofNullable(it.to());
            case HelpRequest.Referred it -> Optional.ofNullable(it.to());
            default -> Optional.empty();
        };
    }

    /// What the forms on the page begin with: the latest judgement, and dates a week away.
    private Map<String, Object> beginnings(HelpRequest request, @Nullable Triage last, Heaviness heaviness) {
        var week = today().plusWeeks(1);
        var values = new HashMap<String, Object>();
        values.put("version", request.version());
        values.put("urgency", request.ask().need().urgency());
        values.put("situations", heaviness.situations());
        values.put("needed", request.ask().need().qualifications());
        if (last != null) {
            values.put("troubled", last.troubled());
            values.put("withinAYear", last.withinAYear() ? "YES" : "NO");
            values.put("touched", last.touched());
            values.put("notes", last.notes());
        }
        values.put("toBranch", request.holder().branch());
        values.put("handNext", week);
        values.put("nextDate", request instanceof HelpRequest.Open open ? open.nextDate() : week);
        values.put("reopenNext", week);
        return values;
    }

    /// Of who asked and for whom: those with an account whom the viewer may help to sign in.
    private Set<PersonId> listHelped(Ask ask) {
        return Stream.of(ask.participant(), ask.askedBy())
                .flatMap(Stream::ofNullable)
                .filter(person -> accounts.of(person).flatMap(help::find).isPresent())
                .collect(Collectors.toSet());
    }
}
