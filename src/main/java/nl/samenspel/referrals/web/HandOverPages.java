package nl.samenspel.referrals.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;
import static nl.samenspel.access.Role.PROFESSIONAL;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Branch;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.referrals.Ambassador;
import nl.samenspel.referrals.Ambassadors;
import nl.samenspel.referrals.Introduced;
import nl.samenspel.referrals.Introduction;
import nl.samenspel.referrals.Introductions;
import nl.samenspel.referrals.NextDoors;
import nl.samenspel.referrals.Reason;
import nl.samenspel.referrals.Scope;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.NewRequest.Newcomer;
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

/// A professional finds us in a minute: what is needed and where, who does that here and has room, and it is handed
/// over, on one page. For an ambassador at their team, and a colleague with a phone in hand, too.
@Controller
@MayUse({PROFESSIONAL, COORDINATOR, MANAGER})
class HandOverPages {

    private static final String LABELS = "referrals.field";
    private static final int LONGEST_NAME = 80;
    private static final int MOST_WORDS = 2000;

    private final NextDoors doors;
    private final Introductions introductions;
    private final Ambassadors ambassadors;
    private final Areas areas;
    private final Shown shown;
    private final Words words;
    private final Clock clock;

    HandOverPages(
            NextDoors doors,
            Introductions introductions,
            Ambassadors ambassadors,
            Areas areas,
            Shown shown,
            Words words,
            Clock clock) {
        this.doors = doors;
        this.introductions = introductions;
        this.ambassadors = ambassadors;
        this.areas = areas;
        this.shown = shown;
        this.words = words;
        this.clock = clock;
    }

    /// What volunteers can do, kind by kind, for whoever wants to know.
    @GetMapping("/what-volunteers-do")
    @MayUse(everyone = true)
    ModelAndView whatVolunteersDo() {
        return new ModelAndView("referrals/what-volunteers-do", Map.of("kinds", KindOfHelp.values()));
    }

