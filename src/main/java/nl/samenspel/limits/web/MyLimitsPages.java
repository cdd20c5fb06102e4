package nl.samenspel.limits.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.LimitChange.Kept;
import nl.samenspel.limits.LimitChange.OnlyTheVolunteerRaises;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.limits.Room;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
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
    private final People people;
    private final Organisations organisations;
    private final Words words;
    private final Clock clock;

    MyLimitsPages(Limits limits, People people, Organisations organisations, Words words, Clock clock) {
        this.limits = limits;
        this.people = people;
        this.organisations = organisations;
        this.words = words;
        this.clock = clock;
    }

    /// One of my limits, and where it holds.
    private record Mine(OwnLimits limits, String organisation) {

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
        var form = Form.of(typed, "limits.my");
        var person = form.id("person", PersonId::new);
        var mine = all.stream()
                .filter(one -> person.filter(one.person()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var hours = form.whole("hours", 1, OwnLimits.MOST_HOURS);
        var matches = form.whole("atATime", 1, OwnLimits.MOST_MATCHES);
        var today = LocalDate.now(clock);
        var pause = form.optionalDate("pauseUntil", today.plusDays(1), today.plusYears(LONGEST_PAUSE_YEARS));
        if (!form.isRight()) {
            return page(all, Optional.of(mine), form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (limits.set(new OwnLimits(mine.person(), hours, matches, pause.orElse(null)))) {
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

    private String said(OwnLimits kept) {
        var room = limits.room(List.of(kept.volunteer())).getOrDefault(kept.volunteer(), Room.NONE);
        if (room.hoursLoad() > kept.hoursPerWeek() || room.placesTaken() > kept.matchesAtATime()) {
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
                        Optional.ofNullable(records.get(own.volunteer()))
                                .flatMap(record -> organisations.find(record.organisation()))
                                .map(Organisation::name)
                                .orElse("")))
                .sorted(Comparator.comparing(Mine::organisation))
                .toList();
    }

    private Form filled(OwnLimits own) {
        var values = new HashMap<String, Object>();
        values.put("hours", own.hoursPerWeek());
        values.put("atATime", own.matchesAtATime());
        values.put("pauseUntil", own.pausesOn(LocalDate.now(clock)) ? Optional.ofNullable(own.pauseUntil()) : "");
        return Form.filled(values);
    }

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
            page.addObject("room", limits.room(List.of(one.person())).getOrDefault(one.person(), Room.NONE));
        });
        return page;
    }
}
