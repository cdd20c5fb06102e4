package nl.samenspel.rounds.web;

import static nl.samenspel.access.Role.ADMINISTRATOR;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.samenspel.access.MayUse;
import nl.samenspel.matching.Explanations;
import nl.samenspel.matching.Fairness;
import nl.samenspel.network.Areas;
import nl.samenspel.rounds.JointRound;
import nl.samenspel.rounds.JointRound.Interrupted;
import nl.samenspel.rounds.JointRound.Ready;
import nl.samenspel.rounds.JointRound.Running;
import nl.samenspel.rounds.JointRoundId;
import nl.samenspel.rounds.JointRounds;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
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

/// For the administrator: a round over all organisations, and the sums it came to.
@Controller
@MayUse(ADMINISTRATOR)
class JointRoundPages {

    private static final String EVERYWHERE = "all";
    private static final int MOST_LISTED = 30;
    private static final Duration A_MOMENT = Duration.ofMillis(700);

    private final JointRounds rounds;
    private final RoundWords roundWords;
    private final Explanations explanations;
    private final Areas areas;
    private final Words words;

    JointRoundPages(JointRounds rounds, Explanations explanations, Areas areas, Words words, Clock clock) {
        this.rounds = rounds;
        this.explanations = explanations;
        this.areas = areas;
        this.words = words;
        roundWords = new RoundWords(words, clock);
    }

    @GetMapping("/joint-rounds")
    ModelAndView list() {
        return start(Form.filled(Map.of("fairness", Fairness.PROPORTIONAL, "where", EVERYWHERE)), HttpStatus.OK);
    }

    @PostMapping("/joint-rounds")
    Object begin(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "rounds.field");
        var where = form.oneOf("where", places().stream().map(Option::value).toList());
        var fairness = form.one("fairness", Fairness.class);
        if (!form.isRight()) {
            return start(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var begun = rounds.start(where.equals(EVERYWHERE) ? null : where, fairness);
        begun.ifPresentOrElse(
                id -> rounds.await(id, A_MOMENT),
                () -> Notice.put(redirect, Notice.Kind.INFO, words.get("rounds.joint.oneRuns")));
        return begun.or(rounds::findRunning)
                .map(id -> "redirect:/joint-rounds/" + id)
                .orElse("redirect:/joint-rounds");
    }

    @GetMapping("/joint-rounds/{id}")
    ModelAndView show(@PathVariable String id) {
        var round = find(id);
        var model = new HashMap<String, Object>();
        model.put("round", round);
        model.put("where", where(round));
        model.put("startedAt", explanations.moment(round.order().startedAt()));
        model.put("policy", words.of("rounds.fairness", round.order().fairness()));
        switch (round) {
            case Running running -> {
                model.put("percent", (int) Math.floor(100 * running.done()));
                model.put("left", roundWords.left(running.order().startedAt(), running.done()));
                return new ModelAndView("rounds/joint-running", model);
            }
            case Interrupted interrupted -> {
                model.put("endedAt", explanations.moment(interrupted.endedAt()));
                return new ModelAndView("rounds/joint-interrupted", model);
            }
            case Ready ready -> {
                model.put("possible", roundWords.possible(ready.worth()));
                model.put(
                        "fairnessCost",
                        roundWords.fairnessCost(ready.order().fairness(), ready.worth(), ready.fairnessCost()));
                return new ModelAndView("rounds/joint-round", model);
            }
        }
    }

    @PostMapping("/joint-rounds/{id}/stop")
    String stop(@PathVariable String id) {
        var round = find(id);
        if (rounds.stop(round.id())) {
            rounds.await(round.id(), A_MOMENT);
        }
        return "redirect:/joint-rounds/" + round.id();
    }

    private ModelAndView start(Form form, HttpStatus status) {
        return new ModelAndView(
                "rounds/joint-rounds",
                Map.of(
                        "form",
                        form,
                        "places",
                        places(),
                        "policies",
                        words.options("rounds.fairness", Fairness.class),
                        "lines",
                        rounds.list(MOST_LISTED).stream().map(this::line).toList()),
                status);
    }

    private RoundPages.Line line(JointRound round) {
        return new RoundPages.Line(
                round.id().toString(),
                where(round),
                explanations.moment(round.order().startedAt()),
                switch (round) {
                    case Running _ -> "waiting";
                    case Ready _ -> "agreed";
                    case Interrupted _ -> "refused";
                },
                words.get("rounds.state." + round.getClass().getSimpleName()));
    }

    private String where(JointRound round) {
        var municipality = round.order().municipality();
        return municipality == null ? words.get("rounds.joint.everywhere") : municipality;
    }

    private List<Option> places() {
        var places = new ArrayList<Option>();
        places.add(new Option(EVERYWHERE, words.get("rounds.joint.everywhere")));
        areas.listMunicipalities().forEach(name -> places.add(new Option(name, name)));
        return places;
    }

    private JointRound find(String id) {
        return parse(id).flatMap(rounds::find).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Optional<JointRoundId> parse(String id) {
        try {
            return Optional.of(JointRoundId.of(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
