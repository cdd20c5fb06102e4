package nl.samenspel.exchange.api;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;
import static nl.samenspel.access.Role.VOLUNTEER;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.matches.Matches;
import nl.samenspel.matching.Answer;
import nl.samenspel.matching.Explanations;
import nl.samenspel.matching.Invitation;
import nl.samenspel.matching.InvitationId;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Invited;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Asking volunteers, and their answers.
@RestController
@RequestMapping(path = "/api/v1/invitations", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Invitations")
class InvitationResource {

    private static final int LONGEST_WORDS = 2000;

    private final Invitations invitations;
    private final HelpRequests requests;
    private final Matches matches;
    private final Explanations explanations;
    private final Clock clock;

    InvitationResource(
            Invitations invitations, HelpRequests requests, Matches matches, Explanations explanations, Clock clock) {
        this.invitations = invitations;
        this.requests = requests;
        this.matches = matches;
        this.explanations = explanations;
        this.clock = clock;
    }

    @Operation(summary = "What waits for an answer at the desk; for a volunteer, what they were asked")
    @GetMapping
    @MayUse({VOLUNTEER, COORDINATOR, MANAGER})
    List<Shown.Invitation> list() {
        var all = Viewer.current().desk() == null ? invitations.listOfViewer() : invitations.listOpen();
        return all.stream().map(Showing::show).toList();
    }

    @Operation(
            summary = "Asks volunteers for a request; all of them, or nobody",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Sent.NewInvitations.class))))
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @MayUse({COORDINATOR, MANAGER})
    Shown.Invited invite(@RequestBody JsonNode sent) {
        var body = Body.of(sent);
        var id = new HelpRequestId(body.id("helpRequest"));
        var volunteers = body.ids("volunteers", PersonId::new);
        var words = body.optionalWords("words", LONGEST_WORDS);
        var today = LocalDate.now(clock);
        var answerBy = body.optionalDate("answerBy").orElse(today.plusDays(Invitations.ANSWER_WITHIN));
        if (answerBy.isBefore(today) || answerBy.isAfter(today.plusDays(Invitations.LATER_AT_MOST))) {
            body.refuse("answerBy", "exchange.api.wrong.dateOutside", today, today.plusDays(Invitations.LATER_AT_MOST));
        }
        body.end();
        var request = requests.find(id).orElseThrow(Trouble::notFound);
        var question = words.orElseGet(() -> explanations.question(request.ask()));
        return switch (invitations.invite(id, volunteers, question, answerBy)) {
            case Invited.Asked(var mailed, var toPhone) ->
                new Shown.Invited(
                        mailed,
                        toPhone.stream().map(PersonId::value).toList(),
                        invitations.listOf(id).stream()
                                .filter(Invitation.Sent.class::isInstance)
                                .filter(it -> volunteers.contains(it.question().volunteer()))
                                .map(Showing::show)
                                .toList());
            case Invited.NotSearching _ ->
                throw new Trouble(HttpStatus.CONFLICT, "not-searching", "exchange.api.notSearching");
            case Invited.NotOurs _ ->
                throw new InvalidInput(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        List.of(InvalidInput.Fault.of("body", "#/volunteers", "matching.invite.notOurs")));
            case Invited.TellsWhoAsks(var word) ->
                throw new InvalidInput(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        List.of(InvalidInput.Fault.of("body", "#/words", "exchange.api.wrong.tellsWhoAsks", word)));
            case Invited.NotAllowed(var people) ->
                throw new Trouble(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "not-allowed",
                        "exchange.api.notAllowed",
                        Map.of(
                                "volunteers",
                                people.stream()
                                        .map(it -> Map.of(
                                                "volunteer", it.volunteer().value(),
                                                "obstacles",
                                                        it.obstacles().stream()
                                                                .map(explanations::of)
                                                                .toList()))
                                        .toList()));
        };
    }

    @Operation(summary = "An invitation")
    @GetMapping("/{id}")
    @MayUse({VOLUNTEER, COORDINATOR, MANAGER})
    Shown.Invitation find(@PathVariable String id) {
        return Showing.show(invitations.find(Ids.inPath(id, InvitationId::new)).orElseThrow(Trouble::notFound));
    }

    @Operation(
            summary = "Answers an invitation: the volunteer, or the desk for who phoned",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Sent.NewAnswer.class))))
    @PostMapping(path = "/{id}/answer", consumes = MediaType.APPLICATION_JSON_VALUE)
    @MayUse({VOLUNTEER, COORDINATOR, MANAGER})
    Shown.Answered answer(@PathVariable String id, @RequestBody JsonNode sent) {
        var invitation = invitations.find(Ids.inPath(id, InvitationId::new)).orElseThrow(Trouble::notFound);
        var body = Body.of(sent);
        var said = body.one("answer", Sent.Said.class);
        var today = LocalDate.now(clock);
        var until = body.optionalDate("until").orElse(today.plusDays(Invitations.LATER_MEANS));
        if (!until.isAfter(today) || until.isAfter(today.plusDays(Invitations.LATER_AT_MOST))) {
            body.refuse(
                    "until",
                    "exchange.api.wrong.dateOutside",
                    today.plusDays(1),
                    today.plusDays(Invitations.LATER_AT_MOST));
        }
        body.end();
        var answer =
                switch (said) {
                    case YES -> invitations.accept(invitation.id());
                    case NO -> invitations.decline(invitation.id());
                    case LATER -> invitations.askLater(invitation.id(), until);
                    case RESERVE -> invitations.stayAsReserve(invitation.id());
                };
        return switch (answer) {
            case Answer.Yes _ -> answered("YES", invitation);
            case Answer.Noted _ -> answered("NOTED", invitation);
            case Answer.JustBefore _ ->
                throw new Trouble(HttpStatus.CONFLICT, "just-before", "exchange.api.justBefore");
            case Answer.NoRoom(var asked, var hoursFree, var placesFree) ->
                throw new Trouble(
                        HttpStatus.CONFLICT,
                        "no-room",
                        "exchange.api.noRoom",
                        Map.of("hoursAsked", asked, "hoursFree", hoursFree, "placesFree", placesFree));
            case Answer.OnPause(var pauseUntil) ->
                throw new Trouble(HttpStatus.CONFLICT, "on-pause", "exchange.api.onPause", Map.of("until", pauseUntil));
            case Answer.Beyond(var limit) ->
                throw new Trouble(
                        HttpStatus.CONFLICT,
                        "beyond-limits",
                        "exchange.api.beyond",
                        Map.of("limit", limit.getClass().getSimpleName()));
            case Answer.Over _ -> throw new Trouble(HttpStatus.CONFLICT, "over", "exchange.api.over");
        };
    }

    private Shown.Answered answered(String outcome, Invitation invitation) {
        var match = matches.listOf(invitation.question().request()).stream()
                .filter(it -> it.duo().invitation().equals(invitation.id()))
                .findFirst();
        return new Shown.Answered(
                outcome,
                Showing.show(invitations.find(invitation.id()).orElse(invitation)),
                match.map(it -> it.id().value()).orElse(null));
    }
}
