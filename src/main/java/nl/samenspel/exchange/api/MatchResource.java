package nl.samenspel.exchange.api;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;
import static nl.samenspel.access.Role.PARTICIPANT;
import static nl.samenspel.access.Role.RELATIVE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.matches.EndReason;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matches.Matches.Afterwards;
import nl.samenspel.matches.Meet;
import nl.samenspel.matches.Step;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Matches, from the volunteer's yes to a kind goodbye.
@RestController
@RequestMapping(path = "/api/v1/matches", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Matches")
class MatchResource {

    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_WORDS = 1000;

    private final Matches matches;
    private final Showing showing;
    private final Clock clock;

    MatchResource(Matches matches, Showing showing, Clock clock) {
        this.matches = matches;
        this.showing = showing;
        this.clock = clock;
    }

    @Operation(summary = "Running matches of the desk; for who has none, their own")
    @GetMapping
    @MayUse
    List<Shown.Match> list() {
        List<Match> mine = new ArrayList<>();
        if (Viewer.current().desk() != null) {
            mine.addAll(matches.listRunning());
        } else {
            mine.addAll(matches.listAsVolunteer());
            mine.addAll(matches.listAsParticipant());
        }
        return showing.show(mine);
    }

    @Operation(summary = "A match")
    @GetMapping("/{id}")
    @MayUse
    Shown.Match find(@PathVariable String id) {
        return showing.show(found(id));
    }

    @Operation(
            summary = "Whether this volunteer may come: the participant, or the desk for who phoned",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Sent.NewConsent.class))))
    @PostMapping(path = "/{id}/consent", consumes = MediaType.APPLICATION_JSON_VALUE)
    @MayUse({PARTICIPANT, RELATIVE, COORDINATOR, MANAGER})
    Shown.Match consent(@PathVariable String id, @RequestBody JsonNode sent) {
        var match = found(id);
        var body = Body.of(sent);
        var answer = body.one("answer", Sent.Consent.class);
        var saidBy = body.optionalId("saidBy").map(PersonId::new);
        if (saidBy.filter(who -> !matches.listWhoMayConsent(match).contains(who))
                .isPresent()) {
            body.refuse("saidBy", "exchange.api.wrong.mayNotConsent");
        }
        body.end();
        var themselves = matches.listWhoMayConsent(match).stream()
                .anyMatch(Viewer.current().persons()::contains);
        if (themselves) {
            return taken(answer == Sent.Consent.YES ? matches.agree(match.id()) : matches.refuse(match.id()));
        }
        return taken(
                answer == Sent.Consent.YES
                        ? matches.agreeByPhone(
                                match.id(), saidBy.orElse(match.duo().participant()))
                        : refuseByPhone(match));
    }

    private Step refuseByPhone(Match match) {
        return match instanceof Match.Promised
                ? matches.end(match.id(), EndReason.PARTICIPANT_SAYS_NO, "", Afterwards.SEARCH)
                : new Step.NotNow(match);
    }

    @Operation(
            summary = "Plans the first meeting, or plans it anew",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Sent.NewMeeting.class))))
    @PostMapping(path = "/{id}/meeting", consumes = MediaType.APPLICATION_JSON_VALUE)
    @MayUse({COORDINATOR, MANAGER})
    Shown.Match meeting(@PathVariable String id, @RequestBody JsonNode sent) {
        var match = found(id);
        var body = Body.of(sent);
        var on = body.date("on");
        requireNotPast(body, "on", on);
        var at = body.optionalTime("at");
        var place = body.text("place", LONGEST_LINE);
        body.end();
        return taken(matches.planMeeting(match.id(), new Meet(on, at.orElse(null), place)));
    }

    @Operation(
            summary = "They met and want to try; or they try a little longer",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Sent.NewTrial.class))))
    @PostMapping(path = "/{id}/trial", consumes = MediaType.APPLICATION_JSON_VALUE)
    @MayUse({COORDINATOR, MANAGER})
    Shown.Match trial(@PathVariable String id, @RequestBody JsonNode sent) {
        var match = found(id);
        var body = Body.of(sent);
        var until = body.optionalDate("until").orElse(LocalDate.now(clock).plusWeeks(Matches.TRIAL_WEEKS));
        requireNotPast(body, "until", until);
        body.end();
        return taken(matches.startTrial(match.id(), until));
    }

    @Operation(
            summary = "The trial went well: it is a match",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Sent.NewActive.class))))
    @PostMapping(path = "/{id}/activate", consumes = MediaType.APPLICATION_JSON_VALUE)
    @MayUse({COORDINATOR, MANAGER})
    Shown.Match activate(@PathVariable String id, @RequestBody JsonNode sent) {
        var match = found(id);
        var body = Body.of(sent);
        var reviewOn = body.optionalDate("reviewOn").orElse(LocalDate.now(clock).plusMonths(Matches.REVIEW_MONTHS));
        requireNotPast(body, "reviewOn", reviewOn);
        body.end();
        return taken(matches.makeMatch(match.id(), reviewOn));
    }

    @Operation(
            summary = "Ends it kindly, from wherever they are",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Sent.NewEnd.class))))
    @PostMapping(path = "/{id}/end", consumes = MediaType.APPLICATION_JSON_VALUE)
    @MayUse({COORDINATOR, MANAGER})
    Shown.Match end(@PathVariable String id, @RequestBody JsonNode sent) {
        var match = found(id);
        var body = Body.of(sent);
        var reason = body.one("reason", EndReason.class);
        var words = body.optionalWords("words", LONGEST_WORDS).orElse("");
        var afterwards = body.optionalOne("afterwards", Afterwards.class).orElse(Afterwards.SEARCH);
        body.end();
        return taken(matches.end(match.id(), reason, words, afterwards));
    }

    private void requireNotPast(Body body, String name, LocalDate day) {
        var today = LocalDate.now(clock);
        if (day.isBefore(today) || day.isAfter(today.plusYears(2))) {
            body.refuse(name, "exchange.api.wrong.dateOutside", today, today.plusYears(2));
        }
    }

    private Match found(String id) {
        return matches.find(Ids.inPath(id, MatchId::new)).orElseThrow(Trouble::notFound);
    }

    private Shown.Match taken(Step step) {
        return switch (step) {
            case Step.Done(var now) -> showing.show(now);
            case Step.NotFound _ -> throw Trouble.notFound();
            case Step.NotYours _ -> throw new Trouble(HttpStatus.FORBIDDEN, "not-yours", "exchange.api.notYours");
            case Step.NotNow(var asItIs) ->
                throw new Trouble(
                        HttpStatus.CONFLICT,
                        "not-now",
                        "exchange.api.notNow",
                        Map.of("state", showing.show(asItIs).state()));
        };
    }
}
