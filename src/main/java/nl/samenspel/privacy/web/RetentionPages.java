package nl.samenspel.privacy.web;

import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.privacy.Period;
import nl.samenspel.privacy.Retention;
import nl.samenspel.privacy.Retention.Leaving;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What goes by itself in the coming month, and how long the organisation keeps what it may choose.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class RetentionPages {

    private static final int MOST_NAMED = 100;

    private final Retention retention;
    private final People people;
    private final CopyWords copyWords;
    private final Words words;
    private final Clock clock;

    RetentionPages(Retention retention, People people, CopyWords copyWords, Words words, Clock clock) {
        this.retention = retention;
        this.people = people;
        this.copyWords = copyWords;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/privacy/retention")
    ModelAndView show() {
        var periods = retention.periods();
        return page(
                Form.filled(periods.entrySet().stream()
                        .collect(Collectors.toMap(one -> one.getKey().name(), Map.Entry::getValue))),
                HttpStatus.OK);
    }

    @PostMapping("/privacy/retention")
    @MayUse(Role.MANAGER)
    Object choose(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "privacy.period");
        var chosen = new EnumMap<Period, Integer>(Period.class);
        for (var period : chosenPeriods()) {
            chosen.put(period, form.whole(period.name(), period.least(), period.most()));
        }
        if (!form.isRight()) {
            return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        chosen.forEach(retention::choose);
        retention.lookAgain();
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("privacy.retention.kept"));
        return "redirect:/privacy/retention";
    }

    private static List<Period> chosenPeriods() {
        return Arrays.stream(Period.values()).filter(Period::isChosen).toList();
    }

    private ModelAndView page(Form form, HttpStatus status) {
        var upcoming = retention.upcoming();
        var named = upcoming.people().stream().limit(MOST_NAMED).toList();
        var page = new ModelAndView("privacy/retention", status);
        page.addObject("form", form);
        page.addObject("upcoming", upcoming);
        page.addObject("at", upcoming.at().atZone(clock.getZone()));
        page.addObject("named", named);
        page.addObject(
                "names", people.list(named.stream().map(Leaving::person).collect(Collectors.toSet()), Purpose.RECORD));
        page.addObject("chosen", chosenPeriods());
        page.addObject("months", retention.periods());
        page.addObject(
                "fixed",
                Arrays.stream(Period.values())
                        .filter(period -> !period.isChosen() && (period.months() > 0 || period.days() > 0))
                        .toList());
        page.addObject("manager", Viewer.current().is(Role.MANAGER));
        page.addObject("copyWords", copyWords);
        return page;
    }
}
