package nl.samenspel.limits;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.database.Pointers;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.Situation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LimitStore {

    private static final String PHONE_CALL = """
            select id, volunteer, organisation, recorded_by, at, hours_before, matches_before, nights_before, pause_before,
                   hours_after, matches_after, nights_after, pause_after, lifted, undone_at, seen_at
            from limits.phone_call
            """;

    private final JdbcClient db;
    private final JdbcClient jobs;
    private final Pointers pointers;

    LimitStore(JdbcClient db, @Qualifier("jobs") JdbcClient jobs, Pointers pointers) {
        this.db = db;
        this.jobs = jobs;
        this.pointers = pointers;
    }

    /// Waits for whoever is making a promise of this volunteer, and lets nobody else until the transaction ends.
    void hold(PersonId volunteer) {
        db.sql("select limits.hold(:volunteer)")
                .param("volunteer", volunteer.value())
                .query((_, _) -> true)
                .single();
    }

    /// In one order, so that nobody waits for each other.
    void holdAll(Collection<PersonId> volunteers) {
        db.sql("select limits.hold(v) from unnest(:volunteers) v order by v")
                .param("volunteers", ids(volunteers))
                .query((_, _) -> true)
                .list();
    }

    void addAll(OrganisationId organisation, List<OwnLimits> limits, Instant now) {
        if (!limits.isEmpty()) {
            writeAll(limits, now, """
                    insert into limits.own_limit
                        (volunteer, organisation, hours_per_week, matches_at_a_time, nights_per_week, pause_until,
                         changed_at)
                    select volunteer, :organisation, hours, matches, nights, pause, :now
                    from %s
                    """)
                    .param("organisation", organisation.value())
                    .update();
        }
    }

    void changeAll(List<OwnLimits> limits, Instant now) {
        if (!limits.isEmpty()) {
            writeAll(limits, now, """
                    update limits.own_limit l
                    set hours_per_week = t.hours, matches_at_a_time = t.matches, nights_per_week = t.nights,
                        pause_until = t.pause, changed_at = :now
                    from %s where l.volunteer = t.volunteer
                    """).update();
        }
    }

    private JdbcClient.StatementSpec writeAll(List<OwnLimits> limits, Instant now, String statement) {
        return db.sql(statement.formatted("""
                unnest(:volunteers, :hours, :matches, cast(:nights as int[]), cast(:pauses as date[]))
                    as t (volunteer, hours, matches, nights, pause)"""))
                .param("now", Timestamp.from(now))
                .param(
                        "volunteers",
                        limits.stream().map(one -> one.volunteer().value()).toArray(UUID[]::new))
                .param("hours", limits.stream().map(OwnLimits::hoursPerWeek).toArray(Integer[]::new))
                .param("matches", limits.stream().map(OwnLimits::matchesAtATime).toArray(Integer[]::new))
                .param("nights", limits.stream().map(OwnLimits::nightsPerWeek).toArray(Integer[]::new))
                .param(
                        "pauses",
                        limits.stream()
                                .map(one -> one.pauseUntil() == null
                                        ? null
                                        : one.pauseUntil().toString())
                                .toArray(String[]::new));
    }

    Optional<OwnLimits> find(PersonId volunteer) {
        return list(List.of(volunteer)).stream().findFirst();
    }

    List<OwnLimits> list(Collection<PersonId> volunteers) {
        return db.sql("""
                select volunteer, hours_per_week, matches_at_a_time, nights_per_week, pause_until
                from limits.own_limit where volunteer = any (:volunteers) order by volunteer
                """)
                .param("volunteers", ids(volunteers))
                .query((rs, _) -> new OwnLimits(
                        new PersonId(rs.getObject("volunteer", UUID.class)),
                        rs.getInt("hours_per_week"),
                        rs.getInt("matches_at_a_time"),
                        rs.getObject("nights_per_week", Integer.class),
                        rs.getObject("pause_until", LocalDate.class)))
                .list();
    }

    void add(OrganisationId organisation, OwnLimits limits, Instant now) {
        write(limits, now, """
                insert into limits.own_limit
                    (volunteer, organisation, hours_per_week, matches_at_a_time, nights_per_week, pause_until,
                     changed_at)
                values (:volunteer, :organisation, :hours, :matches, :nights, :pause, :now)
                """).param("organisation", organisation.value()).update();
    }

    void change(OwnLimits limits, Instant now) {
        write(limits, now, """
                update limits.own_limit
                set hours_per_week = :hours, matches_at_a_time = :matches, nights_per_week = :nights,
                    pause_until = :pause, changed_at = :now
                where volunteer = :volunteer
                """).update();
    }

    /// Takes the limits of these people away, as if they never had any.
    ///
    /// @return on whose limits something rests besides what they were; theirs stay
    Set<PersonId> removeAll(Collection<PersonId> volunteers) {
        var stay = pointers.count("limits.own_limit", List.of(ids(volunteers))).entrySet().stream()
                .filter(one -> one.getValue().keySet().stream()
                        .anyMatch(by -> !by.equals("limits.own_limit_change.volunteer")))
                .map(one -> new PersonId(one.getKey()))
                .collect(Collectors.toSet());
        var gone = ids(volunteers.stream().filter(one -> !stay.contains(one)).toList());
        for (var table : List.of("own_limit_change", "own_limit")) {
            db.sql("delete from limits.%s where volunteer = any (:volunteers)".formatted(table))
                    .param("volunteers", gone)
                    .update();
        }
        return stay;
    }

    private JdbcClient.StatementSpec write(OwnLimits limits, Instant now, String statement) {
        return db.sql(statement)
                .param("volunteer", limits.volunteer().value())
                .param("hours", limits.hoursPerWeek())
                .param("matches", limits.matchesAtATime())
                .param("nights", limits.nightsPerWeek(), Types.INTEGER)
                .param("pause", limits.pauseUntil(), Types.DATE)
                .param("now", Timestamp.from(now));
    }

    Map<PersonId, Room> rooms(Collection<PersonId> volunteers, LocalDate today) {
        return rooms(db, volunteers, today);
    }

    /// Whosever volunteers they are.
    Map<PersonId, Room> roomsOfAnyone(Collection<PersonId> volunteers, LocalDate today) {
        return rooms(jobs, volunteers, today);
    }

    private static Map<PersonId, Room> rooms(JdbcClient db, Collection<PersonId> volunteers, LocalDate today) {
        return db
                .sql("""
                        select l.volunteer, least(l.hours_per_week, p.hours_at_most) as hours,
                               least(l.matches_at_a_time, p.matches_at_most) as places,
                               least(l.nights_per_week, coalesce(p.nights_at_most, :nights)) as nights,
                               coalesce(p.heavy_at_most, :heavy) as heavy_at_most,
                               coalesce(p.day_parts_each, :parts) as day_parts_each,
                               coalesce(p.rest_after_night, :rest) as rest_after_night,
                               case when l.pause_until > :today then l.pause_until end as paused_until,
                               coalesce(c.load, 0) as load, coalesce(c.taken, 0) as taken,
                               coalesce(c.awake, 0) as awake, coalesce(c.heavies, 0) as heavies,
                               coalesce(c.fixed, 0) as fixed,
                               a.hours as hours_in_all, a.places as places_in_all, a.nights as nights_in_all,
                               r.situations,
                               coalesce(d.deaths, 0) as deaths,
                               coalesce(c.since < :yearAgo and not exists (
                                   select from limits.own_limit_change h
                                   where h.volunteer = l.volunteer and h.pause_until > :yearAgo
                                     and h.at < cast(:today as date)
                                     and cast(h.at as date) < h.pause_until), false) as no_rest
                        from limits.own_limit l
                        left join limits.policy p on p.organisation = l.organisation
                        cross join lateral (
                            select sum(hours) as load, count(*) as taken, sum(nights) as awake,
                                   count(*) filter (where heavy) as heavies, bit_or(fixed_parts) as fixed,
                                   min(from_day) as since
                            from limits.commitment
                            where volunteer = l.volunteer and ended_on is null) c
                        left join limits.rooms_in_all(:volunteers) a on a.volunteer = l.volunteer
                        left join (select volunteer, array_agg(situation) as situations from limits.rather_not
                                   where volunteer = any (:volunteers) group by volunteer) r on r.volunteer = l.volunteer
                        left join (select volunteer, count(*) as deaths from limits.sign
                                   where volunteer = any (:volunteers) and kind = 'DEATH' and day > :mourning
                                   group by volunteer) d on d.volunteer = l.volunteer
                        where l.volunteer = any (:volunteers)
                        """)
                .param("volunteers", ids(volunteers))
                .param("today", today)
                .param("yearAgo", today.minusYears(1))
                .param("mourning", today.minusDays(Load.DEATHS_DAYS))
                .param("nights", Policy.NIGHTS_AT_MOST)
                .param("heavy", Policy.HEAVY_AT_MOST)
                .param("parts", Policy.DAY_PARTS_EACH)
                .param("rest", Policy.REST_AFTER_NIGHT)
                .query((rs, _) -> Map.entry(new PersonId(rs.getObject("volunteer", UUID.class)), room(rs)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// What takes this volunteer's hours, the newest first.
    List<UUID> sources(PersonId volunteer) {
        return db.sql("""
                select source from limits.commitment where volunteer = :volunteer and ended_on is null order by nth desc
                """)
                .param("volunteer", volunteer.value())
                .query((rs, _) -> rs.getObject("source", UUID.class))
                .list();
    }

    boolean isReserved(UUID source) {
        return db.sql("select exists (select from limits.commitment where source = :source and ended_on is null)")
                .param("source", source)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    void commit(PersonId volunteer, Promise promise, Room then, LocalDate today) {
        db.sql("""
                insert into limits.commitment
                    (id, organisation, volunteer, hours, day_parts, nights, fixed_parts, heavy, source, from_day,
                     hours_limit_then, hours_load_then, places_limit_then, places_taken_then)
                select :id, organisation, volunteer, :hours, :parts, :nights, :fixed, :heavy, :source, :today,
                       :budget, :load, :places, :taken
                from limits.own_limit where volunteer = :volunteer
                """)
                .param("id", UUID.randomUUID())
                .param("volunteer", volunteer.value())
                .param("hours", promise.hours())
                .param("parts", promise.dayParts())
                .param("nights", promise.nights())
                .param("fixed", promise.fixed().mask())
                .param("heavy", promise.heavy())
                .param("source", promise.source())
                .param("today", today)
                .param("budget", then.hoursBudget())
                .param("load", then.hoursLoad())
                .param("places", then.places())
                .param("taken", then.placesTaken())
                .update();
    }

    /// Of these sources, those for which hours are reserved.
    Set<UUID> listReserved(Collection<UUID> sources) {
        return Set.copyOf(
                db.sql("select source from limits.commitment where source = any (:sources) and ended_on is null")
                        .param("sources", sources.toArray(UUID[]::new))
                        .query((rs, _) -> rs.getObject("source", UUID.class))
                        .list());
    }

    /// A promise, and what was so when it was made.
    record Committing(PersonId volunteer, Promise promise, Room then) {}

    /// As [#commit], many in one statement, in order.
    void commitAll(List<Committing> all, LocalDate today) {
        if (all.isEmpty()) {
            return;
        }
        db.sql("""
                insert into limits.commitment
                    (id, organisation, volunteer, hours, day_parts, nights, fixed_parts, heavy, source, from_day,
                     hours_limit_then, hours_load_then, places_limit_then, places_taken_then)
                select gen_random_uuid(), l.organisation, l.volunteer, t.hours, t.parts, t.nights, t.fixed, t.heavy,
                       t.source, :today, t.budget, t.load, t.places, t.taken
                from unnest(:volunteers, :hours, :parts, :nights, :fixed, :heavy, :sources, :budgets, :loads, :places,
                            :taken) with ordinality
                    as t (volunteer, hours, parts, nights, fixed, heavy, source, budget, load, places, taken, nth)
                join limits.own_limit l on l.volunteer = t.volunteer
                order by t.nth
                """)
                .param("today", today)
                .param(
                        "volunteers",
                        all.stream().map(one -> one.volunteer().value()).toArray(UUID[]::new))
                .param("hours", ints(all, one -> one.promise().hours()))
                .param("parts", ints(all, one -> one.promise().dayParts()))
                .param("nights", ints(all, one -> one.promise().nights()))
                .param("fixed", ints(all, one -> one.promise().fixed().mask()))
                .param("heavy", all.stream().map(one -> one.promise().heavy()).toArray(Boolean[]::new))
                .param(
                        "sources",
                        all.stream().map(one -> one.promise().source()).toArray(UUID[]::new))
                .param("budgets", ints(all, one -> one.then().hoursBudget()))
                .param("loads", ints(all, one -> one.then().hoursLoad()))
                .param("places", ints(all, one -> one.then().places()))
                .param("taken", ints(all, one -> one.then().placesTaken()))
                .update();
    }

    private static Integer[] ints(List<Committing> all, ToIntFunction<Committing> part) {
        return all.stream().mapToInt(part).boxed().toArray(Integer[]::new);
    }

    // --- what they would rather not ---

    void addRatherNot(PersonId volunteer, Collection<Situation> situations) {
        db.sql("""
                insert into limits.rather_not (volunteer, organisation, situation)
                select volunteer, organisation, situation
                from limits.own_limit, unnest(cast(:situations as text[])) as situation
                where volunteer = :volunteer
                on conflict do nothing
                """)
                .param("volunteer", volunteer.value())
                .param("situations", names(situations))
                .update();
    }

    void liftRatherNot(PersonId volunteer, Collection<Situation> situations) {
        db.sql("delete from limits.rather_not where volunteer = :volunteer and situation = any (:situations)")
                .param("volunteer", volunteer.value())
                .param("situations", names(situations))
                .update();
    }

    private static String[] names(Collection<Situation> situations) {
        return situations.stream().map(Situation::name).sorted().toArray(String[]::new);
    }

    // --- all organisations together ---

    Optional<InAll> inAll(AccountId account) {
        return db.sql("""
                select hours_per_week, matches_at_a_time, nights_per_week from limits.in_all where account = :account
                """)
                .param("account", account.value())
                .query((rs, _) -> new InAll(
                        rs.getInt("hours_per_week"), rs.getInt("matches_at_a_time"), rs.getInt("nights_per_week")))
                .optional();
    }

    void setInAll(AccountId account, InAll inAll, Instant now) {
        db.sql("""
                insert into limits.in_all (account, hours_per_week, matches_at_a_time, nights_per_week, changed_at)
                values (:account, :hours, :matches, :nights, :now)
                on conflict (account) do update set hours_per_week = excluded.hours_per_week,
                    matches_at_a_time = excluded.matches_at_a_time, nights_per_week = excluded.nights_per_week,
                    changed_at = excluded.changed_at
                """)
                .param("account", account.value())
                .param("hours", inAll.hoursPerWeek())
                .param("matches", inAll.matchesAtATime())
                .param("nights", inAll.nightsPerWeek())
                .param("now", Timestamp.from(now))
                .update();
    }

    /// Which of the viewer's own records are counted together.
    Set<PersonId> together(AccountId account) {
        return Set.copyOf(db.sql("select volunteer from limits.together where account = :account")
                .param("account", account.value())
                .query((rs, _) -> new PersonId(rs.getObject("volunteer", UUID.class)))
                .list());
    }

    void countTogether(AccountId account, PersonId volunteer, UUID consent) {
        db.sql("""
                insert into limits.together (volunteer, organisation, account, consent)
                select volunteer, organisation, :account, :consent from limits.own_limit where volunteer = :volunteer
                on conflict do nothing
                """)
                .param("account", account.value())
                .param("volunteer", volunteer.value())
                .param("consent", consent)
                .update();
    }

    // --- by phone ---

    void add(PhoneCall call) {
        db.sql("""
                insert into limits.phone_call
                    (id, volunteer, organisation, recorded_by, at, hours_before, matches_before, nights_before,
                     pause_before, hours_after, matches_after, nights_after, pause_after, lifted)
                values (:id, :volunteer, :organisation, :by, :at, :hoursBefore, :matchesBefore, :nightsBefore,
                        :pauseBefore, :hoursAfter, :matchesAfter, :nightsAfter, :pauseAfter, :lifted)
                """)
                .param("id", call.id().value())
                .param("volunteer", call.volunteer().value())
                .param("organisation", call.organisation().value())
                .param("by", call.recordedBy().value())
                .param("at", Timestamp.from(call.at()))
                .param("hoursBefore", call.before().hoursPerWeek())
                .param("matchesBefore", call.before().matchesAtATime())
                .param("nightsBefore", call.before().nightsPerWeek(), Types.INTEGER)
                .param("pauseBefore", call.before().pauseUntil(), Types.DATE)
                .param("hoursAfter", call.after().hoursPerWeek())
                .param("matchesAfter", call.after().matchesAtATime())
                .param("nightsAfter", call.after().nightsPerWeek(), Types.INTEGER)
                .param("pauseAfter", call.after().pauseUntil(), Types.DATE)
                .param("lifted", names(call.lifted()))
                .update();
    }

    List<PhoneCall> phoneCalls(PersonId volunteer) {
        return db.sql(PHONE_CALL + "where volunteer = :volunteer order by at desc, id")
                .param("volunteer", volunteer.value())
                .query(LimitStore::phoneCall)
                .list();
    }

    /// Calls of which the volunteer says that it was not them, and no manager has looked yet.
    List<PhoneCall> disputed(OrganisationId organisation) {
        return db.sql(PHONE_CALL + """
                where organisation = :organisation and undone_at is not null and seen_at is null order by undone_at, id
                """)
                .param("organisation", organisation.value())
                .query(LimitStore::phoneCall)
                .list();
    }

    Optional<PhoneCall> phoneCall(PhoneCallId id) {
        return db.sql(PHONE_CALL + "where id = :id")
                .param("id", id.value())
                .query(LimitStore::phoneCall)
                .optional();
    }

    boolean undo(PhoneCallId id, Instant now) {
        return db.sql("update limits.phone_call set undone_at = :now where id = :id and undone_at is null")
                        .param("id", id.value())
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    boolean see(PhoneCallId id, AccountId by, Instant now) {
        return db.sql("""
                update limits.phone_call set seen_at = :now, seen_by = :by
                where id = :id and undone_at is not null and seen_at is null
                """)
                        .param("id", id.value())
                        .param("by", by.value())
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    private static PhoneCall phoneCall(ResultSet rs, int rowNumber) throws SQLException {
        var volunteer = new PersonId(rs.getObject("volunteer", UUID.class));
        return new PhoneCall(
                new PhoneCallId(rs.getObject("id", UUID.class)),
                volunteer,
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                new AccountId(rs.getObject("recorded_by", UUID.class)),
                Objects.requireNonNull(rs.getTimestamp("at")).toInstant(),
                told(rs, volunteer, "before"),
                told(rs, volunteer, "after"),
                situations((String[]) rs.getArray("lifted").getArray()),
                instant(rs, "undone_at"),
                instant(rs, "seen_at"));
    }

    private static OwnLimits told(ResultSet rs, PersonId volunteer, String when) throws SQLException {
        return new OwnLimits(
                volunteer,
                rs.getInt("hours_" + when),
                rs.getInt("matches_" + when),
                rs.getObject("nights_" + when, Integer.class),
                rs.getObject("pause_" + when, LocalDate.class));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    void release(UUID source, LocalDate today) {
        db.sql("""
                update limits.commitment set ended_on = greatest(from_day, cast(:today as date))
                where source = :source and ended_on is null
                """).param("source", source).param("today", today).update();
    }

    void removePromises(Collection<UUID> sources) {
        db.sql("delete from limits.commitment where source = any (:sources)")
                .param("sources", sources.toArray(UUID[]::new))
                .update();
    }

    private static Room room(ResultSet rs) throws SQLException {
        var situations = rs.getArray("situations");
        var hoursInAll = rs.getObject("hours_in_all", Integer.class);
        return new Room(
                rs.getInt("hours"),
                rs.getInt("load"),
                rs.getInt("places"),
                rs.getInt("taken"),
                rs.getObject("paused_until", LocalDate.class),
                new Room.Further(
                        rs.getInt("nights"),
                        rs.getInt("awake"),
                        rs.getInt("heavy_at_most"),
                        rs.getInt("heavies"),
                        rs.getInt("day_parts_each"),
                        new DayParts(rs.getInt("fixed")),
                        rs.getInt("rest_after_night"),
                        situations == null ? Set.of() : situations((String[]) situations.getArray())),
                hoursInAll == null
                        ? null
                        : new Room.InAllLeft(hoursInAll, rs.getInt("places_in_all"), rs.getInt("nights_in_all")),
                new Load(
                        rs.getInt("load"),
                        rs.getInt("taken"),
                        rs.getInt("awake"),
                        rs.getInt("heavies"),
                        rs.getInt("deaths"),
                        rs.getBoolean("no_rest")));
    }

    private static Set<Situation> situations(String[] names) {
        return Stream.of(names).map(Situation::valueOf).collect(Collectors.toSet());
    }

    private static UUID[] ids(Collection<PersonId> persons) {
        return persons.stream().map(PersonId::value).distinct().toArray(UUID[]::new);
    }
}
