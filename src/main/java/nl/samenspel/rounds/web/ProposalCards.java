package nl.samenspel.rounds.web;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.PersonId;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matching.Candidate;
import nl.samenspel.matching.Candidates;
import nl.samenspel.matching.Candidates.Judged;
import nl.samenspel.matching.Explanations;
import nl.samenspel.matching.Explanations.Bar;
import nl.samenspel.matching.Invitation;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Judgement;
import nl.samenspel.matching.Judgement.Fits;
import nl.samenspel.matching.Judgement.FitsNot;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.Wanted;
import nl.samenspel.rounds.Proposal;
import nl.samenspel.rounds.Proposal.Aside;
import nl.samenspel.rounds.Proposal.Sent;
import nl.samenspel.rounds.Proposal.Waiting;
import nl.samenspel.rounds.ProposalId;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The proposals of a round as cards, each judged at this moment as on the page of candidates.
@Component
class ProposalCards {

    private static final int REASONS_IN_A_LINE = 3;

    private final Candidates candidates;
    private final Invitations invitations;
    private final Explanations explanations;
    private final People people;
    private final Words words;

    ProposalCards(
            Candidates candidates, Invitations invitations, Explanations explanations, People people, Words words) {
        this.candidates = candidates;
        this.invitations = invitations;
        this.explanations = explanations;
        this.people = people;
        this.words = words;
    }

    /// A candidate with its bars, as on the page of candidates.
    record Bars(Candidate candidate, List<Bar> bars) {}

    /// A proposal, and how it stands at this moment.
    ///
    /// @param possible whether it may be sent now
    /// @param why why not any more
    /// @param reasons the weightiest reasons why it fits, in a line
    /// @param shared of how many hours this is a part, as long as the request is not divided; otherwise 0
    record Card(
            ProposalId id,
            PersonId volunteer,
            String name,
            String participant,
            Wanted wanted,
            int hours,
            int shared,
            boolean known,
            String tag,
            String state,
            boolean waiting,
            boolean possible,
            boolean aside,
            List<String> why,
            String reasons,
            @Nullable Bars bars) {}

    List<Card> of(List<Proposal> proposals, Set<HelpRequestId> waiting) {
        var pairs = proposals.stream()
                .map(Proposal::made)
                .collect(Collectors.groupingBy(
                        Proposal.Made::request, Collectors.mapping(Proposal.Made::volunteer, Collectors.toList())));
        var judged = candidates.judge(pairs).stream()
                .collect(Collectors.toMap(one -> one.wanted().id(), Function.identity()));
        var participants = people.list(
                judged.values().stream().map(one -> one.wanted().participant()).collect(Collectors.toSet()),
                Purpose.MATCHING);
        var asked = asked(pairs.keySet());
        return proposals.stream()
                .flatMap(proposal -> {
                    var one = judged.get(proposal.made().request());
                    return one == null
                            ? Stream.<Card>empty()
                            : one.judgements().stream()
                                    .filter(judgement -> judgement
                                            .volunteer()
                                            .equals(proposal.made().volunteer()))
                                    .map(judgement -> card(
                                            proposal,
                                            one,
                                            judgement,
                                            name(participants, one.wanted().participant()),
                                            waiting.contains(one.wanted().id()),
                                            asked.get(new Asked(
                                                    one.wanted().id(),
                                                    proposal.made().volunteer()))));
                })
                .toList();
    }

    private record Asked(HelpRequestId request, PersonId volunteer) {}

    /// The newest asking of each pair.
    private Map<Asked, Invitation> asked(Collection<HelpRequestId> requests) {
        return invitations.listOf(requests).stream()
                .collect(Collectors.toMap(
                        invitation -> new Asked(
                                invitation.question().request(),
                                invitation.question().volunteer()),
                        Function.identity(),
                        (_, newer) -> newer));
    }

    private Card card(
            Proposal proposal,
            Judged judged,
            Judgement judgement,
            String participant,
            boolean requestWaits,
            @Nullable Invitation invitation) {
        var made = proposal.made();
        var waits = proposal instanceof Waiting;
        var shared = waits && requestWaits && made.hours() < judged.wanted().hoursPerWeek();
        var why = !waits || shared
                ? List.<String>of()
                : !requestWaits
                        ? List.of(words.get("rounds.card.requestGone"))
                        : judgement instanceof FitsNot not
                                ? not.obstacles().stream().map(explanations::of).toList()
                                : List.<String>of();
        var bars = waits && !shared && why.isEmpty() && judgement instanceof Fits(var candidate)
                ? new Bars(candidate, explanations.bars(candidate))
                : null;
        var wanted = judged.wanted();
        return new Card(
                made.id(),
                made.volunteer(),
                judgement.name(),
                participant,
                wanted,
                made.hours(),
                shared ? wanted.hoursPerWeek() : 0,
                made.known(),
                switch (proposal) {
                    case Waiting _ -> why.isEmpty() ? "needs-you" : "refused";
                    case Sent _ -> invitation instanceof Invitation.Accepted ? "agreed" : "waiting";
                    case Aside _ -> "info";
                },
                switch (proposal) {
                    case Waiting _ ->
                        words.get(
                                shared
                                        ? "rounds.card.tooMuch"
                                        : why.isEmpty() ? "rounds.card.waits" : "rounds.card.notAnyMore");
                    case Sent _ ->
                        switch (invitation) {
                            case null -> words.get("rounds.card.sent");
                            case Invitation.Sent sent ->
                                words.get(
                                        sent.question().mailed() ? "matching.state.SENT" : "matching.state.toPhone",
                                        explanations.date(sent.answerBy()));
                            case Invitation.Later later ->
                                words.get("matching.state.LATER", explanations.date(later.until()));
                            default -> words.of("matching.state", invitation.state());
                        };
                    case Aside aside -> words.get("rounds.card.aside", words.of("rounds.aside", aside.reason()));
                },
                waits,
                waits && !shared && why.isEmpty(),
                proposal instanceof Aside,
                why,
                bars == null
                        ? ""
                        : bars.bars().stream()
                                .limit(REASONS_IN_A_LINE)
                                .map(Bar::text)
                                .collect(Collectors.joining(", ")),
                bars);
    }

    static String name(Map<PersonId, Person> names, PersonId who) {
        var person = names.get(who);
        return person == null ? "?" : person.name();
    }
}
