package nl.samenspel.matches.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matches.Absence;
import nl.samenspel.matches.Absence.ForAWhile;
import nl.samenspel.matches.Absence.ForGood;
import nl.samenspel.matches.CheckIn.GoOn;
import nl.samenspel.matches.CheckIn.Side;
import nl.samenspel.matches.CheckIns;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matches.Meet;
import nl.samenspel.matches.Replacement;
import nl.samenspel.matches.Replacement.Why;
import nl.samenspel.matches.Replacements;
import nl.samenspel.matches.Reported;
import nl.samenspel.matches.Step;
import nl.samenspel.matching.Explanations;
import nl.samenspel.matching.Invitation;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Judgement;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// For the coordinator: who cannot come, who was told, who could come instead; and what both said when they were asked.
@Controller
@MayUse({COORDINATOR, MANAGER})
class ReplacementPages {

    private final Replacements replacements;
    private final CheckIns checkIns;
    private final Matches matches;
    private final HelpRequests requests;
    private final Invitations invitations;
    private final People people;
    private final Explanations explanations;
    private final Words words;
    private final Clock clock;

    ReplacementPages(
            Replacements replacements,
            CheckIns checkIns,
            Matches matches,
            HelpRequests requests,
            Invitations invitations,
            People people,
            Explanations explanations,
            Words words,
            Clock clock) {
        this.replacements = replacements;
        this.checkIns = checkIns;
        this.matches = matches;
        this.requests = requests;
        this.invitations = invitations;
        this.people = people;
        this.explanations = explanations;
        this.words = words;
        this.clock = clock;
    }

    /// Someone who could come.
    ///
    /// @param reasons why they fit, or what stands in the way
    public record Someone(PersonId volunteer, String name, boolean fits, boolean known, List<String> reasons) {}

    /// Someone who was asked, and how that stands.
    public record Asked(String name, String text) {}

    @GetMapping("/matches/{id}/replacement")
    ModelAndView show(@PathVariable String id) {
        var match = find(id);
        return page(match, proposals(match), HttpStatus.OK);
    }

    /// What the volunteer told by phone.
    enum Told {
        ILL,
        HOLIDAY,
        STOPS,
        MOVES,
        TOO_MUCH
    }

