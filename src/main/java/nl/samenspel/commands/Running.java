package nl.samenspel.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import nl.samenspel.database.CannotStart;

/// That this process is the one that serves the data in a folder. The lock is the system's, so it ends with the
/// process, however that ends; the text beside it tells others what runs where.
final class Running implements AutoCloseable {

    private final Path note;
    private final FileChannel lock;

    private Running(Path note, FileChannel lock) {
        this.note = note;
        this.lock = lock;
    }

    /// Refuses when another process serves these data.
    static Running begin(Path data) {
        try {
            Files.createDirectories(data);
            var lock =
                    FileChannel.open(data.resolve("running.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var note = data.resolve("running.txt");
            if (!holds(lock)) {
                lock.close();
                throw new CannotStart("""
                        Samenspel runs already on the data in %s: %s. \
                        Use that one, stop it first, or choose another folder with SAMENSPEL_DATA.""".formatted(
                        data, Files.exists(note) ? Files.readString(note).strip() : "it is just starting"));
            }
            var running = new Running(note, lock);
            running.tell("it is just starting");
            return running;
        } catch (IOException e) {
            throw new CannotStart(
                    "Samenspel cannot write in the folder %s (%s). Choose another with SAMENSPEL_DATA."
                            .formatted(data, e),
                    e);
        }
    }

    /// What serves these data now, in words.
    static Optional<String> in(Path data) {
        var file = data.resolve("running.lock");
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try (var lock = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (holds(lock)) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(data.resolve("running.txt")).strip());
        } catch (IOException e) {
            throw new CannotStart("The folder %s cannot be used (%s).".formatted(data, e), e);
        }
    }

    private static boolean holds(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            // another part of this very process
            return false;
        }
    }

    /// Tells others where it runs.
    void tell(String where) {
        var words = "process %d, %s, since %s%n"
                .formatted(
                        ProcessHandle.current().pid(),
                        where,
                        LocalDateTime.now(ZoneId.systemDefault())
                                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")));
        try {
            var unfinished = note.resolveSibling("running.txt.new");
            Files.writeString(unfinished, words);
            Files.move(unfinished, note, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(note);
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
