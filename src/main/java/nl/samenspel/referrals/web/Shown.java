package nl.samenspel.referrals.web;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.network.Branch;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.Organisations;
import nl.samenspel.referrals.Answering;
import nl.samenspel.referrals.Handing;
import nl.samenspel.referrals.Reason;
import nl.samenspel.referrals.Referral;
import nl.samenspel.referrals.ReferralId;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/// Referrals in words: what the pages share.
@Component
class Shown {

    private final Organisations organisations;
    private final Words words;

    Shown(Organisations organisations, Words words) {
        this.organisations = organisations;
        this.words = words;
    }

    /// A referral on a list, with names.
    ///
    /// @param tag how it is marked: waiting, needs-you, agreed, refused
    public record Line(Referral referral, String from, String to, String tag) {}

    List<Line> lines(Collection<? extends Referral> some) {
        var names = names(some);
        return some.stream().map(one -> line(one, names)).toList();
    }

    Line line(Referral one) {
        return line(one, names(List.of(one)));
    }

    private static Line line(Referral one, Map<OrganisationId, String> names) {
        return new Line(
                one,
                names.getOrDefault(one.what().from(), ""),
                names.getOrDefault(one.what().to(), ""),
                switch (one) {
                    case Referral.Waiting _, Referral.OnHold _ -> "waiting";
                    case Referral.Accepted _, Referral.InProgress _, Referral.Completed _ -> "agreed";
                    case Referral.Rejected _, Referral.Failed _ -> "refused";
                    case Referral.Cancelled _, Referral.EnteredInError _ -> "info";
                });
    }

    /// In one query where all of them still take part.
    private Map<OrganisationId, String> names(Collection<? extends Referral> some) {
        var names = new HashMap<OrganisationId, String>();
        if (!some.isEmpty()) {
            organisations.list().forEach(one -> names.put(one.id(), one.name()));
        }
        some.stream()
                .flatMap(one -> Stream.of(one.what().from(), one.what().to()))
                .forEach(id -> names.computeIfAbsent(id, organisations::nameOf));
        return names;
    }

    String organisation(OrganisationId id) {
        return organisations.nameOf(id);
    }

    Optional<Branch> branch(BranchId id) {
        return organisations.findBranch(id);
    }

    /// A line a day: `dinsdag: ochtend, middag`.
    List<String> moments(DayParts dayParts) {
        var lines = new ArrayList<String>();
        for (var day : DayOfWeek.values()) {
            var parts = Arrays.stream(DayParts.Part.values())
                    .filter(part -> dayParts.has(day, part))
                    .map(part -> words.of("ui.part", part))
                    .toList();
            if (!parts.isEmpty()) {
                lines.add(words.of("ui.day", day) + ": " + String.join(", ", parts));
            }
        }
        return lines;
    }

    /// Why a request was not referred, in a sentence; nothing when it was.
    Optional<String> sentence(Handing handing) {
        return switch (handing) {
            case Handing.Asked _, Handing.WaitsForConsent _ -> Optional.empty();
            case Handing.ToOneself _ -> Optional.of(words.get("referrals.not.toOneself"));
            case Handing.NobodyThere _ -> Optional.of(words.get("referrals.not.nobodyThere"));
            case Handing.WaitsElsewhere(var at) ->
                Optional.of(words.get("referrals.not.waitsElsewhere", organisation(at)));
            case Handing.JoinedAlready _ -> Optional.of(words.get("referrals.not.joinedAlready"));
            case Handing.InACircle _ -> Optional.of(words.get("referrals.not.inACircle"));
            case Handing.MatchRuns _ -> Optional.of(words.get("referrals.not.matchRuns"));
            case Handing.RequestEnded _ -> Optional.of(words.get("referrals.not.requestEnded"));
            case Handing.NotFound _ -> throw notFound();
        };
    }

    /// Why a step could not be taken, in a sentence; nothing when it was.
    Optional<String> sentence(Answering answering) {
        return switch (answering) {
            case Answering.Done _ -> Optional.empty();
            case Answering.NobodyHere _ -> Optional.of(words.get("referrals.notNow.nobodyHere"));
            case Answering.NotFound _ -> throw notFound();
            case Answering.NotNow(var asItIs) ->
                Optional.of(words.get("referrals.notNow." + asItIs.state(), why(asItIs)));
        };
    }

    /// The reason of a referral that did not work out.
    String why(Referral referral) {
        var reason = reason(referral);
        return reason == null ? "" : words.of("referrals.reason", reason);
    }

    static @Nullable Reason reason(Referral referral) {
        return switch (referral) {
            case Referral.Rejected it -> it.why();
            case Referral.Failed it -> it.why();
            case Referral.Cancelled it -> it.why();
            default -> null;
        };
    }

    static String said(Referral referral) {
        return switch (referral) {
            case Referral.Rejected it -> it.words();
            case Referral.Failed it -> it.words();
            case Referral.OnHold it -> it.words();
            case Referral.EnteredInError it -> it.words();
            default -> "";
        };
    }

    static ReferralId id(String text) {
        try {
            return ReferralId.of(text);
        } catch (IllegalArgumentException _) {
            throw notFound();
        }
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
