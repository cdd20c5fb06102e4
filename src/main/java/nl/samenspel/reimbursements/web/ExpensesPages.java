package nl.samenspel.reimbursements.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;
import static nl.samenspel.access.Role.VOLUNTEER;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.reimbursements.Claim;
import nl.samenspel.reimbursements.ClaimId;
import nl.samenspel.reimbursements.Decision;
import nl.samenspel.reimbursements.House;
import nl.samenspel.reimbursements.Iban;
import nl.samenspel.reimbursements.PaymentId;
import nl.samenspel.reimbursements.Payments;
import nl.samenspel.reimbursements.Payments.Making;
import nl.samenspel.reimbursements.Payments.Payment;
import nl.samenspel.reimbursements.Reimbursements;
import nl.samenspel.reimbursements.law.Asked;
import nl.samenspel.reimbursements.law.Cents;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where claims are decided on, and paid.
@Controller
@MayUse({COORDINATOR, MANAGER})
class ExpensesPages {

    private static final int MOST = 200;

    private final Reimbursements reimbursements;
    private final Payments payments;
    private final People people;
    private final Accounts accounts;
    private final ReimbursementWords money;
    private final Words words;
    private final Clock clock;

    ExpensesPages(
            Reimbursements reimbursements,
            Payments payments,
            People people,
            Accounts accounts,
            ReimbursementWords money,
            Words words,
            Clock clock) {
        this.reimbursements = reimbursements;
        this.payments = payments;
        this.people = people;
        this.accounts = accounts;
        this.money = money;
        this.words = words;
        this.clock = clock;
    }

    /// A line of the queue.
    ///
    /// @param needsTwo whether somebody else has to look too
    public record Line(Claim claim, String name, boolean needsTwo) {}

    @GetMapping("/expenses")
    ModelAndView queue() {
        var open = reimbursements.listOpen(MOST);
        var allowances = reimbursements.listAllowances(today().getYear());
        var persons = new HashSet<>(open.stream().map(Claim::volunteer).toList());
        allowances.forEach(book -> persons.add(book.volunteer()));
        var names = people.list(persons, Purpose.RECORD);
        var house = house();
        var lines = open.stream()
                .filter(claim -> names.containsKey(claim.volunteer()))
                .map(claim -> new Line(
                        claim,
                        Objects.requireNonNull(names.get(claim.volunteer())).name(),
                        claim.amount().exceeds(house.fourEyesAbove())))
                .toList();
        var page = new ModelAndView("reimbursements/expenses");
        page.addObject(
                "waiting",
                lines.stream()
                        .filter(line -> line.claim().state() instanceof Claim.State.Waiting)
                        .toList());
        page.addObject(
                "second", lines.stream().filter(ExpensesPages::waitsForSecond).toList());
        var ready = lines.stream()
                .filter(line -> line.claim().state() instanceof Claim.State.Approved && !waitsForSecond(line))
                .toList();
        page.addObject("ready", ready);
        page.addObject(
                "readySum",
                ready.stream()
                        .map(line -> line.claim().amount().less(line.claim().paid()))
                        .reduce(Cents.ZERO, Cents::plus));
        page.addObject("allowances", allowances);
        page.addObject("names", names);
        page.addObject("year", today().getYear());
        page.addObject("house", house);
        page.addObject("manager", Viewer.current().is(MANAGER));
        page.addObject("payments", Viewer.current().is(MANAGER) ? payments.list(10) : List.of());
        return page;
    }

    private static boolean waitsForSecond(Line line) {
        return line.needsTwo()
                && line.claim().state() instanceof Claim.State.Approved approved
                && approved.second() == null;
    }

