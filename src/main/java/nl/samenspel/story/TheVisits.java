package nl.samenspel.story;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Teams;
import nl.samenspel.access.Viewer;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matches.Meet;
import nl.samenspel.matches.Step;
import nl.samenspel.matching.Answer;
import nl.samenspel.matching.Candidate;
import nl.samenspel.matching.Candidates;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Invited;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Intake;
import nl.samenspel.requests.LifeArea;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.Need.PaidBefore;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.NewRequest.Known;
import nl.samenspel.requests.NewRequest.Newcomer;
import nl.samenspel.requests.Reception;
import nl.samenspel.requests.Triage;
import nl.samenspel.requests.Triaged;
import nl.samenspel.visits.Agenda;
import nl.samenspel.visits.Agreeing;
import nl.samenspel.visits.Logged;
import nl.samenspel.visits.NewVisit;
import nl.samenspel.visits.Rhythm;
import nl.samenspel.visits.Visit;
import nl.samenspel.visits.Visit.Kind;
import nl.samenspel.visits.Visit.Why;
import nl.samenspel.visits.Visits;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Weeks of visits. Henk plays draughts with meneer Aafjes: once it did not go on, once it was put right by
/// phone, and of yesterday he has not said anything yet. Somebody drinks coffee with Truus. Noor was trained.
/// Saar leads a team, with Henk on her list.
@Component
@Order(8)
class TheVisits implements Chapter {

    private static final int WEEKS = 6;

    private final Reception reception;
    private final HelpRequests requests;
    private final Candidates candidates;
    private final Invitations invitations;
    private final Matches matches;
    private final Agenda agenda;
    private final Visits visits;
    private final Teams teams;
    private final Accounts accounts;
    private final Townspeople townspeople;
    private final Clock clock;

    TheVisits(
            Reception reception,
            HelpRequests requests,
            Candidates candidates,
            Invitations invitations,
            Matches matches,
            Agenda agenda,
            Visits visits,
            Teams teams,
            Accounts accounts,
            Townspeople townspeople,
            Clock clock) {
        this.reception = reception;
        this.requests = requests;
        this.candidates = candidates;
        this.invitations = invitations;
        this.matches = matches;
        this.agenda = agenda;
        this.visits = visits;
        this.teams = teams;
        this.accounts = accounts;
        this.townspeople = townspeople;
        this.clock = clock;
    }

    @Override
    public void tell() {
        var marieke = townspeople.as(Persona.MARIEKE);
        var henk = TheVolunteers.idOf(Persona.HENK);
        var aafjes = new Newcomer("Gerrit", "Aafjes", null, "0725551212", "Molenweg 3", Gender.MAN);
        var draughts = together(marieke, "Meneer Aafjes wants to play draughts", aafjes, Optional.of(henk));
        draughts.ifPresent(match -> tellOfDraughts(marieke, match));
        var coffee = together(
                marieke,
                "Somebody drinks coffee with Truus",
                new Known(new PersonId(Keys.of("persona " + Persona.TRUUS))),
                Optional.empty());
        coffee.ifPresent(match -> tellOfCoffee(marieke, match));
        tellOfNoor();
        tellOfSaar(marieke, henk, coffee);
    }

    /// What two people began weeks ago, with this volunteer or with whoever fits best.
    private Optional<MatchId> together(
            Viewer marieke, String key, NewRequest.Whom participant, Optional<PersonId> wanted) {
        var made = new ArrayList<MatchId>();
        EarlierDays.tell(
                7 * WEEKS + 3,
                () -> marieke.run(() -> begin(key, participant, wanted).ifPresent(made::add)));
        return made.stream().findFirst();
    }

    private Optional<MatchId> begin(String key, NewRequest.Whom participant, Optional<PersonId> wanted) {
        var house = House.ALL.getFirst();
        var taken = reception.take(new NewRequest(
                Keys.of(key),
                house.branch(house.wings().getFirst()),
                null,
                participant,
                null,
                null,
                Through.PHONE,
                new Need(
                        KindOfHelp.COMPANY,
                        "Gezellig een uurtje samen, elke week.",
                        "1815 CD",
                        "Alkmaar",
                        DayParts.ofWords(List.of("TUESDAY-MORNING", "THURSDAY-MORNING", "THURSDAY-AFTERNOON")),
                        1,
                        1,
                        today(),
                        null,
                        Set.of(Language.NL),
                        Set.of(),
                        "",
                        Set.of(),
                        1,
                        PaidBefore.NO),
                today().minusDays(5),
                null,
                false,
                "nl"));
        if (!(taken instanceof Intake.TakenIn in) || in.again()) {
            return Optional.empty();
        }
        var triaged = requests.triage(
                in.id(),
                new Triage(Set.of(LifeArea.values()[0]), true, Set.of(), new Triage.ByVolunteer(), "", 1, Set.of()));
        if (!(triaged instanceof Triaged.Decided)) {
            throw new IllegalStateException("The story is not true any more: triage says %s.".formatted(triaged));
        }
        var volunteer = wanted.orElseGet(() -> best(in.id()));
        var invited = invitations.invite(
                in.id(), List.of(volunteer), "Zou jij dit willen doen?", today().plusDays(Invitations.ANSWER_WITHIN));
        if (!(invited instanceof Invited.Asked)) {
            throw new IllegalStateException("The story is not true any more: inviting says %s.".formatted(invited));
        }
        var yes = invitations.accept(invitations.listOf(in.id()).getFirst().id());
        if (!(yes instanceof Answer.Yes)) {
            throw new IllegalStateException("The story is not true any more: a yes says %s.".formatted(yes));
        }
        var match = matches.listOf(in.id()).getFirst();
        expect(matches.agreeByPhone(match.id(), match.duo().participant()));
        expect(matches.planMeeting(match.id(), new Meet(today().plusDays(1), LocalTime.of(10, 0), "thuis")));
        expect(matches.startTrial(match.id(), today().plusWeeks(Matches.TRIAL_WEEKS)));
        expect(matches.makeMatch(match.id(), today().plusMonths(Matches.REVIEW_MONTHS)));
        return Optional.of(match.id());
    }

