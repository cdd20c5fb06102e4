package nl.samenspel.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.privacy.Register.Basis;
import nl.samenspel.privacy.Register.Column;
import nl.samenspel.privacy.Register.DataClass;
import nl.samenspel.privacy.Register.Forget;
import nl.samenspel.privacy.Register.Kind;
import nl.samenspel.privacy.Register.Purpose;
import nl.samenspel.privacy.Register.Seen;
import nl.samenspel.privacy.Register.Table;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What we say we keep is what we keep.
@NullMarked
class RegisterTest {

    static final Database DATABASE = TestDatabase.fresh();

    static final JdbcClient DB = JdbcClient.create(TestDatabase.asSuperuser(DATABASE));

    final Register register = new Register();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    /// Columns of every table of ours, as the database knows them.
    static Map<String, String> columns() {
        var columns = new TreeMap<String, String>();
        DB.sql("""
                select c.table_schema || '.' || c.table_name || '.' || c.column_name as name, c.data_type
                from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
                where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
                  and c.table_name not like 'flyway%'
                """)
                .query((rs, _) -> Map.entry(rs.getString(1), rs.getString(2)))
                .list()
                .forEach(column -> columns.put(column.getKey(), column.getValue()));
        return columns;
    }

    private static List<String> differences(Register register, Map<String, String> columns) {
        var said = register.tables().stream()
                .flatMap(table -> table.columns().keySet().stream().map(name -> table.full() + "." + name))
                .collect(Collectors.toCollection(TreeSet::new));
        var differences = new ArrayList<String>();
        columns.forEach((name, type) -> {
            if (!said.contains(name)) {
                var module = name.substring(0, name.indexOf('.'));
                differences.add("""
                        %s is kept, but nobody says why. Add to src/main/resources/privacy/%s.yaml, under its table: \
                            %s: {is: …}   (%s; docs/explanation/privacy.md tells what to choose)""".formatted(name, module, name.substring(name.lastIndexOf('.') + 1), type));
            }
        });
        said.stream()
                .filter(name -> !columns.containsKey(name))
                .forEach(name -> differences.add(name + " is said to be kept, but there is no such column."));
        return differences;
    }

    @Test
    void every_column_is_in_the_register_and_every_entry_is_a_column() {
        assertThat(columns()).hasSizeGreaterThan(200);
        assertThat(differences(register, columns())).isEmpty();
    }

    /// The negative control.
    @Test
    void a_new_column_or_one_that_went_is_noticed() {
        var more = columns();
        more.put("people.person.shoe_size", "integer");
        var fewer = columns();
        fewer.remove("people.person.email");

        assertThat(differences(register, more))
                .singleElement()
                .asString()
                .contains("people.person.shoe_size", "people.yaml");
        assertThat(differences(register, fewer))
                .singleElement()
                .asString()
                .contains("people.person.email", "no such column");
    }

    @Test
    void whatever_points_at_a_person_is_a_place_for_one() {
        for (var table : register.tables()) {
            for (var column : table.columns().values()) {
                if (column.is() == DataClass.PERSON) {
                    assertThat(table.slots())
                            .as(table.full() + "." + column.name())
                            .anyMatch(slot ->
                                    slot.kind() == Kind.PERSON && slot.column().equals(column.name()));
                }
            }
        }
        // and the database knows of no other
        var pointing = DB.sql("""
                select n.nspname || '.' || r.relname || '.' || a.attname
                from pg_constraint c
                join pg_class r on r.oid = c.conrelid join pg_namespace n on n.oid = r.relnamespace
                join pg_attribute a on a.attrelid = r.oid and a.attnum = any (c.conkey)
                where c.contype = 'f' and c.confrelid = 'people.person'::regclass and a.attname <> 'organisation'
                """).query((rs, _) -> rs.getString(1)).list();
        assertThat(pointing).hasSizeGreaterThan(10).allSatisfy(name -> {
            var dot = name.lastIndexOf('.');
            assertThat(register.find(name.substring(0, dot))
                            .orElseThrow()
                            .column(name.substring(dot + 1))
                            .is())
                    .as(name)
                    .isEqualTo(DataClass.PERSON);
        });
    }

