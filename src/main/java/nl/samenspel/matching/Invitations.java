package nl.samenspel.matching;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import nl.samenspel.access.Account;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.AcrossDesks;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.Promise;
import nl.samenspel.limits.Reservation;
import nl.samenspel.limits.Reservation.Full;
import nl.samenspel.limits.Reservation.Paused;
import nl.samenspel.limits.Reservation.Reserved;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.matching.Invitation.Accepted;
import nl.samenspel.matching.Invitation.Declined;
import nl.samenspel.matching.Invitation.Expired;
import nl.samenspel.matching.Invitation.JustMissed;
import nl.samenspel.matching.Invitation.Later;
import nl.samenspel.matching.Invitation.Open;
import nl.samenspel.matching.Invitation.Question;
import nl.samenspel.matching.Invitation.Reserve;
import nl.samenspel.matching.Invitation.Said;
import nl.samenspel.matching.Invitation.Sent;
import nl.samenspel.matching.Invitation.Withdrawn;
import nl.samenspel.people.People;
import nl.samenspel.requests.Heaviness;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequest.Searching;
import nl.samenspel.requests.HelpRequestDivided;
import nl.samenspel.requests.HelpRequestEnded;
import nl.samenspel.requests.HelpRequestHandedOver;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.ui.SiteAddress;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to asking volunteers, and to their answers.
///
/// Asking reserves nothing, so several may be asked for one request. The first yes takes the
/// request and reserves the volunteer's hours in one transaction; whoever was asked too is told. A
/// coordinator may record any answer that was given by phone. Answers are taken in at the desk of
/// the volunteer's invitation, after the viewer alone was seen to have the right to it.
@Service
public class Invitations {

    /// Within so many days an answer is hoped for, unless the coordinator says otherwise.
    public static final int ANSWER_WITHIN = 7;

    /// "Ask me later" means after so many days, unless the volunteer says otherwise.
    public static final int LATER_MEANS = 7;

    /// At most so many days ahead: who cannot say within a quarter is better asked for something else.
    public static final int LATER_AT_MOST = 92;

