package nl.samenspel.insight.web;

import static nl.samenspel.access.Role.ADMINISTRATOR;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Viewer;
import nl.samenspel.insight.Counting;
import nl.samenspel.insight.Edition;
import nl.samenspel.insight.Factsheet;
import nl.samenspel.insight.Factsheets;
import nl.samenspel.insight.Figure;
import nl.samenspel.insight.Named;
import nl.samenspel.insight.Qualifier;
import nl.samenspel.insight.UnusableFactsheetException;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Paper;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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

/// The factsheet: for everybody what is out, for the administrator also what is ahead.
@Controller
class FactsheetPages {

    private static final ZoneId HERE = ZoneId.of("Europe/Amsterdam");
    private static final int LONGEST_SOURCE = 200;

    /// What is counted, and of what it is a number.
    private static final Map<String, String> MEASURES = Map.of(
            "volunteers", "people",
            "participants", "people",
            "trainees", "people",
            "matches", "matches",
            "hours", "hours",
            "conversations", "conversations",
            "help requests", "requests",
            "branches", "branches",
            "locations", "locations",
            "municipalities", "municipalities");

    private final Factsheets factsheets;
    private final Organisations organisations;
    private final Paper paper;
    private final Words words;
    private final Clock clock;

    FactsheetPages(Factsheets factsheets, Organisations organisations, Paper paper, Words words, Clock clock) {
        this.factsheets = factsheets;
        this.organisations = organisations;
        this.paper = paper;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/factsheets")
    @MayUse(everyone = true)
    ModelAndView list() {
        var page = new ModelAndView("insight/factsheets");
        page.addObject("editions", factsheets.list());
        page.addObject("ahead", factsheets.listAhead());
        page.addObject("mayTakeIn", Viewer.current().is(ADMINISTRATOR));
        page.addObject("mayReadFigures", FigurePages.mayRead());
        return page;
    }

    @GetMapping("/factsheets/{year:[0-9]+}")
    @MayUse(everyone = true)
    ModelAndView show(@PathVariable int year) {
        return page("insight/factsheet", out(year));
    }

    @GetMapping("/factsheets/{year:[0-9]+}/pdf")
    @MayUse(everyone = true)
    ResponseEntity<byte[]> pdf(@PathVariable int year) {
        var edition = out(year);
        return paper.ofEverybody(
                "insight/paper", page("insight/paper", edition).getModel(), "factsheet-%d.pdf".formatted(year));
    }

    @GetMapping("/factsheets/new")
    @MayUse(ADMINISTRATOR)
    ModelAndView fresh() {
        return fresh(Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/factsheets/new")
    @MayUse(ADMINISTRATOR)
    Object take(
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file)
            throws IOException {
        var form = Form.of(typed, "insight.new");
        var year = form.whole("year", 1990, LocalDate.now(clock).getYear() + 1);
        var source = form.text("source", LONGEST_SOURCE);
        if (file == null || file.isEmpty()) {
            form.refuse("file", "insight.new.noFile");
        }
        if (!form.isRight() || file == null) {
            return fresh(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8.newDecoder())) {
            return switch (factsheets.take(year, Factsheet.read(reader), source)) {
                case Factsheets.Taken.Draft _ -> "redirect:/factsheets/" + year + "/ahead";
                case Factsheets.Taken.Unreadable(var where) -> {
                    var first = where.getFirst();
                    form.refuse(
                            "file",
                            "insight.new.unreadable",
                            where.size(),
                            first.line(),
                            words.get("insight.doubt." + first.what(), first.words(words.locale())));
                    yield fresh(form, HttpStatus.UNPROCESSABLE_CONTENT);
                }
            };
        } catch (UnusableFactsheetException | CharacterCodingException _) {
            form.refuse("file", "insight.new.unusable", String.join(", ", Factsheet.COLUMNS.subList(0, 8)));
            return fresh(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /// One figure, typed over.
    @PostMapping("/factsheets/{year:[0-9]+}/figure")
    @MayUse(ADMINISTRATOR)
    Object write(
            @PathVariable int year, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "insight.figure");
        var qualifier = form.one("qualifier", Qualifier.class);
        var measure = form.oneOf("measure", MEASURES.keySet());
        var value = qualifier == Qualifier.NOT_SPECIFIED || qualifier == Qualifier.NOT_APPLICABLE
                ? null
                : Long.valueOf(form.whole("value", 0, Integer.MAX_VALUE));
        var organisation = form.text("organisation", LONGEST_SOURCE);
        var counting = form.optionalOne("counting", Counting.class).orElse(null);
        var part = form.optionalText("part", LONGEST_SOURCE).orElse("");
        var note = form.optionalText("note", LONGEST_SOURCE).orElse("");
        var from = form.text("figureSource", LONGEST_SOURCE);
        var today = LocalDate.now(clock);
        var date = form.date("figureDate", LocalDate.of(1990, 1, 1), today);
        if (!form.isRight()) {
            return ahead(year, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var done = factsheets.write(
                year,
                new Figure(
                        2,
                        organisation,
                        measure,
                        value,
                        qualifier,
                        Objects.requireNonNull(MEASURES.get(measure)),
                        part,
                        counting,
                        note,
                        from,
                        date));
        Notice.put(
                redirect,
                done ? Notice.Kind.SUCCESS : Notice.Kind.INFO,
                done
                        ? words.get("insight.figure.done", organisation)
                        : words.get("insight.noDraft", String.valueOf(year)));
        return "redirect:/factsheets/" + year + "/ahead";
    }

    /// A file of what organisations do, or of the programmes they take part in.
    @PostMapping("/factsheets/{year:[0-9]+}/named")
    @MayUse(ADMINISTRATOR)
    Object name(
            @PathVariable int year,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        var form = Form.of(typed, "insight.named");
        var what = form.one("what", Named.What.class);
        if (file == null || file.isEmpty()) {
            form.refuse("file", "insight.new.noFile");
        }
        if (!form.isRight() || file == null) {
            return ahead(year, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8.newDecoder())) {
            var named = Named.read(reader, what);
            var done = factsheets.name(year, what, named);
            Notice.put(
                    redirect,
                    done ? Notice.Kind.SUCCESS : Notice.Kind.INFO,
                    done
                            ? words.get("insight.named.done", named.size())
                            : words.get("insight.noDraft", String.valueOf(year)));
            return "redirect:/factsheets/" + year + "/ahead";
        } catch (UnusableFactsheetException | CharacterCodingException _) {
            form.refuse("file", "insight.named.unusable", what.inFiles());
            return ahead(year, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /// Counts what organisations that work in Samenspel need not write, into the draft of this year or the last.
    @PostMapping("/factsheets/live")
    @MayUse(ADMINISTRATOR)
    Object takeLive(@RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed, "insight.new");
        var thisYear = LocalDate.now(clock).getYear();
        var year = form.whole("year", thisYear - 1, thisYear);
        if (!form.isRight()) {
            return fresh(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        factsheets.takeLive(year, words.get("insight.live.source"));
        return "redirect:/factsheets/" + year + "/ahead";
    }

    @GetMapping("/factsheets/{year:[0-9]+}/ahead")
    @MayUse(ADMINISTRATOR)
    ModelAndView ahead(@PathVariable int year) {
        return ahead(year, Form.filled(Map.of("from", LocalDate.now(clock))), HttpStatus.OK);
    }

    @PostMapping("/factsheets/{year:[0-9]+}/publish")
    @MayUse(ADMINISTRATOR)
    Object publish(
            @PathVariable int year, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "insight.publish");
        var today = LocalDate.now(clock);
        var from = form.date("from", today, today.plusYears(1));
        if (!form.isRight()) {
            return ahead(year, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var now = clock.instant();
        var begins = from.atStartOfDay(HERE).toInstant();
        var done = factsheets.publish(year, begins.isBefore(now) ? now : begins);
        Notice.put(
                redirect,
                done ? Notice.Kind.SUCCESS : Notice.Kind.INFO,
                words.get(done ? "insight.published" : "insight.noDraft", String.valueOf(year)));
        return "redirect:/factsheets";
    }

    @PostMapping("/factsheets/{year:[0-9]+}/discard")
    @MayUse(ADMINISTRATOR)
    String discard(@PathVariable int year, RedirectAttributes redirect) {
        var done = factsheets.discard(year);
        Notice.put(
                redirect,
                done ? Notice.Kind.SUCCESS : Notice.Kind.INFO,
                words.get(done ? "insight.discarded" : "insight.noDraft", String.valueOf(year)));
        return "redirect:/factsheets";
    }

    private Edition out(int year) {
        return factsheets.find(year).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView page(String template, Edition edition) {
        var page = new ModelAndView(template);
        page.addObject(
                "shown",
                FactsheetLines.of(edition, factsheets.listDoubts(edition), factsheets.listNamed(edition.id()), words));
        // who does not work here is no organisation of the example
        var here = organisations.list().stream().map(Organisation::name).collect(Collectors.toSet());
        page.addObject(
                "namesReal",
                edition.factsheet().figures().stream().anyMatch(figure -> !here.contains(figure.organisation())));
        return page;
    }

    private ModelAndView fresh(Form form, HttpStatus status) {
        var page = new ModelAndView("insight/new", status);
        var thisYear = LocalDate.now(clock).getYear();
        page.addObject("years", List.of(thisYear - 1, thisYear));
        page.addObject(Form.ATTRIBUTE, form);
        return page;
    }

    private ModelAndView ahead(int year, Form form, HttpStatus status) {
        var edition = factsheets.findNewest(year).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var page = page("insight/ahead", edition);
        page.addObject(
                "measures",
                MEASURES.keySet().stream()
                        .sorted()
                        .map(measure -> new Option(measure, words.get("insight.said." + measure.replace(' ', '-'))))
                        .toList());
        page.addObject("qualifiers", words.options("insight.qualifier", Qualifier.class));
        page.addObject("countings", words.options("insight.counting", Counting.class));
        page.addObject("whats", words.options("insight.named.what", Named.What.class));
        page.addObject("mayCount", year >= LocalDate.now(clock).getYear() - 1);
        page.setStatus(status);
        page.addObject(Form.ATTRIBUTE, form);
        return page;
    }
}
