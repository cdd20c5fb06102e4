package nl.samenspel.referrals.web;

import static nl.samenspel.access.Role.MANAGER;

import java.util.Comparator;
import java.util.HashMap;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.Colleague;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Viewer;
import nl.samenspel.referrals.Ambassador;
import nl.samenspel.referrals.AmbassadorId;
import nl.samenspel.referrals.Ambassadors;
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

/// Which colleagues are present at which team, for all organisations.
@Controller
@MayUse(MANAGER)
class AmbassadorPages {

    private final Ambassadors ambassadors;
    private final Accounts accounts;
    private final Words words;

    AmbassadorPages(Ambassadors ambassadors, Accounts accounts, Words words) {
        this.ambassadors = ambassadors;
        this.accounts = accounts;
        this.words = words;
    }

    /// An ambassador, by name.
    public record Present(Ambassador ambassador, String name) {}

    @GetMapping("/ambassadors")
    ModelAndView list() {
        return page(Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/ambassadors")
    Object appoint(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "referrals.field");
        var who = form.id("account", AccountId::new);
        var team = form.text("team", 100);
        if (who.isEmpty() && form.error("account") == null) {
            form.refuse("account", "ui.form.choose");
        }
        if (form.isRight() && who.isPresent()) {
            if (ambassadors.appoint(who.get(), team)) {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("referrals.ambassadors.appointed"));
                return "redirect:/ambassadors";
            }
            form.refuse("account", "ui.form.unknownChoice");
        }
        return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/ambassadors/{id}/end")
    String end(@PathVariable String id, RedirectAttributes redirect) {
        AmbassadorId which;
        try {
            which = AmbassadorId.of(id);
        } catch (IllegalArgumentException _) {
            throw Shown.notFound();
        }
        if (!ambassadors.end(which)) {
            throw Shown.notFound();
        }
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("referrals.ambassadors.ended"));
        return "redirect:/ambassadors";
    }

    private ModelAndView page(Form form, HttpStatus status) {
        var present = ambassadors.list();
        var names = accounts.names(present.stream().map(Ambassador::account).toList());
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put(
                "present",
                present.stream()
                        .map(one -> new Present(one, names.getOrDefault(one.account(), "")))
                        .toList());
        model.put(
                "colleagues",
                accounts.listColleagues(Viewer.current().myDesk().organisation()).stream()
                        .filter(colleague -> !colleague.suspended())
                        .collect(Collectors.toMap(Colleague::account, Colleague::name, (one, _) -> one))
                        .entrySet()
                        .stream()
                        .map(one -> new Option(one.getKey().toString(), one.getValue()))
                        .sorted(Comparator.comparing(Option::text))
                        .toList());
        return new ModelAndView("referrals/ambassadors", model, status);
    }
}
