package nl.samenspel.matches;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.matching.Answer;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Invited;
import nl.samenspel.matching.Stage;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Brings matches where a test needs them, and lets days pass for them.
@NullMarked
class Life {

    private final Matches matches;
    private final CheckIns checkIns;
    private final Replacements replacements;
    private final Invitations invitations;
    private final Database database;
    private final JdbcClient jobs;
    private final Clock clock;

    Life(
            Matches matches,
            CheckIns checkIns,
            Replacements replacements,
            Invitations invitations,
            Database database,
            JdbcClient jobs,
            Clock clock) {
        this.matches = matches;
        this.checkIns = checkIns;
        this.replacements = replacements;
        this.invitations = invitations;
        this.database = database;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// The volunteer is asked and says yes.
    MatchId saidYes(Stage stage, HelpRequestId wanted, Someone volunteer) {
        var invited = stage.team
                .viewer()
                .call(() -> invitations.invite(
                        wanted,
                        List.of(volunteer.person()),
                        "Koffie drinken?",
                        stage.today().plusDays(7)));
        if (!(invited instanceof Invited.Asked)) {
            throw new IllegalStateException("Asking said " + invited);
        }
        var invitation =
                volunteer.viewer().call(() -> invitations.listOfViewer()).getFirst();
        var answer = volunteer.viewer().call(() -> invitations.accept(invitation.id()));
        if (!(answer instanceof Answer.Yes)) {
            throw new IllegalStateException("The yes said " + answer);
        }
        return stage.team.viewer().call(() -> matches.listOf(wanted)).getFirst().id();
    }

    /// They met and try.
    MatchId trying(Stage stage, HelpRequestId wanted, Someone volunteer) {
        var id = saidYes(stage, wanted, volunteer);
        stage.team.viewer().run(() -> {
            var participant = matches.find(id).orElseThrow().duo().participant();
            done(matches.agreeByPhone(id, participant));
            done(matches.planMeeting(id, new Meet(stage.today(), null, "Thuis")));
            done(matches.startTrial(id, stage.today().plusWeeks(4)));
        });
        return id;
    }

    /// It is a match.
    MatchId active(Stage stage, HelpRequestId wanted, Someone volunteer) {
        var id = trying(stage, wanted, volunteer);
        stage.team.viewer().run(() -> done(matches.makeMatch(id, stage.today().plusMonths(3))));
        return id;
    }

    static void done(Step step) {
        if (!step.isDone()) {
            throw new IllegalStateException("A step said " + step);
        }
    }

    /// Everything of this match and its request that has a day is so many days longer ago, and what time does is done.
    void daysPass(MatchId match, int days) {
        var superuser = JdbcClient.create(TestDatabase.asSuperuser(database));
        superuser.sql("""
                        update matches.match set away_from = away_from - :days, back_on = back_on - :days,
                            next_date = next_date - :days, begun_at = begun_at - make_interval(days => :days),
                            review_on = review_on - :days, trial_until = trial_until - :days, ended_on = ended_on - :days
                        where request = (select request from matches.match where id = :match)
                        """).param("days", days).param("match", match.value()).update();
        superuser.sql("""
                        update matches.check_in set due_on = due_on - :days, asked_on = asked_on - :days,
                            reminded_on = reminded_on - :days
                        where match in (select m.id from matches.match m
                                        where m.request = (select request from matches.match where id = :match))
                        """).param("days", days).param("match", match.value()).update();
        superuser.sql("""
                        update matches.replacement set next_date = next_date - :days, first_day = first_day - :days
                        where request = (select request from matches.match where id = :match)
                        """).param("days", days).param("match", match.value()).update();
        superuser.sql("""
                        update matches.without set since = since - :days, until = until - :days
                        where request = (select request from matches.match where id = :match)
                        """).param("days", days).param("match", match.value()).update();
        time();
    }

    /// What time does.
    void time() {
        Viewer.NOBODY.run(() -> MatchDays.pass(jobs, checkIns, replacements, clock));
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }
}
