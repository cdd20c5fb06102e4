package nl.samenspel.limits.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.InAll;
import nl.samenspel.limits.LimitChange.Kept;
import nl.samenspel.limits.LimitChange.OnlyTheVolunteerRaises;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.limits.PhoneCall;
import nl.samenspel.limits.PhoneCallId;
import nl.samenspel.limits.PhoneCalls;
import nl.samenspel.limits.Policies;
import nl.samenspel.limits.Room;
import nl.samenspel.limits.Signals;
import nl.samenspel.limits.Together;
import nl.samenspel.network.Organisations;
import nl.samenspel.network.Situation;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// My limits: how much I want to do, and how much of it is taken. Who volunteers at several organisations
/// has limits at each.
@Controller
@MayUse(Role.VOLUNTEER)
class MyLimitsPages {

    /// Longer away is better told in person.
    private static final int LONGEST_PAUSE_YEARS = 2;

    private final Limits limits;
    private final Signals signals;
    private final PhoneCalls calls;
    private final Together together;
    private final Policies policies;
    private final Accounts accounts;
    private final People people;
    private final Organisations organisations;
    private final Words words;
    private final Clock clock;

    MyLimitsPages(
            Limits limits,
            Signals signals,
            PhoneCalls calls,
            Together together,
            Policies policies,
            Accounts accounts,
            People people,
            Organisations organisations,
            Words words,
            Clock clock) {
        this.limits = limits;
        this.signals = signals;
        this.calls = calls;
        this.together = together;
        this.policies = policies;
        this.accounts = accounts;
        this.people = people;
        this.organisations = organisations;
        this.words = words;
        this.clock = clock;
    }

    /// One of my limits, and where it holds.
    private record Mine(OwnLimits limits, Optional<OrganisationId> at, String organisation) {

        PersonId person() {
            return limits.volunteer();
        }
    }

    @GetMapping("/my-limits")
    ModelAndView show(@RequestParam(required = false) @Nullable String at) {
        var all = all();
        var mine = all.stream()
                .filter(one -> one.person().toString().equals(at))
                .findFirst()
                .or(() -> all.stream().findFirst());
        return page(all, mine, mine.map(one -> filled(one.limits())).orElse(Form.empty()), HttpStatus.OK);
    }

