package nl.samenspel.rounds.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matching.Distributed.Load;
import nl.samenspel.matching.Explanations;
import nl.samenspel.matching.Fairness;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.WhyOpen;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequestOverview;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.rounds.Entry;
import nl.samenspel.rounds.Figures;
import nl.samenspel.rounds.Proposal;
import nl.samenspel.rounds.Proposal.Aside;
import nl.samenspel.rounds.Proposal.Reason;
import nl.samenspel.rounds.Proposal.Sent;
import nl.samenspel.rounds.Proposal.Waiting;
import nl.samenspel.rounds.ProposalId;
import nl.samenspel.rounds.Round;
import nl.samenspel.rounds.Round.Interrupted;
import nl.samenspel.rounds.Round.Ready;
import nl.samenspel.rounds.Round.Running;
import nl.samenspel.rounds.RoundId;
import nl.samenspel.rounds.Rounds;
import nl.samenspel.rounds.Sending;
import nl.samenspel.rounds.Sending.NotSent;
import nl.samenspel.rounds.Started;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Paging;
import nl.samenspel.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// For the coordinator and the manager: begin a round, see how far it is, and decide on what it proposes.
@Controller
@MayUse({COORDINATOR, MANAGER})
class RoundPages {

    private static final String EVERYWHERE = "all";
    private static final int MOST_LISTED = 30;
    private static final int ON_A_PAGE = 25;
    private static final int MOST_WORDS = 1500;
    private static final int ANSWER_WITHIN_AT_MOST = 60;
    private static final int MOST_TOLD = 8;

    /// A small round is ready before one could look: then the page shows it at once.
    private static final Duration A_MOMENT = Duration.ofMillis(700);

    private final Rounds rounds;
    private final ProposalCards cards;
    private final Explanations explanations;
    private final HelpRequests requests;
    private final Organisations organisations;
    private final People people;
    private final Words words;
    private final RoundWords roundWords;
    private final Clock clock;

    RoundPages(
            Rounds rounds,
            ProposalCards cards,
            Explanations explanations,
            HelpRequests requests,
            Organisations organisations,
            People people,
            Words words,
            Clock clock) {
        this.rounds = rounds;
        this.cards = cards;
        this.explanations = explanations;
        this.requests = requests;
        this.organisations = organisations;
        this.people = people;
        this.words = words;
        this.clock = clock;
        roundWords = new RoundWords(words, clock);
    }

    // --- beginning ---

    /// A round on the list.
    record Line(String id, String where, String when, String tag, String state) {}

    @GetMapping("/rounds")
    ModelAndView list() {
        return start(Form.filled(Map.of("fairness", Fairness.PROPORTIONAL, "where", usualPlace())), HttpStatus.OK);
    }

