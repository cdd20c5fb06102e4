package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.samenspel.ui.Form;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

@NullMarked
class TrainingsCellTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    @ParameterizedTest
    @CsvSource(delimiter = '=', quoteCharacter = '"', textBlock = """
            EHBO 12-3-2024                                       = FIRST_AID 2024-03-12
            ehbo: 12-03-2024                                     = FIRST_AID 2024-03-12
            EHBO (12/3/2024)                                     = FIRST_AID 2024-03-12
            E.H.B.O. behaald op 12 maart 2024                    = FIRST_AID 2024-03-12
            EHBO-diploma 2024-03-12                              = FIRST_AID 2024-03-12
            cursus omgaan met dementie, 3 mrt 2025               = DEMENTIA 2025-03-03
            dementie (3-3-2025 t/m 3-3-2028)                     = DEMENTIA 2025-03-03 2028-03-03
            dementie 3-3-2025, geldig tot 3-3-2028               = DEMENTIA 2025-03-03 2028-03-03
            dementia 3 Mar 2025 until 3 Mar 2028                 = DEMENTIA 2025-03-03 2028-03-03
            rijbewijs B sinds 1-5-1998; tillen 2-2-2025          = DRIVER 1998-05-01, LIFTING 2025-02-02
            Rijbewijs 1-5-1998 en EHBO 2-2-2025                  = DRIVER 1998-05-01, FIRST_AID 2025-02-02
            EHBO 1-1-2020; EHBO 1-1-2025                         = FIRST_AID 2025-01-01
            taalcoach 1-1-2020 | palliatieve zorg 2-2-2021       = LANGUAGE_COACH 2020-01-01, PALLIATIVE 2021-02-02
            """)
    void a_cell_is_read_as_a_coordinator_writes_it(String text, String expected) {
        var cells = cells(text);
        var found = TrainingsCell.read(cells, VOCABULARY, TODAY);
        assertThat(cells.problems()).isEmpty();
        assertThat(found.stream()
                        .map(training -> training.what() + " " + training.obtainedOn()
                                + (training.validUntil() == null ? "" : " " + training.validUntil()))
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of(expected.split(", ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', quoteCharacter = '"', textBlock = """
            EHBO                             = exchange.wrong.trainingUndated
            EHBO 2024                        = exchange.wrong.trainingUndated
            EHBO maart 2024                  = exchange.wrong.trainingUndated
            EHBO 12-3-24                     = exchange.wrong.trainingUndated
            EHBO; dementie 3-3-2025          = exchange.wrong.trainingUndated
            dementie 3-3-2025; EHBO          = exchange.wrong.trainingUndated
            reanimatie 12-3-2024             = exchange.wrong.trainingUnknown
            12-3-2024                        = exchange.wrong.trainingUnknown
            VOG 12-3-2024                    = exchange.wrong.trainingVog
            EHBO geldig tot 12-3-2028        = exchange.wrong.trainingOnlyEnd
            EHBO 31-2-2024                   = exchange.wrong.trainingDate
            EHBO 12-3-2024 t/m 31-2-2026     = exchange.wrong.trainingDate
            EHBO 12-3-2024 t/m 1-1-2024      = exchange.wrong.trainingEndsEarly
            EHBO 12-3-2027                   = ui.form.dateOutside
            """)
    void what_is_unclear_is_refused_and_not_guessed(String text, String problem) {
        var cells = cells(text);
        TrainingsCell.read(cells, VOCABULARY, TODAY);
        assertThat(cells.problems()).extracting(Form.Problem::key).contains(problem);
    }

    private static Cells cells(String text) {
        return new Cells(Map.of(KnownColumn.TRAININGS, text), Set.of());
    }

    private static final Vocabulary VOCABULARY = new Vocabulary(messages());

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/network", "messages/people");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