    private final InvitationStore store;
    private final Candidates candidates;
    private final Pool pool;
    private final HelpRequests requests;
    private final Limits limits;
    private final People people;
    private final Accounts accounts;
    private final Desks desks;
    private final AcrossDesks across;
    private final Outbox outbox;
    private final SiteAddress site;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Invitations(
            InvitationStore store,
            Candidates candidates,
            Pool pool,
            HelpRequests requests,
            Limits limits,
            People people,
            Accounts accounts,
            Desks desks,
            AcrossDesks across,
            Outbox outbox,
            SiteAddress site,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.candidates = candidates;
        this.pool = pool;
        this.requests = requests;
        this.limits = limits;
        this.people = people;
        this.accounts = accounts;
        this.desks = desks;
        this.across = across;
        this.outbox = outbox;
        this.site = site;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    // --- asking ---

    /// Asks volunteers for a request that waits for one. All of them, or nobody.
    ///
    /// @param words what is asked, without anything that tells who asks
    public Invited invite(HelpRequestId request, Collection<PersonId> volunteers, String words, LocalDate answerBy) {
        var organisation = requests.find(request).map(found -> found.holder().organisation());
        if (organisation.filter(Desks::isOurs).isEmpty()) {
            return new Invited.NotSearching();
        }
        return desks.at(organisation.get(), () -> doInvite(request, volunteers, words, answerBy));
    }

    private Invited doInvite(HelpRequestId id, Collection<PersonId> volunteers, String words, LocalDate answerBy) {
        if (!(requests.find(id).orElse(null) instanceof Searching request)) {
            return new Invited.NotSearching();
        }
        var telling = tellingWord(request, words);
        if (telling.isPresent()) {
            return new Invited.TellsWhoAsks(telling.get());
        }
        var chosen = List.copyOf(new LinkedHashSet<>(volunteers));
        var judged = candidates.judge(id, chosen);
        if (judged.size() < chosen.size()) {
            return new Invited.NotOurs();
        }
        var notAllowed = judged.stream()
                .filter(Judgement.FitsNot.class::isInstance)
                .map(Judgement.FitsNot.class::cast)
                .toList();
        if (!notAllowed.isEmpty()) {
            return new Invited.NotAllowed(notAllowed);
        }
        var toPhone = new ArrayList<PersonId>();
        for (var volunteer : chosen) {
            // whoever just missed it, or stands by as a reserve, is asked anew
            for (var before : store.listOf(id)) {
                if (before.question().volunteer().equals(volunteer)) {
                    switch (before) {
                        case JustMissed missed -> store.replace(missed, missed.withdraw());
                        case Reserve reserve -> store.replace(reserve, reserve.withdraw());
                        default -> {}
                    }
                }
            }
            var account = accountWithMail(volunteer);
            var invitation = new Sent(
                    InvitationId.next(),
                    new Question(
                            id,
                            request.holder().organisation(),
                            request.holder().branch(),
                            volunteer,
                            request.ask().kind(),
                            request.ask().place(),
                            request.ask().hoursPerWeek(),
                            request.ask().dayParts(),
                            request.ask().need().from(),
                            words,
                            account.isPresent(),
                            Viewer.current().me(),
                            clock.instant()),
                    answerBy);
            store.add(invitation);
            if (account.isPresent()) {
                mail(account.get(), "matching.mail.invited", invitation.id());
            } else {
                toPhone.add(volunteer);
            }
        }
        return new Invited.Asked(chosen.size() - toPhone.size(), toPhone);
    }

    /// The first word that gives away who asks, if any.
    private Optional<String> tellingWord(HelpRequest request, String words) {
        var who = new HashSet<PersonId>();
        who.add(request.ask().participant());
        if (request.ask().askedBy() != null) {
            who.add(request.ask().askedBy());
        }
        return people.list(who, Purpose.REQUEST).values().stream()
                .flatMap(Telling::wordsOf)
                .filter(word -> Telling.stands(word, words))
                .findFirst();
    }

    /// A yes that a volunteer gave before it was kept here.
    ///
    /// @param hours a week that it takes, or took
    /// @param isOver whether what they said yes to is over
    /// @param words what it was, without anything that tells who asks
    public record BroughtYes(
            InvitationId id,
            HelpRequest request,
            PersonId volunteer,
            int hours,
            Instant at,
            boolean isOver,
            String words) {}

    /// Writes down yeses of a list that comes in, at the viewer's desk. Nobody is asked anything, and
    /// what they said yes to is not weighed anew: who does something already does it. The hours of what
    /// still runs are reserved first ([Limits#reserveAll]).
    @Transactional
    public void bring(List<BroughtYes> yeses) {
        store.addBrought(yeses, Viewer.current().me());
    }

    /// Takes yeses away again that came in with a list, which is being undone; the database lets no
    /// other go.
    @Transactional
    public void removeAll(Collection<InvitationId> brought) {
        store.removeAll(brought);
    }

    /// The desk does not ask any more. Whether there was still something to take back.
    public boolean withdraw(InvitationId id) {
        return look(id).map(seen -> seen.question().organisation())
                .filter(Desks::isOurs)
                .map(organisation -> desks.at(organisation, () -> doWithdraw(id)))
                .orElse(false);
    }

    private boolean doWithdraw(InvitationId id) {
        return switch (store.find(id).orElse(null)) {
            case Open open -> store.replace(open, open.withdraw());
            case JustMissed missed -> store.replace(missed, missed.withdraw());
            case Reserve reserve -> store.replace(reserve, reserve.withdraw());
            case null, default -> false;
        };
    }

    // --- answering: by the volunteer, or by a coordinator to whom it was told ---

    /// Yes. Takes the request and the hours, both or neither, or says plainly why not.
    public Answer accept(InvitationId id) {
        return answer(id, this::accept);
    }

    private Answer accept(Invitation invitation, TransactionStatus status) {
        return switch (invitation) {
            case Accepted _ -> new Answer.Yes();
            case JustMissed _, Reserve _ -> new Answer.JustBefore();
            case Declined _, Expired _, Withdrawn _ -> new Answer.Over();
            case Open open -> accept(open, status);
        };
    }

    private Answer accept(Open open, TransactionStatus status) {
        var question = open.question();
        // the request first, always: whoever takes locks in the same order never waits in a circle
        if (!requests.markMatched(question.request())) {
            return tooLate(open);
        }
        var reserved = limits.reserve(question.volunteer(), promise(open));
        if (!(reserved instanceof Reserved)) {
            status.setRollbackOnly();
            return refused(reserved, question);
        }
        if (!store.replace(open, open.accept(said(question)))) {
            // the same invitation was answered at the same moment, by phone and on the screen
            status.setRollbackOnly();
            return new Answer.Over();
        }
        for (var other : store.listOf(question.request())) {
            if (other instanceof Open waiting && store.replace(waiting, waiting.miss())) {
                accountWithMail(other.question().volunteer())
                        .ifPresent(account -> mail(account, "matching.mail.missed", other.id()));
            }
        }
        events.publishEvent(new InvitationAccepted(
                open.id(), question.request(), question.volunteer(), question.organisation(), question.branch()));
        return new Answer.Yes();
    }

    /// What the yes takes, as far as both can: nights and certain parts of the week follow from
    /// what was asked and what is offered.
    private Promise promise(Open open) {
        var question = open.question();
        var possible = pool.list(List.of(question.volunteer()), question.from()).stream()
                .findFirst()
                .map(one -> one.dayParts().and(question.dayParts()))
                .orElse(question.dayParts());
        var needed = requests.find(question.request())
                .map(request -> request.ask().need().dayPartsNeeded())
                .orElse(1);
        var heaviness =
                requests.listHeaviness(Set.of(question.request())).getOrDefault(question.request(), Heaviness.NONE);
        return Promise.on(
                possible,
                needed,
                question.hours(),
                heaviness.complex(),
                heaviness.situations(),
                open.id().value());
    }

    private static Answer refused(Reservation reservation, Question question) {
        return switch (reservation) {
            case Full(var hoursFree, var placesFree) -> new Answer.NoRoom(question.hours(), hoursFree, placesFree);
            case Paused(var until) -> new Answer.OnPause(until);
            default -> new Answer.Beyond(Obstacle.of(reservation));
        };
    }

    private Answer tooLate(Open open) {
        var request = requests.find(open.question().request());
        if (request.isPresent() && request.get() instanceof HelpRequest.Matched) {
            store.replace(open, open.miss());
            return new Answer.JustBefore();
        }
        store.replace(open, open.withdraw());
        return new Answer.Over();
    }

    /// No. That is always all right.
    public Answer decline(InvitationId id) {
        return answer(id, (invitation, _) -> switch (invitation) {
            case Open open -> noted(store.replace(open, open.decline(said(open.question()))));
            case Reserve reserve -> noted(store.replace(reserve, reserve.decline(said(reserve.question()))));
            case Declined _ -> new Answer.Noted();
            case JustMissed missed -> noted(store.replace(missed, missed.withdraw()));
            case Accepted _, Expired _, Withdrawn _ -> new Answer.Over();
        });
    }

    /// Later: on this day the question comes back.
    public Answer askLater(InvitationId id, LocalDate until) {
        return answer(id, (invitation, _) -> switch (invitation) {
            case Open open -> noted(store.replace(open, open.askLater(until, said(open.question()))));
            case JustMissed _, Reserve _ -> new Answer.JustBefore();
            case Accepted _, Declined _, Expired _, Withdrawn _ -> new Answer.Over();
        });
    }

    /// Someone was just before; this volunteer gladly stays as a reserve.
    public Answer stayAsReserve(InvitationId id) {
        return answer(id, (invitation, _) -> switch (invitation) {
            case JustMissed missed -> noted(store.replace(missed, missed.stayAsReserve(said(missed.question()))));
            case Reserve _ -> new Answer.Noted();
            case Open _, Accepted _, Declined _, Expired _, Withdrawn _ -> new Answer.Over();
        });
    }

    private static Answer noted(boolean saved) {
        return saved ? new Answer.Noted() : new Answer.Over();
    }

    private interface Step {
        Answer take(Invitation invitation, TransactionStatus status);
    }

    /// First sees, as the viewer alone, that the invitation is theirs to answer; then takes the
    /// answer in at the desk.
    private Answer answer(InvitationId id, Step step) {
        return look(id).map(seen -> desks.at(
                        seen.question().organisation(),
                        status -> step.take(store.find(id).orElseThrow(), status)))
                .orElseGet(Answer.Over::new);
    }

    private Optional<Invitation> look(InvitationId id) {
        return Objects.requireNonNull(transaction.execute(_ -> store.find(id)));
    }

    private Said said(Question question) {
        var viewer = Viewer.current();
        return new Said(viewer.me(), clock.instant(), !viewer.persons().contains(question.volunteer()));
    }

    // --- what time does ---

    /// The day to answer by went past: it ends. The later that was asked for has come: the question comes back.
    /// Done at the desk of the invitation, by nobody in particular.
    void pass(InvitationId id, OrganisationId organisation) {
        desks.at(organisation, () -> {
            var today = LocalDate.now(clock);
            switch (store.find(id).orElse(null)) {
                case Sent sent when sent.answerBy().isBefore(today) -> store.replace(sent, sent.expire());
                case Later later
                when !later.until().isAfter(today) -> {
                    if (store.replace(later, later.askAgain(today.plusDays(ANSWER_WITHIN)))) {
                        accountWithMail(later.question().volunteer())
                                .ifPresent(account -> mail(account, "matching.mail.again", id));
                    }
                }
                case null, default -> {}
            }
            return true;
        });
    }

    /// Nobody looks after the request any more, so nobody needs to answer.
    @EventListener
    void on(HelpRequestEnded ended) {
        store.listOf(ended.id()).forEach(invitation -> doWithdraw(invitation.id()));
    }

    /// The question changed: whoever was asked for all of it is thanked, and asked anew for a part.
    @EventListener
    void on(HelpRequestDivided divided) {
        store.listOf(divided.id()).forEach(invitation -> doWithdraw(invitation.id()));
    }

    /// Another organisation looks for somebody from now on: whoever was asked here need not answer, and is thanked.
    @EventListener
    void on(HelpRequestHandedOver moved) {
        across.as(Viewer.current().atTheWholeDesk(moved.from()), () -> {
            for (var invitation : store.listOf(moved.id())) {
                if (doWithdraw(invitation.id())) {
                    accountWithMail(invitation.question().volunteer())
                            .ifPresent(account -> mail(account, "matching.mail.handedOver", invitation.id()));
                }
            }
            return true;
        });
    }

    // --- looking ---

    @Transactional(readOnly = true)
    public Optional<Invitation> find(InvitationId id) {
        return store.find(id);
    }

    /// Who was asked for this request, in the order of asking; as far as the viewer may see.
    @Transactional(readOnly = true)
    public List<Invitation> listOf(HelpRequestId request) {
        return store.listOf(request);
    }

    /// The same for several requests.
    @Transactional(readOnly = true)
    public List<Invitation> listOf(Collection<HelpRequestId> requests) {
        return store.listOf(requests);
    }

    /// What the viewer, as a volunteer, was asked; the newest first.
    @Transactional(readOnly = true)
    public List<Invitation> listOfViewer() {
        return store.listFor(Viewer.current().persons());
    }

    /// Whether this is the viewer's own, as a volunteer.
    public static boolean isOfViewer(Invitation invitation) {
        return Viewer.current().persons().contains(invitation.question().volunteer());
    }

    /// What still waits for an answer at the viewer's desk, the first to end first.
    @Transactional(readOnly = true)
    public List<Invitation> listOpen() {
        return store.listOpen(Viewer.current().myDesk().organisation());
    }

    private Optional<Account> accountWithMail(PersonId person) {
        return accounts.of(person)
                .flatMap(accounts::find)
                .filter(account -> account.mailAddress().isPresent());
    }

    private void mail(Account to, String key, InvitationId about) {
        var address = to.mailAddress().orElseThrow();
        outbox.send(Letter.to(address, to.name(), to.language())
                .saying(key, to.name(), site.link("/invitations/" + about)));
    }
}
