package nl.samenspel.rounds;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.access.Viewer.Desk;
import nl.samenspel.matching.Explanations;
import nl.samenspel.matching.Fairness;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Invited;
import nl.samenspel.matching.Judgement.FitsNot;
import nl.samenspel.matching.Obstacle;
import nl.samenspel.matching.WhyOpen;
import nl.samenspel.requests.HelpRequest.Searching;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Tasks;
import nl.samenspel.rounds.Proposal.Aside;
import nl.samenspel.rounds.Proposal.Reason;
import nl.samenspel.rounds.Proposal.Sent;
import nl.samenspel.rounds.Proposal.Waiting;
import nl.samenspel.rounds.Round.Interrupted;
import nl.samenspel.rounds.Round.Order;
import nl.samenspel.rounds.Round.Ready;
import nl.samenspel.rounds.Round.Running;
import nl.samenspel.rounds.Sending.NotSent;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to rounds: beginning one, following it, and deciding on what it proposes.
///
/// A coordinator begins a round for a branch of theirs; a manager for any, or for all of the organisation. Proposals
/// are decided on at the branch that looks after the request, whoever began the round.
@Service
public class Rounds {

    /// A round of which nothing was heard for so long is over: the program that worked on it is gone.
    static final Duration UNHEARD = Duration.ofSeconds(20);

    private final RoundStore store;
    private final Work work;
    private final HelpRequests requests;
    private final Tasks tasks;
    private final Invitations invitations;
    private final Explanations explanations;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Rounds(
            RoundStore store,
            Work work,
            HelpRequests requests,
            Tasks tasks,
            Invitations invitations,
            Explanations explanations,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.work = work;
        this.requests = requests;
        this.tasks = tasks;
        this.invitations = invitations;
        this.explanations = explanations;
        this.transaction = transaction;
        this.clock = clock;
    }

    // --- beginning ---

    /// Begins a round in the background.
    ///
    /// @param branch null: all of the organisation, for its manager
    public Started start(@Nullable BranchId branch, Fairness fairness) {
        return begin(branch, fairness, null);
    }

    /// Goes on from the proposals of an earlier round: what can stay stays, what cannot any more is replaced, what came
    /// since is added, and who was asked already is left in peace.
    public Started renew(RoundId id) {
        return switch (look(id).orElse(null)) {
            case Ready ready -> begin(ready.order().branch(), ready.order().fairness(), id);
            case Running running -> new Started.OneRuns(running.id());
            case Interrupted it ->
                begin(it.order().branch(), it.order().fairness(), it.order().renews());
            case null -> new Started.NotHere();
        };
    }

    private Started begin(@Nullable BranchId branch, Fairness fairness, @Nullable RoundId renews) {
        var desk = Viewer.current().myDesk();
        if (!isFor(desk, branch)) {
            return new Started.NotHere();
        }
        var now = clock.instant();
        var order = new Order(
                RoundId.next(),
                desk.organisation(),
                branch,
                fairness,
                renews,
                null,
                Viewer.current().me(),
                now);
        var started = Objects.requireNonNull(transaction.<Started>execute(_ -> {
            store.interruptUnheard(desk.organisation(), now.minus(UNHEARD), now);
            if (work.listWaiting(order).findAny().isEmpty()) {
                return new Started.NothingWaits();
            }
            return store.begin(order)
                    ? new Started.Begun(order.id())
                    : new Started.OneRuns(store.findRunning(desk.organisation(), branch)
                            .map(Round::id)
                            .orElse(order.id()));
        }));
        if (started instanceof Started.Begun) {
            work.begin(order);
        }
        return started;
    }

    private static boolean isFor(Desk desk, @Nullable BranchId branch) {
        return desk.role() == Role.MANAGER || (branch != null && desk.branches().contains(branch));
    }

    /// Whether the viewer may begin, stop or renew this round.
    public static boolean isViewers(Round round) {
        return isFor(Viewer.current().myDesk(), round.order().branch());
    }

    /// Tells a round to stop; it then ends with the best it has so far. Whether there was one to stop.
    public boolean stop(RoundId id) {
        var asked = Boolean.TRUE.equals(transaction.execute(_ -> store.askToStop(id)));
        if (asked) {
            work.stop(id);
        }
        return asked;
    }

