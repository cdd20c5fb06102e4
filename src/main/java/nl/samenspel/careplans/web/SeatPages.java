package nl.samenspel.careplans.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.careplans.Careplan;
import nl.samenspel.careplans.Careplans;
import nl.samenspel.careplans.Careplans.Askable;
import nl.samenspel.careplans.Seat;
import nl.samenspel.careplans.Seat.Gone;
import nl.samenspel.careplans.Seat.Invited;
import nl.samenspel.careplans.Seat.Part;
import nl.samenspel.careplans.Seat.Seated;
import nl.samenspel.careplans.SeatId;
import nl.samenspel.careplans.Seating;
import nl.samenspel.careplans.Section;
import nl.samenspel.careplans.Whom;
import nl.samenspel.matching.Explanations;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.Relation;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.SiteAddress;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Who sits at the table, what each sees, and asking others to it.
@Controller
@MayUse
class SeatPages {

    private static final int LONGEST_NAME = 80;
    private static final int MOST_FOUND = 20;
    private static final String NEW = "new";
    private static final String CODE = "code";
    private static final String ASKED = "asked";

    private final Careplans careplans;
    private final Organisations organisations;
    private final Explanations explanations;
    private final SiteAddress site;
    private final Words words;
    private final Clock clock;

    SeatPages(
            Careplans careplans,
            Organisations organisations,
            Explanations explanations,
            SiteAddress site,
            Words words,
            Clock clock) {
        this.careplans = careplans;
        this.organisations = organisations;
        this.explanations = explanations;
        this.site = site;
        this.words = words;
        this.clock = clock;
    }

    /// A seat as a page shows it.
    ///
    /// @param from the organisation they come from, where that is not the plan's own
    public record Line(
            Seat seat,
            String state,
            String part,
            String from,
            String sees,
            String day,
            boolean mine,
            boolean mayShow,
            boolean mayRemove,
            boolean mayPhone) {}

    /// @param find part of the name of a volunteer whom the desk would like to ask
    @GetMapping("/careplans/{id}/seats")
    Object show(@PathVariable String id, @RequestParam(defaultValue = "") String find) {
        var plan = Pages.find(careplans, id);
        return careplans.listSpokenFor(plan.id()).isEmpty() && !careplans.decides(plan.id())
                ? "redirect:/careplans"
                : page(plan, Form.filled(Map.of("how", How.ONLINE, "find", find)), HttpStatus.OK);
    }

    /// How somebody takes part. Each has a message `careplans.seats.how.<NAME>`.
    enum How {
        ONLINE,
        PHONE
    }

