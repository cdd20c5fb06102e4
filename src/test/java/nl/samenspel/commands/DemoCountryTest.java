package nl.samenspel.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import nl.samenspel.Samenspel;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.CannotStart;
import nl.samenspel.database.Laws;
import nl.samenspel.insight.FigureTable;
import nl.samenspel.insight.PublicFigures;
import nl.samenspel.story.DemoCountry;
import nl.samenspel.story.DemoTown;
import nl.samenspel.story.Persona;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The country in small: a thousandth of it. The whole takes minutes: `./samenspel demo --scale national`.
@NullUnmarked
class DemoCountryTest {

    @TempDir
    Path data;

    @Test
    void a_country_comes_in_around_the_town_and_breaks_no_law() {
        var launch = new Launch(Samenspel.class, new Surroundings(data, Map.of("SERVER_PORT", "0")));
        var told = new ArrayList<Double>();

        launch.inNewDemo(context -> {
            var size = DemoCountry.Size.of(0.001);
            var country = context.getBean(DemoCountry.class);
            country.fill(size, progress -> told.add(progress.part()));
            country.publishFigures();

            assertThat(told).hasSize(size.organisations()).isSorted();
            assertThat(told.getLast()).isBetween(0.9, 1.0);
            assertThat(context.getBean(DemoTown.class).accountOf(Persona.MARIEKE))
                    .isNotNull();
            var figures = context.getBean(PublicFigures.class);
            var editions = Viewer.installation().call(figures::list);
            assertThat(editions).as("quarters that are public").hasSize(4);
            assertThat(Viewer.installation()
                            .call(() -> figures.listCells(editions.getFirst().id(), FigureTable.OUTCOME)))
                    .as("how many asked something, all together")
                    .filteredOn(cell -> cell.line().equals(FigureTable.ALL)
                            && cell.heading().equals(FigureTable.ALL))
                    .singleElement()
                    .satisfies(cell -> assertThat(cell.value()).isGreaterThan(50));
            assertThat(context.getBean(Laws.class).examineAll())
                    .as("laws on what was invented")
                    .allSatisfy(one -> assertThat(one.finding().violations())
                            .as(one.name())
                            .isEmpty());
            RecurringTask<?> night = context.getBean("forgetInTime", RecurringTask.class);
            night.execute(null, null);
            assertThat(BeanFactoryAnnotationUtils.qualifiedBeanOfType(
                                    context.getAutowireCapableBeanFactory(), JdbcClient.class, "jobs")
                            .sql("select count(*) from privacy.forgotten")
                            .query(Long.class)
                            .single())
                    .as("who had their time already when the country was made")
                    .isZero();
            return true;
        });

        assertThatThrownBy(() -> launch.inNewDemo(_ -> true))
                .as("where there is something already")
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("There is an installation");
    }
}
