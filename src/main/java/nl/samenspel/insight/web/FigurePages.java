package nl.samenspel.insight.web;

import static nl.samenspel.access.Role.ADMINISTRATOR;
import static nl.samenspel.access.Role.MANAGER;
import static nl.samenspel.access.Role.MUNICIPALITY;
import static nl.samenspel.access.Role.NATIONAL_OFFICE;
import static nl.samenspel.access.Role.RESEARCHER;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Viewer;
import nl.samenspel.insight.FigureEdition;
import nl.samenspel.insight.FigureTable;
import nl.samenspel.insight.PublicFigures;
import nl.samenspel.insight.Quarter;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Figures over all organisations, in which nobody can be recognised; and for the national office and the
/// administrator, making them.
@Controller
@RequestMapping("/figures")
@MayUse({MUNICIPALITY, NATIONAL_OFFICE, RESEARCHER, MANAGER, ADMINISTRATOR})
class FigurePages {

    private static final ZoneId HERE = ZoneId.of("Europe/Amsterdam");

    /// How many quarters back one may still be made.
    private static final int QUARTERS = 12;

    private final PublicFigures figures;
    private final Accounts accounts;
    private final Words words;
    private final Clock clock;

    FigurePages(PublicFigures figures, Accounts accounts, Words words, Clock clock) {
        this.figures = figures;
        this.accounts = accounts;
        this.words = words;
        this.clock = clock;
    }

    /// Whether these pages are for the viewer.
    static boolean mayRead() {
        return Viewer.current().roles().stream()
                .anyMatch(role -> role.isOutside() || role == MANAGER || role == ADMINISTRATOR);
    }

    /// An edition in a list.
    record Listed(
            String path,
            String title,
            int version,
            @Nullable String from) {}

