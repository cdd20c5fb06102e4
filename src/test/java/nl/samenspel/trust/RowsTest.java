package nl.samenspel.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.Law;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.trust.World.Relationship;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/// Every table, as the database's catalog has it, with every statement, as the role of the web: with no organisation
/// set, one's own, another's, one that shared something, and one that took the share back. Then each table broken in
/// six ways, and whether that is noticed.
@TrustTest
@NullUnmarked
class RowsTest {

    /// Whose a row is, where no column `organisation` says so. The row is called t.
    private static final Map<String, String> ALSO = Map.of(
            "access.account", "(select min(r.organisation::text)::uuid from access.role_held r where r.account = t.id)",
            "access.link",
                    "(select min(r.organisation::text)::uuid from access.role_held r where r.account = t.account)",
            "access.api_token",
                    "(select min(r.organisation::text)::uuid from access.role_held r where r.account = t.account)",
            "access.share", "t.from_organisation",
            "audit.event", "(select min(s.organisation::text)::uuid from audit.subject s where s.event = t.id)",
            "privacy.joined_row", "(select j.organisation from privacy.joining j where j.id = t.joining)",
            "matches.event", "(select m.organisation from matches.match m where m.id = t.match)",
            "visits.earlier", "(select v.organisation from visits.visit v where v.id = t.visit)",
            "visits.feed",
                    "(select min(r.organisation::text)::uuid from access.role_held r where r.account = t.account)");

    private static final Map<String, String> WHOSE = whose();

    /// What one comes in with is one's own: of the organisation that the account is counted with.
    private static Map<String, String> whose() {
        var whose = new HashMap<>(ALSO);
        for (var table : List.of(
                "device", "sign_in", "app", "sheet_code", "passkey", "draft", "provider_link", "way_in_event")) {
            whose.put(
                    "access." + table,
                    "(select min(r.organisation::text)::uuid from access.role_held r where r.account = t.account)");
        }
        for (var table : List.of("seat", "task", "acceptance", "line", "agreed", "checkin", "signal")) {
            whose.put("careplans." + table, "(select p.organisation from careplans.plan p where p.id = t.plan)");
        }
        whose.put("requests.task", "(select r.organisation from requests.help_request r where r.id = t.request)");
        whose.put("requests.small_group", "(select r.organisation from requests.help_request r where r.id = t.whole)");
        whose.put(
                "limits.in_all",
                "(select min(o.organisation::text)::uuid from limits.together o where o.account = t.account)");
        whose.put("exchange.import_trace", "(select f.organisation from exchange.import_file f where f.id = t.file)");
        whose.put("exchange.import_part", "(select f.organisation from exchange.import_file f where f.id = t.file)");
        whose.put("limits.counted", "(select c.organisation from limits.commitment c where c.id = t.commitment)");
        for (var table : List.of("earlier", "receipt")) {
            whose.put(
                    "reimbursements." + table,
                    "(select c.organisation from reimbursements.claim c where c.id = t.claim)");
        }
        whose.put("careplans.wished", "(select r.organisation from requests.help_request r where r.id = t.request)");
        return whose;
    }

