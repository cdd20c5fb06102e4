package nl.samenspel.matches;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.AcrossDesks;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Shares;
import nl.samenspel.access.Viewer;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.Policies;
import nl.samenspel.limits.Signals;
import nl.samenspel.matches.Event.What;
import nl.samenspel.matches.Match.Active;
import nl.samenspel.matches.Match.Agreed;
import nl.samenspel.matches.Match.Awaited;
import nl.samenspel.matches.Match.Duo;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.Match.Meeting;
import nl.samenspel.matches.Match.Promised;
import nl.samenspel.matches.Match.Running;
import nl.samenspel.matches.Match.Together;
import nl.samenspel.matches.Match.Trial;
import nl.samenspel.matching.Candidates;
import nl.samenspel.matching.Desks;
import nl.samenspel.matching.Invitation.Accepted;
import nl.samenspel.matching.InvitationAccepted;
import nl.samenspel.matching.Invitations;
import nl.samenspel.people.ConsentWithdrawn;
import nl.samenspel.people.Consents;
import nl.samenspel.requests.HelpRequest.CloseReason;
import nl.samenspel.requests.HelpRequestEnded;
import nl.samenspel.requests.HelpRequestHandedOver;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to matches and their life.
///
/// A coordinator guides; the participant (or who represents them by law) consents, on the screen or
/// by phone; both may say at any time that they would rather stop. What is asked here is answered
/// as far as the viewer may see: the desk its matches, people their own.
@Service
public class Matches {

    /// Within so many days the participant is asked whether the volunteer may come.
    static final int ASK_WITHIN = 3;

    /// Within so many days after that a first meeting is planned.
    static final int PLAN_WITHIN = 5;

    /// A trial lasts so many weeks, unless the coordinator says otherwise.
    public static final int TRIAL_WEEKS = 4;

    /// Both are asked how it goes after so many months, unless the organisation or its coordinator says otherwise.
    public static final int REVIEW_MONTHS = Customs.DEFAULT.reviewMonths();

