package nl.samenspel.network.web;

import static nl.samenspel.access.Role.ADMINISTRATOR;
import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Departure;
import nl.samenspel.network.Departures;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.SiteAddress;
import nl.samenspel.ui.Words;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Setting up: organisations and their branches, who works there, and who takes in what.
/// An administrator does all of it; a manager does their own organisation's.
@Controller
@MayUse({ADMINISTRATOR, MANAGER})
class OrganisationPages {

    /// What a colleague can become here.
    static final List<Role> ROLES = List.of(COORDINATOR, MANAGER, Role.PROFESSIONAL);

    private final Organisations organisations;
    private final Areas areas;
    private final Accounts accounts;
    private final Outbox outbox;
    private final SiteAddress site;
    private final Words words;
    private final TransactionTemplate transaction;
    private final Departures departures;
    private final SettingUp settingUp;

    OrganisationPages(
            Organisations organisations,
            Areas areas,
            Accounts accounts,
            Outbox outbox,
            SiteAddress site,
            Words words,
            TransactionTemplate transaction,
            Departures departures,
            SettingUp settingUp) {
        this.organisations = organisations;
        this.areas = areas;
        this.accounts = accounts;
        this.outbox = outbox;
        this.site = site;
        this.words = words;
        this.transaction = transaction;
        this.departures = departures;
        this.settingUp = settingUp;
    }

