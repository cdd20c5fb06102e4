package nl.samenspel.referrals;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nl.samenspel.access.AcrossDesks;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.matching.Desks;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Holder;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.Consents;
import nl.samenspel.people.People;
import nl.samenspel.people.Relation;
import nl.samenspel.referrals.Answering.Done;
import nl.samenspel.referrals.Answering.NobodyHere;
import nl.samenspel.referrals.Answering.NotFound;
import nl.samenspel.referrals.Answering.NotNow;
import nl.samenspel.referrals.Referral.Accepted;
import nl.samenspel.referrals.Referral.Answer;
import nl.samenspel.referrals.Referral.Case;
import nl.samenspel.referrals.Referral.Draft;
import nl.samenspel.referrals.Referral.InProgress;
import nl.samenspel.referrals.Referral.OnHold;
import nl.samenspel.referrals.Referral.Requested;
import nl.samenspel.referrals.Referral.Running;
import nl.samenspel.referrals.Referral.State;
import nl.samenspel.referrals.Referral.Term;
import nl.samenspel.referrals.Referral.Waiting;
import nl.samenspel.referrals.Referral.Way;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.RequestEvent.What;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to referrals: asking another organisation, its answer, and what time and people do meanwhile.
///
/// Each step takes the request first ([HelpRequests#oneAtATime]) and then the referral, so of two at the same moment
/// one is first and the other is told. Steps of the sender are taken at a desk that holds the request, those of the
/// receiver at a desk of the branch that was asked; what the other side must do along (a date, a mail, a share) is
/// done at its desk in the same transaction.
@Service
public class Referrals {

    /// Days within which the receiver answers, by urgency from 0 to 3.
    static final List<Integer> ANSWER_WITHIN = List.of(7, 7, 4, 2);

    static final Set<State> WAITING = Set.of(State.DRAFT, State.REQUESTED);
    static final Set<State> RUNNING = Set.of(State.ACCEPTED, State.IN_PROGRESS, State.ON_HOLD);

    private final ReferralStore store;
    private final HelpRequests requests;
    private final Organisations organisations;
    private final People people;
    private final Consents consents;
    private final AcrossDesks across;
    private final Receiving receiving;
    private final ReferralMail mail;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Referrals(
            ReferralStore store,
            HelpRequests requests,
            Organisations organisations,
            People people,
            Consents consents,
            AcrossDesks across,
            Receiving receiving,
            ReferralMail mail,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.requests = requests;
        this.organisations = organisations;
        this.people = people;
        this.consents = consents;
        this.across = across;
        this.receiving = receiving;
        this.mail = mail;
        this.transaction = transaction;
        this.clock = clock;
    }

    // --- asking, by who holds the request ---

    /// Hands a request over, or asks another organisation to join. Until the receiver says yes nothing changes but the
    /// request's next date, which is the end of the term.
    @Transactional
    public Handing refer(NewReferral wanted) {
        requests.oneAtATime(wanted.request());
        var found = requests.find(wanted.request())
                .filter(request -> Desks.isOurs(request.holder().organisation()));
        if (found.isEmpty()) {
            return new Handing.NotFound();
        }
        var request = found.get();
        var to = organisations.findBranch(wanted.to());
        if (to.isEmpty()) {
            return new Handing.NobodyThere();
        }
        return whyNot(request, to.get(), wanted.way()).orElseGet(() -> put(wanted, request, to.get()));
    }

    /// The first reason why not.
    private Optional<Handing> whyNot(HelpRequest request, Branch to, Way way) {
        var holder = request.holder();
        if (!(request instanceof HelpRequest.Open)) {
            return Optional.of(new Handing.RequestEnded());
        }
        if (to.organisation().equals(holder.organisation())) {
            return Optional.of(new Handing.ToOneself());
        }
        if (to.duty() == null
                || organisations.listBranches(to.organisation()).stream()
                        .noneMatch(open -> open.id().equals(to.id()))) {
            return Optional.of(new Handing.NobodyThere());
        }
        if (way == Way.HAND_OVER && request instanceof HelpRequest.Matched) {
            return Optional.of(new Handing.MatchRuns());
        }
        for (var other : store.listOf(request.id())) {
            if (!other.what().from().equals(holder.organisation())) {
                continue;
            }
            var sameThere = other.what().to().equals(to.organisation());
            if (other instanceof Waiting
                    && (sameThere || (way == Way.HAND_OVER && other.what().way() == way))) {
                return Optional.of(new Handing.WaitsElsewhere(other.what().to()));
            }
            if (other instanceof Running && sameThere) {
                return Optional.of(new Handing.JoinedAlready());
            }
        }
        if (way == Way.HAND_OVER && requests.listHeldBefore(request.id()).contains(to.organisation())) {
            return Optional.of(new Handing.InACircle());
        }
        return Optional.empty();
    }