    /// No organisation's rows, and why.
    private static final Map<String, String> NOBODYS = Map.ofEntries(
            Map.entry("access.session", "opened by a cookie; read before anybody is anybody"),
            Map.entry("access.session_attributes", "opened by a cookie; read before anybody is anybody"),
            Map.entry("access.guess_budget", "names nobody; nobody but the jobs reads it"),
            Map.entry("access.recovery_asked", "before anybody is anybody; nobody but the jobs reads it"),
            Map.entry("database.installation", "what the installation is for"),
            Map.entry("database.key_mark", "tells nothing but whether the key is the same"),
            Map.entry("database.shared_folder", "tells nothing but whether the folder is the same"),
            Map.entry("database.scheduled_tasks", "what is to be done, and when"),
            Map.entry("insight.edition", "what was published is for all to read; drafts are the administrator's"),
            Map.entry("insight.figure", "what was published is for all to read; drafts are the administrator's"),
            Map.entry("insight.named", "what was published is for all to read; drafts are the administrator's"),
            Map.entry("insight.border", "where areas end is for all to read"),
            Map.entry("insight.border_source", "where outlines come from is for all to read"),
            Map.entry(
                    "insight.figure_edition", "what was published is for all to read; of drafts nobody reads a number"),
            Map.entry("insight.figure_cell", "what was published is for all to read; of drafts nobody reads a number"),
            Map.entry("insight.counted_cell", "counts over all organisations; nobody but the jobs reads it"),
            Map.entry("limits.policy", "what an organisation asks of volunteers is for all to read"),
            Map.entry("reimbursements.law_year", "the law is for all to read"),
            Map.entry("reimbursements.mileage_rate", "the law is for all to read"),
            Map.entry("mail.outbox", "nobody but the jobs reads it"),
            Map.entry("rounds.joint_round", "sums over all organisations; the administrator's alone"),
            Map.entry("story.chapter", "which part of the demo was told"),
            Map.entry("people.consent_text", "what people said yes to is for all to read"),
            Map.entry("network.organisation", "the directory is public"),
            Map.entry("network.branch", "the directory is public"),
            Map.entry("network.area", "places are public"),
            Map.entry("network.route", "the directory is public"),
            Map.entry("network.fallback_desk", "the directory is public"));

    @LocalServerPort
    int port;

    @Autowired
    World.Builder builder;

    @Autowired
    Database database;

    @Autowired
    DataSource pool;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    List<Law> laws;

    World world;
    UUID mine;
    JdbcClient superuser;
    private List<Table> tables;

    /// @param key the columns of the primary key
    private record Table(String name, List<String> key, String whose) {

        String keyText() {
            return key.stream().map(column -> "t." + column + "::text").collect(Collectors.joining(" || ' ' || "));
        }
    }

    @BeforeEach
    void everyone_has_something() {
        superuser = builder.superuser();
        world = builder.build("http://localhost:" + port);
        mine = world.at(Relationship.OWN).team().organisation().value();
        // what no handler in the world has made yet
        for (var household : world.households.values()) {
            superuser
                    .sql("""
                            insert into matching.kept_apart (organisation, volunteer, participant, since)
                            values (:organisation, :volunteer, :participant, now());
                            insert into matching.weights (organisation, loves, likes, distance, day_part, same_branch,
                                same_organisation, waiting, urgency, base, spare, load, changed_by, changed_at)
                            values (:organisation, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, :coordinator, now())
                            on conflict do nothing;
                            insert into access.cover (id, organisation, absent, cover, from_day, until_day)
                            select gen_random_uuid(), :organisation, :coordinator, :other, current_date, current_date;
                            insert into volunteers.training (person, organisation, qualification, obtained_on)
                            values (:volunteer, :organisation, 'DRIVER', current_date);
                            insert into access.link (token_hash, account, purpose, expires_at, created_at)
                            values (gen_random_uuid()::text, :coordinator, 'ENROL', now(), now());
                            insert into access.api_token (token_hash, account, created_at, expires_at)
                            values (gen_random_uuid()::text, :coordinator, now(), now());
                            insert into access.device (token_hash, account, seen_at)
                            values (gen_random_uuid()::text, :coordinator, now());
                            insert into access.sign_in (id, account, proof, browser, system, began_at, proved_at, seen_at)
                            values (gen_random_uuid(), :coordinator, 'TWO', 'x', 'x', now(), now(), now());
                            insert into access.app (account, sealed_secret, last_step, since)
                            values (:coordinator, 'x', 1, now()) on conflict do nothing;
                            insert into access.sheet_code (account, number, mac, made_at)
                            values (:coordinator, 1, 'x', now()) on conflict do nothing;
                            insert into access.passkey (credential, id, account, public_key, attestation, signature_count,
                                verified, backup_eligible, backed_up, transports, name, since, used_at)
                            values (uuid_send(gen_random_uuid()), gen_random_uuid(), :coordinator, 'x', 'x', 1, true, true,
                                true, '', 'x', now(), now());
                            insert into access.draft (id, account, sealed, kept_at)
                            values (gen_random_uuid(), :coordinator, 'x', now()) on conflict do nothing;
                            insert into access.provider_link (issuer, subject, account, since)
                            values ('x', gen_random_uuid()::text, :coordinator, now()) on conflict do nothing;
                            insert into access.way_in_event (at, account, kind, organisation)
                            values (now(), :coordinator, 'SHEET_MADE', :organisation);
                            insert into access.house_rule (organisation, second_for_all, set_at)
                            values (:organisation, true, now()) on conflict do nothing;
                            insert into audit.emergency (id, account, who, organisation, person, reason, at, until)
                            values (gen_random_uuid(), :coordinator, 'x', :organisation, :participant, 'x', now(), now() + interval '1 hour');
                            insert into privacy.period (organisation, kind, months, changed_by, changed_at)
                            values (:organisation, 'NOTES', 6, :coordinator, now()) on conflict do nothing;
                            insert into privacy.forgotten (person, organisation, at, why)
                            values (gen_random_uuid(), :organisation, now(), 'ASKED');
                            insert into privacy.joined_row (joining, table_name, place, before)
                            select id, 'people.person', '{}', '{}' from privacy.joining where organisation = :organisation;
                            insert into privacy.not_double (organisation, one, other, by, at)
                            values (:organisation, :participant, :volunteer, :coordinator, now());
                            insert into privacy.looked_through (organisation, what, at)
                            values (:organisation, 'LEAVING', now()) on conflict do nothing;
                            insert into privacy.leaving (organisation, person, day)
                            values (:organisation, :participant, current_date) on conflict do nothing;
                            insert into privacy.going (organisation, table_name, period, whole_row, rows, nth)
                            values (:organisation, 'mail.mail', 'MAIL', true, 1, 1) on conflict do nothing;
                            insert into privacy.likely_double (organisation, one, other, likeness)
                            values (:organisation, :participant, :volunteer, '{NAME}') on conflict do nothing;
                            """)
                    .param("organisation", household.team().organisation().value())
                    .param("volunteer", household.volunteer().person().value())
                    .param("participant", household.another().person().value())
                    .param("coordinator", household.team().coordinator().value())
                    .param(
                            "other",
                            Objects.requireNonNull(household.volunteer().account())
                                    .value())
                    .update();
        }
        tables = tables();
    }

