package nl.samenspel.matches.web;

import java.util.HashMap;
import java.util.List;
import nl.samenspel.access.MayUse;
import nl.samenspel.limits.Face;
import nl.samenspel.matches.CheckIn.GoOn;
import nl.samenspel.matches.CheckIn.Waiting;
import nl.samenspel.matches.CheckIns;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Somebody of a match is asked how it goes, and says it.
@Controller
@MayUse
class MyCheckInPages {

    private final CheckIns checkIns;
    private final Matches matches;
    private final Words words;

    MyCheckInPages(CheckIns checkIns, Matches matches, Words words) {
        this.checkIns = checkIns;
        this.matches = matches;
        this.words = words;
    }

    @GetMapping("/my-matches/{id}/check-in")
    ModelAndView show(@PathVariable String id) {
        return page(find(id), Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/my-matches/{id}/check-in")
    Object answer(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var asked = find(id);
        var form = Form.of(typed, "matches.checkIn." + asked.about().side());
        var answers = CheckInForm.read(form);
        return form.isRight()
                ? after(checkIns.answer(asked.about().match(), answers), asked, redirect, "matches.checkIn.thanks")
                : page(asked, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/my-matches/{id}/check-in/skip")
    String skip(@PathVariable String id, RedirectAttributes redirect) {
        var asked = find(id);
        return after(checkIns.skip(asked.about().match()), asked, redirect, "matches.checkIn.skipped");
    }

    private String after(CheckIns.Outcome outcome, Waiting asked, RedirectAttributes redirect, String done) {
        switch (outcome) {
            case KEPT -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get(done));
            case NOTHING_ASKED -> Notice.put(redirect, Notice.Kind.INFO, words.get("matches.checkIn.nothing"));
            case NOT_FOUND -> throw Pages.notFound();
        }
        return "redirect:/my-matches/" + asked.about().match();
    }

    private ModelAndView page(Waiting asked, Form form, HttpStatus status) {
        var side = asked.about().side();
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("asked", asked);
        model.put("side", side.name());
        model.put("moment", asked.about().moment().name());
        model.put(
                "kind",
                matches.find(asked.about().match())
                        .map(match -> words.of("network.kind", match.duo().kind()))
                        .orElse(""));
        model.put("goOnOptions", words.options("matches.goOn." + side, GoOn.class));
        model.put("faces", faces(words));
        return new ModelAndView("matches/check-in", model, status);
    }

    static List<Option> faces(Words words) {
        return words.options("limits.face", Face.class);
    }

    private Waiting find(String id) {
        return Pages.parse(id, MatchId::of).flatMap(checkIns::findMine).orElseThrow(Pages::notFound);
    }
}