    @Test
    void what_is_about_someone_is_forgotten_or_is_kept_for_a_reason() {
        for (var table : register.aboutPeople()) {
            for (var slot : table.slots()) {
                if (slot.forget() == Forget.KEEP) {
                    assertThat(slot.why())
                            .as("%s, %s", table.full(), slot.name())
                            .isNotNull();
                }
                if (slot.forget() == Forget.BLANK) {
                    assertThat(table.blankedFor(slot))
                            .as("%s, %s", table.full(), slot.name())
                            .isNotEmpty();
                }
            }
            // free words and names never outlive whom they are about
            for (var column : table.columns().values()) {
                if (table.module().equals("audit") && List.of("who", "reason").contains(column.name())) {
                    // NEN 7513: who looked and why, sealed, for as long as the log is kept
                    assertThat(table.slots()).anyMatch(slot -> "LOOK_WHO".equals(slot.why()));
                } else if (List.of(DataClass.FREE_TEXT, DataClass.IDENTITY, DataClass.CONTACT)
                                .contains(column.is())
                        // what the database works out of a row changes with that row
                        && !isWorkedOut(table, column)) {
                    assertThat(table.slots())
                            .as(table.full() + "." + column.name())
                            .anyMatch(slot -> slot.forget() == Forget.DELETE
                                    || (slot.forget() == Forget.BLANK
                                            && table.blankedFor(slot).contains(column)));
                }
            }
        }
    }

    private static boolean isWorkedOut(Table table, Column column) {
        return DB.sql("""
                select is_generated = 'ALWAYS' from information_schema.columns
                where table_schema = ? and table_name = ? and column_name = ?
                """)
                .params(table.module(), table.name(), column.name())
                .query(Boolean.class)
                .single();
    }

    @Test
    void what_the_jobs_may_not_do_the_register_does_not_ask() {
        for (var table : register.aboutPeople()) {
            for (var slot : table.slots()) {
                var needed =
                        switch (slot.forget()) {
                            case DELETE -> "DELETE";
                            case BLANK -> "UPDATE";
                            case KEEP -> "SELECT";
                        };
                assertThat(DB.sql(
                                        "select has_table_privilege('samenspel_jobs', ?, ?) or has_any_column_privilege('samenspel_jobs', ?, ?)")
                                .params(table.sql(), needed, table.sql(), needed.equals("DELETE") ? "SELECT" : needed)
                                .query(Boolean.class)
                                .single())
                        .as("%s %s", needed, table.full())
                        .isTrue();
            }
        }
    }

    @Test
    void everything_has_words_in_both_languages() {
        var keys = Stream.of(
                        named("privacy.class", DataClass.values()),
                        named("privacy.for", Purpose.values()),
                        named("privacy.basis", Basis.values()),
                        named("privacy.seen", Seen.values()),
                        named("privacy.period", Period.values()),
                        register.aboutPeople().stream()
                                .flatMap(table -> table.slots().stream())
                                .flatMap(slot -> Stream.ofNullable(slot.why()))
                                .map(why -> "privacy.hold." + why))
                .flatMap(all -> all)
                .distinct();
        assertThat(keys).allSatisfy(key -> {
            assertThat(word(key)).isNotBlank();
        });
    }

    private static Stream<String> named(String prefix, Enum<?>... constants) {
        return Arrays.stream(constants).map(one -> prefix + "." + one.name());
    }

    // --- the register of processing, AVG article 30 ---

