package nl.samenspel.volunteers.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Branch;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import nl.samenspel.volunteers.Application;
import nl.samenspel.volunteers.Arrival.AlreadyVolunteer;
import nl.samenspel.volunteers.Arrival.NobodyOnDuty;
import nl.samenspel.volunteers.Arrival.TakenIn;
import nl.samenspel.volunteers.Arrival.TakenInBefore;
import nl.samenspel.volunteers.Offer;
import nl.samenspel.volunteers.Volunteers;
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

/// The door "Ik wil iets doen": one question per screen, a summary, and word of what happens now. Nothing is kept in
/// the database before it is sent, and nothing is sent that nobody is there to take in.
@Controller
@MayUse(everyone = true)
class HelpOutPages {

    private static final String SENT = "help-out-sent";
    private static final List<Way> WAYS = List.of(Way.LOVES, Way.LIKES, Way.RATHER_NOT);
    private static final List<String> DISTANCES = List.of("1", "3", "5", "10", "20", "50");
    private static final int MOST_BRANCHES = 6;

    private final Volunteers volunteers;
    private final Organisations organisations;
    private final Areas areas;
    private final People people;
    private final OfferForm offers;
    private final Words words;
    private final Clock clock;

    HelpOutPages(
            Volunteers volunteers,
            Organisations organisations,
            Areas areas,
            People people,
            OfferForm offers,
            Words words,
            Clock clock) {
        this.volunteers = volunteers;
        this.organisations = organisations;
        this.areas = areas;
        this.people = people;
        this.offers = offers;
        this.words = words;
        this.clock = clock;
    }

    /// What the last page tells.
    public record Sent(String branch, String phone, boolean mailed) implements Serializable {}

    @GetMapping("/help-out")
    ModelAndView begin(HttpServletRequest request) {
        return page(HelpOutStep.WHO, draft(request), answers(request), HttpStatus.OK);
    }

    @GetMapping("/help-out/{path}")
    Object ask(@PathVariable String path, HttpServletRequest request) {
        var step = step(path);
        var draft = draft(request);
        var first = draft.firstUnanswered();
        if (first.isPresent() && first.get().compareTo(step) < 0) {
            return "redirect:" + address(first.get());
        }
        return page(step, draft, answers(request), HttpStatus.OK);
    }

