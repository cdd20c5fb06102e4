package nl.samenspel.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// How several processes share one embedded PostgreSQL: the running program and commands beside it.
///
/// Two bytes of one file are locked. Byte 0 is the turn: who holds it may start or stop PostgreSQL. Byte 1 is held
/// shared by everyone who uses PostgreSQL; who can have it alone was the last, and stops it. The system lets go of
/// both when a process dies, however it dies.
final class Turns implements AutoCloseable {

    private final FileChannel file;
    private @Nullable FileLock use;

    private Turns(FileChannel file) {
        this.file = file;
    }

    static Turns of(Path lockFile) {
        try {
            return new Turns(FileChannel.open(
                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new CannotStart(
                    "Samenspel cannot write in %s: %s. Choose another folder with SAMENSPEL_DATA."
                            .formatted(lockFile.getParent(), e.getMessage()),
                    e);
        }
    }

    /// Waits until nobody else starts or stops, then does it.
    <T> T inTurn(Action<T> action) {
        try (var turn = file.lock(0, 1, false)) {
            if (!turn.isValid()) {
                throw new IllegalStateException("The lock on the data folder was lost.");
            }
            return action.run();
        } catch (OverlappingFileLockException e) {
            throw new CannotStart("This process has this data folder's database open already.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From now on nobody else is the last user.
    void beginUse() throws IOException {
        use = file.lock(1, 1, true);
    }

    /// Returns whether this was the last user.
    boolean endUse() throws IOException {
        if (use != null) {
            use.release();
            use = null;
        }
        var alone = file.tryLock(1, 1, false);
        if (alone == null) {
            return false;
        }
        alone.release();
        return true;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    interface Action<T> {
        T run() throws IOException;
    }
}
