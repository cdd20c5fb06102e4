package nl.samenspel.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.samenspel.access.PersonId;
import nl.samenspel.database.InstallationKey;
import nl.samenspel.exchange.Undoing.Left;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// What lists did, kept for thirty days to undo it by: what things were before, closed, and of what the
/// lists left only a mark, by which it is known again. Both with the installation's key, because any
/// colleague may undo a list and nobody keeps a key for a month.
@Repository
class Traces {

    private static final int MARK_BYTES = 16;

    private final JdbcClient db;
    private final String key;
    private final SecretKeySpec markKey;

    /// A field without anything is left out, so that one that is added later changes no mark that was made before.
    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                    usual -> usual.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .build();

    Traces(JdbcClient db, InstallationKey installation) {
        this.db = db;
        this.key = Base64.getUrlEncoder().withoutPadding().encodeToString(installation.derived("what lists changed"));
        this.markKey = new SecretKeySpec(installation.derived("what lists left"), "HmacSHA256");
    }

    /// Keeps what a part did.
    void keep(UUID file, int nth, List<Trace> traces) {
        if (traces.isEmpty()) {
            return;
        }
        db.sql("""
                insert into exchange.import_trace (file, turn, nth, of, thing, person, made, mark, before)
                select :file, t.turn, :nth, t.of, t.thing, t.person, t.before is null, t.mark, t.before
                from unnest(cast(:turns as smallint[]), :sorts, :things, cast(:persons as uuid[]), :marks,
                            cast(:befores as bytea[])) as t (turn, of, thing, person, mark, before)
                """)
                .param("file", file)
                .param("nth", nth)
                .param("turns", traces.stream().map(one -> one.of().ordinal()).toArray(Integer[]::new))
                .param("sorts", traces.stream().map(one -> one.of().name()).toArray(String[]::new))
                .param("things", traces.stream().map(Trace::thing).toArray(String[]::new))
                .param(
                        "persons",
                        traces.stream()
                                .map(one -> one.person() == null
                                        ? null
                                        : one.person().value())
                                .toArray(UUID[]::new))
                .param(
                        "marks",
                        traces.stream()
                                .map(one -> mark(one.of(), one.thing(), one.after()))
                                .toArray(byte[][]::new))
                .param(
                        "befores",
                        traces.stream()
                                .map(one -> one.before() == null
                                        ? null
                                        : Seal.close(
                                                json.writeValueAsBytes(one.before()),
                                                key,
                                                purpose(file, one.of(), one.thing())))
                                .toArray(byte[][]::new))
                .update();
    }

    /// Things of one sort that one part touched, the last that is not undone yet.
    record Step(Touched of, int nth) {}

    /// One of them.
    @SuppressWarnings("ArrayRecordComponent") // compared by what it says
    record Marked<I>(Left<I> left, byte[] mark) {}

    /// What is to be undone next; empty when all was tried.
    Optional<Step> findNext(UUID file) {
        return db.sql("""
                select of, nth from exchange.import_trace where file = :file and why is null
                order by turn desc, nth desc limit 1
                """)
                .param("file", file)
                .query((rs, _) -> new Step(Touched.valueOf(rs.getString("of")), rs.getInt("nth")))
                .optional();
    }

    /// All steps, also those that were tried before, in the order in which they are undone.
    List<Step> list(UUID file) {
        return db.sql("""
                select of, nth from exchange.import_trace where file = :file
                group by turn, of, nth order by turn desc, nth desc
                """)
                .param("file", file)
                .query((rs, _) -> new Step(Touched.valueOf(rs.getString("of")), rs.getInt("nth")))
                .list();
    }

    /// What the list did in this step; a thing that it touched more than once is one.
    ///
    /// @param again also what was tried before
    <I> List<Marked<I>> list(UUID file, Step step, Class<I> image, boolean again) {
        @SuppressWarnings("ArrayRecordComponent") // opened at once, never compared
        record Row(String thing, @Nullable UUID person, byte @Nullable [] before, byte[] mark) {}
        Map<String, Row> rows = new LinkedHashMap<>();
        db.sql("""
                select thing, person, before, mark from exchange.import_trace
                where file = :file and of = :of and nth = :nth and (:again or why is null) order by id
                """)
                .param("again", again)
                .param("file", file)
                .param("of", step.of().name())
                .param("nth", step.nth())
                .query(rs -> {
                    var row = new Row(
                            rs.getString("thing"),
                            rs.getObject("person", UUID.class),
                            rs.getBytes("before"),
                            rs.getBytes("mark"));
                    rows.merge(
                            row.thing(),
                            row,
                            (first, last) -> new Row(first.thing(), last.person(), first.before(), last.mark()));
                });
        List<Marked<I>> marked = new ArrayList<>(rows.size());
        for (var row : rows.values()) {
            var before = row.before() == null
                    ? null
                    : json.readValue(
                            Seal.open(row.before(), key, purpose(file, step.of(), row.thing()))
                                    .orElseThrow(() -> new IllegalStateException(
                                            "What a list changed was closed with the key of another installation.")),
                            image);
            marked.add(new Marked<>(
                    new Left<>(row.thing(), row.person() == null ? null : new PersonId(row.person()), before),
                    row.mark()));
        }
        return marked;
    }

