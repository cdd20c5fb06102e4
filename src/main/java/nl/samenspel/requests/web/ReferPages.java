package nl.samenspel.requests.web;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.Intake;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.NewRequest.Newcomer;
import nl.samenspel.requests.Reception;
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

/// A professional asks for someone they work for, on one page. They can follow the request; they consent to nothing
/// in that person's place.
@Controller
@MayUse(Role.PROFESSIONAL)
class ReferPages {

    private final Reception reception;
    private final Organisations organisations;
    private final NeedReader needs;
    private final Words words;

    ReferPages(Reception reception, Organisations organisations, NeedReader needs, Words words) {
        this.reception = reception;
        this.organisations = organisations;
        this.needs = needs;
        this.words = words;
    }

    /// Who does not bring requests for their work asks by the usual way.
    @GetMapping("/refer")
    @MayUse
    ModelAndView show() {
        if (!Viewer.current().is(Role.PROFESSIONAL)) {
            return new ModelAndView(Viewer.current().desk() == null ? "redirect:/ask" : "redirect:/requests/new");
        }
        var usual = new HashMap<>(needs.usual());
        usual.put("key", UUID.randomUUID());
        return page(Form.filled(usual), HttpStatus.OK);
    }

    @PostMapping("/refer")
    Object send(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, NeedReader.LABELS);
        var key = form.id("key", id -> id).orElseGet(UUID::randomUUID);
        var participant = new Newcomer(
                form.text("givenName", NeedReader.LONGEST_NAME),
                form.text("familyName", NeedReader.LONGEST_NAME),
                form.optionalEmail("email").orElse(null),
                form.optionalPhone("phone").orElse(null),
                "",
                form.optionalOne("gender", Gender.class).orElse(Gender.UNKNOWN));
        var need = needs.read(form);
        var branch = form.optionalId("branch", BranchId::new).orElse(null);
        if (!form.ticked("knows")) {
            form.refuse("knows", "requests.refer.knows.missing");
        }
        if (form.isRight() && branch != null) {
            var taking = reception.listTakingIn(need.kind(), need.postcode());
            if (taking.stream().noneMatch(it -> it.id().equals(branch))) {
                form.refuse(
                        "branch",
                        "requests.refer.branch.notHere",
                        taking.stream().map(Branch::name).collect(Collectors.joining(", ")));
            }
        }
        if (!form.isRight()) {
            return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var asked = new NewRequest(
                key,
                branch,
                null,
                participant,
                null,
                Viewer.current().me(),
                Through.PROFESSIONAL,
                need,
                null,
                null,
                false,
                words.locale().getLanguage());
        return switch (reception.take(asked)) {
            case Intake.TakenIn taken -> {
                Notice.put(
                        redirect,
                        Notice.Kind.SUCCESS,
                        words.get("requests.refer.sent", taken.id().reference()));
                yield "redirect:/my-requests/" + taken.id();
            }
            case Intake.NobodyHere(var toCall) ->
                new ModelAndView("requests/nobody", Map.of("toCall", toCall), HttpStatus.CONFLICT);
        };
    }

    private ModelAndView page(Form form, HttpStatus status) {
        var model = new HashMap<String, Object>(needs.options());
        model.put("form", form);
        model.put("branches", branches());
        return new ModelAndView("requests/refer", model, status);
    }

    private List<Option> branches() {
        var names = organisations.list().stream().collect(Collectors.toMap(Organisation::id, Organisation::name));
        return organisations.listBranches().stream()
                .filter(branch -> branch.duty() != null)
                .map(branch ->
                        new Option(branch.id().toString(), names.get(branch.organisation()) + ", " + branch.name()))
                .sorted(Comparator.comparing(Option::text))
                .toList();
    }
}
