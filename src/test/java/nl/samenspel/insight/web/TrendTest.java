package nl.samenspel.insight.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import nl.samenspel.insight.web.Trend.Bar;
import nl.samenspel.insight.web.Trend.Point;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class TrendTest {

    @Test
    void the_last_quarters_are_drawn_and_as_many_as_a_phone_can_show() {
        var trend = Trend.of(IntStream.range(0, 40)
                .mapToObj(i -> new Point("q" + i, "", i, i, i))
                .toList());

        assertThat(trend.columns().stream().map(Bar::label))
                .containsExactly("q32", "q33", "q34", "q35", "q36", "q37", "q38", "q39");
        assertThat(trend.columns().getLast().height()).isEqualTo("130.0");
        assertThat(trend.columns()).noneMatch(Bar::isUncertain);
    }

    @Test
    void chance_stays_within_the_picture() {
        var bar = Trend.of(List.of(new Point("q", "50%", 50, 10, 90))).columns().getFirst();

        assertThat(bar.isUncertain()).isTrue();
        assertThat(Double.parseDouble(bar.high())).isEqualTo(20);
        assertThat(Double.parseDouble(bar.top())).isBetween(10.0, 20.0);
    }
}
