package nl.samenspel.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.privacy.Register.Column;
import nl.samenspel.privacy.Register.DataClass;
import nl.samenspel.privacy.Register.Forget;
import nl.samenspel.privacy.Register.Kind;
import nl.samenspel.privacy.Register.Slot;
import nl.samenspel.privacy.Register.Sooner;
import nl.samenspel.privacy.Register.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Finds and forgets rows as [Register] says. All SQL here is put together from the register, which is ours; what
/// comes from outside goes in as a parameter.
///
/// Works as the jobs' role: whoever asks has first seen, as the viewer, that the person is theirs to ask about.
@Repository
class Rows {

    private final Register register;
    private final JdbcClient jobs;

    Rows(Register register, @Qualifier("jobs") JdbcClient jobs) {
        this.register = register;
        this.jobs = jobs;
    }

    /// A row as its subject may read it.
    ///
    /// @param values by column; what is not theirs is left out
    record Row(Table table, Map<Column, Object> values) {}

    /// How many rows of a table something is about.
    record Count(Table table, Slot slot, long rows) {}

    /// A row that still runs.
    record Running(Table table, @Nullable String page) {}

    /// Someone whose record is no longer needed from a day on.
    record Due(UUID person, LocalDate day) {}

    /// Rows of which something goes.
    record Going(Table table, Period period, boolean wholeRow, long rows) {}

    // --- reading ---

    /// Rows about someone, as far as they are theirs to read; of each table the newest, the oldest of them first.
    ///
    /// @param most of each table
    List<Row> list(Subject subject, long most) {
        var rows = new ArrayList<Row>();
        for (var table : register.aboutPeople()) {
            var told = table.columns().values().stream().filter(Column::isTold).toList();
            if (told.isEmpty()) {
                continue;
            }
            var slots = table.slots().stream().filter(Slot::told).toList();
            if (slots.isEmpty()) {
                continue;
            }
            var columns = told.stream().map(column -> "t." + quoted(column.name()));
            // of one slot it is known: the row was found by it
            var whose = slots.stream().map(slot -> slots.size() == 1 ? "true" : "(" + isAbout(slot) + ") is true");
            var newest = bind(
                            jobs.sql("select %s from %s t where %s order by %s desc limit :most"
                                    .formatted(
                                            Stream.concat(columns, whose).collect(Collectors.joining(", ")),
                                            table.sql(),
                                            isAbout(slots),
                                            orderOf(table))),
                            subject)
                    .param("most", most)
                    .query((rs, _) -> {
                        var mine = new HashSet<String>();
                        for (var at = 0; at < slots.size(); at++) {
                            if (rs.getBoolean(told.size() + at + 1)) {
                                mine.add(slots.get(at).name());
                            }
                        }
                        var values = new LinkedHashMap<Column, Object>();
                        for (var at = 0; at < told.size(); at++) {
                            var column = told.get(at);
                            var value = value(rs, at + 1);
                            if (value != null && (column.whose() == null || mine.contains(column.whose()))) {
                                values.put(column, value);
                            }
                        }
                        return new Row(table, values);
                    })
                    .list();
            rows.addAll(newest.reversed());
        }
        return rows;
    }

    /// Who else is in the rows about someone, the old ones included: a text of today may be about
    /// somebody of years ago.
    Set<UUID> listOthers(Subject subject) {
        var others = new LinkedHashSet<UUID>();
        eachValue(subject, column -> column.is() == DataClass.PERSON, Slot::told, value -> {
            if (value instanceof UUID id && !subject.persons().contains(id)) {
                others.add(id);
            }
        });
        return others;
    }

    /// What others are known by: their names, addresses and numbers, so that these can be taken out of a text.
    Set<String> listWhatTells(Collection<UUID> persons) {
        var tells = new LinkedHashSet<String>();
        if (persons.isEmpty()) {
            return tells;
        }
        eachValue(
                new Subject(Set.copyOf(persons), Set.of(), Set.of()),
                column -> (column.is() == DataClass.IDENTITY || column.is() == DataClass.CONTACT)
                        && column.whose() == null,
                // what is found in another way tells of who did something with them, not of them
                slot -> slot.told() && slot.match() == null,
                value -> {
                    if (value instanceof String text && text.length() > 2) {
                        tells.add(text);
                    }
                });
        return tells;
    }

