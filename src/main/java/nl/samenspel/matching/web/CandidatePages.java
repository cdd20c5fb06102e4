package nl.samenspel.matching.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matching.Answer;
import nl.samenspel.matching.Candidate;
import nl.samenspel.matching.Candidates;
import nl.samenspel.matching.Desks;
import nl.samenspel.matching.Explanations;
import nl.samenspel.matching.Explanations.Bar;
import nl.samenspel.matching.Invitation;
import nl.samenspel.matching.InvitationId;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Invited;
import nl.samenspel.matching.Judgement;
import nl.samenspel.matching.Shortlist;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// For the coordinator: who fits a request and why, whom to ask and how, and what they said.
@Controller
@MayUse({COORDINATOR, MANAGER})
class CandidatePages {

    private static final int MOST_FOUND_BY_NAME = 8;
    private static final int MOST_WORDS = 1500;
    private static final int ANSWER_WITHIN_AT_MOST = 60;

    private final Candidates candidates;
    private final Invitations invitations;
    private final Explanations explanations;
    private final HelpRequests requests;
    private final People people;
    private final Words words;
    private final Clock clock;

    CandidatePages(
            Candidates candidates,
            Invitations invitations,
            Explanations explanations,
            HelpRequests requests,
            People people,
            Words words,
            Clock clock) {
        this.candidates = candidates;
        this.invitations = invitations;
        this.explanations = explanations;
        this.requests = requests;
        this.people = people;
        this.words = words;
        this.clock = clock;
    }

    /// A candidate with its bars.
    public record Line(Candidate candidate, List<Bar> bars) {}

    /// Somebody looked up by name: a candidate, or everything that stands in the way.
    ///
    /// @param among whether they are among the ten, and so have a box to tick already
    public record Looked(
            PersonId volunteer, String name, @Nullable Line fits, boolean among, List<String> obstacles) {}

    /// Somebody who was asked, and how that stands.
    public record Asked(
            InvitationId id,
            PersonId volunteer,
            String name,
            @Nullable String phone,
            boolean open,
            boolean canWithdraw,
            String tag,
            String text) {}

    @GetMapping("/requests/{id}/candidates")
    ModelAndView show(@PathVariable String id, @RequestParam(defaultValue = "") String name) {
        var request = find(id);
        return page(
                request,
                name,
                Form.filled(Map.of(
                        "words",
                        explanations.question(request.ask()),
                        "answerBy",
                        LocalDate.now(clock).plusDays(Invitations.ANSWER_WITHIN))),
                HttpStatus.OK);
    }

