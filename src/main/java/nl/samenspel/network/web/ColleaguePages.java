package nl.samenspel.network.web;

import static nl.samenspel.access.Role.ADMINISTRATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.util.HashMap;
import java.util.List;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.Colleague;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.Departure;
import nl.samenspel.network.Departures;
import nl.samenspel.network.Organisations;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
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

/// One colleague: what they look after, and leaving. Somebody else looks after it from the same moment on.
@Controller
@MayUse({ADMINISTRATOR, MANAGER})
@RequestMapping("/organisations/{id}/colleagues/{account}")
class ColleaguePages {

    private final Organisations organisations;
    private final Accounts accounts;
    private final Departures departures;
    private final SettingUp settingUp;
    private final Words words;

    ColleaguePages(
            Organisations organisations, Accounts accounts, Departures departures, SettingUp settingUp, Words words) {
        this.organisations = organisations;
        this.accounts = accounts;
        this.departures = departures;
        this.settingUp = settingUp;
        this.words = words;
    }

    @GetMapping
    ModelAndView show(@PathVariable OrganisationId id, @PathVariable AccountId account) {
        return page(id, roles(id, account), Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/end")
    Object end(
            @PathVariable OrganisationId id,
            @PathVariable AccountId account,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var roles = roles(id, account);
        var form = Form.of(typed, "network.leave");
        var role = form.oneOf(
                "role", OrganisationPages.ROLES.stream().map(Role::name).toList());
        var branch = form.optionalId("branch", BranchId::new);
        var to = form.optionalId("to", AccountId::new);
        if (!form.isRight()) {
            return page(id, roles, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var name = roles.getFirst().name();
        return after(
                departures.endRole(id, account, Role.valueOf(role), branch.orElse(null), to.orElse(null)),
                id,
                roles,
                form,
                redirect,
                words.get("network.leave.done", name));
    }

    @PostMapping("/suspend")
    @MayUse(ADMINISTRATOR)
    Object suspend(
            @PathVariable OrganisationId id,
            @PathVariable AccountId account,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var roles = roles(id, account);
        var form = Form.of(typed, "network.leave");
        var to = form.optionalId("to", AccountId::new);
        if (!form.isRight()) {
            return page(id, roles, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return after(
                departures.suspend(id, account, to.orElse(null)),
                id,
                roles,
                form,
                redirect,
                words.get("network.suspend.done", roles.getFirst().name()));
    }

    @PostMapping("/unsuspend")
    @MayUse(ADMINISTRATOR)
    Object unsuspend(@PathVariable OrganisationId id, @PathVariable AccountId account, RedirectAttributes redirect) {
        var roles = roles(id, account);
        accounts.unsuspend(account);
        Notice.put(
                redirect,
                Notice.Kind.SUCCESS,
                words.get("network.suspend.undone", roles.getFirst().name()));
        return "redirect:/organisations/" + id;
    }

    private Object after(
            Departure outcome,
            OrganisationId id,
            List<Colleague> roles,
            Form form,
            RedirectAttributes redirect,
            String done) {
        switch (outcome) {
            case Departure.Done(), Departure.NotHere() -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, done);
                return "redirect:/organisations/" + id;
            }
            case Departure.StillHolds(var loads) -> form.refuse("to", "network.leave.holds", settingUp.said(loads));
            case Departure.NotAColleague() -> form.refuse("to", "ui.form.unknownChoice");
            case Departure.NeededElsewhere(var other) -> form.refuse("to", "network.leave.elsewhere", other);
            case Departure.Yourself() -> form.refuse("role", "network.leave.yourself");
            case Departure.IsFallbackDesk _ -> throw new IllegalStateException("A colleague is no desk.");
        }
        return page(id, roles, form, HttpStatus.CONFLICT);
    }

    private List<Colleague> roles(OrganisationId id, AccountId account) {
        settingUp.organisation(id);
        var roles = departures.listColleagues(id).stream()
                .filter(one -> one.account().equals(account))
                .toList();
        if (roles.isEmpty()) {
            throw SettingUp.notThere();
        }
        return roles;
    }

    /// A role as it is shown, with what its form sends.
    record Shown(Role role, @Nullable String branch, String branchName) {}

    private ModelAndView page(OrganisationId id, List<Colleague> roles, Form form, HttpStatus status) {
        var account = roles.getFirst().account();
        var names = new HashMap<BranchId, String>();
        organisations.listBranches(id).forEach(branch -> names.put(branch.id(), branch.name()));
        organisations.listClosedBranches(id).forEach(branch -> names.put(branch.id(), branch.name()));
        var page = new ModelAndView("network/colleague", status);
        page.addObject("form", form);
        page.addObject("organisation", settingUp.organisation(id));
        page.addObject("colleague", roles.getFirst());
        page.addObject(
                "roles",
                roles.stream()
                        .map(one -> new Shown(
                                one.role(),
                                one.branch() == null ? null : one.branch().toString(),
                                one.branch() == null ? "" : names.getOrDefault(one.branch(), "")))
                        .toList());
        page.addObject("loads", settingUp.said(departures.loads(id, account)));
        page.addObject("administrator", Viewer.current().is(ADMINISTRATOR));
        page.addObject("isMe", account.equals(Viewer.current().account()));
        page.addObject(
                "others",
                accounts.listCoordinators(id).stream()
                        .filter(one -> !one.id().equals(account))
                        .map(one -> new Option(one.id().toString(), one.name()))
                        .toList());
        return page;
    }
}