    @GetMapping("/expenses/{id}")
    ModelAndView claim(@PathVariable ClaimId id) {
        return page(id, Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/expenses/{id}/approve")
    Object approve(
            @PathVariable ClaimId id, @RequestParam(defaultValue = "0") int version, RedirectAttributes redirect) {
        return said(id, reimbursements.approve(id, version), "reimbursements.desk.approved", redirect);
    }

    @PostMapping("/expenses/{id}/refuse")
    Object refuse(
            @PathVariable ClaimId id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "reimbursements.desk");
        var because = form.text("because", 300);
        var version = form.whole("version", 1, Integer.MAX_VALUE / 2);
        return form.isRight()
                ? said(id, reimbursements.refuse(id, version, because), "reimbursements.desk.refused", redirect)
                : page(id, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/expenses/{id}/correct")
    Object correct(
            @PathVariable ClaimId id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "reimbursements.desk");
        var version = form.whole("version", 1, Integer.MAX_VALUE / 2);
        var claim = reimbursements.find(id).orElseThrow(ExpensesPages::notFound);
        var units = 0;
        Cents amount = null;
        switch (claim.asked()) {
            case Asked.Kilometres _ -> units = form.whole("kilometres", 1, 2000);
            case Asked.Hours _ -> units = form.whole("minutes", 1, Asked.MOST_MINUTES);
            case Asked.Activity _, Asked.Paid _, Asked.InKind _ -> amount = Money.read(form, "amount", Asked.MOST);
        }
        return form.isRight()
                ? said(
                        id,
                        reimbursements.correct(id, version, units, amount),
                        "reimbursements.desk.corrected",
                        redirect)
                : page(id, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Object said(ClaimId id, Decision decision, String done, RedirectAttributes redirect) {
        switch (decision) {
            case Decision.Done _ -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get(done));
            case Decision.OneMore _ ->
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("reimbursements.desk.oneMore"));
            case Decision.SomebodyElse _ ->
                Notice.put(redirect, Notice.Kind.WARNING, words.get("reimbursements.desk.somebodyElse"));
            case Decision.TooLate _, Decision.ChangedMeanwhile _ ->
                Notice.put(redirect, Notice.Kind.INFO, words.get("reimbursements.tooLate"));
            case Decision.NotFound _ -> throw notFound();
            case Decision.Outside(var why) -> {
                var page = page(id, Form.empty(), HttpStatus.UNPROCESSABLE_CONTENT);
                page.addObject("refused", why);
                return page;
            }
        }
        return decision instanceof Decision.Done ? "redirect:/expenses" : "redirect:/expenses/" + id;
    }

    private ModelAndView page(ClaimId id, Form form, HttpStatus status) {
        var claim = reimbursements
                .find(id)
                .filter(one -> Viewer.current()
                        .organisation()
                        .filter(one.organisation()::equals)
                        .isPresent())
                .orElseThrow(ExpensesPages::notFound);
        var page = new ModelAndView("reimbursements/expense", status);
        page.addObject("form", form);
        page.addObject("claim", claim);
        page.addObject(
                "name",
                people.find(claim.volunteer(), Purpose.RECORD).map(Person::name).orElseThrow(ExpensesPages::notFound));
        page.addObject("askedBy", accounts.names(List.of(claim.askedBy())).getOrDefault(claim.askedBy(), ""));
        page.addObject("needsTwo", reimbursements.needsTwo(claim));
        page.addObject("picture", reimbursements.findPicture(id).isPresent());
        page.addObject(
                "standing",
                reimbursements
                        .findStanding(claim.volunteer(), claim.asked().day())
                        .orElse(null));
        page.addObject("decides", claim.state() instanceof Claim.State.Waiting);
        page.addObject(
                "second",
                claim.state() instanceof Claim.State.Approved approved
                        && approved.second() == null
                        && reimbursements.needsTwo(claim));
        page.addObject(
                "open",
                !(claim.state() instanceof Claim.State.Refused || claim.state() instanceof Claim.State.TakenBack));
        return page;
    }

    /// The photo of a receipt, for who asked and for who decides.
    @GetMapping("/expenses/{id}/receipt")
    @MayUse({VOLUNTEER, COORDINATOR, MANAGER})
    ResponseEntity<byte[]> receipt(@PathVariable ClaimId id) {
        var claim = reimbursements.find(id).orElseThrow(ExpensesPages::notFound);
        if (people.find(claim.volunteer(), Purpose.RECORD).isEmpty()) {
            throw notFound();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename("bon.jpg").build().toString())
                .body(reimbursements.findPicture(id).orElseThrow(ExpensesPages::notFound));
    }

    @PostMapping("/expenses/pay")
    @MayUse(MANAGER)
    String pay(RedirectAttributes redirect) {
        switch (payments.make()) {
            case Making.Made(var payment, var waiting) -> {
                Notice.put(
                        redirect,
                        Notice.Kind.SUCCESS,
                        words.get(
                                "reimbursements.pay.made",
                                payment.lines().size(),
                                money.money(payment.total()),
                                waiting.size()));
                return "redirect:/expenses/payments/" + payment.id();
            }
            case Making.Nothing(var waiting) ->
                Notice.put(redirect, Notice.Kind.INFO, words.get("reimbursements.pay.nothing", waiting.size()));
            case Making.NoAccount _ -> {
                Notice.put(redirect, Notice.Kind.WARNING, words.get("reimbursements.pay.noAccount"));
                return "redirect:/expenses/settings";
            }
        }
        return "redirect:/expenses";
    }

    @GetMapping("/expenses/payments/{id}")
    @MayUse(MANAGER)
    ModelAndView payment(@PathVariable PaymentId id) {
        var payment = ours(id);
        var names = people.list(
                payment.lines().stream().map(Payments.Line::volunteer).toList(), Purpose.RECORD);
        return new ModelAndView("reimbursements/payment", Map.of("payment", payment, "names", names));
    }

    @GetMapping("/expenses/payments/{id}/file")
    @MayUse(MANAGER)
    ResponseEntity<byte[]> file(@PathVariable PaymentId id) {
        var payment = ours(id);
        people.list(payment.lines().stream().map(Payments.Line::volunteer).toList(), Purpose.RECORD);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "xml", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(words.get("reimbursements.pay.file", payment.paysOn()))
                                .build()
                                .toString())
                .body(payments.file(id).orElseThrow(ExpensesPages::notFound));
    }

    private Payment ours(PaymentId id) {
        return payments.find(id)
                .filter(one -> Viewer.current()
                        .organisation()
                        .filter(one.organisation()::equals)
                        .isPresent())
                .orElseThrow(ExpensesPages::notFound);
    }

    @GetMapping("/expenses/settings")
    @MayUse(MANAGER)
    ModelAndView settings() {
        var house = house();
        var values = new HashMap<String, Object>();
        values.put("inScope", house.inScope() ? "yes" : "");
        values.put("fourEyes", house.fourEyesAbove().dutch());
        values.put(
                "perKilometre",
                house.perKilometre() == null ? "" : house.perKilometre().dutch());
        values.put("whyMore", house.whyMore());
        values.put("paysFrom", house.paysFrom());
        values.put("paysAs", house.paysAs());
        return settings(Form.filled(values), HttpStatus.OK);
    }

    @PostMapping("/expenses/settings")
    @MayUse(MANAGER)
    Object keep(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "reimbursements.house");
        var fourEyes = Money.optional(form, "fourEyes", Asked.MOST).orElse(Cents.ZERO);
        var perKilometre = Money.optional(form, "perKilometre", Asked.MOST_PER_KILOMETRE);
        var whyMore = form.optionalText("whyMore", 300).orElse("");
        var paysFrom = Iban.parse(Objects.requireNonNullElse(form.value("paysFrom"), ""));
        if (paysFrom.isEmpty()) {
            form.refuse("paysFrom", "reimbursements.wrong.iban");
        }
        var paysAs = form.text("paysAs", 70);
        var usual = reimbursements
                .rates()
                .mileageOn(today())
                .map(rate -> rate.perKilometre())
                .orElse(Cents.ZERO);
        if (perKilometre.filter(rate -> rate.exceeds(usual)).isPresent() && whyMore.isBlank()) {
            form.refuse("whyMore", "reimbursements.wrong.whyMore", money.money(usual));
        }
        if (!form.isRight() || paysFrom.isEmpty()) {
            return settings(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        reimbursements.set(new House(
                Viewer.current().myDesk().organisation(),
                form.ticked("inScope"),
                fourEyes,
                perKilometre.filter(rate -> !rate.isZero()).orElse(null),
                whyMore,
                paysFrom.get().value(),
                paysAs));
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("reimbursements.house.kept"));
        return "redirect:/expenses";
    }

    private ModelAndView settings(Form form, HttpStatus status) {
        return new ModelAndView("reimbursements/settings", Map.of("form", form), status);
    }

    private House house() {
        return reimbursements.house(Viewer.current().myDesk().organisation());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
