package nl.samenspel.insight.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Viewer;
import nl.samenspel.insight.NeedFilter;
import nl.samenspel.insight.Needs;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import nl.samenspel.volunteers.Volunteers;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What is asked where, who waits how long, and what could not be done: of the own desk.
@Controller
@MayUse({COORDINATOR, MANAGER})
class InsightPages {

    private static final int YEARS = 10;

    private final Needs needs;
    private final Volunteers volunteers;
    private final Words words;
    private final Clock clock;

    InsightPages(Needs needs, Volunteers volunteers, Words words, Clock clock) {
        this.needs = needs;
        this.volunteers = volunteers;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/insight")
    ModelAndView show(@RequestParam MultiValueMap<String, String> asked) {
        var today = LocalDate.now(clock);
        var form = asked.isEmpty()
                ? Form.filled(Map.of("from", today.minusYears(1), "until", today))
                : Form.of(asked, "insight.need");
        var municipalities = needs.listMunicipalities();
        var from = form.optionalDate("from", today.minusYears(YEARS), today).orElse(today.minusYears(1));
        var until = form.optionalDate("until", today.minusYears(YEARS), today).orElse(today);
        var kind = form.optionalOne("kind", KindOfHelp.class).orElse(null);
        var municipality = form.optionalOneOf("municipality", municipalities).orElse(null);
        var idle = volunteers.countIdle(Viewer.current().myDesk().organisation());
        var page = new ModelAndView("insight/insight");
        page.addObject(Form.ATTRIBUTE, form);
        page.addObject("lines", NeedLines.of(needs.count(new NeedFilter(from, until, kind, municipality)), words));
        page.addObject("idle", idle);
        page.addObject("kinds", words.options("network.kind", KindOfHelp.class));
        page.addObject(
                "municipalities",
                municipalities.stream().map(place -> new Option(place, place)).toList());
        return page;
    }
}
