package nl.samenspel.privacy;

import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.Limits;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.matches.EndReason;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matches.Meet;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Stage;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.People;
import nl.samenspel.people.Relation;
import nl.samenspel.privacy.Canaries.Bird;
import nl.samenspel.requests.ContactNote;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Training;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullMarked;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Two people of whom there is a row in nearly every table, made through the doors: Wim, helped by Ria, asked for by
/// his daughter Els; and the colleagues.
@NullMarked
@Component
final class Street {

    private final Stage.Doors doors;
    private final Neighbourhood neighbourhood;
    private final Accounts accounts;
    private final People people;
    private final HelpRequests requests;
    private final Invitations invitations;
    private final Matches matches;
    private final Volunteers volunteers;
    private final Outbox outbox;
    private final Rights rights;

    Street(
            Neighbourhood neighbourhood,
            Accounts accounts,
            People people,
            HelpRequests requests,
            Reception reception,
            Invitations invitations,
            Matches matches,
            Volunteers volunteers,
            Limits limits,
            Outbox outbox,
            Rights rights,
            TransactionTemplate transaction,
            Clock clock) {
        this.doors = new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock);
        this.neighbourhood = neighbourhood;
        this.accounts = accounts;
        this.people = people;
        this.requests = requests;
        this.invitations = invitations;
        this.matches = matches;
        this.volunteers = volunteers;
        this.outbox = outbox;
        this.rights = rights;
    }

    /// Who lives here.
    ///
    /// @param colleague a second coordinator of the same organisation
    record Life(
            Stage stage,
            Someone wim,
            Someone els,
            Someone ria,
            HelpRequestId request,
            MatchId match,
            Viewer coordinator,
            Viewer colleague,
            Viewer manager,
            String managerEmail) {

        Bird bird(Someone someone, String name) {
            return new Bird(
                    name,
                    someone.person().value(),
                    Objects.requireNonNull(someone.account()).value(),
                    Objects.requireNonNull(someone.email()));
        }

        List<Bird> birds() {
            return List.of(bird(wim, "wim"), bird(els, "els"), bird(ria, "ria"));
        }

        PersonId wimId() {
            return wim.person();
        }
    }

    Life life() {
        var stage = new Stage(doors);
        var team = stage.team;
        var coordinator = team.viewer();
        var colleague = neighbourhood.colleagueOf(team).viewer();
        var managerEmail = "leiding." + UUID.randomUUID() + "@voorbeeld.example";
        var manager = neighbourhood.asAdministrator(() -> accounts.open(
                new NewAccount("Leiding", managerEmail, "nl", Role.MANAGER, team.organisation(), null, null)));
        var ria = stage.volunteer("Ria");
        var wim = stage.participant("Wim");
        var els = neighbourhood.someone(team, "Els", Role.RELATIVE, stage.postcode);
        as(coordinator, () -> {
            people.relate(team.organisation(), wim.person(), els.person(), Relation.CHILD);
            return volunteers.change(volunteers
                    .find(ria.person())
                    .orElseThrow()
                    .trained(new Training(Qualification.DRIVER, stage.today(), null)));
        });
        var request = stage.searching(
                wim.person(),
                new NewRequest.Asker(new NewRequest.Known(els.person()), Relation.CHILD, true),
                Stage.need(stage.postcode, stage.today(), 2));
        coordinator.run(() -> requests.note(
                request,
                new ContactNote(
                        "dochter Els", "bellen na het eten", stage.today().plusDays(3))));
        coordinator.run(() -> invitations.invite(
                request, List.of(ria.person()), "Koffie drinken?", stage.today().plusDays(7)));
        var invitation = as(ria.viewer(), invitations::listOfViewer).getFirst().id();
        ria.viewer().run(() -> invitations.accept(invitation));
        var match = wim.viewer().call(matches::listAsParticipant).getFirst().id();
        wim.viewer().run(() -> matches.agree(match));
        coordinator.run(
                () -> matches.planMeeting(match, new Meet(stage.today().plusDays(2), LocalTime.NOON, "bij Wim thuis")));
        wim.viewer().run(() -> matches.askToStop(match, "het is wel goed zo"));
        as(coordinator, () -> {
            outbox.send(Letter.to(Objects.requireNonNull(wim.email()), "Wim", "nl")
                    .saying("access.mail.enrol", "Wim", "https://voorbeeld.example/enrol", "0201234567"));
            return true;
        });
        as(wim.viewer(), () -> rights.ask(wim.person(), RightsRequest.Right.FORGET, "laat maar"));
        as(coordinator, () -> people.list(List.of(wim.person(), ria.person(), els.person()), Purpose.RECORD));
        return new Life(
                stage,
                wim,
                els,
                ria,
                request,
                match,
                coordinator,
                colleague,
                neighbourhood.viewer(manager),
                managerEmail);
    }

    /// Rounds off what runs, as the desk does.
    void roundOff(Life life) {
        life.coordinator()
                .run(() -> matches.end(life.match(), EndReason.GOAL_REACHED, "fijn geweest", Matches.Afterwards.CLOSE));
    }

    private <T> T as(Viewer viewer, Supplier<T> work) {
        return viewer.call(() -> Objects.requireNonNull(doors.transaction().execute(_ -> work.get())));
    }

    AccountId accountOf(Someone someone) {
        return Objects.requireNonNull(someone.account());
    }
}
