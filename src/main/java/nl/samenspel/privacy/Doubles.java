package nl.samenspel.privacy;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.Room;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.LikelyDouble;
import nl.samenspel.people.LikelyDouble.Likeness;
import nl.samenspel.people.People;
import nl.samenspel.people.People.Engagement;
import nl.samenspel.people.Person;
import nl.samenspel.privacy.Joining.Outcome;
import nl.samenspel.privacy.Joining.Reason;
import nl.samenspel.privacy.LookedThrough.What;
import nl.samenspel.privacy.Register.Column;
import nl.samenspel.privacy.Register.DataClass;
import nl.samenspel.privacy.Register.Join;
import nl.samenspel.privacy.Register.Kind;
import nl.samenspel.privacy.Register.Slot;
import nl.samenspel.privacy.Register.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Two records of one person (_dubbel_): shown beside each other, joined by somebody who knows, never by itself;
/// undone within a month, exactly.
@Service
public class Doubles {

    private static final int MOST_KEPT = 1000;

    private final Register register;
    private final Rows rows;
    private final People people;
    private final Limits limits;
    private final Organisations organisations;
    private final LookedThrough lookedThrough;
    private final JdbcClient db;
    private final JdbcClient jobs;
    private final TransactionTemplate asJobs;
    private final Clock clock;

    Doubles(
            Register register,
            Rows rows,
            People people,
            Limits limits,
            Organisations organisations,
            LookedThrough lookedThrough,
            JdbcClient db,
            @Qualifier("jobs") JdbcClient jobs,
            @Qualifier("jobs") TransactionTemplate asJobs,
            Clock clock) {
        this.register = register;
        this.rows = rows;
        this.people = people;
        this.limits = limits;
        this.organisations = organisations;
        this.lookedThrough = lookedThrough;
        this.db = db;
        this.jobs = jobs;
        this.asJobs = asJobs;
        this.clock = clock;
    }

    /// One of two records: who, and how many rows of what.
    public record Side(Person person, Map<Table, Long> rows) {}

    /// Who looks like whom, as it was at that moment.
    public record Found(List<LikelyDouble> pairs, Instant at) {}

    /// Who looks like whom at the viewer's organisation, except who was said to be two. Those shown are looked at.
    @Transactional
    public Found list(int most) {
        var organisation = Viewer.current().myDesk().organisation();
        var at = lookedThrough.last(What.DOUBLES);
        var two = listTwo(organisation);
        var pairs = (at.isPresent() ? listKept(organisation) : people.findLikelyDoubles(organisation, MOST_KEPT))
                .stream()
                        .filter(pair -> !two.contains(Set.of(pair.one(), pair.other())))
                        .limit(most)
                        .toList();
        var known = people.list(
                pairs.stream()
                        .flatMap(pair -> Stream.of(pair.one(), pair.other()))
                        .collect(Collectors.toSet()),
                Purpose.RECORD);
        return new Found(
                pairs.stream()
                        .filter(pair -> known.containsKey(pair.one()) && known.containsKey(pair.other()))
                        .map(pair -> new LikelyDouble(
                                Objects.requireNonNull(known.get(pair.one())),
                                Objects.requireNonNull(known.get(pair.other())),
                                pair.likeness()))
                        .toList(),
                at.orElseGet(clock::instant));
    }

    private Set<Set<PersonId>> listTwo(OrganisationId organisation) {
        return db
                .sql("select one, other from privacy.not_double where organisation = :organisation")
                .param("organisation", organisation.value())
                .query((rs, _) -> Set.of(
                        new PersonId(rs.getObject("one", UUID.class)), new PersonId(rs.getObject("other", UUID.class))))
                .stream()
                .collect(Collectors.toSet());
    }

