package nl.samenspel.reimbursements;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import nl.samenspel.access.Viewer;
import nl.samenspel.reimbursements.law.Cents;
import nl.samenspel.reimbursements.law.LawYear;
import nl.samenspel.reimbursements.law.LawYear.Amount;
import nl.samenspel.reimbursements.law.MileageRate;
import nl.samenspel.reimbursements.law.Rates;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to the amounts of each year, and to what a kilometre is paid. An administrator adds the new ones as data.
@Service
public class LawYears {

    private final JdbcClient db;
    private final JdbcClient jobs;
    private final Clock clock;

    LawYears(JdbcClient db, @Qualifier("jobs") JdbcClient jobs, Clock clock) {
        this.db = db;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// Everything that is known.
    @Transactional(readOnly = true)
    public Rates rates() {
        return new Rates(
                db.sql("""
                        select year, hour, hour_younger, border, month, in_year, to_verify, source
                        from reimbursements.law_year
                        """)
                        .query((rs, _) -> new LawYear(
                                rs.getInt("year"),
                                new Cents(rs.getLong("hour")),
                                new Cents(rs.getLong("hour_younger")),
                                rs.getInt("border"),
                                new Cents(rs.getLong("month")),
                                new Cents(rs.getLong("in_year")),
                                rs.getString("source"),
                                Arrays.stream((String[])
                                                rs.getArray("to_verify").getArray())
                                        .map(Amount::valueOf)
                                        .collect(Collectors.toUnmodifiableSet())))
                        .list(),
                db.sql("select from_day, per_kilometre, source, to_verify from reimbursements.mileage_rate")
                        .query((rs, _) -> new MileageRate(
                                Objects.requireNonNull(rs.getObject("from_day", LocalDate.class)),
                                new Cents(rs.getLong("per_kilometre")),
                                rs.getString("source"),
                                rs.getBoolean("to_verify")))
                        .list());
    }

    /// What came of setting a year.
    public sealed interface SettingYear {

        record Set(LawYear year) implements SettingYear {}

        /// Somebody already has an allowance by the amounts that stand there; they do not change any more.
        record WasUsed(int year) implements SettingYear {}
    }

    /// Adds a year, or says better what is known of it. The administrator's alone: row security refuses others.
    @Transactional
    public SettingYear set(LawYear year) {
        try {
            db.sql("""
                    insert into reimbursements.law_year (year, hour, hour_younger, border, month, in_year, to_verify, source,
                        changed_by, changed_at)
                    values (:year, :hour, :younger, :border, :month, :inYear, :toVerify, :source, :by, :now)
                    on conflict (year) do update
                    set hour = excluded.hour, hour_younger = excluded.hour_younger, border = excluded.border,
                        month = excluded.month, in_year = excluded.in_year, to_verify = excluded.to_verify,
                        source = excluded.source, changed_by = excluded.changed_by, changed_at = excluded.changed_at
                    """)
                    .param("year", year.year())
                    .param("hour", year.hour().value())
                    .param("younger", year.hourYounger().value())
                    .param("border", year.border())
                    .param("month", year.month().value())
                    .param("inYear", year.inYear().value())
                    .param(
                            "toVerify",
                            year.toVerify().stream().map(Enum::name).sorted().toArray(String[]::new))
                    .param("source", year.source())
                    .param("by", Viewer.current().me().value())
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
            return new SettingYear.Set(year);
        } catch (DataIntegrityViolationException e) {
            if (String.valueOf(e.getMessage()).contains("were used")) {
                return new SettingYear.WasUsed(year.year());
            }
            throw e;
        }
    }

    /// What these amounts would have meant for what was asked in the year before: sums of all organisations, nobody's.
    ///
    /// @param claims flat allowances of that year
    /// @param above of those, how many are above what an hour would be
    /// @param months volunteers' months that would be above the maximum
    /// @param inYears volunteers whose year would be above the maximum
    public record Preview(int year, long claims, long above, long months, long inYears) {}

    /// See [Preview]. Read with the jobs' role, because it counts over all organisations.
    public Preview preview(LawYear next) {
        return jobs.sql("""
                with c as (select * from reimbursements.claim
                           where year = :before and regime = 'FLAT_ALLOWANCE' and state in ('ASKED', 'APPROVED', 'PAID'))
                select (select count(*) from c) as claims,
                       (select count(*) from c where per_hour > :hour or kind = 'ACTIVITY' and amount * 60 > :hour * minutes)
                           as above,
                       (select count(*) from (select from c group by volunteer, extract(month from day)
                                              having sum(amount) > :month) m) as months,
                       (select count(*) from (select from c group by volunteer having sum(amount) > :inYear) y) as in_years
                """)
                .param("before", next.year() - 1)
                .param("hour", next.hour().value())
                .param("month", next.month().value())
                .param("inYear", next.inYear().value())
                .query((rs, _) -> new Preview(
                        next.year() - 1,
                        rs.getLong("claims"),
                        rs.getLong("above"),
                        rs.getLong("months"),
                        rs.getLong("in_years")))
                .single();
    }

    /// The years, the newest first.
    @Transactional(readOnly = true)
    public List<LawYear> list() {
        return List.copyOf(rates().years());
    }

    /// What came of setting a rate.
    public sealed interface SettingRate {

        record Set(MileageRate rate) implements SettingRate {}

        /// Rides since that day are asked back already, by another rate.
        record WasUsed(LocalDate from) implements SettingRate {}
    }

    /// Adds what a kilometre is paid from a day on, or says better where it is from. The administrator's alone: row
    /// security refuses others.
    @Transactional
    public SettingRate set(MileageRate rate) {
        try {
            db.sql("""
                    insert into reimbursements.mileage_rate (from_day, per_kilometre, source, to_verify, changed_by, changed_at)
                    values (:from, :perKilometre, :source, :toVerify, :by, :now)
                    on conflict (from_day) do update
                    set per_kilometre = excluded.per_kilometre, source = excluded.source, to_verify = excluded.to_verify,
                        changed_by = excluded.changed_by, changed_at = excluded.changed_at
                    """)
                    .param("from", rate.from())
                    .param("perKilometre", rate.perKilometre().value())
                    .param("source", rate.source())
                    .param("toVerify", rate.toVerify())
                    .param("by", Viewer.current().me().value())
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
            return new SettingRate.Set(rate);
        } catch (DataIntegrityViolationException e) {
            if (String.valueOf(e.getMessage()).contains("were paid")) {
                return new SettingRate.WasUsed(rate.from());
            }
            throw e;
        }
    }

    /// What this rate would have meant for the rides of the year before it: sums of all organisations, nobody's.
    ///
    /// @param rides those that were paid by the usual rate; an organisation with its own keeps that
    /// @param was what they cost
    /// @param wouldBe what they would have cost
    public record RidesPreview(long rides, long kilometres, Cents was, Cents wouldBe) {}

    /// See [RidesPreview]. Read with the jobs' role, because it counts over all organisations.
    public RidesPreview preview(MileageRate next) {
        return jobs.sql("""
                select count(*) as rides, coalesce(sum(c.kilometres), 0) as kilometres, coalesce(sum(c.amount), 0) as was
                from reimbursements.claim c
                left join reimbursements.house h using (organisation)
                where c.kind = 'KILOMETRES' and c.state in ('ASKED', 'APPROVED', 'PAID') and h.per_kilometre is null
                  and c.day < :from and c.day >= :from - interval '1 year'
                """)
                .param("from", next.from())
                .query((rs, _) -> new RidesPreview(
                        rs.getLong("rides"),
                        rs.getLong("kilometres"),
                        new Cents(rs.getLong("was")),
                        new Cents(rs.getLong("kilometres") * next.perKilometre().value())))
                .single();
    }
}