    private void eachValue(
            Subject subject, Predicate<Column> which, Predicate<Slot> by, Consumer<@Nullable Object> each) {
        for (var table : register.aboutPeople()) {
            var columns = table.columns().values().stream()
                    .filter(column -> column.isTold() && which.test(column))
                    .map(column -> "t." + quoted(column.name()))
                    .toList();
            var slots = table.slots().stream().filter(by).toList();
            if (!columns.isEmpty() && !slots.isEmpty()) {
                bind(
                                jobs.sql("select distinct %s from %s t where %s"
                                        .formatted(String.join(", ", columns), table.sql(), isAbout(slots))),
                                subject)
                        .query()
                        .listOfRows()
                        .forEach(row -> row.values().forEach(each));
            }
        }
    }

    /// How many rows there are about someone, by table and place in it; one query.
    List<Count> count(Subject subject, Predicate<Slot> by) {
        record Place(Table table, Slot slot) {}
        var places = register.aboutPeople().stream()
                .flatMap(table -> table.slots().stream().filter(by).map(slot -> new Place(table, slot)))
                .toList();
        var counts = places.stream()
                .map(place -> "(select count(*) from %s t where %s)"
                        .formatted(place.table().sql(), isAbout(place.slot())))
                .collect(Collectors.joining(",\n", "select ", ""));
        return bind(jobs.sql(counts), subject)
                .query((rs, _) -> {
                    var found = new ArrayList<Count>();
                    for (var at = 0; at < places.size(); at++) {
                        var rows = rs.getLong(at + 1);
                        if (rows > 0) {
                            found.add(new Count(
                                    places.get(at).table(), places.get(at).slot(), rows));
                        }
                    }
                    return found;
                })
                .single();
    }

    /// What still runs of someone, and must be rounded off first.
    List<Running> listRunning(UUID person) {
        var running = new ArrayList<Running>();
        for (var table : register.aboutPeople()) {
            for (var slot : table.slots()) {
                if (slot.blocks() && slot.ends() != null) {
                    var pageOf = pageColumn(table);
                    bind(
                                    jobs.sql("select %s from %s t where %s and (%s) is null"
                                            .formatted(
                                                    pageOf == null ? "null" : "t." + quoted(pageOf),
                                                    table.sql(),
                                                    isAbout(slot),
                                                    sql(slot.ends()))),
                                    Subject.of(person))
                            .query((rs, _) -> new Running(table, page(table, rs.getString(1))))
                            .list()
                            .forEach(running::add);
                }
            }
        }
        return running;
    }

    // --- forgetting ---

    /// Forgets someone in every table, as the register says. Within the caller's transaction.
    ///
    /// @return how many rows went or went blank
    long forget(Subject subject, LocalDate today) {
        jobs.sql("set constraints all deferred").update();
        var rows = 0L;
        record Step(Table table, Slot slot) {}
        var steps = register.aboutPeople().stream()
                .flatMap(table -> table.slots().stream().map(slot -> new Step(table, slot)))
                // what is found through another row, while that row is there
                .sorted(Comparator.comparing(
                        step -> step.slot().through() == null && step.slot().match() == null))
                .toList();
        for (var step : steps) {
            var table = step.table();
            var slot = step.slot();
            rows += switch (slot.forget()) {
                case KEEP -> 0;
                case DELETE ->
                    bind(jobs.sql("delete from %s t where %s".formatted(table.sql(), isAbout(slot))), subject)
                            .update();
                case BLANK ->
                    bind(
                                    jobs.sql("update %s t set %s where %s"
                                            .formatted(table.sql(), blank(table.blankedFor(slot)), isAbout(slot))),
                                    subject)
                            .param("today", today)
                            .update();
            };
        }
        return rows;
    }

    /// Whatever was left of someone who was forgotten: tables, never values.
    static List<String> listLeft(JdbcClient database, Register register, Collection<UUID> forgotten) {
        var left = new ArrayList<String>();
        var subject = new Subject(Set.copyOf(forgotten), Set.of(), Set.of());
        for (var table : register.aboutPeople()) {
            for (var slot : table.slots()) {
                if (slot.kind() != Kind.PERSON || slot.forget() == Forget.KEEP) {
                    continue;
                }
                var unlike = slot.forget() == Forget.DELETE
                        ? ""
                        : table.blankedFor(slot).stream()
                                .filter(column ->
                                        !String.valueOf(column.forget()).contains(":today"))
                                .map(column ->
                                        "t.%s is distinct from (%s)".formatted(quoted(column.name()), column.forget()))
                                .collect(Collectors.joining(" or ", " and (", ")"));
                var rows = bind(
                                database.sql("select count(*) from %s t where %s%s"
                                        .formatted(table.sql(), isAbout(slot), unlike)),
                                subject)
                        .query(Long.class)
                        .single();
                if (rows > 0) {
                    left.add("%s: %d rows still tell of someone who was forgotten, as %s"
                            .formatted(table.full(), rows, slot.name()));
                }
            }
        }
        return left;
    }