    /// Which of these could not be undone because somebody changed something of them since.
    Set<String> listChanged(UUID file, Collection<String> things) {
        return db
                .sql("""
                        select thing from exchange.import_trace
                        where file = :file and thing = any (:things) and 'CHANGED' = any (why)
                        """)
                .param("file", file)
                .param("things", things.toArray(String[]::new))
                .query(String.class)
                .stream()
                .collect(Collectors.toSet());
    }

    /// Whether this is how a list left it.
    boolean isAsLeft(Touched of, String thing, byte[] mark, Object now) {
        return Arrays.equals(mark, mark(of, thing, now));
    }

    /// A step was tried: what was undone is forgotten, and why the rest was not is written down.
    void settle(UUID file, Step step, Collection<String> undone, Map<String, Set<Why>> staying) {
        db.sql("""
                delete from exchange.import_trace
                where file = :file and of = :of and nth = :nth and why is null and thing = any (:things)
                """)
                .param("file", file)
                .param("of", step.of().name())
                .param("nth", step.nth())
                .param("things", undone.toArray(String[]::new))
                .update();
        if (staying.isEmpty()) {
            return;
        }
        var stay = List.copyOf(staying.entrySet());
        db.sql("""
                update exchange.import_trace r set why = string_to_array(t.why, ' ')
                from unnest(:things, :whys) as t (thing, why)
                where r.file = :file and r.of = :of and r.nth = :nth and r.thing = t.thing and r.why is null
                """)
                .param("file", file)
                .param("of", step.of().name())
                .param("nth", step.nth())
                .param("things", stay.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .param(
                        "whys",
                        stay.stream()
                                .map(one -> one.getValue().stream()
                                        .map(Enum::name)
                                        .sorted()
                                        .collect(Collectors.joining(" ")))
                                .toArray(String[]::new))
                .update();
    }

    /// What could not be undone is tried again.
    void tryAgain(UUID file) {
        db.sql("update exchange.import_trace set why = null where file = :file and why is not null")
                .param("file", file)
                .update();
    }

    /// What could not be undone.
    record Stayed(Touched of, String thing, @Nullable PersonId person, Set<Why> why) {

        Stayed {
            why = Set.copyOf(why);
        }
    }

    /// The first of what could not be undone; a thing is told once.
    List<Stayed> listStayed(UUID file, int most) {
        return db.sql("""
                select distinct on (turn, thing) of, thing, person, why from exchange.import_trace
                where file = :file and why is not null order by turn, thing, id limit :most
                """)
                .param("file", file)
                .param("most", most)
                .query((rs, _) -> {
                    var person = rs.getObject("person", UUID.class);
                    var why = EnumSet.noneOf(Why.class);
                    for (var one : (String[]) rs.getArray("why").getArray()) {
                        why.add(Why.valueOf(one));
                    }
                    return new Stayed(
                            Touched.valueOf(rs.getString("of")),
                            rs.getString("thing"),
                            person == null ? null : new PersonId(person),
                            why);
                })
                .list();
    }

    /// How many there are of each sort that stay, and that were not tried yet.
    record Count(int stay, int left) {}

    Map<Touched, Count> count(UUID file) {
        Map<Touched, Count> counts = new EnumMap<>(Touched.class);
        db.sql("""
                select of, count(distinct thing) filter (where why is not null) as stay,
                       count(distinct thing) filter (where why is null) as rest
                from exchange.import_trace where file = :file group by of
                """).param("file", file).query(rs -> {
            counts.put(Touched.valueOf(rs.getString("of")), new Count(rs.getInt("stay"), rs.getInt("rest")));
        });
        return counts;
    }

    /// How many were not tried yet.
    int countLeft(UUID file) {
        return db.sql("select count(*) from exchange.import_trace where file = :file and why is null")
                .param("file", file)
                .query(Integer.class)
                .single();
    }

    private byte[] mark(Touched of, String thing, Object image) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(markKey);
            mac.update((of + " " + thing + " ").getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(json.writeValueAsBytes(image)), MARK_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC.", e);
        }
    }

    private static String purpose(UUID file, Touched of, String thing) {
        return "before %s, %s %s".formatted(file, of, thing);
    }
}
