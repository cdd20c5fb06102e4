package nl.samenspel.access.web;

import static nl.samenspel.access.Role.ADMINISTRATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.util.HashMap;
import java.util.Map;
import nl.samenspel.access.DeskHelp;
import nl.samenspel.access.HouseRules;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Viewer;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// How colleagues come in, and what is asked of everyone in the organisation.
@Controller
@MayUse({MANAGER, ADMINISTRATOR})
class PeopleAccessPages {

    private final DeskHelp help;
    private final HouseRules rules;
    private final Words words;

    PeopleAccessPages(DeskHelp help, HouseRules rules, Words words) {
        this.help = help;
        this.rules = rules;
        this.words = words;
    }

    @GetMapping("/people-access")
    ModelAndView people() {
        var page = new HashMap<String, Object>();
        page.put("colleagues", help.listColleagues());
        page.put("me", Viewer.current().me());
        if (Viewer.current().is(MANAGER)) {
            page.put("form", Form.filled(Map.of("all", rules.secondForAll() ? "yes" : "")));
        }
        return new ModelAndView("access/people-access", page);
    }

    @PostMapping("/people-access")
    @MayUse(MANAGER)
    String setRule(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        rules.setSecondForAll(Form.of(typed).ticked("all"));
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("access.people.saved"));
        return "redirect:/people-access";
    }
}
