package nl.samenspel.volunteers.web;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.LimitChange;
import nl.samenspel.limits.LimitChange.OnlyTheVolunteerRaises;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.limits.PhoneCalls;
import nl.samenspel.limits.Room;
import nl.samenspel.limits.Signal;
import nl.samenspel.limits.Signals;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Branch;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.network.Qualification;
import nl.samenspel.network.Situation;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.SiteAddress;
import nl.samenspel.ui.Words;
import nl.samenspel.volunteers.Addition;
import nl.samenspel.volunteers.Change;
import nl.samenspel.volunteers.Change.ChangedMeanwhile;
import nl.samenspel.volunteers.Change.Kept;
import nl.samenspel.volunteers.Leaving.Left;
import nl.samenspel.volunteers.Leaving.LeftBefore;
import nl.samenspel.volunteers.Leaving.StillPromised;
import nl.samenspel.volunteers.Training;
import nl.samenspel.volunteers.Vog;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteer.Status;
import nl.samenspel.volunteers.Volunteers;
import nl.samenspel.volunteers.Welcoming.NotWaiting;
import nl.samenspel.volunteers.Welcoming.PaidHere;
import nl.samenspel.volunteers.Welcoming.Welcomed;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/// The desk's volunteers: the list, a new one, and a record with screening, limits and a way in.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class VolunteerPages {

    private static final int ON_A_PAGE = 25;
    private static final int MOST_KNOWN = 5;

    /// What ends within this time is worth a call now.
    private static final int SOON_DAYS = 60;

    private static final String SOMEONE_ELSE = "new";

    private final Volunteers volunteers;
    private final Limits limits;
    private final PhoneCalls calls;
    private final Signals signals;
    private final People people;
    private final Organisations organisations;
    private final Areas areas;
    private final OfferForm offers;
    private final SiteAddress site;
    private final Words words;
    private final TransactionTemplate transaction;
    private final Clock clock;

    VolunteerPages(
            Volunteers volunteers,
            Limits limits,
            PhoneCalls calls,
            Signals signals,
            People people,
            Organisations organisations,
            Areas areas,
            OfferForm offers,
            SiteAddress site,
            Words words,
            TransactionTemplate transaction,
            Clock clock) {
        this.volunteers = volunteers;
        this.limits = limits;
        this.calls = calls;
        this.signals = signals;
        this.people = people;
        this.organisations = organisations;
        this.areas = areas;
        this.offers = offers;
        this.site = site;
        this.words = words;
        this.transaction = transaction;
        this.clock = clock;
    }

    // --- the list ---

    /// A line of the list, ready to be shown.
    public record Row(
            String id,
            String name,
            String place,
            Status status,
            Set<KindOfHelp> best,
            Room room,
            boolean screeningSoon) {}

    @GetMapping("/volunteers")
    ModelAndView list(@RequestParam MultiValueMap<String, String> asked) {
        var form = Form.of(asked);
        var here = organisation();
        var status = form.optionalOne("status", Status.class);
        var kind = form.optionalOne("kind", KindOfHelp.class);
        var place = form.optionalText("place", 80);
        var name = form.optionalText("name", 80);
        var at = form.optionalWhole("page", 1, 10_000).orElse(1);
        var found = volunteers.listPage(
                here,
                status.orElse(null),
                kind.orElse(null),
                place.orElse(""),
                name.orElse(""),
                (at - 1) * ON_A_PAGE,
                ON_A_PAGE);
        var page = new ModelAndView("volunteers/volunteers");
        page.addObject("form", form);
        page.addObject("rows", found.volunteers().stream().map(this::row).toList());
        page.addObject("total", found.total());
        page.addObject("page", at);
        page.addObject("pages", (found.total() + ON_A_PAGE - 1) / ON_A_PAGE);
        page.addObject("waiting", volunteers.countWaiting(here));
        page.addObject("filtered", status.isPresent() || kind.isPresent() || place.isPresent() || name.isPresent());
        var filters = Stream.of("status", "kind", "place", "name")
                .filter(field -> !form.value(field).isEmpty())
                .map(field -> field + "=" + UriUtils.encode(form.value(field), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        page.addObject("path", filters.isEmpty() ? "/volunteers" : "/volunteers?" + filters);
        page.addObject("statusOptions", words.options("volunteers.status", Status.class));
        page.addObject("kindOptions", words.options("network.kind", KindOfHelp.class));
        page.addObject(
                "placeOptions",
                Stream.concat(found.places().stream(), place.stream())
                        .distinct()
                        .map(one -> new Option(one, one))
                        .toList());
        return page;
    }

    private Row row(Volunteers.Listed listed) {
        var volunteer = listed.volunteer();
        return new Row(
                listed.person().id().toString(),
                listed.person().name(),
                listed.person().place(),
                volunteer.status(),
                volunteer.offer().loves().isEmpty()
                        ? volunteer.offer().skills()
                        : volunteer.offer().loves(),
                listed.room(),
                volunteer.status() == Status.ACTIVE
                        && papers(volunteer).stream()
                                .anyMatch(paper -> !paper.state().equals("agreed")));
    }

    // --- a new one ---

    @GetMapping("/volunteers/new")
    ModelAndView begin() {
        var desk = Viewer.current().myDesk();
        var values = new HashMap<String, Object>();
        values.put("languages", List.of(Language.NL));
        values.put("comfortable", List.of(Gender.WOMAN, Gender.MAN, Gender.OTHER));
        values.put("km", "5");
        values.put("hours", "2");
        values.put("atATime", "1");
        values.put("mail", "yes");
        var branches = organisations.listBranches(desk.organisation());
        branches.stream()
                .filter(branch -> desk.branches().contains(branch.id()))
                .findFirst()
                .ifPresent(branch -> values.put("branch", branch.id()));
        return newPage(Form.filled(values), branches, List.of(), HttpStatus.OK);
    }

    @PostMapping("/volunteers")
    Object add(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, OfferForm.LABELS);
        var today = LocalDate.now(clock);
        var person = person(form, PersonId.next(), null);
        var offer = offers.offer(form, today);
        var branch = branch(form);
        var hours = form.whole("hours", 1, OwnLimits.MOST_HOURS);
        var matches = form.whole("atATime", 1, OwnLimits.MOST_MATCHES);
        var vog = form.optionalDate("vogSeenOn", today.minusYears(20), today);
        var known = form.isRight()
                ? people.search(person.organisation(), person.name(), MOST_KNOWN, Purpose.RECORD)
                : List.<Person>of();
        var same = same(form, known);
        if (!form.isRight()) {
            return newPage(form, organisations.listBranches(organisation()), known, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var id = same.map(Person::id).orElse(person.id());
        var volunteer = Volunteer.applying(id, person.organisation(), branch.orElseThrow(), today, offer)
                .showing(vog.map(Vog::seen).orElse(null));
        var added = transaction.<Addition>execute(_ -> {
            if (same.isEmpty()) {
                people.add(person);
            }
            var outcome = volunteers.add(volunteer);
            if (outcome instanceof Addition.Added) {
                limits.set(new OwnLimits(id, hours, matches, null));
                if (form.ticked("welcome")) {
                    volunteers.welcome(id);
                }
                if (form.ticked("mail")) {
                    volunteers.mailWayIn(id);
                }
            }
            return outcome;
        });
        switch (added) {
            case Addition.Added() -> say(redirect, Notice.Kind.SUCCESS, "volunteers.new.added");
            case Addition.AlreadyVolunteer() -> say(redirect, Notice.Kind.INFO, "volunteers.new.already");
            case Addition.PaidHere() -> {
                form.refuse("existing", "volunteers.paidHere");
                return newPage(form, organisations.listBranches(organisation()), known, HttpStatus.CONFLICT);
            }
            case null -> throw new IllegalStateException("Adding gave nothing back.");
        }
        return "redirect:/volunteers/" + id;
    }

    /// Someone with this name may be known already: the coordinator says whether it is them.
    private static Optional<Person> same(Form form, List<Person> known) {
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var ids = known.stream().map(person -> person.id().toString());
        var answer = form.optionalOneOf(
                "existing", Stream.concat(ids, Stream.of(SOMEONE_ELSE)).toList());
        if (answer.isEmpty() && form.error("existing") == null) {
            form.refuse("existing", "volunteers.new.known");
        }
        return known.stream()
                .filter(person -> answer.filter(person.id().toString()::equals).isPresent())
                .findFirst();
    }

    private ModelAndView newPage(Form form, List<Branch> branches, List<Person> known, HttpStatus status) {
        var page = new ModelAndView("volunteers/new", status);
        fields(page, form, branches);
        page.addObject(
                "knownOptions",
                known.isEmpty()
                        ? List.of()
                        : Stream.concat(
                                        known.stream()
                                                .map(person -> new Option(
                                                        person.id().toString(),
                                                        Stream.of(
                                                                        person.name(),
                                                                        person.place(),
                                                                        Optional.ofNullable(person.phone())
                                                                                .orElse(""))
                                                                .filter(text -> !text.isEmpty())
                                                                .collect(Collectors.joining(", ")))),
                                        Stream.of(new Option(SOMEONE_ELSE, words.get("volunteers.new.someoneElse"))))
                                .toList());
        return page;
    }

    // --- a record ---

    /// A paper that was shown: what, since when, until when, and whether it still counts.
    public record Paper(
            Qualification what, LocalDate since, @Nullable LocalDate until, String state, String words) {}

    @GetMapping("/volunteers/{id}")
    ModelAndView show(@PathVariable PersonId id) {
        var volunteer = mine(id);
        return record(volunteer, recordForm(new LinkedMultiValueMap<>(), id), HttpStatus.OK);
    }

    @GetMapping("/volunteers/{id}/edit")
    ModelAndView edit(@PathVariable PersonId id) {
        var volunteer = mine(id);
        var person = personOf(volunteer);
        var values = new HashMap<>(offers.filled(volunteer.offer()));
        values.put("givenName", person.givenName());
        values.put("familyName", person.familyName());
        values.put("email", Optional.ofNullable(person.email()));
        values.put("phone", Optional.ofNullable(person.phone()));
        values.put("postcode", person.postcode());
        values.put("place", person.place());
        values.put("address", person.address());
        values.put("gender", person.gender());
        values.put("languages", person.languages());
        values.put("branch", volunteer.branch());
        values.put("version", volunteer.version());
        return editPage(volunteer, person, Form.filled(values), HttpStatus.OK);
    }

    @PostMapping("/volunteers/{id}/edit")
    Object change(
            @PathVariable PersonId id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var volunteer = mine(id);
        var before = personOf(volunteer);
        var form = Form.of(typed, OfferForm.LABELS);
        var version = form.whole("version", 0, Integer.MAX_VALUE);
        var person = person(form, id, before.externalId());
        var offer = offers.offer(form, LocalDate.now(clock));
        var branch = branch(form);
        if (!form.isRight()) {
            return editPage(volunteer, before, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var changed = transaction.<Change>execute(_ -> {
            var outcome = volunteers.change(
                    volunteer.offering(offer).at(branch.orElseThrow()).seenAt(version));
            if (outcome instanceof Kept) {
                people.change(person);
            }
            return outcome;
        });
        return switch (changed) {
            case Kept() -> back(id, redirect, Notice.Kind.SUCCESS, "volunteers.record.kept");
            case ChangedMeanwhile() -> {
                form.refuse("kinds", "volunteers.changedMeanwhile");
                yield editPage(mine(id), before, form, HttpStatus.CONFLICT);
            }
            case null -> throw new IllegalStateException("The change gave nothing back.");
        };
    }

    @PostMapping("/volunteers/{id}/vog")
    Object seeVog(
            @PathVariable PersonId id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var volunteer = mine(id);
        var form = recordForm(typed, id);
        var today = LocalDate.now(clock);
        var seen = form.date("vogSeenOn", today.minusYears(20), today);
        var again = form.optionalDate("vogAgainOn", today.minusYears(20), today.plusYears(10));
        if (form.isRight() && again.filter(day -> !day.isAfter(seen)).isPresent()) {
            form.refuse("vogAgainOn", "volunteers.field.vogAgainOn.early");
        }
        if (!form.isRight()) {
            return record(volunteer, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return keep(
                volunteer.showing(again.map(day -> new Vog(seen, day)).orElse(Vog.seen(seen))),
                redirect,
                "volunteers.record.vogKept");
    }

    @PostMapping("/volunteers/{id}/trainings")
    Object addTraining(
            @PathVariable PersonId id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var volunteer = mine(id);
        var form = recordForm(typed, id);
        var today = LocalDate.now(clock);
        var what = form.one("training", Qualification.class);
        if (what == Qualification.VOG && form.error("training") == null) {
            form.refuse("training", "ui.form.unknownChoice");
        }
        var obtained = form.date("obtainedOn", today.minusYears(60), today);
        var until = form.optionalDate("validUntil", today.minusYears(60), today.plusYears(20));
        if (form.isRight() && until.filter(day -> day.isBefore(obtained)).isPresent()) {
            form.refuse("validUntil", "volunteers.field.validUntil.early");
        }
        if (!form.isRight()) {
            return record(volunteer, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return keep(
                volunteer.trained(new Training(what, obtained, until.orElse(null))),
                redirect,
                "volunteers.record.trainingKept");
    }

    @PostMapping("/volunteers/{id}/trainings/remove")
    Object removeTraining(
            @PathVariable PersonId id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var volunteer = mine(id);
        var form = recordForm(typed, id);
        var what = form.one("what", Qualification.class);
        if (!form.isRight()) {
            return record(volunteer, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return keep(
                what == Qualification.VOG ? volunteer.showing(null) : volunteer.untrained(what),
                redirect,
                "volunteers.record.trainingGone");
    }

    /// The desk lowers; raising is the volunteer's.
    @PostMapping("/volunteers/{id}/limits")
    Object lower(
            @PathVariable PersonId id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var volunteer = mine(id);
        var form = recordForm(typed, id);
        var today = LocalDate.now(clock);
        var hours = form.whole("hours", 1, OwnLimits.MOST_HOURS);
        var matches = form.whole("atATime", 1, OwnLimits.MOST_MATCHES);
        var pause = form.optionalDate("pauseUntil", today.plusDays(1), today.plusYears(2));
        if (!form.isRight()) {
            return record(volunteer, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var wanted = new OwnLimits(id, hours, matches, pause.orElse(null));
        return switch (limits.set(wanted)) {
            case LimitChange.Kept _ -> back(id, redirect, Notice.Kind.SUCCESS, "volunteers.record.limitsKept");
            case OnlyTheVolunteerRaises(var asTheyAre) -> {
                if (wanted.hoursPerWeek() > asTheyAre.hoursPerWeek()) {
                    form.refuse("hours", "volunteers.onlyTheyRaise.hours", asTheyAre.hoursPerWeek());
                }
                if (wanted.matchesAtATime() > asTheyAre.matchesAtATime()) {
                    form.refuse("atATime", "volunteers.onlyTheyRaise.matches", asTheyAre.matchesAtATime());
                }
                if (form.isRight()) {
                    form.refuse("pauseUntil", "volunteers.onlyTheyRaise.pause");
                }
                yield record(volunteer, form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
        };
    }

    /// What the volunteer says on the phone: wider as well. With the name of who took it down, and shown to them.
    @PostMapping("/volunteers/{id}/limits/by-phone")
    Object byPhone(
            @PathVariable PersonId id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var volunteer = mine(id);
        var form = recordForm(typed, id);
        var today = LocalDate.now(clock);
        var hours = form.whole("phoneHours", 1, OwnLimits.MOST_HOURS);
        var matches = form.whole("phoneAtATime", 1, OwnLimits.MOST_MATCHES);
        var nights = form.optionalWhole("phoneNights", 0, OwnLimits.MOST_NIGHTS);
        var pause = form.optionalDate("phonePauseUntil", today.plusDays(1), today.plusYears(2));
        var situations = form.many("phoneSituations", Situation.class);
        if (!form.ticked("toldByThem")) {
            form.refuse("toldByThem", "volunteers.record.byPhone.toldByThem.missing");
        }
        if (!form.isRight()) {
            return record(volunteer, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (calls.take(
                new OwnLimits(id, hours, matches, nights.orElse(null), pause.orElse(null)), situations)) {
            case PhoneCalls.Taken.Done() -> back(id, redirect, Notice.Kind.SUCCESS, "volunteers.record.byPhone.kept");
            case PhoneCalls.Taken.NotHere() -> back(id, redirect, Notice.Kind.ERROR, "volunteers.record.byPhone.not");
        };
    }

    @PostMapping("/volunteers/{id}/welcome")
    Object welcome(@PathVariable PersonId id, RedirectAttributes redirect) {
        mine(id);
        return switch (volunteers.welcome(id)) {
            case Welcomed() -> back(id, redirect, Notice.Kind.SUCCESS, "volunteers.record.welcomed");
            case NotWaiting() -> back(id, redirect, Notice.Kind.INFO, "volunteers.record.notWaiting");
            case PaidHere() -> back(id, redirect, Notice.Kind.ERROR, "volunteers.paidHere");
        };
    }

    @PostMapping("/volunteers/{id}/leave")
    Object leave(@PathVariable PersonId id, RedirectAttributes redirect) {
        mine(id);
        return switch (volunteers.leave(id)) {
            case Left() -> back(id, redirect, Notice.Kind.SUCCESS, "volunteers.record.leftNow");
            case LeftBefore() -> back(id, redirect, Notice.Kind.INFO, "volunteers.record.leftBefore");
            case StillPromised(var matches) ->
                back(id, redirect, Notice.Kind.WARNING, "volunteers.record.stillPromised", matches);
        };
    }

    @PostMapping("/volunteers/{id}/take-back")
    Object takeBack(@PathVariable PersonId id, RedirectAttributes redirect) {
        mine(id);
        return volunteers.takeBack(id)
                ? back(id, redirect, Notice.Kind.SUCCESS, "volunteers.record.takenBack")
                : back(id, redirect, Notice.Kind.INFO, "volunteers.record.notLeft");
    }

    @PostMapping("/volunteers/{id}/mail")
    Object mail(@PathVariable PersonId id, RedirectAttributes redirect) {
        mine(id);
        return volunteers.mailWayIn(id)
                ? back(id, redirect, Notice.Kind.SUCCESS, "volunteers.record.mailed")
                : back(id, redirect, Notice.Kind.WARNING, "volunteers.record.noMail");
    }

    /// The code is on the answer itself and nowhere else: shown once, to be printed.
    @PostMapping("/volunteers/{id}/code")
    Object print(@PathVariable PersonId id, RedirectAttributes redirect) {
        mine(id);
        return volunteers
                .printWayIn(id)
                .<Object>map(code -> new ModelAndView(
                        "volunteers/code",
                        Map.of("printed", code, "id", id.toString(), "address", site.link("/enrol"))))
                .orElseGet(() -> back(id, redirect, Notice.Kind.WARNING, "volunteers.record.hasMail"));
    }

    // --- what these share ---

    private OrganisationId organisation() {
        return Viewer.current().myDesk().organisation();
    }

    /// A volunteer of our organisation; what is not ours is not there.
    private Volunteer mine(PersonId id) {
        return volunteers
                .find(id)
                .filter(volunteer -> volunteer.organisation().equals(organisation()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Person personOf(Volunteer volunteer) {
        return people.find(volunteer.person(), Purpose.RECORD)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Person person(Form form, PersonId id, @Nullable String externalId) {
        var email = form.optionalEmail("email");
        var phone = form.optionalPhone("phone");
        return new Person(
                id,
                organisation(),
                externalId,
                form.text("givenName", 60),
                form.optionalText("familyName", 80).orElse(""),
                email.orElse(null),
                phone.orElse(null),
                form.postcode("postcode"),
                PlaceOf.postcode(form, areas),
                form.optionalText("address", 120).orElse(""),
                form.optionalOne("gender", Gender.class).orElse(Gender.UNKNOWN),
                offers.languages(form));
    }

    private Optional<BranchId> branch(Form form) {
        var branch = form.id("branch", BranchId::new);
        if (branch.isPresent()
                && organisations.listBranches(organisation()).stream()
                        .noneMatch(one -> one.id().equals(branch.get()))) {
            form.refuse("branch", "ui.form.unknownChoice");
        }
        return branch;
    }

    private Object keep(Volunteer changed, RedirectAttributes redirect, String key) {
        return switch (volunteers.change(changed)) {
            case Kept() -> back(changed.person(), redirect, Notice.Kind.SUCCESS, key);
            case ChangedMeanwhile() ->
                back(changed.person(), redirect, Notice.Kind.WARNING, "volunteers.changedMeanwhile");
        };
    }

    private Object back(PersonId id, RedirectAttributes redirect, Notice.Kind kind, String key, Object... args) {
        say(redirect, kind, key, args);
        return "redirect:/volunteers/" + id;
    }

    private void say(RedirectAttributes redirect, Notice.Kind kind, String key, Object... args) {
        Notice.put(redirect, kind, words.get(key, args));
    }

    private void fields(ModelAndView page, Form form, List<Branch> branches) {
        page.addObject("form", form);
        page.addObject("placeUnknown", PlaceOf.isAsked(form, areas));
        page.addObject(
                "branchOptions",
                branches.stream()
                        .map(branch -> new Option(branch.id().toString(), branch.name()))
                        .toList());
        offers.choices(page, Arrays.asList(Way.values()));
    }

    private ModelAndView editPage(Volunteer volunteer, Person person, Form form, HttpStatus status) {
        var page = new ModelAndView("volunteers/edit", status);
        fields(page, form, organisations.listBranches(organisation()));
        page.addObject("id", volunteer.person().toString());
        page.addObject("name", person.name());
        page.addObject("version", status == HttpStatus.CONFLICT ? volunteer.version() : form.value("version"));
        return page;
    }

    private ModelAndView record(Volunteer volunteer, Form form, HttpStatus status) {
        var person = personOf(volunteer);
        var own = limits.find(person.id());
        var page = new ModelAndView("volunteers/volunteer", status);
        page.addObject("form", form);
        page.addObject("volunteer", volunteer);
        page.addObject("person", person);
        page.addObject("id", person.id().toString());
        page.addObject(
                "branch",
                organisations.findBranch(volunteer.branch()).map(Branch::name).orElse(""));
        page.addObject("papers", papers(volunteer));
        page.addObject("own", own.orElse(null));
        page.addObject("situations", words.options("network.situation", Situation.class));
        page.addObject(
                "signals",
                signals.listOf(person.id()).stream().filter(Signal::isOpen).toList());
        page.addObject("room", limits.room(List.of(person.id())).getOrDefault(person.id(), Room.NONE));
        page.addObject(
                "trainingOptions",
                words.options(
                        "network.qualification",
                        Arrays.stream(Qualification.values())
                                .filter(one -> one != Qualification.VOG)
                                .toList()));
        return page;
    }

    /// What was typed in one of the forms of a record, with what stands in the others.
    private Form recordForm(MultiValueMap<String, String> typed, PersonId id) {
        var values = new LinkedMultiValueMap<>(typed);
        limits.find(id).ifPresent(own -> {
            values.addIfAbsent("hours", String.valueOf(own.hoursPerWeek()));
            values.addIfAbsent("atATime", String.valueOf(own.matchesAtATime()));
            var pause = own.pauseUntil();
            values.addIfAbsent("phoneHours", String.valueOf(own.hoursPerWeek()));
            values.addIfAbsent("phoneAtATime", String.valueOf(own.matchesAtATime()));
            values.addIfAbsent("phoneNights", own.nightsPerWeek() == null ? "" : String.valueOf(own.nightsPerWeek()));
            values.addIfAbsent(
                    "phonePauseUntil", pause != null && own.pausesOn(LocalDate.now(clock)) ? pause.toString() : "");
            if (!typed.containsKey("phoneHours")) {
                values.put(
                        "phoneSituations",
                        limits.ratherNot(id).stream().map(Situation::name).toList());
            }
            values.addIfAbsent(
                    "pauseUntil", pause != null && own.pausesOn(LocalDate.now(clock)) ? pause.toString() : "");
        });
        return Form.of(values, OfferForm.LABELS);
    }

    private List<Paper> papers(Volunteer volunteer) {
        var papers = new ArrayList<Paper>();
        var vog = volunteer.vog();
        if (vog != null) {
            papers.add(paper(Qualification.VOG, vog.seenOn(), vog.againOn(), vog.againOn()));
        }
        for (var training : volunteer.trainings()) {
            var until = training.validUntil();
            papers.add(paper(training.what(), training.obtainedOn(), until, until == null ? null : until.plusDays(1)));
        }
        return papers;
    }

    /// @param over the first day on which it counts no more
    private Paper paper(Qualification what, LocalDate since, @Nullable LocalDate until, @Nullable LocalDate over) {
        var today = LocalDate.now(clock);
        if (over != null && !over.isAfter(today)) {
            return new Paper(what, since, until, "refused", words.get("volunteers.paper.over"));
        }
        if (over != null && over.isBefore(today.plusDays(SOON_DAYS))) {
            return new Paper(what, since, until, "needs-you", words.get("volunteers.paper.soon"));
        }
        return new Paper(what, since, until, "agreed", words.get("volunteers.paper.counts"));
    }
}
