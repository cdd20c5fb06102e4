package nl.samenspel.reimbursements.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.Organisations;
import nl.samenspel.reimbursements.Claim;
import nl.samenspel.reimbursements.ClaimId;
import nl.samenspel.reimbursements.Claiming;
import nl.samenspel.reimbursements.Claiming.WhyNoPicture;
import nl.samenspel.reimbursements.Decision;
import nl.samenspel.reimbursements.Iban;
import nl.samenspel.reimbursements.NewClaim;
import nl.samenspel.reimbursements.NewClaim.What;
import nl.samenspel.reimbursements.Photo;
import nl.samenspel.reimbursements.Reimbursements;
import nl.samenspel.reimbursements.ThankYous;
import nl.samenspel.reimbursements.law.Asked;
import nl.samenspel.reimbursements.law.Cents;
import nl.samenspel.reimbursements.law.Regime;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What I asked back, and asking it in three taps: what, how much, send.
@Controller
@MayUse(Role.VOLUNTEER)
class MyExpensesPages {

    private static final int YEARS_BACK = 5;

    private final Reimbursements reimbursements;
    private final ThankYous thanks;
    private final Volunteers volunteers;
    private final Organisations organisations;
    private final Words words;
    private final Clock clock;

    MyExpensesPages(
            Reimbursements reimbursements,
            ThankYous thanks,
            Volunteers volunteers,
            Organisations organisations,
            Words words,
            Clock clock) {
        this.reimbursements = reimbursements;
        this.thanks = thanks;
        this.volunteers = volunteers;
        this.organisations = organisations;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/my-expenses")
    ModelAndView show(@RequestParam(required = false) @Nullable String at) {
        var page = page("my-expenses", me(at), Form.empty(), HttpStatus.OK);
        me(at).ifPresent(me -> {
            var claims = reimbursements.listOf(List.of(me.person()), today().getYear());
            page.addObject("claims", claims);
            page.addObject("lastYear", reimbursements.listOf(List.of(me.person()), today().getYear() - 1));
            page.addObject("thanks", thanks.list(me.person()));
            page.addObject(
                    "iban",
                    reimbursements
                            .findPayee(me.person())
                            .map(payee -> Iban.hidden(payee.iban()))
                            .orElse(""));
        });
        return page;
    }

    @GetMapping("/my-expenses/rules")
    ModelAndView rules() {
        return page("my-rules", me(null), Form.empty(), HttpStatus.OK);
    }

    @GetMapping("/my-expenses/ride")
    ModelAndView ride(@RequestParam(required = false) @Nullable String at) {
        var me = me(at);
        var values = new HashMap<String, Object>(Map.of("day", today(), "kilometres", ""));
        me.ifPresent(one -> reimbursements.listOf(List.of(one.person()), today().getYear()).stream()
                .filter(claim -> claim.asked() instanceof Asked.Kilometres
                        && !(claim.state() instanceof Claim.State.Refused)
                        && !(claim.state() instanceof Claim.State.TakenBack))
                .findFirst()
                .ifPresent(last -> {
                    values.put("kilometres", ((Asked.Kilometres) last.asked()).kilometres());
                    values.put("words", last.words());
                }));
        return page("my-ride", me, Form.filled(values), HttpStatus.OK);
    }

    @PostMapping("/my-expenses/ride")
    Object driven(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "reimbursements.my");
        var day = day(form);
        var kilometres = form.whole("kilometres", 1, 2000);
        return send("my-ride", form, day, () -> new What.Ride(kilometres), redirect);
    }

    @GetMapping("/my-expenses/receipt")
    ModelAndView receipt(@RequestParam MultiValueMap<String, String> typed) {
        var tooLarge = typed.containsKey("tooLarge");
        typed.addIfAbsent("day", today().toString());
        var form = Form.of(typed, "reimbursements.my");
        if (tooLarge) {
            form.refuse("photo", "reimbursements.picture." + WhyNoPicture.TOO_LARGE);
        }
        return page(
                "my-receipt",
                me(typed.getFirst(tooLarge ? "person" : "at")),
                form,
                tooLarge ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.OK);
    }