    private List<LikelyDouble.Pair> listKept(OrganisationId organisation) {
        return db.sql("""
                select one, other, likeness from privacy.likely_double
                where organisation = :organisation order by cardinality(likeness) desc, one, other
                """)
                .param("organisation", organisation.value())
                .query((rs, _) -> new LikelyDouble.Pair(
                        new PersonId(rs.getObject("one", UUID.class)),
                        new PersonId(rs.getObject("other", UUID.class)),
                        Arrays.stream((String[]) rs.getArray("likeness").getArray())
                                .map(Likeness::valueOf)
                                .collect(Collectors.toSet())))
                .list();
    }

    /// Looks again at once at the viewer's organisation, instead of at night.
    public void lookAgain() {
        lookThrough(Viewer.current().myDesk().organisation());
    }

    void lookThroughAll() {
        organisations.list().forEach(organisation -> lookThrough(organisation.id()));
    }

    private void lookThrough(OrganisationId organisation) {
        var pairs = people.findLikelyDoubles(organisation, MOST_KEPT);
        asJobs.executeWithoutResult(_ -> {
            lookedThrough.note(What.DOUBLES, organisation);
            jobs.sql("delete from privacy.likely_double where organisation = :organisation")
                    .param("organisation", organisation.value())
                    .update();
            jobs.sql("""
                    insert into privacy.likely_double (organisation, one, other, likeness)
                    select :organisation, one, other, string_to_array(likeness, ',')
                    from unnest(:ones, :others, :likenesses) as pair (one, other, likeness)
                    """)
                    .param("organisation", organisation.value())
                    .param(
                            "ones",
                            pairs.stream().map(pair -> pair.one().value()).toArray(UUID[]::new))
                    .param(
                            "others",
                            pairs.stream().map(pair -> pair.other().value()).toArray(UUID[]::new))
                    .param(
                            "likenesses",
                            pairs.stream()
                                    .map(pair -> pair.likeness().stream()
                                            .map(Likeness::name)
                                            .collect(Collectors.joining(",")))
                                    .toArray(String[]::new))
                    .update();
        });
    }

    /// Both, beside each other. A look at both.
    @Transactional
    public Optional<List<Side>> compare(PersonId one, PersonId other) {
        var both = people.listOurs(List.of(one, other), Purpose.RECORD);
        var first = both.get(one);
        var second = both.get(other);
        return first == null || second == null ? Optional.empty() : Optional.of(List.of(side(first), side(second)));
    }

    private Side side(Person person) {
        return new Side(
                person,
                rows.count(Subject.of(person.id().value()), slot -> slot.join() == Join.MOVE).stream()
                        .collect(Collectors.toMap(Rows.Count::table, Rows.Count::rows, Math::max, LinkedHashMap::new)));
    }

