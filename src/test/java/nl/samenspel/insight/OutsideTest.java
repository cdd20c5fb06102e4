package nl.samenspel.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.stream.IntStream;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

@NullMarked
class OutsideTest {

    private final Outside outside = new Outside(new Words(words()));

    private static ResourceBundleMessageSource words() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages.insight");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    @BeforeEach
    void dutch() {
        LocaleContextHolder.setLocale(Locale.of("nl"));
    }

    @AfterEach
    void whatever() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void of_fewer_than_ten_people_nothing_is_told_not_even_that_there_are_none() {
        assertThat(IntStream.range(0, 10).mapToObj(outside::count).distinct()).containsExactly("minder dan 10");
        assertThat(outside.count(10)).isEqualTo("ongeveer 10");
        assertThat(outside.count(118)).isEqualTo("ongeveer 120");
    }

    /// Whatever is told of a part of so many, both who are in it and who are not may be ten people or
    /// more, or nobody can tell how many fewer.
    @Test
    void a_part_tells_no_small_number_of_people_apart() {
        for (var of = 0; of <= 300; of++) {
            var same = new HashMap<String, Integer>();
            for (var part = 0; part <= of; part++) {
                same.merge(outside.part(new Share(part, of)), 1, Integer::sum);
            }
            for (var part = 0; part <= Math.min(of, 9); part++) {
                assertThat(same.get(outside.part(new Share(part, of))))
                        .as("%d of %d", part, of)
                        .isGreaterThanOrEqualTo(Math.min(of + 1, 10));
                assertThat(same.get(outside.part(new Share(of - part, of))))
                        .as("all but %d of %d", part, of)
                        .isGreaterThanOrEqualTo(Math.min(of + 1, 10));
            }
        }
        assertThat(outside.part(new Share(3, 200))).isEqualTo("minder dan 5%");
        assertThat(outside.part(new Share(197, 200))).isEqualTo("meer dan 95%");
        assertThat(outside.part(new Share(66, 200))).isEqualTo("ongeveer 35%");
        assertThat(outside.part(new Share(3, 19))).isEqualTo("te weinig om te zeggen");
    }
}
