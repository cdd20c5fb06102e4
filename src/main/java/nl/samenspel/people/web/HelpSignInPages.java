package nl.samenspel.people.web;

import static nl.samenspel.access.Role.ADMINISTRATOR;
import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.DeskHelp;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.access.WayIn.SeenHow;
import nl.samenspel.audit.Looks;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.SiteAddress;
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

/// At the desk: helping someone in. Whose name is on the page was looked at.
@Controller
@MayUse({COORDINATOR, MANAGER, ADMINISTRATOR})
class HelpSignInPages {

    private final DeskHelp help;
    private final Accounts accounts;
    private final Looks looks;
    private final SiteAddress site;
    private final Words words;

    HelpSignInPages(DeskHelp help, Accounts accounts, Looks looks, SiteAddress site, Words words) {
        this.help = help;
        this.accounts = accounts;
        this.looks = looks;
        this.site = site;
        this.words = words;
    }

    /// From somebody's record.
    @GetMapping("/help-sign-in")
    String of(@RequestParam PersonId person) {
        return "redirect:/help-sign-in/" + accounts.of(person).orElseThrow(HelpSignInPages::notThere);
    }

    @GetMapping("/help-sign-in/{id}")
    @MayUse(
            value = {COORDINATOR, MANAGER, ADMINISTRATOR},
            shownJustNow = true)
    ModelAndView show(@PathVariable("id") AccountId account) {
        return page(helped(account), Form.empty(), HttpStatus.OK);
    }

    /// The code is on the answer itself and nowhere else: shown once, to be printed.
    @PostMapping("/help-sign-in/{id}/print")
    @MayUse(
            value = {COORDINATOR, MANAGER, ADMINISTRATOR},
            shownJustNow = true)
    ModelAndView print(@PathVariable("id") AccountId account, @RequestParam MultiValueMap<String, String> typed) {
        var helped = helped(account);
        var form = Form.of(typed, "access.help");
        var seen = form.one("seen", SeenHow.class);
        if (!form.isRight()) {
            return page(helped, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return help.print(account, form.ticked("sheet"), seen)
                .map(paper -> paper(helped, paper))
                .orElseThrow(HelpSignInPages::notThere);
    }

    @PostMapping("/help-sign-in/{id}/anew")
    @MayUse(
            value = {COORDINATOR, MANAGER, ADMINISTRATOR},
            shownJustNow = true)
    Object beginAnew(
            @PathVariable("id") AccountId account,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var helped = helped(account);
        var form = Form.of(typed, "access.help");
        var seen = form.one("anewSeen", SeenHow.class);
        if (!form.isRight()) {
            return page(helped, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (help.beginAnew(account, seen)) {
            case DeskHelp.BegunAnew.OnPaper(var paper) -> paper(helped, paper);
            case DeskHelp.BegunAnew.ByMail _ -> {
                Notice.put(
                        redirect,
                        Notice.Kind.SUCCESS,
                        words.get("access.help.anew.mailed", helped.account().name()));
                yield "redirect:/help-sign-in/" + account;
            }
            case DeskHelp.BegunAnew.NotThere _ -> throw notThere();
        };
    }

    private DeskHelp.Helped helped(AccountId account) {
        var helped = help.find(account).orElseThrow(HelpSignInPages::notThere);
        Viewer.current()
                .organisation()
                .ifPresent(here -> looks.at(
                        accounts.persons(List.of(account)).stream()
                                .collect(Collectors.toMap(person -> person, _ -> here)),
                        Looks.Purpose.RECORD));
        return helped;
    }

    private ModelAndView page(DeskHelp.Helped helped, Form form, HttpStatus status) {
        return new ModelAndView(
                "people/help-sign-in",
                Map.of(
                        "form", form,
                        "account", helped.account(),
                        "wayIn", helped.wayIn(),
                        "canBePrinted", DeskHelp.canBePrinted(helped),
                        "seenOptions", words.options("access.help.how", SeenHow.class)),
                status);
    }

    private ModelAndView paper(DeskHelp.Helped helped, DeskHelp.Paper paper) {
        return new ModelAndView(
                "people/sign-in-paper",
                Map.of(
                        "name",
                        helped.account().name(),
                        "paper",
                        paper,
                        "address",
                        site.link("/enrol"),
                        "back",
                        "/help-sign-in/" + helped.account().id()));
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
