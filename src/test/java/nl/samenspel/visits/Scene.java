package nl.samenspel.visits;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.Role;
import nl.samenspel.access.Teams;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.Limits;
import nl.samenspel.matches.EndReason;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matches.Matches.Afterwards;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Stage;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Ria and Wim, who agreed six weeks ago that she comes; and Saar, who leads a team.
@NullUnmarked
public abstract class Scene {

    static final int WEEKS_AGO = 6;

    @Autowired
    protected Visits visits;

    @Autowired
    protected Agenda moments;

    @Autowired
    protected Teams teams;

    @Autowired
    protected Matches matches;

    @Autowired
    protected Invitations invitations;

    @Autowired
    protected Neighbourhood neighbourhood;

    @Autowired
    protected Accounts accounts;

    @Autowired
    protected Volunteers volunteers;

    @Autowired
    protected Limits limits;

    @Autowired
    protected HelpRequests requests;

    @Autowired
    protected Reception reception;

    @Autowired
    protected TransactionTemplate transaction;

    @Autowired
    protected JdbcClient db;

    @Autowired
    protected Database database;

    @Autowired
    protected Clock clock;

    protected Stage stage;
    protected Someone ria;
    protected Someone wim;
    protected MatchId match;

    @BeforeEach
    protected void ria_comes_to_wim() {
        stage = new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
        ria = stage.volunteer("Ria");
        wim = stage.participant("Wim");
        match = together(ria, wim);
    }

    /// They agreed, weeks ago.
    protected MatchId together(Someone volunteer, Someone participant) {
        var request = stage.searching(participant.person(), 1);
        coordinator()
                .run(() -> invitations.invite(
                        request, List.of(volunteer.person()), "Koffie drinken?", today().plusDays(7)));
        var invitation = volunteer.viewer().call(() -> invitations.listOfViewer()).stream()
                .filter(one -> one.question().request().equals(request))
                .findFirst()
                .orElseThrow();
        volunteer.viewer().run(() -> invitations.accept(invitation.id()));
        var made = coordinator().call(() -> matches.listOf(request)).getFirst().id();
        coordinator().run(() -> matches.agreeByPhone(made, participant.person()));
        superuser()
                .sql("update matches.match set begun_at = begun_at - make_interval(weeks => :weeks) where id = :id")
                .param("weeks", WEEKS_AGO)
                .param("id", made.value())
                .update();
        return made;
    }

    protected void itEnds() {
        coordinator().run(() -> matches.end(match, EndReason.GOAL_REACHED, "", Afterwards.CLOSE));
    }

    /// Somebody who leads a team at Ria's organisation, with these volunteers on the list.
    protected Viewer leader(Someone... team) {
        var mark = java.util.UUID.randomUUID().toString().substring(0, 8);
        var account = stage.desk(() -> accounts.open(new nl.samenspel.access.NewAccount(
                "Saar Teamleider",
                "saar." + mark + "@voorbeeld.example",
                "nl",
                Role.TEAM_LEADER,
                stage.team.organisation(),
                null,
                null)));
        for (var member : team) {
            coordinator().run(() -> teams.give(stage.team.organisation(), account, member.person()));
        }
        return neighbourhood.viewer(account);
    }

    protected Viewer coordinator() {
        return stage.team.viewer();
    }

    protected LocalDate today() {
        return LocalDate.now(clock);
    }

    protected JdbcClient superuser() {
        return JdbcClient.create(Objects.requireNonNull(TestDatabase.asSuperuser(database)));
    }

    /// How many rows this question finds, as this viewer, past the doors.
    protected int count(Viewer viewer, String sql) {
        return viewer.call(() -> Objects.requireNonNull(
                transaction.execute(_ -> db.sql(sql).query(Integer.class).single())));
    }
}
