package nl.samenspel.network.web;

import static nl.samenspel.access.Role.ADMINISTRATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.util.Map;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Departure;
import nl.samenspel.network.Departures;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One branch: what is known of it, and closing it.
@Controller
@MayUse({ADMINISTRATOR, MANAGER})
@RequestMapping("/organisations/{id}/branches/{branch}")
class BranchPages {

    private final Organisations organisations;
    private final Departures departures;
    private final SettingUp settingUp;
    private final Words words;

    BranchPages(Organisations organisations, Departures departures, SettingUp settingUp, Words words) {
        this.organisations = organisations;
        this.departures = departures;
        this.settingUp = settingUp;
        this.words = words;
    }

    /// A branch as it is typed; the rest stays as it was.
    static Branch read(Form form, BranchId id, OrganisationId organisation) {
        return new Branch(
                id,
                organisation,
                form.text("branchName", 100),
                form.text("place", 100),
                form.phone("phone"),
                form.optionalEmail("email").orElse(""),
                form.many("kinds", KindOfHelp.class),
                null,
                form.optionalWords("niche", 300).orElse(""));
    }

    @GetMapping
    ModelAndView show(@PathVariable OrganisationId id, @PathVariable BranchId branch) {
        var known = settingUp.branch(id, branch);
        return page(
                known,
                Form.filled(Map.of(
                        "branchName", known.name(),
                        "place", known.place(),
                        "phone", known.phone(),
                        "email", known.email(),
                        "kinds", known.kinds(),
                        "niche", known.niche())),
                HttpStatus.OK);
    }

    @PostMapping
    Object change(
            @PathVariable OrganisationId id,
            @PathVariable BranchId branch,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var known = settingUp.branch(id, branch);
        var form = Form.of(typed, "network.branch");
        var changed = read(form, branch, id);
        if (form.isRight()) {
            try {
                organisations.change(changed);
                return back(id, redirect, words.get("network.kept"));
            } catch (DuplicateKeyException _) {
                form.refuse("branchName", "network.branch.name.taken");
            }
        }
        return page(known, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/close")
    Object close(
            @PathVariable OrganisationId id,
            @PathVariable BranchId branch,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var known = settingUp.branch(id, branch);
        var form = Form.of(typed, "network.close");
        var to = form.optionalId("to", BranchId::new);
        if (form.isRight()) {
            switch (departures.close(known, to.orElse(null))) {
                case Departure.Done() -> {
                    return back(id, redirect, words.get("network.close.branch.done", known.name()));
                }
                case Departure.StillHolds(var loads) ->
                    form.refuse("to", "network.close.branch.holds", settingUp.said(loads));
                case Departure.IsFallbackDesk() -> form.refuse("to", "network.close.fallback");
                case Departure.NotHere()
                when organisations.listBranches(id).stream()
                        .noneMatch(open -> open.id().equals(branch)) -> {
                    return back(id, redirect, words.get("network.close.branch.done", known.name()));
                }
                case Departure.NotHere _ -> form.refuse("to", "ui.form.unknownChoice");
                case Departure.NeededElsewhere _, Departure.Yourself _, Departure.NotAColleague _ ->
                    throw new IllegalStateException("A branch is no colleague.");
            }
        }
        return show(known, form);
    }

    @PostMapping("/reopen")
    Object reopen(@PathVariable OrganisationId id, @PathVariable BranchId branch, RedirectAttributes redirect) {
        var known = settingUp.branch(id, branch);
        organisations.reopen(known);
        return back(id, redirect, words.get("network.close.branch.reopened", known.name()));
    }

    private ModelAndView show(Branch known, Form refused) {
        return page(known, refused, HttpStatus.CONFLICT);
    }

    private static String back(OrganisationId id, RedirectAttributes redirect, String said) {
        Notice.put(redirect, Notice.Kind.SUCCESS, said);
        return "redirect:/organisations/" + id;
    }

    private ModelAndView page(Branch branch, Form form, HttpStatus status) {
        var organisation = settingUp.organisation(branch.organisation());
        var isOpen = organisations.listBranches(organisation.id()).stream()
                .anyMatch(open -> open.id().equals(branch.id()));
        var page = new ModelAndView("network/branch", status);
        page.addObject("form", form);
        page.addObject("organisation", organisation);
        page.addObject("branch", branch);
        page.addObject("isOpen", isOpen);
        page.addObject("there", isOpen ? settingUp.said(departures.loads(branch)) : "");
        page.addObject("kindOptions", words.options("network.kind", KindOfHelp.class));
        page.addObject(
                "otherBranches",
                settingUp.branchOptions(organisation.id()).stream()
                        .filter(option -> !option.value().equals(branch.id().toString()))
                        .toList());
        return page;
    }
}
