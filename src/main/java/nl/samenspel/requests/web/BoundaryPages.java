package nl.samenspel.requests.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.requests.Boundary;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where an organisation is stricter than the base. It can add boundaries, never take one away.
@Controller
@MayUse(Role.MANAGER)
class BoundaryPages {

    private final Organisations organisations;
    private final Words words;

    BoundaryPages(Organisations organisations, Words words) {
        this.organisations = organisations;
        this.words = words;
    }

    @GetMapping("/boundaries")
    ModelAndView show() {
        return page(Form.filled(Map.of("stricter", mine().stricter())), HttpStatus.OK);
    }

    @PostMapping("/boundaries")
    Object keep(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "requests.boundaries");
        var chosen = form.many("stricter", Boundary.class);
        if (!form.isRight()) {
            return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var mine = mine();
        organisations.change(new Organisation(
                mine.id(),
                mine.name(),
                mine.kind(),
                mine.about(),
                mine.phone(),
                mine.email(),
                chosen.stream().map(Enum::name).collect(Collectors.toSet())));
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("requests.boundaries.kept"));
        return "redirect:/boundaries";
    }

    private ModelAndView page(Form form, HttpStatus status) {
        return new ModelAndView(
                "requests/boundaries",
                Map.of(
                        "form",
                        form,
                        "never",
                        of(Boundary.Rule.NEVER),
                        "options",
                        words.options(
                                "requests.boundary",
                                Arrays.stream(Boundary.values())
                                        .filter(boundary -> boundary.base() != Boundary.Rule.NEVER)
                                        .toList())),
                status);
    }

    private static List<Boundary> of(Boundary.Rule rule) {
        return Arrays.stream(Boundary.values())
                .filter(boundary -> boundary.base() == rule)
                .toList();
    }

    private Organisation mine() {
        return organisations.find(Viewer.current().myDesk().organisation()).orElseThrow();
    }
}
