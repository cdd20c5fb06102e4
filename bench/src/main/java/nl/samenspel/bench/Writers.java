package nl.samenspel.bench;

import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Clients that take requests in through the API without end. Each write is tried with the same key until an answer says
/// that it is saved; they are done when that is so of their last.
final class Writers implements AutoCloseable {

    private static final int CLIENTS = 8;

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean done;

    Writers(String site, String token, Acknowledged acknowledged) {
        for (var i = 0; i < CLIENTS; i++) {
            clients.submit(() -> write(site, token, acknowledged));
        }
    }

    private Void write(String site, String token, Acknowledged acknowledged) throws InterruptedException {
        try (var http = Installation.client()) {
            while (!done) {
                var key = UUID.randomUUID();
                while (!acknowledged.note(key, Installation.ask(http, site, token, key))) {
                    Thread.sleep(100);
                }
            }
        }
        return null;
    }

    @Override
    public void close() throws InterruptedException {
        done = true;
        clients.shutdown();
        if (!clients.awaitTermination(1, TimeUnit.MINUTES)) {
            clients.shutdownNow();
        }
    }
}
