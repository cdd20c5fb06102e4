package nl.samenspel.network.web;

import static nl.samenspel.access.Role.ADMINISTRATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.util.Map;
import java.util.Optional;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.network.Areas;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.network.Organisations.Route;
import nl.samenspel.network.RouteId;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One rule of the routing: changing it, and taking it away.
@Controller
@MayUse({ADMINISTRATOR, MANAGER})
@RequestMapping("/organisations/{id}/routes/{route}")
class RoutePages {

    private final Organisations organisations;
    private final Areas areas;
    private final SettingUp settingUp;
    private final Words words;

    RoutePages(Organisations organisations, Areas areas, SettingUp settingUp, Words words) {
        this.organisations = organisations;
        this.areas = areas;
        this.settingUp = settingUp;
        this.words = words;
    }

    @GetMapping
    ModelAndView show(@PathVariable OrganisationId id, @PathVariable RouteId route) {
        var known = route(id, route);
        return page(
                id,
                known,
                Form.filled(Map.of(
                        "routeBranch", known.branch(),
                        "municipality", Optional.ofNullable(known.municipality()),
                        "postcode", Optional.ofNullable(known.postcode()),
                        "kind", Optional.ofNullable(known.kind()))),
                HttpStatus.OK);
    }

    @PostMapping
    Object change(
            @PathVariable OrganisationId id,
            @PathVariable RouteId route,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var known = route(id, route);
        var form = Form.of(typed, "network.route");
        var branch = form.oneOf(
                "routeBranch",
                settingUp.branchOptions(id).stream().map(Option::value).toList());
        var municipality = form.optionalOneOf("municipality", areas.listMunicipalities());
        var postcode = form.optionalPostcode("postcode").map(typedOne -> typedOne.substring(0, 4));
        var kind = form.optionalOne("kind", KindOfHelp.class);
        if (!form.isRight()) {
            return page(id, known, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        organisations.reroute(new Route(
                route, BranchId.of(branch), "", municipality.orElse(null), postcode.orElse(null), kind.orElse(null)));
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("network.kept"));
        return "redirect:/organisations/" + id;
    }

    /// Taking away what is away already is fine: another tab did it.
    @PostMapping("/remove")
    Object remove(@PathVariable OrganisationId id, @PathVariable RouteId route, RedirectAttributes redirect) {
        settingUp.organisation(id);
        organisations.listRoutes(id).stream()
                .filter(known -> known.id().equals(route))
                .forEach(known -> organisations.removeRoute(known.id()));
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("network.route.removed"));
        return "redirect:/organisations/" + id;
    }

    private Route route(OrganisationId id, RouteId route) {
        settingUp.organisation(id);
        return organisations.listRoutes(id).stream()
                .filter(known -> known.id().equals(route))
                .findFirst()
                .orElseThrow(SettingUp::notThere);
    }

    private ModelAndView page(OrganisationId id, Route route, Form form, HttpStatus status) {
        var page = new ModelAndView("network/route", status);
        page.addObject("form", form);
        page.addObject("organisation", settingUp.organisation(id));
        page.addObject("route", route);
        page.addObject("branchOptions", settingUp.branchOptions(id));
        page.addObject("kindOptions", words.options("network.kind", KindOfHelp.class));
        page.addObject(
                "municipalityOptions",
                areas.listMunicipalities().stream()
                        .map(name -> new Option(name, name))
                        .toList());
        return page;
    }
}
