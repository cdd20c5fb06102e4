package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.ttddyy.dsproxy.QueryCountHolder;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.network.Area;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.io.ByteArrayResource;

/// Whatever list comes in, a part of it takes as many statements as a few rows.
@SamenspelTest
@Import(StatementsOfListsTest.Counting.class)
@NullUnmarked
class StatementsOfListsTest {

    @TestConfiguration(proxyBeanMethods = false)
    static class Counting {
        @Bean
        static BeanPostProcessor countStatementsOfLists() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof HikariDataSource pool
                            ? ProxyDataSourceBuilder.create(pool).countQuery().build()
                            : bean;
                }
            };
        }
    }

    @Autowired
    Imports imports;

    @Autowired
    Neighbourhood neighbourhood;

    Team team;
    Area area;

    @BeforeEach
    void begin() {
        LocaleContextHolder.setLocale(Locale.of("nl"));
        team = neighbourhood.team();
        area = neighbourhood.area();
    }

    @AfterEach
    void end() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void five_hundred_rows_take_as_many_statements_as_ten() {
        bringInMany(1); // what is asked once
        var ten = statements(() -> bringInMany(10));
        var many = statements(() -> bringInMany(500));
        assertThat(ten).isPositive();
        assertThat(many).as("statements for 500 rows; %d for ten", ten).isLessThanOrEqualTo(ten);
    }

    /// Each with a volunteer and a request of its own, and one visit.
    private void bringInMany(int rows) {
        var mark = team.organisation().toString().substring(0, 8) + rows + "-";
        bringIn(
                ImportList.VOLUNTEERS,
                "nummer;naam;postcode;dagdelen;uren;koppelingen tegelijk\n"
                        + each(
                                rows,
                                i -> "%sV%d;Ria Nummer%d;%s AB;ma t/m zo;4;2".formatted(mark, i, i, area.postcode())));
        bringIn(
                ImportList.REQUESTS,
                "nummer;naam;postcode;soort hulp;status\n"
                        + each(
                                rows,
                                i -> "%sH%d;Wil Vraagt%d;%s AB;gezelschap;zoekt"
                                        .formatted(mark, i, i, area.postcode())));
        // what was asked changes, and further on the limits
        bringIn(
                ImportList.REQUESTS,
                "nummer;naam;postcode;soort hulp;uren\n"
                        + each(
                                rows,
                                i -> "%sH%d;Wil Vraagt%d;%s AB;gezelschap;1".formatted(mark, i, i, area.postcode())));
        bringIn(
                ImportList.MATCHES,
                "nummer;vrijwilligersnummer;hulpvraagnummer;begonnen op\n"
                        + each(rows, i -> "%sK%d;%sV%d;%sH%d;2025-01-01".formatted(mark, i, mark, i, mark, i)));
        bringIn(
                ImportList.HOURS,
                "nummer;koppelingsnummer;datum;minuten\n"
                        + each(rows, i -> "%sU%d;%sK%d;2025-02-01;60".formatted(mark, i, mark, i)));
        bringIn(
                ImportList.TRAININGS,
                "vrijwilligersnummer;training;behaald op\n"
                        + each(rows, i -> "%sV%d;EHBO;2025-02-01".formatted(mark, i)));
        bringIn(
                ImportList.VOLUNTEERS,
                "nummer;naam;uren\n" + each(rows, i -> "%sV%d;Ria Nummer%d;3".formatted(mark, i, i)));
    }

    private static String each(int rows, IntFunction<String> row) {
        return IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
    }

    private static long statements(Runnable work) {
        QueryCountHolder.clear();
        work.run();
        return QueryCountHolder.getGrandTotal().getTotal();
    }

    private void bringIn(ImportList list, String file) {
        var outcome = team.viewer()
                .call(() -> imports.bringIn(
                        list, new ByteArrayResource(file.getBytes(StandardCharsets.UTF_8)), team.branch(), false));
        assertThat(outcome)
                .as("%s", list)
                .isInstanceOfSatisfying(
                        Imports.BroughtIn.class,
                        done -> assertThat(done.report().unchanged()).isZero());
    }
}
