package nl.samenspel.matching;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.Person.Language;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Intake;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.Reception;
import nl.samenspel.requests.Triage;
import nl.samenspel.requests.Triaged;
import nl.samenspel.volunteers.Offer;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/// A team, its volunteers and its requests, made through the doors; for the tests of matching and matches.
@NullMarked
public final class Stage {

    public final Neighbourhood neighbourhood;
    public final Team team;
    public final String postcode;
    private final Doors doors;

    /// The doors a stage is built through.
    public record Doors(
            Neighbourhood neighbourhood,
            Volunteers volunteers,
            Limits limits,
            HelpRequests requests,
            Reception reception,
            TransactionTemplate transaction,
            Clock clock) {}

    public Stage(Doors doors) {
        this(doors, doors.neighbourhood().team());
    }

    public Stage(Doors doors, Team team) {
        this.doors = doors;
        this.neighbourhood = doors.neighbourhood();
        this.team = team;
        this.postcode = neighbourhood.takesIn(team).postcode();
    }

    public LocalDate today() {
        return LocalDate.now(doors.clock());
    }

    /// Does something as the team's coordinator, in a transaction.
    public <T> T desk(Supplier<T> work) {
        return team.viewer()
                .call(() -> Objects.requireNonNull(doors.transaction().execute(_ -> work.get())));
    }

    /// An active volunteer who loves to keep company, always, within five kilometres, three hours a week, two matches.
    public Someone volunteer(String name) {
        return volunteer(name, 3, 2, offer -> offer);
    }

    public Someone volunteer(String name, int hours, int places, UnaryOperator<Offer> change) {
        return volunteer(name, postcode, hours, places, change);
    }

    public Someone volunteer(String name, String livesAt, int hours, int places, UnaryOperator<Offer> change) {
        var someone = neighbourhood.someone(team, name, Role.VOLUNTEER, livesAt);
        offer(someone.person(), hours, places, change.apply(anything()));
        return new Someone(
                someone.person(),
                someone.account(),
                neighbourhood.viewer(Objects.requireNonNull(someone.account())),
                someone.email());
    }

    public static Offer anything() {
        return new Offer(
                Set.of(KindOfHelp.COMPANY),
                Set.of(),
                Set.of(),
                Set.of(),
                DayParts.ALL,
                5_000,
                null,
                Offer.EVERYONE,
                "",
                false);
    }

    /// Makes a person an active volunteer.
    public void offer(PersonId person, int hours, int places, Offer offer) {
        desk(() -> {
            doors.volunteers()
                    .add(Volunteer.applying(person, team.organisation(), team.branch(), today(), offer)
                            .welcomed(today()));
            return doors.limits().set(new OwnLimits(person, hours, places, null));
        });
    }

    public Someone participant(String name) {
        return neighbourhood.someone(team, name, Role.PARTICIPANT, postcode);
    }

    public static Need need(String postcode, LocalDate from, int hours) {
        return new Need(
                KindOfHelp.COMPANY,
                "Samen koffie drinken",
                postcode,
                "",
                DayParts.ALL,
                1,
                hours,
                from,
                null,
                Set.of(Language.NL),
                Set.of(),
                "",
                Set.of(),
                1,
                Need.PaidBefore.NO);
    }

    /// A request for company that waits for a volunteer.
    public HelpRequestId searching(PersonId participant, int hours) {
        return searching(participant, need(postcode, today(), hours));
    }

    public HelpRequestId searching(PersonId participant, Need need) {
        return searching(participant, null, need);
    }

    public HelpRequestId searching(PersonId participant, NewRequest.@Nullable Asker askedBy, Need need) {
        return searching(participant, askedBy, need, today());
    }

    public HelpRequestId searching(
            PersonId participant, NewRequest.@Nullable Asker askedBy, Need need, LocalDate waitingSince) {
        var id = asked(participant, askedBy, need, waitingSince);
        var triaged = team.viewer()
                .call(() -> doors.requests()
                        .triage(
                                id,
                                new Triage(
                                        Set.of(),
                                        true,
                                        Set.of(),
                                        new Triage.ByVolunteer(),
                                        "",
                                        need.urgency(),
                                        need.qualifications())));
        if (!(triaged instanceof Triaged.Decided)) {
            throw new IllegalStateException("Triage said " + triaged);
        }
        return id;
    }

    /// A request that still waits for triage.
    public HelpRequestId asked(
            PersonId participant, NewRequest.@Nullable Asker askedBy, Need need, LocalDate waitingSince) {
        var intake = team.viewer()
                .call(() -> doors.reception()
                        .take(new NewRequest(
                                UUID.randomUUID(),
                                team.branch(),
                                null,
                                new NewRequest.Known(participant),
                                askedBy,
                                null,
                                Through.PHONE,
                                need,
                                waitingSince,
                                null,
                                false,
                                "nl")));
        if (!(intake instanceof Intake.TakenIn taken)) {
            throw new IllegalStateException("Intake said " + intake);
        }
        return taken.id();
    }
}
