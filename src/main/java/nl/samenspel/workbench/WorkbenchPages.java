package nl.samenspel.workbench;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.careplans.CareTasks;
import nl.samenspel.careplans.Careplans;
import nl.samenspel.careplans.HoldingUp;
import nl.samenspel.careplans.TableTalk;
import nl.samenspel.careplans.TableWish;
import nl.samenspel.limits.PhoneCalls;
import nl.samenspel.limits.Signal;
import nl.samenspel.limits.Signals;
import nl.samenspel.matches.CheckIn;
import nl.samenspel.matches.CheckIns;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Match.Running;
import nl.samenspel.matches.Matches;
import nl.samenspel.matches.Replacement;
import nl.samenspel.matches.Replacements;
import nl.samenspel.matching.Invitation;
import nl.samenspel.matching.Invitations;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.referrals.Referral;
import nl.samenspel.referrals.Referrals;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestOverview;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.RequestFilter;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import nl.samenspel.volunteers.Readiness;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What needs a coordinator today, and requests beside offers. A fixed number of queries, however much there is.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class WorkbenchPages {

    private static final int MOST_SHOWN = 6;
    private static final int MOST_FOUND = 20;

    private final HelpRequests requests;
    private final Invitations invitations;
    private final Matches matches;
    private final Replacements replacements;
    private final CheckIns checkIns;
    private final Referrals referrals;
    private final Careplans careplans;
    private final CareTasks careTasks;
    private final TableTalk talk;
    private final HoldingUp holdingUp;
    private final Signals signals;
    private final PhoneCalls calls;
    private final Volunteers volunteers;
    private final Readiness readiness;
    private final People people;
    private final Accounts accounts;
    private final Words words;
    private final Clock clock;

    WorkbenchPages(
            HelpRequests requests,
            Invitations invitations,
            Matches matches,
            Replacements replacements,
            CheckIns checkIns,
            Referrals referrals,
            Careplans careplans,
            CareTasks careTasks,
            TableTalk talk,
            HoldingUp holdingUp,
            Signals signals,
            PhoneCalls calls,
            Volunteers volunteers,
            Readiness readiness,
            People people,
            Accounts accounts,
            Words words,
            Clock clock) {
        this.requests = requests;
        this.invitations = invitations;
        this.matches = matches;
        this.replacements = replacements;
        this.checkIns = checkIns;
        this.referrals = referrals;
        this.careplans = careplans;
        this.careTasks = careTasks;
        this.talk = talk;
        this.holdingUp = holdingUp;
        this.signals = signals;
        this.calls = calls;
        this.volunteers = volunteers;
        this.readiness = readiness;
        this.people = people;
        this.accounts = accounts;
        this.words = words;
        this.clock = clock;
    }

    /// Why something needs attention; what hurts most when left comes first. Each has a message
    /// `workbench.why.<NAME>`.
    enum Why {
        /// It is heavy for a relative.
        STRAIN,
        /// Somebody has nobody, and does not know it yet.
        TO_INFORM,
        /// Somebody of a match said something to hear today.
        TO_HEAR,
        /// A volunteer cannot come, and somebody else is looked for.
        REPLACE,
        /// A volunteer may need a hand.
        SIGNAL,
        /// A volunteer says that a limit was widened by phone, and not by them: for who leads.
        NOT_ME,
        /// On a shared plan nobody does this.
        NOBODYS,
        /// A volunteer said yes, and the participant does not know yet.
        SAID_YES,
        /// Another organisation waits for our answer.
        REFERRAL_IN,
        /// Another organisation said no, or nothing: who else?
        REFERRAL_BACK,
        /// Came in, and nobody has looked at it.
        NEW_REQUEST,
        /// Somebody would like a table around a request.
        TABLE_WISHED,
        /// Both agreed, and no meeting is planned.
        NO_DATE,
        /// A volunteer without mail is to be phoned.
        TO_PHONE,
        /// A match on its date: how was the meeting, the trial, the past months?
        MATCH_DUE,
        /// Who did not answer, or has no mail, is asked by phone how it goes.
        CHECK_IN_CALL,
        /// Does a match go on: they moved, or want to do less?
        TO_DECIDE,
        /// It was agreed to look again at who does what.
        TABLE_DUE,
        /// A request on its date.
        REQUEST_DUE,
        /// Nothing to do yet: another organisation has not answered.
        REFERRAL_OUT
    }

    /// One thing to do.
    ///
    /// @param person whom it is about
    /// @param day the date it stands for; none for what has no date
    record Task(
            Why why,
            String path,
            PersonId person,
            String what,
            @Nullable LocalDate day,
            boolean late) {}

    /// All tasks, by why; and how many there are of a kind besides those.
    private record ToDo(Map<Why, List<Task>> byWhy, Map<Why, Integer> more) {

        int count() {
            return byWhy.values().stream().mapToInt(List::size).sum()
                    + more.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /// Tasks of one kind: the first few, and how many there are.
    public record Pile(String title, List<Line> lines, int more) {}

    /// A task with its name.
    public record Line(
            String path, String name, String what, @Nullable LocalDate day, boolean late) {}

    /// What is asked beside what is offered, of one kind.
    public record Balance(KindOfHelp kind, int asked, int offered) {

        /// `shortage`, `ample` or `even`.
        public String leaning() {
            return asked > offered ? "shortage" : offered >= 2 * Math.max(1, asked) ? "ample" : "even";
        }
    }

    /// All that is read for it is read in one transaction: it asks twenty rooms, and each would begin its own.
    @GetMapping("/workbench")
    @Transactional
    ModelAndView today(@RequestParam(defaultValue = "") String municipality) {
        var toDo = toDo();
        var shown = toDo.byWhy().values().stream()
                .flatMap(pile -> pile.stream().limit(MOST_SHOWN))
                .map(Task::person)
                .collect(Collectors.toSet());
        var names = people.list(shown, Purpose.WORKBENCH);
        var piles = toDo.byWhy().entrySet().stream()
                .map(pile -> pile(pile.getKey(), pile.getValue(), toDo.more().getOrDefault(pile.getKey(), 0), names))
                .toList();
        var page = new ModelAndView("workbench/workbench");
        page.addObject("piles", piles);
        page.addObject("count", toDo.count());
        page.addObject("coordinator", Viewer.current().is(Role.COORDINATOR));
        page.addObject(
                "applied", volunteers.countWaiting(Viewer.current().myDesk().organisation()));
        page.addObject("unmet", requests.countRefused());
        balances(page, municipality);
        return page;
    }

    /// Everyone and everything whose name or words look like this.
    @GetMapping("/search")
    ModelAndView search(@RequestParam(defaultValue = "") String q) {
        var page = new ModelAndView("workbench/search");
        var asked = q.strip();
        List<Person> found = asked.isEmpty() || asked.length() > 100
                ? List.of()
                : people.search(Viewer.current().myDesk().organisation(), asked, MOST_FOUND, Purpose.WORKBENCH);
        var ids = found.stream().map(Person::id).toList();
        var helping = volunteers.list(ids).stream().collect(Collectors.toMap(Volunteer::person, Function.identity()));
        var asking = asked.isEmpty() || asked.length() > 100
                ? List.<HelpRequestOverview>of()
                : requests.list(new RequestFilter(Set.of(), null, false, null, asked, Set.copyOf(ids)), 0, MOST_FOUND);
        page.addObject("q", q);
        page.addObject(
                "volunteers",
                found.stream().filter(one -> helping.containsKey(one.id())).toList());
        page.addObject("requests", asking);
        // the rest of who was found: what they asked, if anything, is not at this desk; a manager's desk has everything
        var here = asking.stream().map(HelpRequestOverview::participant).collect(Collectors.toSet());
        page.addObject("wholeDesk", Viewer.current().myDesk().role() == Role.MANAGER);
        page.addObject(
                "elsewhere",
                found.stream()
                        .filter(one -> !helping.containsKey(one.id()) && !here.contains(one.id()))
                        .toList());
        page.addObject(
                "names",
                people.list(
                        asking.stream().map(HelpRequestOverview::participant).toList(), Purpose.WORKBENCH));
        page.addObject("form", Form.filled(Map.of("q", q)));
        return page;
    }

    private ToDo toDo() {
        var today = LocalDate.now(clock);
        var me = Viewer.current().me();
        // my own, and those of the colleagues I look after
        var mine = new HashSet<>(accounts.listCoveredBy(me));
        mine.add(me);
        var all = new ArrayList<Task>();
        var asked = requests.listToDo(mine, MOST_SHOWN);
        asked.unseen()
                .requests()
                .forEach(request -> all.add(task(Why.NEW_REQUEST, request, request.nextDate(), today)));
        asked.due().requests().forEach(request -> all.add(task(Why.REQUEST_DUE, request, request.nextDate(), today)));
        replacements(all, mine, today);
        for (var match : matches.listRunningHeldBy(mine)) {
            why(match, today)
                    .ifPresent(why -> all.add(new Task(
                            why,
                            "/matches/" + match.id(),
                            match.duo().participant(),
                            kind(match.duo().kind()),
                            match.nextDate(),
                            match.nextDate().isBefore(today))));
        }
        for (var invitation : invitations.listOpen()) {
            var question = invitation.question();
            if (!question.mailed()
                    && invitation instanceof Invitation.Sent sent
                    && mine.contains(question.invitedBy())) {
                all.add(new Task(
                        Why.TO_PHONE,
                        "/invitations/" + invitation.id(),
                        question.volunteer(),
                        kind(question.kind()),
                        sent.answerBy(),
                        false));
            }
        }
        referrals(all, mine, today);
        tables(mine, today, all);
        signals(today, all);
        all.sort(Comparator.comparing(Task::day, Comparator.nullsLast(Comparator.naturalOrder())));
        return new ToDo(
                all.stream()
                        .collect(Collectors.groupingBy(Task::why, () -> new EnumMap<>(Why.class), Collectors.toList())),
                Map.of(
                        Why.NEW_REQUEST,
                        asked.unseen().more(),
                        Why.REQUEST_DUE,
                        asked.due().more()));
    }

    /// Who cannot come, who does not know it yet, and what both said when they were asked how it goes.
    private void replacements(List<Task> all, Set<AccountId> mine, LocalDate today) {
        for (var replacement : replacements.listRunning()) {
            var gap = replacement.gap();
            if (!mine.contains(gap.holder().person())) {
                continue;
            }
            var path = "/matches/" + gap.match() + "/replacement";
            var what = kind(gap.kind());
            if (replacement instanceof Replacement.ToDecide) {
                all.add(new Task(Why.TO_DECIDE, path, gap.participant(), what, replacement.nextDate(), false));
                continue;
            }
            if (gap.informedAt() == null) {
                all.add(new Task(
                        Why.TO_INFORM,
                        path,
                        gap.participant(),
                        what,
                        gap.firstDay(),
                        !gap.firstDay().isAfter(today)));
            }
            if (!replacement.nextDate().isAfter(today)) {
                all.add(new Task(
                        Why.REPLACE,
                        path,
                        gap.participant(),
                        what,
                        gap.firstDay(),
                        !gap.firstDay().isAfter(today)));
            }
        }
        for (var asked : checkIns.listForTheDesk()) {
            if (mine.contains(asked.holder())) {
                var about = asked.checkIn().about();
                var toCall = asked.checkIn() instanceof CheckIn.ToCall;
                all.add(new Task(
                        toCall ? Why.CHECK_IN_CALL : Why.TO_HEAR,
                        "/matches/" + about.match() + (toCall ? "/check-in?side=" + about.side() : ""),
                        about.person(),
                        words.get("workbench.checkIn." + about.side(), kind(asked.kind())),
                        about.dueOn(),
                        false));
            }
        }
    }

    private void referrals(List<Task> all, Set<AccountId> mine, LocalDate today) {
        // who leads hears of everything that came back
        var leads = Viewer.current().myDesk().role() == Role.MANAGER;
        for (var incoming : referrals.listIncoming()) {
            all.add(task(Why.REFERRAL_IN, incoming, today));
        }
        var unmet = referrals.listUnmet();
        var outgoing = referrals.listOutgoing();
        var held = requests
                .list(Stream.of(unmet, outgoing)
                        .flatMap(List::stream)
                        .map(one -> one.what().request())
                        .toList())
                .stream()
                .filter(request -> leads || mine.contains(request.holder().person()))
                .map(HelpRequest::id)
                .collect(Collectors.toSet());
        unmet.stream()
                .filter(one -> held.contains(one.what().request()))
                .forEach(one -> all.add(task(Why.REFERRAL_BACK, one, today)));
        outgoing.stream()
                .filter(one -> held.contains(one.what().request()))
                .forEach(one -> all.add(task(Why.REFERRAL_OUT, one, today)));
    }

    /// Of the volunteers of my branches; who leads hears of all.
    private void signals(LocalDate today, List<Task> all) {
        var desk = Viewer.current().myDesk();
        var open = signals.listOpen();
        var branches = volunteers.list(open.stream().map(Signal::volunteer).collect(Collectors.toSet())).stream()
                .collect(Collectors.toMap(Volunteer::person, Volunteer::branch));
        for (var signal : open) {
            var branch = branches.get(signal.volunteer());
            if (desk.role() == Role.MANAGER
                    || (branch != null && desk.branches().contains(branch))) {
                var day = LocalDate.ofInstant(signal.raisedAt(), clock.getZone());
                all.add(new Task(
                        Why.SIGNAL,
                        "/signals/" + signal.id(),
                        signal.volunteer(),
                        words.of("limits.signal", signal.why()),
                        day,
                        day.isBefore(today)));
            }
        }
        if (desk.role() == Role.MANAGER) {
            for (var call : calls.listDisputed()) {
                all.add(new Task(
                        Why.NOT_ME,
                        "/limits/by-phone",
                        call.volunteer(),
                        words.get("workbench.notMe"),
                        LocalDate.ofInstant(call.at(), clock.getZone()),
                        false));
            }
        }
    }

    private Task task(Why why, Referral referral, LocalDate today) {
        var glimpse = referral.what().glimpse();
        var day = referral instanceof Referral.Requested it ? it.term().respondBy() : null;
        return new Task(
                why,
                "/referrals/" + referral.id(),
                referral.what().participant(),
                kind(glimpse.kind()) + (glimpse.municipality().isEmpty() ? "" : ", " + glimpse.municipality()),
                day,
                day != null && day.isBefore(today));
    }

    /// What tables ask: of the plans that I hold, and those of the colleagues I look after.
    private void tables(Set<AccountId> mine, LocalDate today, List<Task> all) {
        for (var task : careTasks.listNobodys()) {
            if (mine.contains(task.holder())) {
                var since = LocalDate.ofInstant(task.since(), clock.getZone());
                all.add(new Task(
                        Why.NOBODYS, "/careplans/" + task.plan(), task.participant(), task.words(), since, true));
            }
        }
        for (var review : talk.listReviewsDue()) {
            if (mine.contains(review.holder())) {
                all.add(new Task(
                        Why.TABLE_DUE,
                        "/careplans/" + review.plan(),
                        review.participant(),
                        words.get("workbench.table.review"),
                        review.on(),
                        review.on().isBefore(today)));
            }
        }
        for (var signal : holdingUp.listSignals()) {
            if (mine.contains(signal.holder())) {
                all.add(new Task(
                        Why.STRAIN,
                        "/careplans/" + signal.plan(),
                        signal.participant(),
                        words.get("workbench.table.strain"),
                        LocalDate.ofInstant(signal.at(), clock.getZone()),
                        false));
            }
        }
        var wished = careplans.listWished().stream().map(TableWish::request).collect(Collectors.toSet());
        for (var request : requests.list(wished)) {
            if (request.state().isOpen() && mine.contains(request.holder().person())) {
                all.add(new Task(
                        Why.TABLE_WISHED,
                        "/careplans/open?request=" + request.id(),
                        request.ask().participant(),
                        kind(request.ask().need().kind()),
                        null,
                        false));
            }
        }
    }

    private static java.util.Optional<Why> why(Running match, LocalDate today) {
        return switch (match) {
            case Match.Promised _ -> java.util.Optional.of(Why.SAID_YES);
            case Match.Agreed _ -> java.util.Optional.of(Why.NO_DATE);
            // of who is away the replacement tells
            case Match.Awaited _ -> java.util.Optional.empty();
            case Match.Meeting _, Match.Trial _, Match.Active _ ->
                match.nextDate().isAfter(today) ? java.util.Optional.empty() : java.util.Optional.of(Why.MATCH_DUE);
        };
    }

    private Task task(Why why, HelpRequestOverview request, @Nullable LocalDate next, LocalDate today) {
        return new Task(
                why,
                "/requests/" + request.id(),
                request.participant(),
                kind(request.kind()) + (request.place().isEmpty() ? "" : ", " + request.place()),
                next,
                next != null && next.isBefore(today));
    }

    private String kind(KindOfHelp kind) {
        return words.of("network.kind", kind);
    }

    /// @param more how many there are besides these
    private Pile pile(Why why, Collection<Task> tasks, int more, Map<PersonId, Person> names) {
        var all = tasks.size() + more;
        return new Pile(
                words.get("workbench.why." + why, all),
                tasks.stream()
                        .limit(MOST_SHOWN)
                        .map(task -> new Line(
                                task.path(),
                                names.containsKey(task.person())
                                        ? names.get(task.person()).name()
                                        : words.get("workbench.nameless"),
                                task.what(),
                                task.day(),
                                task.late()))
                        .toList(),
                Math.max(0, all - MOST_SHOWN));
    }

    private void balances(ModelAndView page, String municipality) {
        var asked = requests.countOpenByKindAndArea();
        var offered = Readiness.countIdle(readiness.list());
        var municipalities = new TreeSet<String>();
        asked.forEach(one -> municipalities.add(one.municipality()));
        offered.forEach(one -> municipalities.add(one.municipality()));
        municipalities.remove("");
        var wished = municipalities.contains(municipality) ? municipality : "";
        page.addObject(
                "balances",
                Stream.of(KindOfHelp.values())
                        .map(kind -> new Balance(
                                kind,
                                asked.stream()
                                        .filter(one -> one.kind() == kind && isIn(one.municipality(), wished))
                                        .mapToInt(one -> one.requests())
                                        .sum(),
                                offered.stream()
                                        .filter(one -> one.kind() == kind && isIn(one.municipality(), wished))
                                        .mapToInt(one -> one.volunteers())
                                        .sum()))
                        .filter(balance -> balance.asked() + balance.offered() > 0)
                        .sorted(Comparator.comparingInt((Balance balance) -> balance.offered() - balance.asked()))
                        .toList());
        page.addObject(
                "municipalities",
                municipalities.stream().map(name -> new Option(name, name)).toList());
        page.addObject("form", Form.filled(Map.of("municipality", wished)));
        page.addObject(
                "counted",
                readiness
                        .since()
                        .map(at -> words.get("workbench.counted", words.time(at)))
                        .orElse(""));
    }

    private static boolean isIn(String municipality, String wished) {
        return wished.isEmpty() || municipality.equals(wished);
    }
}
