package nl.samenspel.reimbursements.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.reimbursements.Claiming;
import nl.samenspel.reimbursements.NewClaim;
import nl.samenspel.reimbursements.NewClaim.What;
import nl.samenspel.reimbursements.Reimbursements;
import nl.samenspel.reimbursements.Reimbursements.Allowing;
import nl.samenspel.reimbursements.ThankYous;
import nl.samenspel.reimbursements.ThankYous.ThankYou;
import nl.samenspel.reimbursements.WorkChecks;
import nl.samenspel.reimbursements.WorkChecks.Looked;
import nl.samenspel.reimbursements.law.Asked;
import nl.samenspel.reimbursements.law.Regime;
import nl.samenspel.reimbursements.law.Verdict;
import nl.samenspel.reimbursements.law.WorkCheck;
import nl.samenspel.reimbursements.law.WorkCheck.Answer;
import nl.samenspel.reimbursements.law.WorkCheck.Question;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
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

/// One volunteer at the desk: in which way they are paid back, whether their work is voluntary, what
/// they were given, and how they were thanked.
@Controller
@MayUse({COORDINATOR, MANAGER})
class VolunteerExpensesPages {

    private final Reimbursements reimbursements;
    private final WorkChecks work;
    private final ThankYous thanks;
    private final People people;
    private final Accounts accounts;
    private final Words words;
    private final Clock clock;

