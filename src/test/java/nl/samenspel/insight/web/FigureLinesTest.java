package nl.samenspel.insight.web;

import static nl.samenspel.insight.FigureTable.ALL;
import static nl.samenspel.insight.FigureTable.OTHERS;
import static nl.samenspel.insight.FigureTable.VOLUNTEERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.samenspel.insight.FigureCell;
import nl.samenspel.insight.web.FigureLines.Bar;
import nl.samenspel.insight.web.FigureLines.Line;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

@NullMarked
class FigureLinesTest {

    private final List<FigureCell> cells = List.of(
            cell("Alfaveen", 70L), cell("Betadorp", 40L), cell("Gammastad", null), cell(OTHERS, 90L), cell(ALL, 220L));

    @Test
    void ones_own_municipality_stands_first_and_is_among_the_longest_bars() {
        var lines = FigureLines.of(VOLUNTEERS, cells, Optional.of("Alfaveen"), "1", words());

        assertThat(lines.top().getFirst()).extracting(Line::name, Line::mine).containsExactly("Alfaveen", true);
        assertThat(lines.bars()).extracting(Bar::value, Bar::most).containsExactly(tuple(70L, 70L), tuple(40L, 70L));
    }

    @Test
    void nothing_is_drawn_of_what_is_not_shown_nor_of_many_municipalities_together() {
        var lines = FigureLines.of(VOLUNTEERS, cells, Optional.empty(), "1", words());

        assertThat(lines.bars()).extracting(Bar::value).containsExactly(70L, 40L);
        assertThat(lines.hidden()).isEqualTo(1);
    }

    @Test
    void a_page_has_fifty_of_the_others_below_ones_own_and_all_together_and_what_was_typed_for_it_leads_to_one() {
        var many = Stream.concat(
                        cells.stream(), IntStream.range(0, 98).mapToObj(i -> cell("Plaats %02d".formatted(i), 10L)))
                .toList();

        var first = FigureLines.of(VOLUNTEERS, many, Optional.of("Betadorp"), "1", words());
        var last = FigureLines.of(VOLUNTEERS, many, Optional.of("Betadorp"), "99", words());

        assertThat(first.top()).extracting(Line::name).containsExactly("Betadorp", "insight.figures.all");
        assertThat(last.top()).isEqualTo(first.top());
        assertThat(first.others()).hasSize(50).extracting(Line::name).startsWith("Alfaveen", "Gammastad", "Plaats 00");
        assertThat(last.paging().page()).isEqualTo(3);
        assertThat(last.others()).extracting(Line::name).containsExactly("insight.figures.others");
        assertThat(FigureLines.of(VOLUNTEERS, many, Optional.empty(), "x", words())
                        .paging()
                        .page())
                .isEqualTo(1);
    }

    private static FigureCell cell(String line, @Nullable Long value) {
        return new FigureCell(VOLUNTEERS, line, ALL, value);
    }

    private static Words words() {
        var messages = new StaticMessageSource();
        messages.setUseCodeAsDefaultMessage(true);
        return new Words(messages);
    }
}
