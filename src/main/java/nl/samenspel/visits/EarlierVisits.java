package nl.samenspel.visits;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.MatchId;
import nl.samenspel.visits.Visit.Came;
import nl.samenspel.visits.Visit.Kind;
import nl.samenspel.visits.Visit.Told;
import nl.samenspel.visits.Visit.Whose;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// The door for hours that were kept elsewhere, and come in with a list; at the desk, in a fixed number
/// of statements, however many they are. They count as what anybody tells of a volunteer does. They
/// never pay anything: what is paid back is claimed by the volunteer, in `reimbursements`. And they
/// raise no signal: what somebody did is past, and their coordinator has it in hand.
@Service
public class EarlierVisits {

    private final VisitStore store;
    private final TransactionTemplate apart;
    private final Clock clock;

    EarlierVisits(VisitStore store, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.apart = new TransactionTemplate(
                Objects.requireNonNull(transaction.getTransactionManager()),
                new DefaultTransactionDefinition(DefaultTransactionDefinition.PROPAGATION_REQUIRES_NEW));
        this.clock = clock;
    }

    /// Something that was done.
    ///
    /// @param nth the how-manieth on that day of its match, or of that work of the volunteer
    /// @param externalId the number the other administration knows it by
    public record Earlier(
            VisitId id, @Nullable String externalId, Whose whose, LocalDate day, int nth, Kind kind, int minutes) {}

    /// What becomes of something that is here.
    public record Corrected(VisitId id, int version, LocalDate day, int nth, Came came) {}

    /// What was done on a day in a match; or by a volunteer, as other work.
    public record OnDay(
            @Nullable MatchId match,
            PersonId volunteer,
            @Nullable Kind kind,
            LocalDate day) {

        /// Where a visit stands.
        public static OnDay of(Visit visit) {
            var match = visit.whose().match();
            return of(match, visit.whose().volunteer(), kindOf(visit), visit.day());
        }

        public static OnDay of(@Nullable MatchId match, PersonId volunteer, Kind kind, LocalDate day) {
            return new OnDay(match, volunteer, match == null ? kind : null, day);
        }
    }

    /// Whose what is done in this match is; none where not both had agreed.
    public static Optional<Whose> whose(Match match) {
        return Tellers.whose(match);
    }

    /// What was done; of what did not go on, what it would have been.
    public static Kind kindOf(Visit visit) {
        return visit.came() instanceof Came.Done done
                ? done.kind()
                : visit.whose().match() == null ? Kind.OTHER_WORK : Kind.VISIT;
    }

    /// What another system knows by these numbers, as far as the viewer may see; also what was taken
    /// back.
    @Transactional(readOnly = true)
    public Map<String, Visit> listByExternalId(OrganisationId organisation, Collection<String> numbers) {
        return store.listByExternalId(organisation, numbers);
    }

    /// Of these numbers, those in use at the viewer's organisation, at whichever branch; and nothing
    /// else of those visits.
    public Set<String> listTaken(Collection<String> numbers) {
        var viewer = Viewer.current();
        var organisation = viewer.myDesk().organisation();
        return viewer.atTheWholeDesk(organisation)
                .call(() -> Objects.requireNonNull(apart.execute(_ ->
                        Set.copyOf(store.listByExternalId(organisation, numbers).keySet()))));
    }

    @Transactional(readOnly = true)
    public List<Visit> list(Collection<VisitId> visits) {
        return store.list(visits);
    }

    /// What stands on these days, done or not gone on.
    @Transactional(readOnly = true)
    public List<Visit> listOn(Collection<OnDay> days) {
        return store.listOn(days);
    }

    /// A page of what was done at a branch, in a set order.
    @Transactional(readOnly = true)
    public List<Visit> listPage(BranchId branch, @Nullable VisitId after, int most) {
        return store.listPage(branch, after, most);
    }

    /// The numbers by which another system knows these.
    @Transactional(readOnly = true)
    public Map<VisitId, String> externalIds(Collection<VisitId> visits) {
        return store.externalIds(visits);
    }

    /// Writes down what was done, and puts right what was here.
    ///
    /// @return whether all of it was kept; where somebody changed the same meanwhile, the caller undoes
    ///     it
    @Transactional
    public boolean bring(List<Earlier> added, List<Corrected> corrected) {
        var told = new Told(Viewer.current().me(), clock.instant(), true);
        var today = LocalDate.now(clock);
        return store.addAll(added, told, today) == added.size()
                && store.correctAll(corrected, told, today) == corrected.size();
    }

    /// Takes hours away again that a list brought, which is being undone; the database lets no
    /// others go.
    @Transactional
    public void removeAll(Collection<VisitId> visits) {
        store.removeAll(visits);
    }
}