    // --- keeping no longer than needed ---

    /// Whose record was last needed so long ago that it goes on or before this day.
    ///
    /// @param months what the organisation chose, for every period that is chosen
    List<Due> listDue(UUID organisation, Map<Period, Integer> months, LocalDate until) {
        var reasons = new ArrayList<String>();
        for (var table : register.aboutPeople()) {
            for (var slot : table.slots()) {
                if (slot.kind() == Kind.PERSON && slot.ends() != null && slot.period() != null) {
                    // having been written down once keeps a record only where nothing else does
                    var needed = slot.period() != Period.LOOSE && slot.period() != Period.NONE;
                    reasons.add(
                            "select t.%s as person, (%s)::date as ended, %s as length, %s as needed from %s t where %s = :organisation"
                                    .formatted(
                                            quoted(slot.column()),
                                            sql(slot.ends()),
                                            length(slot.period(), months),
                                            needed,
                                            table.sql(),
                                            table.organisation()));
                }
            }
        }
        return jobs.sql("""
                select person, due from (
                    select person, bool_and(ended is not null) as over,
                           coalesce(max(ended + length) filter (where needed), max(ended + length))::date as due
                    from (%s) reason
                    where person is not null and person not in (select f.person from privacy.forgotten f)
                    group by person) kept
                where over and due <= :until
                order by due, person
                """.formatted(String.join("\nunion all ", reasons)))
                .param("organisation", organisation)
                .param("until", until)
                .query((rs, _) -> new Due(rs.getObject("person", UUID.class), rs.getObject("due", LocalDate.class)))
                .list();
    }

    /// What goes on or before this day of rows whose person stays.
    ///
    /// @param organisation whose; null: of rows that are no organisation's
    List<Going> listGoing(@Nullable UUID organisation, Map<Period, Integer> months, LocalDate until) {
        var going = new ArrayList<Going>();
        eachSooner(organisation, (table, sooner) -> {
            var rows = bindSooner(
                            jobs.sql("select count(*) from %s t where %s"
                                    .formatted(table.sql(), isOver(table, sooner, organisation, months))),
                            organisation,
                            until)
                    .query(Long.class)
                    .single();
            if (rows > 0) {
                going.add(new Going(table, sooner.period(), sooner.columns().isEmpty(), rows));
            }
        });
        return going;
    }

    /// Lets go of it. Within the caller's transaction.
    long letGo(@Nullable UUID organisation, Map<Period, Integer> months, LocalDate today) {
        var rows = new long[1];
        eachSooner(organisation, (table, sooner) -> {
            var what = sooner.columns().isEmpty()
                    ? "delete from %s t where %s"
                    : "update %s t set "
                            + blank(sooner.columns().stream().map(table::column).toList()) + " where %s";
            rows[0] += bindSooner(
                            jobs.sql(what.formatted(table.sql(), isOver(table, sooner, organisation, months))),
                            organisation,
                            today)
                    .update();
        });
        return rows[0];
    }

    private interface EachSooner {
        void at(Table table, Sooner sooner);
    }

    private void eachSooner(@Nullable UUID organisation, EachSooner each) {
        for (var table : register.aboutPeople()) {
            if (organisation == null || table.organisation() != null) {
                table.sooner().forEach(sooner -> each.at(table, sooner));
            }
        }
    }

    private static StatementSpec bindSooner(StatementSpec statement, @Nullable UUID organisation, LocalDate day) {
        return statement.param("organisation", organisation, Types.OTHER).param("until", day);
    }

    private static String isOver(Table table, Sooner sooner, @Nullable UUID organisation, Map<Period, Integer> months) {
        // as an equality an index finds an organisation's rows, so what it costs follows its size, not the country's
        var whose = organisation != null
                ? "(%s) = :organisation".formatted(table.organisation())
                : table.organisation() == null ? "true" : "(%s) is null".formatted(table.organisation());
        var notYet = sooner.columns().isEmpty()
                ? ""
                : sooner.columns().stream()
                        .map(table::column)
                        .map(column -> "t.%s is distinct from (%s)".formatted(quoted(column.name()), column.forget()))
                        .collect(Collectors.joining(" or ", " and (", ")"));
        return "%s and ((%s)::date + %s)::date <= :until%s"
                .formatted(whose, sql(sooner.from()), length(sooner.period(), months), notYet);
    }

