package nl.samenspel.exchange.api;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;
import static nl.samenspel.access.Role.TEAM_LEADER;
import static nl.samenspel.access.Role.VOLUNTEER;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Teams;
import nl.samenspel.access.Viewer;
import nl.samenspel.exchange.api.InvalidInput.Fault;
import nl.samenspel.matches.MatchId;
import nl.samenspel.visits.Logged;
import nl.samenspel.visits.NewVisit;
import nl.samenspel.visits.Visit;
import nl.samenspel.visits.Visit.Came;
import nl.samenspel.visits.Visit.Kind;
import nl.samenspel.visits.Visits;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// What was done, and how long. Tells of people by their numbers only, so it is no look at anyone's record.
@RestController
@RequestMapping(path = "/api/v1/visits", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Visits")
class VisitResource {

    private static final int LARGEST_PAGE = 200;
    private static final int LONGEST_WORDS = 300;
    private static final int YEARS = 10;

    private final Visits visits;
    private final Teams teams;
    private final Clock clock;

    VisitResource(Visits visits, Teams teams, Clock clock) {
        this.visits = visits;
        this.teams = teams;
        this.clock = clock;
    }

    @Operation(
            summary = "What was done at the desk; for who has none, by themselves and by the volunteers on their list")
    @GetMapping
    @MayUse({VOLUNTEER, TEAM_LEADER, COORDINATOR, MANAGER})
    List<Shown.Visit> list(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int pageSize) {
        var faults = new ArrayList<Fault>();
        if (page < 1 || page > 1_000_000) {
            faults.add(Fault.of("query", "page", "ui.form.wholeOutside", 1, 1_000_000));
        }
        if (pageSize < 1 || pageSize > LARGEST_PAGE) {
            faults.add(Fault.of("query", "pageSize", "ui.form.wholeOutside", 1, LARGEST_PAGE));
        }
        var today = LocalDate.now(clock);
        var first = from == null ? today.withDayOfYear(1) : from;
        var last = until == null ? today : until;
        for (var day : List.of(first, last)) {
            if (day.isBefore(today.minusYears(YEARS)) || day.isAfter(today.plusYears(1))) {
                faults.add(Fault.of(
                        "query",
                        day.equals(first) ? "from" : "until",
                        "exchange.api.wrong.dateOutside",
                        today.minusYears(YEARS),
                        today.plusYears(1)));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(HttpStatus.BAD_REQUEST, faults);
        }
        var skip = (long) (page - 1) * pageSize;
        if (Viewer.current().desk() != null) {
            return visits.listDone(first, last, Math.toIntExact(Math.min(skip, Integer.MAX_VALUE)), pageSize).stream()
                    .map(VisitResource::shown)
                    .toList();
        }
        var whose = new HashSet<>(Viewer.current().persons());
        whose.addAll(teams.listMine());
        return visits.listDoneBy(whose, first, last).stream()
                .skip(skip)
                .limit(pageSize)
                .map(VisitResource::shown)
                .toList();
    }

    @Operation(
            summary =
                    "Writes down what was done: a volunteer their own; the desk and a team leader what they were told",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Sent.NewVisit.class))))
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @MayUse({VOLUNTEER, TEAM_LEADER, COORDINATOR, MANAGER})
    ResponseEntity<Shown.Visit> log(@RequestBody JsonNode sent) {
        var body = Body.of(sent);
        var match = body.optionalId("match").map(MatchId::new);
        var volunteer = body.optionalId("volunteer").map(PersonId::new);
        var kind = body.one("kind", Kind.class);
        var day = body.date("day");
        var minutes = body.optionalWhole("minutes", 1, Visit.MOST_MINUTES).orElse(0);
        var words = body.optionalWords("words", LONGEST_WORDS).orElse("");
        var another = body.optionalYes("another").orElse(false);
        if (minutes == 0 && !body.isWrong("minutes")) {
            body.refuse("minutes", "exchange.api.wrong.missing");
        }
        if (match.isPresent() == volunteer.isPresent() && !body.isWrong("match")) {
            body.refuse("match", "exchange.api.wrong.matchOrVolunteer");
        }
        if (!body.isWrong("kind") && !body.isWrong("match") && kind.isWithSomeone() != match.isPresent()) {
            body.refuse("kind", "exchange.api.wrong.kindOfVisit");
        }
        body.end();
        var outcome = visits.log(new NewVisit(
                match.orElse(null), volunteer.orElse(null), day, new Came.Done(kind, minutes), words, another));
        return switch (outcome) {
            case Logged.Kept(var visit) ->
                ResponseEntity.status(HttpStatus.CREATED).body(shown(visit));
            case Logged.AlreadyLogged(var there) ->
                throw new Trouble(
                        HttpStatus.CONFLICT,
                        "already-logged",
                        "exchange.api.alreadyLogged",
                        Map.of("visit", there.id().toString()));
            case Logged.NotYet _, Logged.BeforeItBegan _, Logged.AfterItEnded _ ->
                throw new InvalidInput(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        List.of(Fault.of("body", "#/day", "exchange.api.wrong.dayOfVisit")));
            case Logged.ChangedMeanwhile _ -> throw new IllegalStateException("A new visit has no earlier version.");
            case Logged.NotFound _ -> throw Trouble.notFound();
        };
    }

    private static Shown.Visit shown(Visit visit) {
        var done = visit.came() instanceof Came.Done it ? it : null;
        var whose = visit.whose();
        return new Shown.Visit(
                visit.id().value(),
                whose.match() == null ? null : whose.match().value(),
                whose.volunteer().value(),
                whose.participant() == null ? null : whose.participant().value(),
                whose.branch().value(),
                visit.day(),
                done == null ? null : done.kind().name(),
                done != null,
                visit.minutes(),
                visit.told().byPhone(),
                visit.told().at());
    }
}
