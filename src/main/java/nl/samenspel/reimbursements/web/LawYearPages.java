package nl.samenspel.reimbursements.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.reimbursements.LawYears;
import nl.samenspel.reimbursements.LawYears.SettingRate;
import nl.samenspel.reimbursements.LawYears.SettingYear;
import nl.samenspel.reimbursements.law.Asked;
import nl.samenspel.reimbursements.law.LawYear;
import nl.samenspel.reimbursements.law.LawYear.Amount;
import nl.samenspel.reimbursements.law.MileageRate;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The amounts of each year, and what a kilometre is paid. A new one is looked at first: what it would have meant for
/// the year before.
@Controller
@MayUse(Role.ADMINISTRATOR)
class LawYearPages {

    /// How many years stand there at once; those before are behind a fold.
    private static final int LATEST = 3;

    private final LawYears years;
    private final Words words;
    private final Clock clock;

    LawYearPages(LawYears years, Words words, Clock clock) {
        this.years = years;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/law-years")
    ModelAndView show() {
        var next = years.list().stream()
                        .mapToInt(LawYear::year)
                        .max()
                        .orElse(LocalDate.now(clock).getYear())
                + 1;
        var values = new HashMap<String, Object>();
        values.put("year", next);
        values.put("border", 21);
        values.put("toVerify", Set.of(Amount.values()));
        return page(Form.filled(values), HttpStatus.OK);
    }

    @PostMapping("/law-years/preview")
    ModelAndView preview(@RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed, "reimbursements.law");
        var year = read(form);
        if (year == null) {
            return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var page = page(form, HttpStatus.OK);
        page.addObject("next", year);
        page.addObject("preview", years.preview(year));
        return page;
    }

    @PostMapping("/law-years")
    Object keep(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "reimbursements.law");
        var year = read(form);
        if (year == null) {
            return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (years.set(year)) {
            case SettingYear.Set _ -> {
                Notice.put(
                        redirect,
                        Notice.Kind.SUCCESS,
                        words.get("reimbursements.law.kept", String.valueOf(year.year())));
                yield "redirect:/law-years";
            }
            case SettingYear.WasUsed _ -> {
                form.refuse("year", "reimbursements.wrong.used");
                yield page(form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
        };
    }

    @GetMapping("/law-years/mileage")
    ModelAndView showMileage() {
        return mileagePage(Form.filled(Map.of("toVerify", "yes")), HttpStatus.OK);
    }

    @PostMapping("/law-years/mileage/preview")
    ModelAndView previewMileage(@RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed, "reimbursements.mileage");
        var rate = readRate(form);
        if (rate == null) {
            return mileagePage(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var page = mileagePage(form, HttpStatus.OK);
        page.addObject("preview", years.preview(rate));
        return page;
    }

    @PostMapping("/law-years/mileage")
    Object keepMileage(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "reimbursements.mileage");
        var rate = readRate(form);
        if (rate == null) {
            return mileagePage(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (years.set(rate)) {
            case SettingRate.Set _ -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("reimbursements.mileage.kept"));
                yield "redirect:/law-years/mileage";
            }
            case SettingRate.WasUsed _ -> {
                form.refuse("from", "reimbursements.wrong.rateUsed");
                yield mileagePage(form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
        };
    }

    private static @Nullable MileageRate readRate(Form form) {
        var from = form.date("from", LocalDate.of(2017, 1, 1), LocalDate.of(2100, 12, 31));
        var perKilometre = Money.read(form, "perKilometre", Asked.MOST_PER_KILOMETRE);
        var source = form.text("source", 300);
        return form.isRight() ? new MileageRate(from, perKilometre, source, form.ticked("toVerify")) : null;
    }

    private ModelAndView mileagePage(Form form, HttpStatus status) {
        var page = new ModelAndView("reimbursements/mileage", status);
        page.addObject("form", form);
        page.addObject("rates", years.rates().mileage());
        return page;
    }

    private static @Nullable LawYear read(Form form) {
        var year = form.whole("year", 2017, 2100);
        var hour = Money.read(form, "hour", Asked.MOST);
        var younger = Money.read(form, "younger", Asked.MOST);
        var border = form.whole("border", 15, 30);
        var month = Money.read(form, "month", Asked.MOST);
        var inYear = Money.read(form, "inYear", Asked.MOST);
        var source = form.text("source", 300);
        var toVerify = form.many("toVerify", Amount.class);
        if (form.isRight() && (younger.exceeds(hour) || hour.exceeds(month) || month.exceeds(inYear))) {
            form.refuse("hour", "reimbursements.wrong.order");
        }
        return form.isRight() ? new LawYear(year, hour, younger, border, month, inYear, source, toVerify) : null;
    }

    private ModelAndView page(Form form, HttpStatus status) {
        var page = new ModelAndView("reimbursements/law-years", status);
        page.addObject("form", form);
        var known = years.list();
        page.addObject("latest", known.stream().limit(LATEST).toList());
        page.addObject("earlier", known.stream().skip(LATEST).toList());
        page.addObject("amounts", words.options("reimbursements.amount", Amount.class));
        return page;
    }
}
