package nl.samenspel.visits;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.matches.MatchId;
import nl.samenspel.visits.Visit.Came;
import nl.samenspel.visits.Visit.Earlier;
import nl.samenspel.visits.Visit.Kind;
import nl.samenspel.visits.Visit.Told;
import nl.samenspel.visits.Visit.Why;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Keeps what was done.
@Repository
class VisitStore {

    private static final String VISIT = """
            select id, match, organisation, branch, volunteer, participant, day, nth, kind, came, minutes, why, words,
                   told_by, told_at, by_phone, version, external_id
            from visits.visit
            """;

    private final JdbcClient db;

    VisitStore(JdbcClient db) {
        this.db = db;
    }

    /// Writes it down, unless the same stands there already. Of two at the same moment one waits for the other.
    boolean add(Visit visit, LocalDate today) {
        var whose = visit.whose();
        return with(visit, db.sql("""
                        insert into visits.visit (id, match, organisation, branch, volunteer, participant, day, nth, kind,
                            came, minutes, why, words, told_by, told_at, told_on, by_phone)
                        values (:id, :match, :organisation, :branch, :volunteer, :participant, :day, :nth, :kind,
                            :came, :minutes, :why, :words, :by, :at, :today, :byPhone)
                        on conflict do nothing
                        """))
                        .param("id", visit.id().value())
                        .param(
                                "match",
                                whose.match() == null ? null : whose.match().value(),
                                Types.OTHER)
                        .param("organisation", whose.organisation().value())
                        .param("branch", whose.branch().value())
                        .param("volunteer", whose.volunteer().value())
                        .param(
                                "participant",
                                whose.participant() == null
                                        ? null
                                        : whose.participant().value(),
                                Types.OTHER)
                        .param("today", today)
                        .update()
                == 1;
    }

    /// What was done elsewhere, in one statement.
    ///
    /// @return how many were not here yet
    int addAll(List<EarlierVisits.Earlier> all, Told told, LocalDate today) {
        if (all.isEmpty()) {
            return 0;
        }
        return db.sql("""
                insert into visits.visit (id, match, organisation, branch, volunteer, participant, day, nth, kind, came,
                    minutes, why, words, told_by, told_at, told_on, by_phone, external_id)
                select id, match, organisation, branch, volunteer, participant, cast(day as date), nth, kind, 'DONE', minutes,
                       null, '', :by, :at, :today, true, external_id
                from unnest(:ids, :matches, :organisations, :branches, :volunteers, :participants, :days, :nths, :kinds,
                            :minutes, :externalIds)
                    as t (id, match, organisation, branch, volunteer, participant, day, nth, kind, minutes, external_id)
                on conflict do nothing
                """)
                .param("by", told.by().value())
                .param("at", Timestamp.from(told.at()))
                .param("today", today)
                .param("ids", array(all, one -> one.id().value(), UUID[]::new))
                .param("matches", array(all, one -> id(one.whose().match()), UUID[]::new))
                .param(
                        "organisations",
                        array(all, one -> one.whose().organisation().value(), UUID[]::new))
                .param("branches", array(all, one -> one.whose().branch().value(), UUID[]::new))
                .param("volunteers", array(all, one -> one.whose().volunteer().value(), UUID[]::new))
                .param(
                        "participants",
                        array(
                                all,
                                one -> one.whose().participant() == null
                                        ? null
                                        : one.whose().participant().value(),
                                UUID[]::new))
                .param("days", array(all, one -> one.day().toString(), String[]::new))
                .param("nths", array(all, EarlierVisits.Earlier::nth, Integer[]::new))
                .param("kinds", array(all, one -> one.kind().name(), String[]::new))
                .param("minutes", array(all, EarlierVisits.Earlier::minutes, Integer[]::new))
                .param("externalIds", array(all, EarlierVisits.Earlier::externalId, String[]::new))
                .update();
    }

    /// Puts many right in one statement, unless somebody did meanwhile.
    ///
    /// @return how many were saved
    int correctAll(List<EarlierVisits.Corrected> all, Told told, LocalDate today) {
        if (all.isEmpty()) {
            return 0;
        }
        return db.sql("""
                update visits.visit v
                set day = cast(t.day as date), nth = t.nth, kind = t.kind, came = t.came,
                    minutes = t.minutes, why = t.why, told_by = :by, told_at = :at, told_on = :today, by_phone = true, version = v.version + 1
                from unnest(:ids, :versions, :days, :nths, :kinds, :came, :minutes, :whys)
                    as t (id, version, day, nth, kind, came, minutes, why)
                where v.id = t.id and v.version = t.version
                """)
                .param("by", told.by().value())
                .param("at", Timestamp.from(told.at()))
                .param("today", today)
                .param("ids", array(all, one -> one.id().value(), UUID[]::new))
                .param("versions", array(all, EarlierVisits.Corrected::version, Integer[]::new))
                .param("days", array(all, one -> one.day().toString(), String[]::new))
                .param("nths", array(all, EarlierVisits.Corrected::nth, Integer[]::new))
                .param(
                        "kinds",
                        array(
                                all,
                                one -> (one.came() instanceof Came.Done done ? done.kind() : Kind.VISIT).name(),
                                String[]::new))
                .param("came", array(all, one -> name(one.came()), String[]::new))
                .param(
                        "minutes",
                        array(all, one -> one.came() instanceof Came.Done done ? done.minutes() : 0, Integer[]::new))
                .param("whys", array(all, one -> why(one.came()), String[]::new))
                .update();
    }

