package nl.samenspel.volunteers.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import nl.samenspel.volunteers.Change;
import nl.samenspel.volunteers.Change.ChangedMeanwhile;
import nl.samenspel.volunteers.Change.Kept;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// My offer: what I love to do, when, how far. Who volunteers at several organisations has an offer at each.
@Controller
@MayUse(Role.VOLUNTEER)
class MyOfferPages {

    private final Volunteers volunteers;
    private final People people;
    private final Organisations organisations;
    private final Areas areas;
    private final OfferForm offers;
    private final Words words;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MyOfferPages(
            Volunteers volunteers,
            People people,
            Organisations organisations,
            Areas areas,
            OfferForm offers,
            Words words,
            TransactionTemplate transaction,
            Clock clock) {
        this.volunteers = volunteers;
        this.people = people;
        this.organisations = organisations;
        this.areas = areas;
        this.offers = offers;
        this.words = words;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Mine(Person person, Volunteer volunteer, String organisation) {}

    @GetMapping("/my-offer")
    ModelAndView show(@RequestParam(required = false) @Nullable String at) {
        var all = all();
        var mine = all.stream()
                .filter(one -> one.person().id().toString().equals(at))
                .findFirst()
                .or(() -> all.stream().findFirst());
        return page(all, mine, mine.map(this::filled).orElse(Form.empty()), HttpStatus.OK);
    }

    @PostMapping("/my-offer")
    Object change(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var all = all();
        var form = Form.of(typed, OfferForm.LABELS);
        var id = form.id("person", PersonId::new);
        var version = form.whole("version", 0, Integer.MAX_VALUE);
        var mine = all.stream()
                .filter(one -> id.filter(one.person().id()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var me = mine.person();
        var phone = form.optionalPhone("phone");
        var postcode = form.postcode("postcode");
        var place = PlaceOf.postcode(form, areas);
        var languages = offers.languages(form);
        var offer = offers.offer(form, LocalDate.now(clock));
        if (!form.isRight()) {
            return page(all, Optional.of(mine), form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var changed = transaction.<Change>execute(status -> {
            var kept = volunteers.change(mine.volunteer().offering(offer).seenAt(version));
            if (kept instanceof Kept) {
                people.change(new Person(
                        me.id(),
                        me.organisation(),
                        me.externalId(),
                        me.givenName(),
                        me.familyName(),
                        me.email(),
                        phone.orElse(null),
                        postcode,
                        place,
                        me.address(),
                        me.gender(),
                        languages));
            }
            return kept;
        });
        return switch (changed) {
            case Kept() -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("volunteers.my.kept"));
                yield "redirect:/my-offer?at=" + me.id();
            }
            case ChangedMeanwhile() -> {
                form.refuse("kinds", "volunteers.changedMeanwhile");
                yield page(all, Optional.of(mine), form, HttpStatus.CONFLICT);
            }
            case null -> throw new IllegalStateException("The change gave nothing back.");
        };
    }

    private List<Mine> all() {
        var records = people.list(Viewer.current().persons(), Purpose.RECORD);
        return volunteers.list(records.keySet()).stream()
                .flatMap(volunteer -> Optional.ofNullable(records.get(volunteer.person())).stream()
                        .map(person -> new Mine(
                                person,
                                volunteer,
                                organisations
                                        .find(person.organisation())
                                        .map(Organisation::name)
                                        .orElse(""))))
                .sorted(Comparator.comparing(Mine::organisation))
                .toList();
    }

    private Form filled(Mine mine) {
        var values = new HashMap<>(offers.filled(mine.volunteer().offer()));
        values.put("phone", Optional.ofNullable(mine.person().phone()));
        values.put("postcode", mine.person().postcode());
        values.put("place", mine.person().place());
        values.put("languages", mine.person().languages());
        values.put("version", mine.volunteer().version());
        return Form.filled(values);
    }

    private ModelAndView page(List<Mine> all, Optional<Mine> mine, Form form, HttpStatus status) {
        var page = new ModelAndView("volunteers/my-offer", status);
        page.addObject("form", form);
        page.addObject(
                "others",
                all.size() < 2
                        ? List.of()
                        : all.stream()
                                .map(one -> new Option(one.person().id().toString(), one.organisation()))
                                .toList());
        mine.ifPresent(one -> {
            page.addObject("mine", one.volunteer());
            page.addObject("person", one.person().id().toString());
            page.addObject("organisation", one.organisation());
            // of another change meanwhile, the version it made: looking twice is enough
            page.addObject(
                    "version",
                    form.problems().stream().anyMatch(problem -> problem.key().equals("volunteers.changedMeanwhile"))
                            ? one.volunteer().version()
                            : form.value("version"));
        });
        page.addObject("placeUnknown", PlaceOf.isAsked(form, areas));
        offers.choices(page, Arrays.asList(Way.values()));
        return page;
    }
}
