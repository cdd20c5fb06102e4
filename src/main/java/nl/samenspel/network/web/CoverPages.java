package nl.samenspel.network.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Holidays: a colleague looks after my branches, and gets what comes in for me.
@Controller
@MayUse(Role.COORDINATOR)
class CoverPages {

    private final Accounts accounts;
    private final Words words;
    private final Clock clock;

    CoverPages(Accounts accounts, Words words, Clock clock) {
        this.accounts = accounts;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/cover")
    ModelAndView show() {
        return page(Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/cover")
    Object arrange(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "network.cover");
        var me = Viewer.current().me();
        var desk = Viewer.current().myDesk();
        var today = LocalDate.now(clock);
        var colleague = form.id("cover", AccountId::new);
        var from = form.date("from", today, today.plusYears(1));
        var until = form.date("until", today, today.plusYears(1));
        if (form.isRight() && until.isBefore(from)) {
            form.refuse("until", "network.cover.until.early");
        }
        if (colleague.isPresent()
                && accounts.listCoordinators(desk.organisation()).stream()
                        .noneMatch(one ->
                                one.id().equals(colleague.get()) && !one.id().equals(me))) {
            form.refuse("cover", "ui.form.unknownChoice");
        }
        if (!form.isRight()) {
            return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        accounts.cover(desk.organisation(), me, colleague.orElseThrow(), from, until);
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("network.cover.arranged"));
        return "redirect:/workbench";
    }

    private ModelAndView page(Form form, HttpStatus status) {
        var me = Viewer.current().me();
        var colleagues = accounts.listCoordinators(Viewer.current().myDesk().organisation()).stream()
                .filter(one -> !one.id().equals(me))
                .map(one -> new Option(one.id().toString(), one.name()))
                .toList();
        return new ModelAndView("network/cover", Map.of("form", form, "colleagues", colleagues), status);
    }
}