    @GetMapping("/organisations")
    @MayUse(ADMINISTRATOR)
    ModelAndView list() {
        return page("network/organisations", Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/organisations")
    @MayUse(ADMINISTRATOR)
    Object add(@RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed, "network.organisation");
        var organisation = read(form, OrganisationId.next(), Set.of());
        if (form.isRight()) {
            try {
                organisations.add(organisation);
                return "redirect:/organisations/" + organisation.id();
            } catch (DuplicateKeyException _) {
                form.refuse("name", "network.organisation.name.taken");
            }
        }
        return page("network/organisations", form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/organisations/{id}")
    ModelAndView show(@PathVariable OrganisationId id) {
        return page(settingUp.organisation(id), Form.empty(), HttpStatus.OK);
    }

    @GetMapping("/my-organisation")
    @MayUse(MANAGER)
    String mine() {
        return "redirect:/organisations/" + Viewer.current().myDesk().organisation();
    }

    @GetMapping("/organisations/{id}/change")
    ModelAndView change(@PathVariable OrganisationId id) {
        var known = settingUp.organisation(id);
        return changePage(
                known,
                Form.filled(Map.of(
                        "name", known.name(),
                        "kind", known.kind(),
                        "about", known.about(),
                        "phone", known.phone(),
                        "email", known.email())),
                HttpStatus.OK);
    }

    @PostMapping("/organisations/{id}/change")
    Object change(
            @PathVariable OrganisationId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var known = settingUp.organisation(id);
        var form = Form.of(typed, "network.organisation");
        var changed = read(form, id, known.stricter());
        if (form.isRight()) {
            try {
                organisations.change(changed);
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("network.kept"));
                return "redirect:/organisations/" + id;
            } catch (DuplicateKeyException _) {
                form.refuse("name", "network.organisation.name.taken");
            }
        }
        return changePage(known, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/organisations/{id}/close")
    @MayUse(ADMINISTRATOR)
    Object close(@PathVariable OrganisationId id, RedirectAttributes redirect) {
        var known = settingUp.organisation(id);
        var form = Form.empty();
        switch (departures.close(id)) {
            case Departure.Done(), Departure.NotHere() -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("network.close.done", known.name()));
                return "redirect:/organisations";
            }
            case Departure.StillHolds(var loads) -> form.refuse("close", "network.close.holds", settingUp.said(loads));
            case Departure.IsFallbackDesk() -> form.refuse("close", "network.close.fallback");
            case Departure.NeededElsewhere _, Departure.Yourself _, Departure.NotAColleague _ ->
                throw new IllegalStateException("An organisation is no colleague.");
        }
        return changePage(known, form, HttpStatus.CONFLICT);
    }

    @PostMapping("/organisations/{id}/reopen")
    @MayUse(ADMINISTRATOR)
    Object reopen(@PathVariable OrganisationId id, RedirectAttributes redirect) {
        var known = settingUp.organisation(id);
        organisations.reopen(id);
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("network.close.reopened", known.name()));
        return "redirect:/organisations/" + id;
    }

    private ModelAndView changePage(Organisation organisation, Form form, HttpStatus status) {
        var page = new ModelAndView("network/change", status);
        page.addObject("form", form);
        page.addObject("organisation", organisation);
        page.addObject("kinds", words.options("network.organisation.kind", Organisation.Kind.class));
        page.addObject("administrator", Viewer.current().is(ADMINISTRATOR));
        page.addObject(
                "isOpen", organisations.list().stream().anyMatch(one -> one.id().equals(organisation.id())));
        return page;
    }

    @PostMapping("/organisations/{id}/branches")
    Object addBranch(@PathVariable OrganisationId id, @RequestParam MultiValueMap<String, String> typed) {
        var organisation = settingUp.organisation(id);
        var form = Form.of(typed, "network.branch");
        var branch = BranchPages.read(form, BranchId.next(), id);
        if (form.isRight()) {
            try {
                organisations.add(branch);
                return "redirect:/organisations/" + id;
            } catch (DuplicateKeyException _) {
                form.refuse("branchName", "network.branch.name.taken");
            }
        }
        return page(organisation, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /// Gives a colleague a role and mails them a link; the first coordinator of a branch goes on duty.
    @PostMapping("/organisations/{id}/colleagues")
    Object addColleague(
            @PathVariable OrganisationId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var organisation = settingUp.organisation(id);
        var form = Form.of(typed, "network.colleague");
        var name = form.text("colleague", 100);
        var email = form.email("colleagueEmail");
        var role = form.oneOf("role", ROLES.stream().map(Role::name).toList());
        var branch = role.equals(COORDINATOR.name())
                ? form.id("branch", BranchId::new)
                : java.util.Optional.<BranchId>empty();
        if (branch.isPresent()
                && organisations
                        .findBranch(branch.get())
                        .filter(b -> b.organisation().equals(id))
                        .isEmpty()) {
            form.refuse("branch", "ui.form.unknownChoice");
        }
        if (!form.isRight()) {
            return page(organisation, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        transaction.executeWithoutResult(_ -> {
            var account =
                    accounts.open(new NewAccount(name, email, "nl", Role.valueOf(role), id, branch.orElse(null), null));
            branch.flatMap(organisations::findBranch)
                    .filter(found -> found.duty() == null)
                    .ifPresent(found -> organisations.putOnDuty(found.id(), account));
            var code = accounts.enrolmentCode(account, Accounts.LINK_LASTS);
            outbox.send(Letter.to(email, name, "nl")
                    .saying("access.mail.enrol", name, site.link("/enrol?code=" + code.value()), organisation.phone()));
        });
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("network.colleague.added", name));
        return "redirect:/organisations/" + id;
    }

    @PostMapping("/organisations/{id}/duty")
    Object putOnDuty(@PathVariable OrganisationId id, @RequestParam MultiValueMap<String, String> typed) {
        var organisation = settingUp.organisation(id);
        var form = Form.of(typed, "network.duty");
        var branch = form.oneOf("dutyBranch", values(settingUp.branchOptions(id)));
        var who = form.oneOf("dutyAccount", values(colleagueOptions(id)));
        if (!form.isRight()) {
            return page(organisation, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        organisations.putOnDuty(BranchId.of(branch), AccountId.of(who));
        return "redirect:/organisations/" + id;
    }

    @PostMapping("/organisations/{id}/routes")
    Object addRoute(@PathVariable OrganisationId id, @RequestParam MultiValueMap<String, String> typed) {
        var organisation = settingUp.organisation(id);
        var form = Form.of(typed, "network.route");
        var branch = form.oneOf("routeBranch", values(settingUp.branchOptions(id)));
        var municipality = form.optionalOneOf("municipality", areas.listMunicipalities());
        var kind = form.optionalOne("kind", KindOfHelp.class);
        if (!form.isRight()) {
            return page(organisation, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        organisations.route(BranchId.of(branch), municipality.orElse(null), null, kind.orElse(null));
        return "redirect:/organisations/" + id;
    }

    @PostMapping("/organisations/{id}/fallback")
    @MayUse(ADMINISTRATOR)
    Object makeFallback(@PathVariable OrganisationId id, @RequestParam MultiValueMap<String, String> typed) {
        var organisation = settingUp.organisation(id);
        var form = Form.of(typed);
        var branch = form.oneOf("fallbackBranch", values(settingUp.branchOptions(id)));
        if (!form.isRight()) {
            return page(organisation, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        organisations.makeFallbackDesk(BranchId.of(branch));
        return "redirect:/organisations/" + id;
    }

    private static Organisation read(Form form, OrganisationId id, Set<String> stricter) {
        return new Organisation(
                id,
                form.text("name", 120),
                form.one("kind", Organisation.Kind.class),
                form.optionalWords("about", 1000).orElse(""),
                form.phone("phone"),
                form.optionalEmail("email").orElse(""),
                stricter);
    }

    private ModelAndView page(String view, Form form, HttpStatus status) {
        return new ModelAndView(
                view,
                Map.of(
                        "form", form,
                        "organisations", organisations.list(),
                        "closed", organisations.listClosed(),
                        "kinds", words.options("network.organisation.kind", Organisation.Kind.class)),
                status);
    }

    private ModelAndView page(Organisation organisation, Form form, HttpStatus status) {
        var branches = organisations.listBranches(organisation.id());
        var page = new ModelAndView("network/organisation", status);
        page.addObject("form", form);
        page.addObject("organisation", organisation);
        page.addObject("branches", branches);
        page.addObject("routes", organisations.listRoutes(organisation.id()));
        page.addObject("administrator", Viewer.current().is(ADMINISTRATOR));
        page.addObject(
                "onDuty",
                accounts.names(branches.stream()
                        .map(Branch::duty)
                        .flatMap(java.util.stream.Stream::ofNullable)
                        .collect(Collectors.toSet())));
        page.addObject("closedBranches", organisations.listClosedBranches(organisation.id()));
        page.addObject(
                "isOpen", organisations.list().stream().anyMatch(one -> one.id().equals(organisation.id())));
        page.addObject("colleagues", departures.listColleagues(organisation.id()));
        page.addObject("branchNames", branches.stream().collect(Collectors.toMap(Branch::id, Branch::name)));
        page.addObject("branchOptions", settingUp.branchOptions(organisation.id()));
        page.addObject("colleagueOptions", colleagueOptions(organisation.id()));
        page.addObject("roleOptions", words.options("access.role", ROLES));
        page.addObject("kindOptions", words.options("network.kind", Arrays.asList(KindOfHelp.values())));
        page.addObject(
                "municipalityOptions",
                areas.listMunicipalities().stream()
                        .map(name -> new Option(name, name))
                        .toList());
        page.addObject("words", words);
        return page;
    }

    private List<Option> colleagueOptions(OrganisationId organisation) {
        return accounts.listCoordinators(organisation).stream()
                .map(colleague -> new Option(colleague.id().toString(), colleague.name()))
                .toList();
    }

    private static List<String> values(List<Option> options) {
        return options.stream().map(Option::value).toList();
    }
}
