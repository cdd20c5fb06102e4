package nl.samenspel.requests.web;

import java.util.HashMap;
import java.util.Map;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Moved;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What I asked, or what was asked for me: how it stands, in plain words, and whom to call.
@Controller
@MayUse({Role.PARTICIPANT, Role.RELATIVE, Role.PROFESSIONAL})
class MyRequestPages {

    private final HelpRequests requests;
    private final Organisations organisations;
    private final People people;
    private final Words words;

    MyRequestPages(HelpRequests requests, Organisations organisations, People people, Words words) {
        this.requests = requests;
        this.organisations = organisations;
        this.people = people;
        this.words = words;
    }

    @GetMapping("/my-requests")
    String list(Model model) {
        model.addAttribute("requests", requests.listOfViewer());
        model.addAttribute("professional", Viewer.current().is(Role.PROFESSIONAL));
        return "requests/mine";
    }

    @GetMapping("/my-requests/{id}")
    ModelAndView show(@PathVariable HelpRequestId id) {
        return page(id, Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/my-requests/{id}/withdraw")
    Object withdraw(
            @PathVariable HelpRequestId id,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        mine(id);
        var form = Form.of(typed, NeedReader.LABELS);
        var why = form.optionalWords("why", 500).orElse("");
        if (!form.isRight()) {
            return page(id, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        switch (requests.withdraw(id, why)) {
            case Moved.Done _ -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get("requests.mine.withdrawn"));
            case Moved.NotNow _ -> Notice.put(redirect, Notice.Kind.INFO, words.get("requests.mine.over"));
            case Moved.NotFound _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:/my-requests/" + id;
    }

    private HelpRequest mine(HelpRequestId id) {
        return requests.find(id)
                .filter(requests::isOfViewer)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView page(HelpRequestId id, Form form, HttpStatus status) {
        var request = mine(id);
        var need = request.ask().need();
        var branch = organisations.findBranch(request.holder().branch());
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("request", request);
        model.put("need", need);
        model.put("open", request instanceof HelpRequest.Open);
        model.put("branch", branch.map(Branch::name).orElse(""));
        model.put("phone", branch.map(Branch::phone).orElse(""));
        model.put("organisation", organisations.nameOf(request.holder().organisation()));
        model.put("moments", Moments.lines(need.dayParts(), words));
        // as far as it is theirs to see: who asked for another sees no name until it is shared with them
        model.put(
                "participant",
                people.find(request.ask().participant(), Purpose.REQUEST)
                        .map(Person::name)
                        .orElse(""));
        model.putAll(Map.of("nextDoor", nextDoor(request)));
        return new ModelAndView("requests/my-request", model, status);
    }

    private static String nextDoor(HelpRequest request) {
        return switch (request) {
            case HelpRequest.Refused it -> it.nextDoor();
            case HelpRequest.Referred it -> it.nextDoor();
            default -> "";
        };
    }
}
