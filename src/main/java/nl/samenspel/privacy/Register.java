package nl.samenspel.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// What is kept of people (_register_): every column of every table, by the module that owns it.
///
/// Read from `privacy/<module>.yaml`; a test compares it with the database's own catalog, so a new column needs its
/// line. Everything this module does follows from it: the copy someone gets, forgetting, keeping no longer than
/// needed, joining double records, and the register of processing (AVG article 30).
@Component
public class Register {

    private final List<Table> tables;

    Register() {
        this(read());
    }

    Register(List<Table> tables) {
        this.tables = List.copyOf(tables);
    }

    /// What kind of thing a column holds. Each has a message `privacy.class.<NAME>`.
    public enum DataClass {
        /// Who someone is.
        IDENTITY,
        /// How to reach them.
        CONTACT,
        /// About the person themselves.
        PERSONAL,
        /// What someone needs help with; may tell of health, and is guarded as such.
        NEED,
        /// What people wrote: it may hold anything.
        FREE_TEXT,
        /// What happened, and when.
        COURSE,
        /// Points at a person.
        PERSON,
        /// Points at who works here or has an account.
        ACCOUNT,
        /// Opens something; never shown to anyone, not even to whose it is.
        SECRET,
        /// About an organisation.
        ORGANISATION,
        /// Keeps the program going.
        TECHNICAL
    }

    /// What it is for. Each has a message `privacy.for.<NAME>`.
    public enum Purpose {
        HELPING,
        VOLUNTEERING,
        MATCHING,
        PROTECTING,
        REIMBURSING,
        SHARING,
        SIGNING_IN,
        TELLING,
        LOOKING,
        RIGHTS,
        WORKING,
        BRINGING_IN,
        DIRECTORY,
        RUNNING
    }

    /// On which ground (AVG articles 6 and 9). Each has a message `privacy.basis.<NAME>`.
    public enum Basis {
        /// What was agreed with the person: asking for help, volunteering.
        AGREED,
        /// The same, where it may tell of health.
        HEALTH,
        CONSENT,
        LAW,
        INTEREST,
        /// Of who works here.
        WORK,
        /// Nothing about a person.
        NONE
    }

    /// Who may see it. Each has a message `privacy.seen.<NAME>`.
    public enum Seen {
        SELF,
        STAFF,
        MANAGER,
        PARTNER,
        ADMINISTRATOR,
        EVERYONE,
        NOBODY
    }

    /// What a row's place for someone points at.
    enum Kind {
        PERSON,
        ACCOUNT,
        MAIL
    }

    /// What becomes of a row when whom it is about is forgotten.
    enum Forget {
        DELETE,
        /// The row stays, for counts; what is theirs in it goes.
        BLANK,
        /// Nothing in it tells who they were.
        KEEP
    }

    /// What becomes of a row when its person is joined with another.
    enum Join {
        MOVE,
        KEEP,
        DELETE
    }