    private Handing put(NewReferral wanted, HelpRequest request, Branch to) {
        var ask = request.ask();
        var holder = request.holder();
        var triage = requests.triages(request.id()).stream().findFirst().orElse(null);
        var draft = new Draft(
                ReferralId.next(),
                0,
                new Case(
                        wanted.way(),
                        request.id(),
                        holder.organisation(),
                        holder.branch(),
                        Viewer.current().me(),
                        wanted.asAmbassador(),
                        to.organisation(),
                        to.id(),
                        ask.participant(),
                        ask.askedByAccount(),
                        wanted.because(),
                        wanted.note(),
                        wanted.scope(),
                        Glimpse.of(request, triage, wanted.scope()),
                        clock.instant()));
        return switch (wanted.basis()) {
            case NewReferral.AskFirst _ -> {
                store.add(draft);
                mail.askConsent(draft);
                yield new Handing.WaitsForConsent(draft.id());
            }
            case NewReferral.Told(var by) -> {
                if (!listWhoMayConsent(ask.participant()).contains(by)) {
                    throw new IllegalArgumentException(
                            "Only the participant, or who represents them by law, agrees to sharing; %s does not."
                                    .formatted(by));
                }
                var consent = consents.give(
                        holder.organisation(),
                        ask.participant(),
                        Consents.Purpose.SHARE_WITH_ORGANISATION,
                        draft.id().value(),
                        by,
                        true);
                yield asked(draft, new Ground.Consent(consent), request);
            }
            case NewReferral.Without(var why) -> asked(draft, new Ground.Overridden(why), request);
        };
    }

    private Handing asked(Draft draft, Ground ground, HelpRequest request) {
        var requested = draft.request(ground, term(request));
        store.add(requested);
        return sent(requested);
    }

    private Handing sent(Requested requested) {
        var what = requested.what();
        requests.writeDown(
                what.request(),
                What.ASKED_ELSEWHERE,
                organisations.nameOf(what.to()),
                requested.term().respondBy());
        mail.tellReceiver(requested, "referrals.mail.asked");
        return new Handing.Asked(requested.id(), requested.term().respondBy());
    }

    private Term term(HelpRequest request) {
        var today = LocalDate.now(clock);
        var days = ANSWER_WITHIN.get(request.ask().need().urgency());
        return new Term(today.plusDays(days), today.plusDays((days + 1) / 2), false);
    }

    /// The participant, and who decides in their place by law.
    @Transactional(readOnly = true)
    public List<PersonId> listWhoMayConsent(PersonId participant) {
        var all = new ArrayList<PersonId>();
        all.add(participant);
        people.listBeside(participant).forEach((who, relation) -> {
            if (relation == Relation.LEGAL_REPRESENTATIVE) {
                all.add(who);
            }
        });
        return all;
    }

    // --- consent, by the participant ---

    /// The participant, or who represents them by law, lets their request go to the receiver. Seen as themselves first,
    /// taken in at the sender's desk.
    public Answering agree(ReferralId id) {
        return byThemselves(id, (draft, whom) -> {
            var request = requests.find(draft.what().request()).orElseThrow();
            var refused = organisations
                    .findBranch(draft.what().toBranch())
                    .map(to -> to.duty() == null)
                    .orElse(true);
            if (refused || !(request instanceof HelpRequest.Open)) {
                return new NotNow(draft);
            }
            var consent = consents.give(
                    draft.what().from(),
                    draft.what().participant(),
                    Consents.Purpose.SHARE_WITH_ORGANISATION,
                    id.value(),
                    whom,
                    false);
            var requested = draft.request(new Ground.Consent(consent), term(request));
            if (!store.replace(draft, requested)) {
                return new NotNow(draft);
            }
            sent(requested);
            mail.tellSender(requested, "referrals.mail.agreed");
            return new Done(requested);
        });
    }