    @PostMapping("/my-expenses/receipt")
    Object bought(
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(name = "photo", required = false) @Nullable MultipartFile photo,
            RedirectAttributes redirect) {
        var form = Form.of(typed, "reimbursements.my");
        var day = day(form);
        var amount = Money.read(form, "amount", Asked.MOST);
        if (photo == null || photo.isEmpty()) {
            form.refuse("photo", "reimbursements.picture." + WhyNoPicture.NOTHING);
        } else if (photo.getSize() > Photo.MOST_BYTES) {
            // before a byte of it is read
            form.refuse("photo", "reimbursements.picture." + WhyNoPicture.TOO_LARGE);
        }
        return send("my-receipt", form, day, () -> new What.Bought(amount, photo(photo)), redirect);
    }

    private static Photo photo(@Nullable MultipartFile file) {
        try {
            return new Photo(file == null ? new byte[0] : file.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping("/my-expenses/time")
    ModelAndView time(@RequestParam(required = false) @Nullable String at) {
        return page("my-time", me(at), Form.filled(Map.of("day", today(), "hours", "", "minutes", "0")), HttpStatus.OK);
    }

    @PostMapping("/my-expenses/time")
    Object worked(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "reimbursements.my");
        var day = day(form);
        var hours = form.whole("hours", 0, 24);
        var minutes = form.optionalWhole("minutes", 0, 59).orElse(0);
        var amount = Money.optional(form, "amount", Asked.MOST);
        var lasted = hours * 60 + minutes;
        if (form.isRight() && (lasted < 1 || lasted > Asked.MOST_MINUTES)) {
            form.refuse("hours", "reimbursements.wrong.hours");
        }
        return send(
                "my-time",
                form,
                day,
                () -> amount.<What>map(sum -> new What.Activity(sum, lasted)).orElseGet(() -> new What.Time(lasted)),
                redirect);
    }

    private Object send(
            String template,
            Form form,
            LocalDate day,
            java.util.function.Supplier<What> what,
            RedirectAttributes redirect) {
        var said = form.optionalText("words", 200).orElse("");
        var another = form.ticked("another");
        var me = mine(form.value("person"));
        if (!form.isRight() || me.isEmpty()) {
            return page(template, me, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var person = me.get().person();
        return switch (reimbursements.claim(new NewClaim(person, day, what.get(), said, another))) {
            case Claiming.Kept(var claim) -> {
                Notice.put(
                        redirect,
                        Notice.Kind.SUCCESS,
                        words.get("reimbursements.my.kept", words.get("reimbursements.plain", claim.amount())));
                yield "redirect:/my-expenses?at=" + person;
            }
            case Claiming.Outside(var why) -> {
                var page = page(template, me, form, HttpStatus.UNPROCESSABLE_CONTENT);
                page.addObject("refused", why);
                yield page;
            }
            case Claiming.AlreadyAsked(var same) -> {
                var page = page(template, me, form, HttpStatus.UNPROCESSABLE_CONTENT);
                page.addObject("same", same);
                yield page;
            }
            case Claiming.NoVolunteer(var kind) -> {
                var page = page(template, me, form, HttpStatus.UNPROCESSABLE_CONTENT);
                page.addObject("instead", kind == null ? "NOTHING" : kind.name());
                yield page;
            }
            case Claiming.NoPicture(var why) -> {
                form.refuse("photo", "reimbursements.picture." + why);
                yield page(template, me, form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case Claiming.NotFound _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    @PostMapping("/my-expenses/{id}/take-back")
    String takeBack(
            @PathVariable ClaimId id, @RequestParam(defaultValue = "0") int version, RedirectAttributes redirect) {
        switch (reimbursements.takeBack(id, version)) {
            case Decision.Done _, Decision.OneMore _ ->
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("reimbursements.my.takenBack"));
            case Decision.NotFound _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case Decision.TooLate _, Decision.ChangedMeanwhile _, Decision.Outside _, Decision.SomebodyElse _ ->
                Notice.put(redirect, Notice.Kind.INFO, words.get("reimbursements.tooLate"));
        }
        return "redirect:/my-expenses";
    }

    @GetMapping("/my-expenses/account")
    ModelAndView account(@RequestParam(required = false) @Nullable String at) {
        var me = me(at);
        var values = new HashMap<String, Object>();
        me.ifPresent(one -> {
            reimbursements.findPayee(one.person()).ifPresent(payee -> {
                values.put("iban", payee.iban());
                values.put("accountName", payee.accountName());
                values.put("born", payee.born());
            });
            reimbursements.findStanding(one.person(), today()).ifPresent(standing -> {
                values.put("elsewhereMonth", plain(standing.book().elsewhereMonth()));
                values.put("elsewhereYear", plain(standing.book().elsewhereYear()));
            });
        });
        return page("my-account", me, Form.filled(values), HttpStatus.OK);
    }

    private static String plain(Cents cents) {
        return cents.isZero() ? "" : cents.dutch();
    }

    @PostMapping("/my-expenses/account")
    Object keepAccount(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "reimbursements.my");
        var me = mine(form.value("person"));
        var iban = Iban.parse(Objects.requireNonNullElse(form.value("iban"), ""));
        if (iban.isEmpty()) {
            form.refuse("iban", "reimbursements.wrong.iban");
        }
        var name = form.text("accountName", 70);
        var born = form.optionalDate("born", today().minusYears(110), today().minusYears(5));
        var inMonth = Money.optional(form, "elsewhereMonth", Asked.MOST).orElse(Cents.ZERO);
        var inYear = Money.optional(form, "elsewhereYear", Asked.MOST).orElse(inMonth);
        if (form.isRight() && inMonth.exceeds(inYear)) {
            form.refuse("elsewhereYear", "reimbursements.wrong.elsewhere");
        }
        if (!form.isRight() || me.isEmpty()) {
            return page("my-account", me, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        reimbursements.set(me.get().person(), iban.orElse(null), name, born.orElse(null));
        reimbursements.tellElsewhere(me.get().person(), today().getYear(), inMonth, inYear);
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("reimbursements.my.account.kept"));
        return "redirect:/my-expenses?at=" + me.get().person();
    }

    @PostMapping("/my-expenses/together")
    String together(RedirectAttributes redirect) {
        reimbursements.countTogether();
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("reimbursements.my.together.kept"));
        return "redirect:/my-expenses/account";
    }

    @PostMapping("/my-expenses/apart")
    String apart(RedirectAttributes redirect) {
        reimbursements.countApart();
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("reimbursements.my.together.apart"));
        return "redirect:/my-expenses/account";
    }

    private LocalDate day(Form form) {
        return form.date("day", today().minusYears(YEARS_BACK), today());
    }

    private List<Volunteer> all() {
        return volunteers.list(Viewer.current().persons());
    }

    private Optional<Volunteer> me(@Nullable String at) {
        var all = all();
        return all.stream()
                .filter(one -> one.person().toString().equals(at))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /// As [#me], but what is written for one goes to no other.
    private Optional<Volunteer> mine(String person) {
        var me = me(person);
        if (!person.isEmpty()
                && me.filter(one -> one.person().toString().equals(person)).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return me;
    }

    private ModelAndView page(String template, Optional<Volunteer> me, Form form, HttpStatus status) {
        var page = new ModelAndView("reimbursements/" + template, status);
        page.addObject("form", form);
        page.addObject("year", today().getYear());
        var rates = reimbursements.rates();
        page.addObject("law", rates.on(today()).orElse(null));
        var names = new HashMap<PersonId, String>();
        all().forEach(one -> names.put(one.person(), organisations.nameOf(one.organisation())));
        page.addObject(
                "others",
                names.size() < 2
                        ? List.of()
                        : names.entrySet().stream()
                                .map(entry -> new Option(entry.getKey().toString(), entry.getValue()))
                                .sorted(java.util.Comparator.comparing(Option::text))
                                .toList());
        me.ifPresent(one -> {
            page.addObject("person", one.person().toString());
            page.addObject("organisation", names.getOrDefault(one.person(), ""));
            var standing = reimbursements.findStanding(one.person(), today()).orElseThrow();
            page.addObject("standing", standing);
            page.addObject("flat", standing.book().regime() == Regime.FLAT_ALLOWANCE);
            page.addObject("together", reimbursements.listTogether().contains(one.person()));
            page.addObject(
                    "perKilometre",
                    reimbursements.perKilometre(one.organisation(), today()).orElse(null));
        });
        return page;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