    @PostMapping("/matches/{id}/away")
    Object away(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var form = Form.of(typed, "matches.away.field");
        var told = form.one("told", Told.class);
        if (!form.isRight()) {
            return page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var absence = absence(match, told, form);
        if (!form.isRight()) {
            return page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        switch (replacements.reportByPhone(match.id(), absence)) {
            case Reported.Heard _ ->
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("matches.replacement.done.told"));
            case Reported.NothingRuns _ -> Notice.put(redirect, Notice.Kind.INFO, words.get("matches.notNow"));
        }
        return "redirect:/matches/" + match.id() + "/replacement";
    }

    private Absence absence(Match match, Told told, Form form) {
        var today = LocalDate.now(clock);
        var first = form.optionalDate("from", today, today.plusYears(1)).orElse(today);
        var last = form.optionalDate("until", today, today.plusYears(1));
        var backwards = last.filter(day -> day.isBefore(first)).isPresent();
        return switch (told) {
            case ILL, HOLIDAY -> {
                if (told == Told.HOLIDAY && last.isEmpty() && form.isRight()) {
                    form.refuse("until", "ui.form.missing");
                }
                if (backwards) {
                    form.refuse("until", "matches.away.untilBeforeFrom");
                }
                yield new ForAWhile(
                        told == Told.ILL ? Why.ILL : Why.HOLIDAY,
                        first,
                        backwards ? null : last.map(day -> day.plusDays(1)).orElse(null));
            }
            case STOPS, MOVES, TOO_MUCH ->
                new ForGood(Why.valueOf(told.name()), last.orElse(today), Set.of(match.id()));
        };
    }

    @PostMapping("/matches/{id}/back")
    String back(@PathVariable String id, RedirectAttributes redirect) {
        return after(replacements.back(find(id).id()), id, redirect, "matches.replacement.done.back", "");
    }

    @PostMapping("/matches/{id}/stay")
    String stay(@PathVariable String id, RedirectAttributes redirect) {
        return after(replacements.stay(find(id).id()), id, redirect, "matches.replacement.done.stays", "");
    }

    @PostMapping("/matches/{id}/leave")
    Object leave(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var form = Form.of(typed, "matches.away.field");
        var today = LocalDate.now(clock);
        var lastDay = form.date("lastDay", today.minusDays(1), today.plusYears(1));
        if (!form.isRight()) {
            return page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var why =
                replacements.findRunning(match.id()).map(one -> one.gap().why()).orElse(Why.STOPS);
        return after(
                replacements.leave(match.id(), why, lastDay),
                id,
                redirect,
                "matches.replacement.done.leaves",
                "/replacement");
    }

    @PostMapping("/matches/{id}/informed")
    String informed(@PathVariable String id, RedirectAttributes redirect) {
        return after(
                replacements.informed(find(id).id()),
                id,
                redirect,
                "matches.replacement.done.informed",
                "/replacement");
    }

    @PostMapping("/matches/{id}/hand-over")
    Object handOver(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var form = Form.of(typed, "matches.replacement.field", "matches.field");
        var today = LocalDate.now(clock);
        var on = form.date("handOverOn", today, today.plusMonths(6));
        var at = form.optionalTime("handOverAt");
        var place = form.text("handOverPlace", 200);
        return form.isRight()
                ? after(
                        replacements.planHandOver(match.id(), new Meet(on, at.orElse(null), place)),
                        id,
                        redirect,
                        "matches.replacement.done.handOver",
                        "/replacement")
                : page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/matches/{id}/replacement/next-date")
    Object nextDate(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var form = Form.of(typed, "matches.field");
        var today = LocalDate.now(clock);
        var on = form.date("nextDate", today, today.plusYears(1));
        return form.isRight()
                ? after(replacements.setNextDate(match.id(), on), id, redirect, "matches.done.nextDate", "/replacement")
                : page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    // --- how it goes ---

    @GetMapping("/matches/{id}/check-in")
    ModelAndView checkIn(@PathVariable String id, @RequestParam(defaultValue = "VOLUNTEER") String side) {
        return asking(find(id), side(side), Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/matches/{id}/check-in")
    Object answered(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var side = side(Optional.ofNullable(typed.getFirst("side")).orElse("VOLUNTEER"));
        var form = Form.of(typed, "matches.checkIn." + side);
        var answers = CheckInForm.read(form);
        return form.isRight()
                ? after(checkIns.answerByPhone(match.id(), side, answers), match, redirect, "matches.checkIn.kept")
                : asking(match, side, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/matches/{id}/check-in/skip")
    String skipped(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var side = side(Optional.ofNullable(typed.getFirst("side")).orElse("VOLUNTEER"));
        return after(checkIns.skipByPhone(match.id(), side), match, redirect, "matches.checkIn.letRest");
    }

    @PostMapping("/matches/{id}/heard")
    String heard(@PathVariable String id, RedirectAttributes redirect) {
        var match = find(id);
        return after(checkIns.hear(match.id()), match, redirect, "matches.checkIn.heard");
    }

    private static Side side(String written) {
        return Pages.parse(written, Side::valueOf).orElseThrow(Pages::notFound);
    }

    private ModelAndView asking(Match match, Side side, Form form, HttpStatus status) {
        var who = side == Side.VOLUNTEER ? match.duo().volunteer() : match.duo().participant();
        var person = people.find(who, Purpose.MATCH);
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("match", match);
        model.put("side", side.name());
        model.put("name", person.map(Person::name).orElse(""));
        model.put("phone", person.map(Person::phone).orElse(""));
        model.put("faces", MyCheckInPages.faces(words));
        model.put("goOnOptions", words.options("matches.goOn." + side, GoOn.class));
        return new ModelAndView("matches/check-in-by-phone", model, status);
    }

    private String after(CheckIns.Outcome outcome, Match match, RedirectAttributes redirect, String done) {
        switch (outcome) {
            case KEPT -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get(done));
            case NOTHING_ASKED -> Notice.put(redirect, Notice.Kind.INFO, words.get("matches.checkIn.nothing"));
            case NOT_FOUND -> throw Pages.notFound();
        }
        return "redirect:/matches/" + match.id();
    }

    // --- the page ---

    private Form proposals(Match match) {
        var today = LocalDate.now(clock);
        var values = new HashMap<String, Object>();
        values.put("answerBy", today.plusDays(3));
        values.put(
                "words",
                requests.find(match.duo().request())
                        .map(request -> explanations.question(request.ask()))
                        .orElse(""));
        values.put("nextDate", today.plusDays(2));
        values.put("lastDay", today);
        replacements.findRunning(match.id()).map(one -> one.gap().handOver()).ifPresent(meet -> {
            values.put("handOverOn", meet.on());
            values.put("handOverPlace", meet.place());
            if (meet.at() != null) {
                values.put("handOverAt", meet.at());
            }
        });
        return Form.filled(values);
    }

    private ModelAndView page(Match match, Form form, HttpStatus status) {
        var running = replacements.findRunning(match.id());
        var request = requests.find(match.duo().request());
        var searching = request.filter(HelpRequest.Searching.class::isInstance).isPresent();
        var inPlace = replacements.findInPlaceOf(match);
        var proposal =
                searching && running.filter(Replacement.Open.class::isInstance).isPresent()
                        ? replacements.propose(match.id())
                        : Optional.<Replacements.Proposal>empty();
        var asked = invitations.listOf(match.duo().request()).stream()
                .filter(one -> one instanceof Invitation.Open)
                .toList();
        var ids = new HashSet<PersonId>();
        ids.add(match.duo().participant());
        ids.add(match.duo().volunteer());
        inPlace.ifPresent(one -> ids.add(one.duo().volunteer()));
        asked.forEach(one -> ids.add(one.question().volunteer()));
        var persons = people.list(ids, Purpose.MATCH);
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("match", match);
        model.put("state", match.state().name());
        model.put("awaited", match instanceof Match.Awaited);
        model.put("replacement", running);
        model.put(
                "deciding",
                running.filter(Replacement.ToDecide.class::isInstance).isPresent());
        model.put("participant", Optional.ofNullable(persons.get(match.duo().participant())));
        model.put("participantName", name(persons, match.duo().participant()));
        model.put("volunteerName", name(persons, match.duo().volunteer()));
        model.put(
                "volunteerGiven",
                Optional.ofNullable(persons.get(match.duo().volunteer()))
                        .map(Person::givenName)
                        .orElse(""));
        model.put("inPlace", inPlace);
        model.put(
                "inPlaceName",
                inPlace.map(one -> name(persons, one.duo().volunteer())).orElse(""));
        model.put("searching", searching);
        model.put(
                "asked",
                asked.stream()
                        .map(one -> new Asked(
                                name(persons, one.question().volunteer()),
                                one instanceof Invitation.Sent sent
                                        ? words.get(
                                                "matches.replacement.asked.until", explanations.date(sent.answerBy()))
                                        : words.get("matches.replacement.asked.later")))
                        .toList());
        model.put(
                "known",
                proposal.map(it -> it.known().stream()
                                .map(one -> someone(one, true))
                                .toList())
                        .orElse(List.of()));
        model.put(
                "best",
                proposal.map(it -> it.best().stream()
                                .map(one -> someone(one, false))
                                .toList())
                        .orElse(List.of()));
        model.put("tolds", words.options("matches.away.told", Told.class));
        return new ModelAndView("matches/replacement", model, status);
    }

    private Someone someone(Judgement judgement, boolean known) {
        return switch (judgement) {
            case Judgement.Fits(var candidate) ->
                new Someone(
                        candidate.volunteer(),
                        candidate.name(),
                        true,
                        known,
                        explanations.bars(candidate).stream()
                                .limit(3)
                                .map(Explanations.Bar::text)
                                .toList());
            case Judgement.FitsNot(var volunteer, var name, var obstacles) ->
                new Someone(
                        volunteer,
                        name,
                        false,
                        known,
                        obstacles.stream().map(explanations::of).toList());
        };
    }

    private String after(Step step, String id, RedirectAttributes redirect, String done, String page) {
        switch (step) {
            case Step.Done _ -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get(done));
            case Step.NotNow _ -> Notice.put(redirect, Notice.Kind.WARNING, words.get("matches.notNow"));
            case Step.NotYours _, Step.NotFound _ -> throw Pages.notFound();
        }
        return "redirect:/matches/" + id + page;
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
