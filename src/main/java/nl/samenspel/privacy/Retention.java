package nl.samenspel.privacy;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
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
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.SealedLog;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.privacy.LookedThrough.What;
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
/// beforehand what that will be, as it was found that night, and chooses the periods within their bounds.
@Service
public class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Register register;
    private final Rows rows;
    private final Forgetting forgetting;
    private final Organisations organisations;
    private final SealedLog looks;
    private final LookedThrough lookedThrough;
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
            LookedThrough lookedThrough,
            JdbcClient db,
            @Qualifier("jobs") JdbcClient jobs,
            @Qualifier("jobs") TransactionTemplate asJobs,
            Clock clock) {
        this.register = register;
        this.rows = rows;
        this.forgetting = forgetting;
        this.organisations = organisations;
        this.looks = looks;
        this.lookedThrough = lookedThrough;
        this.db = db;
        this.jobs = jobs;
        this.asJobs = asJobs;
        this.clock = clock;
    }

    /// What will go within a month at the viewer's organisation, as it was at that moment.
    public record Upcoming(List<Leaving> people, List<Part> rows, Instant at) {}

    /// Whose record goes, and when.
    public record Leaving(PersonId person, LocalDate day) {}

    /// What goes of other records.
    public record Part(Table table, Period period, boolean wholeRow, long rows) {}

    /// What went in a night.
    public record Gone(int people, long rows) {}

    /// What goes within a month, unless something happens with it first.
    @Transactional(readOnly = true)
    public Upcoming upcoming() {
        var organisation = Viewer.current().myDesk().organisation();
        return lookedThrough
                .last(What.LEAVING)
                .map(at -> listKept(organisation, at))
                .orElseGet(() -> lookThrough(organisation));
    }

    private Upcoming listKept(OrganisationId organisation, Instant at) {
        return new Upcoming(
                db.sql(
                                "select person, day from privacy.leaving where organisation = :organisation order by day, person")
                        .param("organisation", organisation.value())
                        .query((rs, _) -> new Leaving(
                                new PersonId(rs.getObject("person", UUID.class)), rs.getObject("day", LocalDate.class)))
                        .list(),
                db.sql("""
                        select table_name, period, whole_row, rows from privacy.going
                        where organisation = :organisation order by nth
                        """).param("organisation", organisation.value()).query(this::part).stream()
                        .flatMap(Optional::stream)
                        .toList(),
                at);
    }

    /// Empty where another version of the program found it, in a table that this one does not know.
    private Optional<Part> part(ResultSet rs, int rowNumber) throws SQLException {
        var period = Period.valueOf(rs.getString("period"));
        var whole = rs.getBoolean("whole_row");
        var number = rs.getLong("rows");
        return register.find(rs.getString("table_name")).map(table -> new Part(table, period, whole, number));
    }

    /// Looks again at once what goes at the viewer's organisation, instead of at night.
    public void lookAgain() {
        var organisation = Viewer.current().myDesk().organisation();
        keep(organisation, lookThrough(organisation));
    }

    private Upcoming lookThrough(OrganisationId organisation) {
        var until = LocalDate.now(clock).plusMonths(1);
        return new Upcoming(listLeaving(organisation, until), listGoing(organisation, until), clock.instant());
    }

    /// Who goes on or before this day.
    List<Leaving> listLeaving(OrganisationId organisation, LocalDate until) {
        return rows.listDue(organisation.value(), months(organisation), until).stream()
                .map(due -> new Leaving(new PersonId(due.person()), due.day()))
                .toList();
    }

    /// What goes of other records on or before this day.
    List<Part> listGoing(OrganisationId organisation, LocalDate until) {
        return Stream.concat(
                        rows.listGoing(organisation.value(), months(organisation), until).stream()
                                .map(one -> new Part(one.table(), one.period(), one.wholeRow(), one.rows())),
                        oldLooks(organisation, until))
                .toList();
    }

    private void keep(OrganisationId organisation, Upcoming found) {
        asJobs.executeWithoutResult(_ -> {
            lookedThrough.note(What.LEAVING, organisation);
            for (var table : List.of("leaving", "going")) {
                jobs.sql("delete from privacy.%s where organisation = :organisation".formatted(table))
                        .param("organisation", organisation.value())
                        .update();
            }
            jobs.sql("""
                    insert into privacy.leaving (organisation, person, day)
                    select :organisation, person, day from unnest(:persons, :days) as found (person, day)
                    """)
                    .param("organisation", organisation.value())
                    .param(
                            "persons",
                            found.people().stream()
                                    .map(one -> one.person().value())
                                    .toArray(UUID[]::new))
                    .param(
                            "days",
                            found.people().stream()
                                    .map(one -> Date.valueOf(one.day()))
                                    .toArray(Date[]::new))
                    .update();
            for (var nth = 0; nth < found.rows().size(); nth++) {
                var part = found.rows().get(nth);
                jobs.sql("""
                        insert into privacy.going (organisation, table_name, period, whole_row, rows, nth)
                        values (:organisation, :table, :period, :whole, :rows, :nth)
                        """)
                        .param("organisation", organisation.value())
                        .param("table", part.table().full())
                        .param("period", part.period().name())
                        .param("whole", part.wholeRow())
                        .param("rows", part.rows())
                        .param("nth", nth)
                        .update();
            }
        });
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
        var gone = looks.letGo(endOfLooks(today));
        for (var organisation :
                organisations.list().stream().map(Organisation::id).toList()) {
            var months = months(organisation);
            for (var due : rows.listDue(organisation.value(), months, today)) {
                people += forgetting.forgetInTime(new PersonId(due.person())) ? 1 : 0;
            }
            gone += inOneGo(organisation, months, today);
            keep(organisation, lookThrough(organisation));
        }
        gone += inOneGo(null, Map.of(), today);
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
