package nl.samenspel.insight.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Viewer;
import nl.samenspel.insight.Assumption;
import nl.samenspel.insight.Assumption.Filled;
import nl.samenspel.insight.Assumption.Range;
import nl.samenspel.insight.Avoided;
import nl.samenspel.insight.Brief;
import nl.samenspel.insight.Brief.People;
import nl.samenspel.insight.NeedQuestion;
import nl.samenspel.insight.Needs;
import nl.samenspel.insight.Outside;
import nl.samenspel.insight.Quarter;
import nl.samenspel.insight.Share;
import nl.samenspel.insight.Value;
import nl.samenspel.network.Organisations;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Paper;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What the work is worth, what the amount rests on, and the brief for funders.
@Controller
@MayUse({COORDINATOR, MANAGER})
class ValuePages {

    private static final Locale DUTCH = Locale.of("nl", "NL");
    private static final int LONGEST_SOURCE = 300;
    private static final int MOST_EUROS = 900_000_000;

    /// On paper there is room for so many, so that it stays two pages.
    private static final int ON_PAPER = 5;

    private final Value value;
    private final Needs needs;
    private final Organisations organisations;
    private final Paper paper;
    private final Words words;
    private final Clock clock;

    ValuePages(Value value, Needs needs, Organisations organisations, Paper paper, Words words, Clock clock) {
        this.value = value;
        this.needs = needs;
        this.organisations = organisations;
        this.paper = paper;
        this.words = words;
        this.clock = clock;
    }

    /// An assumption in the words of a page.
    ///
    /// @param range empty: not filled in
    record Line(String what, String name, String hint, String range, String source, String on) {

        public boolean isFilled() {
            return !range.isEmpty();
        }
    }

    @GetMapping("/insight/value")
    ModelAndView show(@RequestParam MultiValueMap<String, String> typed) {
        var asked = NeedQuestion.of(typed, List.of(), today());
        var filter = asked.filter();
        var sum = value.sum(filter.from(), filter.until());
        var page = new ModelAndView("insight/value");
        page.addObject(Form.ATTRIBUTE, asked.form());
        page.addObject("asked", asked);
        page.addObject("period", words.get("insight.period", day(filter.from()), day(filter.until())));
        page.addObject("sum", sum);
        page.addObject(
                "counted",
                value.countedAt()
                        .map(at -> words.get("insight.counted", words.time(at)))
                        .orElse(""));
        page.addObject("hours", number(Math.round(sum.minutes() / 60.0)));
        page.addObject("avoided", avoided(sum));
        page.addObject("lines", lines(sum.filled()));
        page.addObject("mayFill", Viewer.current().myDesk().role() == MANAGER);
        return page;
    }

    private @Nullable String avoided(Value.Sum sum) {
        return sum.avoided().map(this::avoided).orElse(null);
    }

    private String avoided(Avoided amount) {
        return words.get("insight.value.avoided", euros(amount.low()), euros(amount.high()), euros(amount.likely()));
    }

    private List<Line> lines(List<Filled> filled) {
        var known = new EnumMap<Assumption, Filled>(Assumption.class);
        filled.forEach(one -> known.put(one.what(), one));
        return Arrays.stream(Assumption.values())
                .map(what -> line(what, known.get(what)))
                .toList();
    }

    private Line line(Assumption what, @Nullable Filled filled) {
        return new Line(
                what.name(),
                words.of("insight.assumption", what),
                words.get("insight.assumption." + what + ".hint"),
                filled == null
                        ? ""
                        : words.get(
                                "insight.value.range." + what,
                                shown(what, filled.range().low()),
                                shown(what, filled.range().high()),
                                shown(what, filled.range().likely())),
                filled == null ? "" : filled.source(),
                filled == null ? "" : day(LocalDate.ofInstant(filled.at(), clock.getZone())));
    }

    private String shown(Assumption what, long amount) {
        return what == Assumption.SHARE ? String.valueOf(amount) : euros(amount);
    }

    @GetMapping("/insight/value/fill")
    @MayUse(MANAGER)
    ModelAndView fill(@RequestParam MultiValueMap<String, String> typed) {
        var what = Form.of(typed).optionalOne("what", Assumption.class).orElse(Assumption.SHARE);
        var values = new HashMap<String, Object>();
        values.put("what", what);
        value.sum(today(), today()).filled().stream()
                .filter(one -> one.what() == what)
                .forEach(one -> {
                    values.put("low", asTyped(what, one.range().low()));
                    values.put("likely", asTyped(what, one.range().likely()));
                    values.put("high", asTyped(what, one.range().high()));
                    values.put("source", one.source());
                });
        return fill(what, Form.filled(values), HttpStatus.OK);
    }

    private static long asTyped(Assumption what, long kept) {
        return what == Assumption.SHARE ? kept : kept / 100;
    }

