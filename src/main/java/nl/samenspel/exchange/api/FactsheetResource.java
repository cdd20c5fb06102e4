package nl.samenspel.exchange.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import nl.samenspel.access.MayUse;
import nl.samenspel.insight.Counting;
import nl.samenspel.insight.Edition;
import nl.samenspel.insight.Factsheets;
import nl.samenspel.insight.Figure;
import nl.samenspel.insight.Total;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// The factsheet, for programs. It is public, so no key is asked for.
@RestController
@RequestMapping(path = "/api/v1/factsheets", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Factsheets")
class FactsheetResource {

    private final Factsheets factsheets;
    private final Words words;

    FactsheetResource(Factsheets factsheets, Words words) {
        this.factsheets = factsheets;
        this.words = words;
    }

    @Operation(summary = "The newest published version of a year: figures, totals, and what is doubtful")
    @GetMapping("/{year}")
    @MayUse(everyone = true)
    Shown.Factsheet show(@PathVariable int year) {
        return factsheets
                .find(year)
                .map(this::shown)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Shown.Factsheet shown(Edition edition) {
        return new Shown.Factsheet(
                edition.year(),
                edition.version(),
                edition.source(),
                edition.outAt(),
                edition.factsheet().figures().stream()
                        .map(FactsheetResource::shown)
                        .toList(),
                edition.factsheet().totals().stream()
                        .map(total -> new Shown.Total(
                                total.measure(), total.unit(), shown(total.additive()), shown(total.withOthers())))
                        .toList(),
                factsheets.listDoubts(edition).stream()
                        .map(doubt -> new Shown.Doubt(
                                doubt.line(),
                                doubt.organisation(),
                                doubt.measure(),
                                doubt.what().name(),
                                words.get("insight.doubt." + doubt.what(), doubt.words(words.locale()))))
                        .toList());
    }

    private static Shown.Figure shown(Figure figure) {
        return new Shown.Figure(
                figure.organisation(),
                figure.measure(),
                figure.value(),
                figure.qualifier().name(),
                figure.unit(),
                figure.scope(),
                name(figure.counting()),
                figure.note(),
                figure.source(),
                figure.date());
    }

    private static @Nullable String name(@Nullable Counting counting) {
        return counting == null ? null : counting.name();
    }

    private static Shown.Sum shown(Total.Sum sum) {
        return new Shown.Sum(sum.value(), sum.isMoreThan(), sum.isAbout(), sum.organisations(), sum.notGiven());
    }
}
