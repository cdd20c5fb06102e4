package nl.samenspel.exchange;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Files on their way in, each for who sent it only, and closed ([Seal]).
@Repository
class ImportFileStore {

    private final JdbcClient db;

    ImportFileStore(JdbcClient db) {
        this.db = db;
    }

    /// @param columns what each column means, by name; an empty name where it is not used
    record Kept(
            UUID id, ImportList list, String name, @Nullable BranchId branch, List<String> columns, boolean done) {}

    void add(Kept file, AccountId account, @Nullable OrganisationId organisation, byte[] closed, Instant now) {
        db.sql("""
                insert into exchange.import_file
                    (id, account, organisation, branch, list, name, content, columns, created_at)
                values (:id, :account, :organisation, :branch, :list, :name, :content, :columns, :now)
                """)
                .param("id", file.id())
                .param("account", account.value())
                .param("organisation", organisation == null ? null : organisation.value(), Types.OTHER)
                .param("branch", file.branch() == null ? null : file.branch().value(), Types.OTHER)
                .param("list", file.list().name())
                .param("name", file.name())
                .param("content", closed)
                .param("columns", file.columns().toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .update();
    }

    Optional<Kept> find(UUID id) {
        return db.sql("select id, list, name, branch, columns, done_at from exchange.import_file where id = :id")
                .param("id", id)
                .query((rs, _) -> {
                    var branch = rs.getObject("branch", UUID.class);
                    return new Kept(
                            rs.getObject("id", UUID.class),
                            ImportList.valueOf(rs.getString("list")),
                            rs.getString("name"),
                            branch == null ? null : new BranchId(branch),
                            Arrays.asList((String[]) rs.getArray("columns").getArray()),
                            rs.getTimestamp("done_at") != null);
                })
                .optional();
    }

    byte[] content(UUID id) {
        return db.sql("select content from exchange.import_file where id = :id")
                .param("id", id)
                .query((rs, _) -> rs.getBytes("content"))
                .single();
    }

    void choose(UUID id, List<String> columns) {
        db.sql("update exchange.import_file set columns = :columns where id = :id and done_at is null")
                .param("id", id)
                .param("columns", columns.toArray(String[]::new))
                .update();
    }

    /// Marks it as brought in, once: false when it was already, or is being so at this moment by another page.
    boolean finish(UUID id, Instant now) {
        return db.sql("update exchange.import_file set done_at = :now where id = :id and done_at is null")
                        .param("id", id)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /// What came of it; the file itself is kept only while rejected rows can be fetched from it.
    void write(UUID id, ImportReport report) {
        db.sql("""
                update exchange.import_file
                set read_rows = :read, added = :added, changed = :changed, unchanged = :unchanged, rejected = :rejected,
                    content = case when :rejected = 0 then cast('' as bytea) else content end
                where id = :id
                """)
                .param("id", id)
                .param("read", report.read())
                .param("added", report.added())
                .param("changed", report.changed())
                .param("unchanged", report.unchanged())
                .param("rejected", report.rejected())
                .update();
    }

    Optional<ImportReport> findReport(UUID id) {
        return db.sql("""
                select read_rows, added, changed, unchanged, rejected from exchange.import_file
                where id = :id and done_at is not null
                """)
                .param("id", id)
                .query((rs, _) -> new ImportReport(
                        rs.getInt("read_rows"),
                        rs.getInt("added"),
                        rs.getInt("changed"),
                        rs.getInt("unchanged"),
                        rs.getInt("rejected"),
                        List.of(),
                        0,
                        List.of()))
                .optional();
    }

    void remove(UUID id) {
        db.sql("delete from exchange.import_file where id = :id")
                .param("id", id)
                .update();
    }
}
