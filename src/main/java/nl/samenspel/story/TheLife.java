package nl.samenspel.story;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import nl.samenspel.access.PersonId;
import nl.samenspel.limits.Face;
import nl.samenspel.matches.Absence;
import nl.samenspel.matches.Absence.ForAWhile;
import nl.samenspel.matches.Absence.ForGood;
import nl.samenspel.matches.CheckIn.Answers;
import nl.samenspel.matches.CheckIn.GoOn;
import nl.samenspel.matches.CheckIn.Side;
import nl.samenspel.matches.CheckIns;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Match.Active;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matches.Meet;
import nl.samenspel.matches.Replacement.Why;
import nl.samenspel.matches.Replacements;
import nl.samenspel.matches.Step;
import nl.samenspel.matching.Answer;
import nl.samenspel.matching.Candidate;
import nl.samenspel.matching.Candidates;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Invited;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequestOverview;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.RequestFilter;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Matches live: people say how it goes, a volunteer falls ill and another comes meanwhile, one goes on holiday,
/// one stops. Henk tries walking with somebody, and is asked today how that goes.
@Component
@Order(9)
class TheLife implements Chapter {

    private static final List<String> SAID = List.of(
            "",
            "",
            "",
            "We lachen heel wat af.",
            "Het is wel een eind fietsen met dit weer.",
            "De middagen vliegen om.");

    private final HelpRequests requests;
    private final Candidates candidates;
    private final Invitations invitations;
    private final Matches matches;
    private final CheckIns checkIns;
    private final Replacements replacements;
    private final Townspeople townspeople;
    private final Clock clock;

    TheLife(
            HelpRequests requests,
            Candidates candidates,
            Invitations invitations,
            Matches matches,
            CheckIns checkIns,
            Replacements replacements,
            Townspeople townspeople,
            Clock clock) {
        this.requests = requests;
        this.candidates = candidates;
        this.invitations = invitations;
        this.matches = matches;
        this.checkIns = checkIns;
        this.replacements = replacements;
        this.townspeople = townspeople;
        this.clock = clock;
    }

    @Override
    public void tell() {
        townspeople.as(Persona.MARIEKE).run(this::henkWalks);
        for (var house : House.ALL) {
            for (var wing : house.wings()) {
                var chance = new SplittableRandom((house.name() + wing.name()).hashCode() + 3);
                townspeople.at(house, wing).run(() -> live(chance, wing.persona() == Persona.MARIEKE));
            }
        }
    }

    /// Of somebody's matches, at their desk.
    private void live(SplittableRandom chance, boolean somebodyElseComes) {
        var happened = 0;
        for (var match : matches.listRunning()) {
            if (match.duo().volunteer().equals(TheVolunteers.idOf(Persona.HENK))) {
                continue;
            }
            if (match instanceof Active active && happened < 3) {
                happen(active, happened++, somebodyElseComes);
            } else if (match instanceof Match.Coming) {
                say(match.id(), chance);
            }
        }
    }

    private void happen(Active active, int nth, boolean somebodyElseComes) {
        Absence told =
                switch (nth) {
                    case 0 -> new ForAWhile(Why.ILL, today(), today().plusDays(20));
                    case 1 -> new ForAWhile(Why.HOLIDAY, today().plusDays(9), today().plusDays(24));
                    default -> new ForGood(Why.STOPS, today().plusDays(12), Set.of(active.id()));
                };
        replacements.reportByPhone(active.id(), told);
        if (nth == 0 && somebodyElseComes) {
            somebodyElseComes(active);
        }
    }

    /// The best candidate is asked, says yes on the phone, and tries.
    private void somebodyElseComes(Active regular) {
        var request = regular.duo().request();
        var best = candidates.topTen(request).stream()
                .flatMap(list -> list.candidates().stream())
                .map(Candidate::volunteer)
                .filter(one -> !one.equals(TheVolunteers.idOf(Persona.HENK)))
                .findFirst();
        if (best.isEmpty()) {
            return;
        }
        tries(
                request,
                best.get(),
                "Zou jij een paar weken willen invallen? Rustig gezelschap, een keer per week.",
                today().plusWeeks(3));
    }

    private void say(MatchId match, SplittableRandom chance) {
        if (chance.nextInt(3) == 0) {
            return;
        }
        for (var side : Side.values()) {
            checkIns.answerByPhone(
                    match,
                    side,
                    new Answers(
                            Face.values()[Math.max(0, chance.nextInt(5) - 2)],
                            Face.values()[Math.max(0, chance.nextInt(5) - 2)],
                            chance.nextInt(6) == 0 ? GoOn.TALK : GoOn.YES,
                            SAID.get(chance.nextInt(SAID.size()))));
        }
    }

    /// His trial ends the day after tomorrow, so today both are asked.
    private void henkWalks() {
        var henk = TheVolunteers.idOf(Persona.HENK);
        for (var request : waiting()) {
            var fits = candidates.topTen(request.id()).stream()
                    .flatMap(list -> list.candidates().stream())
                    .anyMatch(candidate -> candidate.volunteer().equals(henk));
            if (fits
                    && request.hoursPerWeek() <= 2
                    && invitations.listOf(request.id()).isEmpty()) {
                tries(request.id(), henk, "Iemand wil graag weer naar buiten. Loop jij mee?", today().plusDays(2));
                return;
            }
        }
    }

    private void tries(HelpRequestId request, PersonId volunteer, String words, LocalDate until) {
        var outcome =
                invitations.invite(request, List.of(volunteer), words, today().plusDays(Invitations.ANSWER_WITHIN));
        if (!(outcome instanceof Invited.Asked)) {
            throw new IllegalStateException("The story is not true any more: inviting says %s.".formatted(outcome));
        }
        var invitation = invitations.listOf(request).getLast();
        if (!(invitations.accept(invitation.id()) instanceof Answer.Yes)) {
            return;
        }
        var match = matches.listOf(request).getFirst();
        expect(matches.agreeByPhone(match.id(), match.duo().participant()));
        expect(matches.planMeeting(match.id(), new Meet(today(), null, "thuis")));
        expect(matches.startTrial(match.id(), until));
    }

    private List<HelpRequestOverview> waiting() {
        return requests.list(new RequestFilter(Set.of(State.SEARCHING), null, false, null, "", Set.of()), 0, 60);
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