    private List<Table> tables() {
        var unknown = new ArrayList<String>();
        var found = new ArrayList<Table>();
        superuser
                .sql("""
                        select n.nspname || '.' || c.relname,
                               exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation'
                                       and not a.attisdropped),
                               (select array_agg(a.attname::text order by a.attnum) from pg_index i
                                join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
                                where i.indrelid = c.oid and i.indisprimary)
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                          and c.relname !~ '^flyway_schema_history'
                        order by 1
                        """)
                .query((rs, _) -> {
                    var name = rs.getString(1);
                    if (NOBODYS.containsKey(name)) {
                        return name;
                    }
                    var whose = WHOSE.containsKey(name) ? WHOSE.get(name) : rs.getBoolean(2) ? "t.organisation" : null;
                    if (whose == null) {
                        unknown.add(name);
                    } else {
                        found.add(new Table(
                                name, List.of((String[]) rs.getArray(3).getArray()), whose));
                    }
                    return name;
                })
                .list();
        assertThat(unknown)
                .as("tables of which this test does not know whose rows they hold")
                .isEmpty();
        return found;
    }

    /// Key to organisation, of every row.
    private Map<String, UUID> owners(Table table) {
        var owners = new HashMap<String, UUID>();
        superuser
                .sql("select %s, %s from %s t".formatted(table.keyText(), table.whose(), table.name()))
                .query((rs, _) -> owners.put(rs.getString(1), rs.getObject(2, UUID.class)))
                .list();
        return owners;
    }

    private int tried;
    private final List<String> holes = new ArrayList<>();