    private final MatchStore store;
    private final Desks desks;
    private final Invitations invitations;
    private final Candidates candidates;
    private final HelpRequests requests;
    private final Limits limits;
    private final Policies policies;
    private final Consents consents;
    private final Shares shares;
    private final Accounts accounts;
    private final Around around;
    private final CheckIns checkIns;
    private final Gaps gaps;
    private final DaysWithout without;
    private final CustomsStore customs;
    private final Signals signals;
    private final AcrossDesks across;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Matches(
            MatchStore store,
            Desks desks,
            Invitations invitations,
            Candidates candidates,
            HelpRequests requests,
            Limits limits,
            Policies policies,
            Consents consents,
            Shares shares,
            Accounts accounts,
            Around around,
            CheckIns checkIns,
            Gaps gaps,
            DaysWithout without,
            CustomsStore customs,
            Signals signals,
            AcrossDesks across,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.desks = desks;
        this.invitations = invitations;
        this.candidates = candidates;
        this.requests = requests;
        this.limits = limits;
        this.policies = policies;
        this.consents = consents;
        this.shares = shares;
        this.accounts = accounts;
        this.around = around;
        this.checkIns = checkIns;
        this.gaps = gaps;
        this.without = without;
        this.customs = customs;
        this.signals = signals;
        this.across = across;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What becomes of the request when its match ends.
    public enum Afterwards {
        /// It waits for another volunteer.
        SEARCH,
        /// It is done.
        CLOSE
    }

    // --- beginning ---

    /// A volunteer said yes: in that same transaction their match begins, and the participant is asked.
    @EventListener
    void on(InvitationAccepted yes) {
        var request = requests.find(yes.request()).orElseThrow();
        var invitation = (Accepted) invitations.find(yes.invitation()).orElseThrow();
        var ask = request.ask();
        var id = MatchId.next();
        var byPhone = invitation.said().byPhone();
        var consent = consents.give(
                yes.organisation(),
                yes.volunteer(),
                Consents.Purpose.SHARE_FOR_MATCH,
                id.value(),
                yes.volunteer(),
                byPhone);
        var match = new Promised(
                id,
                new Duo(
                        yes.request(),
                        yes.invitation(),
                        ask.participant(),
                        ask.askedBy(),
                        yes.volunteer(),
                        ask.kind(),
                        invitation.question().hours(),
                        request.holder(),
                        consent,
                        clock.instant(),
                        1),
                today().plusDays(ASK_WITHIN));
        store.add(match);
        tell(match, What.PROMISED, byPhone, match.nextDate(), null);
        for (var person : around.besideAndSelf(match.duo())) {
            around.mail(person, "matches.mail.promised", "/my-matches/" + id);
        }
    }

    // --- consent ---

    /// Yes, this volunteer may come: by the participant, or by who represents them by law.
    public Step agree(MatchId id) {
        return decide(id, (match, giver) -> agree(match, giver, false));
    }

    /// The same, told to a coordinator by phone.
    ///
    /// @param saidBy the participant, or who represents them by law
    public Step agreeByPhone(MatchId id, PersonId saidBy) {
        return atOurDesk(
                id, match -> mayConsent(match.duo(), saidBy) ? agree(match, saidBy, true) : new Step.NotYours());
    }

    /// No, rather not: kindly, and without having to say why. The request waits for someone else.
    public Step refuse(MatchId id) {
        return decide(
                id,
                (match, _) -> match instanceof Promised promised
                        ? end(promised, EndReason.PARTICIPANT_SAYS_NO, "", false, Afterwards.SEARCH)
                        : new Step.NotNow(match));
    }

    private Step agree(Match match, PersonId giver, boolean byPhone) {
        if (!(match instanceof Promised promised)) {
            return new Step.NotNow(match);
        }
        var duo = promised.duo();
        var organisation = duo.holder().organisation();
        var consent = consents.give(
                organisation,
                duo.participant(),
                Consents.Purpose.SHARE_FOR_MATCH,
                promised.id().value(),
                giver,
                byPhone);
        var after = promised.agree(consent, today().plusDays(PLAN_WITHIN));
        if (!save(promised, after, true, false)) {
            return new Step.NotNow(promised);
        }
        shares.showPerson(organisation, duo.participant(), duo.volunteer(), PURPOSE, consent);
        for (var person : around.besideAndSelf(duo)) {
            shares.showPerson(organisation, duo.volunteer(), person, PURPOSE, duo.volunteerConsent());
        }
        tell(after, What.AGREED, byPhone, after.nextDate(), null);
        around.mail(duo.volunteer(), "matches.mail.agreed", "/my-matches/" + after.id());
        return done(after);
    }

    static final String PURPOSE = "MATCH";

    /// Whoever may consent for the participant: themselves, and who represents them by law.
    public Set<PersonId> listWhoMayConsent(Match match) {
        return Objects.requireNonNull(transaction.execute(_ -> around.whoMayConsent(match.duo())));
    }

    private boolean mayConsent(Duo duo, PersonId person) {
        return around.whoMayConsent(duo).contains(person);
    }

    private interface Decision {
        Step take(Match match, PersonId giver);
    }

    /// A step that belongs to the participant: first seen to be theirs, as the viewer alone; then
    /// taken at the desk.
    private Step decide(MatchId id, Decision decision) {
        return look(id).map(seen -> desks.at(seen.duo().holder().organisation(), () -> {
                    var match = store.find(id).orElseThrow();
                    var allowed = around.whoMayConsent(match.duo());
                    return Viewer.current().persons().stream()
                            .filter(allowed::contains)
                            .findFirst()
                            .map(giver -> decision.take(match, giver))
                            .orElseGet(Step.NotYours::new);
                }))
                .orElseGet(Step.NotFound::new);
    }

    // --- guiding ---

    /// Plans the first meeting, or plans it anew. The desk asks the day after how it was.
    public Step planMeeting(MatchId id, Meet meet) {
        return atOurDesk(id, match -> {
            var askAfter = meet.on().plusDays(1);
            var after =
                    switch (match) {
                        case Agreed agreed -> agreed.planMeeting(meet, askAfter);
                        case Meeting meeting -> meeting.planMeeting(meet, askAfter);
                        case Promised _, Trial _, Active _, Awaited _, Ended _ -> null;
                    };
            return move(match, after, What.MEETING, meet.on(), meet.place(), "matches.mail.meeting");
        });
    }

    /// They met and want to try; or they try a little longer.
    public Step startTrial(MatchId id, LocalDate until) {
        return atOurDesk(id, match -> {
            var after =
                    switch (match) {
                        case Meeting meeting -> meeting.startTrial(until);
                        case Trial trial -> trial.startTrial(until);
                        case Promised _, Agreed _, Active _, Awaited _, Ended _ -> null;
                    };
            return move(match, after, What.TRIAL, until, null, "matches.mail.trial");
        });
    }

    /// The trial went well: it is a match.
    public Step makeMatch(MatchId id, LocalDate reviewOn) {
        return atOurDesk(id, match -> {
            if (!(match instanceof Trial trial)) {
                return new Step.NotNow(match);
            }
            var after = trial.makeMatch(notPast(reviewOn, wholeReviewOn(trial.duo(), null)));
            return move(trial, after, What.ACTIVE, after.reviewOn(), null, "matches.mail.active");
        });
    }

    /// Both were asked how it goes. Not when it is time to decide on the match itself: see [#goOn].
    public Step review(MatchId id, LocalDate nextOn, String words) {
        return atOurDesk(id, match -> {
            if (!(match instanceof Active active) || isWholeReviewDue(active)) {
                return new Step.NotNow(match);
            }
            var after = active.review(notPast(nextOn, wholeReviewOn(active.duo(), active.weighedOn())));
            return move(active, after, What.REVIEWED, after.reviewOn(), words, null);
        });
    }

    /// After a long time both decided to go on; it is their choice anew.
    public Step goOn(MatchId id, LocalDate nextOn, String words) {
        return atOurDesk(id, match -> {
            if (!(match instanceof Active active)) {
                return new Step.NotNow(match);
            }
            var after = active.goOn(today(), notPast(nextOn, wholeReviewOn(active.duo(), today())));
            return move(active, after, What.GOES_ON, after.reviewOn(), words, null);
        });
    }

    /// Whether it is time for both to decide on the match itself: go on, end it warmly, or hand it over.
    public boolean isWholeReviewDue(Active active) {
        return !wholeReviewOn(active.duo(), active.weighedOn()).isAfter(today());
    }

    private LocalDate wholeReviewOn(Duo duo, @Nullable LocalDate weighedOn) {
        var since = weighedOn == null ? LocalDate.ofInstant(duo.begunAt(), clock.getZone()) : weighedOn;
        return since.plusYears(policies.of(duo.holder().organisation()).reviewAfterYears());
    }

    /// A review never skips the day on which the match itself is decided on.
    private LocalDate notPast(LocalDate day, LocalDate whole) {
        return whole.isAfter(today()) && day.isAfter(whole) ? whole : day;
    }

    /// Looks at it on another day.
    public Step setNextDate(MatchId id, LocalDate nextDate) {
        return atOurDesk(
                id,
                match -> move(
                        match,
                        match instanceof Running running
                                ? running.with(running.duo().holder().person(), nextDate)
                                : null,
                        What.NEXT_DATE,
                        nextDate,
                        null,
                        null));
    }

    /// A colleague guides it from now on.
    public Step hand(MatchId id, AccountId to, LocalDate nextDate) {
        return atOurDesk(id, match -> {
            requireColleague(match, to);
            var after = match instanceof Running running ? running.with(to, nextDate) : null;
            if (after != null) {
                gaps.hand(after);
            }
            return move(match, after, What.HANDED, nextDate, null, null);
        });
    }

    /// A colleague guides all of it from now on, from the next dates that there were.
    @Transactional
    public void handAll(OrganisationId organisation, AccountId from, AccountId to) {
        for (var match : store.listRunning(organisation)) {
            if (match instanceof Running running
                    && running.duo().holder().person().equals(from)) {
                requireColleague(running, to);
                gaps.hand(running.with(to, running.nextDate()));
                move(running, running.with(to, running.nextDate()), What.HANDED, running.nextDate(), null, null);
            }
        }
    }

    private void requireColleague(Match match, AccountId to) {
        if (accounts.listCoordinators(match.duo().holder().organisation()).stream()
                .noneMatch(colleague -> colleague.id().equals(to))) {
            throw new IllegalArgumentException(
                    "A match is guided by a coordinator of its organisation, but %s is none.".formatted(to));
        }
    }

    private Step move(
            Match before,
            @Nullable Running after,
            What what,
            LocalDate onDay,
            @Nullable String words,
            @Nullable String mailKey) {
        if (after == null || !save(before, after, true, false)) {
            return new Step.NotNow(before);
        }
        tell(after, what, false, onDay, words);
        if (mailKey != null) {
            for (var person : around.everybody(after.duo())) {
                around.mail(person, mailKey, "/my-matches/" + after.id());
            }
        }
        return done(after);
    }

    // --- ending ---

    /// Ends it kindly, from wherever they are; both get a mail. The volunteer's hours are free again.
    ///
    /// @param words for the desk only
    public Step end(MatchId id, EndReason reason, String words, Afterwards afterwards) {
        return atOurDesk(
                id,
                match -> match instanceof Running running
                        ? end(running, reason, words, false, afterwards)
                        : new Step.NotNow(match));
    }

    Step end(Running before, EndReason reason, String words, boolean byPhone, Afterwards afterwards) {
        var request = before.duo().request();
        requests.oneAtATime(request);
        var after = before.end(reason, words, today());
        var informed = reason != EndReason.DECEASED
                && before instanceof Together
                && around.besideAndSelf(before.duo()).stream().anyMatch(around::hasMail);
        if (!save(before, after, afterwards == Afterwards.SEARCH, informed)) {
            return new Step.NotNow(before);
        }
        tell(after, What.ENDED, byPhone, after.on(), words);
        wrapUp(before, after);
        switch (afterwards) {
            case SEARCH -> {
                // beside who was awaited the request waits already, or somebody else comes
                if (!(before instanceof Awaited)) {
                    requests.release(request);
                }
            }
            case CLOSE -> requests.close(request, closeReason(reason), words);
        }
        return done(after);
    }

    /// Saves a step, and all that follows from it: is somebody looked for, and who is asked how it goes.
    ///
    /// @param stillAsked whether the request goes on when the match does not
    /// @param informed whether the participant is told by mail that nobody comes
    boolean save(Match before, Match after, boolean stillAsked, boolean informed) {
        if (!store.replace(before, after)) {
            return false;
        }
        gaps.follow(before, after, stillAsked, informed);
        checkIns.follow(before, after);
        return true;
    }

    /// Hours free, nobody sees the other any more, both are thanked.
    private void wrapUp(Running before, Ended after) {
        var duo = before.duo();
        limits.release(duo.invitation().value());
        if (before instanceof Together together) {
            consents.withdraw(together.participantConsent());
            if (!store.isAnotherRunning(after)) {
                shares.hidePerson(duo.participant(), duo.volunteer());
                for (var person : around.besideAndSelf(duo)) {
                    shares.hidePerson(duo.volunteer(), person);
                }
            }
        }
        consents.withdraw(duo.volunteerConsent());
        if (after.reason().keepsApart()) {
            candidates.keepApart(duo.holder().organisation(), duo.volunteer(), duo.participant());
        }
        // nobody who grieves gets a cheerful mail
        if (after.reason() == EndReason.DECEASED) {
            signals.endedByDeath(duo.volunteer(), after.id().value(), after.on());
        } else {
            if (before instanceof Together) {
                for (var person : around.besideAndSelf(duo)) {
                    around.mail(person, "matches.mail.ended.participant", "/my-matches/" + after.id());
                }
            }
            if (before instanceof Promised) {
                around.mail(duo.volunteer(), "matches.mail.ended.early", "/my-week");
            } else {
                thank(duo);
            }
        }
    }

    /// In the organisation's own words, when it has them.
    private void thank(Duo duo) {
        var own = customs.of(duo.holder().organisation()).thanks();
        if (own.isBlank()) {
            around.mail(duo.volunteer(), "matches.mail.ended.volunteer", "/my-week");
        } else {
            around.mail(duo.volunteer(), "matches.mail.thanks", "/my-week", own);
        }
    }

    private static CloseReason closeReason(EndReason reason) {
        return switch (reason) {
            case GOAL_REACHED -> CloseReason.HELPED;
            case MOVED -> CloseReason.MOVED;
            case DECEASED -> CloseReason.DECEASED;
            case NO_CLICK,
                    VOLUNTEER_STOPS,
                    PARTICIPANT_STOPS,
                    PARTICIPANT_SAYS_NO,
                    SITUATION_CHANGED,
                    REGULAR_IS_BACK,
                    OTHER -> CloseReason.OTHER;
        };
    }

    /// One of the two would rather stop. The coordinator hears it today, talks with both, and ends it kindly.
    public Step askToStop(MatchId id, String words) {
        return look(id).map(seen -> desks.at(seen.duo().holder().organisation(), () -> {
                    var match = store.find(id).orElseThrow();
                    var mine = Viewer.current().persons();
                    var asVolunteer = mine.contains(match.duo().volunteer());
                    if (!asVolunteer
                            && around.besideAndSelf(match.duo()).stream().noneMatch(mine::contains)) {
                        return new Step.NotYours();
                    }
                    return match instanceof Running running
                            ? move(
                                    match,
                                    running.with(running.duo().holder().person(), today()),
                                    asVolunteer ? What.VOLUNTEER_ASKS_TO_STOP : What.PARTICIPANT_ASKS_TO_STOP,
                                    today(),
                                    words,
                                    null)
                            : new Step.NotNow(match);
                }))
                .orElseGet(Step.NotFound::new);
    }

    /// One of the two takes back that the other may know who they are: then nobody comes, from this moment on. The
    /// coordinator sees the request wait again.
    @EventListener
    void on(ConsentWithdrawn withdrawn) {
        if (withdrawn.purpose() == Consents.Purpose.SHARE_FOR_MATCH && withdrawn.subject() != null) {
            var found = store.find(new MatchId(withdrawn.subject()));
            if (found.isPresent() && found.get() instanceof Running running) {
                var byVolunteer = withdrawn.person().equals(running.duo().volunteer());
                end(
                        running,
                        byVolunteer ? EndReason.VOLUNTEER_STOPS : EndReason.PARTICIPANT_STOPS,
                        "",
                        false,
                        Afterwards.SEARCH);
            }
        }
    }

    /// The request ended by itself, so its matches do, and nobody is looked for any more.
    @EventListener
    void on(HelpRequestEnded ended) {
        endAll(ended.id());
        gaps.close(ended.id());
    }

    /// Another organisation looks for somebody from now on. The participant is without anybody as long as before.
    @EventListener
    void on(HelpRequestHandedOver moved) {
        var ran = across.as(Viewer.current().atTheWholeDesk(moved.from()), () -> {
            endAll(moved.id());
            return gaps.handOver(moved.id());
        });
        if (ran) {
            requests.find(moved.id()).ifPresent(there -> without.begin(moved.id(), there.holder(), today()));
        }
    }

    private void endAll(HelpRequestId request) {
        for (var match : store.listOf(request)) {
            if (match instanceof Running running) {
                var after = running.end(EndReason.SITUATION_CHANGED, "", today());
                if (save(running, after, false, false)) {
                    tell(after, What.ENDED, false, after.on(), null);
                    wrapUp(running, after);
                }
            }
        }
    }

    // --- looking ---

    @Transactional(readOnly = true)
    public Optional<Match> find(MatchId id) {
        return store.find(id);
    }

    /// The matches of a request, the newest first.
    @Transactional(readOnly = true)
    public List<Match> listOf(HelpRequestId request) {
        return store.listOf(request);
    }

    /// Running matches of the viewer's desk, the first that needs a look first.
    @Transactional(readOnly = true)
    public List<Running> listRunning() {
        return running(store.listRunning(Viewer.current().myDesk().organisation()));
    }

    /// A page of [#listRunning()].
    @Transactional(readOnly = true)
    public List<Running> listRunning(int skip, int most) {
        return running(store.listRunning(Viewer.current().myDesk().organisation(), skip, most));
    }

    /// How many run at the viewer's desk.
    @Transactional(readOnly = true)
    public int countRunning() {
        return store.countRunning(Viewer.current().myDesk().organisation());
    }

    /// Running matches of the viewer's desk that these people look after.
    @Transactional(readOnly = true)
    public List<Running> listRunningHeldBy(Collection<AccountId> holders) {
        return running(store.listRunningHeldBy(Viewer.current().myDesk().organisation(), holders));
    }

    /// Running matches of a participant, as far as the viewer may see.
    @Transactional(readOnly = true)
    public List<Running> listRunningWith(PersonId participant) {
        return running(store.listRunningWith(participant));
    }

    private static List<Running> running(List<Match> some) {
        return some.stream().map(Running.class::cast).toList();
    }

    /// The newest ended matches of the viewer's desk.
    @Transactional(readOnly = true)
    public List<Ended> listEnded(int most) {
        return store.listEnded(Viewer.current().myDesk().organisation(), most).stream()
                .map(Ended.class::cast)
                .toList();
    }

    /// What the viewer does as a volunteer, running first.
    @Transactional(readOnly = true)
    public List<Match> listAsVolunteer() {
        return store.listDoneBy(Viewer.current().persons());
    }

    /// What these volunteers do, as far as the viewer may see, running first.
    @Transactional(readOnly = true)
    public List<Match> listDoneBy(Collection<PersonId> volunteers) {
        return store.listDoneBy(volunteers);
    }

    /// Matches of the viewer as a participant, or of someone for whom they asked or decide; not as staff.
    public List<Match> listAsParticipant() {
        var viewer = Viewer.current();
        var withoutDesk = new Viewer(viewer.account(), viewer.name(), viewer.persons(), viewer.roles(), null);
        return withoutDesk.call(
                () -> Objects.requireNonNull(transaction.execute(_ -> store.listNotDoneBy(viewer.persons()))));
    }

    /// What the viewer is in this match, if anything but staff.
    public Optional<Part> partOfViewer(Match match) {
        var mine = Viewer.current().persons();
        if (mine.contains(match.duo().volunteer())) {
            return Optional.of(Part.VOLUNTEER);
        }
        if (listWhoMayConsent(match).stream().anyMatch(mine::contains)) {
            return Optional.of(Part.DECIDES);
        }
        return match.duo().askedBy() != null && mine.contains(match.duo().askedBy())
                ? Optional.of(Part.FOLLOWS)
                : Optional.empty();
    }

    /// What somebody is in a match.
    public enum Part {
        VOLUNTEER,
        /// The participant, or who decides in their place by law.
        DECIDES,
        /// Asked for the participant, and may see how it goes.
        FOLLOWS
    }

    /// What happened so far, in order. For the desk.
    @Transactional(readOnly = true)
    public List<Event> listEvents(MatchId id) {
        return store.listEvents(id);
    }

    private Optional<Match> look(MatchId id) {
        return Objects.requireNonNull(transaction.execute(_ -> store.find(id)));
    }

    private Step atOurDesk(MatchId id, Function<Match, Step> step) {
        return look(id).map(seen -> seen.duo().holder().organisation())
                .filter(Desks::isOurs)
                .map(organisation ->
                        desks.at(organisation, () -> step.apply(store.find(id).orElseThrow())))
                .orElseGet(Step.NotFound::new);
    }

    // --- telling ---

    void tell(Match match, What what, boolean byPhone, @Nullable LocalDate onDay, @Nullable String words) {
        store.add(
                match.id(),
                new Event(
                        what,
                        clock.instant(),
                        Objects.requireNonNullElse(
                                Viewer.current().account(), match.duo().holder().person()),
                        byPhone,
                        onDay,
                        words == null || words.isBlank() ? null : words));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    /// The match as it was saved, with its new version.
    Step done(Match saved) {
        return new Step.Done(store.find(saved.id()).orElseThrow());
    }
}
