package nl.samenspel.careplans.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;
import static nl.samenspel.access.Role.PARTICIPANT;
import static nl.samenspel.access.Role.PROFESSIONAL;
import static nl.samenspel.access.Role.RELATIVE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.careplans.Careplan.FromTheStart;
import nl.samenspel.careplans.CareplanOverview;
import nl.samenspel.careplans.Careplans;
import nl.samenspel.careplans.Opening;
import nl.samenspel.careplans.Seat;
import nl.samenspel.careplans.Seating;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequestOverview;
import nl.samenspel.requests.HelpRequests;
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

/// My tables: where I sit, where I am asked to, and how to get one.
@Controller
@MayUse
class TablePages {

    private static final List<State> OPEN = List.of(State.ASKED, State.SEARCHING, State.MATCHED);
    private static final int LONGEST_CODE = 80;

    private final Careplans careplans;
    private final HelpRequests requests;
    private final People people;
    private final Words words;

    TablePages(Careplans careplans, HelpRequests requests, People people, Words words) {
        this.careplans = careplans;
        this.requests = requests;
        this.people = people;
        this.words = words;
    }

    @GetMapping("/careplans")
    ModelAndView list() {
        var tables = careplans.listMine();
        var desk = Viewer.current().desk() != null;
        var model = new HashMap<String, Object>();
        model.put(
                "invited",
                tables.stream()
                        .filter(table -> table.mine() instanceof Seat.Invited)
                        .toList());
        model.put(
                "tables",
                tables.stream()
                        .filter(table -> table.mine() instanceof Seat.Seated)
                        .toList());
        model.put("desk", desk);
        model.put("counted", desk ? careplans.countFromTheStart() : Map.of());
        model.put("wishable", wishable(tables));
        model.put("starts", FromTheStart.values());
        return new ModelAndView("careplans/tables", model);
    }

    /// What the viewer asked, or what was asked for them, and around which there is no table yet.
    private List<HelpRequestOverview> wishable(List<CareplanOverview> tables) {
        var around = tables.stream().map(table -> table.plan().participant()).collect(Collectors.toSet());
        return requests.listOfViewer().stream()
                .filter(request -> OPEN.contains(request.state()) && !around.contains(request.participant()))
                .toList();
    }

    @PostMapping("/careplans/wish")
    @MayUse({PARTICIPANT, RELATIVE, PROFESSIONAL})
    String wish(@RequestParam(defaultValue = "") String request, RedirectAttributes redirect) {
        var id = Pages.parse(request, HelpRequestId::of);
        if (requests.find(id).filter(requests::isOfViewer).isEmpty()) {
            throw Pages.notFound();
        }
        var isNew = careplans.wish(id);
        Notice.put(
                redirect,
                isNew ? Notice.Kind.SUCCESS : Notice.Kind.INFO,
                words.get(isNew ? "careplans.wish.done" : "careplans.wish.before"));
        return "redirect:/careplans";
    }

    @GetMapping("/careplans/open")
    @MayUse({COORDINATOR, MANAGER})
    Object open(@RequestParam(defaultValue = "") String request) {
        var found = ours(request);
        var before = careplans.findOpenAround(found.ask().participant());
        return before.isPresent() ? "redirect:/careplans/" + before.get() : page(found, Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/careplans/open")
    @MayUse({COORDINATOR, MANAGER})
    Object opened(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "careplans.field");
        var found = ours(form.value("request"));
        var start = form.one("fromTheStart", FromTheStart.class);
        if (!form.isRight()) {
            return page(found, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (careplans.open(found.id(), start)) {
            case Opening.Opened(var id) -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("careplans.open.done"));
                yield "redirect:/careplans/" + id + "/seats";
            }
            case Opening.OpenBefore(var id) -> {
                Notice.put(redirect, Notice.Kind.INFO, words.get("careplans.open.before"));
                yield "redirect:/careplans/" + id;
            }
            case Opening.RequestEnded _ -> {
                Notice.put(redirect, Notice.Kind.WARNING, words.get("careplans.open.ended"));
                yield "redirect:/requests/" + found.id();
            }
            case Opening.NotFound _ -> throw Pages.notFound();
        };
    }

    private HelpRequest ours(String request) {
        return requests.find(Pages.parse(request, HelpRequestId::of))
                .filter(found -> Viewer.current()
                        .organisation()
                        .filter(found.holder().organisation()::equals)
                        .isPresent())
                .orElseThrow(Pages::notFound);
    }

    private ModelAndView page(HelpRequest request, Form form, HttpStatus status) {
        return new ModelAndView(
                "careplans/open",
                Map.of(
                        "form",
                        form,
                        "request",
                        request,
                        "participant",
                        people.find(request.ask().participant(), Purpose.CAREPLAN)
                                .map(Person::name)
                                .orElse(""),
                        "starts",
                        words.options("careplans.fromTheStart", FromTheStart.class)),
                status);
    }

    @GetMapping("/careplans/join")
    ModelAndView join() {
        return new ModelAndView("careplans/join", Map.of("form", Form.empty()));
    }

    @PostMapping("/careplans/join")
    Object joined(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "careplans.field");
        var code = form.secret("code", LONGEST_CODE);
        if (form.isRight()) {
            Optional<String> refused =
                    switch (careplans.join(code)) {
                        case Seating.Sits _ -> {
                            Notice.put(
                                    redirect,
                                    Notice.Kind.SUCCESS,
                                    words.get(
                                            "careplans.seats.done.sits",
                                            Viewer.current().name()));
                            yield Optional.<String>empty();
                        }
                        case Seating.SitsHere _ -> Optional.of("careplans.seats.no.expired");
                        case Seating.NotYours _ -> Optional.of("careplans.seats.no.code");
                        case Seating.Expired _, Seating.NotFound _, Seating.Asked _, Seating.Empty _, Seating.Stays _ ->
                            Optional.of("careplans.seats.no.expired");
                    };
            if (refused.isEmpty()) {
                return "redirect:/careplans";
            }
            form.refuse("code", refused.get());
        }
        return new ModelAndView("careplans/join", Map.of("form", form), HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
