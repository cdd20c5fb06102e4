package nl.samenspel.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.exchange.ImportFileStore.Arrived;
import nl.samenspel.exchange.ImportFileStore.State;
import nl.samenspel.exchange.Traces.Stayed;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to lists that came in: what there was in the last thirty days, and undoing it. Whoever may bring in such a
/// list at that branch may undo it, not only who did.
///
/// What a list made goes, and what it changed is as before; what others built on since stays, and is told with why.
@Service
public class ListHistory {

    /// For so long can what a list did be undone.
    public static final Duration UNDOABLE = Duration.ofDays(30);

    /// So many of what stays are told by name.
    public static final int TOLD = 200;

    /// What a longer list would come to takes too long to tell beforehand.
    static final int MOST_FORETOLD = 100_000;

    private static final int LISTED = 50;

    private final ImportFileStore store;
    private final ImportWork work;
    private final Traces traces;
    private final Undo undo;
    private final People people;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ListHistory(
            ImportFileStore store,
            ImportWork work,
            Traces traces,
            Undo undo,
            People people,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.work = work;
        this.traces = traces;
        this.undo = undo;
        this.people = people;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// A list that came in.
    ///
    /// @param name of the file
    /// @param at when
    /// @param added rows that were new
    /// @param until from then on it cannot be undone any more
    /// @param how whether it was undone
    public record Came(
            UUID id,
            ImportList list,
            String name,
            @Nullable BranchId branch,
            AccountId by,
            Instant at,
            int added,
            int changed,
            Instant until,
            How how) {}

    /// Whether a list was undone.
    public sealed interface How {}

    /// It is as it came in.
    public record In() implements How {}

    public record BeingUndone() implements How {}

    /// It was undone, or as far as that went.
    ///
    /// @param gone how many things of those it made
    /// @param putBack how many things of those it changed
    /// @param stays whether something could not be undone, or was not tried yet
    public record Undone(AccountId by, Instant at, int gone, int putBack, boolean stays) implements How {}

    /// What undoing comes to, of one sort of thing.
    ///
    /// @param goes of what the list made
    /// @param back of what it changed
    /// @param stays what cannot be undone, or not wholly
    public record Count(int goes, int back, int stays) {}

    /// Something that cannot be undone, and why.
    ///
    /// @param name whose; or what it is called where it is about nobody
    /// @param person whose record it is, or whom it is about
    public record Stays(
            Touched of, String thing, String name, @Nullable PersonId person, Set<Why> why) {

        public Stays {
            why = Set.copyOf(why);
        }
    }

    /// What undoing a list comes to.
    ///
    /// @param counts by sort of thing; empty where there is too much to tell beforehand
    /// @param stays the first of what cannot be undone, at most [#TOLD]
    public record Outlook(Came came, Map<Touched, Count> counts, List<Stays> stays) {

        public Outlook {
            counts = counts.isEmpty() ? Map.of() : new EnumMap<>(counts);
            stays = List.copyOf(stays);
        }

        public int staying() {
            return counts.values().stream().mapToInt(Count::stays).sum();
        }

        public int undone() {
            return counts.values().stream()
                    .mapToInt(one -> one.goes() + one.back())
                    .sum();
        }
    }

    /// What became of undoing a list.
    ///
    /// @param stays the first of what could not be undone, at most [#TOLD]
    /// @param staying how many there are of those
    /// @param left how many things were not tried, because it was stopped
    public record Aftermath(Came came, Undone undone, List<Stays> stays, int staying, int left) {

        public Aftermath {
            stays = List.copyOf(stays);
        }
    }

    /// What came in in the last thirty days, the newest first, of what the viewer may bring in.
    public List<Came> list() {
        return Objects.requireNonNull(transaction.execute(_ -> store.listArrived(since(), LISTED))).stream()
                .filter(ListHistory::isMine)
                .map(ListHistory::came)
                .toList();
    }

    /// Whether there is anything in [#list].
    public boolean hasAny() {
        return Objects.requireNonNull(transaction.execute(_ -> store.listArrived(since(), LISTED))).stream()
                .anyMatch(ListHistory::isMine);
    }

    /// Whether there is something of it to undo.
    public boolean isUndoable(UUID id) {
        return arrived(id).filter(Arrived::undoable).isPresent();
    }

    /// Empty when there is no such list for this viewer.
    public Optional<Came> find(UUID id) {
        return arrived(id).map(ListHistory::came);
    }

    /// What undoing it would come to, now. Changes nothing. Empty when there is nothing to undo.
    public Optional<Outlook> foretell(UUID id) {
        return arrived(id)
                .filter(one -> one.undoable() && one.state() != State.UNDOING)
                .map(one -> Viewing.of(one.list())
                        .call(() -> Objects.requireNonNull(transaction.execute(_ -> {
                            if (traces.countLeft(id) > MOST_FORETOLD) {
                                return new Outlook(came(one), Map.of(), List.of());
                            }
                            var foretold = undo.foretell(id, TOLD);
                            return new Outlook(came(one), foretold.counts(), named(foretold.stays()));
                        }))));
    }

    /// Begins to undo a list, in the background. False when there is nothing to undo, or somebody just began.
    public boolean undo(UUID id) {
        var mine = arrived(id);
        if (mine.isEmpty()) {
            return false;
        }
        var viewer = Viewing.of(mine.get().list());
        var begun = Boolean.TRUE.equals(viewer.call(() -> transaction.execute(_ -> {
            var first = store.beginUndoing(id, Viewer.current().me(), since(), clock.instant());
            if (first) {
                traces.tryAgain(id);
            }
            return first;
        })));
        if (begun) {
            viewer.run(() -> work.begin(id, null));
        }
        return begun;
    }

    /// Waits for what was begun in this program, at most so long.
    public void await(UUID id, Duration most) {
        work.await(id, most);
    }

    /// Empty when it was not undone.
    public Optional<Aftermath> findAftermath(UUID id) {
        return arrived(id).flatMap(one -> {
            var came = came(one);
            return came.how() instanceof Undone undone
                    ? Optional.of(Objects.requireNonNull(transaction.execute(_ -> {
                        var counts = traces.count(id).values();
                        return new Aftermath(
                                came,
                                undone,
                                named(traces.listStayed(id, TOLD)),
                                counts.stream().mapToInt(Traces.Count::stay).sum(),
                                counts.stream().mapToInt(Traces.Count::left).sum());
                    })))
                    : Optional.empty();
        });
    }

    private Optional<Arrived> arrived(UUID id) {
        return Objects.requireNonNull(transaction.execute(_ -> store.findArrived(id, since())))
                .filter(ListHistory::isMine);
    }

    private static boolean isMine(Arrived one) {
        return Imports.listFor(Viewer.current()).contains(one.list());
    }

    private Instant since() {
        return clock.instant().minus(UNDOABLE);
    }

    private static Came came(Arrived one) {
        var undoneBy = one.undoneBy();
        var undoneAt = one.undoneAt();
        return new Came(
                one.id(),
                one.list(),
                one.name(),
                one.branch(),
                one.by(),
                one.at(),
                one.counts().added(),
                one.counts().changed(),
                one.at().plus(UNDOABLE),
                one.state() == State.UNDOING
                        ? new BeingUndone()
                        : one.state() == State.UNDONE && undoneBy != null && undoneAt != null
                                ? new Undone(undoneBy, undoneAt, one.gone(), one.putBack(), one.undoable())
                                : new In());
    }

    /// By name: a look at each of them.
    private List<Stays> named(Collection<Stayed> stayed) {
        var known = people.list(
                stayed.stream().flatMap(one -> Stream.ofNullable(one.person())).toList(), Purpose.RECORD);
        return stayed.stream()
                .map(one -> {
                    @Nullable Person person = one.person() == null ? null : known.get(one.person());
                    return new Stays(
                            one.of(),
                            one.thing(),
                            person == null ? one.of() == Touched.AREA ? one.thing() : "" : person.name(),
                            one.person(),
                            one.why());
                })
                .toList();
    }
}
