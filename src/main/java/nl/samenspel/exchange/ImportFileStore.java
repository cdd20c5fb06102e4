package nl.samenspel.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.exchange.Reading.Judged;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Lists on their way in, each for who sent it only, and closed ([Seal]); how far the work on them is, and whose turn
/// it is.
@Repository
class ImportFileStore {

    private final JdbcClient db;

    ImportFileStore(JdbcClient db) {
        this.db = db;
    }

    enum State {
        /// It waits for somebody to say what its columns mean.
        SENT,
        TRYING,
        TRIED,
        BRINGING,
        DONE,
        /// While it was being brought in, somebody said stop.
        CANCELLED,
        /// While it was being brought in, it could not go on.
        BROKEN,
        UNDOING,
        /// As far as could be; what was stopped half-way can go on.
        UNDONE;

        boolean isWorkedOn() {
            return this == TRYING || this == BRINGING || this == UNDOING;
        }

        boolean isOver() {
            return this == DONE || this == CANCELLED || this == BROKEN || this == UNDONE;
        }
    }

    /// How many rows met which fate so far.
    record Counts(int read, int added, int changed, int unchanged, int rejected, int warned) {}

    /// @param columns what each column means, by name; an empty name where it is not used
    /// @param total its rows
    /// @param nextPart the first part that is not done yet
    /// @param hasTurn whether the work has begun, and no other list of the organisation is before it
    /// @param tookUpAt when the program that works on it began
    /// @param tookUpWith how many rows were read then, or things tried to undo
    /// @param traces how many things it made or changed
    record Kept(
            UUID id,
            ImportList list,
            String name,
            @Nullable BranchId branch,
            List<String> columns,
            State state,
            int total,
            int parts,
            int nextPart,
            Counts counts,
            boolean stop,
            boolean hasTurn,
            @Nullable Instant tookUpAt,
            int tookUpWith,
            @Nullable Instant heardAt,
            int traces) {

        Kept {
            columns = List.copyOf(columns);
        }
    }

    private static final String KEPT = """
            select id, list, name, branch, columns, state, total, parts, next_part, read_rows, added, changed, unchanged,
                   rejected, warned, stop, has_turn, took_up_at, took_up_with, heard_at, traces
            from exchange.import_file
            """;

    void add(
            UUID id,
            ImportList list,
            String name,
            AccountId account,
            @Nullable OrganisationId organisation,
            @Nullable BranchId branch,
            Instant now) {
        db.sql("""
                insert into exchange.import_file
                    (id, account, organisation, branch, list, name, content, columns, created_at)
                values (:id, :account, :organisation, :branch, :list, :name, '', '{}', :now)
                """)
                .param("id", id)
                .param("account", account.value())
                .param("organisation", organisation == null ? null : organisation.value(), Types.OTHER)
                .param("branch", branch == null ? null : branch.value(), Types.OTHER)
                .param("list", list.name())
                .param("name", name)
                .param("now", Timestamp.from(now))
                .update();
    }

    void addPart(UUID id, int nth, byte[] closed) {
        db.sql("insert into exchange.import_part (file, nth, rows) values (:file, :nth, :rows)")
                .param("file", id)
                .param("nth", nth)
                .param("rows", closed)
                .update();
    }

    /// It has all come in.
    void complete(UUID id, List<String> columns, byte[] content, int total, int parts) {
        db.sql("""
                update exchange.import_file set columns = :columns, content = :content, total = :total, parts = :parts
                where id = :id
                """)
                .param("id", id)
                .param("columns", columns.toArray(String[]::new))
                .param("content", content)
                .param("total", total)
                .param("parts", parts)
                .update();
    }

    Optional<Kept> find(UUID id) {
        return db.sql(KEPT + "where id = :id")
                .param("id", id)
                .query(ImportFileStore::read)
                .optional();
    }

