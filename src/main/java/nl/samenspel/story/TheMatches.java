package nl.samenspel.story;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.SplittableRandom;
import nl.samenspel.access.PersonId;
import nl.samenspel.matches.EndReason;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Matches;
import nl.samenspel.matches.Meet;
import nl.samenspel.matches.Step;
import nl.samenspel.matching.Answer;
import nl.samenspel.matching.Candidate;
import nl.samenspel.matching.Candidates;
import nl.samenspel.matching.Invitation;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Invited;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequestOverview;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.RequestFilter;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// People find each other: some are asked and have not answered, some said no, some meet, try, and are matched.
/// Henk and Noor each find a question waiting.
@Component
@Order(4)
class TheMatches implements Chapter {

    private static final int MOST_OF_A_BRANCH = 60;

    private final HelpRequests requests;
    private final Candidates candidates;
    private final Invitations invitations;
    private final Matches matches;
    private final Townspeople townspeople;
    private final Clock clock;

    TheMatches(
            HelpRequests requests,
            Candidates candidates,
            Invitations invitations,
            Matches matches,
            Townspeople townspeople,
            Clock clock) {
        this.requests = requests;
        this.candidates = candidates;
        this.invitations = invitations;
        this.matches = matches;
        this.townspeople = townspeople;
        this.clock = clock;
    }

    @Override
    public void tell() {
        townspeople.as(Persona.MARIEKE).run(this::askHenk);
        for (var house : House.ALL) {
            for (var wing : house.wings()) {
                var chance = new SplittableRandom((house.name() + wing.name()).hashCode() + 2);
                townspeople.at(house, wing).run(() -> {
                    for (var request : waiting()) {
                        if (chance.nextInt(100) < 45) {
                            tellOf(request.id(), chance);
                        }
                    }
                });
            }
        }
        townspeople.as(Persona.JOOST).run(this::askNoor);
    }

    private List<HelpRequestOverview> waiting() {
        return requests.list(
                new RequestFilter(java.util.Set.of(State.SEARCHING), null, false, null, "", java.util.Set.of()),
                0,
                MOST_OF_A_BRANCH);
    }

    private void tellOf(HelpRequestId request, SplittableRandom chance) {
        var best = candidates.topTen(request).orElseThrow().candidates().stream()
                .map(Candidate::volunteer)
                .filter(volunteer -> !volunteer.equals(TheVolunteers.idOf(Persona.HENK))
                        && !volunteer.equals(TheVolunteers.idOf(Persona.NOOR)))
                .limit(2)
                .toList();
        if (best.isEmpty() || !invitations.listOf(request).isEmpty()) {
            return;
        }
        ask(request, best, "Zou je hier iets voor voelen? Bel gerust als je vragen hebt.");
        var asked = invitations.listOf(request);
        switch (chance.nextInt(10)) {
            case 0, 1 -> {
                // nobody answered yet
            }
            case 2 -> invitations.decline(asked.getFirst().id());
            case 3 -> invitations.askLater(asked.getFirst().id(), today().plusDays(5));
            default -> {
                if (invitations.accept(asked.getFirst().id()) instanceof Answer.Yes) {
                    matches.listOf(request).stream().findFirst().ifPresent(match -> live(match, chance));
                }
            }
        }
    }

    private void ask(HelpRequestId request, List<PersonId> volunteers, String words) {
        var outcome = invitations.invite(request, volunteers, words, today().plusDays(Invitations.ANSWER_WITHIN));
        if (!(outcome instanceof Invited.Asked)) {
            throw new IllegalStateException("The story is not true any more: inviting says %s.".formatted(outcome));
        }
    }

    private void live(Match match, SplittableRandom chance) {
        var how = chance.nextInt(10);
        if (how < 2) {
            return;
        }
        expect(matches.agreeByPhone(match.id(), match.duo().participant()));
        if (how < 4) {
            return;
        }
        expect(matches.planMeeting(
                match.id(),
                new Meet(today().plusDays(chance.nextInt(1, 8)), LocalTime.of(10 + chance.nextInt(6), 0), "thuis")));
        if (how < 5) {
            return;
        }
        expect(matches.startTrial(match.id(), today().plusWeeks(Matches.TRIAL_WEEKS)));
        if (how < 7) {
            return;
        }
        expect(matches.makeMatch(match.id(), today().plusMonths(Matches.REVIEW_MONTHS)));
        if (how == 9 && chance.nextInt(3) == 0) {
            expect(matches.end(match.id(), EndReason.GOAL_REACHED, "", Matches.Afterwards.CLOSE));
        }
    }

    /// Would he go to the market with Truus?
    private void askHenk() {
        waiting().stream()
                .filter(request -> request.participant().equals(new PersonId(Keys.of("persona " + Persona.TRUUS))))
                .map(HelpRequestOverview::id)
                .filter(request -> invitations.listOf(request).isEmpty())
                .findFirst()
                .ifPresent(
                        request -> ask(
                                request,
                                List.of(TheVolunteers.idOf(Persona.HENK)),
                                "Een mevrouw van in de tachtig wil graag weer naar de markt. Ze loopt met een stok en houdt van een praatje. Zou jij met haar meegaan?"));
    }

    /// There is always somebody whose telephone is a riddle.
    private void askNoor() {
        var noor = TheVolunteers.idOf(Persona.NOOR);
        for (var request : waiting()) {
            var fits = candidates.topTen(request.id()).orElseThrow().candidates().stream()
                    .anyMatch(candidate -> candidate.volunteer().equals(noor));
            if (fits && invitations.listOf(request.id()).stream().noneMatch(TheMatches::isOpen)) {
                ask(
                        request.id(),
                        List.of(noor),
                        "Iemand hier in de buurt kan wel wat uitleg gebruiken, rustig en meer dan één keer. Lijkt dat je wat?");
                return;
            }
        }
    }

    private static boolean isOpen(Invitation invitation) {
        return invitation instanceof Invitation.Open;
    }

    private static void expect(Step step) {
        if (!step.isDone()) {
            throw new IllegalStateException("The story is not true any more: a step says %s.".formatted(step));
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