    /// They would rather not. That is all right, and the request stays where it is.
    public Answering refuse(ReferralId id) {
        return byThemselves(id, (draft, _) -> {
            var cancelled = draft.cancel(Reason.CONSENT, LocalDate.now(clock));
            if (!store.replace(draft, cancelled)) {
                return new NotNow(draft);
            }
            requests.writeDown(
                    draft.what().request(),
                    What.TAKEN_BACK,
                    organisations.nameOf(draft.what().to()),
                    LocalDate.now(clock));
            mail.tellSender(cancelled, "referrals.mail.noConsent");
            return new Done(cancelled);
        });
    }

    private interface OwnStep {
        Answering take(Draft draft, PersonId whom);
    }

    private Answering byThemselves(ReferralId id, OwnStep step) {
        var viewer = Viewer.current();
        var seen = look(id);
        var whom = seen.flatMap(
                found -> inTransaction(() -> listWhoMayConsent(found.what().participant())).stream()
                        .filter(viewer.persons()::contains)
                        .findFirst());
        if (whom.isEmpty()) {
            return new NotFound();
        }
        var what = seen.orElseThrow().what();
        return viewer.atTheWholeDesk(what.from())
                .call(() -> inTransaction(() -> {
                    requests.oneAtATime(what.request());
                    return store.findToMove(id).orElseThrow() instanceof Draft draft
                            ? step.take(draft, whom.get())
                            : new NotNow(store.find(id).orElseThrow());
                }));
    }

    // --- the answer, by the receiver ---

    /// Yes. A request that is handed over moves now: with its people as far as was agreed, its history, and whoever was
    /// asked by the sender thanked. All of it, or nothing.
    public Answering accept(ReferralId id) {
        return atOurBranch(id, referral -> {
            if (!(referral instanceof Requested requested)) {
                return new NotNow(referral);
            }
            var what = requested.what();
            var holder = holderHere(what);
            if (holder.isEmpty()) {
                return new NobodyHere();
            }
            var request = across.as(wholeDesk(what.from()), () -> requests.find(what.request()));
            if (!(request.orElse(null) instanceof HelpRequest.Open open)
                    || (what.way() == Way.HAND_OVER && open instanceof HelpRequest.Matched)) {
                return new NotNow(referral);
            }
            var accepted = requested.accept(answer());
            if (!store.replace(requested, accepted)) {
                return new NotNow(referral);
            }
            if (what.way() == Way.HAND_OVER) {
                receiving.takeOver(accepted, open, holder.get());
            } else {
                receiving.join(accepted);
            }
            return new Done(accepted);
        });
    }

    /// No, and why. The request is back on the sender's workbench, today.
    public Answering reject(ReferralId id, Reason why, String words) {
        return atOurBranch(id, referral -> {
            if (!(referral instanceof Requested requested)) {
                return new NotNow(referral);
            }
            var today = LocalDate.now(clock);
            var rejected = requested.reject(why, words, answer(), today);
            if (!store.replace(requested, rejected)) {
                return new NotNow(referral);
            }
            backAtTheSender(rejected, What.NO_FROM_ELSEWHERE);
            mail.tellSender(rejected, "referrals.mail.rejected");
            return new Done(rejected);
        });
    }

    /// Somebody is found, or begins; or begins again after a rest.
    public Answering start(ReferralId id) {
        return whileRunning(id, running -> switch (running) {
            case Accepted it -> it.start();
            case OnHold it -> it.resume();
            case InProgress it -> it;
        });
    }

    /// It rests for a while.
    public Answering hold(ReferralId id, String words) {
        return whileRunning(id, running -> switch (running) {
            case Accepted it -> it.hold(words);
            case InProgress it -> it.hold(words);
            case OnHold it -> it;
        });
    }

    /// What was asked was done; of who joined. What was handed over is done when its request is.
    public Answering complete(ReferralId id) {
        return whileRunning(
                id, running -> running.what().way() == Way.JOIN ? running.complete(LocalDate.now(clock)) : running);
    }