    /// `-Dgenerate=true` writes it anew.
    @Test
    void the_register_of_processing_is_what_the_columns_say() throws IOException {
        var page = Path.of("docs/generated/register-of-processing.md");
        var text = registerOfProcessing();
        if (Boolean.getBoolean("generate")) {
            Files.writeString(page, text);
        }
        assertThat(Files.readString(page))
                .as("make it anew: mvn -o test -Dtest=RegisterTest -Dgenerate=true")
                .isEqualTo(text);
    }

    private static final ResourceBundleMessageSource WORDS = words();

    private static ResourceBundleMessageSource words() {
        var words = new ResourceBundleMessageSource();
        words.setBasenames("messages/privacy");
        words.setDefaultEncoding(StandardCharsets.UTF_8.name());
        words.setFallbackToSystemLocale(false);
        return words;
    }

    private static String word(String key) {
        WORDS.getMessage(key, null, Locale.ENGLISH);
        return WORDS.getMessage(key, null, Locale.forLanguageTag("nl"));
    }

    private String registerOfProcessing() {
        var text = new StringBuilder("""
                # Register van verwerkingen

                Wat Samenspel van mensen bewaart, waarvoor, op welke grond, hoe lang en wie het ziet (AVG artikel 30).
                Deze bladzijde wordt gemaakt uit het register in `src/main/resources/privacy`; een test vergelijkt haar
                met de database. Vul voor uw organisatie aan: naam en adres, wie over privacy gaat, en met wie u een
                verwerkersovereenkomst heeft. Er gaan geen gegevens naar landen buiten de EU, tenzij u dat zelf inricht.
                Beveiliging: zie [de wetten](../explanation/laws.md) en [privacy](../explanation/privacy.md).
                """);
        var byPurpose = register.aboutPeople().stream()
                .collect(Collectors.groupingBy(Table::purpose, TreeMap::new, Collectors.toList()));
        byPurpose.forEach((purpose, tables) -> {
            text.append("\n## ").append(word("privacy.for." + purpose)).append('\n');
            for (var table : tables) {
                text.append("\n### %s\n\n".formatted(table.dutch()));
                text.append("- Grond: %s\n".formatted(word("privacy.basis." + table.basis())));
                text.append("- Wie het ziet: %s\n"
                        .formatted(table.seen().stream()
                                .map(seen -> word("privacy.seen." + seen))
                                .collect(Collectors.joining("; "))));
                text.append("- Hoe lang: %s\n".formatted(howLong(table.kept())));
                table.sooner().stream()
                        .filter(sooner -> !sooner.columns().isEmpty() && sooner.period() != table.kept())
                        .forEach(sooner -> text.append("- Eerder weg (%s): %s\n"
                                .formatted(
                                        howLong(sooner.period()),
                                        sooner.columns().stream()
                                                .map(table::column)
                                                .map(Column::dutch)
                                                .collect(Collectors.joining(", ")))));
                table.slots().stream()
                        .flatMap(slot -> Stream.ofNullable(slot.why()))
                        .distinct()
                        .forEach(why ->
                                text.append("- Blijft na vergeten: %s\n".formatted(word("privacy.hold." + why))));
                text.append("\n| Gegeven | Soort | In de database |\n|---|---|---|\n");
                table.columns().values().stream()
                        .filter(column -> column.is() != DataClass.TECHNICAL)
                        .forEach(column -> text.append("| %s | %s | `%s.%s` |\n"
                                .formatted(
                                        column.dutch() == null ? "–" : column.dutch(),
                                        word("privacy.class." + column.is()),
                                        table.full(),
                                        column.name())));
            }
        });
        return text.toString();
    }

    private static String howLong(Period period) {
        return word("privacy.period." + period)
                + (period.months() > 0
                        ? " – %d maanden%s"
                                .formatted(
                                        period.months(),
                                        period.isChosen()
                                                ? " (te kiezen: %d tot %d)".formatted(period.least(), period.most())
                                                : "")
                        : period.days() > 0 ? " – %d dagen".formatted(period.days()) : "");
    }
}