    /// A column.
    ///
    /// @param words the messages that name its values, such as `people.gender`
    /// @param show how its bits are read: `KINDS` or `DAY_PARTS`
    /// @param whose the place in the row whose data it is; empty: of everyone in the row
    /// @param forget SQL for what is left when it is forgotten
    public record Column(
            String name,
            DataClass is,
            @Nullable String dutch,
            @Nullable String english,
            @Nullable String words,
            @Nullable String show,
            @Nullable String whose,
            @Nullable String forget) {

        /// Whether the person it is about gets to read it.
        public boolean isTold() {
            return dutch != null && is != DataClass.SECRET;
        }

        /// Thousands of cells are looked up by their column, and its name says enough to find it by.
        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    /// A place in a row for someone it is about.
    ///
    /// @param through the column of another table that says who, found by its id, as in
    ///     `requests.help_request.participant`
    /// @param match SQL that finds the rows, where no column does
    /// @param why why it is kept: a message `privacy.hold.<WHY>`
    /// @param ends SQL for the day after which it no longer keeps the record of the person; null while it runs
    /// @param told whether the rows stand in their copy
    /// @param blocks whether someone can be forgotten only after it ended
    /// @param onePer where both joined records have a row that agrees in these, the joined one's is set aside
    record Slot(
            String name,
            Kind kind,
            String column,
            @Nullable String through,
            @Nullable String match,
            Forget forget,
            @Nullable String why,
            @Nullable String ends,
            @Nullable Period period,
            boolean blocks,
            boolean told,
            Join join,
            @Nullable List<String> onePer) {}

    /// What goes sooner than the record of the person.
    ///
    /// @param from SQL for the day from which the period is counted; null while it is needed
    /// @param columns which go blank; none: the row goes
    record Sooner(Period period, String from, List<String> columns) {}

    /// A table.
    ///
    /// @param organisation SQL for whose period counts; null: the usual one
    /// @param page where staff see a row of it
    public record Table(
            String module,
            String name,
            String dutch,
            String english,
            Purpose purpose,
            Basis basis,
            Period kept,
            List<Seen> seen,
            @Nullable String organisation,
            @Nullable String page,
            List<Slot> slots,
            List<Sooner> sooner,
            Map<String, Column> columns) {

        public String full() {
            return module + "." + name;
        }

        /// As SQL writes it: `match` and `by` are words of SQL too.
        String sql() {
            return module + ".\"" + name + "\"";
        }

        public boolean isAboutPeople() {
            return !slots.isEmpty();
        }

        Column column(String wanted) {
            return Objects.requireNonNull(columns.get(wanted), () -> full() + " has no column " + wanted);
        }

        /// What goes when this one in the row is forgotten.
        List<Column> blankedFor(Slot slot) {
            return columns.values().stream()
                    .filter(column -> column.forget() != null)
                    .filter(column -> column.whose() == null || column.whose().equals(slot.name()))
                    .toList();
        }

        /// As for a column.
        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    public List<Table> tables() {
        return tables;
    }

    List<Table> aboutPeople() {
        return tables.stream().filter(Table::isAboutPeople).toList();
    }

    Optional<Table> find(String full) {
        return tables.stream().filter(table -> table.full().equals(full)).findFirst();
    }

    private static List<Table> read() {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        var tables = new ArrayList<Table>();
        try {
            var files = new PathMatchingResourcePatternResolver().getResources("classpath*:privacy/*.yaml");
            Arrays.sort(files, Comparator.comparing(file -> String.valueOf(file.getFilename())));
            for (var file : files) {
                var module = String.valueOf(file.getFilename()).replace(".yaml", "");
                try (var text = file.getInputStream()) {
                    Map<String, Object> all = yaml.load(text);
                    all.forEach(
                            (name, about) -> tables.add(table(module, name, new Entry(module + "." + name, about))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tables;
    }

    private static Table table(String module, String name, Entry entry) {
        var columns = new LinkedHashMap<String, Column>();
        entry.entries("columns").forEach((column, about) -> columns.put(column, column(column, about)));
        var slots = new ArrayList<Slot>();
        entry.entries("of").forEach((slot, about) -> slots.add(slot(slot, about)));
        var sooner = entry.list("sooner").stream()
                .peek(about -> about.end(Set.of("period", "from", "do", "columns")))
                .map(about -> new Sooner(
                        about.one("period", Period.class),
                        about.text("from"),
                        about.text("do").equals("DELETE")
                                ? List.of()
                                : about.has("columns")
                                        ? about.texts("columns")
                                        : columns.values().stream()
                                                .filter(column -> column.forget() != null)
                                                .map(Column::name)
                                                .toList()))
                .toList();
        var table = new Table(
                module,
                name,
                entry.text("nl"),
                entry.text("en"),
                entry.one("purpose", Purpose.class),
                entry.one("basis", Basis.class),
                entry.one("kept", Period.class),
                entry.texts("seen").stream().map(Seen::valueOf).toList(),
                entry.has("organisation")
                        ? entry.maybe("organisation")
                        : columns.containsKey("organisation") ? "t.organisation" : null,
                entry.maybe("page"),
                List.copyOf(slots),
                sooner,
                columns);
        entry.end(Set.of(
                "nl", "en", "purpose", "basis", "kept", "seen", "organisation", "page", "of", "sooner", "columns"));
        return table;
    }

    private static Column column(String name, Entry entry) {
        entry.end(Set.of("is", "nl", "en", "words", "show", "whose", "forget"));
        return new Column(
                name,
                entry.one("is", DataClass.class),
                entry.maybe("nl"),
                entry.maybe("en"),
                entry.maybe("words"),
                entry.maybe("show"),
                entry.maybe("whose"),
                entry.maybe("forget"));
    }

    private static Slot slot(String name, Entry entry) {
        entry.end(Set.of(
                "kind", "column", "through", "match", "forget", "why", "ends", "period", "blocks", "told", "join",
                "one-per"));
        return new Slot(
                name,
                entry.one("kind", Kind.class),
                entry.text("column"),
                entry.maybe("through"),
                entry.maybe("match"),
                entry.one("forget", Forget.class),
                entry.maybe("why"),
                entry.maybe("ends"),
                entry.has("period") ? entry.one("period", Period.class) : null,
                "true".equals(entry.maybe("blocks")),
                !"false".equals(entry.maybe("told")),
                entry.has("join") ? entry.one("join", Join.class) : Join.MOVE,
                entry.has("one-per") ? entry.texts("one-per") : null);
    }

    /// A piece of a file, and where it stands, for whoever made a mistake there.
    private record Entry(String where, Object about) {

        private Map<?, ?> map() {
            if (about instanceof Map<?, ?> map) {
                return map;
            }
            throw new IllegalStateException("%s says \"%s\" where its parts should be.".formatted(where, about));
        }

        boolean has(String key) {
            return map().containsKey(key);
        }

        @Nullable
        String maybe(String key) {
            var value = map().get(key);
            return value == null ? null : value.toString();
        }

        String text(String key) {
            var value = maybe(key);
            if (value == null) {
                throw new IllegalStateException("%s does not say %s.".formatted(where, key));
            }
            return value;
        }

        <E extends Enum<E>> E one(String key, Class<E> type) {
            var value = text(key);
            try {
                return Enum.valueOf(type, value);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        "%s says %s: %s, but that is one of %s."
                                .formatted(where, key, value, Arrays.toString(type.getEnumConstants())),
                        e);
            }
        }

        List<String> texts(String key) {
            return map().get(key) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of(text(key));
        }

        List<Entry> list(String key) {
            return map().get(key) instanceof List<?> list
                    ? list.stream()
                            .map(one -> new Entry(where + "." + key, one))
                            .toList()
                    : List.of();
        }

        Map<String, Entry> entries(String key) {
            var entries = new LinkedHashMap<String, Entry>();
            if (map().get(key) instanceof Map<?, ?> parts) {
                parts.forEach((name, part) ->
                        entries.put(String.valueOf(name), new Entry(where + "." + name, Objects.requireNonNull(part))));
            }
            return entries;
        }

        /// Nothing stands here that nobody reads.
        void end(Set<String> known) {
            var unknown = map().keySet().stream()
                    .map(String::valueOf)
                    .filter(key -> !known.contains(key))
                    .collect(Collectors.joining(", "));
            if (!unknown.isEmpty()) {
                throw new IllegalStateException("%s says %s, which means nothing here.".formatted(where, unknown));
            }
        }
    }
}