    /// Who joined cannot after all. Who took over refers on.
    public Answering fail(ReferralId id, Reason why, String words) {
        return whileRunning(
                id,
                running -> running.what().way() == Way.JOIN ? running.fail(why, words, LocalDate.now(clock)) : running);
    }

    private Answering whileRunning(ReferralId id, Function<Running, Referral> step) {
        return atOurBranch(id, referral -> {
            if (!(referral instanceof Running running)) {
                return new NotNow(referral);
            }
            var after = step.apply(running);
            if (after.version() == running.version() || !store.replace(running, after)) {
                return new NotNow(referral);
            }
            if (after instanceof Referral.Ended) {
                receiving.stopShowing(after.what());
                mail.tellSender(after, "referrals.mail.ended");
            }
            return new Done(after);
        });
    }

    /// First sees, as the viewer, that it was put before a branch of theirs.
    private Answering atOurBranch(ReferralId id, Function<Referral, Answering> step) {
        return inTransaction(() -> {
            var seen = store.find(id)
                    .filter(referral -> Desks.isOurs(referral.what().to()));
            if (seen.isEmpty()) {
                return new NotFound();
            }
            requests.oneAtATime(seen.get().what().request());
            return store.findToMove(id).<Answering>map(step).orElseGet(NotFound::new);
        });
    }

    /// Who looks after it here: who says yes, when they are a coordinator of that branch; else who is on duty.
    private Optional<Holder> holderHere(Case what) {
        var mine = Viewer.current().myDesk();
        if (mine.role() == Role.COORDINATOR && mine.branches().contains(what.toBranch())) {
            return Optional.of(
                    new Holder(what.to(), what.toBranch(), Viewer.current().me()));
        }
        return organisations.findBranch(what.toBranch()).flatMap(organisations::holderAt);
    }

    // --- taking back, by the sender ---

    /// The receiver need not answer any more; of who joined: need not help any more.
    public Answering takeBack(ReferralId id) {
        return bySender(id, referral -> {
            var today = LocalDate.now(clock);
            return switch (referral) {
                case Waiting waiting -> taken(waiting, waiting.cancel(Reason.TAKEN_BACK, today));
                case Running running
                when running.what().way() == Way.JOIN -> taken(running, running.cancel(Reason.TAKEN_BACK, today));
                default -> new NotNow(referral);
            };
        });
    }

    /// It should never have been made: the wrong request, or the wrong organisation.
    public Answering enterInError(ReferralId id, String words) {
        return bySender(
                id,
                referral -> referral instanceof Waiting waiting
                        ? taken(waiting, waiting.enterInError(words, LocalDate.now(clock)))
                        : new NotNow(referral));
    }

    private Answering taken(Referral before, Referral after) {
        if (!store.replace(before, after)) {
            return new NotNow(before);
        }
        receiving.stopShowing(after.what());
        requests.writeDown(
                after.what().request(),
                What.TAKEN_BACK,
                organisations.nameOf(after.what().to()),
                LocalDate.now(clock));
        if (!(before instanceof Draft)) {
            mail.tellReceiver(after, "referrals.mail.takenBack");
        }
        return new Done(after);
    }

    /// First sees, as the viewer, that they hold the request.
    private Answering bySender(ReferralId id, Function<Referral, Answering> step) {
        return inTransaction(() -> {
            var seen = store.find(id)
                    .filter(referral -> Desks.isOurs(referral.what().from()))
                    .filter(referral -> requests.find(referral.what().request()).isPresent());
            if (seen.isEmpty()) {
                return new NotFound();
            }
            requests.oneAtATime(seen.get().what().request());
            return store.findToMove(id).<Answering>map(step).orElseGet(NotFound::new);
        });
    }

    // --- what time does ---

