package nl.samenspel.matches;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.limits.Signals;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.matches.CheckIn.About;
import nl.samenspel.matches.CheckIn.Answers;
import nl.samenspel.matches.CheckIn.Asked;
import nl.samenspel.matches.CheckIn.Moment;
import nl.samenspel.matches.CheckIn.Planned;
import nl.samenspel.matches.CheckIn.Said;
import nl.samenspel.matches.CheckIn.Side;
import nl.samenspel.matches.CheckIn.ToCall;
import nl.samenspel.matches.CheckIn.Waiting;
import nl.samenspel.matches.Match.Active;
import nl.samenspel.matches.Match.Coming;
import nl.samenspel.matches.Match.Duo;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.Match.Trial;
import nl.samenspel.matching.Desks;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.ui.SiteAddress;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to asking both how it goes (_even vragen_), at set moments: some days after they began to try, before the
/// trial ends, at each review, and looking back at the end.
///
/// By mail with a way to the page, on that page, or by phone with the coordinator. Whoever does not answer gets one
/// reminder; then the coordinator calls. What is hard, and anything that is said in words, the coordinator hears today.
@Service
public class CheckIns {

    /// Looking back may wait so many days, and is then let go: nobody is chased for it.
    static final int LOOKING_BACK_DAYS = 30;

    /// The trial's last talk is so many days before it ends.
    static final int BEFORE_TRIAL_ENDS = 3;

