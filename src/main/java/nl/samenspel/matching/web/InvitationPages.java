package nl.samenspel.matching.web;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.matching.Answer;
import nl.samenspel.matching.Explanations;
import nl.samenspel.matching.Invitation;
import nl.samenspel.matching.InvitationId;
import nl.samenspel.matching.Invitations;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisations;
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

/// For the volunteer: what is asked of them, and three answers that weigh the same.
@Controller
@MayUse(Role.VOLUNTEER)
class InvitationPages {

    private final Invitations invitations;
    private final Explanations explanations;
    private final Organisations organisations;
    private final Words words;
    private final Clock clock;

    InvitationPages(
            Invitations invitations, Explanations explanations, Organisations organisations, Words words, Clock clock) {
        this.invitations = invitations;
        this.explanations = explanations;
        this.organisations = organisations;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/invitations")
    ModelAndView list() {
        var all = invitations.listOfViewer();
        var yearAgo = clock.instant().minus(Duration.ofDays(365));
        var lastYear = all.stream()
                .filter(one -> one.question().invitedAt().isAfter(yearAgo))
                .toList();
        return new ModelAndView(
                "matching/invitations",
                Map.of(
                        "open",
                        all.stream().filter(Invitation.Open.class::isInstance).toList(),
                        "others",
                        all.stream()
                                .filter(one -> !(one instanceof Invitation.Open))
                                .limit(20)
                                .toList(),
                        "asked",
                        lastYear.size(),
                        "declined",
                        lastYear.stream()
                                .filter(Invitation.Declined.class::isInstance)
                                .count()));
    }

    @GetMapping("/invitations/{id}")
    ModelAndView show(@PathVariable String id) {
        return page(find(id), Form.empty(), HttpStatus.OK, Map.of());
    }

    @PostMapping("/invitations/{id}/yes")
    Object yes(@PathVariable String id, RedirectAttributes redirect) {
        return outcome(find(id), invitations.accept(InvitationId.of(id)), redirect);
    }

    @PostMapping("/invitations/{id}/no")
    Object no(@PathVariable String id, RedirectAttributes redirect) {
        return outcome(find(id), invitations.decline(InvitationId.of(id)), redirect);
    }

    /// Without a date: a week from now. The page that follows lets them choose another.
    @PostMapping("/invitations/{id}/later")
    Object later(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var invitation = find(id);
        var form = Form.of(typed, "matching.later");
        var today = LocalDate.now(clock);
        var until = form.optionalDate("until", today.plusDays(1), today.plusDays(Invitations.LATER_AT_MOST));
        if (!form.isRight()) {
            return page(invitation, form, HttpStatus.UNPROCESSABLE_CONTENT, Map.of());
        }
        return outcome(
                invitation,
                invitations.askLater(invitation.id(), until.orElse(today.plusDays(Invitations.LATER_MEANS))),
                redirect);
    }

    @PostMapping("/invitations/{id}/reserve")
    Object reserve(@PathVariable String id, RedirectAttributes redirect) {
        return outcome(find(id), invitations.stayAsReserve(InvitationId.of(id)), redirect);
    }

    /// What the page then says follows from the state it is in; only what changes nothing must be said at once.
    private Object outcome(Invitation invitation, Answer answer, RedirectAttributes redirect) {
        return switch (answer) {
            case Answer.Yes _, Answer.Noted _, Answer.JustBefore _ -> "redirect:/invitations/" + invitation.id();
            case Answer.Over _ -> {
                Notice.put(redirect, Notice.Kind.INFO, words.get("matching.answer.over"));
                yield "redirect:/invitations/" + invitation.id();
            }
            case Answer.NoRoom noRoom ->
                page(invitation, Form.empty(), HttpStatus.UNPROCESSABLE_CONTENT, Map.of("noRoom", noRoom));
            case Answer.Beyond(var limit) ->
                page(
                        invitation,
                        Form.empty(),
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        Map.of(
                                "beyond",
                                words.get("matching.answer.beyond."
                                        + limit.getClass().getSimpleName())));
            case Answer.OnPause onPause ->
                page(invitation, Form.empty(), HttpStatus.UNPROCESSABLE_CONTENT, Map.of("onPause", onPause));
        };
    }

    private ModelAndView page(Invitation invitation, Form form, HttpStatus status, Map<String, ?> more) {
        var question = invitation.question();
        var model = new HashMap<String, Object>(more);
        model.put("form", form);
        model.put("invitation", invitation);
        model.put("question", question);
        model.put("state", invitation.state().name());
        model.put("open", invitation instanceof Invitation.Open);
        model.put("lines", question.words().lines().toList());
        model.put("dayParts", explanations.dayParts(question.dayParts()));
        model.put(
                "branch",
                organisations.findBranch(question.branch()).map(List::of).orElse(List.<Branch>of()));
        return new ModelAndView("matching/invitation", model, status);
    }

    /// Only their own: a coordinator's page of it is that of the request.
    private Invitation find(String id) {
        return CandidatePages.parse(id, InvitationId::of)
                .flatMap(invitations::find)
                .filter(Invitations::isOfViewer)
                .orElseThrow(CandidatePages::notFound);
    }
}