    /// Half the term is over: the receiver is reminded, once. The whole of it: the sender's coordinator and managers
    /// hear, and the request is theirs to bring elsewhere. Doing it twice does nothing the second time.
    void pass(ReferralId id, OrganisationId sender) {
        Viewer.NOBODY
                .atTheWholeDesk(sender)
                .run(() -> inTransaction(() -> {
                    var seen = store.find(id).orElseThrow();
                    requests.oneAtATime(seen.what().request());
                    var today = LocalDate.now(clock);
                    if (!(store.findToMove(id).orElse(null) instanceof Requested requested)) {
                        return false;
                    }
                    if (requested.term().respondBy().isBefore(today)) {
                        var lapsed = requested.lapse(today);
                        store.replace(requested, lapsed);
                        backAtTheSender(lapsed, What.NO_ANSWER);
                        mail.tellSender(lapsed, "referrals.mail.noAnswer");
                        mail.tellManagers(lapsed);
                    } else if (!requested.term().reminded()
                            && !requested.term().remindOn().isAfter(today)) {
                        store.replace(requested, requested.reminded());
                        mail.tellReceiver(requested, "referrals.mail.reminder");
                    }
                    return true;
                }));
    }

    // --- looking ---

    @Transactional(readOnly = true)
    public Optional<Referral> find(ReferralId id) {
        return store.find(id);
    }

    /// What was asked of others for this request, the newest first; as far as the viewer may see.
    @Transactional(readOnly = true)
    public List<Referral> listOf(HelpRequestId request) {
        return store.listOf(request);
    }

    /// What waits for an answer of the viewer's desk, the first to end first.
    @Transactional(readOnly = true)
    public List<Referral> listIncoming() {
        return store.listTo(Viewer.current().myDesk().organisation(), Set.of(State.REQUESTED));
    }

    /// What the viewer's desk asked of others, and waits for an answer or for consent.
    @Transactional(readOnly = true)
    public List<Referral> listOutgoing() {
        return ours(store.listFrom(Viewer.current().myDesk().organisation(), WAITING));
    }

    /// What others help with at the viewer's request, and what the viewer's desk helps others with or took over.
    @Transactional(readOnly = true)
    public List<Referral> listRunning() {
        var organisation = Viewer.current().myDesk().organisation();
        var all = new ArrayList<Referral>(store.listTo(organisation, RUNNING));
        all.addAll(ours(store.listFrom(organisation, RUNNING)));
        return all;
    }

    /// Unmet need of the viewer's desk: its open requests to which another organisation said no or nothing, and for
    /// which nobody was asked since; who waits longest first.
    @Transactional(readOnly = true)
    public List<Referral> listUnmet() {
        var unmet = store.listUnmet(Viewer.current().myDesk().organisation());
        var open = requests.list(unmet.stream().map(one -> one.what().request()).toList()).stream()
                .filter(HelpRequest.Open.class::isInstance)
                .filter(request -> Desks.isOurs(request.holder().organisation()))
                .map(HelpRequest::id)
                .collect(Collectors.toSet());
        return unmet.stream().filter(one -> open.contains(one.what().request())).toList();
    }

    /// What is about the viewer, or whom they represent, or was brought by them as a professional.
    @Transactional(readOnly = true)
    public List<Referral> listOfViewer() {
        var viewer = Viewer.current();
        var whom = new HashSet<>(viewer.persons());
        return store.listAbout(whom, viewer.account());
    }

    /// Whether the viewer may say yes or no to this being shared, for themselves or whom they represent.
    @Transactional(readOnly = true)
    public boolean mayConsent(Referral referral) {
        return listWhoMayConsent(referral.what().participant()).stream()
                .anyMatch(Viewer.current().persons()::contains);
    }

    /// Those whose request the viewer may see: a colleague at another branch sees none of it.
    private List<Referral> ours(List<Referral> some) {
        var seen = requests.list(some.stream().map(one -> one.what().request()).toList()).stream()
                .map(HelpRequest::id)
                .collect(Collectors.toSet());
        return some.stream().filter(one -> seen.contains(one.what().request())).toList();
    }

    private void backAtTheSender(Referral after, What what) {
        var step = after.what();
        across.as(
                wholeDesk(step.from()),
                () -> requests.writeDown(step.request(), what, organisations.nameOf(step.to()), LocalDate.now(clock)));
    }

    private Answer answer() {
        return new Answer(Viewer.current().me(), clock.instant());
    }

    private static Viewer wholeDesk(OrganisationId organisation) {
        return Viewer.current().atTheWholeDesk(organisation);
    }

    private Optional<Referral> look(ReferralId id) {
        return inTransaction(() -> store.find(id));
    }

    private <T> T inTransaction(Supplier<T> step) {
        return Objects.requireNonNull(transaction.execute(_ -> step.get()));
    }
}
