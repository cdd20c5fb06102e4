package nl.samenspel.limits.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.limits.PhoneCall;
import nl.samenspel.limits.PhoneCallId;
import nl.samenspel.limits.PhoneCalls;
import nl.samenspel.limits.Policies;
import nl.samenspel.limits.Policy;
import nl.samenspel.people.People;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What the organisation asks of a volunteer at most, with what is shipped and why; and calls of which a volunteer said
/// that it was not them.
@Controller
@MayUse(Role.MANAGER)
class PolicyPages {

    /// One field of the page. What may be left empty is as each volunteer says.
    ///
    /// @param shipped what it is without a decision of one's own; empty: as each volunteer says
    public record Field(String name, boolean optional, int least, int most, String shipped) {}

    private static final List<Field> FIELDS = List.of(
            new Field("hours", true, 1, OwnLimits.MOST_HOURS, ""),
            new Field("people", true, 1, OwnLimits.MOST_MATCHES, ""),
            new Field("dayParts", false, 1, 28, String.valueOf(Policy.DAY_PARTS_EACH)),
            new Field("nights", false, 0, OwnLimits.MOST_NIGHTS, String.valueOf(Policy.NIGHTS_AT_MOST)),
            new Field("rest", false, 0, 3, String.valueOf(Policy.REST_AFTER_NIGHT)),
            new Field("heavy", false, 0, OwnLimits.MOST_MATCHES, String.valueOf(Policy.HEAVY_AT_MOST)),
            new Field("years", false, 1, 10, String.valueOf(Policy.REVIEW_AFTER_YEARS)));

    private final Policies policies;
    private final PhoneCalls calls;
    private final People people;
    private final Accounts accounts;
    private final Words words;

    PolicyPages(Policies policies, PhoneCalls calls, People people, Accounts accounts, Words words) {
        this.policies = policies;
        this.calls = calls;
        this.people = people;
        this.accounts = accounts;
        this.words = words;
    }

    @GetMapping("/limits/policy")
    ModelAndView show() {
        return page(filled(policies.of(Viewer.current().myDesk().organisation())), HttpStatus.OK);
    }

    @PostMapping("/limits/policy")
    Object keep(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "limits.policy");
        var read = new HashMap<String, Integer>();
        for (var field : FIELDS) {
            if (field.optional()) {
                form.optionalWhole(field.name(), field.least(), field.most())
                        .ifPresent(value -> read.put(field.name(), value));
            } else {
                read.put(field.name(), form.whole(field.name(), field.least(), field.most()));
            }
        }
        if (!form.isRight()) {
            return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        policies.set(new Policy(
                Viewer.current().myDesk().organisation(),
                read.get("hours"),
                read.get("people"),
                Objects.requireNonNull(read.get("dayParts")),
                Objects.requireNonNull(read.get("nights")),
                Objects.requireNonNull(read.get("rest")),
                Objects.requireNonNull(read.get("heavy")),
                Objects.requireNonNull(read.get("years"))));
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("limits.policy.kept"));
        return "redirect:/limits/policy";
    }

    /// As it is without a decision of one's own.
    @PostMapping("/limits/policy/shipped")
    String reset(RedirectAttributes redirect) {
        policies.set(Policy.shipped(Viewer.current().myDesk().organisation()));
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("limits.policy.shipped.kept"));
        return "redirect:/limits/policy";
    }

    /// A call of which the volunteer says that it was not them.
    public record Disputed(PhoneCall call, String name, String recordedBy) {}

    @GetMapping("/limits/by-phone")
    ModelAndView disputed() {
        var disputed = calls.listDisputed();
        var names = people.list(disputed.stream().map(PhoneCall::volunteer).toList(), Purpose.RECORD);
        var recorders =
                accounts.names(disputed.stream().map(PhoneCall::recordedBy).toList());
        return new ModelAndView(
                "limits/by-phone",
                Map.of(
                        "calls",
                        disputed.stream()
                                .filter(call -> names.containsKey(call.volunteer()))
                                .map(call -> new Disputed(
                                        call,
                                        Objects.requireNonNull(names.get(call.volunteer()))
                                                .name(),
                                        recorders.getOrDefault(call.recordedBy(), "")))
                                .toList()));
    }

    @PostMapping("/limits/by-phone/{id}/seen")
    String seen(@PathVariable PhoneCallId id, RedirectAttributes redirect) {
        Notice.put(
                redirect, calls.see(id) ? Notice.Kind.SUCCESS : Notice.Kind.INFO, words.get("limits.byPhone.seenNow"));
        return "redirect:/limits/by-phone";
    }

    private static Form filled(Policy policy) {
        var values = new HashMap<String, Object>();
        values.put(
                "hours",
                Optional.ofNullable(policy.hoursAtMost()).map(String::valueOf).orElse(""));
        values.put(
                "people",
                Optional.ofNullable(policy.matchesAtMost()).map(String::valueOf).orElse(""));
        values.put("dayParts", policy.dayPartsEach());
        values.put("nights", policy.nightsAtMost());
        values.put("rest", policy.restAfterNight());
        values.put("heavy", policy.heavyAtMost());
        values.put("years", policy.reviewAfterYears());
        return Form.filled(values);
    }

    private static ModelAndView page(Form form, HttpStatus status) {
        return new ModelAndView("limits/policy", Map.of("form", form, "fields", FIELDS), status);
    }
}