    @PostMapping("/requests/{id}/invitations")
    Object invite(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var request = find(id);
        var form = Form.of(typed, "matching.invite");
        var today = LocalDate.now(clock);
        var question = form.words("words", MOST_WORDS);
        var answerBy = form.date("answerBy", today, today.plusDays(ANSWER_WITHIN_AT_MOST));
        var chosen = form.chosen("volunteer").stream()
                .map(CandidatePages::person)
                .filter(Objects::nonNull)
                .toList();
        if (chosen.isEmpty()) {
            form.refuse("volunteer", "matching.invite.nobody");
        }
        if (!form.isRight()) {
            return page(request, name, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (invitations.invite(request.id(), chosen, question, answerBy)) {
            case Invited.Asked(var mailed, var toPhone) -> {
                Notice.put(
                        redirect,
                        toPhone.isEmpty() ? Notice.Kind.SUCCESS : Notice.Kind.WARNING,
                        toPhone.isEmpty()
                                ? words.get("matching.invite.sent", mailed)
                                : words.get("matching.invite.sentAndPhone", mailed, names(toPhone)));
                yield "redirect:/requests/" + request.id() + "/candidates";
            }
            case Invited.NotSearching _ -> {
                Notice.put(redirect, Notice.Kind.WARNING, words.get("matching.invite.notSearching"));
                yield "redirect:/requests/" + request.id() + "/candidates";
            }
            case Invited.NotOurs _ -> {
                form.refuse("volunteer", "matching.invite.notOurs");
                yield page(request, name, form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case Invited.TellsWhoAsks(var word) -> {
                form.refuse("words", "matching.invite.telling", word);
                yield page(request, name, form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case Invited.NotAllowed(var not) -> {
                for (var one : not) {
                    form.refuse(
                            "volunteer",
                            "matching.invite.notAllowed",
                            one.name(),
                            one.obstacles().stream().map(explanations::of).collect(Collectors.joining(" ")));
                }
                yield page(request, name, form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
        };
    }

    /// An answer that a volunteer gave by phone.
    @PostMapping("/invitations/{id}/by-phone")
    Object byPhone(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var invitation = findInvitation(id);
        var today = LocalDate.now(clock);
        var form = Form.of(typed, "matching.phone");
        var said = form.one("said", Said.class);
        var until = form.optionalDate("until", today.plusDays(1), today.plusDays(Invitations.LATER_AT_MOST))
                .orElse(today.plusDays(Invitations.LATER_MEANS));
        if (!form.isRight()) {
            Notice.put(
                    redirect,
                    Notice.Kind.ERROR,
                    form.problems().stream().map(words::of).collect(Collectors.joining(" ")));
            return "redirect:/requests/" + invitation.question().request() + "/candidates";
        }
        var answer =
                switch (said) {
                    case YES -> invitations.accept(invitation.id());
                    case NO -> invitations.decline(invitation.id());
                    case LATER -> invitations.askLater(invitation.id(), until);
                };
        switch (answer) {
            case Answer.Yes _ -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("matching.phone.yes"));
                return "redirect:/matches?request=" + invitation.question().request();
            }
            case Answer.Noted _ -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get("matching.phone.noted"));
            case Answer.JustBefore _ -> Notice.put(redirect, Notice.Kind.INFO, words.get("matching.phone.justBefore"));
            case Answer.NoRoom(var asked, var hours, var places) ->
                Notice.put(redirect, Notice.Kind.WARNING, words.get("matching.phone.noRoom", asked, hours, places));
            case Answer.OnPause(var until2) ->
                Notice.put(
                        redirect, Notice.Kind.WARNING, words.get("matching.phone.onPause", explanations.date(until2)));
            case Answer.Beyond(var limit) ->
                Notice.put(redirect, Notice.Kind.WARNING, words.get("matching.phone.beyond", explanations.of(limit)));
            case Answer.Over _ -> Notice.put(redirect, Notice.Kind.INFO, words.get("matching.phone.over"));
        }
        return "redirect:/requests/" + invitation.question().request() + "/candidates";
    }

    /// What somebody says on the phone.
    private enum Said {
        YES,
        NO,
        LATER
    }

    @PostMapping("/invitations/{id}/withdraw")
    String withdraw(@PathVariable String id, RedirectAttributes redirect) {
        var invitation = findInvitation(id);
        var done = invitations.withdraw(invitation.id());
        Notice.put(
                redirect,
                done ? Notice.Kind.SUCCESS : Notice.Kind.INFO,
                words.get(done ? "matching.withdrawn" : "matching.phone.over"));
        return "redirect:/requests/" + invitation.question().request() + "/candidates";
    }

    private ModelAndView page(HelpRequest request, String name, Form form, HttpStatus status) {
        var shortlist = candidates.topTen(request.id()).orElseThrow(CandidatePages::notFound);
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("request", request);
        model.put("searching", request instanceof HelpRequest.Searching);
        model.put("matched", request instanceof HelpRequest.Matched);
        model.put("shortlist", shortlist);
        model.put("lines", shortlist.candidates().stream().map(this::line).toList());
        model.put("conditions", explanations.conditions(shortlist.wanted()));
        model.put("same", explanations.same(shortlist));
        model.put("dayParts", explanations.dayParts(request.ask().dayParts()));
        model.put("asked", asked(request));
        model.put("name", name.strip());
        model.put(
                "found",
                name.isBlank()
                        ? List.of()
                        : candidates.whyNot(request.id(), name.strip(), MOST_FOUND_BY_NAME).stream()
                                .map(judgement -> looked(judgement, shortlist))
                                .toList());
        return new ModelAndView("matching/candidates", model, status);
    }

    private Line line(Candidate candidate) {
        return new Line(candidate, explanations.bars(candidate));
    }

    private Looked looked(Judgement judgement, Shortlist shortlist) {
        return switch (judgement) {
            case Judgement.Fits(var candidate) ->
                new Looked(
                        candidate.volunteer(),
                        candidate.name(),
                        line(candidate),
                        shortlist.candidates().stream()
                                .anyMatch(one -> one.volunteer().equals(candidate.volunteer())),
                        List.of());
            case Judgement.FitsNot(var volunteer, var name, var obstacles) ->
                new Looked(
                        volunteer,
                        name,
                        null,
                        false,
                        obstacles.stream().map(explanations::of).toList());
        };
    }

    /// The newest asking of each volunteer.
    private List<Asked> asked(HelpRequest request) {
        var newest = new LinkedHashMap<PersonId, Invitation>();
        for (var invitation : invitations.listOf(request.id())) {
            newest.merge(
                    invitation.question().volunteer(),
                    invitation,
                    (before, after) -> after.question()
                                    .invitedAt()
                                    .isBefore(before.question().invitedAt())
                            ? before
                            : after);
        }
        var records = people.list(newest.keySet(), Purpose.MATCHING);
        return newest.values().stream()
                .map(invitation ->
                        asked(invitation, records.get(invitation.question().volunteer())))
                .toList();
    }

    private Asked asked(Invitation invitation, @Nullable Person volunteer) {
        var toPhone = !invitation.question().mailed();
        return new Asked(
                invitation.id(),
                invitation.question().volunteer(),
                volunteer == null ? "" : volunteer.name(),
                volunteer == null ? null : volunteer.phone(),
                invitation instanceof Invitation.Open,
                switch (invitation) {
                    case Invitation.Open _, Invitation.JustMissed _, Invitation.Reserve _ -> true;
                    default -> false;
                },
                switch (invitation) {
                    case Invitation.Sent _ -> toPhone ? "needs-you" : "waiting";
                    case Invitation.Later _ -> "waiting";
                    case Invitation.Accepted _, Invitation.Reserve _ -> "agreed";
                    case Invitation.Declined _, Invitation.Expired _, Invitation.Withdrawn _, Invitation.JustMissed _ ->
                        "info";
                },
                switch (invitation) {
                    case Invitation.Sent sent ->
                        words.get(
                                toPhone ? "matching.state.toPhone" : "matching.state.SENT",
                                explanations.date(sent.answerBy()));
                    case Invitation.Later later -> words.get("matching.state.LATER", explanations.date(later.until()));
                    default -> words.of("matching.state", invitation.state());
                });
    }

    private String names(List<PersonId> volunteers) {
        return people.list(Set.copyOf(volunteers), Purpose.MATCHING).values().stream()
                .map(Person::name)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /// A request of this desk: for what another organisation shares, they find somebody themselves.
    private HelpRequest find(String id) {
        return parse(id, HelpRequestId::of)
                .flatMap(requests::find)
                .filter(request -> Desks.isOurs(request.holder().organisation()))
                .orElseThrow(CandidatePages::notFound);
    }

    private Invitation findInvitation(String id) {
        return parse(id, InvitationId::of).flatMap(invitations::find).orElseThrow(CandidatePages::notFound);
    }

    private static @Nullable PersonId person(String id) {
        return parse(id, PersonId::of).orElse(null);
    }

    static <T> Optional<T> parse(String id, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