    @PostMapping("/rounds")
    Object begin(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "rounds.field");
        var where = form.oneOf("where", places().stream().map(Option::value).toList());
        var fairness = form.one("fairness", Fairness.class);
        if (!form.isRight()) {
            return start(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return begun(rounds.start(where.equals(EVERYWHERE) ? null : BranchId.of(where), fairness), redirect);
    }

    @PostMapping("/rounds/{id}/renew")
    Object renew(@PathVariable String id, RedirectAttributes redirect) {
        return begun(rounds.renew(find(id).id()), redirect);
    }

    private String begun(Started started, RedirectAttributes redirect) {
        return switch (started) {
            case Started.Begun(var id) -> {
                rounds.await(id, A_MOMENT);
                yield "redirect:/rounds/" + id;
            }
            case Started.OneRuns(var id) -> {
                Notice.put(redirect, Notice.Kind.INFO, words.get("rounds.oneRuns"));
                yield "redirect:/rounds/" + id;
            }
            case Started.NothingWaits _ -> {
                Notice.put(redirect, Notice.Kind.INFO, words.get("rounds.nothingWaits"));
                yield "redirect:/rounds";
            }
            case Started.NotHere _ -> {
                Notice.put(redirect, Notice.Kind.WARNING, words.get("rounds.notHere"));
                yield "redirect:/rounds";
            }
        };
    }

    @PostMapping("/rounds/{id}/stop")
    String stop(@PathVariable String id, RedirectAttributes redirect) {
        var round = find(id);
        if (rounds.stop(round.id())) {
            rounds.await(round.id(), A_MOMENT);
        }
        return "redirect:/rounds/" + round.id();
    }

    private ModelAndView start(Form form, HttpStatus status) {
        var places = places();
        return new ModelAndView(
                "rounds/rounds",
                Map.of(
                        "form",
                        form,
                        "places",
                        places,
                        "policies",
                        words.options("rounds.fairness", Fairness.class),
                        "lines",
                        rounds.list(MOST_LISTED).stream().map(this::line).toList()),
                status);
    }

    private Line line(Round round) {
        var tag =
                switch (round) {
                    case Running _ -> "waiting";
                    case Ready _ -> "agreed";
                    case Interrupted _ -> "refused";
                };
        return new Line(
                round.id().toString(),
                where(round),
                explanations.moment(round.order().startedAt()),
                tag,
                words.get("rounds.state." + round.getClass().getSimpleName()));
    }

    /// Where the viewer may begin a round.
    private List<Option> places() {
        var desk = Viewer.current().myDesk();
        var places = new ArrayList<Option>();
        if (desk.role() == Role.MANAGER) {
            places.add(new Option(EVERYWHERE, words.get("rounds.everywhere")));
        }
        organisations.listBranches(desk.organisation()).stream()
                .filter(branch -> desk.role() == Role.MANAGER || desk.branches().contains(branch.id()))
                .map(branch -> new Option(branch.id().toString(), branch.name()))
                .forEach(places::add);
        return places;
    }

    private String usualPlace() {
        return places().stream().map(Option::value).findFirst().orElse("");
    }

    private String where(Round round) {
        var branch = round.order().branch();
        return round.order().joint() != null
                ? words.get("rounds.joint.part")
                : branch == null
                        ? words.get("rounds.everywhere")
                        : organisations.findBranch(branch).map(Branch::name).orElse("");
    }

    // --- one round ---

    @GetMapping("/rounds/{id}")
    ModelAndView show(
            @PathVariable String id,
            @RequestParam(defaultValue = "1") String page,
            @RequestParam(defaultValue = "") String all) {
        var round = find(id);
        return page(
                round,
                Form.filled(Map.of(
                        "words",
                        explanations.question(),
                        "answerBy",
                        LocalDate.now(clock).plusDays(Invitations.ANSWER_WITHIN))),
                page,
                !all.isEmpty(),
                HttpStatus.OK);
    }

    @PostMapping("/rounds/{id}/invitations")
    Object send(
            @PathVariable String id,
            @RequestParam(defaultValue = "1") String page,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var round = find(id);
        var form = Form.of(typed, "rounds.field");
        var today = LocalDate.now(clock);
        var question = form.words("words", MOST_WORDS);
        var answerBy = form.date("answerBy", today, today.plusDays(ANSWER_WITHIN_AT_MOST));
        var chosen = form.ids("proposal", ProposalId::new);
        if (chosen.isEmpty() && form.error("proposal") == null) {
            form.refuse("proposal", "rounds.send.nobody");
        }
        if (!form.isRight()) {
            return page(round, form, page, false, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        switch (rounds.send(round.id(), chosen, question, answerBy)) {
            case Sending.UnknownBlank(var blank) -> {
                form.refuse("words", "rounds.send.unknownBlank", blank);
                return page(round, form, page, false, HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case Sending.NotNow _ -> Notice.put(redirect, Notice.Kind.WARNING, words.get("rounds.notNow"));
            case Sending.Done done ->
                Notice.put(
                        redirect,
                        done.toPhone().isEmpty() && done.notSent().isEmpty()
                                ? Notice.Kind.SUCCESS
                                : Notice.Kind.WARNING,
                        told(done));
        }
        return "redirect:/rounds/" + round.id();
    }

    /// What was sent, and plainly what was not.
    private String told(Sending.Done done) {
        var named = new ArrayList<>(done.toPhone());
        done.notSent().forEach(one -> named.add(one.volunteer()));
        var names = people.list(named, Purpose.MATCHING);
        var told = new ArrayList<String>();
        if (done.mailed() > 0) {
            told.add(words.get("rounds.send.mailed", done.mailed()));
        }
        if (!done.toPhone().isEmpty()) {
            told.add(words.get(
                    "rounds.send.toPhone",
                    done.toPhone().stream()
                            .map(one -> ProposalCards.name(names, one))
                            .sorted()
                            .collect(Collectors.joining(", "))));
        }
        done.notSent().stream()
                .limit(MOST_TOLD)
                .map(one -> switch (one) {
                    case NotSent.RequestGone gone ->
                        words.get("rounds.send.requestGone", ProposalCards.name(names, gone.volunteer()));
                    case NotSent.CannotNow cannot ->
                        words.get(
                                "rounds.send.cannotNow",
                                ProposalCards.name(names, cannot.volunteer()),
                                cannot.obstacles().stream()
                                        .map(explanations::of)
                                        .collect(Collectors.joining(" ")));
                    case NotSent.TellsWhoAsks tells ->
                        words.get("rounds.send.telling", ProposalCards.name(names, tells.volunteer()), tells.word());
                    case NotSent.Decided decided ->
                        words.get("rounds.send.decided", ProposalCards.name(names, decided.volunteer()));
                })
                .forEach(told::add);
        if (done.notSent().size() > MOST_TOLD) {
            told.add(words.get("rounds.send.more", done.notSent().size() - MOST_TOLD));
        }
        return String.join(" ", told);
    }

    @PostMapping("/rounds/{id}/aside")
    Object aside(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var round = find(id);
        var form = Form.of(typed, "rounds.field");
        var proposal = form.id("proposal", ProposalId::new);
        var reason = form.one("reason", Reason.class);
        if (!form.isRight()) {
            Notice.put(redirect, Notice.Kind.INFO, words.get("rounds.aside.why"));
            return "redirect:/rounds/" + round.id();
        }
        return decided(
                round, rounds.putAside(round.id(), proposal.orElseThrow(), reason), "rounds.aside.done", redirect);
    }

    @PostMapping("/rounds/{id}/back")
    String back(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var round = find(id);
        var proposal = Form.of(typed).optionalId("proposal", ProposalId::new);
        var done = proposal.isPresent() && rounds.putBack(round.id(), proposal.get());
        return decided(round, done, "rounds.back.done", redirect);
    }

    /// What is too much for one becomes several requests.
    @PostMapping("/rounds/{id}/divide")
    String divide(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var round = find(id);
        var request = Form.of(typed).optionalId("request", HelpRequestId::new);
        var done = request.isPresent() && rounds.divide(round.id(), request.get());
        return decided(round, done, "rounds.divide.done", redirect);
    }

    private String decided(Round round, boolean done, String said, RedirectAttributes redirect) {
        Notice.put(redirect, done ? Notice.Kind.SUCCESS : Notice.Kind.INFO, words.get(done ? said : "rounds.notNow"));
        return "redirect:/rounds/" + round.id();
    }

    private ModelAndView page(Round round, Form form, String page, boolean all, HttpStatus status) {
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("round", round);
        model.put("where", where(round));
        model.put("startedAt", explanations.moment(round.order().startedAt()));
        model.put("policy", words.of("rounds.fairness", round.order().fairness()));
        model.put("mine", Rounds.isViewers(round));
        model.put("newer", rounds.findNewer(round).map(RoundId::toString).orElse(""));
        switch (round) {
            case Running running -> {
                model.put("percent", (int) Math.floor(100 * running.done()));
                model.put("left", roundWords.left(running.order().startedAt(), running.done()));
                model.put("soFar", running.soFar().value() > 0 ? roundWords.possible(running.soFar()) : "");
                return new ModelAndView("rounds/running", model, status);
            }
            case Interrupted interrupted -> {
                model.put("endedAt", explanations.moment(interrupted.endedAt()));
                return new ModelAndView("rounds/interrupted", model, status);
            }
            case Ready ready -> {
                fill(model, ready, page, all);
                return new ModelAndView("rounds/round", model, status);
            }
        }
    }

    private void fill(Map<String, Object> model, Ready ready, String page, boolean all) {
        var entries = rounds.listEntries(ready.id());
        var proposals = rounds.listProposals(ready.id()).stream()
                .sorted(Comparator.comparingInt(RoundPages::turn))
                .toList();
        var asked = Stream.concat(
                        entries.stream().map(Entry::request),
                        proposals.stream().map(proposal -> proposal.made().request()))
                .collect(Collectors.toSet());
        var waiting = requests.listSearching(asked).stream()
                .collect(Collectors.toMap(HelpRequestOverview::id, Function.identity()));
        var figures = Figures.of(entries, proposals);
        model.put("figures", figures);
        model.put("possible", roundWords.possible(ready.worth()));
        model.put(
                "fairnessCost", roundWords.fairnessCost(ready.order().fairness(), ready.worth(), ready.fairnessCost()));
        model.put(
                "afresh",
                ready.afresh() == null
                        ? ""
                        : ready.afreshShare() < 0.0005
                                ? words.get("rounds.afresh.none")
                                : words.get("rounds.afresh", roundWords.percent(ready.afreshShare())));
        model.put("distance", distance(figures));
        model.put("loads", loads(ready.load()));
        model.put("volunteers", ready.volunteers());
        var groups = groups(entries, waiting);
        model.put("groups", groups);
        model.put("elsewhere", elsewhere(entries, waiting));
        model.put("open", groups.stream().mapToInt(Group::requests).sum());
        model.put(
                "toDecide", proposals.stream().filter(Waiting.class::isInstance).count());
        model.put("sent", proposals.stream().filter(Sent.class::isInstance).count());
        var paging = Paging.of(page, proposals.size(), ON_A_PAGE);
        model.put("paging", paging);
        model.put("path", "/rounds/" + ready.id());
        model.put("all", all);
        model.put(
                "cards",
                cards.of(proposals.stream().skip(paging.skip()).limit(ON_A_PAGE).toList(), waiting.keySet()));
        model.put("reasons", words.options("rounds.aside", Reason.class));
    }

    /// What waits for a decision stands first.
    private static int turn(Proposal proposal) {
        return switch (proposal) {
            case Waiting _ -> 0;
            case Sent _ -> 1;
            case Aside _ -> 2;
        };
    }

    private String distance(Figures figures) {
        return figures.metres().isEmpty()
                ? words.get("rounds.distance.unknown")
                : words.get(
                        "rounds.distance",
                        explanations.metres((int) Math.round(figures.metres().getAsDouble())),
                        explanations.metres(figures.farthest().orElse(0)));
    }

    /// How many volunteers are about so full, before and after.
    record LoadLine(String text, int before, int after) {}

    private List<LoadLine> loads(Load load) {
        return IntStream.range(0, Load.CLASSES)
                .mapToObj(i -> new LoadLine(
                        words.get("rounds.load." + i),
                        load.before().get(i),
                        load.after().get(i)))
                .toList();
    }

    /// Requests that stay open for the same reason.
    record Group(String reason, String what, int requests, List<HelpRequestOverview> waiting) {}

    private List<Group> groups(List<Entry> entries, Map<HelpRequestId, HelpRequestOverview> waiting) {
        var byReason = new EnumMap<WhyOpen, List<Entry>>(WhyOpen.class);
        for (var entry : entries) {
            if (entry.reason() != null) {
                byReason.computeIfAbsent(entry.reason(), _ -> new ArrayList<>()).add(entry);
            }
        }
        return byReason.entrySet().stream()
                .map(one -> new Group(
                        words.of("rounds.open", one.getKey()),
                        words.of("rounds.open.what", one.getKey()),
                        one.getValue().size(),
                        one.getValue().stream()
                                .map(entry -> waiting.get(entry.request()))
                                .filter(Objects::nonNull)
                                .toList()))
                .sorted(Comparator.comparingInt(Group::requests).reversed())
                .toList();
    }

    /// Requests for which somebody of another organisation fits best: there the coordinator phones.
    record Elsewhere(HelpRequestOverview request, String organisation, String phone) {}

    private List<Elsewhere> elsewhere(List<Entry> entries, Map<HelpRequestId, HelpRequestOverview> waiting) {
        var byId = organisations.list().stream().collect(Collectors.toMap(Organisation::id, Function.identity()));
        return entries.stream()
                .filter(entry -> entry.elsewhere() != null)
                .flatMap(entry -> {
                    var request = waiting.get(entry.request());
                    var other = byId.get(entry.elsewhere());
                    return request == null || other == null
                            ? Stream.empty()
                            : Stream.of(new Elsewhere(request, other.name(), other.phone()));
                })
                .toList();
    }

    private Round find(String id) {
        return parse(id).flatMap(rounds::find).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Optional<RoundId> parse(String id) {
        try {
            return Optional.of(RoundId.of(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
