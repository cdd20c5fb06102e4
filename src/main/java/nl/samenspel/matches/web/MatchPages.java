package nl.samenspel.matches.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matches.CheckIn;
import nl.samenspel.matches.CheckIns;
import nl.samenspel.matches.EndReason;
import nl.samenspel.matches.Event;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Match.Running;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matches.Matches.Afterwards;
import nl.samenspel.matches.Meet;
import nl.samenspel.matches.Replacements;
import nl.samenspel.matches.Step;
import nl.samenspel.matching.Explanations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.Contact;
import nl.samenspel.requests.ContactNote;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Paging;
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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// For the coordinator: the matches of the desk, and guiding one of them.
@Controller
@MayUse({COORDINATOR, MANAGER})
class MatchPages {

    private static final int PER_PAGE = 50;
    private static final int MOST_ENDED = 20;
    private static final int MOST_WORDS = 2000;
    private static final int YEARS_AHEAD = 2;

    private final Matches matches;
    private final Replacements replacements;
    private final CheckIns checkIns;
    private final HelpRequests requests;
    private final People people;
    private final Accounts accounts;
    private final Explanations explanations;
    private final Words words;
    private final Clock clock;

    MatchPages(
            Matches matches,
            Replacements replacements,
            CheckIns checkIns,
            HelpRequests requests,
            People people,
            Accounts accounts,
            Explanations explanations,
            Words words,
            Clock clock) {
        this.matches = matches;
        this.replacements = replacements;
        this.checkIns = checkIns;
        this.requests = requests;
        this.people = people;
        this.accounts = accounts;
        this.explanations = explanations;
        this.words = words;
        this.clock = clock;
    }

    /// A match on a list.
    ///
    /// @param due whether its next date is today or went past
    public record Line(Match match, String participant, String volunteer, String holder, boolean due) {}

    /// Something that happened, with names.
    public record Happened(Event event, String text, String by) {}

    /// A talk about the request, with names.
    public record Talk(Contact contact, String by) {}

    @GetMapping("/matches")
    Object list(
            @RequestParam(required = false) @Nullable String request, @RequestParam(defaultValue = "1") String page) {
        if (request != null) {
            var ofRequest =
                    Pages.parse(request, HelpRequestId::of).map(matches::listOf).orElse(List.of());
            var running = ofRequest.stream().filter(Running.class::isInstance).findFirst();
            if (running.isPresent()) {
                return "redirect:/matches/" + running.get().id();
            }
            return new ModelAndView(
                    "matches/matches",
                    Map.of("running", List.of(), "ended", lines(ofRequest), "ofRequest", true, "page", 1, "pages", 1));
        }
        var paging = Paging.of(page, matches.countRunning(), PER_PAGE);
        return new ModelAndView(
                "matches/matches",
                Map.of(
                        "running",
                        lines(matches.listRunning(paging.skip(), paging.each())),
                        "ended",
                        paging.page() == 1 ? lines(matches.listEnded(MOST_ENDED)) : List.of(),
                        "ofRequest",
                        false,
                        "page",
                        paging.page(),
                        "pages",
                        paging.pages()));
    }

    private List<Line> lines(List<? extends Match> some) {
        var persons = people.list(
                some.stream()
                        .flatMap(match ->
                                Stream.of(match.duo().participant(), match.duo().volunteer()))
                        .collect(Collectors.toSet()),
                Purpose.MATCH);
        var holders = accounts.names(
                some.stream().map(match -> match.duo().holder().person()).collect(Collectors.toSet()));
        var today = LocalDate.now(clock);
        return some.stream()
                .map(match -> new Line(
                        match,
                        name(persons, match.duo().participant()),
                        name(persons, match.duo().volunteer()),
                        holders.getOrDefault(match.duo().holder().person(), ""),
                        match instanceof Running running && !running.nextDate().isAfter(today)))
                .toList();
    }

    @GetMapping("/matches/{id}")
    ModelAndView show(@PathVariable String id) {
        var match = find(id);
        return page(match, Form.filled(proposals(match)), HttpStatus.OK);
    }

