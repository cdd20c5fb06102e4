package nl.samenspel.exchange.api;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;
import static nl.samenspel.access.Role.PROFESSIONAL;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.exchange.api.InvalidInput.Fault;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.referrals.Answering;
import nl.samenspel.referrals.Handing;
import nl.samenspel.referrals.NewReferral;
import nl.samenspel.referrals.NextDoors;
import nl.samenspel.referrals.Reason;
import nl.samenspel.referrals.Referral;
import nl.samenspel.referrals.ReferralId;
import nl.samenspel.referrals.Referrals;
import nl.samenspel.referrals.Scope;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Referrals: where to go, asking another organisation, and its answer.
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Referrals")
class ReferralResource {

    private static final int LONGEST_WORDS = 1000;

    private final Referrals referrals;
    private final NextDoors doors;
    private final HelpRequests requests;

    ReferralResource(Referrals referrals, NextDoors doors, HelpRequests requests) {
        this.referrals = referrals;
        this.doors = doors;
        this.requests = requests;
    }

    @Operation(summary = "Branches that do this kind of help, those that take in here and have room first")
    @GetMapping("/next-doors")
    @MayUse({PROFESSIONAL, COORDINATOR, MANAGER})
    List<Shown.NextDoor> nextDoors(@RequestParam String kind, @RequestParam(defaultValue = "") String postcode) {
        var wanted = Arrays.stream(KindOfHelp.values())
                .filter(one -> one.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(
                        HttpStatus.BAD_REQUEST,
                        List.of(Fault.of(
                                "query",
                                "kind",
                                "exchange.api.wrong.choice",
                                String.join(
                                        ", ",
                                        Arrays.stream(KindOfHelp.values())
                                                .map(Enum::name)
                                                .toList())))));
        var mine = Viewer.current().desk();
        return doors.list(wanted, postcode, mine == null ? null : mine.organisation()).stream()
                .map(door -> new Shown.NextDoor(
                        door.branch().id().value(),
                        door.organisation(),
                        door.branch().name(),
                        door.branch().niche(),
                        door.takesInHere(),
                        door.room().name(),
                        door.pace().isKnown() ? door.pace().days() : null,
                        door.pace().isKnown() ? door.pace().found() : null))
                .toList();
    }

    @Operation(
            summary = "What waits for the desk's answer, what it asked of others, and what runs; of others: their own")
    @GetMapping("/referrals")
    @MayUse
    List<Shown.Referral> list() {
        List<Referral> all = new ArrayList<>();
        if (Viewer.current().desk() == null) {
            all.addAll(referrals.listOfViewer());
        } else {
            all.addAll(referrals.listIncoming());
            all.addAll(referrals.listOutgoing());
            all.addAll(referrals.listRunning());
        }
        return all.stream().map(ReferralResource::show).toList();
    }

    @Operation(summary = "A referral")
    @GetMapping("/referrals/{id}")
    @MayUse
    Shown.Referral find(@PathVariable String id) {
        return show(found(id));
    }

