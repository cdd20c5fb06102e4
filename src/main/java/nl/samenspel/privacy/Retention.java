package nl.samenspel.privacy;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.SealedLog;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.privacy.Register.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps nothing longer than the register says (_bewaren_): every night, what has had its time goes. A manager sees
/// beforehand what that will be, and chooses the periods within their bounds.
@Service
public class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Register register;
    private final Rows rows;
    private final Forgetting forgetting;
    private final Organisations organisations;
    private final SealedLog looks;
    private final JdbcClient db;
    private final JdbcClient jobs;
    private final TransactionTemplate asJobs;
    private final Clock clock;

    Retention(
            Register register,
            Rows rows,
            Forgetting forgetting,
            Organisations organisations,
            SealedLog looks,
            JdbcClient db,
            @Qualifier("jobs") JdbcClient jobs,
            @Qualifier("jobs") TransactionTemplate asJobs,
            Clock clock) {
        this.register = register;
        this.rows = rows;
        this.forgetting = forgetting;
        this.organisations = organisations;
        this.looks = looks;
        this.db = db;
        this.jobs = jobs;
        this.asJobs = asJobs;
        this.clock = clock;
    }

    /// What will go at the viewer's organisation.
    public record Upcoming(List<Leaving> people, List<Part> rows) {}

    /// Whose record goes, and when.
    public record Leaving(PersonId person, LocalDate day) {}

    /// What goes of other records.
    public record Part(Table table, Period period, boolean wholeRow, long rows) {}

    /// What went in a night.
    public record Gone(int people, long rows) {}

    /// What goes on or before this day, unless something happens with it first.
    public Upcoming upcoming(LocalDate until) {
        var organisation = Viewer.current().myDesk().organisation();
        var months = months(organisation);
        return new Upcoming(
                rows.listDue(organisation.value(), months, until).stream()
                        .map(due -> new Leaving(new PersonId(due.person()), due.day()))
                        .toList(),
                Stream.concat(
                                rows.listGoing(organisation.value(), months, until).stream()
                                        .map(one -> new Part(one.table(), one.period(), one.wholeRow(), one.rows())),
                                oldLooks(organisation, until))
                        .toList());
    }

    private Stream<Part> oldLooks(OrganisationId organisation, LocalDate until) {
        var lines = looks.countBefore(organisation, endOfLooks(until));
        return lines == 0
                ? Stream.empty()
                : register.tables().stream()
                        .filter(table -> table.full().equals("audit.subject"))
                        .map(table -> new Part(table, Period.LOOK, true, lines));
    }

    /// What was seen before this moment goes on this day.
    private Instant endOfLooks(LocalDate day) {
        return day.minusMonths(Period.LOOK.months())
                .atStartOfDay(clock.getZone())
                .toInstant();
    }

    /// How many months the viewer's organisation keeps what it may choose.
    public Map<Period, Integer> periods() {
        return months(Viewer.current().myDesk().organisation());
    }

    /// Chooses. Outside the bounds is a mistake of the caller.
    @Transactional
    public void choose(Period period, int months) {
        if (!period.isChosen() || months < period.least() || months > period.most()) {
            throw new IllegalArgumentException("%s is kept %d to %d months, but %d was chosen."
                    .formatted(period, period.least(), period.most(), months));
        }
        db.sql("""
                insert into privacy.period (organisation, kind, months, changed_by, changed_at)
                values (:organisation, :kind, :months, :by, :now)
                on conflict (organisation, kind) do update
                set months = excluded.months, changed_by = excluded.changed_by, changed_at = excluded.changed_at
                """)
                .param("organisation", Viewer.current().myDesk().organisation().value())
                .param("kind", period.name())
                .param("months", months)
                .param("by", Viewer.current().me().value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /// Lets go of everything that has had its time, at every organisation.
    Gone letGo() {
        var today = LocalDate.now(clock);
        var people = 0;
        var gone = 0L;
        for (var organisation :
                organisations.list().stream().map(Organisation::id).toList()) {
            var months = months(organisation);
            for (var due : rows.listDue(organisation.value(), months, today)) {
                people += forgetting.forgetInTime(new PersonId(due.person())) ? 1 : 0;
            }
            gone += inOneGo(organisation, months, today);
        }
        gone += inOneGo(null, Map.of(), today);
        gone += looks.letGo(endOfLooks(today));
        forgetting.keepList();
        if (people + gone > 0) {
            LOG.info("Let go of {} people and {} rows", people, gone);
        }
        return new Gone(people, gone);
    }

    private long inOneGo(
            @org.jspecify.annotations.Nullable OrganisationId organisation,
            Map<Period, Integer> months,
            LocalDate today) {
        var gone = asJobs.execute(_ -> rows.letGo(organisation == null ? null : organisation.value(), months, today));
        return gone == null ? 0 : gone;
    }

    private Map<Period, Integer> months(OrganisationId organisation) {
        var months = new EnumMap<Period, Integer>(Period.class);
        Arrays.stream(Period.values()).filter(Period::isChosen).forEach(period -> months.put(period, period.months()));
        jobs.sql("select kind, months from privacy.period where organisation = :organisation")
                .param("organisation", organisation.value())
                .query((rs, _) -> Map.entry(Period.valueOf(rs.getString("kind")), rs.getInt("months")))
                .list()
                .forEach(chosen -> months.put(chosen.getKey(), chosen.getValue()));
        return months;
    }

    @Configuration(proxyBeanMethods = false)
    static class EveryNight {

        @Bean
        RecurringTask<Void> forgetInTime(Retention retention) {
            return Tasks.recurring("forget-in-time", new Daily(ZoneId.of("Europe/Amsterdam"), LocalTime.of(3, 10)))
                    .execute((_, _) -> retention.letGo());
        }
    }
}