    private static Kept read(ResultSet rs, int rowNumber) throws SQLException {
        var branch = rs.getObject("branch", UUID.class);
        var tookUpAt = rs.getTimestamp("took_up_at");
        var heardAt = rs.getTimestamp("heard_at");
        return new Kept(
                rs.getObject("id", UUID.class),
                ImportList.valueOf(rs.getString("list")),
                rs.getString("name"),
                branch == null ? null : new BranchId(branch),
                Arrays.asList((String[]) rs.getArray("columns").getArray()),
                State.valueOf(rs.getString("state")),
                rs.getInt("total"),
                rs.getInt("parts"),
                rs.getInt("next_part"),
                new Counts(
                        rs.getInt("read_rows"),
                        rs.getInt("added"),
                        rs.getInt("changed"),
                        rs.getInt("unchanged"),
                        rs.getInt("rejected"),
                        rs.getInt("warned")),
                rs.getBoolean("stop"),
                rs.getBoolean("has_turn"),
                tookUpAt == null ? null : tookUpAt.toInstant(),
                rs.getInt("took_up_with"),
                heardAt == null ? null : heardAt.toInstant(),
                rs.getInt("traces"));
    }

    byte[] content(UUID id) {
        return bytes("content", id).orElseThrow();
    }

    Optional<byte[]> fixed(UUID id) {
        return bytes("fixed", id);
    }

    private Optional<byte[]> bytes(String column, UUID id) {
        return db.sql("select %s from exchange.import_file where id = :id".formatted(column))
                .param("id", id)
                .query((rs, _) -> Optional.ofNullable(rs.getBytes(1)))
                .optional()
                .flatMap(found -> found);
    }

    /// The rows of a part, and what was found in them: closed.
    @SuppressWarnings("ArrayRecordComponent") // opened at once, never compared
    record Closed(int nth, byte[] rows, byte @Nullable [] found) {}

    Optional<byte[]> rows(UUID id, int nth) {
        return db.sql("select rows from exchange.import_part where file = :id and nth = :nth")
                .param("id", id)
                .param("nth", nth)
                .query((rs, _) -> rs.getBytes("rows"))
                .optional();
    }

    /// The next part behind this one in which something is to be told.
    Optional<Closed> findTold(UUID id, int after, boolean rejected) {
        return findPart(id, after, rejected ? "rejected" : "warned");
    }

    /// The next part behind this one in which something is new or changes.
    Optional<Closed> findChanging(UUID id, int after) {
        return findPart(id, after, "added + changed");
    }

    private Optional<Closed> findPart(UUID id, int after, String counted) {
        return db.sql("""
                select nth, rows, found from exchange.import_part
                where file = :id and nth > :after and found is not null and %s > 0 order by nth limit 1
                """.formatted(counted))
                .param("id", id)
                .param("after", after)
                .query((rs, _) -> new Closed(rs.getInt("nth"), rs.getBytes("rows"), rs.getBytes("found")))
                .optional();
    }

    /// A row of this part was put right, and the part was gone through again, while the list was tried out.
    ///
    /// @return whether it still could be
    boolean correct(UUID id, int nth, byte[] rows, byte[] found, Judged<?> judged) {
        db.sql("""
                update exchange.import_part
                set rows = :rows, found = :found, added = :added, changed = :changed, unchanged = :unchanged,
                    rejected = :rejected, warned = :warned
                where file = :file and nth = :nth
                """)
                .param("file", id)
                .param("nth", nth)
                .param("rows", rows)
                .param("found", found)
                .param("added", judged.toAdd().size())
                .param("changed", judged.toChange().size())
                .param("unchanged", judged.unchanged())
                .param("rejected", judged.rejected().size())
                .param("warned", judged.warned().size())
                .update();
        return db.sql("""
                        update exchange.import_file f
                        set added = p.added, changed = p.changed, unchanged = p.unchanged, rejected = p.rejected,
                            warned = p.warned
                        from (select sum(added) as added, sum(changed) as changed, sum(unchanged) as unchanged,
                                     sum(rejected) as rejected, sum(warned) as warned
                              from exchange.import_part where file = :id) p
                        where f.id = :id and f.state = 'TRIED'
                        """).param("id", id).update() == 1;
    }