    @Test
    void no_statement_reaches_the_rows_of_another_organisation() {
        var coordinator = world.at(Relationship.OWN).team().viewer();
        var manager = viewer("manager");
        var contexts = new LinkedHashMap<String, Viewer>();
        contexts.put("nobody", Viewer.NOBODY);
        contexts.put("a coordinator", coordinator);
        contexts.put("a manager", manager);
        var shared = sharedKeys();
        for (var table : tables) {
            var owners = owners(table);
            assertThat(owners.values())
                    .as("rows of two organisations at least in " + table.name())
                    .contains(mine);
            assertThat(new HashSet<>(owners.values()).size()).as(table.name()).isGreaterThan(1);
            contexts.forEach((name, viewer) -> {
                select(table, name, viewer, owners, viewer.equals(Viewer.NOBODY) ? Set.of() : shared);
                change("update", table, name, viewer, owners);
                change("delete", table, name, viewer, owners);
                insert(table, name, viewer);
            });
        }
        // taken back, the next look finds nothing; a question of theirs still waits for an answer
        var left = Set.of(putBeforeUs());
        var partner = world.at(Relationship.SHARED).team().viewer();
        partner.run(() -> transaction.execute(
                _ -> db.sql("update access.share set withdrawn_at = now() where withdrawn_at is null")
                        .update()));
        for (var table : tables) {
            if (!table.name().equals("access.share")) {
                select(table, "a coordinator, the share withdrawn", coordinator, owners(table), left);
                select(table, "a manager, the share withdrawn", manager, owners(table), left);
            }
        }
        System.out.printf("Rows: %d tables, %d statements tried, %d holes%n", tables.size(), tried, holes.size());
        assertThat(holes).isEmpty();
        assertThat(tried).isGreaterThan(tables.size() * 12);
    }

    /// A share one gives oneself of what is another's, or a role as another's person, opens nothing.
    @Test
    void nobody_lets_themselves_in() {
        var coordinator = world.at(Relationship.OWN).team().viewer();
        var theirs = world.at(Relationship.PARTNER).participant().person().value();
        coordinator.run(() -> transaction.execute(status -> {
            db.sql("""
                    insert into access.share (id, what, subject, from_organisation, to_organisation, purpose, given_at)
                    values (gen_random_uuid(), 'PERSON', :person, :mine, :mine, 'mine', now())
                    """).param("person", theirs).param("mine", mine).update();
            assertThat(db.sql("select count(*) from people.person where id = :id")
                            .param("id", theirs)
                            .query(Long.class)
                            .single())
                    .isZero();
            status.setRollbackOnly();
            return status;
        }));
        assertThat(refusal(coordinator, """
                insert into access.role_held (id, account, role, organisation, person, since)
                values (gen_random_uuid(), '%s', 'VOLUNTEER', '%s', '%s', now())
                """.formatted(coordinator.me(), mine, theirs)))
                .isEqualTo("23503");
        assertThat(refusal(coordinator, """
                insert into access.link (token_hash, account, purpose, expires_at, created_at)
                values ('x', '%s', 'ENROL', now() + interval '1 day', now())
                """.formatted(
                                world.at(Relationship.STRANGER).team().coordinator())))
                .isEqualTo("42501");
    }

    /// Of all that organisations keep, whoever looks from outside sees their own way in, and no row about anybody.
    @Test
    void who_looks_from_outside_sees_no_row_of_anybody() {
        var sees = new HashMap<String, Integer>();
        for (var name : List.of("municipality", "national office")) {
            var viewer = viewer(name);
            for (var table : tables) {
                var rows = as(viewer, "select %s from %s t".formatted(table.keyText(), table.name()));
                if (!rows.isEmpty()) {
                    sees.merge(table.name(), rows.size(), Math::max);
                }
            }
        }

        assertThat(sees).containsEntry("access.account", 1).containsEntry("access.role_held", 1);
        assertThat(sees.keySet())
                .as("nothing but their own way in")
                .isSubsetOf(
                        "access.account",
                        "access.role_held",
                        "access.api_token",
                        "access.sheet_code",
                        "access.sign_in",
                        "access.way_in_event");
        // the negative control: the same look, from a desk
        var desk = world.at(Relationship.OWN).team().viewer();
        assertThat(tables.stream()
                        .filter(table -> !as(desk, "select %s from %s t".formatted(table.keyText(), table.name()))
                                .isEmpty()))
                .hasSizeGreaterThan(20);
    }

    private Viewer viewer(String visitor) {
        return builder.viewer(Objects.requireNonNull(world.visitors.get(visitor).account()));
    }

    /// What the partner asks of us is theirs, and ours to answer.
    private String putBeforeUs() {
        return "referrals.referral "
                + World.idOf(
                        "referral", world.at(Relationship.SHARED).participant().person());
    }

