package nl.samenspel.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import nl.samenspel.Samenspel;
import nl.samenspel.simulation.Figures;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three weeks of the simulated year. A whole one: `./samenspel simulate year`, told in
/// docs/explanation/simulated-year.md.
@NullUnmarked
class SimulatedYearTest {

    private static final int DAYS = 21;

    @TempDir
    Path nowhere;

    @Test
    void nobody_is_silently_alone_and_without_protection_they_are() {
        var protectedWeeks = live(true);

        assertThat(protectedWeeks.begun()).isPositive();
        assertThat(protectedWeeks.replacements()).isPositive();
        assertThat(protectedWeeks.lawsExamined()).isGreaterThanOrEqualTo(3 * 20);
        assertThat(protectedWeeks.silentDays())
                .as("days on which somebody is alone and nobody looks")
                .isZero();

        var without = live(false);

        assertThat(without.silentDays()).as("the same weeks, so this is seen").isPositive();
        assertThat(without.overDays()).isGreaterThan(protectedWeeks.overDays());
    }

    private Figures live(boolean protect) {
        return SimulateCommand.live(
                new Launch(Samenspel.class, new Surroundings(nowhere, Map.of())),
                1,
                DAYS,
                protect,
                new PrintWriter(Writer.nullWriter()));
    }
}