    private static @Nullable String why(Came came) {
        return came instanceof Came.Skipped skipped && skipped.why() != null
                ? skipped.why().name()
                : null;
    }

    void removeAll(Collection<VisitId> visits) {
        db.sql("delete from visits.visit where id = any (:ids)")
                .param("ids", array(visits, VisitId::value, UUID[]::new))
                .update();
    }

    private static <T, V> @Nullable V[] array(
            Collection<T> all, Function<T, @Nullable V> part, IntFunction<@Nullable V[]> make) {
        return all.stream().map(part).toArray(make);
    }

    private static @Nullable UUID id(@Nullable MatchId match) {
        return match == null ? null : match.value();
    }

    Map<String, Visit> listByExternalId(OrganisationId organisation, Collection<String> numbers) {
        record Found(String number, Visit visit) {}
        return db
                .sql(VISIT + "where organisation = :organisation and external_id = any (:numbers)")
                .param("organisation", organisation.value())
                .param("numbers", numbers.toArray(String[]::new))
                .query((rs, row) -> new Found(rs.getString("external_id"), read(rs, row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Found::number, Found::visit));
    }

    Map<VisitId, String> externalIds(Collection<VisitId> visits) {
        return db
                .sql("select id, external_id from visits.visit where id = any (:ids) and external_id is not null")
                .param("ids", array(visits, VisitId::value, UUID[]::new))
                .query((rs, _) -> Map.entry(new VisitId(rs.getObject("id", UUID.class)), rs.getString("external_id")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<Visit> list(Collection<VisitId> visits) {
        return db.sql(VISIT + "where id = any (:ids)")
                .param("ids", array(visits, VisitId::value, UUID[]::new))
                .query(VisitStore::read)
                .list();
    }

    List<Visit> listOn(Collection<EarlierVisits.OnDay> days) {
        return db.sql(VISIT + """
                where came <> 'TAKEN_BACK'
                  and (match = any (:matches) or match is null and volunteer = any (:volunteers))
                  and ((match, day) in (select t.match, cast(t.day as date) from unnest(:matches, :days) as t (match, day)
                                        where t.match is not null)
                       or match is null and (volunteer, kind, day) in (
                           select t.volunteer, t.kind, cast(t.day as date)
                           from unnest(:volunteers, :kinds, :days) as t (volunteer, kind, day)))
                order by nth
                """)
                .param("matches", array(days, one -> id(one.match()), UUID[]::new))
                .param("volunteers", array(days, one -> one.volunteer().value(), UUID[]::new))
                .param(
                        "kinds",
                        array(days, one -> one.kind() == null ? "" : one.kind().name(), String[]::new))
                .param("days", array(days, one -> one.day().toString(), String[]::new))
                .query(VisitStore::read)
                .list();
    }

    /// A page of what was done at a branch.
    List<Visit> listPage(BranchId branch, @Nullable VisitId after, int most) {
        return db.sql(VISIT + """
                where branch = :branch and came = 'DONE' and (cast(:after as uuid) is null or id > :after)
                order by id limit :most
                """)
                .param("branch", branch.value())
                .param("after", after == null ? null : after.value(), Types.OTHER)
                .param("most", most)
                .query(VisitStore::read)
                .list();
    }

    /// Puts it right, unless somebody did meanwhile. Returns whether it was saved.
    boolean replace(Visit before, Visit after, LocalDate today) {
        return with(after, db.sql("""
                        update visits.visit
                        set day = :day, nth = :nth, kind = :kind, came = :came, minutes = :minutes, why = :why,
                            words = :words, told_by = :by, told_at = :at, told_on = :today, by_phone = :byPhone,
                            version = version + 1
                        where id = :id and version = :version
                        """))
                        .param("id", before.id().value())
                        .param("version", before.version())
                        .param("today", today)
                        .update()
                == 1;
    }

    private static StatementSpec with(Visit visit, StatementSpec sql) {
        var kind = visit.came() instanceof Came.Done done
                ? done.kind()
                : visit.whose().match() == null ? Kind.OTHER_WORK : Kind.VISIT;
        var why = visit.came() instanceof Came.Skipped skipped ? skipped.why() : null;
        return sql.param("day", visit.day())
                .param("nth", visit.nth())
                .param("kind", kind.name())
                .param("came", name(visit.came()))
                .param("minutes", visit.minutes())
                .param("why", why == null ? null : why.name(), Types.VARCHAR)
                .param("words", visit.words())
                .param("by", visit.told().by().value())
                .param("at", Timestamp.from(visit.told().at()))
                .param("byPhone", visit.told().byPhone());
    }

    private static String name(Came came) {
        return switch (came) {
            case Came.Done _ -> "DONE";
            case Came.Skipped _ -> "SKIPPED";
            case Came.TakenBack _ -> "TAKEN_BACK";
        };
    }

    Optional<Visit> find(VisitId id) {
        return db.sql(VISIT + "where id = :id")
                .param("id", id.value())
                .query(VisitStore::read)
                .optional();
    }

    /// The one that stands where this one would stand, if there is one.
    Optional<Visit> findSame(Visit wanted) {
        var match = wanted.whose().match();
        return db.sql(VISIT + """
                where day = :day and nth = :nth and came <> 'TAKEN_BACK'
                  and (match = :match
                       or cast(:match as uuid) is null and match is null and volunteer = :volunteer and kind = :kind)
                """)
                .param("day", wanted.day())
                .param("nth", wanted.nth())
                .param("match", match == null ? null : match.value(), Types.OTHER)
                .param("volunteer", wanted.whose().volunteer().value())
                .param(
                        "kind",
                        wanted.came() instanceof Came.Done done ? done.kind().name() : "")
                .query(VisitStore::read)
                .optional();
    }

    /// The how-manieth one more on that day would be.
    int next(Visit wanted) {
        var match = wanted.whose().match();
        return db.sql("""
                select coalesce(max(nth), 0) + 1 from visits.visit
                where day = :day and came <> 'TAKEN_BACK'
                  and (match = :match
                       or cast(:match as uuid) is null and match is null and volunteer = :volunteer and kind = :kind)
                """)
                .param("day", wanted.day())
                .param("match", match == null ? null : match.value(), Types.OTHER)
                .param("volunteer", wanted.whose().volunteer().value())
                .param(
                        "kind",
                        wanted.came() instanceof Came.Done done ? done.kind().name() : "")
                .query(Integer.class)
                .single();
    }

    /// What these volunteers did between these days, both included, the newest first.
    List<Visit> listDoneBy(Collection<PersonId> volunteers, LocalDate from, LocalDate until) {
        return db.sql(VISIT + """
                where volunteer = any (:volunteers) and day between :from and :until and came <> 'TAKEN_BACK'
                order by day desc, nth desc, id
                """)
                .param("volunteers", MomentStore.ids(volunteers))
                .param("from", from)
                .param("until", until)
                .query(VisitStore::read)
                .list();
    }

    /// What was done in a match, the newest first.
    List<Visit> listOf(MatchId match, int most) {
        return db.sql(VISIT + """
                where match = :match and came <> 'TAKEN_BACK' order by day desc, nth desc, id limit :most
                """)
                .param("match", match.value())
                .param("most", most)
                .query(VisitStore::read)
                .list();
    }

    /// A page of what was done at an organisation, as far as the viewer's branches, in order of days.
    List<Visit> listDone(OrganisationId organisation, LocalDate from, LocalDate until, int skip, int most) {
        return db.sql(VISIT + """
                where organisation = :organisation and day between :from and :until and came = 'DONE'
                order by day, id offset :skip limit :most
                """)
                .param("organisation", organisation.value())
                .param("from", from)
                .param("until", until)
                .param("skip", skip)
                .param("most", most)
                .query(VisitStore::read)
                .list();
    }

    Hours sum(OrganisationId organisation, LocalDate from, LocalDate until, int most) {
        record Row(
                @Nullable UUID volunteer,
                @Nullable UUID branch,
                @Nullable LocalDate day,
                Hours.Sum sum,
                int volunteers,
                int matches) {}
        // of what a row is not grouped by, nothing is in it; the month of each visit would cost more than all its days
        var rows = db.sql("""
                with sums as (
                    select volunteer, match, branch, day, count(*) as visits, sum(minutes) as minutes
                    from visits.visit
                    where organisation = :organisation and day between :from and :until and came = 'DONE'
                    group by grouping sets ((volunteer), (match), (branch), (day))),
                counted as (select count(volunteer) as volunteers, count(match) as matches from sums),
                shown as (
                    (select volunteer, branch, day, visits, minutes from sums
                     where volunteer is not null order by minutes desc, volunteer limit :most)
                    union all
                    select volunteer, branch, day, visits, minutes from sums
                    where branch is not null or day is not null)
                select volunteer, branch, day, visits, minutes, volunteers, matches
                from shown cross join counted
                order by minutes desc, volunteer, branch, day
                """)
                .param("organisation", organisation.value())
                .param("from", from)
                .param("until", until)
                .param("most", most)
                .query((rs, _) -> new Row(
                        rs.getObject("volunteer", UUID.class),
                        rs.getObject("branch", UUID.class),
                        rs.getObject("day", LocalDate.class),
                        new Hours.Sum(rs.getInt("visits"), rs.getLong("minutes")),
                        rs.getInt("volunteers"),
                        rs.getInt("matches")))
                .list();
        var perVolunteer = new LinkedHashMap<PersonId, Hours.Sum>();
        var perBranch = new LinkedHashMap<BranchId, Hours.Sum>();
        var perMonth = new TreeMap<YearMonth, Hours.Sum>();
        for (var row : rows) {
            if (row.volunteer() != null) {
                perVolunteer.put(new PersonId(row.volunteer()), row.sum());
            } else if (row.branch() != null) {
                perBranch.put(new BranchId(row.branch()), row.sum());
            } else if (row.day() != null) {
                perMonth.merge(YearMonth.from(row.day()), row.sum(), Hours.Sum::plus);
            }
        }
        return rows.isEmpty()
                ? new Hours(perVolunteer, 0, 0, perBranch, perMonth)
                : new Hours(
                        perVolunteer,
                        rows.getFirst().volunteers(),
                        rows.getFirst().matches(),
                        perBranch,
                        perMonth);
    }

    /// What was said not to go on, from this day, and how often something was changed about that: in each match of
    /// these volunteers in which it ever was.
    Map<MatchId, Skips> skips(Collection<PersonId> volunteers, LocalDate from) {
        record Row(MatchId match, LocalDate day, boolean skipped, int version) {}
        var skips = new HashMap<MatchId, Skips>();
        db.sql("""
                        select match, day, came = 'SKIPPED' as skipped, version from visits.visit v
                        where volunteer = any (:volunteers) and day >= :from and match is not null
                          and (came = 'SKIPPED'
                               or exists (select from visits.earlier e where e.visit = v.id and e.came = 'SKIPPED'))
                        order by day, nth
                        """)
                .param("volunteers", MomentStore.ids(volunteers))
                .param("from", from)
                .query((rs, _) -> new Row(
                        new MatchId(rs.getObject("match", UUID.class)),
                        rs.getObject("day", LocalDate.class),
                        rs.getBoolean("skipped"),
                        rs.getInt("version")))
                .list()
                .forEach(row -> {
                    var before = skips.getOrDefault(row.match(), new Skips(List.of(), 0));
                    var days = new ArrayList<>(before.days());
                    if (row.skipped()) {
                        days.add(row.day());
                    }
                    skips.put(row.match(), new Skips(days, before.changes() + row.version()));
                });
        return skips;
    }

    /// Days that do not go on.
    ///
    /// @param changes how often something was said about that; only ever more
    record Skips(List<LocalDate> days, int changes) {}

    List<Earlier> listEarlier(VisitId visit) {
        return db.sql("""
                select version, day, kind, came, minutes, why, words, told_by, told_at, by_phone
                from visits.earlier where visit = :visit order by version desc
                """)
                .param("visit", visit.value())
                .query((rs, _) -> new Earlier(
                        rs.getInt("version"),
                        rs.getObject("day", LocalDate.class),
                        came(rs),
                        rs.getString("words"),
                        told(rs)))
                .list();
    }

    private static Visit read(ResultSet rs, int rowNumber) throws SQLException {
        return new Visit(
                new VisitId(rs.getObject("id", UUID.class)),
                MomentStore.whose(rs),
                rs.getObject("day", LocalDate.class),
                rs.getInt("nth"),
                came(rs),
                rs.getString("words"),
                told(rs),
                rs.getInt("version"));
    }

    private static Came came(ResultSet rs) throws SQLException {
        var why = rs.getString("why");
        return switch (rs.getString("came")) {
            case "DONE" -> new Came.Done(Kind.valueOf(rs.getString("kind")), rs.getInt("minutes"));
            case "SKIPPED" -> new Came.Skipped(why == null ? null : Why.valueOf(why));
            case "TAKEN_BACK" -> new Came.TakenBack();
            case String other -> throw new IllegalStateException("A visit cannot be %s.".formatted(other));
        };
    }

    private static Told told(ResultSet rs) throws SQLException {
        return new Told(
                new AccountId(rs.getObject("told_by", UUID.class)),
                rs.getTimestamp("told_at").toInstant(),
                rs.getBoolean("by_phone"));
    }
}
