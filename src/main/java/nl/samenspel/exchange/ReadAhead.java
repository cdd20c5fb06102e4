package nl.samenspel.exchange;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nl.samenspel.exchange.Reading.Line;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/// Reads the next part of a list while the one before it is saved: what a row means does not depend on
/// what is there.
final class ReadAhead<T> implements AutoCloseable {

    private final Run run;
    private final Reading<T> reading;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("import-read-ahead").factory());
    private @Nullable Future<List<Line<T>>> next;

    ReadAhead(Run run, Reading<T> reading) {
        this.run = run;
        this.reading = reading;
    }

    /// A part, and begins with the one after it. Parts are asked for one after another.
    List<Line<T>> read(int part) {
        var lines = wait(next == null ? begin(part) : next);
        next = part + 1 < run.parts() ? begin(part + 1) : null;
        return lines;
    }

    private Future<List<Line<T>>> begin(int part) {
        var rows = run.rows(part);
        var language = LocaleContextHolder.getLocaleContext();
        return reader.submit(() -> {
            LocaleContextHolder.setLocaleContext(language);
            return reading.read(rows);
        });
    }

    private static <V> V wait(Future<V> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a list was read", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException broken ? broken : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
