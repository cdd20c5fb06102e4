package nl.samenspel.careplans.web;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Viewer;
import nl.samenspel.careplans.Careplan;
import nl.samenspel.careplans.CareplanId;
import nl.samenspel.careplans.Careplans;
import nl.samenspel.careplans.HoldingUp;
import nl.samenspel.careplans.Seat;
import nl.samenspel.careplans.Seat.Part;
import nl.samenspel.careplans.Seat.Seated;
import nl.samenspel.careplans.SeatId;
import nl.samenspel.careplans.StrainAnswer;
import nl.samenspel.careplans.StrainQuestion;
import nl.samenspel.careplans.StrainQuestion.Often;
import nl.samenspel.matching.Explanations;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
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

/// How a relative holds up: five questions of our own, and who may read the answers.
@Controller
@MayUse
class HoldingUpPages {

    private final Careplans careplans;
    private final HoldingUp holdingUp;
    private final Explanations explanations;
    private final Words words;

    HoldingUpPages(Careplans careplans, HoldingUp holdingUp, Explanations explanations, Words words) {
        this.careplans = careplans;
        this.holdingUp = holdingUp;
        this.explanations = explanations;
        this.words = words;
    }

    /// What somebody answered, as a page shows it.
    public record Answered(String by, String day, Map<String, String> answers) {}

    @GetMapping("/careplans/{id}/holding-up")
    ModelAndView show(@PathVariable String id) {
        var plan = find(id);
        var seats = careplans.listSeats(plan.id());
        var mine = mine(seats);
        var shown = mine.stream()
                .flatMap(seat -> holdingUp.list(plan.id()).stream()
                        .filter(answer -> answer.by().equals(seat.id()))
                        .limit(1))
                .flatMap(answer -> answer.shownTo().stream())
                .map(SeatId::toString)
                .toList();
        return page(plan, seats, Form.filled(Map.of("shownTo", shown)), HttpStatus.OK);
    }

    @PostMapping("/careplans/{id}/holding-up")
    Object answer(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var plan = find(id);
        var seats = careplans.listSeats(plan.id());
        var seat = mine(seats);
        if (seat.isEmpty()) {
            throw Pages.notFound();
        }
        var form = Form.of(typed, "careplans.strain");
        var answers = new EnumMap<StrainQuestion, Often>(StrainQuestion.class);
        for (var question : StrainQuestion.values()) {
            answers.put(question, form.one(question.name(), Often.class));
        }
        var shownTo = form.ids("shownTo", SeatId::new);
        if (!form.isRight()) {
            return page(plan, seats, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        switch (holdingUp.answer(plan.id(), seat.get().id(), answers, shownTo)) {
            case HoldingUp.Heard.Kept(var heavy) ->
                Notice.put(
                        redirect,
                        Notice.Kind.SUCCESS,
                        words.get(heavy ? "careplans.strain.heavy" : "careplans.strain.kept"));
            case HoldingUp.Heard.OnlyThemselves _ ->
                Notice.put(redirect, Notice.Kind.WARNING, words.get("careplans.strain.no"));
        }
        return "redirect:/careplans/" + plan.id();
    }

    /// For a relative at this table and whom they let read it. Nobody is looked at on behalf of anyone else.
    private Careplan find(String id) {
        var plan = Pages.parse(id, CareplanId::of);
        if (mine(careplans.listSpokenFor(plan)).isEmpty()
                && holdingUp.list(plan).isEmpty()) {
            throw Pages.notFound();
        }
        return Pages.find(careplans, id);
    }

    /// The viewer's own seat, if they sit here as a relative.
    private static Optional<Seat> mine(List<Seat> seats) {
        var viewer = Viewer.current();
        return seats.stream()
                .filter(seat -> seat instanceof Seated && seat.part() == Part.RELATIVE)
                .filter(seat -> (seat.chair().person() != null
                                && viewer.persons().contains(seat.chair().person()))
                        || (seat.chair().account() != null
                                && seat.chair().account().equals(viewer.account())))
                .findFirst();
    }

    private ModelAndView page(Careplan plan, List<Seat> seats, Form form, HttpStatus status) {
        var mine = mine(seats);
        var read = holdingUp.list(plan.id());
        var names = seats.stream().collect(Collectors.toMap(Seat::id, Seat::name));
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("plan", plan);
        model.put("relative", mine.isPresent() && plan.isOpen());
        model.put("questions", words.options("careplans.strain", StrainQuestion.class));
        model.put("often", words.options("careplans.often", Often.class));
        model.put(
                "others",
                seats.stream()
                        .filter(seat -> seat instanceof Seated
                                && mine.filter(own -> own.id().equals(seat.id()))
                                        .isEmpty())
                        .map(seat -> new Option(
                                seat.id().toString(), seat.name() + ", " + words.of("careplans.part", seat.part())))
                        .toList());
        model.put(
                "answered",
                read.stream()
                        .map(answer -> new Answered(
                                mine.filter(own -> own.id().equals(answer.by())).isPresent()
                                        ? ""
                                        : names.getOrDefault(answer.by(), ""),
                                explanations.moment(answer.at()),
                                texts(answer)))
                        .toList());
        return new ModelAndView("careplans/holding-up", model, status);
    }

    private Map<String, String> texts(StrainAnswer answer) {
        var texts = new java.util.LinkedHashMap<String, String>();
        for (var question : StrainQuestion.values()) {
            var often = answer.answers().get(question);
            texts.put(words.of("careplans.strain", question), often == null ? "" : words.of("careplans.often", often));
        }
        return texts;
    }
}
