package nl.samenspel.referrals.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.referrals.Answering;
import nl.samenspel.referrals.Door;
import nl.samenspel.referrals.Ground;
import nl.samenspel.referrals.Handing;
import nl.samenspel.referrals.NewReferral;
import nl.samenspel.referrals.NextDoors;
import nl.samenspel.referrals.Reason;
import nl.samenspel.referrals.Referral;
import nl.samenspel.referrals.Referral.Way;
import nl.samenspel.referrals.ReferralId;
import nl.samenspel.referrals.Referrals;
import nl.samenspel.referrals.Scope;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequestOverview;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.RequestFilter;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Paging;
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

/// For the desk: what waits for our answer, what we asked of others, what still has nobody, and referring a request.
@Controller
@MayUse({COORDINATOR, MANAGER})
class ReferralPages {

    private static final String LABELS = "referrals.field";
    private static final int MOST_WORDS = 1000;
    private static final int ON_A_PAGE = 25;

    private final Referrals referrals;
    private final NextDoors doors;
    private final HelpRequests requests;
    private final People people;
    private final Accounts accounts;
    private final Shown shown;
    private final Words words;

    ReferralPages(
            Referrals referrals,
            NextDoors doors,
            HelpRequests requests,
            People people,
            Accounts accounts,
            Shown shown,
            Words words) {
        this.referrals = referrals;
        this.doors = doors;
        this.requests = requests;
        this.people = people;
        this.accounts = accounts;
        this.shown = shown;
        this.words = words;
    }

    // --- the lists ---

    @GetMapping("/referrals")
    ModelAndView list() {
        return new ModelAndView(
                "referrals/referrals",
                Map.of(
                        "incoming", shown.lines(referrals.listIncoming()),
                        "outgoing", shown.lines(referrals.listOutgoing()),
                        "running", shown.lines(referrals.listRunning()),
                        "unmet", unmet()));
    }

    /// Unmet need, with why.
    public record Unmet(Referral referral, String to, String why) {}

    private List<Unmet> unmet() {
        return shown.lines(referrals.listUnmet()).stream()
                .map(line -> new Unmet(line.referral(), line.to(), shown.why(line.referral())))
                .toList();
    }

    /// A request past its date, with the names one may see.
    public record Late(HelpRequestOverview request, String participant, String holder) {}

    /// What is past its date, a page of it, what is late longest first. It can be empty.
    @GetMapping("/waiting")
    ModelAndView waiting(@RequestParam(defaultValue = "1") String page) {
        var past = RequestFilter.past();
        var found = requests.count(past);
        var paging = Paging.of(page, found, ON_A_PAGE);
        var late = found == 0 ? List.<HelpRequestOverview>of() : requests.list(past, paging.skip(), ON_A_PAGE);
        var names =
                people.list(late.stream().map(HelpRequestOverview::participant).toList(), Purpose.WORKBENCH);
        var holders =
                accounts.names(late.stream().map(HelpRequestOverview::holder).toList());
        return new ModelAndView(
                "referrals/waiting",
                Map.of(
                        "late",
                        late.stream()
                                .map(request -> new Late(
                                        request,
                                        Optional.ofNullable(names.get(request.participant()))
                                                .map(Person::name)
                                                .orElse(words.get("referrals.nameless")),
                                        holders.getOrDefault(request.holder(), "")))
                                .toList(),
                        "found",
                        found,
                        "paging",
                        paging,
                        "unmet",
                        unmet()));
    }

    // --- one ---

