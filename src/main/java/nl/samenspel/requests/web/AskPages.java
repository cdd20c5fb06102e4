package nl.samenspel.requests.web;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
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
import nl.samenspel.requests.Intake;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.NewRequest.Asker;
import nl.samenspel.requests.NewRequest.Known;
import nl.samenspel.requests.NewRequest.Newcomer;
import nl.samenspel.requests.NewRequest.Whom;
import nl.samenspel.requests.Reception;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
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

/// Someone asks for help: one question per screen, a summary to check, and then what happens now.
///
/// Nothing is kept but in the guest's own session until they send it.
@Controller
@MayUse(everyone = true)
class AskPages {

    private static final String SENT = "requests.sent";

    private final Reception reception;
    private final Organisations organisations;
    private final People people;
    private final NeedReader needs;
    private final Words words;

    AskPages(Reception reception, Organisations organisations, People people, NeedReader needs, Words words) {
        this.reception = reception;
        this.organisations = organisations;
        this.people = people;
        this.needs = needs;
        this.words = words;
    }

    /// What the page after sending tells, kept for when it is looked at again.
    record Sent(UUID key, String reference, String branch, String phone, String hearBy, boolean mailed)
            implements Serializable {

        public LocalDate day() {
            return LocalDate.parse(hearBy);
        }
    }

    /// One line of the summary.
    public record Answer(String step, String question, List<String> lines) {}

    @GetMapping("/ask")
    String begin(HttpSession session) {
        return "redirect:" + next(AskDraft.of(session));
    }

    @PostMapping("/ask/again")
    String again(HttpSession session) {
        AskDraft.forget(session);
        return "redirect:/ask";
    }

    @GetMapping("/ask/{path:[a-z]+}")
    Object show(
            @PathVariable String path, @RequestParam(required = false) @Nullable String change, HttpSession session) {
        var draft = AskDraft.of(session);
        var step = stepAt(path);
        if (!steps(draft).contains(step)) {
            return "redirect:" + next(draft);
        }
        // skipping ahead would leave questions open; going back never does
        var open = firstOpen(draft);
        if (open.isPresent() && open.get().ordinal() < step.ordinal()) {
            return "redirect:/ask/" + open.get().path();
        }
        if (step.ordinal() > AskStep.PLACE.ordinal() && takingIn(draft).isEmpty()) {
            return "redirect:/ask/nobody";
        }
        var form = draft.has(step) ? draft.form() : Form.filled(usual(draft, step));
        if (draft.has(step)) {
            // what was right may be wrong by now: a day that passed, a choice that a later answer took away
            read(step, form);
        }
        return page(draft, step, form, change != null, HttpStatus.OK);
    }