    /// The rows that the partner shows or puts before us, and the shares themselves.
    private Set<String> sharedKeys() {
        var household = world.at(Relationship.SHARED);
        var keys = new HashSet<String>();
        keys.add("people.person " + household.participant().person());
        keys.add("people.person " + household.volunteer().person());
        keys.add("requests.help_request " + household.request());
        keys.add(putBeforeUs());
        superuser
                .sql("select id::text from access.share where to_organisation = :mine")
                .param("mine", mine)
                .query(String.class)
                .list()
                .forEach(id -> keys.add("access.share " + id));
        return keys;
    }

    private void select(Table table, String who, Viewer viewer, Map<String, UUID> owners, Set<String> allowed) {
        tried++;
        var seen = as(viewer, "select %s from %s t".formatted(table.keyText(), table.name()));
        for (var key : seen) {
            var owner = owners.get(key);
            if (!mine.equals(owner) && !allowed.contains(table.name() + " " + key) && !own(table, viewer, key)) {
                holes.add("%s reads a row of %s in %s".formatted(who, owner, table.name()));
            }
        }
        if (viewer.equals(Viewer.NOBODY) && !seen.isEmpty()) {
            holes.add("nobody reads %d rows in %s".formatted(seen.size(), table.name()));
        }
    }

    /// One's own account is one's own, whatever organisation it is counted with.
    private static boolean own(Table table, Viewer viewer, String key) {
        return table.name().equals("access.account")
                && viewer.account() != null
                && key.equals(viewer.me().toString());
    }

    /// All of a table, without a word on which rows: then only the policy for this statement stands in the way.
    private void change(String how, Table table, String who, Viewer viewer, Map<String, UUID> owners) {
        var foreign = owners.entrySet().stream()
                .filter(row -> !mine.equals(row.getValue()))
                .map(Map.Entry::getKey)
                .filter(key -> how.equals("delete") || !putBeforeUs().equals(table.name() + " " + key))
                .toList();
        var statement = how.equals("delete") ? "delete from %s t".formatted(table.name()) : update(table);
        if (statement.isEmpty()) {
            return;
        }
        tried++;
        var rows = count(viewer, statement);
        var ours = owners.size() - foreign.size() + (table.name().equals("access.account") ? 1 : 0);
        if (rows > (viewer.equals(Viewer.NOBODY) ? 0 : ours)) {
            holes.add("%s can %s %d rows of %s, of which %d are theirs".formatted(who, how, rows, table.name(), ours));
        }
        // and one by one, where a trigger or a key stopped all at once
        for (var key : foreign.stream().limit(3).toList()) {
            tried++;
            if (count(viewer, statement + " where " + table.keyText() + " = '" + key + "'") > 0) {
                holes.add("%s can %s a row of another in %s".formatted(who, how, table.name()));
            }
        }
    }

    /// Sets a column that the web may set to what it is.
    private String update(Table table) {
        return superuser
                .sql("""
                        select a.attname from pg_attribute a
                        where a.attrelid = cast(:table as regclass) and a.attnum > 0 and not a.attisdropped
                          and a.attgenerated = '' and a.attidentity = ''
                          and has_column_privilege('samenspel_app', a.attrelid, a.attnum, 'update')
                        order by a.attnum limit 1
                        """)
                .param("table", table.name())
                .query(String.class)
                .optional()
                .map(column -> "update %s t set %s = %s"
                        .formatted(
                                table.name(), column, table.name().equals("access.account") ? "null" : "t." + column))
                .orElse("");
    }

    /// Refused before row security is asked: the coordinators, or the requests, of the other organisation are not seen.
    private static final Map<String, String> REFUSED_BY =
            Map.of("requests.help_request", "23514", "referrals.referral", "23514");

    /// A row like one of another organisation, as if it were new.
    private void insert(Table table, String who, Viewer viewer) {
        if (table.name().equals("access.account") && !viewer.equals(Viewer.NOBODY)) {
            // nobody's, until it is given a role; and without a password
            return;
        }
        tried++;
        var refused = refusal(
                viewer,
                cloneOf(
                        table,
                        world.at(Relationship.PARTNER).team().organisation().value()));
        if (!REFUSED_BY.getOrDefault(table.name(), "42501").equals(refused)) {
            holes.add("%s puts a row of another in %s (%s)".formatted(who, table.name(), refused));
        }
    }

