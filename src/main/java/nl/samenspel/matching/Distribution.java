package nl.samenspel.matching;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.matching.Distributed.Pair;
import nl.samenspel.matching.engine.Weights;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Wanted;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to dividing the volunteers of an organisation, or of several, over many requests at once, as well as can
/// be. It proposes; nobody is asked by it.
///
/// Whoever is being asked already is left in peace: a request for which an invitation is out takes no part, and its
/// hours count as taken with the volunteer, whatever the answer will be.
@Service
public class Distribution {

    /// What an hour is worth more when the volunteer helps this participant already: the same few people for one.
    public static final int KNOWN = 100;

    /// What takes so many hours a week is shared by several when nobody has so many; each does at least
    /// [#SMALLEST_SHARE], and they are with at most [#MOST_SHARES].
    public static final int SHARED_FROM = 4;

    private static final Comparator<Wanted> LONGEST_FIRST = Comparator.comparing(Wanted::waitingSince)
            .thenComparing(one -> one.id().value());

    public static final int SMALLEST_SHARE = 2;
    public static final int MOST_SHARES = 3;

    private final HelpRequests requests;
    private final Pool pool;
    private final Circles circles;
    private final Weighing weighing;
    private final InvitationStore invitations;
    private final Desks desks;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Distribution(
            HelpRequests requests,
            Pool pool,
            Circles circles,
            Weighing weighing,
            InvitationStore invitations,
            Desks desks,
            TransactionTemplate transaction,
            Clock clock) {
        this.requests = requests;
        this.pool = pool;
        this.circles = circles;
        this.weighing = weighing;
        this.invitations = invitations;
        this.desks = desks;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What is divided.
    ///
    /// @param known by participant, who helps them already
    /// @param unwanted pairs that must not be proposed (any more)
    public record Task(
            OrganisationId organisation,
            Collection<HelpRequestId> requests,
            Map<PersonId, Set<PersonId>> known,
            Set<Pair> unwanted) {

        public Task {
            requests = Set.copyOf(requests);
            known = Map.copyOf(known);
            unwanted = Set.copyOf(unwanted);
        }
    }

    /// Reads, as the viewer, what it takes: the requests of their desk and all volunteers of the organisation.
    public Dividing prepare(Task task) {
        var read = read(task);
        return new Dividing(
                read.wanted, LocalDate.now(clock), read, task.known(), weighing.of(task.organisation()), new Numbers());
    }

    /// Reads the same of several organisations, each at its own desk. Volunteers who agreed to be asked by others may
    /// be proposed at any of them, and all are weighed by the same weights: those that come with the program.
    public Dividing prepareTogether(Collection<Task> tasks) {
        var reads = tasks.stream()
                .map(task ->
                        Viewer.current().atTheWholeDesk(task.organisation()).call(() -> read(task)))
                .toList();
        var known = new HashMap<PersonId, Set<PersonId>>();
        tasks.forEach(task -> known.putAll(task.known()));
        var all = Read.join(reads);
        return new Dividing(
                all.wanted,
                LocalDate.now(clock),
                all,
                known,
                Weights.DEFAULT,
                Numbers.together(tasks.stream().map(Task::organisation).toList()));
    }

    /// What was read for dividing, still with names.
    ///
    /// @param out invitations without an answer, by volunteer
    /// @param unwanted pairs that must not be proposed
    record Read(
            List<Wanted> wanted,
            Pool.Read pool,
            Map<PersonId, List<Invitation.Question>> out,
            Map<HelpRequestId, Circles.Circle> around,
            Set<Pair> unwanted) {

        private static Read join(Collection<Read> reads) {
            var out = new HashMap<PersonId, List<Invitation.Question>>();
            var around = new HashMap<HelpRequestId, Circles.Circle>();
            var unwanted = new HashSet<Pair>();
            reads.forEach(read -> {
                out.putAll(read.out);
                around.putAll(read.around);
                unwanted.addAll(read.unwanted);
            });
            return new Read(
                    reads.stream()
                            .map(Read::wanted)
                            .flatMap(List::stream)
                            .sorted(LONGEST_FIRST)
                            .toList(),
                    Pool.Read.join(reads.stream().map(Read::pool).toList()),
                    out,
                    around,
                    unwanted);
        }
    }

    private Read read(Task task) {
        // an invitation of another branch takes the volunteer's time too; that it is there is all that is seen of it
        var out = desks.at(task.organisation(), () -> invitations.listOpen(task.organisation()));
        return Objects.requireNonNull(transaction.execute(_ -> {
            var wanted = requests.listWanted(task.requests()).stream()
                    .filter(one -> one.organisation().equals(task.organisation()))
                    .sorted(LONGEST_FIRST)
                    .toList();
            return new Read(
                    wanted,
                    pool.read(task.organisation()),
                    out.stream()
                            .filter(Invitation.Sent.class::isInstance)
                            .map(Invitation::question)
                            .collect(Collectors.groupingBy(Invitation.Question::volunteer)),
                    circles.of(wanted),
                    task.unwanted());
        }));
    }

    /// How far dividing is.
    ///
    /// @param value what the best way so far is worth
    /// @param bound what no way can exceed, as far as proven by now
    /// @param done from 0 to 1
    public record Progress(long value, long bound, double done) {}

    /// Follows dividing, on the thread that does it.
    public interface Listener {
        void on(Progress progress);
    }
}