    @PostMapping("/my-limits")
    Object change(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var all = all();
        var mine = mine(all, typed);
        var form = form(typed, mine);
        var hours = form.whole("hours", 1, OwnLimits.MOST_HOURS);
        var matches = form.whole("atATime", 1, OwnLimits.MOST_MATCHES);
        var today = LocalDate.now(clock);
        // who does not say it leaves it as it was
        var nights = typed.containsKey("nights")
                ? form.optionalWhole("nights", 0, OwnLimits.MOST_NIGHTS)
                : Optional.<Integer>empty();
        var pause = form.optionalDate("pauseUntil", today.plusDays(1), today.plusYears(LONGEST_PAUSE_YEARS));
        if (!form.isRight()) {
            return page(all, Optional.of(mine), form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (limits.set(
                new OwnLimits(mine.person(), hours, matches, nights.orElse(null), pause.orElse(null)))) {
            case Kept(var kept) -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, said(kept));
                yield "redirect:/my-limits?at=" + kept.volunteer();
            }
            case OnlyTheVolunteerRaises _ -> {
                form.refuse("hours", "limits.onlyYou");
                yield page(all, Optional.of(mine), form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
        };
    }

    @PostMapping("/my-limits/rather-not")
    Object ratherNot(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var all = all();
        var mine = mine(all, typed);
        var form = form(typed, mine);
        var situations = form.many("situations", Situation.class);
        if (!form.isRight()) {
            return page(all, Optional.of(mine), form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        limits.setRatherNot(mine.person(), situations);
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("limits.my.ratherNot.kept"));
        return "redirect:/my-limits?at=" + mine.person();
    }

    @PostMapping("/my-limits/together")
    Object together(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var all = all();
        var mine = mine(all, typed);
        var form = form(typed, mine);
        var hours = form.whole("allHours", 1, OwnLimits.MOST_HOURS);
        var matches = form.whole("allPeople", 1, OwnLimits.MOST_MATCHES);
        var nights = form.whole("allNights", 0, OwnLimits.MOST_NIGHTS);
        if (!form.isRight()) {
            return page(all, Optional.of(mine), form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        together.count(new InAll(hours, matches, nights));
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("limits.my.together.kept"));
        return "redirect:/my-limits?at=" + mine.person();
    }

    @PostMapping("/my-limits/apart")
    String apart(RedirectAttributes redirect) {
        together.countApart();
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("limits.my.together.apart"));
        return "redirect:/my-limits";
    }

    @PostMapping("/my-limits/by-phone/{id}/not-me")
    String notMe(@PathVariable PhoneCallId id, RedirectAttributes redirect) {
        var whose = calls.find(id)
                .filter(call -> Viewer.current().persons().contains(call.volunteer()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var undone = calls.notMe(id);
        Notice.put(
                redirect,
                undone ? Notice.Kind.SUCCESS : Notice.Kind.INFO,
                words.get(undone ? "limits.my.byPhone.undoneNow" : "limits.my.byPhone.undoneBefore"));
        return "redirect:/my-limits?at=" + whose.volunteer();
    }

    private static Mine mine(List<Mine> all, MultiValueMap<String, String> typed) {
        var person = Form.of(typed).id("person", PersonId::new);
        return all.stream()
                .filter(one -> person.filter(one.person()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// What was typed in one of the forms, with what stands in the others. What was not ticked was not.
    private Form form(MultiValueMap<String, String> typed, Mine mine) {
        var values = new LinkedMultiValueMap<>(typed);
        values(mine.limits()).forEach((name, value) -> values.addIfAbsent(name, value));
        return Form.of(values, "limits.my");
    }

    private String said(OwnLimits kept) {
        var room = limits.room(List.of(kept.volunteer())).getOrDefault(kept.volunteer(), Room.NONE);
        if (room.isOver()) {
            return words.get("limits.my.keptBelow");
        }
        return words.get(room.pausedUntil() != null ? "limits.my.keptPause" : "limits.my.kept");
    }

    private List<Mine> all() {
        var persons = Viewer.current().persons();
        var records = people.list(persons, Purpose.RECORD);
        return limits.list(persons).stream()
                .map(own -> new Mine(
                        own,
                        Optional.ofNullable(records.get(own.volunteer())).map(Person::organisation),
                        Optional.ofNullable(records.get(own.volunteer()))
                                .map(record -> organisations.nameOf(record.organisation()))
                                .orElse("")))
                .sorted(Comparator.comparing(Mine::organisation))
                .toList();
    }

    private Form filled(OwnLimits own) {
        var values = new HashMap<String, Object>(values(own));
        values.put("situations", limits.ratherNot(own.volunteer()));
        return Form.filled(values);
    }

    private Map<String, String> values(OwnLimits own) {
        var pause = own.pausesOn(LocalDate.now(clock)) ? own.pauseUntil() : null;
        var inAll = together.find();
        return Map.of(
                "hours", String.valueOf(own.hoursPerWeek()),
                "atATime", String.valueOf(own.matchesAtATime()),
                "nights", String.valueOf(nights(own)),
                "pauseUntil", pause == null ? "" : pause.toString(),
                "allHours", inAll.map(one -> String.valueOf(one.hoursPerWeek())).orElse(""),
                "allPeople",
                        inAll.map(one -> String.valueOf(one.matchesAtATime())).orElse(""),
                "allNights",
                        inAll.map(one -> String.valueOf(one.nightsPerWeek())).orElse(""));
    }

    /// As they said, or as it is as long as they did not.
    private int nights(OwnLimits own) {
        return own.nightsPerWeek() != null
                ? own.nightsPerWeek()
                : limits.room(List.of(own.volunteer()))
                        .getOrDefault(own.volunteer(), Room.NONE)
                        .further()
                        .nights();
    }

    /// A call, and who took it down.
    public record Call(PhoneCall call, String recordedBy) {}

    private ModelAndView page(List<Mine> all, Optional<Mine> mine, Form form, HttpStatus status) {
        var page = new ModelAndView("limits/my-limits", status);
        page.addObject("form", form);
        page.addObject(
                "others",
                all.size() < 2
                        ? List.of()
                        : all.stream()
                                .map(one -> new Option(one.person().toString(), one.organisation()))
                                .toList());
        mine.ifPresent(one -> {
            page.addObject("person", one.person().toString());
            page.addObject("organisation", one.organisation());
            var room = limits.room(List.of(one.person())).getOrDefault(one.person(), Room.NONE);
            page.addObject("own", one.limits());
            page.addObject("room", room);
            page.addObject("policy", one.at().map(policies::of).orElse(null));
            page.addObject("ratherNot", room.further().ratherNot());
            page.addObject("situations", words.options("network.situation", Situation.class));
            page.addObject("signals", signals.listOf(one.person()));
            var told = calls.listOf(one.person());
            var recorders =
                    accounts.names(told.stream().map(PhoneCall::recordedBy).toList());
            page.addObject(
                    "calls",
                    told.stream()
                            .map(call -> new Call(call, recorders.getOrDefault(call.recordedBy(), "")))
                            .toList());
            page.addObject("inAll", together.find().orElse(null));
            page.addObject("counted", together.list());
            page.addObject("allLoad", limits.loadOfViewer());
        });
        return page;
    }
}