    @PostMapping("/insight/value/fill")
    @MayUse(MANAGER)
    Object keep(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "insight.fill");
        var what = form.one("what", Assumption.class);
        var most = what == Assumption.SHARE ? 100 : MOST_EUROS;
        var low = form.whole("low", 0, most);
        var likely = form.whole("likely", 0, most);
        var high = form.whole("high", 0, most);
        var source = form.text("source", LONGEST_SOURCE);
        if (form.isRight() && (low > likely || likely > high)) {
            form.refuse("likely", "insight.fill.order");
        }
        if (form.isRight() && !Assumption.isVerifiable(source)) {
            form.refuse("source", "insight.fill.unverifiable");
        }
        if (!form.isRight()) {
            return fill(what, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var unit = what == Assumption.SHARE ? 1L : 100L;
        value.fill(what, new Range(low * unit, likely * unit, high * unit), source);
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("insight.fill.kept"));
        return "redirect:/insight/value";
    }

    @PostMapping("/insight/value/empty")
    @MayUse(MANAGER)
    String empty(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var what = Form.of(typed).optionalOne("what", Assumption.class);
        if (what.isPresent() && value.empty(what.get())) {
            Notice.put(redirect, Notice.Kind.SUCCESS, words.get("insight.fill.emptied"));
        }
        return "redirect:/insight/value";
    }

    private ModelAndView fill(Assumption what, Form form, HttpStatus status) {
        var page = new ModelAndView("insight/fill", status);
        page.addObject(Form.ATTRIBUTE, form);
        page.addObject("what", what);
        return page;
    }

    // --- on paper ---

    /// A row of the brief.
    record Row(String name, String asked, String found, String paidBefore) {}

    /// For funders, so in Dutch whoever makes it. Of whole quarters that are over: whoever got two
    /// briefs over days that overlap could take one from the other.
    @GetMapping("/insight/brief")
    ResponseEntity<byte[]> brief(@RequestParam MultiValueMap<String, String> typed) {
        var filter = NeedQuestion.of(typed, List.of(), today()).filter();
        var last = earliest(Quarter.containing(filter.until()), Quarter.before(today()));
        var from = earliest(Quarter.containing(filter.from()), last).firstDay();
        var until = last.lastDay();
        var before = LocaleContextHolder.getLocaleContext();
        LocaleContextHolder.setLocale(DUTCH);
        try {
            return paper.of(
                    "insight/brief",
                    model(needs.brief(from, until), from, until),
                    "inzicht-%s-%s.pdf".formatted(from, until));
        } finally {
            LocaleContextHolder.setLocaleContext(before);
        }
    }

    private static Quarter earliest(Quarter one, Quarter other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Map<String, Object> model(Brief brief, LocalDate from, LocalDate until) {
        var outside = new Outside(words);
        var all = brief.all();
        var desk = Viewer.current().myDesk().organisation();
        var model = new HashMap<String, Object>();
        model.put("organisation", organisations.find(desk).orElseThrow().name());
        model.put("period", words.get("insight.period", day(from), day(until)));
        model.put("on", day(today()));
        model.put("asked", outside.count(all.asked()));
        model.put("found", outside.part(new Share(all.found(), all.asked())));
        model.put("waiting", outside.count(all.waiting()));
        model.put(
                "median",
                all.asked() < 10 || brief.median().isEmpty()
                        ? words.get("insight.outside.unknown")
                        : words.get("insight.days", brief.median().getAsInt()));
        model.put("capacity", outside.count(all.noCapacity()));
        model.put("expertise", outside.count(all.noExpertise()));
        model.put("boundary", outside.count(all.noBoundary()));
        model.put("paidBefore", outside.part(new Share(all.paidBefore(), all.known())));
        model.put("complex", outside.part(new Share(all.complex(), all.judged())));
        model.put("kinds", rows(brief.kinds(), "network.kind.", outside));
        model.put("origins", rows(brief.origins(), "requests.through.", outside));
        model.put("hours", number(Math.round(brief.value().minutes() / 60.0)));
        model.put("volunteers", outside.count(brief.value().volunteers()));
        model.put("participants", outside.count(brief.value().participants()));
        model.put("answers", outside.count(brief.glad().of()));
        model.put("glad", outside.part(brief.glad()));
        model.put("avoided", avoided(brief.value()));
        model.put("lines", lines(brief.value().filled()));
        return model;
    }

    private List<Row> rows(List<People> people, String prefix, Outside outside) {
        return people.stream()
                .limit(ON_PAPER)
                .map(one -> new Row(
                        words.get(prefix + one.what()),
                        outside.count(one.asked()),
                        outside.part(new Share(one.found(), one.asked())),
                        outside.part(new Share(one.paidBefore(), one.known()))))
                .toList();
    }

    // --- in words ---

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private String day(LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy")
                .withLocale(words.locale())
                .format(day);
    }

    private String number(long number) {
        return NumberFormat.getIntegerInstance(locale()).format(number);
    }

    /// Whole euros: more is not known.
    private String euros(long cents) {
        return "€ " + NumberFormat.getIntegerInstance(locale()).format(Math.round(cents / 100.0));
    }

    private Locale locale() {
        return words.locale().getLanguage().equals("nl") ? DUTCH : Locale.UK;
    }
}
