package nl.samenspel.privacy.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.samenspel.SamenspelTest;
import nl.samenspel.privacy.Copy;
import nl.samenspel.privacy.Register;
import nl.samenspel.privacy.Register.Column;
import nl.samenspel.privacy.web.CopyWords.Line;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;

@SamenspelTest
@NullUnmarked
class CopyWordsTest {

    private static final Instant NIGHT = Instant.parse("2026-03-28T23:30:00Z");

    @Autowired
    CopyWords copyWords;

    @Autowired
    Register register;

    @BeforeEach
    void inDutch() {
        LocaleContextHolder.setLocale(Locale.of("nl"));
    }

    @AfterEach
    void inNoLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void what_reads_the_same_and_follows_itself_is_told_once_with_how_often() {
        var section = looks(NIGHT.plusSeconds(60), NIGHT.plusSeconds(50), NIGHT, NIGHT.minusSeconds(60));

        assertThat(section.rows())
                .containsExactly(
                        List.of(new Line("wanneer", "29 maart 2026 00:31")),
                        List.of(new Line("wanneer", "29 maart 2026 00:30"), new Line("hoe vaak", "2 keer")),
                        List.of(new Line("wanneer", "29 maart 2026 00:29")));
        assertThat(section.count()).isEqualTo(4);
    }

    @Test
    void what_comes_back_later_is_told_again() {
        assertThat(looks(NIGHT, NIGHT.minusSeconds(60), NIGHT).rows()).hasSize(3);
    }

    private CopyWords.Section looks(Instant... when) {
        var table = register.tables().stream()
                .filter(one -> one.full().equals("audit.event"))
                .findFirst()
                .orElseThrow();
        var at = table.columns().get("at");
        var rows = List.of(when).stream()
                .map(Timestamp::from)
                .map(moment -> Map.<Column, Object>of(at, moment))
                .toList();
        return copyWords
                .sections(new Copy(NIGHT, List.of(new Copy.Part(table, rows, true))))
                .getFirst();
    }
}
