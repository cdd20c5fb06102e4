package nl.samenspel.visits;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import nl.samenspel.access.Teams;
import nl.samenspel.access.Viewer;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.Match.Together;
import nl.samenspel.matching.Desks;
import nl.samenspel.visits.Visit.Whose;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Who may tell of a visit: the volunteer; and for them, on the phone, the desk or their team leader.
@Component
class Tellers {

    private final Desks desks;
    private final Teams teams;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Tellers(Desks desks, Teams teams, TransactionTemplate transaction, Clock clock) {
        this.desks = desks;
        this.teams = teams;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Whether the viewer is the volunteer: whoever else tells was told by phone.
    static boolean isOneself(Whose whose) {
        return Viewer.current().persons().contains(whose.volunteer());
    }

    boolean mayTell(Whose whose) {
        return isOneself(whose)
                || Desks.isOurs(whose.organisation())
                || teams.listMine().contains(whose.volunteer());
    }

    /// A look in a transaction of its own, as the viewer.
    <T> T look(Supplier<T> look) {
        return Objects.requireNonNull(transaction.execute(_ -> look.get()));
    }

    /// A step in one transaction: as the volunteer; and what was told by phone, at the desk, where the volunteer's
    /// limits are heard of it too. The caller has first seen that the viewer may tell.
    <T> T step(Whose whose, Supplier<T> step) {
        return isOneself(whose) ? look(step) : desks.at(whose.organisation(), step);
    }

    /// Whose a match is, once both had agreed.
    static Optional<Whose> whose(Match match) {
        var met = match instanceof Together || (match instanceof Ended ended && ended.participantConsent() != null);
        var duo = match.duo();
        return met
                ? Optional.of(new Whose(
                        duo.volunteer(),
                        match.id(),
                        duo.participant(),
                        duo.holder().organisation(),
                        duo.holder().branch()))
                : Optional.empty();
    }

    LocalDate began(Match match) {
        return LocalDate.ofInstant(match.duo().begunAt(), clock.getZone());
    }
}
