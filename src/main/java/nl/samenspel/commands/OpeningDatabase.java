package nl.samenspel.commands;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import nl.samenspel.database.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/// Opens the database while Spring reads its classes; Spring gets it, and closes it, as a bean.
final class OpeningDatabase implements ApplicationContextInitializer<GenericApplicationContext> {

    private final Surroundings surroundings;
    private @Nullable CompletableFuture<Database> database;

    OpeningDatabase(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void initialize(GenericApplicationContext context) {
        // A thread of our own: those of the common pool do not see the classes inside the jar.
        var opening = CompletableFuture.supplyAsync(
                this::open, task -> Thread.ofPlatform().name("database").start(task));
        database = opening;
        context.registerBean(Database.class, () -> whenReady(opening));
    }

    /// For a start that failed, perhaps before Spring knew the database.
    void close() {
        if (database != null) {
            database.thenAccept(Database::close).exceptionally(_ -> null).join();
        }
    }

    private Database open() {
        return surroundings
                .ownDatabase()
                .map(url -> Database.own(url, surroundings.environment()))
                .orElseGet(() -> Database.embedded(surroundings.data()));
    }

    private static Database whenReady(CompletableFuture<Database> opening) {
        try {
            return opening.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
