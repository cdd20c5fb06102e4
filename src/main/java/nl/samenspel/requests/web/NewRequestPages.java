package nl.samenspel.requests.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.network.Branch;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Intake;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.NewRequest.Asker;
import nl.samenspel.requests.NewRequest.Known;
import nl.samenspel.requests.NewRequest.Newcomer;
import nl.samenspel.requests.NewRequest.Whom;
import nl.samenspel.requests.Reception;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A coordinator types a request in while someone tells it, on one dense page.
///
/// Before a new person is made the page asks whether it is one of those with that name who are known already:
/// someone who volunteers here may ask for help too, and stays one person.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class NewRequestPages {

    private static final String NOBODY_KNOWN = "NEW";
    private static final int MOST_FOUND = 8;

    private static final List<String> ASKER =
            List.of("askerGivenName", "askerFamilyName", "relation", "askerPhone", "askerEmail", "invite");

    private final HelpRequests requests;
    private final Reception reception;
    private final Organisations organisations;
    private final People people;
    private final NeedReader needs;
    private final Words words;
    private final Clock clock;

    NewRequestPages(
            HelpRequests requests,
            Reception reception,
            Organisations organisations,
            People people,
            NeedReader needs,
            Words words,
            Clock clock) {
        this.requests = requests;
        this.reception = reception;
        this.organisations = organisations;
        this.people = people;
        this.needs = needs;
        this.words = words;
        this.clock = clock;
    }

    /// @param kind what is proposed to ask for, where another page leads here
    /// @param person for whom, if they are on record here
    @GetMapping("/requests/new")
    ModelAndView show(
            @RequestParam(required = false) @Nullable KindOfHelp kind,
            @RequestParam(required = false) @Nullable UUID person) {
        var values = new HashMap<>(needs.usual());
        if (kind != null) {
            values.put("kind", kind);
        }
        var known = person == null
                ? List.<Person>of()
                : people
                        .find(new PersonId(person), Purpose.REQUEST)
                        .filter(one -> one.organisation()
                                .equals(Viewer.current().myDesk().organisation()))
                        .stream()
                        .toList();
        known.forEach(one -> {
            values.put("person", one.id());
            values.put("givenName", one.givenName());
            values.put("familyName", one.familyName());
        });
        values.put("key", UUID.randomUUID());
        values.put("through", Through.PHONE);
        values.put("waitingSince", LocalDate.now(clock));
        values.put("holder", Viewer.current().me());
        var branches = branches();
        if (!branches.isEmpty()) {
            values.put("branch", branches.getFirst().value());
        }
        return page(Form.filled(values), known, HttpStatus.OK);
    }

    @PostMapping("/requests/new")
    Object take(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, NeedReader.LABELS);
        if (typed.containsKey("find")) {
            var found = search(form);
            if (found.isEmpty() && form.isRight()) {
                form.refuse("givenName", "requests.new.person.none");
            }
            return page(form, found, form.isRight() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var key = form.id("key", id -> id).orElseGet(UUID::randomUUID);
        // before anything is asked: of a form sent twice the second would find its own new person
        var sent = requests.findSent(key);
        if (sent.isPresent()) {
            return there(sent.get().id(), true, redirect);
        }
        var today = LocalDate.now(clock);
        var participant = participant(form);
        var asker = asker(form);
        var through = form.one("through", Through.class);
        var waitingSince = form.date("waitingSince", today.minusYears(3), today);
        var externalId = form.optionalReference("externalId", 60).orElse(null);
        var branch = branch(form);
        var holder = holder(form);
        var need = needs.read(form);
        if (participant == null && form.isRight()) {
            // the same name is known: ask first
            form.refuse("person", "requests.new.person.choose");
            return page(form, search(form), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (externalId != null
                && form.isRight()
                && requests.findByExternalId(Viewer.current().myDesk().organisation(), externalId)
                        .isPresent()) {
            form.refuse("externalId", "requests.new.externalId.taken");
        }
        if (!form.isRight() || participant == null) {
            return page(
                    form, form.chosen("person").isEmpty() ? List.of() : search(form), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var asked = new NewRequest(
                key,
                branch,
                holder,
                participant,
                asker,
                null,
                through,
                need,
                waitingSince,
                externalId,
                form.ticked("invite"),
                "nl");
        return switch (reception.take(asked)) {
            case Intake.TakenIn taken -> there(taken.id(), taken.again(), redirect);
            case Intake.NobodyHere(var toCall) ->
                new ModelAndView("requests/nobody", Map.of("toCall", toCall), HttpStatus.CONFLICT);
        };
    }

    private String there(HelpRequestId id, boolean again, RedirectAttributes redirect) {
        Notice.put(
                redirect,
                again ? Notice.Kind.INFO : Notice.Kind.SUCCESS,
                words.get(again ? "requests.new.again" : "requests.new.done", id.reference()));
        return "redirect:/requests/" + id;
    }

    /// The person chosen, or a new one; none yet when someone with this name is known and nobody was chosen.
    private @Nullable Whom participant(Form form) {
        var chosen = form.value("person");
        if (!chosen.isEmpty() && !chosen.equals(NOBODY_KNOWN)) {
            var organisation = Viewer.current().myDesk().organisation();
            return form.id("person", PersonId::new)
                    .flatMap(id -> people.find(id, Purpose.REQUEST))
                    .filter(person -> person.organisation().equals(organisation))
                    .<Whom>map(person -> new Known(person.id()))
                    .orElseGet(() -> {
                        if (form.error("person") == null) {
                            form.refuse("person", "ui.form.unknownChoice");
                        }
                        return null;
                    });
        }
        var newcomer = new Newcomer(
                form.text("givenName", NeedReader.LONGEST_NAME),
                form.text("familyName", NeedReader.LONGEST_NAME),
                form.optionalEmail("email").orElse(null),
                form.optionalPhone("phone").orElse(null),
                form.optionalText("address", 120).orElse(""),
                form.optionalOne("gender", Gender.class).orElse(Gender.UNKNOWN));
        if (!chosen.equals(NOBODY_KNOWN) && form.isRight() && isKnown(newcomer)) {
            return null;
        }
        return newcomer;
    }

    private boolean isKnown(Newcomer newcomer) {
        var name = newcomer.givenName() + " " + newcomer.familyName();
        return people.search(Viewer.current().myDesk().organisation(), name, MOST_FOUND, Purpose.REQUEST).stream()
                .anyMatch(person -> person.name().equalsIgnoreCase(name));
    }

    private static @Nullable Asker asker(Form form) {
        var givenName = form.optionalText("askerGivenName", NeedReader.LONGEST_NAME);
        var familyName = form.optionalText("askerFamilyName", NeedReader.LONGEST_NAME);
        var email = form.optionalEmail("askerEmail");
        var phone = form.optionalPhone("askerPhone");
        var relation = form.optionalOne("relation", Relation.class);
        if (givenName.isEmpty() && familyName.isEmpty() && email.isEmpty() && phone.isEmpty() && relation.isEmpty()) {
            return null;
        }
        if (givenName.isEmpty() && form.error("askerGivenName") == null) {
            form.refuse("askerGivenName", "ui.form.missing");
        }
        if (relation.isEmpty() && form.error("relation") == null) {
            form.refuse("relation", "ui.form.choose");
        }
        return new Asker(
                new Newcomer(
                        givenName.orElse(""),
                        familyName.orElse(""),
                        email.orElse(null),
                        phone.orElse(null),
                        "",
                        Gender.UNKNOWN),
                relation.orElse(Relation.OTHER),
                true);
    }

    private @Nullable BranchId branch(Form form) {
        var branch = form.oneOf("branch", branches().stream().map(Option::value).toList());
        return branch.isEmpty() ? null : BranchId.of(branch);
    }

    private @Nullable AccountId holder(Form form) {
        var holder =
                form.oneOf("holder", colleagues().stream().map(Option::value).toList());
        return holder.isEmpty() ? null : AccountId.of(holder);
    }

    private List<Person> search(Form form) {
        var name = (form.optionalText("givenName", NeedReader.LONGEST_NAME).orElse("") + " "
                        + form.optionalText("familyName", NeedReader.LONGEST_NAME)
                                .orElse(""))
                .strip();
        return name.length() < 2
                ? List.of()
                : people.search(Viewer.current().myDesk().organisation(), name, MOST_FOUND, Purpose.REQUEST);
    }

    private ModelAndView page(Form form, List<Person> found, HttpStatus status) {
        var model = new HashMap<String, Object>(needs.options());
        model.put("form", form);
        model.put(
                "found",
                found.isEmpty()
                        ? List.of()
                        : Stream.concat(
                                        found.stream()
                                                .map(person -> new Option(
                                                        person.id().toString(),
                                                        Stream.of(person.name(), person.place(), person.phone())
                                                                .filter(text -> text != null && !text.isBlank())
                                                                .reduce((one, other) -> one + ", " + other)
                                                                .orElse(""))),
                                        Stream.of(new Option(NOBODY_KNOWN, words.get("requests.new.person.new"))))
                                .toList());
        model.put(
                "askerOpen",
                ASKER.stream().anyMatch(field -> !form.value(field).isBlank() || form.error(field) != null));
        model.put("throughs", words.options("requests.through", Through.class));
        model.put("branches", branches());
        model.put("colleagues", colleagues());
        model.put(
                "relations",
                Arrays.stream(Relation.values())
                        .map(relation -> words.option("people.relation", relation))
                        .toList());
        return new ModelAndView("requests/new", model, status);
    }

    /// Where this desk may take in: its own branches.
    private List<Option> branches() {
        var desk = Viewer.current().myDesk();
        return organisations.listBranches(desk.organisation()).stream()
                .filter(branch -> desk.role() == Role.MANAGER || desk.branches().contains(branch.id()))
                .map(NewRequestPages::option)
                .toList();
    }

    private static Option option(Branch branch) {
        return new Option(branch.id().toString(), branch.name());
    }

    private List<Option> colleagues() {
        return requests.listColleagues().stream()
                .map(colleague -> new Option(colleague.id().toString(), colleague.name()))
                .toList();
    }
}