    @PostMapping("/careplans/{id}/invite")
    @MayUse({COORDINATOR, MANAGER})
    Object invite(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var plan = Pages.find(careplans, id);
        if (!careplans.isAtMyDesk(plan.id())) {
            throw Pages.notFound();
        }
        var form = Form.of(typed, "careplans.field");
        var askable = careplans.listAskable(plan.id());
        var whom = whom(form, askable);
        var how = form.one("how", How.class);
        if (!form.ticked("participantAgrees")) {
            form.refuse("participantAgrees", "careplans.wrong.participantAgrees");
        }
        if (!form.isRight() || whom == null) {
            return page(plan, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var seating = careplans.invite(plan.id(), whom, how == How.PHONE);
        return after(seating, plan, nameOf(whom, plan), redirect);
    }

    private static @Nullable Whom whom(Form form, List<Askable> askable) {
        var who = form.value("who");
        if (!Set.of(NEW, CODE, ASKED).contains(who)) {
            // whom one may ask, the door says
            return form.id("who", PersonId::new).<Whom>map(Whom.Known::new).orElse(null);
        }
        return switch (who) {
            case NEW ->
                new Whom.Newcomer(
                        form.text("givenName", LONGEST_NAME),
                        form.text("familyName", LONGEST_NAME),
                        form.optionalEmail("email").orElse(null),
                        form.optionalPhone("phone").orElse(null),
                        form.one("relation", Relation.class));
            case CODE ->
                new Whom.Elsewhere(
                        (form.text("givenName", LONGEST_NAME) + " " + form.text("familyName", LONGEST_NAME)).strip(),
                        seatPart(form));
            default ->
                new Whom.WhoAsked(
                        askable.stream()
                                .map(Askable::whom)
                                .filter(Whom.WhoAsked.class::isInstance)
                                .map(Whom.WhoAsked.class::cast)
                                .findFirst()
                                .orElseThrow(Pages::notFound)
                                .account(),
                        (form.text("givenName", LONGEST_NAME) + " " + form.text("familyName", LONGEST_NAME)).strip());
        };
    }

    private static Part seatPart(Form form) {
        var part = form.one("seatPart", Part.class);
        if (part == Part.PARTICIPANT || part == Part.COORDINATOR) {
            form.refuse("seatPart", "ui.form.unknownChoice");
        }
        return part;
    }

    private static String value(Askable askable) {
        return switch (askable.whom()) {
            case Whom.Known(var person) -> person.toString();
            case Whom.WhoAsked _ -> ASKED;
            case Whom.Newcomer _ -> NEW;
            case Whom.Elsewhere _ -> CODE;
        };
    }

    private String nameOf(Whom whom, Careplan plan) {
        return switch (whom) {
            case Whom.Known(var person) ->
                careplans.listSeats(plan.id()).stream()
                        .filter(seat -> person.equals(seat.chair().person()))
                        .map(Seat::name)
                        .findFirst()
                        .orElse("");
            case Whom.WhoAsked asked -> asked.name();
            case Whom.Newcomer newcomer -> newcomer.givenName() + " " + newcomer.familyName();
            case Whom.Elsewhere elsewhere -> elsewhere.name();
        };
    }

    /// What is done with a seat.
    enum SeatMove {
        SIT,
        LEAVE,
        REMOVE,
        PHONE,
        MYSELF,
        SHOW
    }

    @PostMapping("/careplans/{id}/seats/{seat}")
    Object move(
            @PathVariable String id,
            @PathVariable String seat,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var plan = Pages.find(careplans, id);
        var which = careplans.listSeats(plan.id()).stream()
                .filter(one -> one.id().equals(Pages.parse(seat, SeatId::of)))
                .findFirst()
                .orElseThrow(Pages::notFound);
        var form = Form.of(typed, "careplans.field");
        var move = form.one("move", SeatMove.class);
        if (!form.isRight()) {
            return page(plan, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var invited = which instanceof Invited;
        var seating =
                switch (move) {
                    case SIT -> careplans.sit(which.id());
                    case LEAVE -> careplans.leave(which.id());
                    case REMOVE -> careplans.remove(which.id());
                    case PHONE -> careplans.sitByPhone(which.id());
                    case MYSELF -> careplans.speakForMyself(which.id());
                    case SHOW -> careplans.show(which.id(), form.many("sees", Section.class));
                };
        if (seating instanceof Seating.Sits && move == SeatMove.SHOW) {
            Notice.put(redirect, Notice.Kind.SUCCESS, words.get("careplans.seats.done.shown", which.name()));
            return "redirect:/careplans/" + plan.id() + "/seats";
        }
        if (seating instanceof Seating.Empty && move == SeatMove.LEAVE) {
            Notice.put(
                    redirect,
                    Notice.Kind.SUCCESS,
                    words.get(invited ? "careplans.seats.done.declined" : "careplans.seats.done.empty"));
            return "redirect:/careplans";
        }
        return after(seating, plan, which.name(), redirect);
    }

    private Object after(Seating seating, Careplan plan, String name, RedirectAttributes redirect) {
        var seats = "redirect:/careplans/" + plan.id() + "/seats";
        switch (seating) {
            case Seating.Sits _ ->
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("careplans.seats.done.sits", name));
            case Seating.Asked asked
            when asked.code() != null -> {
                return new ModelAndView(
                        "careplans/asked",
                        Map.of(
                                "plan",
                                plan,
                                "asked",
                                asked,
                                "until",
                                explanations.date(asked.until()),
                                "address",
                                site.link("/enrol")));
            }
            case Seating.Asked _ ->
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("careplans.seats.done.asked", name));
            case Seating.Empty _ -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get("careplans.seats.done.empty"));
            case Seating.SitsHere _ ->
                Notice.put(redirect, Notice.Kind.INFO, words.get("careplans.seats.done.here", name));
            case Seating.Expired _ -> {
                Notice.put(redirect, Notice.Kind.WARNING, words.get("careplans.seats.no.expired"));
                return "redirect:/careplans";
            }
            case Seating.NotYours _ -> Notice.put(redirect, Notice.Kind.WARNING, words.get("careplans.seats.no.yours"));
            case Seating.Stays _ -> Notice.put(redirect, Notice.Kind.WARNING, words.get("careplans.seats.no.stays"));
            case Seating.NotFound _ -> throw Pages.notFound();
        }
        return seats;
    }

    private ModelAndView page(Careplan plan, Form form, HttpStatus status) {
        var today = LocalDate.now(clock);
        var seats = careplans.listSeats(plan.id());
        var decides = careplans.decides(plan.id()) && plan.isOpen();
        var desk = careplans.isAtMyDesk(plan.id()) && plan.isOpen();
        var names = organisations.list().stream().collect(Collectors.toMap(Organisation::id, Organisation::name));
        var askable = desk
                ? Stream.concat(
                                careplans.listAskable(plan.id()).stream(),
                                careplans.search(plan.id(), form.value("find"), MOST_FOUND).stream())
                        .toList()
                : List.<Askable>of();
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("plan", plan);
        model.put("participant", seats.isEmpty() ? "" : seats.getFirst().name());
        model.put(
                "seats",
                seats.stream()
                        .filter(seat -> !(seat instanceof Gone))
                        .map(seat -> line(seat, plan, names, decides, desk, today))
                        .toList());
        model.put("gone", seats.stream().filter(Gone.class::isInstance).toList());
        model.put("decides", decides);
        model.put("desk", desk);
        model.put("sections", words.options("careplans.section", Section.class));
        model.put(
                "who",
                Stream.concat(
                                askable.stream()
                                        .map(one -> new Option(
                                                value(one),
                                                one.name().isEmpty()
                                                        ? words.get("careplans.seats.who.asked")
                                                        : one.name() + ", " + words.of("careplans.part", one.part()))),
                                Stream.of(
                                        new Option(NEW, words.get("careplans.seats.who.new")),
                                        new Option(CODE, words.get("careplans.seats.who.code"))))
                        .toList());
        model.put("relations", words.options("people.relation", Relation.class));
        model.put(
                "parts", words.options("careplans.part", EnumSet.of(Part.RELATIVE, Part.VOLUNTEER, Part.PROFESSIONAL)));
        model.put("hows", words.options("careplans.seats.how", How.class));
        return new ModelAndView("careplans/seats", model, status);
    }

    private Line line(
            Seat seat,
            Careplan plan,
            Map<OrganisationId, String> names,
            boolean decides,
            boolean desk,
            LocalDate today) {
        var chair = seat.chair();
        var viewer = Viewer.current();
        var mine = (chair.person() != null && viewer.persons().contains(chair.person()))
                || (chair.account() != null && chair.account().equals(viewer.account()));
        var leaves = chair.part() != Part.PARTICIPANT && chair.part() != Part.COORDINATOR;
        return new Line(
                seat,
                switch (seat) {
                    case Invited invited -> invited.until().isBefore(today) ? "PAST" : "INVITED";
                    case Seated seated -> seated.isAwayOn(today) ? "AWAY" : "SEATED";
                    case Gone _ -> "GONE";
                },
                chair.part().name().toLowerCase(Locale.ROOT),
                chair.from() == null || chair.from().equals(plan.holder().organisation())
                        ? ""
                        : names.getOrDefault(chair.from(), ""),
                Arrays.stream(Section.values())
                        .filter(chair.sees()::contains)
                        .map(section -> words.of("careplans.section", section))
                        .collect(Collectors.joining(", ")),
                switch (seat) {
                    case Invited invited -> explanations.date(invited.until());
                    case Seated seated -> seated.awayUntil() == null ? "" : explanations.date(seated.awayUntil());
                    case Gone _ -> "";
                },
                mine,
                decides && chair.part() != Part.PARTICIPANT,
                leaves && (decides || desk) && !mine,
                desk && seat instanceof Invited);
    }
}
