package nl.samenspel.network.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.SignInDesk;
import nl.samenspel.access.SignIns;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.ui.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Somebody who works for several organisations chooses for which, one at a time.
@Controller
class DeskChoicePages {

    private final SignInDesk desk;
    private final SignIns signIns;
    private final Organisations organisations;

    DeskChoicePages(SignInDesk desk, SignIns signIns, Organisations organisations) {
        this.desk = desk;
        this.signIns = signIns;
        this.organisations = organisations;
    }

    @GetMapping("/desk")
    @MayUse
    Object choose(@RequestParam(defaultValue = "") String to) {
        var mine = mine();
        return mine.size() < 2
                ? "redirect:/home"
                : new ModelAndView(
                        "network/desk",
                        Map.of(
                                "mine",
                                mine,
                                "to",
                                to,
                                "now",
                                Viewer.current()
                                        .organisation()
                                        .map(OrganisationId::toString)
                                        .orElse("")));
    }

    /// What is not theirs to choose changes nothing.
    @PostMapping("/desk")
    @MayUse
    String workFor(@RequestParam MultiValueMap<String, String> typed, HttpServletRequest request) {
        var form = Form.of(typed);
        form.optionalId("organisation", OrganisationId::new).ifPresent(chosen -> signIns.workFor(chosen, request));
        var to = form.value("to");
        return "redirect:" + (to.matches("/(?!/)[A-Za-z0-9/_.-]*") ? to : "/home");
    }

    private List<Organisation> mine() {
        return desk.desksOf(Viewer.current().me()).stream()
                .flatMap(id -> organisations.find(id).stream())
                .sorted(Comparator.comparing(Organisation::name))
                .toList();
    }

    /// The header names the organisation one works for, when there is more than one.
    @ControllerAdvice(annotations = Controller.class)
    static class Header {

        private final Organisations organisations;

        Header(Organisations organisations) {
            this.organisations = organisations;
        }

        @ModelAttribute("deskName")
        @Nullable
        String deskName() {
            var here = SecurityContextHolder.getContext().getAuthentication();
            var several = here != null
                    && here.getAuthorities().stream().anyMatch(one -> "ROLE_SEVERAL_DESKS".equals(one.getAuthority()));
            return several
                    ? Viewer.current()
                            .organisation()
                            .flatMap(organisations::find)
                            .map(Organisation::name)
                            .orElse(null)
                    : null;
        }
    }
}
