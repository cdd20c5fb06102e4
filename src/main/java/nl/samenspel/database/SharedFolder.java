package nl.samenspel.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sees at the start that what is kept beside the database is the one and only: the checkpoints of the log of
/// looks, and the list of who was forgotten. All nodes of an installation keep these in one folder
/// (`samenspel.shared`; by itself the data folder). The first that serves pages leaves a mark in it, which the
/// database knows too; a node with another folder would keep half a list, and does not start.
@Component
@DependsOnDatabaseInitialization
final class SharedFolder {

    static final String MARK = "shared-mark.txt";

    private static final Logger LOG = LoggerFactory.getLogger(SharedFolder.class);

    /// @param folder blank: nothing is kept beside the database
    /// @param serves whether this program serves pages; a command looks, and leaves no mark
    /// @param lost that the folder was lost, and that this one comes in its place
    SharedFolder(
            DataSource source,
            Clock clock,
            @Value("${samenspel.shared:${samenspel.data:}}") String folder,
            @Value("${samenspel.jobs:false}") boolean serves,
            @Value("${samenspel.shared-lost:false}") boolean lost) {
        if (!folder.isBlank()) {
            var file = Path.of(folder).resolve(MARK);
            OneByOne.run(source, "shared folder", db -> compare(db, file, clock, serves, lost));
        }
    }

    private static void compare(JdbcClient db, Path file, Clock clock, boolean serves, boolean lost) {
        var here = read(file);
        var known = db.sql("select mark from database.shared_folder order by nth desc limit 1")
                .query(String.class)
                .optional();
        if (known.isPresent() && known.equals(here)) {
            return;
        }
        if (known.isPresent() && !lost) {
            throw new CannotStart("""
                    The folder %s is not the one in which this installation keeps its checkpoints and its list of who was \
                    forgotten. All nodes on one database share that folder: name it with SAMENSPEL_SHARED. Was it lost \
                    for good? Start once with SAMENSPEL_SHARED_LOST=true.""".formatted(file.getParent()));
        }
        if (serves) {
            var mark = here.orElseGet(() -> UUID.randomUUID().toString());
            db.sql("insert into database.shared_folder (mark, since) values (:mark, :now)")
                    .param("mark", mark)
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
            write(file, mark);
            if (known.isPresent()) {
                LOG.warn("The folder beside the database was lost; from now on {} is used", file.getParent());
            }
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new CannotStart("The file %s cannot be read (%s).".formatted(file, e), e);
        }
    }

    private static void write(Path file, String mark) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var unfinished = file.resolveSibling(MARK + ".new");
            Files.writeString(unfinished, mark + "\n", StandardCharsets.UTF_8);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
