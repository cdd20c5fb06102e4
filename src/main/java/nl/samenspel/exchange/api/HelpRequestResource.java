package nl.samenspel.exchange.api;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;
import static nl.samenspel.access.Role.PROFESSIONAL;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks;
import nl.samenspel.exchange.api.InvalidInput.Fault;
import nl.samenspel.matching.Candidates;
import nl.samenspel.matching.Explanations;
import nl.samenspel.matching.Judgement;
import nl.samenspel.network.Areas;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.People;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.Boundary;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequestOverview;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Intake;
import nl.samenspel.requests.Lacking;
import nl.samenspel.requests.LifeArea;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.Need.PaidBefore;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.NewRequest.Asker;
import nl.samenspel.requests.NewRequest.Known;
import nl.samenspel.requests.NewRequest.Newcomer;
import nl.samenspel.requests.NewRequest.Whom;
import nl.samenspel.requests.Reception;
import nl.samenspel.requests.RequestFilter;
import nl.samenspel.requests.Triage;
import nl.samenspel.requests.Triaged;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Help requests, and who fits them.
@RestController
@RequestMapping(path = "/api/v1/help-requests", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Help requests")
class HelpRequestResource {

    private static final int LARGEST_PAGE = 200;
    private static final int LONGEST_WORDS = 2000;
    private static final int LONGEST_LINE = 120;
    private static final int LONGEST_NAME = 80;

    private final HelpRequests requests;
    private final Reception reception;
    private final Candidates candidates;
    private final Explanations explanations;
    private final People people;
    private final Areas areas;
    private final Organisations organisations;
    private final Showing showing;
    private final Clock clock;

    HelpRequestResource(
            HelpRequests requests,
            Reception reception,
            Candidates candidates,
            Explanations explanations,
            People people,
            Areas areas,
            Organisations organisations,
            Showing showing,
            Clock clock) {
        this.requests = requests;
        this.reception = reception;
        this.candidates = candidates;
        this.explanations = explanations;
        this.people = people;
        this.areas = areas;
        this.organisations = organisations;
        this.showing = showing;
        this.clock = clock;
    }

    @Operation(summary = "Requests of the desk; for who has none, their own")
    @GetMapping
    @MayUse
    Shown.Page<Shown.RequestLine> list(
            @RequestParam(required = false) @Nullable List<String> state,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int pageSize) {
        List<Fault> faults = new ArrayList<>();
        var states = constants("state", State.class, state == null ? List.of() : state, faults);
        var kinds = constants("kind", KindOfHelp.class, kind == null ? List.of() : List.of(kind), faults);
        if (page < 1 || page > 1_000_000) {
            faults.add(Fault.of("query", "page", "ui.form.wholeOutside", 1, 1_000_000));
        }
        if (pageSize < 1 || pageSize > LARGEST_PAGE) {
            faults.add(Fault.of("query", "pageSize", "ui.form.wholeOutside", 1, LARGEST_PAGE));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(HttpStatus.BAD_REQUEST, faults);
        }
        var skip = (page - 1) * pageSize;
        if (Viewer.current().desk() == null) {
            var own = requests.listOfViewer().stream()
                    .filter(line -> states.isEmpty() || states.contains(line.state()))
                    .filter(line -> kinds.isEmpty() || kinds.contains(line.kind()))
                    .toList();
            return page(own.stream().skip(skip).limit(pageSize).toList(), page, pageSize, own.size());
        }
        var filter = new RequestFilter(states, kinds.stream().findFirst().orElse(null), false, null, "", Set.of());
        return page(requests.list(filter, skip, pageSize), page, pageSize, requests.count(filter));
    }

    private static Shown.Page<Shown.RequestLine> page(
            List<HelpRequestOverview> lines, int page, int pageSize, int total) {
        return new Shown.Page<>(lines.stream().map(Showing::show).toList(), page, pageSize, total);
    }

    private static <E extends Enum<E>> Set<E> constants(
            String name, Class<E> type, List<String> texts, List<Fault> faults) {
        var found = java.util.EnumSet.noneOf(type);
        for (var text : texts) {
            try {
                found.add(Enum.valueOf(type, text));
            } catch (IllegalArgumentException _) {
                faults.add(Fault.of(
                        "query",
                        name,
                        "exchange.api.wrong.choice",
                        String.join(
                                ", ",
                                java.util.EnumSet.allOf(type).stream()
                                        .map(Enum::name)
                                        .toList())));
            }
        }
        return found;
    }

    @Operation(
            summary = "Takes a request in",
            description = "With the same Idempotency-Key (a UUID) it is taken in once.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Sent.NewHelpRequest.class))))
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @MayUse({COORDINATOR, MANAGER, PROFESSIONAL})
    ResponseEntity<Shown.Request> add(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode sent) {
        var body = Body.of(sent);
        var viewer = Viewer.current();
        var atDesk = viewer.desk() != null;
        var participant = body.object("participant").map(this::whom).orElse(null);
        if (participant == null) {
            body.refuse("participant", "exchange.api.wrong.missing");
        }
        var askedBy = body.object("askedBy").map(this::asker).orElse(null);
        var need = need(body);
        var through =
                body.optionalOne("through", Through.class).orElse(atDesk ? Through.ORGANISATION : Through.PROFESSIONAL);
        var waitingSince = body.optionalDate("waitingSince");
        if (waitingSince.filter(since -> since.isAfter(LocalDate.now(clock))).isPresent()) {
            body.refuse("waitingSince", "exchange.api.wrong.future");
        }
        var externalId = body.optionalOwnNumber("externalId", 100);
        if (externalId.isPresent() && !atDesk) {
            body.refuse("externalId", "exchange.api.wrong.unknown");
        }
        if (externalId.isPresent()
                && atDesk
                && !reception.listTaken(List.of(externalId.get())).isEmpty()) {
            body.refuse("externalId", "exchange.api.wrong.taken");
        }
        var branch = body.optionalId("branch").map(BranchId::new);
        if (branch.flatMap(organisations::findBranch).isEmpty() && branch.isPresent()) {
            body.refuse("branch", "exchange.api.wrong.id");
        }
        var once = key == null ? Optional.of(UUID.randomUUID()) : Ids.uuid(key);
        if (once.isEmpty()) {
            throw new InvalidInput(
                    HttpStatus.BAD_REQUEST, List.of(Fault.of("header", "Idempotency-Key", "exchange.api.wrong.id")));
        }
        body.end();
        if (participant == null || need == null) {
            throw new IllegalStateException("The body was told to be right.");
        }
        var intake = reception.take(new NewRequest(
                once.get(),
                branch.or(HelpRequestResource::onlyBranch).orElse(null),
                null,
                participant,
                askedBy,
                atDesk ? null : viewer.me(),
                through,
                need,
                waitingSince.orElse(null),
                externalId.orElse(null),
                false,
                "nl"));
        return switch (intake) {
            case Intake.TakenIn taken -> {
                // whoever asks from elsewhere, as a professional, may follow it
                var request = requests.find(taken.id()).orElseThrow(Trouble::notFound);
                yield ResponseEntity.status(taken.again() ? HttpStatus.OK : HttpStatus.CREATED)
                        .location(URI.create("/api/v1/help-requests/" + taken.id()))
                        .body(showing.show(request));
            }
            case Intake.NobodyHere(var toCall) ->
                throw new Trouble(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "nobody-takes-this-in",
                        "exchange.api.nobodyHere",
                        Map.of(
                                "toCall",
                                toCall.stream()
                                        .map(it -> Map.of("branch", it.name(), "phone", it.phone()))
                                        .toList()));
        };
    }

    /// Who sits at one desk takes in there, unless they say otherwise.
    private static Optional<BranchId> onlyBranch() {
        var desk = Viewer.current().desk();
        return desk == null || desk.branches().size() != 1
                ? Optional.empty()
                : desk.branches().stream().findFirst();
    }

    private Whom whom(Body body) {
        var id = body.optionalId("id").map(PersonId::new);
        if (id.isPresent()) {
            if (Viewer.current().desk() == null
                    || people.find(id.get(), Looks.Purpose.API)
                            .filter(person -> Viewer.current()
                                    .organisation()
                                    .filter(person.organisation()::equals)
                                    .isPresent())
                            .isEmpty()) {
                body.refuse("id", "exchange.api.wrong.id");
            }
            return new Known(id.get());
        }
        return new Newcomer(
                body.text("givenName", LONGEST_NAME),
                body.optionalText("familyName", LONGEST_NAME).orElse(""),
                body.optionalEmail("email").orElse(null),
                body.optionalPhone("phone").orElse(null),
                body.optionalText("address", LONGEST_LINE).orElse(""),
                body.optionalOne("gender", Gender.class).orElse(Gender.UNKNOWN));
    }

    private Asker asker(Body body) {
        return new Asker(
                whom(body),
                body.one("relation", Relation.class),
                Viewer.current().desk() != null);
    }

    private @Nullable Need need(Body body) {
        var today = LocalDate.now(clock);
        var kind = body.one("kind", KindOfHelp.class);
        var words = body.words("words", LONGEST_WORDS);
        var postcode = body.optionalPostcode("postcode").orElse("");
        var place = body.optionalText("place", LONGEST_LINE).orElse("");
        if (place.isEmpty() && !body.isWrong("postcode") && areas.find(postcode).isEmpty()) {
            body.refuse("place", "exchange.api.wrong.placeAsked");
        }
        var dayParts = body.optionalDayParts("dayParts").orElse(DayParts.ALL);
        var needed = body.optionalWhole("dayPartsNeeded", 1, 28).orElse(1);
        if (needed > dayParts.count()) {
            body.refuse("dayPartsNeeded", "ui.form.wholeOutside", 1, Math.max(1, dayParts.count()));
        }
        var hours = body.optionalWhole("hoursPerWeek", 1, Need.MOST_HOURS).orElse(2);
        var from = body.optionalDate("from").orElse(today);
        var until = body.optionalDate("until");
        if (until.filter(end -> end.isBefore(from)).isPresent()) {
            body.refuse("until", "exchange.wrong.endBeforeBegin");
            until = Optional.empty();
        }
        var languages = body.many("languages", Language.class);
        var wishedGender = body.many("wishedGender", Gender.class);
        var wishes = body.optionalWords("wishes", 500).orElse("");
        var urgency = body.optionalWhole("urgency", 0, Need.MOST_URGENT).orElse(1);
        var paidBefore = body.optionalOne("paidBefore", PaidBefore.class).orElse(PaidBefore.UNKNOWN);
        return words.isEmpty()
                ? null
                : new Need(
                        kind,
                        words,
                        postcode,
                        place,
                        dayParts,
                        needed,
                        hours,
                        from,
                        until.orElse(null),
                        languages.isEmpty() ? Set.of(Language.NL) : languages,
                        wishedGender,
                        wishes,
                        Set.of(),
                        urgency,
                        paidBefore);
    }

    @Operation(summary = "A request")
    @GetMapping("/{id}")
    @MayUse
    Shown.Request find(@PathVariable String id) {
        return showing.show(requests.find(Ids.inPath(id, HelpRequestId::new)).orElseThrow(Trouble::notFound));
    }

    @Operation(
            summary = "Decides what happens with a request",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Sent.NewTriage.class))))
    @PostMapping(path = "/{id}/triage", consumes = MediaType.APPLICATION_JSON_VALUE)
    @MayUse({COORDINATOR, MANAGER})
    Shown.Request triage(@PathVariable String id, @RequestBody JsonNode sent) {
        var request = requests.find(Ids.inPath(id, HelpRequestId::new))
                .filter(found -> found.holder()
                        .organisation()
                        .equals(Viewer.current().myDesk().organisation()))
                .orElseThrow(Trouble::notFound);
        var body = Body.of(sent);
        var outcome = body.one("outcome", Triage.Outcome.class);
        var door = body.optionalWords("nextDoor", 500).orElse("");
        if (door.isEmpty() && (outcome == Triage.Outcome.NO || outcome == Triage.Outcome.PROFESSIONAL)) {
            body.refuse("nextDoor", "exchange.api.wrong.missing");
        }
        var lacking = body.optionalOne("lacking", Lacking.class);
        if (lacking.isEmpty() && outcome == Triage.Outcome.NO) {
            body.refuse("lacking", "exchange.api.wrong.missing");
        }
        var to = body.optionalId("nextOrganisation").map(OrganisationId::new);
        if (to.isPresent() && to.flatMap(organisations::find).isEmpty()) {
            body.refuse("nextOrganisation", "exchange.api.wrong.id");
        }
        var areasOfLife = body.many("lifeAreas", LifeArea.class);
        var withinAYear = body.optionalYes("withinAYear").orElse(true);
        var touched = body.many("boundaries", Boundary.class);
        var notes = body.optionalWords("notes", LONGEST_WORDS).orElse("");
        var urgency = body.optionalWhole("urgency", 0, Need.MOST_URGENT)
                .orElse(request.ask().need().urgency());
        var qualifications = body.has("qualifications")
                ? body.many("qualifications", Qualification.class)
                : request.ask().need().qualifications();
        var seen = body.optionalWhole("version", 0, Integer.MAX_VALUE);
        body.end();
        Triage.Decision decision =
                switch (outcome) {
                    case VOLUNTEER -> new Triage.ByVolunteer();
                    case TOGETHER -> new Triage.Together();
                    case PROFESSIONAL -> new Triage.ByProfessional(door, to.orElse(null));
                    case NO -> new Triage.No(lacking.orElseThrow(), door, to.orElse(null));
                };
        var triage = new Triage(areasOfLife, withinAYear, touched, decision, notes, urgency, qualifications);
        return switch (requests.triage(request.id(), triage, seen.orElse(null))) {
            case Triaged.Decided(var now) -> showing.show(now);
            case Triaged.NotFound _ -> throw Trouble.notFound();
            case Triaged.NotNow(var asItIs) -> throw notNow(asItIs);
            case Triaged.InTheNetwork(var elsewhere) ->
                throw new Trouble(
                        HttpStatus.CONFLICT,
                        "in-the-network",
                        "exchange.api.inTheNetwork",
                        Map.of("organisation", elsewhere.value()));
            case Triaged.BeyondVolunteers(var crossed) ->
                throw new Trouble(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "beyond-volunteers",
                        "exchange.api.beyondVolunteers",
                        Map.of(
                                "crossed",
                                crossed.stream()
                                        .map(it -> Map.of(
                                                "boundary", it.boundary().name(),
                                                "rule", it.rule().name(),
                                                "ofOurOwn", it.ofOurOwn()))
                                        .toList()));
        };
    }

    private static Trouble notNow(HelpRequest asItIs) {
        return new Trouble(
                HttpStatus.CONFLICT,
                "not-now",
                "exchange.api.notNow",
                Map.of("state", asItIs.state().name(), "version", asItIs.version()));
    }

    @Operation(summary = "The ten best candidates, and why")
    @GetMapping("/{id}/candidates")
    @MayUse({COORDINATOR, MANAGER})
    Shown.Shortlist candidates(@PathVariable String id) {
        var shortlist = candidates.topTen(Ids.inPath(id, HelpRequestId::new)).orElseThrow(Trouble::notFound);
        return new Shown.Shortlist(
                shortlist.wanted().id().value(),
                shortlist.lookedAt(),
                shortlist.placeKnown(),
                explanations.conditions(shortlist.wanted()),
                explanations.same(shortlist),
                shortlist.candidates().stream().map(showing::show).toList());
    }

    @Operation(summary = "Why a volunteer is not among the candidates, or how well they fit")
    @GetMapping("/{id}/why-not/{volunteerId}")
    @MayUse({COORDINATOR, MANAGER})
    Shown.WhyNot whyNot(@PathVariable String id, @PathVariable String volunteerId) {
        var judgement = candidates
                .whyNot(Ids.inPath(id, HelpRequestId::new), Ids.inPath(volunteerId, PersonId::new))
                .orElseThrow(Trouble::notFound);
        return switch (judgement) {
            case Judgement.Fits(var candidate) ->
                new Shown.WhyNot(
                        candidate.volunteer().value(), candidate.name(), true, showing.show(candidate), List.of());
            case Judgement.FitsNot(var volunteer, var name, var obstacles) ->
                new Shown.WhyNot(
                        volunteer.value(),
                        name,
                        false,
                        null,
                        obstacles.stream()
                                .map(obstacle -> new Shown.Obstacle(
                                        obstacle.getClass().getSimpleName(), explanations.of(obstacle)))
                                .toList());
        };
    }
}
