package nl.samenspel.requests.web;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Emergencies;
import nl.samenspel.audit.Emergencies.Emergency;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestOverview;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.ui.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// The requests of one person at other branches, when somebody must know now: with a reason, for an hour, only to read.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class EmergencyPages {

    private static final ZoneId HERE = ZoneId.of("Europe/Amsterdam");
    private static final int SHORTEST_REASON = 10;

    private final Emergencies emergencies;
    private final People people;
    private final HelpRequests requests;
    private final Accounts accounts;

    EmergencyPages(Emergencies emergencies, People people, HelpRequests requests, Accounts accounts) {
        this.emergencies = emergencies;
        this.people = people;
        this.requests = requests;
        this.accounts = accounts;
    }

    /// A request, with what was said about it.
    public record Dossier(
            HelpRequest request,
            HelpRequestOverview overview,
            @Nullable LocalDate nextDate,
            String holder,
            List<Talk> talks) {}

    /// A talk that was noted.
    public record Talk(ZonedDateTime at, String withWhom, String agreed) {}

    @GetMapping("/emergency/{person}")
    ModelAndView show(@PathVariable PersonId person) {
        return emergencies
                .running(person)
                .map(this::opened)
                .orElseGet(() ->
                        new ModelAndView("requests/emergency", Map.of("person", ours(person), "form", Form.empty())));
    }

    @PostMapping("/emergency/{person}")
    Object open(@PathVariable PersonId person, @RequestParam MultiValueMap<String, String> typed) {
        var known = ours(person);
        var form = Form.of(typed, "requests.emergency");
        var reason = form.words("reason", 500);
        if (form.error("reason") == null && reason.length() < SHORTEST_REASON) {
            form.refuse("reason", "requests.emergency.reason.short");
        }
        if (!form.isRight()) {
            return new ModelAndView(
                    "requests/emergency", Map.of("person", known, "form", form), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        emergencies.begin(person, reason);
        return "redirect:/emergency/" + person;
    }

    private ModelAndView opened(Emergency emergency) {
        return emergencies.within(emergency, () -> {
            var model = new HashMap<String, Object>();
            model.put("person", ours(emergency.person()));
            var found = requests.listOf(emergency.person());
            var names = accounts.names(
                    found.stream().map(HelpRequestOverview::holder).distinct().toList());
            model.put("until", emergency.until().atZone(HERE));
            model.put(
                    "dossiers",
                    found.stream().flatMap(one -> dossier(one, names)).toList());
            return new ModelAndView("requests/emergency-opened", model);
        });
    }

    private Stream<Dossier> dossier(HelpRequestOverview one, Map<AccountId, String> names) {
        return requests.find(one.id()).stream()
                .map(request -> new Dossier(
                        request,
                        one,
                        one.nextDate(),
                        names.getOrDefault(one.holder(), ""),
                        requests.contacts(one.id()).stream()
                                .map(talk -> new Talk(
                                        talk.at().atZone(HERE),
                                        talk.note().withWhom(),
                                        talk.note().agreed()))
                                .toList()));
    }

    /// Somebody our own organisation knows.
    private Person ours(PersonId id) {
        return people.find(id, Purpose.REQUEST)
                .filter(person -> Objects.equals(
                        person.organisation(), Viewer.current().myDesk().organisation()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