    VolunteerExpensesPages(
            Reimbursements reimbursements,
            WorkChecks work,
            ThankYous thanks,
            People people,
            Accounts accounts,
            Words words,
            Clock clock) {
        this.reimbursements = reimbursements;
        this.work = work;
        this.thanks = thanks;
        this.people = people;
        this.accounts = accounts;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/volunteers/{person}/expenses")
    ModelAndView show(@PathVariable PersonId person) {
        return page(person, Form.empty(), HttpStatus.OK, null);
    }

    @PostMapping("/volunteers/{person}/expenses/allowance")
    @MayUse(MANAGER)
    Object allow(
            @PathVariable PersonId person,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var form = Form.of(typed, "reimbursements.volunteer");
        var perHour = Money.read(form, "perHour", Asked.MOST);
        var why = form.text("why", 300);
        if (!form.isRight()) {
            return page(person, form, HttpStatus.UNPROCESSABLE_CONTENT, null);
        }
        return decided(
                person, form, reimbursements.allow(person, today().getYear(), perHour, why), "allowed", redirect);
    }

    @PostMapping("/volunteers/{person}/expenses/real")
    @MayUse(MANAGER)
    Object real(@PathVariable PersonId person, RedirectAttributes redirect) {
        return decided(
                person,
                Form.of(new org.springframework.util.LinkedMultiValueMap<>(), "reimbursements.volunteer"),
                reimbursements.stopAllowance(person, today().getYear()),
                "real",
                redirect);
    }

    private Object decided(PersonId person, Form form, Allowing allowing, String done, RedirectAttributes redirect) {
        switch (allowing) {
            case Allowing.Allowed _ -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("reimbursements.volunteer." + done));
                return "redirect:/volunteers/" + person + "/expenses";
            }
            case Allowing.YearHasBegun _ -> form.refuse("perHour", "reimbursements.wrong.yearHasBegun");
            case Allowing.TooMuch(var atMost) -> form.refuse("perHour", "reimbursements.wrong.perHour", atMost.dutch());
            case Allowing.NoAmounts _ -> form.refuse("perHour", "reimbursements.wrong.noAmounts");
            case Allowing.NotFound _ -> throw ExpensesPages.notFound();
        }
        return page(person, form, HttpStatus.UNPROCESSABLE_CONTENT, null);
    }

    @PostMapping("/volunteers/{person}/expenses/work")
    Object look(
            @PathVariable PersonId person,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var form = Form.of(typed, "reimbursements.work");
        var answers = new EnumMap<Question, Answer>(Question.class);
        for (var question : Question.values()) {
            answers.put(question, form.one(question.name(), Answer.class));
        }
        var said = form.optionalText("words", 500).orElse("");
        if (!form.isRight()) {
            return page(person, form, HttpStatus.UNPROCESSABLE_CONTENT, null);
        }
        var check = new WorkCheck(answers);
        if (!work.keep(person, check, said)) {
            throw ExpensesPages.notFound();
        }
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("reimbursements.outcome." + check.outcome() + ".kept"));
        return "redirect:/volunteers/" + person + "/expenses";
    }

    @PostMapping("/volunteers/{person}/expenses/given")
    Object give(
            @PathVariable PersonId person,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var form = Form.of(typed, "reimbursements.volunteer");
        var worth = Money.read(form, "worth", Asked.MOST);
        var said = form.text("given", 200);
        if (!form.isRight()) {
            return page(person, form, HttpStatus.UNPROCESSABLE_CONTENT, null);
        }
        return switch (reimbursements.claim(new NewClaim(person, today(), new What.Given(worth), said, false))) {
            case Claiming.Kept _ -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("reimbursements.volunteer.given.kept"));
                yield "redirect:/volunteers/" + person + "/expenses";
            }
            case Claiming.Outside(var why) -> page(person, form, HttpStatus.UNPROCESSABLE_CONTENT, why);
            case Claiming.AlreadyAsked _ -> {
                form.refuse("worth", "reimbursements.wrong.already");
                yield page(person, form, HttpStatus.UNPROCESSABLE_CONTENT, null);
            }
            case Claiming.NoVolunteer _ -> {
                form.refuse("worth", "reimbursements.wrong.noVolunteer");
                yield page(person, form, HttpStatus.UNPROCESSABLE_CONTENT, null);
            }
            case Claiming.NoPicture _, Claiming.NotFound _ -> throw ExpensesPages.notFound();
        };
    }

    @PostMapping("/volunteers/{person}/expenses/thanks")
    Object thank(
            @PathVariable PersonId person,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var form = Form.of(typed, "reimbursements.volunteer");
        var how = form.one("how", ThankYous.How.class);
        var said = form.words("thanks", 1000);
        if (!form.isRight()) {
            return page(person, form, HttpStatus.UNPROCESSABLE_CONTENT, null);
        }
        if (!thanks.give(person, how, said)) {
            throw ExpensesPages.notFound();
        }
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("reimbursements.volunteer.thanks.kept"));
        return "redirect:/volunteers/" + person + "/expenses";
    }

    private ModelAndView page(PersonId person, Form form, HttpStatus status, Verdict.@Nullable Refused refused) {
        var record = people.findOurs(person, Purpose.RECORD).orElseThrow(ExpensesPages::notFound);
        var standing = reimbursements.findStanding(person, today()).orElseThrow(ExpensesPages::notFound);
        var looked = work.list(person);
        var thanked = thanks.list(person);
        var names = accounts.names(java.util.stream.Stream.concat(
                        looked.stream().map(Looked::by), thanked.stream().map(ThankYou::by))
                .collect(Collectors.toSet()));
        var model = new HashMap<String, Object>(Map.of(
                "form", form,
                "person", person.toString(),
                "name", record.name(),
                "year", today().getYear(),
                "standing", standing,
                "flat", standing.book().regime() == Regime.FLAT_ALLOWANCE,
                "looked", looked,
                "thanked", thanked,
                "names", names));
        model.put("claims", reimbursements.listOf(List.of(person), today().getYear()));
        model.put("law", reimbursements.rates().on(today()).orElse(null));
        model.put(
                "born",
                reimbursements.findPayee(person).map(payee -> payee.born()).isPresent());
        model.put("manager", nl.samenspel.access.Viewer.current().is(MANAGER));
        model.put("questions", Question.values());
        model.put("answers", words.options("reimbursements.answer", Answer.class));
        model.put("hows", words.options("reimbursements.thanks", ThankYous.How.class));
        model.put("refused", refused);
        return new ModelAndView("reimbursements/volunteer", model, status);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
