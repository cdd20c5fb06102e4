package nl.samenspel.matching.web;

import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.matching.Weighing;
import nl.samenspel.matching.engine.Weights;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// How heavily each criterion counts in an organisation, for its manager to decide.
@Controller
@MayUse(Role.MANAGER)
class WeighingPages {

    /// A weight, in the order of the page; the words of a weight carry its name.
    @SuppressWarnings("ImmutableEnumChecker") // a method reference, and that never changes
    private enum Weight {
        LOVES("loves", Weights::loves),
        LIKES("likes", Weights::likes),
        DISTANCE("distance", Weights::distance),
        DAY_PART("dayPart", Weights::dayPart),
        SAME_BRANCH("sameBranch", Weights::sameBranch),
        SAME_ORGANISATION("sameOrganisation", Weights::sameOrganisation),
        SPARE("spare", Weights::spare),
        LOAD("load", Weights::load),
        WAITING("waiting", Weights::waiting),
        URGENCY("urgency", Weights::urgency),
        BASE("base", Weights::base);

        private final String field;
        private final ToIntFunction<Weights> of;

        Weight(String field, ToIntFunction<Weights> of) {
            this.field = field;
            this.of = of;
        }
    }

    /// One field of the page.
    record Field(String name, String label, String hint) {}

    private final Weighing weighing;
    private final Words words;

    WeighingPages(Weighing weighing, Words words) {
        this.weighing = weighing;
        this.words = words;
    }

    @GetMapping("/weights")
    ModelAndView show() {
        return page(filled(weighing.of(Viewer.current().myDesk().organisation())), HttpStatus.OK);
    }

    @PostMapping("/weights")
    Object keep(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "matching.weights.field");
        var weights = new Weights(
                weight(form, Weight.LOVES),
                weight(form, Weight.LIKES),
                weight(form, Weight.DISTANCE),
                weight(form, Weight.DAY_PART),
                weight(form, Weight.SAME_BRANCH),
                weight(form, Weight.SAME_ORGANISATION),
                weight(form, Weight.WAITING),
                weight(form, Weight.URGENCY),
                weight(form, Weight.BASE),
                weight(form, Weight.SPARE),
                weight(form, Weight.LOAD));
        if (form.isRight() && weights.loves() < weights.likes()) {
            form.refuse(Weight.LOVES.field, "matching.weights.lovesLess");
        }
        if (!form.isRight()) {
            return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        weighing.change(Viewer.current().myDesk().organisation(), weights);
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("matching.weights.kept"));
        return "redirect:/weights";
    }

    /// As it would be without a decision of one's own.
    @PostMapping("/weights/default")
    String reset(RedirectAttributes redirect) {
        weighing.change(Viewer.current().myDesk().organisation(), Weights.DEFAULT);
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("matching.weights.default.kept"));
        return "redirect:/weights";
    }

    private static int weight(Form form, Weight weight) {
        return form.whole(weight.field, 0, Weights.HEAVIEST);
    }

    private static Form filled(Weights weights) {
        return Form.filled(List.of(Weight.values()).stream()
                .collect(Collectors.toMap(weight -> weight.field, weight -> weight.of.applyAsInt(weights))));
    }

    private ModelAndView page(Form form, HttpStatus status) {
        return new ModelAndView(
                "matching/weights",
                Map.of(
                        "form",
                        form,
                        "heaviest",
                        Weights.HEAVIEST,
                        "fields",
                        List.of(Weight.values()).stream()
                                .map(weight -> new Field(
                                        weight.field,
                                        words.get("matching.weights.field." + weight.field),
                                        words.get(
                                                "matching.weights.hint",
                                                words.get("matching.weights.hint." + weight.field),
                                                weight.of.applyAsInt(Weights.DEFAULT))))
                                .toList()),
                status);
    }
}