    /// Who neither brings requests for their work nor sits at a desk asks by the usual way.
    @GetMapping("/hand-over")
    @MayUse
    ModelAndView show(@RequestParam MultiValueMap<String, String> typed) {
        if (!Viewer.current().is(PROFESSIONAL) && Viewer.current().desk() == null) {
            return new ModelAndView("redirect:/ask");
        }
        var form = Form.of(typed, LABELS);
        var looked = !form.value("kind").isEmpty() || !form.value("postcode").isEmpty();
        if (!looked) {
            return page(form, HttpStatus.OK);
        }
        form.one("kind", KindOfHelp.class);
        place(form);
        if (!form.isRight()) {
            return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var values = new HashMap<String, Object>();
        values.put("kind", form.value("kind"));
        values.put("postcode", form.value("postcode"));
        values.put("key", UUID.randomUUID());
        values.put("hours", 2);
        values.put("urgency", 1);
        values.put("scope", List.of(Scope.REACH, Scope.ADDRESS));
        return page(Form.filled(values), HttpStatus.OK);
    }

    @PostMapping("/hand-over")
    Object send(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, LABELS);
        var key = form.id("key", id -> id).orElseGet(UUID::randomUUID);
        var kind = form.one("kind", KindOfHelp.class);
        var postcode = place(form);
        var to = form.id("to", BranchId::new);
        if (to.isEmpty() && form.error("to") == null) {
            form.refuse("to", "ui.form.choose");
        }
        var whom = new Newcomer(
                form.text("givenName", LONGEST_NAME),
                form.text("familyName", LONGEST_NAME),
                null,
                form.optionalPhone("phone").orElse(null),
                "",
                Gender.UNKNOWN);
        var told = form.words("words", MOST_WORDS);
        var hours = form.whole("hours", 1, Need.MOST_HOURS);
        var urgency = form.whole("urgency", 0, Need.MOST_URGENT);
        var scope = form.many("scope", Scope.class);
        var consent = form.oneOf("consent", List.of("YES", "NO")).equals("YES");
        var without = form.optionalWords("without", MOST_WORDS).orElse("");
        if (!consent && without.isEmpty() && form.error("consent") == null) {
            form.refuse("without", "referrals.without.missing");
        }
        var team = team(form);
        if (!form.isRight() || to.isEmpty()) {
            return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var need = new Need(
                kind,
                told,
                postcode,
                "",
                DayParts.ALL,
                1,
                hours,
                LocalDate.now(clock),
                null,
                Set.of(Language.NL),
                Set.of(),
                "",
                Set.of(),
                urgency,
                Need.PaidBefore.UNKNOWN);
        var introduced = introductions.introduce(new Introduction(
                key,
                whom,
                need,
                to.get(),
                Reason.EXPERTISE,
                scope,
                consent,
                without,
                team,
                words.locale().getLanguage()));
        return switch (introduced) {
            case Introduced.PutBefore(var request, var respondBy) -> {
                Notice.put(
                        redirect,
                        Notice.Kind.SUCCESS,
                        words.get(
                                "referrals.handOver.asked",
                                DateTimeFormatter.ofPattern("d MMMM", words.locale())
                                        .format(respondBy)));
                yield next(request);
            }
            case Introduced.TakenIn(var request) -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("referrals.handOver.takenIn"));
                yield next(request);
            }
            case Introduced.Not(var why) -> {
                form.refuse("to", "referrals.not.sentence", shown.sentence(why).orElse(""));
                yield page(form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
        };
    }

    /// Where one goes on following it.
    private static String next(HelpRequestId request) {
        return Viewer.current().desk() == null ? "redirect:/my-requests/" + request : "redirect:/referrals";
    }

    /// The team of an ambassador, when they say they do this as one.
    private String team(Form form) {
        var mine = ambassadors.listOfViewer().stream().map(Ambassador::team).toList();
        var chosen = form.optionalText("team", 100).orElse("");
        if (!chosen.isEmpty() && !mine.contains(chosen)) {
            form.refuse("team", "ui.form.unknownChoice");
        }
        return chosen;
    }

    private String place(Form form) {
        var postcode = form.postcode("postcode");
        if (!postcode.isEmpty() && areas.find(postcode).isEmpty()) {
            form.refuse("postcode", "referrals.handOver.unknownPlace");
        }
        return postcode;
    }

    private ModelAndView page(Form form, HttpStatus status) {
        var model = new HashMap<String, Object>();
        var kind = form.value("kind");
        var postcode = form.value("postcode");
        var found = Arrays.stream(KindOfHelp.values())
                .filter(one -> one.name().equals(kind))
                .filter(_ -> form.error("postcode") == null && !postcode.isEmpty())
                .findFirst();
        var desk = Viewer.current().desk();
        model.put("form", form);
        model.put("kinds", words.options("network.kind", KindOfHelp.class));
        model.put("kind", found.map(KindOfHelp::name).orElse(""));
        model.put(
                "doors",
                found.map(one -> doors.list(one, postcode, desk == null ? null : desk.organisation()))
                        .orElse(List.of()));
        model.put(
                "meanwhile",
                introductions
                        .findDesk()
                        .map(Branch::organisation)
                        .map(shown::organisation)
                        .orElse(""));
        model.put("scopes", words.options("referrals.scope", Scope.class));
        model.put(
                "urgencies",
                List.of("0", "1", "2", "3").stream()
                        .map(one -> new Option(one, words.get("requests.urgency." + one)))
                        .toList());
        model.put(
                "consents",
                List.of(
                        new Option("YES", words.get("referrals.consent.YES")),
                        new Option("NO", words.get("referrals.consent.NO"))));
        model.put(
                "teams",
                ambassadors.listOfViewer().stream()
                        .map(one -> new Option(one.team(), one.team()))
                        .toList());
        return new ModelAndView("referrals/hand-over", model, status);
    }
}
