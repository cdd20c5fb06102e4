package nl.samenspel.matching.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// So many threads that share numbered tasks. Which thread does which task is left to chance: an outcome must not
/// depend
/// on it.
final class Workers implements AutoCloseable {

    interface Task {
        void run(int worker, int task);
    }

    private final int threads;
    private final @Nullable ExecutorService pool;

    Workers(int threads) {
        this.threads = threads;
        pool = threads == 1 ? null : Executors.newFixedThreadPool(threads);
    }

    int threads() {
        return threads;
    }

    void run(int tasks, Task task) {
        if (pool == null || tasks <= 1) {
            for (int i = 0; i < tasks; i++) {
                task.run(0, i);
            }
            return;
        }
        var next = new AtomicInteger();
        List<Callable<Void>> loops = new ArrayList<>();
        for (int worker = 0; worker < threads; worker++) {
            int number = worker;
            loops.add(() -> {
                for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                    task.run(number, i);
                }
                return null;
            });
        }
        try {
            for (var done : pool.invokeAll(loops)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("A round was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A round failed.", e);
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