    @GetMapping
    ModelAndView list() {
        return list(Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/count")
    @MayUse({NATIONAL_OFFICE, ADMINISTRATOR})
    Object order(@RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed, "insight.figures");
        var chosen = form.oneOf("quarter", quarters().map(Quarter::toString).toList());
        if (form.isRight()) {
            switch (figures.order(Quarter.of(chosen).orElseThrow())) {
                case YES -> {
                    return "redirect:/figures/draft";
                }
                case NOT_OVER -> form.refuse("quarter", "insight.figures.notOver");
                case THERE_IS_A_DRAFT -> form.refuse("quarter", "insight.figures.thereIsADraft");
            }
        }
        return list(form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/draft")
    @MayUse({NATIONAL_OFFICE, ADMINISTRATOR})
    Object draft() {
        return draft(Form.filled(Map.of("from", LocalDate.now(clock))), HttpStatus.OK);
    }

    @PostMapping("/publish")
    @MayUse({NATIONAL_OFFICE, ADMINISTRATOR})
    Object publish(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "insight.publish");
        var today = LocalDate.now(clock);
        var from = form.date("from", today, today.plusYears(1));
        if (!form.isRight()) {
            return draft(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var now = clock.instant();
        var begins = from.atStartOfDay(HERE).toInstant();
        told(redirect, figures.publish(begins.isBefore(now) ? now : begins), "insight.figures.published");
        return "redirect:/figures";
    }

    @PostMapping("/discard")
    @MayUse({NATIONAL_OFFICE, ADMINISTRATOR})
    String discard(RedirectAttributes redirect) {
        told(redirect, figures.discard(), "insight.figures.discarded");
        return "redirect:/figures";
    }

    private void told(RedirectAttributes redirect, boolean done, String key) {
        Notice.put(
                redirect,
                done ? Notice.Kind.SUCCESS : Notice.Kind.INFO,
                words.get(done ? key : "insight.figures.noDraft"));
    }

    /// The quarter in a few numbers, and the way to each table.
    @GetMapping("/{quarter:[0-9]+-Q[1-4]}")
    ModelAndView edition(@PathVariable String quarter, @RequestParam(defaultValue = "0") int version) {
        var edition = find(quarter, version);
        var page = page("insight/figures-edition", edition);
        var tables = Stream.of(FigureTable.OUTCOME, FigureTable.VOLUNTEERS)
                .map(table -> lines(edition, table, "1"))
                .toList();
        page.addObject("summaries", tables);
        page.addObject("tables", tables());
        page.addObject(
                "versions",
                figures.list(edition.quarter()).stream()
                        .map(FigureEdition::version)
                        .filter(one -> one != edition.version())
                        .toList());
        return page;
    }

    @GetMapping("/{quarter:[0-9]+-Q[1-4]}/{table}")
    ModelAndView table(
            @PathVariable String quarter,
            @PathVariable String table,
            @RequestParam(defaultValue = "0") int version,
            @RequestParam(name = "page", defaultValue = "1") String asked) {
        var edition = find(quarter, version);
        var chosen = FigureTable.of(table).orElseThrow(FigurePages::notThere);
        var page = page("insight/figures-table", edition);
        page.addObject("lines", lines(edition, chosen, asked));
        page.addObject(
                "path", "/figures/%s/%s?version=%d".formatted(edition.quarter(), chosen.path(), edition.version()));
        return page;
    }

    /// One line of a table, quarter after quarter.
    @GetMapping("/over-time/{table}")
    ModelAndView overTime(@PathVariable String table, @RequestParam MultiValueMap<String, String> typed) {
        var chosen = FigureTable.of(table).orElseThrow(FigurePages::notThere);
        var lines = figures.listLines(chosen);
        var mine = accounts.findMyMunicipality().filter(lines::contains).orElse(FigureTable.ALL);
        var asked = typed.getFirst("line");
        var line = asked != null && lines.contains(asked) ? asked : mine;
        var page = new ModelAndView("insight/figures-over-time");
        page.addObject(Form.ATTRIBUTE, Form.filled(Map.of("line", line)));
        page.addObject("table", chosen);
        page.addObject("heading", FigureLines.title(chosen, words));
        page.addObject(
                "choices",
                lines.stream()
                        .map(one -> new Option(one, FigureLines.name(chosen, one, words)))
                        .toList());
        page.addObject("ofLines", words.of("insight.figures.lines", chosen.lines()));
        page.addObject("lines", FiguresOverTime.of(chosen, figures.overTime(chosen, line), words));
        page.addObject("name", FigureLines.name(chosen, line, words));
        page.addObject("tables", tables());
        return page;
    }

    private List<Option> tables() {
        return Arrays.stream(FigureTable.values())
                .map(table -> new Option(table.path(), FigureLines.title(table, words)))
                .toList();
    }

    /// @param asked which page, from 1
    private FigureLines lines(FigureEdition edition, FigureTable table, String asked) {
        return FigureLines.of(
                table, figures.listCells(edition.id(), table), accounts.findMyMunicipality(), asked, words);
    }

    private ModelAndView page(String template, FigureEdition edition) {
        var page = new ModelAndView(template);
        page.addObject("edition", edition);
        page.addObject("heading", FigureLines.title(edition, words));
        page.addObject("countedOn", day(Objects.requireNonNull(edition.countedOn())));
        return page;
    }

    /// @param version 0: the newest
    private FigureEdition find(String quarter, int version) {
        return Quarter.of(quarter).stream()
                .flatMap(one -> figures.list(one).stream())
                .filter(edition -> version == 0 || edition.version() == version)
                .findFirst()
                .orElseThrow(FigurePages::notThere);
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private Stream<Quarter> quarters() {
        return Stream.iterate(Quarter.before(LocalDate.now(clock)), Quarter::previous)
                .limit(QUARTERS);
    }

    private ModelAndView list(Form form, HttpStatus status) {
        var page = new ModelAndView("insight/figures", status);
        page.addObject(Form.ATTRIBUTE, form);
        page.addObject("editions", figures.list().stream().map(this::listed).toList());
        var maker = PublicFigures.isMaker();
        page.addObject("maker", maker);
        if (maker) {
            var ahead = figures.listAhead();
            page.addObject("hasDraft", ahead.stream().anyMatch(FigureEdition::isDraft));
            page.addObject(
                    "ahead",
                    ahead.stream()
                            .filter(edition -> !edition.isDraft())
                            .map(this::listed)
                            .toList());
            page.addObject(
                    "quarters",
                    quarters()
                            .map(one -> new Option(one.toString(), FigureLines.quarter(one, words)))
                            .toList());
        }
        return page;
    }

    private Listed listed(FigureEdition edition) {
        var out = edition.outAt();
        return new Listed(
                edition.quarter().toString(),
                FigureLines.title(edition, words),
                edition.version(),
                out == null ? null : day(out.atZone(HERE).toLocalDate()));
    }

    private String day(LocalDate day) {
        return words.get("insight.day", Date.valueOf(day));
    }

    /// What of a table of the draft is shown.
    record Previewed(String title, int cells, int shown, int hidden) {}

    private Object draft(Form form, HttpStatus status) {
        Optional<FigureEdition> found = figures.findDraft();
        if (found.isEmpty()) {
            return "redirect:/figures";
        }
        var draft = found.get();
        var page = new ModelAndView("insight/figures-draft", status);
        page.addObject(Form.ATTRIBUTE, form);
        page.addObject("edition", draft);
        page.addObject("heading", FigureLines.title(draft, words));
        List<Previewed> preview = figures.preview(draft.id()).entrySet().stream()
                .map(table -> new Previewed(
                        FigureLines.title(table.getKey(), words),
                        table.getValue().cells(),
                        table.getValue().shown(),
                        table.getValue().hidden()))
                .toList();
        page.addObject("preview", preview);
        return page;
    }
}