    private PersonId best(HelpRequestId request) {
        return candidates.topTen(request).orElseThrow().candidates().stream()
                .map(Candidate::volunteer)
                .filter(volunteer -> !volunteer.equals(TheVolunteers.idOf(Persona.HENK)))
                .findFirst()
                .orElseThrow();
    }

    /// Every week since the second; three weeks ago he was away, and two weeks ago it took longer than he first said.
    private void tellOfDraughts(Viewer marieke, MatchId match) {
        var henk = townspeople.as(Persona.HENK);
        var yesterday = today().minusDays(1);
        var first = yesterday.minusWeeks(WEEKS);
        EarlierDays.tell(
                7 * WEEKS + 2,
                () -> henk.run(() -> agreed(agenda.agree(match, first, LocalTime.of(14, 0), 60, Rhythm.WEEKLY))));
        for (var weeks = WEEKS; weeks > 0; weeks--) {
            var day = yesterday.minusWeeks(weeks);
            var ago = 7 * weeks + 1;
            if (weeks == 3) {
                EarlierDays.tell(
                        ago + 4, () -> henk.run(() -> kept(visits.log(NewVisit.skipped(match, day, Why.HOLIDAY)))));
                continue;
            }
            var visit = new Visit[1];
            EarlierDays.tell(
                    ago,
                    () -> henk.run(() -> visit[0] = kept(visits.log(NewVisit.done(match, day, Kind.VISIT, 60, "")))));
            if (weeks == 2) {
                EarlierDays.tell(
                        ago - 2,
                        () -> marieke.run(() -> kept(visits.correct(
                                visit[0].id(),
                                1,
                                day,
                                new Visit.Came.Done(Kind.OUT_TOGETHER, 90),
                                "Naar de molen gelopen."))));
            }
        }
    }

    private void tellOfCoffee(Viewer marieke, MatchId match) {
        var first = today().minusWeeks(WEEKS).plusDays(2);
        EarlierDays.tell(
                7 * WEEKS,
                () -> marieke.run(
                        () -> agreed(agenda.agree(match, first, LocalTime.of(10, 30), 60, Rhythm.FORTNIGHTLY))));
        for (var day : Rhythm.FORTNIGHTLY.days(first, first, today().minusDays(1))) {
            marieke.run(() -> kept(visits.log(NewVisit.done(match, day, Kind.VISIT, 75, ""))));
        }
    }

    private void tellOfNoor() {
        var noor = townspeople.as(Persona.NOOR);
        var id = TheVolunteers.idOf(Persona.NOOR);
        noor.run(() -> kept(visits.log(
                NewVisit.otherWork(id, today().minusDays(12), Kind.TRAINING, 150, "Rustig uitleggen, met Rob"))));
        noor.run(() -> kept(visits.log(NewVisit.otherWork(id, today().minusDays(4), Kind.MEETING, 60, ""))));
    }

    /// Saar used to work in home care. She phones a few volunteers of Marieke's, Henk among them.
    private void tellOfSaar(Viewer marieke, PersonId henk, Optional<MatchId> coffee) {
        var house = House.ALL.getFirst();
        marieke.run(() -> {
            AccountId saar = accounts.open(new NewAccount(
                    Persona.SAAR.fullName(), Persona.SAAR.email(), "nl", Persona.SAAR.role(), house.id(), null, null));
            teams.give(house.id(), saar, henk);
            coffee.flatMap(matches::find)
                    .map(Match::duo)
                    .ifPresent(duo -> teams.give(house.id(), saar, duo.volunteer()));
        });
    }

    private static Visit kept(Logged outcome) {
        return switch (outcome) {
            case Logged.Kept(var visit) -> visit;
            case Logged.AlreadyLogged(var visit) -> visit;
            case Logged.NotYet _,
                    Logged.BeforeItBegan _,
                    Logged.AfterItEnded _,
                    Logged.ChangedMeanwhile _,
                    Logged.NotFound _ ->
                throw new IllegalStateException("The story is not true any more: a visit says %s.".formatted(outcome));
        };
    }

    private static void agreed(Agreeing outcome) {
        if (!(outcome instanceof Agreeing.Agreed)) {
            throw new IllegalStateException("The story is not true any more: a moment says %s.".formatted(outcome));
        }
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