    @PostMapping("/matches/{id}/consent")
    Object consent(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var form = form(match, typed);
        var saidBy = form.id("saidBy", PersonId::new);
        if (saidBy.isEmpty() && form.isRight()) {
            form.refuse("saidBy", "ui.form.choose");
        }
        return form.isRight()
                ? after(matches.agreeByPhone(match.id(), saidBy.orElseThrow()), match, redirect, "matches.done.agreed")
                : page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/matches/{id}/meeting")
    Object meeting(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var form = form(match, typed);
        var today = LocalDate.now(clock);
        var on = form.date("meetingOn", today.minusMonths(1), today.plusMonths(6));
        var at = form.optionalTime("meetingAt");
        var place = form.text("meetingPlace", 200);
        return form.isRight()
                ? after(
                        matches.planMeeting(match.id(), new Meet(on, at.orElse(null), place)),
                        match,
                        redirect,
                        "matches.done.meeting")
                : page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/matches/{id}/trial")
    Object trial(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var form = form(match, typed);
        var until = day(form, "trialUntil");
        return form.isRight()
                ? after(matches.startTrial(match.id(), until), match, redirect, "matches.done.trial")
                : page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/matches/{id}/active")
    Object active(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var form = form(match, typed);
        var reviewOn = day(form, "reviewOn");
        return form.isRight()
                ? after(matches.makeMatch(match.id(), reviewOn), match, redirect, "matches.done.active")
                : page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/matches/{id}/review")
    Object review(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var form = form(match, typed);
        var next = day(form, "reviewOn");
        var said = form.words("reviewWords", MOST_WORDS);
        return form.isRight()
                ? after(matches.review(match.id(), next, said), match, redirect, "matches.done.reviewed")
                : page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /// After a long time both decided to go on.
    @PostMapping("/matches/{id}/go-on")
    Object goOn(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var form = form(match, typed);
        var next = day(form, "reviewOn");
        var said = form.words("reviewWords", MOST_WORDS);
        return form.isRight()
                ? after(matches.goOn(match.id(), next, said), match, redirect, "matches.done.goesOn")
                : page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/matches/{id}/next-date")
    Object nextDate(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var form = form(match, typed);
        var next = day(form, "nextDate");
        return form.isRight()
                ? after(matches.setNextDate(match.id(), next), match, redirect, "matches.done.nextDate")
                : page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/matches/{id}/hand")
    Object hand(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var form = form(match, typed);
        var colleague = form.id("colleague", AccountId::new);
        var next = day(form, "nextDateHanded");
        if (form.isRight()
                && colleague
                        .filter(chosen -> colleagues().stream()
                                .anyMatch(option -> option.value().equals(chosen.toString())))
                        .isEmpty()) {
            form.refuse("colleague", "ui.form.choose");
        }
        return form.isRight()
                ? after(matches.hand(match.id(), colleague.orElseThrow(), next), match, redirect, "matches.done.handed")
                : page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/matches/{id}/end")
    Object end(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var form = form(match, typed);
        var reason = form.one("reason", EndReason.class);
        var said = form.optionalWords("endWords", MOST_WORDS);
        var afterwards = form.one("afterwards", Afterwards.class);
        return form.isRight()
                ? after(
                        matches.end(match.id(), reason, said.orElse(""), afterwards),
                        match,
                        redirect,
                        "matches.done.ended")
                : page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /// A talk belongs to the request: its log is one, whoever guides the match.
    @PostMapping("/matches/{id}/note")
    Object note(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var form = form(match, typed);
        var withWhom = form.text("withWhom", 200);
        var agreed = form.words("agreed", MOST_WORDS);
        if (!form.isRight()) {
            return page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        requests.note(match.duo().request(), new ContactNote(withWhom, agreed, null));
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("matches.done.noted"));
        return "redirect:/matches/" + match.id();
    }

    private LocalDate day(Form form, String field) {
        var today = LocalDate.now(clock);
        return form.date(field, today, today.plusYears(YEARS_AHEAD));
    }

    private Object after(Step step, Match match, RedirectAttributes redirect, String done) {
        switch (step) {
            case Step.Done _ -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get(done));
            case Step.NotNow _ -> Notice.put(redirect, Notice.Kind.WARNING, words.get("matches.notNow"));
            case Step.NotYours _ -> Notice.put(redirect, Notice.Kind.WARNING, words.get("matches.notYours"));
            case Step.NotFound _ -> throw Pages.notFound();
        }
        return "redirect:/matches/" + match.id();
    }

    /// What was typed, on top of what is proposed: the page has several forms, and one of them was sent.
    private Form form(Match match, MultiValueMap<String, String> typed) {
        var all = new LinkedMultiValueMap<String, String>();
        proposals(match).forEach((field, value) -> all.add(field, value.toString()));
        typed.forEach((field, values) -> all.put(field, new ArrayList<>(values)));
        return Form.of(all, "matches.field");
    }

    private Map<String, Object> proposals(Match match) {
        var today = LocalDate.now(clock);
        var proposals = new HashMap<String, Object>();
        proposals.put("trialUntil", today.plusWeeks(Matches.TRIAL_WEEKS));
        proposals.put("reviewOn", today.plusMonths(checkIns.customs().reviewMonths()));
        proposals.put("nextDate", today.plusWeeks(1));
        proposals.put("nextDateHanded", match instanceof Running running ? later(running.nextDate(), today) : today);
        proposals.put("saidBy", match.duo().participant());
        if (match instanceof Match.Meeting meeting) {
            proposals.put("meetingOn", meeting.meet().on());
            proposals.put("meetingPlace", meeting.meet().place());
            if (meeting.meet().at() != null) {
                proposals.put("meetingAt", meeting.meet().at());
            }
        }
        return proposals;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private ModelAndView page(Match match, Form form, HttpStatus status) {
        var duo = match.duo();
        var mayConsent = matches.listWhoMayConsent(match);
        var ids = new HashSet<>(mayConsent);
        ids.add(duo.participant());
        ids.add(duo.volunteer());
        var persons = people.list(ids, Purpose.MATCH);
        var events = matches.listEvents(match.id());
        var contacts = requests.contacts(duo.request());
        var accountNames = accounts.names(Stream.of(
                        events.stream().map(Event::by),
                        contacts.stream().map(Contact::by).filter(Objects::nonNull),
                        Stream.of(duo.holder().person()))
                .flatMap(one -> one)
                .collect(Collectors.toSet()));
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("match", match);
        model.put("state", match.state().name());
        model.put("running", match instanceof Running);
        model.put("together", match instanceof Match.Together);
        var asked = match instanceof Match.Together || match instanceof Match.Ended
                ? checkIns.listOf(match.id())
                : List.<CheckIn>of();
        model.put(
                "checkIns",
                asked.stream()
                        .filter(one -> !(one instanceof CheckIn.Dropped || one instanceof CheckIn.Planned))
                        .toList());
        model.put("toHear", asked.stream().anyMatch(one -> one instanceof CheckIn.Answered it && it.isToBeHeard()));
        model.put("wholeReview", match instanceof Match.Active active && matches.isWholeReviewDue(active));
        model.put("awaited", match instanceof Match.Awaited);
        model.put("needsReplacement", replacements.findRunning(match.id()).isPresent());
        model.put("certified", events.stream().anyMatch(event -> event.what() == Event.What.TRIAL));
        model.put("participant", Optional.ofNullable(persons.get(duo.participant())));
        model.put("volunteer", Optional.ofNullable(persons.get(duo.volunteer())));
        model.put("participantName", name(persons, duo.participant()));
        model.put("volunteerName", name(persons, duo.volunteer()));
        model.put("holder", accountNames.getOrDefault(duo.holder().person(), ""));
        model.put(
                "consenters",
                mayConsent.stream()
                        .map(person -> new Option(person.toString(), name(persons, person)))
                        .toList());
        model.put("reasons", words.options("matches.reason", EndReason.class));
        model.put("afterwards", words.options("matches.afterwards", Afterwards.class));
        model.put("colleagues", colleagues());
        model.put(
                "events",
                events.stream()
                        .map(event -> new Happened(event, text(event), accountNames.getOrDefault(event.by(), "")))
                        .toList()
                        .reversed());
        model.put(
                "contacts",
                contacts.stream()
                        .map(contact -> new Talk(
                                contact, contact.by() == null ? "" : accountNames.getOrDefault(contact.by(), "")))
                        .toList());
        return new ModelAndView("matches/match", model, status);
    }

    private String text(Event event) {
        var key = "matches.event." + event.what();
        return event.onDay() == null ? words.get(key) : words.get(key, explanations.date(event.onDay()));
    }

    private List<Option> colleagues() {
        return accounts.listCoordinators(Viewer.current().myDesk().organisation()).stream()
                .map(colleague -> new Option(colleague.id().toString(), colleague.name()))
                .toList();
    }

    private static String name(Map<PersonId, Person> persons, PersonId id) {
        var person = persons.get(id);
        return person == null ? "" : person.name();
    }

    private Match find(String id) {
        return Pages.parse(id, MatchId::of)
                .flatMap(matches::find)
                .filter(match -> Viewer.current()
                        .organisation()
                        .filter(match.duo().holder().organisation()::equals)
                        .isPresent())
                .orElseThrow(Pages::notFound);
    }
}