    @PostMapping("/help-out/{path}")
    Object answer(
            @PathVariable String path, @RequestParam MultiValueMap<String, String> typed, HttpServletRequest request) {
        var step = step(path);
        var draft = draft(request);
        var first = draft.firstUnanswered();
        if (first.isPresent() && first.get().compareTo(step) < 0) {
            return "redirect:" + address(first.get());
        }
        var form = Form.of(typed, OfferForm.LABELS);
        read(step, form);
        if (!form.isRight()) {
            return page(step, draft, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        draft.answer(step, fields(step), form);
        if (step == HelpOutStep.WHERE) {
            areas.find(form.postcode("postcode")).ifPresent(area -> draft.put("place", area.place()));
        }
        request.getSession().setAttribute(HelpOutDraft.ATTRIBUTE, draft);
        return draft.firstUnanswered().isEmpty()
                ? "redirect:/help-out/check"
                : "redirect:" + step.next().map(HelpOutPages::address).orElse("/help-out/check");
    }

    @GetMapping("/help-out/check")
    Object check(HttpServletRequest request) {
        var draft = draft(request);
        return draft.firstUnanswered()
                .<Object>map(step -> "redirect:" + address(step))
                .orElseGet(() -> {
                    var branches = branches(draft);
                    var form = branches.isEmpty()
                            ? Form.empty()
                            : Form.filled(Map.of("branch", branches.getFirst().id()));
                    return summary(draft, branches, form, HttpStatus.OK);
                });
    }

    @PostMapping("/help-out/send")
    Object send(@RequestParam MultiValueMap<String, String> typed, HttpServletRequest request) {
        var draft = draft(request);
        if (draft.firstUnanswered().isPresent()) {
            return attribute(request, SENT) instanceof Sent && !draft.answers(HelpOutStep.WHO)
                    ? "redirect:/help-out/sent"
                    : "redirect:" + address(draft.firstUnanswered().get());
        }
        var branches = branches(draft);
        if (branches.isEmpty()) {
            return summary(draft, branches, Form.empty(), HttpStatus.CONFLICT);
        }
        var form = Form.of(typed, OfferForm.LABELS);
        var chosen = form.oneOf(
                "branch",
                branches.stream().map(branch -> branch.id().toString()).toList());
        if (!form.isRight()) {
            return summary(draft, branches, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var told = draft.form();
        var application = application(draft, told, BranchId.of(chosen));
        if (application.isEmpty()) {
            // what was right then is not anymore, such as a day that is past
            return "redirect:" + address(stepOf(told.problems().getFirst().field()));
        }
        return switch (volunteers.apply(application.get())) {
            case TakenIn(var by) -> {
                request.getSession().removeAttribute(HelpOutDraft.ATTRIBUTE);
                request.getSession()
                        .setAttribute(
                                SENT,
                                new Sent(
                                        nameOf(by),
                                        by.phone(),
                                        application.get().email() != null));
                yield "redirect:/help-out/sent";
            }
            case TakenInBefore() -> {
                request.getSession().removeAttribute(HelpOutDraft.ATTRIBUTE);
                if (!(attribute(request, SENT) instanceof Sent)) {
                    organisations
                            .findBranch(application.get().branch())
                            .ifPresent(by -> request.getSession()
                                    .setAttribute(
                                            SENT,
                                            new Sent(
                                                    nameOf(by),
                                                    by.phone(),
                                                    application.get().email() != null)));
                }
                yield "redirect:/help-out/sent";
            }
            case AlreadyVolunteer() -> {
                form.refuse("branch", "volunteers.check.already");
                yield summary(draft, branches, form, HttpStatus.CONFLICT);
            }
            case NobodyOnDuty() -> {
                form.refuse("branch", "volunteers.check.nobodyHere");
                yield summary(draft, branches(draft), form, HttpStatus.CONFLICT);
            }
        };
    }

    /// For who uses somebody else's computer.
    @PostMapping("/help-out/forget")
    String forget(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(HelpOutDraft.ATTRIBUTE);
            session.removeAttribute(SENT);
        }
        return "redirect:/";
    }

    @GetMapping("/help-out/sent")
    Object sent(HttpServletRequest request) {
        if (!(attribute(request, SENT) instanceof Sent sent)) {
            return "redirect:/help-out";
        }
        return new ModelAndView("volunteers/help-out-sent", Map.of("sent", sent));
    }

    // --- reading ---

    /// The fields of a question. What else is sent along is left alone.
    private static Set<String> fields(HelpOutStep step) {
        return switch (step) {
            case WHO -> Set.of("givenName", "familyName", "email", "phone");
            case WHERE -> Set.of("postcode", "place", "km");
            case WHAT ->
                Arrays.stream(KindOfHelp.values()).map(OfferForm::field).collect(Collectors.toUnmodifiableSet());
            case WHEN -> Set.of("dayparts", "availableFrom");
            case LANGUAGES -> Set.of("languages");
            case LIMITS -> Set.of("hours", "atATime");
            case ABOUT -> Set.of("aboutMe", "gender");
        };
    }

    private static HelpOutStep stepOf(String field) {
        return Arrays.stream(HelpOutStep.values())
                .filter(step -> fields(step).contains(field))
                .findFirst()
                .orElse(field.equals("kinds") ? HelpOutStep.WHAT : HelpOutStep.WHO);
    }

    /// Reads the answers to one question, so that what is wrong is noted.
    private void read(HelpOutStep step, Form form) {
        switch (step) {
            case WHO -> {
                form.text("givenName", 60);
                form.text("familyName", 80);
                var email = form.optionalEmail("email");
                var phone = form.optionalPhone("phone");
                if (email.isEmpty() && phone.isEmpty() && form.error("email") == null && form.error("phone") == null) {
                    form.refuse("email", "volunteers.field.reach.none");
                }
            }
            case WHERE -> {
                form.postcode("postcode");
                PlaceOf.postcode(form, areas);
                if (offers.radius(form) > 0 && form.error("km") == null && !DISTANCES.contains(form.value("km"))) {
                    form.refuse("km", "ui.form.unknownChoice");
                }
            }
            case WHAT -> offers.kinds(form);
            case WHEN -> {
                offers.dayParts(form);
                offers.availableFrom(form, today());
            }
            case LANGUAGES -> offers.languages(form);
            case LIMITS -> {
                form.whole("hours", 1, OwnLimits.MOST_HOURS);
                form.whole("atATime", 1, OwnLimits.MOST_MATCHES);
            }
            case ABOUT -> {
                offers.aboutMe(form);
                form.optionalOne("gender", Gender.class);
            }
        }
    }

    /// All that was told, as one; empty when something of it is wrong.
    private Optional<Application> application(HelpOutDraft draft, Form told, BranchId branch) {
        Arrays.stream(HelpOutStep.values()).forEach(step -> read(step, told));
        if (!told.isRight()) {
            return Optional.empty();
        }
        var kinds = offers.kinds(told);
        return Optional.of(new Application(
                draft.person(),
                told.text("givenName", 60),
                told.text("familyName", 80),
                told.optionalEmail("email").orElse(null),
                told.optionalPhone("phone").orElse(null),
                told.postcode("postcode"),
                PlaceOf.postcode(told, areas),
                told.optionalOne("gender", Gender.class).orElse(Gender.UNKNOWN),
                offers.languages(told),
                new Offer(
                        OfferForm.of(kinds, Way.LOVES),
                        OfferForm.of(kinds, Way.LIKES),
                        Set.of(),
                        OfferForm.of(kinds, Way.RATHER_NOT),
                        offers.dayParts(told),
                        offers.radius(told),
                        offers.availableFrom(told, today()).orElse(null),
                        Offer.EVERYONE,
                        offers.aboutMe(told),
                        false,
                        offers.longest(told),
                        offers.goingAlong(told)),
                told.whole("hours", 1, OwnLimits.MOST_HOURS),
                told.whole("atATime", 1, OwnLimits.MOST_MATCHES),
                branch,
                words.locale().getLanguage().equals("en") ? "en" : "nl"));
    }

    /// Who takes in what they like best where they live, the best fit first.
    private List<Branch> branches(HelpOutDraft draft) {
        var told = draft.form();
        var area = areas.find(told.postcode("postcode")).orElse(null);
        var kinds = offers.kinds(told);
        return Stream.of(Way.LOVES, Way.LIKES)
                .flatMap(way -> OfferForm.of(kinds, way).stream())
                .findFirst()
                .map(kind -> organisations.listTakingIn(area, kind))
                .orElse(List.of())
                .stream()
                .limit(MOST_BRANCHES)
                .toList();
    }

    // --- showing ---

    private ModelAndView page(HelpOutStep step, HelpOutDraft draft, Form form, HttpStatus status) {
        var page = new ModelAndView("volunteers/help-out", status);
        page.addObject("form", form);
        page.addObject("step", step);
        page.addObject("steps", HelpOutStep.values().length);
        page.addObject("back", step.previous().map(HelpOutPages::address).orElse("/"));
        page.addObject("changing", draft.firstUnanswered().isEmpty());
        page.addObject("placeUnknown", PlaceOf.isAsked(form, areas));
        page.addObject(
                "distances",
                DISTANCES.stream()
                        .map(km -> new Option(km, words.get("volunteers.distance." + km)))
                        .toList());
        page.addObject(
                "tellableGenders", words.options("people.gender", List.of(Gender.WOMAN, Gender.MAN, Gender.OTHER)));
        offers.choices(page, WAYS);
        return page;
    }

    private ModelAndView summary(HelpOutDraft draft, List<Branch> branches, Form form, HttpStatus status) {
        var told = draft.form();
        var kinds = offers.kinds(told);
        var page = new ModelAndView("volunteers/help-out-check", status);
        page.addObject("form", form);
        page.addObject("told", told);
        page.addObject("loves", OfferForm.of(kinds, Way.LOVES));
        page.addObject("likes", OfferForm.of(kinds, Way.LIKES));
        page.addObject("ratherNot", OfferForm.of(kinds, Way.RATHER_NOT));
        page.addObject("dayParts", offers.dayParts(told));
        page.addObject("availableFrom", offers.availableFrom(told, today()).orElse(null));
        page.addObject("languages", offers.languages(told));
        page.addObject("gender", told.optionalOne("gender", Gender.class).orElse(Gender.UNKNOWN));
        page.addObject("radius", offers.radius(told));
        page.addObject("distanceKnown", areas.find(told.value("postcode")).isPresent());
        page.addObject(
                "branches",
                branches.stream()
                        .map(branch -> new Option(branch.id().toString(), nameOf(branch)))
                        .toList());
        page.addObject("whomToCall", branches.isEmpty() ? whomToCall(told.value("place")) : List.of());
        return page;
    }

    /// Where nobody can take it in: who can be called, those in their own place first.
    private List<Option> whomToCall(String place) {
        return organisations.listBranches().stream()
                .filter(branch -> !branch.phone().isEmpty())
                .sorted(Comparator.comparing((Branch branch) -> !branch.place().equalsIgnoreCase(place))
                        .thenComparing(Branch::name))
                .limit(MOST_BRANCHES)
                .map(branch -> new Option(branch.phone(), nameOf(branch)))
                .toList();
    }

    private String nameOf(Branch branch) {
        return organisations
                .find(branch.organisation())
                .map(Organisation::name)
                .map(name -> name.equals(branch.name()) ? name : name + ", " + branch.name())
                .orElse(branch.name());
    }

    /// What was answered so far; for who is signed in and begins, what we know of them.
    private Form answers(HttpServletRequest request) {
        var draft = draft(request);
        var values = new LinkedHashMap<String, Object>();
        values.put("languages", List.of(Language.NL));
        people.list(Viewer.current().persons(), Purpose.RECORD).values().stream()
                .findFirst()
                .ifPresent(me -> {
                    values.put("givenName", me.givenName());
                    values.put("familyName", me.familyName());
                    values.put("email", Optional.ofNullable(me.email()));
                    values.put("phone", Optional.ofNullable(me.phone()));
                    values.put("postcode", me.postcode());
                    values.put("place", me.place());
                    values.put("languages", me.languages());
                });
        values.putAll(draft.values());
        return Form.filled(values);
    }

    private static HelpOutDraft draft(HttpServletRequest request) {
        return attribute(request, HelpOutDraft.ATTRIBUTE) instanceof HelpOutDraft draft ? draft : new HelpOutDraft();
    }

    /// Reading alone begins no session.
    private static @Nullable Object attribute(HttpServletRequest request, String name) {
        var session = request.getSession(false);
        return session == null ? null : session.getAttribute(name);
    }

    private static HelpOutStep step(String path) {
        return HelpOutStep.of(path).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String address(HelpOutStep step) {
        return step == HelpOutStep.WHO ? "/help-out" : "/help-out/" + step.path();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