    private static String length(Period period, Map<Period, Integer> months) {
        return "make_interval(months => %d, days => %d)"
                .formatted(months.getOrDefault(period, period.months()), period.days());
    }

    // --- putting SQL together ---

    static String isAbout(List<Slot> slots) {
        return slots.stream().map(Rows::isAbout).collect(Collectors.joining(" or "));
    }

    static String isAbout(Slot slot) {
        if (slot.match() != null) {
            return slot.match();
        }
        var known =
                switch (slot.kind()) {
                    case PERSON -> ":persons";
                    case ACCOUNT -> ":accounts";
                    case MAIL -> ":addresses";
                };
        var column = "t." + quoted(slot.column());
        if (slot.through() == null) {
            return slot.kind() == Kind.MAIL
                    ? "lower(%s) = any (%s)".formatted(column, known)
                    : "%s = any (%s)".formatted(column, known);
        }
        var path = slot.through().split("\\.", -1);
        return "%s = any (array(select x.id from %s.%s x where x.%s = any (%s)))"
                .formatted(column, path[0], quoted(path[1]), quoted(path[2]), known);
    }

    static StatementSpec bind(StatementSpec statement, Subject subject) {
        return statement
                .param("persons", subject.persons().toArray(UUID[]::new))
                .param("accounts", subject.accounts().toArray(UUID[]::new))
                .param("addresses", subject.addresses().toArray(String[]::new));
    }

    private static String blank(List<Column> columns) {
        return columns.stream()
                .map(column -> quoted(column.name()) + " = " + column.forget())
                .collect(Collectors.joining(", "));
    }

    /// `day(x)` is the day here at which x was.
    static String sql(String ours) {
        return ours.replaceAll("\\bday\\(((?:[^()]|\\([^()]*\\))*)\\)", "(($1) at time zone 'Europe/Amsterdam')::date");
    }

    static String quoted(String name) {
        return '"' + name + '"';
    }

    /// What a row is dated by, the surest sign first.
    private static final List<String> DATED_BY = List.of(
            "at",
            "created_at",
            "given_at",
            "invited_at",
            "begun_at",
            "began_at",
            "opened_at",
            "raised_at",
            "day",
            "on_day",
            "asked_on",
            "asked_at",
            "told_at",
            "from_day",
            "first_day",
            "since",
            "obtained_on",
            "year",
            "until",
            "decided_at",
            "kept_at",
            "made_at",
            "seen_at",
            "changed_at",
            "nth",
            "id");

    private static String orderOf(Table table) {
        return DATED_BY.stream()
                .filter(table.columns()::containsKey)
                .findFirst()
                .map(name -> "t." + quoted(name))
                .orElse("1");
    }

    private static @Nullable String pageColumn(Table table) {
        var page = table.page();
        return page == null ? null : page.replaceAll(".*\\{(\\w+)}.*", "$1");
    }

    private static @Nullable String page(Table table, @Nullable String id) {
        var page = table.page();
        return page == null || id == null ? null : page.replaceAll("\\{\\w+}", id);
    }

    private static @Nullable Object value(ResultSet rs, int at) throws SQLException {
        var value = rs.getObject(at);
        return value instanceof java.sql.Array array
                ? Arrays.stream((Object[]) array.getArray())
                        .map(String::valueOf)
                        .toList()
                : value;
    }

    /// The primary key of each table, by its full name; asked of the database once.
    Map<String, List<String>> keys() {
        var keys = new HashMap<String, List<String>>();
        jobs.sql("""
                select n.nspname || '.' || r.relname as table_name, a.attname as column_name
                from pg_index i
                join pg_class r on r.oid = i.indrelid
                join pg_namespace n on n.oid = r.relnamespace
                join pg_attribute a on a.attrelid = r.oid and a.attnum = any (i.indkey)
                where i.indisprimary order by 1, a.attnum
                """)
                .query((rs, _) -> Map.entry(rs.getString(1), rs.getString(2)))
                .list()
                .forEach(key -> keys.computeIfAbsent(key.getKey(), _ -> new ArrayList<>())
                        .add(key.getValue()));
        return keys;
    }

    /// The columns of each table that are written, by its full name: all but those the database works out itself.
    Map<String, List<String>> written() {
        return jobs.sql("""
                        select table_schema || '.' || table_name, column_name from information_schema.columns
                        where is_generated = 'NEVER' order by 1, ordinal_position
                        """).query((rs, _) -> Map.entry(rs.getString(1), rs.getString(2))).stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }
}
