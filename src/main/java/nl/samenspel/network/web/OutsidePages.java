package nl.samenspel.network.web;

import static nl.samenspel.access.Role.ADMINISTRATOR;
import static nl.samenspel.access.Role.MUNICIPALITY;
import static nl.samenspel.access.Role.NATIONAL_OFFICE;
import static nl.samenspel.access.Role.RESEARCHER;

import java.util.List;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.network.Areas;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.SiteAddress;
import nl.samenspel.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Who looks from outside: given by the administrator, and taken away.
@Controller
@MayUse(ADMINISTRATOR)
@RequestMapping("/outside")
class OutsidePages {

    private static final List<Role> ROLES = List.of(MUNICIPALITY, NATIONAL_OFFICE, RESEARCHER);

    private final Accounts accounts;
    private final Areas areas;
    private final Outbox outbox;
    private final SiteAddress site;
    private final Words words;
    private final TransactionTemplate transaction;

    OutsidePages(
            Accounts accounts,
            Areas areas,
            Outbox outbox,
            SiteAddress site,
            Words words,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.areas = areas;
        this.outbox = outbox;
        this.site = site;
        this.words = words;
        this.transaction = transaction;
    }

    @GetMapping
    ModelAndView list() {
        return page(Form.empty(), HttpStatus.OK);
    }

    @PostMapping
    Object add(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "network.outside");
        var name = form.text("outsider", 100);
        var email = form.email("outsiderEmail");
        var role = form.oneOf("role", ROLES.stream().map(Role::name).toList());
        var municipality =
                role.equals(MUNICIPALITY.name()) ? form.oneOf("municipality", areas.listMunicipalities()) : null;
        if (!form.isRight()) {
            return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        transaction.executeWithoutResult(_ -> {
            var account = accounts.openOutside(name, email, "nl", Role.valueOf(role), municipality);
            var code = accounts.enrolmentCode(account, Accounts.LINK_LASTS);
            outbox.send(Letter.to(email, name, "nl")
                    .saying("network.mail.outside", name, site.link("/enrol?code=" + code.value())));
        });
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("network.colleague.added", name));
        return "redirect:/outside";
    }

    @PostMapping("/{account}/end")
    String end(@PathVariable AccountId account, RedirectAttributes redirect) {
        if (!accounts.endOutside(account)) {
            throw SettingUp.notThere();
        }
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("network.outside.ended"));
        return "redirect:/outside";
    }

    private ModelAndView page(Form form, HttpStatus status) {
        var page = new ModelAndView("network/outside", status);
        page.addObject(Form.ATTRIBUTE, form);
        page.addObject("outsiders", accounts.listOutside());
        page.addObject("roleOptions", words.options("access.role", ROLES));
        page.addObject(
                "municipalityOptions",
                areas.listMunicipalities().stream()
                        .map(name -> new Option(name, name))
                        .toList());
        return page;
    }
}