    @GetMapping("/referrals/{id}")
    ModelAndView show(@PathVariable String id) {
        return page(find(id), Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/referrals/{id}/accept")
    Object accept(@PathVariable String id, RedirectAttributes redirect) {
        var referral = putBeforeUs(id);
        var answering = referrals.accept(referral.id());
        if (answering instanceof Answering.Done && referral.what().way() == Way.HAND_OVER) {
            Notice.put(redirect, Notice.Kind.SUCCESS, words.get("referrals.done.accepted"));
            return "redirect:/requests/" + referral.what().request();
        }
        return after(answering, referral, redirect, "referrals.done.joined");
    }

    @PostMapping("/referrals/{id}/reject")
    Object reject(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        return withReason(id, typed, redirect, "referrals.done.rejected", referrals::reject);
    }

    @PostMapping("/referrals/{id}/fail")
    Object fail(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        return withReason(id, typed, redirect, "referrals.done.failed", referrals::fail);
    }

    private interface ReasonedStep {
        Answering take(ReferralId id, Reason why, String words);
    }

    private Object withReason(
            String id,
            MultiValueMap<String, String> typed,
            RedirectAttributes redirect,
            String done,
            ReasonedStep step) {
        var referral = putBeforeUs(id);
        var form = Form.of(typed, LABELS);
        var why = form.oneOf("reason", names());
        var said = form.optionalWords("said", MOST_WORDS).orElse("");
        if (why.equals(Reason.OTHER.name()) && said.isEmpty() && form.error("said") == null) {
            form.refuse("said", "ui.form.missing");
        }
        return form.isRight()
                ? after(step.take(referral.id(), Reason.valueOf(why), said), referral, redirect, done)
                : page(referral, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/referrals/{id}/start")
    Object start(@PathVariable String id, RedirectAttributes redirect) {
        var referral = putBeforeUs(id);
        return after(referrals.start(referral.id()), referral, redirect, "referrals.done.started");
    }

    @PostMapping("/referrals/{id}/hold")
    Object hold(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var referral = putBeforeUs(id);
        var form = Form.of(typed, LABELS);
        var why = form.words("holdWords", MOST_WORDS);
        return form.isRight()
                ? after(referrals.hold(referral.id(), why), referral, redirect, "referrals.done.held")
                : page(referral, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/referrals/{id}/complete")
    Object complete(@PathVariable String id, RedirectAttributes redirect) {
        var referral = putBeforeUs(id);
        return after(referrals.complete(referral.id()), referral, redirect, "referrals.done.completed");
    }

    @PostMapping("/referrals/{id}/take-back")
    Object takeBack(@PathVariable String id, RedirectAttributes redirect) {
        var referral = askedByUs(id);
        return after(referrals.takeBack(referral.id()), referral, redirect, "referrals.done.takenBack");
    }

    @PostMapping("/referrals/{id}/error")
    Object enterInError(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var referral = askedByUs(id);
        var form = Form.of(typed, LABELS);
        var why = form.words("errorWords", MOST_WORDS);
        return form.isRight()
                ? after(referrals.enterInError(referral.id(), why), referral, redirect, "referrals.done.error")
                : page(referral, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Object after(Answering answering, Referral referral, RedirectAttributes redirect, String done) {
        var refused = shown.sentence(answering);
        Notice.put(
                redirect,
                refused.isPresent() ? Notice.Kind.WARNING : Notice.Kind.SUCCESS,
                refused.orElseGet(() -> words.get(done)));
        return "redirect:/referrals/" + referral.id();
    }

    /// A talk, or something that happened, with names.
    public record Past(Instant at, String by, String text, String words) {}

    private ModelAndView page(Referral referral, Form form, HttpStatus status) {
        var what = referral.what();
        var ours = Viewer.current().organisation();
        var sent = ours.filter(what.from()::equals).isPresent();
        var request = requests.find(what.request());
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("line", shown.line(referral));
        model.put("referral", referral);
        model.put("what", what);
        model.put("state", referral.state().name());
        model.put("sent", sent);
        model.put("moments", shown.moments(what.glimpse().dayParts()));
        model.put("why", shown.why(referral));
        model.put("said", Shown.said(referral));
        model.put("term", term(referral));
        model.put("overridden", referral.ground() instanceof Ground.Overridden(var why) ? why : "");
        model.put("reasons", words.options("referrals.reason", Reason.SAID_BY_PEOPLE));
        var phone = (sent ? shown.branch(what.toBranch()) : shown.branch(what.fromBranch()))
                .map(branch -> branch.phone())
                .orElse("");
        model.put("phone", phone);
        // who may see the request reads its people and its history; for others there is only what stands above
        model.put("request", request);
        model.put(
                "holdsIt",
                request.filter(it ->
                                ours.filter(it.holder().organisation()::equals).isPresent())
                        .isPresent());
        model.put("who", request.flatMap(this::participant).map(Person::name).orElse(""));
        model.put("history", request.map(this::history).orElse(List.of()));
        var looksFurther = sent
                && (referral instanceof Referral.Rejected || referral instanceof Referral.Failed)
                && request.orElse(null) instanceof HelpRequest.Open;
        model.put(
                "doors",
                looksFurther
                        ? doors.list(what.glimpse().kind(), what.glimpse().postcode(), what.from()).stream()
                                .filter(door -> !door.branch().organisation().equals(what.to()))
                                .limit(5)
                                .toList()
                        : List.<Door>of());
        model.put("looksFurther", looksFurther);
        return new ModelAndView("referrals/referral", model, status);
    }

    private static Referral.@Nullable Term term(Referral referral) {
        return referral instanceof Referral.Requested it ? it.term() : null;
    }

    private Optional<Person> participant(HelpRequest request) {
        return people.find(request.ask().participant(), Purpose.REQUEST);
    }

    private List<Past> history(HelpRequest request) {
        var events = requests.events(request.id());
        var contacts = requests.contacts(request.id());
        var who = new HashSet<AccountId>();
        events.forEach(event -> {
            who.add(event.holder());
            Optional.ofNullable(event.by()).ifPresent(who::add);
        });
        contacts.forEach(contact -> Optional.ofNullable(contact.by()).ifPresent(who::add));
        var names = accounts.names(who);
        // a volunteer's yes is told by their name: who is shown is looked at
        people.list(accounts.persons(who), Purpose.REQUEST);
        var all = new ArrayList<Past>();
        events.forEach(event -> all.add(new Past(
                event.at(),
                event.by() == null ? "" : names.getOrDefault(event.by(), ""),
                words.get("requests.event." + event.what(), names.getOrDefault(event.holder(), "–")),
                event.words())));
        contacts.forEach(contact -> all.add(new Past(
                contact.at(),
                contact.by() == null ? "" : names.getOrDefault(contact.by(), ""),
                contact.note().withWhom(),
                contact.note().agreed())));
        all.sort(Comparator.comparing(Past::at));
        return all;
    }

    // --- referring a request ---

    @GetMapping("/requests/{id}/refer")
    ModelAndView refer(@PathVariable HelpRequestId id, @RequestParam(required = false) @Nullable String to) {
        var request = mine(id);
        var values = new HashMap<String, Object>();
        values.put("way", Way.HAND_OVER);
        values.put("scope", List.of(Scope.REACH, Scope.ADDRESS));
        if (to != null) {
            values.put("to", to);
        }
        return page(request, Form.filled(values), HttpStatus.OK);
    }

    @PostMapping("/requests/{id}/refer")
    Object refer(
            @PathVariable HelpRequestId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var request = mine(id);
        var form = Form.of(typed, LABELS);
        var way = form.one("way", Way.class);
        var to = form.id("to", BranchId::new);
        if (to.isEmpty() && form.error("to") == null) {
            form.refuse("to", "ui.form.choose");
        }
        var because = form.oneOf("because", names());
        var note = form.optionalWords("note", MOST_WORDS).orElse("");
        var scope = form.many("scope", Scope.class);
        var basis = basis(form, request);
        if (form.isRight() && to.isPresent() && basis != null) {
            var handing = referrals.refer(
                    new NewReferral(way, id, to.get(), Reason.valueOf(because), note, scope, basis, ""));
            switch (handing) {
                case Handing.Asked asked -> {
                    Notice.put(
                            redirect, Notice.Kind.SUCCESS, words.get("referrals.done.asked", day(asked.respondBy())));
                    return "redirect:/referrals/" + asked.id();
                }
                case Handing.WaitsForConsent draft -> {
                    Notice.put(redirect, Notice.Kind.SUCCESS, words.get("referrals.done.drafted"));
                    return "redirect:/referrals/" + draft.id();
                }
                default ->
                    form.refuse(
                            "to",
                            "referrals.not.sentence",
                            shown.sentence(handing).orElse(""));
            }
        }
        return page(request, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private NewReferral.@Nullable Basis basis(Form form, HelpRequest request) {
        return switch (form.oneOf("basis", List.of("ASK", "TOLD", "WITHOUT"))) {
            case "TOLD" -> {
                var by = form.optionalId("saidBy", PersonId::new)
                        .orElse(request.ask().participant());
                if (!referrals.listWhoMayConsent(request.ask().participant()).contains(by)) {
                    form.refuse("saidBy", "ui.form.unknownChoice");
                    yield null;
                }
                yield new NewReferral.Told(by);
            }
            case "WITHOUT" -> {
                var why = form.optionalWords("without", MOST_WORDS).orElse("");
                if (why.isEmpty()) {
                    form.refuse("without", "referrals.without.missing");
                    yield null;
                }
                yield new NewReferral.Without(why);
            }
            case "ASK" -> {
                if (accounts.of(request.ask().participant()).isEmpty()) {
                    form.refuse("basis", "referrals.basis.noAccount");
                    yield null;
                }
                yield new NewReferral.AskFirst();
            }
            default -> null;
        };
    }

    private ModelAndView page(HelpRequest request, Form form, HttpStatus status) {
        var need = request.ask().need();
        var who = participant(request);
        var representatives =
                people.list(referrals.listWhoMayConsent(request.ask().participant()), Purpose.REQUEST);
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("request", request);
        model.put("who", who.map(Person::name).orElse(request.id().reference()));
        model.put(
                "doors",
                doors.list(need.kind(), need.postcode(), request.holder().organisation()));
        model.put("ways", words.options("referrals.way", Way.class));
        model.put("reasons", words.options("referrals.reason", Reason.SAID_BY_PEOPLE));
        model.put("scopes", words.options("referrals.scope", Scope.class));
        model.put(
                "bases",
                List.of("TOLD", "ASK", "WITHOUT").stream()
                        .map(basis -> new Option(basis, words.get("referrals.basis." + basis)))
                        .toList());
        model.put(
                "sayers",
                representatives.values().stream()
                        .map(person -> new Option(person.id().toString(), person.name()))
                        .sorted(Comparator.comparing(Option::text))
                        .toList());
        return new ModelAndView("referrals/refer", model, status);
    }

    private HelpRequest mine(HelpRequestId id) {
        var organisation = Viewer.current().myDesk().organisation();
        return requests.find(id)
                .filter(request -> request.holder().organisation().equals(organisation))
                .filter(HelpRequest.Open.class::isInstance)
                .orElseThrow(Shown::notFound);
    }

    /// Ours to see: put before us, or of a request that we hold or may read. A colleague at another branch does not.
    private Referral find(String id) {
        var ours = Viewer.current().myDesk().organisation();
        return referrals
                .find(Shown.id(id))
                .filter(referral -> referral.what().to().equals(ours)
                        || (referral.what().from().equals(ours)
                                && requests.find(referral.what().request()).isPresent()))
                .orElseThrow(Shown::notFound);
    }

    private Referral putBeforeUs(String id) {
        return Optional.of(find(id))
                .filter(referral -> isOurs(referral.what().to()))
                .orElseThrow(Shown::notFound);
    }

    private Referral askedByUs(String id) {
        return Optional.of(find(id))
                .filter(referral -> isOurs(referral.what().from()))
                .orElseThrow(Shown::notFound);
    }

    private static boolean isOurs(OrganisationId organisation) {
        return Viewer.current().organisation().filter(organisation::equals).isPresent();
    }

    private static List<String> names() {
        return Reason.SAID_BY_PEOPLE.stream().map(Reason::name).collect(Collectors.toList());
    }

    private String day(LocalDate date) {
        return DateTimeFormatter.ofPattern("d MMMM", words.locale()).format(date);
    }
}