    @PostMapping("/ask/{path:[a-z]+}")
    Object answer(
            @PathVariable String path,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(required = false) @Nullable String change,
            HttpSession session) {
        var draft = AskDraft.of(session);
        var step = stepAt(path);
        var all = draft.with(step, typed);
        var form = Form.of(all, NeedReader.LABELS);
        read(step, form);
        if (!form.isRight()) {
            return page(draft, step, form, change != null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        draft.keep(step, all, session);
        return "redirect:" + (change != null ? next(draft) : after(draft, step));
    }

    @GetMapping("/ask/nobody")
    Object nobody(HttpSession session) {
        var draft = AskDraft.of(session);
        if (!next(draft).equals("/ask/nobody")) {
            return "redirect:" + next(draft);
        }
        return new ModelAndView("requests/nobody", Map.of("toCall", toCall(draft)));
    }

    @GetMapping("/ask/check")
    Object check(HttpSession session) {
        var draft = AskDraft.of(session);
        var next = next(draft);
        if (!next.equals("/ask/check")) {
            return "redirect:" + next;
        }
        return checkPage(draft);
    }

    private ModelAndView checkPage(AskDraft draft) {
        var model = new HashMap<String, Object>();
        model.put("answers", summary(draft));
        model.put("key", draft.key());
        model.put("branch", chosen(draft).map(this::fullName).orElse(""));
        model.put(
                "distanceUnknown",
                !needs.isKnown(draft.form().optionalPostcode("postcode").orElse("")));
        return new ModelAndView("requests/check", model);
    }

    @PostMapping("/ask/check")
    Object send(@RequestParam(defaultValue = "") String key, HttpSession session) {
        var draft = AskDraft.of(session);
        if (session.getAttribute(SENT) instanceof Sent sent
                && sent.key().toString().equals(key)) {
            return "redirect:/ask/sent";
        }
        // another tab began anew, or changed something since: look again before it goes
        if (!draft.key().toString().equals(key) || !next(draft).equals("/ask/check")) {
            return "redirect:" + next(draft);
        }
        var asked = asked(draft);
        return switch (reception.take(asked)) {
            case Intake.TakenIn taken -> {
                var branch = organisations.findBranch(taken.holder().branch()).orElseThrow();
                session.setAttribute(
                        SENT,
                        new Sent(
                                draft.key(),
                                taken.id().reference(),
                                fullName(branch),
                                branch.phone(),
                                taken.hearBy().toString(),
                                mailTo(asked)));
                AskDraft.forget(session);
                yield "redirect:/ask/sent";
            }
            case Intake.NobodyHere(var toCall) ->
                new ModelAndView("requests/nobody", Map.of("toCall", toCall), HttpStatus.CONFLICT);
        };
    }

    @GetMapping("/ask/sent")
    Object sent(HttpSession session) {
        return session.getAttribute(SENT) instanceof Sent sent
                ? new ModelAndView("requests/sent", Map.of("sent", sent))
                : "redirect:/ask";
    }

    // --- the order of the questions ---

    private static AskStep stepAt(String path) {
        return AskStep.of(path).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// The questions that are asked here: about another only when there is one, whom to ask only when there is a
    /// choice.
    private List<AskStep> steps(AskDraft draft) {
        var choice = draft.has(AskStep.KIND)
                && draft.has(AskStep.PLACE)
                && takingIn(draft).size() > 1;
        return Arrays.stream(AskStep.values())
                .filter(step -> step != AskStep.ASKER || isForOther(draft.form()))
                .filter(step -> step != AskStep.BRANCH || choice)
                .toList();
    }

    /// The first question without a right answer; what was right yesterday may be past today.
    private Optional<AskStep> firstOpen(AskDraft draft) {
        return steps(draft).stream()
                .filter(step -> {
                    if (!draft.has(step)) {
                        return true;
                    }
                    var form = draft.form();
                    read(step, form);
                    return !form.isRight();
                })
                .findFirst();
    }

    private String next(AskDraft draft) {
        if (draft.has(AskStep.KIND)
                && draft.has(AskStep.PLACE)
                && takingIn(draft).isEmpty()) {
            return "/ask/nobody";
        }
        return firstOpen(draft).map(step -> "/ask/" + step.path()).orElse("/ask/check");
    }

    /// The screen after this one, answered or not, but never past an open question.
    private String after(AskDraft draft, AskStep step) {
        if (next(draft).equals("/ask/nobody")) {
            return "/ask/nobody";
        }
        var open = firstOpen(draft);
        return steps(draft).stream()
                .filter(later -> later.ordinal() > step.ordinal())
                .filter(later -> open.isEmpty() || later.ordinal() <= open.get().ordinal())
                .findFirst()
                .map(later -> "/ask/" + later.path())
                .orElseGet(() -> next(draft));
    }

    private Optional<AskStep> before(AskDraft draft, AskStep step) {
        return steps(draft).stream()
                .filter(earlier -> earlier.ordinal() < step.ordinal())
                .reduce((_, last) -> last);
    }

    // --- reading ---

    private static boolean isForOther(Form form) {
        return form.has("who", "OTHER");
    }

    private void read(AskStep step, Form form) {
        switch (step) {
            case WHO -> form.oneOf("who", List.of("SELF", "OTHER"));
            case KIND -> needs.kind(form);
            case WORDS -> needs.words(form);
            case PLACE -> needs.where(form);
            case BRANCH -> readBranch(form);
            case MOMENTS -> needs.dayParts(form);
            case AMOUNT -> needs.amount(form);
            case START -> needs.term(form, null);
            case URGENCY -> needs.urgency(form);
            case LANGUAGES -> needs.languages(form);
            case WISHES -> {
                needs.wishedGender(form);
                needs.wishWords(form);
            }
            case BEFORE -> needs.paidBefore(form);
            case PERSON -> readParticipant(form);
            case ASKER -> readAsker(form);
        }
    }

    private void readBranch(Form form) {
        var kind = form.optionalOne("kind", KindOfHelp.class).orElse(KindOfHelp.COMPANY);
        form.oneOf(
                "branch",
                reception.listTakingIn(kind, form.optionalPostcode("postcode").orElse("")).stream()
                        .map(branch -> branch.id().toString())
                        .toList());
    }

    /// Whoever asks for themselves must be reachable; for another that may be left to who asks.
    private static Newcomer readParticipant(Form form) {
        var newcomer = new Newcomer(
                form.text("givenName", NeedReader.LONGEST_NAME),
                form.text("familyName", NeedReader.LONGEST_NAME),
                form.optionalEmail("email").orElse(null),
                form.optionalPhone("phone").orElse(null),
                "",
                form.optionalOne("gender", Gender.class).orElse(Gender.UNKNOWN));
        if (!isForOther(form)
                && newcomer.email() == null
                && newcomer.phone() == null
                && form.error("email") == null
                && form.error("phone") == null) {
            form.refuse("phone", "requests.reach.missing");
        }
        return newcomer;
    }

    private static Asker readAsker(Form form) {
        var newcomer = new Newcomer(
                form.text("askerGivenName", NeedReader.LONGEST_NAME),
                form.text("askerFamilyName", NeedReader.LONGEST_NAME),
                form.optionalEmail("askerEmail").orElse(null),
                form.optionalPhone("askerPhone").orElse(null),
                "",
                Gender.UNKNOWN);
        var relation = form.one("relation", Relation.class);
        if (newcomer.email() == null
                && newcomer.phone() == null
                && form.error("askerEmail") == null
                && form.error("askerPhone") == null) {
            form.refuse("askerPhone", "requests.reach.missing");
        }
        return new Asker(newcomer, relation, false);
    }

    private NewRequest asked(AskDraft draft) {
        var form = draft.form();
        var need = needs.read(form);
        var newcomer = readParticipant(form);
        var forOther = isForOther(form);
        var asker = forOther ? readAsker(form) : null;
        var branch = chosen(draft);
        return new NewRequest(
                draft.key(),
                branch.map(Branch::id).orElse(null),
                null,
                forOther ? newcomer : ownRecord(branch).<Whom>map(Known::new).orElse(newcomer),
                asker,
                Viewer.current().account(),
                forOther ? Through.RELATIVE : Through.SELF,
                need,
                null,
                null,
                true,
                words.locale().getLanguage());
    }

    private static boolean mailTo(NewRequest asked) {
        var whom =
                asked.askedBy() == null ? asked.participant() : asked.askedBy().whom();
        return whom instanceof Newcomer newcomer && newcomer.email() != null;
    }

    /// Someone who is signed in and known at that organisation does not become a second person there.
    private Optional<PersonId> ownRecord(Optional<Branch> branch) {
        var mine = Viewer.current().persons();
        return branch.flatMap(at -> people.list(mine, Purpose.RECORD).values().stream()
                .filter(person -> person.organisation().equals(at.organisation()))
                .map(Person::id)
                .findFirst());
    }

    private List<Branch> takingIn(AskDraft draft) {
        var form = draft.form();
        return reception.listTakingIn(
                needs.kind(form), form.optionalPostcode("postcode").orElse(""));
    }

    private List<Branch> toCall(AskDraft draft) {
        var form = draft.form();
        return reception.listToCall(
                needs.kind(form), form.optionalPostcode("postcode").orElse(""), form.value("place"));
    }

    /// The branch that was chosen, or the only one.
    private Optional<Branch> chosen(AskDraft draft) {
        var taking = takingIn(draft);
        var wished = draft.form().optionalId("branch", BranchId::new);
        return taking.stream()
                .filter(branch -> wished.filter(branch.id()::equals).isPresent())
                .findFirst()
                .or(() -> taking.stream().findFirst());
    }

    // --- showing ---

    private Map<String, Object> usual(AskDraft draft, AskStep step) {
        var values = new HashMap<String, Object>();
        var usual = needs.usual();
        step.fields().stream().filter(usual::containsKey).forEach(field -> values.put(field, usual.get(field)));
        // an answer that must be their own
        values.remove("urgency");
        values.remove("paidBefore");
        if (step == AskStep.BRANCH) {
            chosen(draft).ifPresent(branch -> values.put("branch", branch.id()));
        }
        if (step == AskStep.PERSON && !isForOther(draft.form())) {
            ownRecord(chosen(draft))
                    .flatMap(id -> people.find(id, Purpose.RECORD))
                    .ifPresent(person -> values.putAll(Map.of(
                            "givenName", person.givenName(),
                            "familyName", person.familyName(),
                            "gender", person.gender(),
                            "phone", Optional.ofNullable(person.phone()),
                            "email", Optional.ofNullable(person.email()))));
        }
        return values;
    }

    private ModelAndView page(AskDraft draft, AskStep step, Form form, boolean change, HttpStatus status) {
        var steps = steps(draft);
        var model = new HashMap<String, Object>(needs.options());
        model.put("form", form);
        model.put("step", step.name());
        model.put("path", step.path());
        model.put("change", change);
        model.put("begun", !draft.isEmpty());
        model.put("current", Math.max(1, steps.indexOf(step) + 1));
        model.put("total", steps.size());
        model.put(
                "back",
                change
                        ? "/ask/check"
                        : before(draft, step).map(it -> "/ask/" + it.path()).orElse("/"));
        model.put("forOther", isForOther(draft.form()));
        model.put(
                "whoOptions",
                List.of(
                        new Option("SELF", words.get("requests.who.SELF")),
                        new Option("OTHER", words.get("requests.who.OTHER"))));
        model.put("relations", relations());
        if (step == AskStep.BRANCH) {
            model.put(
                    "branches",
                    takingIn(draft).stream()
                            .map(branch -> new Option(branch.id().toString(), nameAndPlace(branch)))
                            .toList());
        }
        return new ModelAndView("requests/ask", model, status);
    }

    private String nameAndPlace(Branch branch) {
        return fullName(branch) + " (" + branch.place() + ")";
    }

    private String fullName(Branch branch) {
        return organisations
                        .find(branch.organisation())
                        .map(organisation -> organisation.name() + ", ")
                        .orElse("")
                + branch.name();
    }

    private List<Option> relations() {
        return Arrays.stream(Relation.values())
                .filter(relation -> relation != Relation.PROFESSIONAL)
                .map(relation -> words.option("requests.relation", relation))
                .toList();
    }

    /// Everything that was answered, for "Klopt dit?".
    private List<Answer> summary(AskDraft draft) {
        var form = draft.form();
        List<Answer> answers = new ArrayList<>();
        for (var step : steps(draft)) {
            answers.add(new Answer(step.path(), words.get("requests.ask." + step + ".short"), said(step, form, draft)));
        }
        return answers;
    }

    private List<String> said(AskStep step, Form form, AskDraft draft) {
        return switch (step) {
            case WHO -> List.of(words.get("requests.who." + form.value("who")));
            case KIND -> List.of(words.of("network.kind", needs.kind(form)));
            case WORDS -> form.value("words").lines().toList();
            case PLACE -> {
                var where = needs.where(form);
                yield List.of((where.postcode() + " " + where.place()).strip());
            }
            case BRANCH -> chosen(draft).map(this::nameAndPlace).stream().toList();
            case MOMENTS -> Moments.lines(needs.dayParts(form), words);
            case AMOUNT -> {
                var amount = needs.amount(form);
                yield List.of(words.get("requests.amount.said", amount.dayPartsNeeded(), amount.hoursPerWeek()));
            }
            case START -> {
                var term = needs.term(form, null);
                yield List.of(
                        term.until() == null
                                ? words.get("requests.term.from", Moments.day(term.from(), words))
                                : words.get(
                                        "requests.term.fromUntil",
                                        Moments.day(term.from(), words),
                                        Moments.day(term.until(), words)));
            }
            case URGENCY -> List.of(words.get("requests.urgency." + needs.urgency(form)));
            case LANGUAGES ->
                needs.languages(form).stream()
                        .sorted()
                        .map(language -> words.of("people.language", language))
                        .toList();
            case WISHES -> {
                List<String> lines = new ArrayList<>();
                lines.add(words.get("requests.wish." + form.value("wishedGender")));
                needs.wishWords(form).lines().forEach(lines::add);
                yield lines;
            }
            case BEFORE -> List.of(words.of("requests.paid", needs.paidBefore(form)));
            case PERSON -> lines(readParticipant(form));
            case ASKER -> {
                var asker = readAsker(form);
                List<String> lines = new ArrayList<>(lines((Newcomer) asker.whom()));
                lines.add(words.of("requests.relation", asker.relation()));
                yield lines;
            }
        };
    }

    private static List<String> lines(Newcomer person) {
        List<String> lines = new ArrayList<>();
        lines.add(person.givenName() + " " + person.familyName());
        if (person.phone() != null) {
            lines.add(person.phone());
        }
        if (person.email() != null) {
            lines.add(person.email());
        }
        return lines;
    }
}
