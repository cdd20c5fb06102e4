package nl.samenspel.careplans;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.careplans.Careplan.FromTheStart;
import nl.samenspel.careplans.Seat.Part;
import nl.samenspel.careplans.StrainQuestion.Often;
import nl.samenspel.limits.Limits;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Stage;
import nl.samenspel.network.DayParts;
import nl.samenspel.people.Consents;
import nl.samenspel.people.People;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/// A table around Truus, at which Anna (her daughter), Ria (a volunteer who comes every week) and Iris (a nurse of
/// another organisation) sit; made through the doors.
@NullMarked
final class AroundTruus {

    static final Map<StrainQuestion, Often> LIGHT = answers(Often.SOMETIMES);
    static final Map<StrainQuestion, Often> HEAVY = answers(Often.OFTEN);

    final Stage stage;
    final Someone truus;
    final Someone anna;
    final Someone ria;
    final Viewer nurse;
    final OrganisationId homeCare;
    final HelpRequestId request;
    final MatchId match;
    final CareplanId plan;
    final SeatId truusSeat;
    final SeatId annasSeat;
    final SeatId riasSeat;
    final SeatId nursesSeat;
    private final Doors doors;

    /// The doors a table is made through.
    record Doors(
            Stage.Doors stage,
            Careplans careplans,
            CareTasks tasks,
            TableTalk talk,
            HoldingUp holdingUp,
            Invitations invitations,
            Matches matches,
            People people,
            Consents consents,
            Accounts accounts,
            TransactionTemplate transaction) {}

    AroundTruus(Doors doors) {
        this.doors = doors;
        stage = new Stage(doors.stage());
        truus = stage.participant("Truus");
        anna = stage.neighbourhood.someone(stage.team, "Anna", Role.RELATIVE, stage.postcode);
        ria = stage.volunteer("Ria");
        relates(anna, Relation.CHILD);
        homeCare = stage.neighbourhood.team().organisation();
        var account = stage.neighbourhood.asAdministrator(() -> doors.accounts()
                .open(new NewAccount(
                        "Iris Zuster",
                        "iris." + UUID.randomUUID() + "@voorbeeld.example",
                        "nl",
                        Role.PROFESSIONAL,
                        homeCare,
                        null,
                        null)));
        nurse = stage.neighbourhood.viewer(account);
        request = stage.searching(truus.person(), 1);
        match = matched();
        plan = ((Opening.Opened) desk(() -> doors.careplans().open(request, FromTheStart.YES))).id();
        truusSeat = seatOf(Part.PARTICIPANT);
        annasSeat = sits(new Whom.Known(anna.person()), anna.viewer());
        riasSeat = sits(new Whom.Known(ria.person()), ria.viewer());
        var asked = (Seating.Asked) desk(
                () -> doors.careplans().invite(plan, new Whom.Elsewhere("Zuster Iris", Part.PROFESSIONAL), false));
        assertThat(nurse.call(() -> doors.careplans()
                        .join(Objects.requireNonNull(asked.code()).value())))
                .isInstanceOf(Seating.Sits.class);
        nursesSeat = asked.seat();
    }

    private MatchId matched() {
        stage.team
                .viewer()
                .run(() -> doors.invitations()
                        .invite(
                                request,
                                List.of(ria.person()),
                                "Koffie?",
                                stage.today().plusDays(7)));
        var invitation =
                ria.viewer().call(() -> doors.invitations().listOfViewer()).getFirst();
        ria.viewer().run(() -> doors.invitations().accept(invitation.id()));
        var begun = stage.team
                .viewer()
                .call(() -> doors.matches().listOf(request))
                .getFirst()
                .id();
        stage.team.viewer().run(() -> doors.matches().agreeByPhone(begun, truus.person()));
        return begun;
    }

    private void relates(Someone relative, Relation relation) {
        stage.desk(() -> {
            doors.people().relate(stage.team.organisation(), truus.person(), relative.person(), relation);
            return true;
        });
    }

    /// Another one who stands beside Truus.
    Someone relative(String name) {
        var someone = stage.neighbourhood.someone(stage.team, name, Role.RELATIVE, stage.postcode);
        relates(someone, Relation.NEIGHBOUR);
        return someone;
    }

    /// Asked by the desk, and then seated by themselves.
    SeatId sits(Whom whom, Viewer themselves) {
        var asked = (Seating.Asked) desk(() -> doors.careplans().invite(plan, whom, false));
        assertThat(themselves.call(() -> doors.careplans().sit(asked.seat()))).isInstanceOf(Seating.Sits.class);
        return asked.seat();
    }

    /// A task that Anna puts on the table.
    CareTaskId proposed(String words) {
        return ((TaskStep.Moved)
                        anna.viewer().call(() -> doors.tasks().propose(plan, annasSeat, words, DayParts.NONE, null)))
                .now()
                .id();
    }

    CareTask task(CareTaskId id) {
        return desk(() -> doors.tasks().find(id).orElseThrow());
    }

    SeatId seatOf(Part part) {
        return desk(() -> doors.careplans().listSeats(plan)).stream()
                .filter(seat -> seat.part() == part)
                .findFirst()
                .orElseThrow()
                .id();
    }

    <T> T desk(Supplier<T> work) {
        return stage.desk(work);
    }

    private static Map<StrainQuestion, Often> answers(Often often) {
        return Arrays.stream(StrainQuestion.values()).collect(Collectors.toMap(Function.identity(), _ -> often));
    }

    static Doors doors(ApplicationContext program) {
        return new Doors(
                new Stage.Doors(
                        program.getBean(Neighbourhood.class),
                        program.getBean(Volunteers.class),
                        program.getBean(Limits.class),
                        program.getBean(HelpRequests.class),
                        program.getBean(Reception.class),
                        program.getBean(TransactionTemplate.class),
                        program.getBean(Clock.class)),
                program.getBean(Careplans.class),
                program.getBean(CareTasks.class),
                program.getBean(TableTalk.class),
                program.getBean(HoldingUp.class),
                program.getBean(Invitations.class),
                program.getBean(Matches.class),
                program.getBean(People.class),
                program.getBean(Consents.class),
                program.getBean(Accounts.class),
                program.getBean(TransactionTemplate.class));
    }
}