    /// Says what the columns mean; trying out begins anew.
    boolean choose(UUID id, List<String> columns, byte[] fixed) {
        return db.sql("""
                        update exchange.import_file set columns = :columns, fixed = :fixed, state = 'SENT'
                        where id = :id and state in ('SENT', 'TRIED')
                        """)
                        .param("id", id)
                        .param("columns", columns.toArray(String[]::new))
                        .param("fixed", fixed)
                        .update()
                == 1;
    }

    /// Begins to try out or to bring in, once: false when another page just did, or it is over.
    ///
    /// @param lent the sender's key, closed, for whoever has to go on with it
    boolean begin(UUID id, State work, byte[] lent, Instant now) {
        return db.sql("""
                        update exchange.import_file
                        set state = :state, lent = :lent, next_part = 0, read_rows = 0, added = 0, changed = 0,
                            unchanged = 0, rejected = 0, warned = 0, stop = false, has_turn = false,
                            took_up_at = :now, took_up_with = 0, heard_at = :now
                        where id = :id and state in ('SENT', 'TRIED')
                        """)
                        .param("id", id)
                        .param("state", work.name())
                        .param("lent", lent)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /// Goes on with what a program left undone. False when another took it up.
    boolean takeUp(UUID id, Instant unheardSince, Instant now) {
        return db.sql("""
                        update exchange.import_file
                        set took_up_at = :now, heard_at = :now, took_up_with = case when state = 'UNDOING' then traces -
                                (select count(*) from exchange.import_trace t where t.file = import_file.id and t.why is null)
                            else read_rows end
                        where id = :id and state in ('TRYING', 'BRINGING', 'UNDOING') and heard_at < :since
                        """)
                        .param("id", id)
                        .param("since", Timestamp.from(unheardSince))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /// Whether this list may come in now: no other of the organisation does.
    ///
    /// @param organisation null: the installation
    boolean takeTurn(UUID id, @Nullable OrganisationId organisation) {
        db.sql("""
                insert into exchange.import_turn (organisation, file) values (:organisation, :file)
                on conflict do nothing
                """)
                .param("organisation", organisation == null ? new UUID(0, 0) : organisation.value())
                .param("file", id)
                .update();
        return db.sql("select exists (select from exchange.import_turn where file = :file)")
                .param("file", id)
                .query(Boolean.class)
                .single();
    }

    void hasTurn(UUID id, Instant now) {
        db.sql("""
                update exchange.import_file
                set has_turn = true, took_up_at = :now, heard_at = :now,
                    took_up_with = case when state = 'UNDOING' then traces -
                        (select count(*) from exchange.import_trace t where t.file = import_file.id and t.why is null)
                        else read_rows end
                where id = :id
                """).param("id", id).param("now", Timestamp.from(now)).update();
    }

    /// Somebody still works on it, or waits for its turn. Says whether to stop.
    boolean hear(UUID id, Instant now) {
        return db.sql("""
                        update exchange.import_file set heard_at = :now
                        where id = :id and state in ('TRYING', 'BRINGING', 'UNDOING') returning stop
                        """)
                .param("id", id)
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    /// A part is done, in the transaction that did it. Empty when it was done already, or nobody should go on.
    ///
    /// @return whether to stop
    Optional<Boolean> checkpoint(
            UUID id, State work, int nth, Judged<?> judged, int traces, byte[] found, Instant now) {
        db.sql("""
                update exchange.import_part
                set found = :found, added = :added, changed = :changed, unchanged = :unchanged, rejected = :rejected,
                    warned = :warned
                where file = :file and nth = :nth
                """)
                .param("file", id)
                .param("nth", nth)
                .param("found", found)
                .param("added", judged.toAdd().size())
                .param("changed", judged.toChange().size())
                .param("unchanged", judged.unchanged())
                .param("rejected", judged.rejected().size())
                .param("warned", judged.warned().size())
                .update();
        return db.sql("""
                update exchange.import_file
                set next_part = :nth + 1, read_rows = read_rows + :read, added = added + :added,
                    changed = changed + :changed, unchanged = unchanged + :unchanged, rejected = rejected + :rejected,
                    warned = warned + :warned, traces = traces + :traces, heard_at = :now
                where id = :id and state = :state and next_part = :nth
                returning stop
                """)
                .param("id", id)
                .param("state", work.name())
                .param("nth", nth)
                .param("read", judged.read())
                .param("added", judged.toAdd().size())
                .param("changed", judged.toChange().size())
                .param("unchanged", judged.unchanged())
                .param("rejected", judged.rejected().size())
                .param("warned", judged.warned().size())
                .param("traces", traces)
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .optional();
    }

    /// The work is over: the key goes back, the turn goes on, and of what came in only what did not is kept.
    void end(UUID id, State state, Instant now) {
        db.sql("""
                update exchange.import_file
                set state = :state, lent = null, has_turn = false, stop = false,
                    done_at = case when :over then cast(:now as timestamptz) end
                where id = :id
                """)
                .param("id", id)
                .param("state", state.name())
                .param("over", state.isOver())
                .param("now", Timestamp.from(now))
                .update();
        db.sql("delete from exchange.import_turn where file = :id")
                .param("id", id)
                .update();
        if (state == State.DONE) {
            db.sql("delete from exchange.import_part where file = :id and rejected = 0")
                    .param("id", id)
                    .update();
        }
    }

    // --- undoing ---

    /// A list that came in.
    ///
    /// @param at when its coming in ended
    /// @param undoable whether there is something to undo still
    record Arrived(
            UUID id,
            ImportList list,
            String name,
            @Nullable BranchId branch,
            AccountId by,
            Instant at,
            State state,
            Counts counts,
            int traces,
            @Nullable AccountId undoneBy,
            @Nullable Instant undoneAt,
            int gone,
            int putBack,
            boolean undoable) {}

    private static final String ARRIVED = """
            select f.id, f.list, f.name, f.branch, f.columns, f.state, f.total, f.parts, f.next_part, f.read_rows, f.added,
                   f.changed, f.unchanged, f.rejected, f.warned, f.stop, f.has_turn, f.took_up_at, f.took_up_with,
                   f.heard_at, f.traces, f.account, f.done_at, f.undone_by, f.undone_at, f.gone, f.put_back,
                   exists (select from exchange.import_trace t where t.file = f.id) as undoable
            from exchange.import_file f
            where f.done_at > :since and (f.traces > 0 or f.state = 'UNDONE')
            """;

    /// What came in since, the newest first, as far as the viewer may see it.
    List<Arrived> listArrived(Instant since, int most) {
        return db.sql(ARRIVED + "order by f.done_at desc, f.id limit :most")
                .param("since", Timestamp.from(since))
                .param("most", most)
                .query(ImportFileStore::arrived)
                .list();
    }

    Optional<Arrived> findArrived(UUID id, Instant since) {
        return db.sql(ARRIVED + "and f.id = :id")
                .param("since", Timestamp.from(since))
                .param("id", id)
                .query(ImportFileStore::arrived)
                .optional();
    }

    private static Arrived arrived(ResultSet rs, int rowNumber) throws SQLException {
        var kept = read(rs, rowNumber);
        var undoneBy = rs.getObject("undone_by", UUID.class);
        var undoneAt = rs.getTimestamp("undone_at");
        return new Arrived(
                kept.id(),
                kept.list(),
                kept.name(),
                kept.branch(),
                new AccountId(rs.getObject("account", UUID.class)),
                Objects.requireNonNull(rs.getTimestamp("done_at")).toInstant(),
                kept.state(),
                kept.counts(),
                kept.traces(),
                undoneBy == null ? null : new AccountId(undoneBy),
                undoneAt == null ? null : undoneAt.toInstant(),
                rs.getInt("gone"),
                rs.getInt("put_back"),
                rs.getBoolean("undoable"));
    }

    /// Begins to undo what came in, once: false when somebody just did, or there is nothing to undo any more.
    boolean beginUndoing(UUID id, AccountId by, Instant since, Instant now) {
        return db.sql("""
                        update exchange.import_file f
                        set state = 'UNDOING', undone_by = :by, stop = false, has_turn = false, took_up_at = :now,
                            took_up_with = 0, heard_at = :now
                        where id = :id and state in ('DONE', 'CANCELLED', 'BROKEN', 'UNDONE') and done_at > :since
                          and exists (select from exchange.import_trace t where t.file = f.id)
                        """)
                        .param("id", id)
                        .param("by", by.value())
                        .param("since", Timestamp.from(since))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /// A step is undone, in the transaction that did it. Returns whether to stop.
    boolean undid(UUID id, int gone, int putBack, Instant now) {
        return db.sql("""
                update exchange.import_file
                set gone = gone + :gone, put_back = put_back + :putBack, heard_at = :now
                where id = :id and state = 'UNDOING' returning stop
                """)
                .param("id", id)
                .param("gone", gone)
                .param("putBack", putBack)
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .single();
    }

    void endUndoing(UUID id, Instant now) {
        db.sql("""
                update exchange.import_file
                set state = 'UNDONE', undone_at = :now, has_turn = false, stop = false
                where id = :id and state = 'UNDOING'
                """).param("id", id).param("now", Timestamp.from(now)).update();
        db.sql("delete from exchange.import_turn where file = :id")
                .param("id", id)
                .update();
    }

    boolean askToStop(UUID id) {
        return db.sql(
                                "update exchange.import_file set stop = true where id = :id and state in ('TRYING', 'BRINGING', 'UNDOING')")
                        .param("id", id)
                        .update()
                == 1;
    }

    void remove(UUID id) {
        db.sql("delete from exchange.import_file where id = :id and state in ('SENT', 'TRIED')")
                .param("id", id)
                .update();
    }

    // --- what columns mean here ---

    /// What the organisation once said of columns with these marks: a meaning, or nothing.
    Map<String, String> meanings(OrganisationId organisation, ImportList list, Collection<String> marks) {
        return db
                .sql("""
                        select header, meaning from exchange.import_column
                        where organisation = :organisation and list = :list and header = any (:headers)
                        """)
                .param("organisation", organisation.value())
                .param("list", list.name())
                .param("headers", marks.toArray(String[]::new))
                .query((rs, _) -> Map.entry(rs.getString("header"), rs.getString("meaning")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Keeps what was said of these columns; what says nothing new goes.
    ///
    /// @param said by mark; empty where it is as we would think ourselves
    void keepMeanings(OrganisationId organisation, ImportList list, Map<String, Optional<String>> said) {
        db.sql("""
                delete from exchange.import_column
                where organisation = :organisation and list = :list and header = any (:headers)
                """)
                .param("organisation", organisation.value())
                .param("list", list.name())
                .param("headers", said.keySet().toArray(String[]::new))
                .update();
        var kept = said.entrySet().stream()
                .filter(one -> one.getValue().isPresent())
                .toList();
        db.sql("""
                insert into exchange.import_column (organisation, list, header, meaning)
                select :organisation, :list, header, meaning from unnest(:headers, :meanings) as said (header, meaning)
                on conflict (organisation, list, header) do update set meaning = excluded.meaning
                """)
                .param("organisation", organisation.value())
                .param("list", list.name())
                .param("headers", kept.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .param(
                        "meanings",
                        kept.stream()
                                .map(one ->
                                        Objects.requireNonNull(one.getValue().orElse(null)))
                                .toArray(String[]::new))
                .update();
    }
}