    /// Waits until a round that this program works on has ended, at most so long.
    public void await(RoundId id, Duration most) {
        work.await(id, most);
    }

    // --- looking ---

    @Transactional(readOnly = true)
    public Optional<Round> find(RoundId id) {
        return store.find(id).map(this::heard);
    }

    /// The rounds that the viewer may see, the newest first.
    @Transactional(readOnly = true)
    public List<Round> list(int most) {
        return store.list(Viewer.current().myDesk().organisation(), most).stream()
                .map(this::heard)
                .toList();
    }

    /// A newer round over the same requests: on that one is decided.
    @Transactional(readOnly = true)
    public Optional<RoundId> findNewer(Round round) {
        return store.findNewer(round.order());
    }

    /// What a round made of the requests of the viewer's branches; who waits longest first.
    @Transactional(readOnly = true)
    public List<Entry> listEntries(RoundId id) {
        return store.listEntries(id);
    }

    /// The proposals for the viewer's branches; which request waits longest first. Who is proposed is not looked at by
    /// that: whoever shows somebody logs it.
    @Transactional(readOnly = true)
    public List<Proposal> listProposals(RoundId id) {
        return store.listProposals(id);
    }

    /// As [#find], for steps that begin a transaction of their own.
    private Optional<Round> look(RoundId id) {
        return Objects.requireNonNull(transaction.execute(_ -> find(id)));
    }

    private Round heard(Round round) {
        return round instanceof Running running
                        && running.seenAt().isBefore(clock.instant().minus(UNHEARD))
                ? new Interrupted(running.order(), running.seenAt())
                : round;
    }

    // --- deciding ---

    /// Sends proposals as invitations, each by the rules of this moment: whoever cannot be asked any more is told of
    /// plainly and not asked, the others are.
    ///
    /// @param words what is asked, with blanks ([Explanations#question]), without anything that tells who asks
    public Sending send(RoundId id, Collection<ProposalId> chosen, String words, LocalDate answerBy) {
        if (!isOpen(id)) {
            return new Sending.NotNow();
        }
        var unknown = explanations.unknownBlank(words);
        if (unknown.isPresent()) {
            return new Sending.UnknownBlank(unknown.get());
        }
        int mailed = 0;
        var toPhone = new ArrayList<PersonId>();
        var notSent = new ArrayList<NotSent>();
        for (var proposal : listChosen(id, chosen)) {
            var made = proposal.made();
            if (!(proposal instanceof Waiting)) {
                notSent.add(new NotSent.Decided(made.volunteer(), made.request()));
                continue;
            }
            switch (invite(proposal, words, answerBy)) {
                case Invited.Asked(var byMail, var phone) -> {
                    mailed += byMail;
                    toPhone.addAll(phone);
                }
                case Invited.NotSearching _ -> notSent.add(new NotSent.RequestGone(made.volunteer(), made.request()));
                case Invited.NotOurs _ ->
                    notSent.add(
                            new NotSent.CannotNow(made.volunteer(), made.request(), List.of(new Obstacle.NotActive())));
                case Invited.TellsWhoAsks(var word) ->
                    notSent.add(new NotSent.TellsWhoAsks(made.volunteer(), made.request(), word));
                case Invited.NotAllowed(var people) ->
                    notSent.add(new NotSent.CannotNow(
                            made.volunteer(),
                            made.request(),
                            people.stream()
                                    .map(FitsNot::obstacles)
                                    .flatMap(List::stream)
                                    .toList()));
                case null -> notSent.add(new NotSent.Decided(made.volunteer(), made.request()));
            }
        }
        return new Sending.Done(mailed, toPhone, notSent);
    }

    private boolean isOpen(RoundId id) {
        return Boolean.TRUE.equals(transaction.execute(_ -> store.find(id)
                .filter(Ready.class::isInstance)
                .filter(round -> store.findNewer(round.order()).isEmpty())
                .isPresent()));
    }

    private List<Proposal> listChosen(RoundId id, Collection<ProposalId> chosen) {
        var wanted = new LinkedHashSet<>(chosen);
        return Objects.requireNonNull(transaction.execute(_ -> store.listProposals(id))).stream()
                .filter(proposal -> wanted.contains(proposal.id()))
                .toList();
    }