    @Operation(
            summary = "Hands a request over, or asks another organisation to join",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Sent.NewReferral.class))))
    @PostMapping(path = "/referrals", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @MayUse({COORDINATOR, MANAGER})
    Shown.Referral refer(@RequestBody JsonNode sent) {
        var body = Body.of(sent);
        var request = new HelpRequestId(body.id("helpRequest"));
        var to = new BranchId(body.id("to"));
        var way = body.one("way", Referral.Way.class);
        var because = body.one("because", Sent.Because.class);
        var note = body.optionalWords("note", LONGEST_WORDS).orElse("");
        var scope = body.many("scope", Scope.class);
        var saidBy = body.optionalId("saidBy").map(PersonId::new);
        var without = body.optionalWords("withoutConsent", LONGEST_WORDS);
        var found = requests.find(request);
        if (saidBy.isPresent()
                && found.isPresent()
                && !referrals.listWhoMayConsent(found.get().ask().participant()).contains(saidBy.get())) {
            body.refuse("saidBy", "exchange.api.wrong.mayNotConsent");
        }
        body.end();
        if (found.isEmpty()) {
            throw Trouble.notFound();
        }
        NewReferral.Basis basis = saidBy.isPresent()
                ? new NewReferral.Told(saidBy.get())
                : without.isPresent() ? new NewReferral.Without(without.get()) : new NewReferral.AskFirst();
        var handing = referrals.refer(
                new NewReferral(way, request, to, Reason.valueOf(because.name()), note, scope, basis, ""));
        return switch (handing) {
            case Handing.Asked asked -> show(found(asked.id().toString()));
            case Handing.WaitsForConsent draft -> show(found(draft.id().toString()));
            case Handing.NotFound _ -> throw Trouble.notFound();
            default ->
                throw new Trouble(
                        HttpStatus.CONFLICT,
                        "not-referred",
                        "exchange.api.notReferred",
                        Map.of("why", handing.getClass().getSimpleName()));
        };
    }

    @Operation(summary = "Yes: of a hand-over, the desk holds the request from now on")
    @PostMapping("/referrals/{id}/accept")
    @MayUse({COORDINATOR, MANAGER})
    Shown.Referral accept(@PathVariable String id) {
        return taken(referrals.accept(found(id).id()));
    }

    @Operation(
            summary = "No, and why",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = Sent.NewRejection.class))))
    @PostMapping(path = "/referrals/{id}/reject", consumes = MediaType.APPLICATION_JSON_VALUE)
    @MayUse({COORDINATOR, MANAGER})
    Shown.Referral reject(@PathVariable String id, @RequestBody JsonNode sent) {
        var referral = found(id);
        if (!referral.what().to().equals(Viewer.current().myDesk().organisation())) {
            throw Trouble.notFound();
        }
        var body = Body.of(sent);
        var reason = body.one("reason", Sent.Because.class);
        var words = body.optionalWords("words", LONGEST_WORDS).orElse("");
        if (reason == Sent.Because.OTHER && words.isEmpty() && !body.isWrong("words")) {
            body.refuse("words", "ui.form.missing");
        }
        body.end();
        return taken(referrals.reject(referral.id(), Reason.valueOf(reason.name()), words));
    }

    @Operation(summary = "The other need not answer, or help, any more")
    @PostMapping("/referrals/{id}/take-back")
    @MayUse({COORDINATOR, MANAGER})
    Shown.Referral takeBack(@PathVariable String id) {
        return taken(referrals.takeBack(found(id).id()));
    }

    private static Shown.Referral taken(Answering answering) {
        return switch (answering) {
            case Answering.Done(var now) -> show(now);
            case Answering.NotFound _ -> throw Trouble.notFound();
            case Answering.NobodyHere _ ->
                throw new Trouble(HttpStatus.CONFLICT, "nobody-on-duty", "referrals.notNow.nobodyHere");
            case Answering.NotNow(var asItIs) ->
                throw new Trouble(
                        HttpStatus.CONFLICT,
                        "not-now",
                        "exchange.api.notNow",
                        Map.of("state", asItIs.state().name()));
        };
    }

    /// What the desk was asked, or asked for a request it may see; of others: their own.
    private Referral found(String id) {
        var referral = referrals.find(Ids.inPath(id, ReferralId::new)).orElseThrow(Trouble::notFound);
        var desk = Viewer.current().desk();
        var sentElsewhere = desk != null
                && referral.what().from().equals(desk.organisation())
                && requests.find(referral.what().request()).isEmpty();
        if (sentElsewhere) {
            throw Trouble.notFound();
        }
        return referral;
    }

    private static Shown.Referral show(Referral referral) {
        var what = referral.what();
        var glimpse = what.glimpse();
        var reason =
                switch (referral) {
                    case Referral.Rejected it -> it.why().name();
                    case Referral.Failed it -> it.why().name();
                    case Referral.Cancelled it -> it.why().name();
                    default -> null;
                };
        var said =
                switch (referral) {
                    case Referral.Rejected it -> it.words();
                    case Referral.Failed it -> it.words();
                    default -> null;
                };
        return new Shown.Referral(
                referral.id().value(),
                referral.state().name(),
                referral.version(),
                what.way().name(),
                what.request().value(),
                what.from().value(),
                what.to().value(),
                what.toBranch().value(),
                what.because().name(),
                what.note(),
                names(what.scope()),
                glimpse.kind().name(),
                glimpse.postcode(),
                glimpse.municipality(),
                glimpse.dayParts().words().stream().sorted().toList(),
                glimpse.dayPartsNeeded(),
                glimpse.hoursPerWeek(),
                glimpse.from(),
                glimpse.until(),
                names(glimpse.languages()),
                names(glimpse.wishedGender()),
                names(glimpse.qualifications()),
                glimpse.urgency(),
                names(glimpse.touched()),
                glimpse.together(),
                glimpse.waitingSince(),
                glimpse.words().isEmpty() ? null : glimpse.words(),
                referral instanceof Referral.Requested it ? it.term().respondBy() : null,
                reason,
                said);
    }

    private static List<String> names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().toList();
    }
}
