package nl.samenspel.insight.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Viewer;
import nl.samenspel.insight.BorderLevel;
import nl.samenspel.insight.Borders;
import nl.samenspel.insight.Grid;
import nl.samenspel.insight.GridText;
import nl.samenspel.insight.NeedQuestion;
import nl.samenspel.insight.Needs;
import nl.samenspel.insight.TakenOut;
import nl.samenspel.insight.Topic;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// What an organisation sees of itself: a few figures that matter, and behind each a page with
/// the table.
@Controller
@MayUse({COORDINATOR, MANAGER})
class InsightPages {

    private static final int TAKEN_OUT_SHOWN = 20;

    private final Needs needs;
    private final Borders borders;
    private final Accounts accounts;
    private final Words words;
    private final Clock clock;

    InsightPages(Needs needs, Borders borders, Accounts accounts, Words words, Clock clock) {
        this.needs = needs;
        this.borders = borders;
        this.accounts = accounts;
        this.words = words;
        this.clock = clock;
    }

    /// A way to the same by something else.
    record Choice(String text, String path, boolean chosen) {}

    @GetMapping("/insight")
    ModelAndView show(@RequestParam MultiValueMap<String, String> typed) {
        var municipalities = needs.listMunicipalities();
        var asked = NeedQuestion.of(typed, municipalities, today());
        var glance = needs.glance(asked.filter());
        var text = new GridText(words);
        var waiting = glance.need().all().waiting();
        var page = new ModelAndView("insight/insight");
        filterable(page, asked, municipalities);
        page.addObject("glance", glance);
        page.addObject("counted", counted(true));
        page.addObject("median", text.cell(new Grid.Days(waiting.median(), waiting)));
        page.addObject("found", text.cell(new Grid.Part(glance.need().all().found())));
        page.addObject("paidBefore", text.cell(new Grid.Part(glance.need().all().paidBefore())));
        page.addObject("glad", text.cell(new Grid.Part(glance.glad())));
        page.addObject("refused", glance.need().all().refused().part());
        page.addObject("moved", percent(glance.need().moved()));
        page.addObject("asked", asked);
        page.addObject("takenOut", Viewer.current().myDesk().role() == MANAGER ? listTakenOut() : List.of());
        return page;
    }

    @GetMapping("/insight/{topic}")
    ModelAndView show(@PathVariable String topic, @RequestParam MultiValueMap<String, String> typed) {
        return table(Topic.ofSlug(topic).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)), typed);
    }

    private ModelAndView table(Topic topic, MultiValueMap<String, String> typed) {
        var by = NeedQuestion.by(topic, typed);
        var municipalities = needs.listMunicipalities();
        var asked = NeedQuestion.of(typed, municipalities, today(), by);
        var path = "/insight/" + topic.slug();
        var here = asked.at(path, by);
        var page = new ModelAndView("insight/topic");
        filterable(page, asked, municipalities);
        page.addObject("topic", topic);
        page.addObject("by", by);
        page.addObject("path", path);
        page.addObject("here", here);
        page.addObject("file", asked.at(path + ".csv", by));
        page.addObject("back", asked.at("/insight"));
        page.addObject(
                "choices",
                topic.groupings().stream()
                        .map(one -> new Choice(words.of("insight.by", one), asked.at(path, one), one == by))
                        .toList());
        page.addObject(
                "others",
                Arrays.stream(Topic.values())
                        .filter(one -> one != topic)
                        .map(one ->
                                new Choice(words.of("insight.topic", one), asked.at("/insight/" + one.slug()), false))
                        .toList());
        var grid = needs.table(topic, by, asked.filter());
        page.addObject("counted", counted(topic.isOfAPeriod()));
        page.addObject("map", map(grid));
        page.addObject(
                "grid",
                GridLines.of(
                        grid,
                        Optional.ofNullable(typed.getFirst("page"))
                                .filter(number -> number.matches("[0-9]{1,6}"))
                                .map(Integer::valueOf)
                                .orElse(1),
                        words));
        if (topic == Topic.FAIR) {
            var spread = needs.spread(asked.filter());
            page.addObject("helped", spread.helped());
            page.addObject("moved", percent(spread.moved()));
            spread.round().ifPresent(round -> {
                page.addObject("round", round);
                page.addObject("movedThen", percent(round.moved()));
            });
        }
        return page;
    }

    /// Null where it is not of places, or of none that is known.
    private @Nullable MapPicture map(Grid grid) {
        var level =
                switch (grid.by()) {
                    case MUNICIPALITY -> BorderLevel.MUNICIPALITY;
                    case POSTCODE -> BorderLevel.POSTCODE;
                    case KIND, ORIGIN, QUARTER, LANGUAGE, KIND_IN_MUNICIPALITY -> null;
                };
        if (level == null) {
            return null;
        }
        var figures = GridLines.figures(grid, words);
        return borders.ground(level, figures.keySet())
                .map(ground -> MapPicture.of(ground, figures))
                .orElse(null);
    }

    private List<String> listTakenOut() {
        var all = needs.listTakenOut(TAKEN_OUT_SHOWN);
        var names = accounts.names(all.stream().map(TakenOut::who).collect(Collectors.toSet()));
        return all.stream()
                .map(one -> words.get(
                        "insight.takenOut.line",
                        day(LocalDate.ofInstant(one.at(), clock.getZone())),
                        names.getOrDefault(one.who(), ""),
                        words.of("insight.topic", one.topic()),
                        words.of("insight.by", one.by())))
                .toList();
    }

    private String day(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy")
                .withLocale(words.locale())
                .format(day);
    }

    private static long percent(double part) {
        return Math.round(part * 100);
    }

    /// When it was counted, where that is not now.
    private String counted(boolean isOfAPeriod) {
        return needs.countedAt()
                .map(at -> words.get("insight.counted", words.time(at)))
                .orElseGet(() -> isOfAPeriod ? "" : words.get("insight.today"));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private void filterable(ModelAndView page, NeedQuestion asked, List<String> municipalities) {
        page.addObject(Form.ATTRIBUTE, asked.form());
        page.addObject(
                "period",
                words.get(
                        "insight.period",
                        day(asked.filter().from()),
                        day(asked.filter().until())));
        page.addObject("kinds", words.options("network.kind", KindOfHelp.class));
        page.addObject(
                "municipalities",
                municipalities.stream().map(place -> new Option(place, place)).toList());
    }
}
