package nl.samenspel.insight.web;

import static nl.samenspel.access.Role.ADMINISTRATOR;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import nl.samenspel.access.MayUse;
import nl.samenspel.insight.BorderLevel;
import nl.samenspel.insight.Borders;
import nl.samenspel.insight.BordersTaken;
import nl.samenspel.insight.CoordinateSystem;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Reading in the outlines of areas, for maps.
@Controller
@MayUse(ADMINISTRATOR)
class BorderPages {

    private static final int LONGEST = 200;
    private static final int NAMED = 10;

    private final Borders borders;
    private final Words words;
    private final Clock clock;

    BorderPages(Borders borders, Words words, Clock clock) {
        this.borders = borders;
        this.words = words;
        this.clock = clock;
    }

    /// What is there.
    record Line(String level, String name, int areas, String source, LocalDate on) {}

    @GetMapping("/insight/borders")
    ModelAndView show(@RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed, "insight.borders");
        if (form.ticked("tooLarge")) {
            form.refuse("file", "insight.borders.tooMuch");
        }
        return page(form, form.isRight() ? HttpStatus.OK : HttpStatus.CONTENT_TOO_LARGE);
    }

    @PostMapping("/insight/borders")
    Object take(
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect)
            throws IOException {
        var form = Form.of(typed, "insight.borders");
        var level = form.one("level", BorderLevel.class);
        var system = form.one("system", CoordinateSystem.class);
        var property = form.text("property", LONGEST);
        var source = form.text("source", LONGEST);
        if (file == null || file.isEmpty()) {
            form.refuse("file", "insight.borders.noFile");
        }
        if (!form.isRight() || file == null) {
            return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        switch (borders.take(level, file.getInputStream(), property, system, source)) {
            case BordersTaken.Kept(var areas) -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("insight.borders.kept", areas));
                return "redirect:/insight/borders";
            }
            case BordersTaken.NoGeoJson _ -> form.refuse("file", "insight.borders.noGeoJson");
            case BordersTaken.TooMuch _ -> form.refuse("file", "insight.borders.tooMuch");
            case BordersTaken.Elsewhere _ -> form.refuse("system", "insight.borders.elsewhere");
            case BordersTaken.NoName(var properties) ->
                form.refuse(
                        "property",
                        "insight.borders.noName",
                        String.join(", ", properties.subList(0, Math.min(NAMED, properties.size()))));
        }
        return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/insight/borders/remove")
    String remove(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var level = Form.of(typed).optionalOne("level", BorderLevel.class);
        if (level.isPresent() && borders.remove(level.get())) {
            Notice.put(redirect, Notice.Kind.SUCCESS, words.get("insight.borders.removed"));
        }
        return "redirect:/insight/borders";
    }

    private ModelAndView page(Form form, HttpStatus status) {
        var page = new ModelAndView("insight/borders", status);
        page.addObject(Form.ATTRIBUTE, form);
        page.addObject("levels", words.options("insight.level", BorderLevel.class));
        page.addObject("systems", words.options("insight.system", CoordinateSystem.class));
        page.addObject(
                "lines",
                borders.listSources().stream()
                        .map(source -> new Line(
                                source.level().name(),
                                words.of("insight.level", source.level()),
                                source.areas(),
                                source.source(),
                                LocalDate.ofInstant(source.takenAt(), clock.getZone())))
                        .toList());
        return page;
    }
}