    /// First asks, then keeps that it was asked: should the second not happen, the proposal shows by itself that the
    /// volunteer was asked already. Null when somebody else asked at the same moment.
    private @Nullable Invited invite(Proposal proposal, String words, LocalDate answerBy) {
        var made = proposal.made();
        var request = requests.find(made.request()).orElse(null);
        if (!(request instanceof Searching)) {
            return new Invited.NotSearching();
        }
        if (made.hours() < request.ask().hoursPerWeek()) {
            // a share of what is not divided yet: nobody is asked for all of it by that
            return new Invited.NotAllowed(List.of(new FitsNot(
                    made.volunteer(),
                    "",
                    List.of(new Obstacle.TooFewHours(made.hours(), request.ask().hoursPerWeek())))));
        }
        try {
            var invited = invitations.invite(
                    request.id(), List.of(made.volunteer()), explanations.filledIn(words, request.ask()), answerBy);
            if (invited instanceof Invited.Asked) {
                replace(proposal, new Sent(made, Viewer.current().me(), clock.instant()));
            }
            return invited;
        } catch (DuplicateKeyException _) {
            return null;
        }
    }

    /// Divides a request that is too much for one into as many as there are people proposed for a share of it, so
    /// that each can be asked; what nobody is proposed for stays as a request too. Whether there was something to
    /// divide.
    public boolean divide(RoundId round, HelpRequestId request) {
        return isOpen(round) && Boolean.TRUE.equals(transaction.execute(_ -> doDivide(round, request)));
    }

    private boolean doDivide(RoundId round, HelpRequestId request) {
        var entry = store.listEntries(round).stream()
                .filter(one -> one.request().equals(request))
                .findFirst();
        var shares = store.listProposals(round).stream()
                .filter(Waiting.class::isInstance)
                .map(Proposal::made)
                .filter(made -> made.request().equals(request))
                .toList();
        if (entry.isEmpty() || shares.isEmpty()) {
            return false;
        }
        var hours = new ArrayList<>(shares.stream().map(Proposal.Made::hours).toList());
        int rest =
                entry.get().hours() - hours.stream().mapToInt(Integer::intValue).sum();
        if (rest > 0) {
            hours.add(rest);
        }
        var parts = tasks.divide(request, hours);
        if (parts.isEmpty()) {
            return false;
        }
        store.shrink(round, request, hours.getFirst());
        var others = new ArrayList<Entry>();
        for (int i = 1; i < parts.size(); i++) {
            boolean proposed = i < shares.size();
            others.add(new Entry(
                    parts.get(i),
                    entry.get().branch(),
                    entry.get().municipality(),
                    hours.get(i),
                    proposed ? hours.get(i) : 0,
                    entry.get().waitingDays(),
                    proposed ? Entry.Outcome.PROPOSED : Entry.Outcome.OPEN,
                    proposed ? null : WhyOpen.EVERYONE_FULL,
                    null));
            if (proposed) {
                store.move(shares.get(i).id(), parts.get(i));
            }
        }
        store.addEntries(round, Viewer.current().myDesk().organisation(), others);
        return true;
    }

    /// Not this one. Whether that was still to be decided.
    public boolean putAside(RoundId round, ProposalId id, Reason reason) {
        return decide(
                round,
                id,
                proposal -> proposal instanceof Waiting(var made)
                        ? new Aside(made, reason, Viewer.current().me(), clock.instant())
                        : null);
    }

    /// On second thoughts: it waits for a yes or no again.
    public boolean putBack(RoundId round, ProposalId id) {
        return decide(round, id, proposal -> proposal instanceof Aside aside ? new Waiting(aside.made()) : null);
    }

    private interface Step {
        @Nullable
        Proposal of(Proposal before);
    }

    private boolean decide(RoundId round, ProposalId id, Step step) {
        if (!isOpen(round)) {
            return false;
        }
        var before = Objects.requireNonNull(transaction.execute(_ -> store.findProposal(round, id)))
                .orElse(null);
        var after = before == null ? null : step.of(before);
        return before != null && after != null && replace(before, after);
    }

    private boolean replace(Proposal before, Proposal after) {
        return Boolean.TRUE.equals(transaction.execute(_ -> store.replace(before, after)));
    }
}