    private final CheckInStore store;
    private final CustomsStore customs;
    private final MatchStore matches;
    private final Desks desks;
    private final Around around;
    private final Accounts accounts;
    private final Outbox outbox;
    private final SiteAddress site;
    private final Signals signals;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CheckIns(
            CheckInStore store,
            CustomsStore customs,
            MatchStore matches,
            Desks desks,
            Around around,
            Accounts accounts,
            Outbox outbox,
            SiteAddress site,
            Signals signals,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.customs = customs;
        this.matches = matches;
        this.desks = desks;
        this.around = around;
        this.accounts = accounts;
        this.outbox = outbox;
        this.site = site;
        this.signals = signals;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What came of answering.
    public enum Outcome {
        KEPT,
        /// There is nothing (any more) to answer.
        NOTHING_ASKED,
        NOT_FOUND
    }

    // --- answering ---

    /// The viewer says how it goes.
    public Outcome answer(MatchId match, Answers answers) {
        return mine(match, asked -> keep(asked, answers, false));
    }

    /// Not this time.
    public Outcome skip(MatchId match) {
        return mine(match, asked -> saved(store.replace(asked, asked.skip(said(false)))));
    }

    /// The same, told to a coordinator by phone; also before they were asked.
    public Outcome answerByPhone(MatchId match, Side side, Answers answers) {
        return atOurDesk(match, side, asked -> keep(asked, answers, true));
    }

    /// The coordinator lets it rest: not reached, or it was talked about otherwise.
    public Outcome skipByPhone(MatchId match, Side side) {
        return atOurDesk(match, side, asked -> saved(store.replace(asked, asked.skip(said(true)))));
    }

    /// The coordinator read all that was said about this match.
    public Outcome hear(MatchId match) {
        return look(match)
                .filter(Desks::isOurs)
                .map(organisation -> desks.at(
                        organisation,
                        () -> saved(store.hear(match, Viewer.current().me(), clock.instant()))))
                .orElse(Outcome.NOT_FOUND);
    }

    private Outcome keep(Waiting asked, Answers answers, boolean byPhone) {
        if (!store.replace(asked, asked.answer(answers, said(byPhone)))) {
            return Outcome.NOTHING_ASKED;
        }
        var about = asked.about();
        if (about.side() == Side.VOLUNTEER) {
            signals.heard(
                    about.person(), answers.self(), answers.words(), asked.id().value(), clock.instant());
        }
        if (answers.asksToBeHeard() && !byPhone) {
            matches.find(about.match())
                    .map(match -> match.duo().holder().person())
                    .ifPresent(holder -> tell(holder, about.match()));
        }
        return Outcome.KEPT;
    }

    /// Whoever guides reads today that there is something to read; what, stands on the page.
    private void tell(AccountId holder, MatchId match) {
        accounts.find(holder)
                .flatMap(account -> account.mailAddress()
                        .map(address -> Letter.to(address, account.name(), account.language())
                                .saying("matches.mail.answered", account.name(), site.link("/matches/" + match))))
                .ifPresent(outbox::send);
    }

    private Outcome mine(MatchId match, Function<Waiting, Outcome> step) {
        var seen = Objects.requireNonNull(transaction.execute(_ -> findMine(match)));
        return seen.map(asked -> desks.at(
                        asked.about().organisation(),
                        () -> store.find(asked.id())
                                .filter(Waiting.class::isInstance)
                                .map(Waiting.class::cast)
                                .map(step)
                                .orElse(Outcome.NOTHING_ASKED)))
                .orElse(Outcome.NOTHING_ASKED);
    }

    private Outcome atOurDesk(MatchId match, Side side, Function<Waiting, Outcome> step) {
        return look(match)
                .filter(Desks::isOurs)
                .map(organisation -> desks.at(
                        organisation, () -> waiting(match, side).map(step).orElse(Outcome.NOTHING_ASKED)))
                .orElse(Outcome.NOT_FOUND);
    }

    /// What one of the two is, or is to be, asked first.
    private Optional<Waiting> waiting(MatchId match, Side side) {
        return store.listOf(match).reversed().stream()
                .filter(one -> one.about().side() == side)
                .filter(Waiting.class::isInstance)
                .map(Waiting.class::cast)
                .findFirst();
    }

    private Optional<OrganisationId> look(MatchId match) {
        return Objects.requireNonNull(transaction.execute(
                _ -> matches.find(match).map(found -> found.duo().holder().organisation())));
    }

    private static Outcome saved(boolean saved) {
        return saved ? Outcome.KEPT : Outcome.NOTHING_ASKED;
    }

    private Said said(boolean byPhone) {
        return new Said(clock.instant(), Viewer.current().me(), byPhone);
    }

    // --- looking ---

    /// What the viewer is asked about this match, if anything.
    @Transactional(readOnly = true)
    public Optional<Waiting> findMine(MatchId match) {
        return store.listAskedOf(Viewer.current().persons()).stream()
                .filter(one -> one.about().match().equals(match))
                .map(Waiting.class::cast)
                .findFirst();
    }

    /// All that the viewer is asked now.
    @Transactional(readOnly = true)
    public List<CheckIn> listMine() {
        return store.listAskedOf(Viewer.current().persons());
    }

    /// Of a match, for the desk that guides it; the newest first.
    @Transactional(readOnly = true)
    public List<CheckIn> listOf(MatchId match) {
        return matches.find(match)
                .filter(found -> Desks.isOurs(found.duo().holder().organisation()))
                .map(_ -> store.listOf(match))
                .orElse(List.of());
    }

    /// Something at a desk: whom to call, or what to hear.
    ///
    /// @param holder who guides the match
    public record AtDesk(CheckIn checkIn, AccountId holder, KindOfHelp kind) {}

    /// At the viewer's desk: whom to call, and what to hear. What a coordinator wrote down by phone they heard.
    @Transactional(readOnly = true)
    public List<AtDesk> listForTheDesk() {
        return store.listForTheDesk(Viewer.current().myDesk().organisation());
    }

    /// How the viewer's organisation accompanies.
    @Transactional(readOnly = true)
    public Customs customs() {
        return customs.of(Viewer.current().myDesk().organisation());
    }

    /// From now on.
    @Transactional
    public void keepCustoms(Customs wanted) {
        customs.keep(Viewer.current().myDesk().organisation(), wanted);
    }

    // --- what a match's steps bring ---

    /// Plans what a step brings, and drops what has nothing left to be asked about. In the step's transaction.
    void follow(Match before, Match after) {
        var duo = after.duo();
        switch (after) {
            case Trial trial -> {
                var first = before instanceof Match.Meeting;
                if (first) {
                    plan(trial.id(), duo, Moment.FIRST, today().plusDays(of(duo).firstAfterDays()));
                }
                plan(trial.id(), duo, Moment.TRIAL_END, notPast(trial.until().minusDays(BEFORE_TRIAL_ENDS)));
            }
            case Active active -> {
                drop(active.id(), Moment.FIRST, Moment.TRIAL_END);
                if (!(before instanceof Active old) || !old.reviewOn().equals(active.reviewOn())) {
                    drop(active.id(), Moment.REVIEW);
                    plan(active.id(), duo, Moment.REVIEW, active.reviewOn());
                }
            }
            case Match.Awaited _ -> drop(after.id(), Moment.values());
            case Ended ended -> {
                drop(ended.id(), Moment.values());
                if ((before instanceof Coming || before instanceof Match.Awaited)
                        && ended.reason() != EndReason.DECEASED) {
                    plan(ended.id(), duo, Moment.END, today());
                }
            }
            case Match.Promised _, Match.Agreed _, Match.Meeting _ -> {}
        }
    }

    private void plan(MatchId match, Duo duo, Moment moment, LocalDate on) {
        var organisation = duo.holder().organisation();
        store.plan(new About(match, organisation, duo.volunteer(), Side.VOLUNTEER, moment, on, 1), duo.holder());
        store.plan(new About(match, organisation, whoSpeaks(duo), Side.PARTICIPANT, moment, on, 1), duo.holder());
    }

    /// The participant; who represents them by law when only that one has mail.
    private PersonId whoSpeaks(Duo duo) {
        return around.hasMail(duo.participant())
                ? duo.participant()
                : around.whoMayConsent(duo).stream()
                        .filter(around::hasMail)
                        .findFirst()
                        .orElse(duo.participant());
    }

    private void drop(MatchId match, Moment... moments) {
        for (var one : store.listOf(match)) {
            if (one instanceof Waiting waiting
                    && List.of(moments).contains(one.about().moment())) {
                store.replace(waiting, waiting.drop());
            }
        }
    }

    private Customs of(Duo duo) {
        return customs.of(duo.holder().organisation());
    }

    private LocalDate notPast(LocalDate day) {
        return day.isBefore(today()) ? today() : day;
    }

    // --- what time does ---

    /// Its day has come: asks, reminds, or leaves it to a call. Done at the desk of the match, by nobody in particular.
    void pass(CheckInId id, OrganisationId organisation) {
        desks.at(organisation, () -> {
            switch (store.find(id).orElse(null)) {
                case Planned planned when !planned.about().dueOn().isAfter(today()) -> ask(planned);
                case Asked asked
                when asked.about().moment() == Moment.END -> {
                    if (asked.on().plusDays(LOOKING_BACK_DAYS).isBefore(today())) {
                        store.replace(asked, asked.drop());
                    }
                }
                case Asked asked -> remind(asked, customs.of(organisation));
                case null, default -> {}
            }
            return true;
        });
    }

    private void ask(Planned planned) {
        var about = planned.about();
        var key =
                switch (about.side()) {
                    case VOLUNTEER ->
                        about.moment() == Moment.END
                                ? "matches.mail.lookBack.volunteer"
                                : "matches.mail.checkIn.volunteer";
                    case PARTICIPANT ->
                        about.moment() == Moment.END
                                ? "matches.mail.lookBack.participant"
                                : "matches.mail.checkIn.participant";
                };
        if (around.hasMail(about.person())) {
            if (store.replace(planned, new Asked(planned.id(), about, today(), null))) {
                around.mail(about.person(), key, page(about));
            }
        } else if (about.moment() == Moment.END) {
            // looking back is free: nobody calls for it
            store.replace(planned, planned.drop());
        } else {
            store.replace(planned, new ToCall(planned.id(), about, null));
        }
    }

    private void remind(Asked asked, Customs customs) {
        var about = asked.about();
        var reminded = asked.remindedOn();
        if (reminded == null) {
            if (!asked.on().plusDays(customs.remindDays()).isAfter(today())
                    && store.replace(asked, new Asked(asked.id(), about, asked.on(), today()))) {
                around.mail(
                        about.person(),
                        about.side() == Side.VOLUNTEER
                                ? "matches.mail.checkIn.again.volunteer"
                                : "matches.mail.checkIn.again.participant",
                        page(about));
            }
        } else if (!reminded.plusDays(customs.callDays()).isAfter(today())
                && store.replace(asked, new ToCall(asked.id(), about, asked.on()))
                && about.side() == Side.VOLUNTEER) {
            signals.skipped(about.person(), asked.id().value(), about.dueOn());
        }
    }

    private static String page(About about) {
        return "/my-matches/" + about.match() + "/check-in";
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