    private String cloneOf(Table table, UUID organisation) {
        var row = superuser
                .sql("select to_jsonb(t)::text from %s t where %s = :whose limit 1"
                        .formatted(table.name(), table.whose()))
                .param("whose", organisation)
                .query(String.class)
                .single();
        var fresh = table.key().size() == 1
                ? " || jsonb_build_object('%s', case when '%s' in (select a.attname from pg_attribute a where a.attrelid = '%s'::regclass and a.atttypid = 'uuid'::regtype) then gen_random_uuid()::text else (900000 + (random() * 90000)::int)::text end)"
                        .formatted(table.key().getFirst(), table.key().getFirst(), table.name())
                : "";
        // what the database makes of the others itself cannot be put in
        var columns = superuser
                .sql("""
                        select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
                        where attrelid = cast(:table as regclass) and attnum > 0 and not attisdropped and attgenerated = ''
                        """)
                .param("table", table.name())
                .query(String.class)
                .single();
        return "insert into %s (%s) overriding system value select %s from jsonb_populate_record(null::%s, '%s'::jsonb%s)"
                .formatted(table.name(), columns, columns, table.name(), row.replace("'", "''"), fresh);
    }

    private List<String> as(Viewer viewer, String query) {
        return viewer.call(() -> Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            try {
                return db.sql(query).query(String.class).list();
            } catch (DataAccessException e) {
                if ("42501".equals(state(e))) {
                    return List.<String>of();
                }
                throw e;
            }
        })));
    }

    private int count(Viewer viewer, String statement) {
        return viewer.call(() -> Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            try {
                return db.sql(statement).update();
            } catch (DataAccessException _) {
                return 0;
            }
        })));
    }

    private String refusal(Viewer viewer, String statement) {
        return viewer.call(() -> Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            try {
                db.sql(statement).update();
                return "let in";
            } catch (DataAccessException e) {
                return state(e);
            }
        })));
    }

    private static String state(DataAccessException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    // --- broken in six ways ---

    @Test
    void each_table_broken_in_six_ways_is_noticed() throws SQLException {
        var law = laws.stream()
                .filter(one -> one.name().equals("access.rows-are-guarded"))
                .findFirst()
                .orElseThrow();
        assertThat(law.examine(superuser).violations()).isEmpty();
        var unnoticed = new ArrayList<String>();
        var byRows = 0;
        var breakages = 0;
        try (var connection = TestDatabase.asSuperuser(database).getConnection()) {
            connection.setAutoCommit(false);
            var broken = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            for (var table : tables) {
                for (var way : ways(table).entrySet()) {
                    breakages++;
                    broken.sql(way.getValue()).update();
                    if (law.examine(broken).violations().isEmpty()) {
                        unnoticed.add(table.name() + ": " + way.getKey());
                    }
                    // that it matters is seen in the rows too
                    if (way.getKey().equals("policy off")
                            || way.getKey().equals("using true")
                            || way.getKey().equals("extra policy")) {
                        broken.sql("grant select on " + table.name() + " to samenspel_app")
                                .update();
                        broken.sql("set local role samenspel_app").update();
                        if (broken.sql("select count(*) from " + table.name())
                                        .query(Long.class)
                                        .single()
                                > 0) {
                            byRows++;
                        } else {
                            unnoticed.add(table.name() + ": " + way.getKey() + ", in its rows");
                        }
                    }
                    connection.rollback();
                }
            }
        }
        System.out.printf(
                "Rows: %d breakages of %d tables, %d not noticed; %d seen in rows as nobody too%n",
                breakages, tables.size(), unnoticed.size(), byRows);
        assertThat(unnoticed).isEmpty();
        assertThat(law.examine(superuser).violations()).as("mended").isEmpty();
    }

    private Map<String, String> ways(Table table) {
        var ways = new TreeMap<String, String>();
        var policy = superuser
                .sql("""
                        select policyname || '|' || cmd from pg_policies
                        where schemaname || '.' || tablename = :table and 'samenspel_app' = any (roles)
                        order by (cmd in ('SELECT', 'ALL')) desc, policyname limit 1
                        """)
                .param("table", table.name())
                .query(String.class)
                .optional();
        ways.put("policy off", "alter table %s disable row level security".formatted(table.name()));
        ways.put("not forced", "alter table %s no force row level security".formatted(table.name()));
        var readable = policy.filter(it -> it.endsWith("|SELECT") || it.endsWith("|ALL"))
                .map(it -> it.substring(0, it.indexOf('|')));
        ways.put(
                "using true",
                readable.map(name -> "alter policy %s on %s using (true)".formatted(name, table.name()))
                        .orElse("create policy broken on %s for select to samenspel_app using (true)"
                                .formatted(table.name())));
        ways.put(
                "with check true",
                "create policy broken on %s for insert to samenspel_app with check (true)".formatted(table.name()));
        ways.put("extra policy", "create policy broken on %s using (1 = 1)".formatted(table.name()));
        ways.put("grant", "grant select on %s to public".formatted(table.name()));
        return ways;
    }

    /// Where a desk has thousands of rows, reading its branches out of a setting for each was most of
    /// what a page cost. As `(select access.my_branches())` it is done once for each statement.
    @Test
    void no_policy_reads_the_viewers_branches_again_for_each_row() {
        assertThat(superuser.sql("""
                                select schemaname || '.' || tablename || ', ' || policyname from pg_policies
                                where coalesce(qual, '') || coalesce(with_check, '')
                                      ~ 'access\\.is_my_branch|(?<!SELECT )access\\.(my|all)_branches'
                                """).query(String.class).list()).isEmpty();
    }

    // --- one connection after another ---

    @Test
    void no_connection_carries_one_persons_sight_to_the_next() throws Exception {
        var viewers = new ArrayList<Viewer>(
                List.of(Viewer.NOBODY, viewer("manager"), viewer("volunteer"), viewer("participant")));
        world.households
                .values()
                .forEach(household -> viewers.add(household.team().viewer()));
        var leaks = new ConcurrentLinkedQueue<String>();
        var chance = new Random(7);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 2_000; i++) {
                var viewer = viewers.get(chance.nextInt(viewers.size()));
                var trouble = chance.nextInt(4);
                threads.execute(() -> {
                    try {
                        viewer.run(() -> transaction.execute(_ -> {
                            var seen = db.sql("select coalesce(current_setting('samenspel.organisation', true), '')")
                                    .query(String.class)
                                    .single();
                            var expected =
                                    viewer.organisation().map(Object::toString).orElse("");
                            if (!seen.equals(expected)) {
                                leaks.add("saw %s instead of %s".formatted(seen, expected));
                            }
                            if (trouble == 1) {
                                throw new IllegalStateException("on purpose");
                            }
                            if (trouble == 2) {
                                db.sql("select 1 / 0").query(Integer.class).single();
                            }
                            return seen;
                        }));
                    } catch (IllegalStateException | DataAccessException _) {
                        // on purpose
                    }
                    if (trouble == 3) {
                        // outside a transaction nothing is set, so nothing is seen
                        var bare = JdbcClient.create(pool)
                                .sql(
                                        "select coalesce(current_setting('samenspel.organisation', true), '') || (select count(*) from people.person)")
                                .query(String.class)
                                .single();
                        if (!bare.equals("0")) {
                            leaks.add("outside: " + bare);
                        }
                    }
                });
            }
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void who_sees_only_their_own_rows_keeps_the_plans_of_statements_and_nobody_else_does() {
        var read = "select current_setting('plan_cache_mode')";
        Function<Viewer, String> plans = viewer -> viewer.call(
                () -> transaction.execute(_ -> db.sql(read).query(String.class).single()));

        assertThat(Stream.of("participant", "relative").map(this::viewer).map(plans))
                .containsOnly("force_generic_plan");
        var alsoCoordinates = viewer("volunteer");
        assertThat(alsoCoordinates.roles()).contains(Role.VOLUNTEER, Role.COORDINATOR);
        assertThat(plans.apply(alsoCoordinates)).isEqualTo("auto");
        assertThat(plans.apply(viewer("manager"))).isEqualTo("auto");
        assertThat(plans.apply(Viewer.NOBODY)).isEqualTo("auto");
        assertThat(JdbcClient.create(pool).sql(read).query(String.class).single())
                .as("after the transaction")
                .isEqualTo("auto");
    }
}