    /// They are two; they are not shown as doubles any more.
    @Transactional
    public boolean areTwo(PersonId one, PersonId other) {
        if (compare(one, other).isEmpty()) {
            return false;
        }
        db.sql("""
                insert into privacy.not_double (organisation, one, other, by, at)
                values (:organisation, least(:one, :other), greatest(:one, :other), :by, :now) on conflict do nothing
                """)
                .param("organisation", Viewer.current().myDesk().organisation().value())
                .param("one", one.value())
                .param("other", other.value())
                .param("by", Viewer.current().me().value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return true;
    }

    // --- joining ---

    /// Makes one record of two: what the other had, the kept one has from now on. What the kept one lacks to be
    /// reached by, it gets.
    public Outcome join(PersonId kept, PersonId joined) {
        var both = people.listOurs(List.of(kept, joined), Purpose.RECORD);
        var first = both.get(kept);
        var second = both.get(joined);
        if (kept.equals(joined) || first == null || second == null) {
            return new Outcome.NotThere();
        }
        var refusal = refusal(kept, joined);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        var me = Viewer.current().me();
        var organisation = first.organisation();
        try {
            return new Outcome.Joined(
                    Objects.requireNonNull(asJobs.execute(_ -> join(kept.value(), joined.value(), organisation, me))));
        } catch (DataIntegrityViolationException _) {
            return new Outcome.Refused(Reason.TWO_PEOPLE);
        }
    }

    private Optional<Reason> refusal(PersonId kept, PersonId joined) {
        var kinds = EnumSet.noneOf(Engagement.class);
        kinds.addAll(people.listEngagements(kept));
        kinds.addAll(people.listEngagements(joined));
        if (kinds.stream().anyMatch(Engagement::isPaid) && !kinds.stream().allMatch(Engagement::isPaid)) {
            return Optional.of(Reason.PAID_AND_VOLUNTEER);
        }
        var room = limits.room(List.of(kept, joined));
        var promisedByJoined = room.getOrDefault(joined, Room.NONE).placesTaken() > 0;
        if (promisedByJoined && room.getOrDefault(kept, Room.NONE).placesTaken() > 0) {
            return Optional.of(Reason.BOTH_PROMISED);
        }
        return promisedByJoined && !limits.list(Set.of(kept)).isEmpty()
                ? Optional.of(Reason.KEEP_THE_OTHER)
                : Optional.empty();
    }

    private JoiningId join(UUID kept, UUID joined, OrganisationId organisation, AccountId me) {
        var id = JoiningId.next();
        jobs.sql("set constraints all deferred").update();
        jobs.sql("""
                insert into privacy.joining (id, organisation, kept, joined, by, at)
                values (:id, :organisation, :kept, :joined, :by, :now)
                """)
                .param("id", id.value())
                .param("organisation", organisation.value())
                .param("kept", kept)
                .param("joined", joined)
                .param("by", me.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        var keys = rows.keys();
        for (var table : register.aboutPeople()) {
            var key = Objects.requireNonNull(keys.get(table.full()));
            for (var slot : table.slots()) {
                if (slot.kind() == Kind.PERSON && slot.through() == null && slot.join() == Join.MOVE) {
                    setAside(id, table, slot, key, kept, joined);
                    move(id, table, slot, key, kept, joined);
                }
            }
        }
        for (var table : register.aboutPeople()) {
            for (var slot : table.slots()) {
                if (slot.join() == Join.DELETE) {
                    takeOver(id, table, slot, Objects.requireNonNull(keys.get(table.full())), kept, joined);
                }
            }
        }
        tell(kept, joined);
        return id;
    }

    /// Matching keeps volunteers in memory and follows the rows; a row that moves leaves nobody where it was.
    private void tell(UUID kept, UUID joined) {
        jobs.sql("select pg_notify('volunteer_changed', id::text) from unnest(:both) id")
                .param("both", new UUID[] {kept, joined})
                .query((rs, _) -> true)
                .list();
    }

    /// What would stand there twice, or of someone with themselves.
    private void setAside(JoiningId id, Table table, Slot slot, List<String> key, UUID kept, UUID joined) {
        if (slot.onePer() == null) {
            return;
        }
        var mine = "t." + Rows.quoted(slot.column());
        var same = slot.onePer().stream()
                .map(column -> " and o.%1$s is not distinct from t.%1$s".formatted(Rows.quoted(column)))
                .collect(Collectors.joining());
        var withOneself = table.slots().stream()
                .filter(other -> !other.equals(slot) && other.kind() == Kind.PERSON && other.through() == null)
                .map(other -> " or (%s = :joined and t.%2$s = :kept) or (%1$s = :kept and t.%2$s = :joined)"
                        .formatted(mine, Rows.quoted(other.column())))
                .collect(Collectors.joining());
        keep(
                id,
                table,
                null,
                jobs.sql("""
                        delete from %s t
                        where (%s = :joined and exists (select from %s o where o.%s = :kept%s))%s
                        returning %s as place, to_jsonb(t.*) as before
                        """.formatted(
                                        table.sql(),
                                        mine,
                                        table.sql(),
                                        Rows.quoted(slot.column()),
                                        same,
                                        withOneself,
                                        place(key)))
                        .param("kept", kept)
                        .param("joined", joined));
    }

    private void move(JoiningId id, Table table, Slot slot, List<String> key, UUID kept, UUID joined) {
        keep(
                id,
                table,
                slot.column(),
                jobs.sql("""
                        update %s t set %s = :kept where t.%s = :joined
                        returning %s as place, jsonb_build_object('%s', cast(:joined as uuid)) as before
                        """.formatted(
                                        table.sql(),
                                        Rows.quoted(slot.column()),
                                        Rows.quoted(slot.column()),
                                        place(key),
                                        slot.column()))
                        .param("kept", kept)
                        .param("joined", joined));
    }

    /// The record itself goes; how to reach the person is not lost with it.
    private void takeOver(JoiningId id, Table table, Slot slot, List<String> key, UUID kept, UUID joined) {
        keep(
                id,
                table,
                null,
                jobs.sql("delete from %s t where t.%s = :joined returning %s as place, to_jsonb(t.*) as before"
                                .formatted(table.sql(), Rows.quoted(slot.column()), place(key)))
                        .param("joined", joined));
        for (var column : table.columns().values()) {
            if (canBeTakenOver(column)) {
                var name = Rows.quoted(column.name());
                keep(
                        id,
                        table,
                        column.name(),
                        jobs.sql("""
                                update %s t set %s = was.before ->> '%s'
                                from (select before from privacy.joined_row
                                      where joining = :id and table_name = '%s' and column_name is null) was
                                where t.%s = :kept and coalesce(t.%s, '') = ''
                                  and coalesce(was.before ->> '%s', '') <> ''
                                returning %s as place,
                                    jsonb_build_object('%s', (select old.%s from %s old where old.%s = t.%s)) as before
                                """.formatted(
                                                table.sql(),
                                                name,
                                                column.name(),
                                                table.full(),
                                                Rows.quoted(slot.column()),
                                                name,
                                                column.name(),
                                                place(key),
                                                column.name(),
                                                name,
                                                table.sql(),
                                                Rows.quoted(slot.column()),
                                                Rows.quoted(slot.column())))
                                .param("id", id.value())
                                .param("kept", kept));
            }
        }
    }

    private static boolean canBeTakenOver(Column column) {
        return column.is() == DataClass.CONTACT || column.name().equals("external_id");
    }

    private static String place(List<String> key) {
        return key.stream()
                .map(column -> "'%s', t.%s".formatted(column, Rows.quoted(column)))
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
    }

    private void keep(JoiningId id, Table table, @Nullable String column, JdbcClient.StatementSpec changes) {
        record Was(String place, String before) {}
        for (var was : changes.query((rs, _) -> new Was(rs.getString("place"), rs.getString("before")))
                .list()) {
            jobs.sql("""
                    insert into privacy.joined_row (joining, table_name, column_name, place, before)
                    values (:joining, :table, :column, cast(:place as jsonb), cast(:before as jsonb))
                    """)
                    .param("joining", id.value())
                    .param("table", table.full())
                    .param("column", column, java.sql.Types.VARCHAR)
                    .param("place", was.place())
                    .param("before", was.before())
                    .update();
        }
    }

    // --- undoing ---

    /// Gives both records back as they were. What came to the kept one since stays there.
    public Outcome undo(JoiningId id) {
        var organisation = Viewer.current().myDesk().organisation();
        try {
            return Boolean.TRUE.equals(asJobs.execute(_ -> undo(id, organisation)))
                    ? new Outcome.Undone()
                    : new Outcome.NotThere();
        } catch (DataIntegrityViolationException _) {
            return new Outcome.Refused(Reason.CHANGED_SINCE);
        }
    }

    private boolean undo(JoiningId id, OrganisationId organisation) {
        jobs.sql("set constraints all deferred").update();
        var ours = jobs.sql("""
                update privacy.joining set undone_at = :now
                where id = :id and organisation = :organisation and undone_at is null and at > :since
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id.value())
                .param("organisation", organisation.value())
                .param("since", Timestamp.from(clock.instant().minus(Duration.ofDays(Period.JOINING.days()))))
                .update();
        if (ours == 0) {
            return false;
        }
        jobs.sql("select kept, joined from privacy.joining where id = :id")
                .param("id", id.value())
                .query((rs, _) -> {
                    tell(rs.getObject("kept", UUID.class), rs.getObject("joined", UUID.class));
                    return true;
                })
                .single();
        record Was(long nth, Table table, @Nullable String column) {}
        var before = jobs.sql(
                        "select id, table_name, column_name from privacy.joined_row where joining = :id order by id desc")
                .param("id", id.value())
                .query((rs, _) -> new Was(
                        rs.getLong("id"),
                        register.find(rs.getString("table_name")).orElseThrow(),
                        rs.getString("column_name")))
                .list();
        var keys = rows.keys();
        var written = rows.written();
        for (var was : before) {
            var table = was.table();
            var own = Objects.requireNonNull(written.get(table.full())).stream()
                    .map(Rows::quoted)
                    .toList();
            var key = Objects.requireNonNull(keys.get(table.full()));
            var names = key.stream().map(Rows::quoted).toList();
            var statement = was.column() == null
                    ? """
                    insert into %1$s (%2$s) overriding system value
                    select %3$s from privacy.joined_row was, jsonb_populate_record(null::%1$s, was.before) old
                    where was.id = :nth
                    """.formatted(
                                    table.sql(),
                                    String.join(", ", own),
                                    own.stream().map(name -> "old." + name).collect(Collectors.joining(", ")))
                    : """
                    update %1$s t set %2$s = old.%2$s
                    from privacy.joined_row was, jsonb_populate_record(null::%1$s, was.before) old,
                         jsonb_populate_record(null::%1$s, was.place) place
                    where was.id = :nth and (%3$s) = (%4$s)
                    """.formatted(
                                    table.sql(),
                                    Rows.quoted(Objects.requireNonNull(was.column())),
                                    names.stream().map(name -> "t." + name).collect(Collectors.joining(", ")),
                                    names.stream().map(name -> "place." + name).collect(Collectors.joining(", ")));
            jobs.sql(statement).param("nth", was.nth()).update();
        }
        jobs.sql("delete from privacy.joined_row where joining = :id")
                .param("id", id.value())
                .update();
        return true;
    }

    /// What was joined at the viewer's organisation and can still be undone, the newest first.
    @Transactional(readOnly = true)
    public List<Joining> listJoinings() {
        return db.sql("""
                select id, kept, joined, by, at, undone_at from privacy.joining
                where organisation = :organisation and undone_at is null and at > :since order by at desc, id
                """)
                .param("organisation", Viewer.current().myDesk().organisation().value())
                .param("since", Timestamp.from(clock.instant().minus(Duration.ofDays(Period.JOINING.days()))))
                .query(this::read)
                .list();
    }

    private Joining read(ResultSet rs, int rowNumber) throws SQLException {
        var at = Objects.requireNonNull(rs.getTimestamp("at")).toInstant();
        var undoneAt = rs.getTimestamp("undone_at");
        return new Joining(
                new JoiningId(rs.getObject("id", UUID.class)),
                new PersonId(rs.getObject("kept", UUID.class)),
                new PersonId(rs.getObject("joined", UUID.class)),
                new AccountId(rs.getObject("by", UUID.class)),
                at,
                LocalDate.ofInstant(at, clock.getZone()).plusDays(Period.JOINING.days()),
                undoneAt == null ? null : undoneAt.toInstant());
    }

    @Configuration(proxyBeanMethods = false)
    static class EveryNight {

        @Bean
        RecurringTask<Void> findDoubles(Doubles doubles) {
            return Tasks.recurring("find-doubles", new Daily(ZoneId.of("Europe/Amsterdam"), LocalTime.of(3, 50)))
                    .execute((_, _) -> doubles.lookThroughAll());
        }
    }
}
