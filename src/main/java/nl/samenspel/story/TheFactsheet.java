package nl.samenspel.story;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import nl.samenspel.insight.Factsheet;
import nl.samenspel.insight.Factsheets;
import nl.samenspel.insight.Named;
import nl.samenspel.insight.Named.What;
import nl.samenspel.insight.UnusableFactsheetException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Bo publishes what the national network wrote of itself in 2025, with what is doubtful in it. The
/// only real organisations in the demo: the figures are public, and their source stands beside them.
@Component
@Order(12)
class TheFactsheet implements Chapter {

    private static final int YEAR = 2025;

    private final Factsheets factsheets;
    private final Townspeople townspeople;
    private final Clock clock;

    TheFactsheet(Factsheets factsheets, Townspeople townspeople, Clock clock) {
        this.factsheets = factsheets;
        this.townspeople = townspeople;
        this.clock = clock;
    }

    @Override
    public void tell() {
        townspeople.as(Persona.BEHEER).run(() -> {
            if (factsheets.findNewest(YEAR).isEmpty()) {
                factsheets.take(
                        YEAR,
                        read("2025", Factsheet::read),
                        "Bijlage bij de brief van het landelijk netwerk, 7 december 2025");
                factsheets.name(YEAR, What.PROGRAMME, read("2025-programmes", csv -> Named.read(csv, What.PROGRAMME)));
                factsheets.name(YEAR, What.ACTIVITY, read("2025-activities", csv -> Named.read(csv, What.ACTIVITY)));
                factsheets.publish(YEAR, clock.instant());
            }
        });
    }

    private interface Reading<T> {
        T from(Reader csv) throws IOException, UnusableFactsheetException;
    }

    private static <T> T read(String name, Reading<T> reading) {
        try (var file = new InputStreamReader(
                Objects.requireNonNull(TheFactsheet.class.getResourceAsStream("/factsheets/" + name + ".csv")),
                StandardCharsets.UTF_8)) {
            return reading.from(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnusableFactsheetException e) {
            throw new IllegalStateException("The story is not true any more: " + e.getMessage(), e);
        }
    }
}
