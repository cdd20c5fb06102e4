package nl.samenspel.access;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Argon2, for a few at a time: each hash takes 19 MiB and a whole processor for a moment, and everybody signs in at
/// nine on Monday. Who does not fit in the row is told to try again, so that those who are in go on working.
@Component
class PasswordHashes {

    /// How many may wait. With some ten hashes a second it is at most a few seconds.
    private static final int MOST_WAITING = 50;

    private final PasswordEncoder argon2;
    private final ThreadPoolExecutor hands;

    /// Compared against when there is no such account, so that an answer takes as long.
    private final String noOnes;

    @Autowired
    PasswordHashes() {
        // OWASP's second choice of parameters: 19 MiB, two rounds, one lane.
        this(
                new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2),
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                MOST_WAITING);
    }

    PasswordHashes(PasswordEncoder argon2, int hands, int waiting) {
        this.argon2 = argon2;
        this.hands = new ThreadPoolExecutor(
                hands,
                hands,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().name("password-", 0).daemon().factory());
        this.hands.allowCoreThreadTimeOut(true);
        this.noOnes = argon2.encode("nobody's password");
    }

    String encode(String password) {
        return inTurn(() -> String.valueOf(argon2.encode(password)));
    }

    /// Always one computation, also when there is nothing to compare with.
    boolean matches(String password, @Nullable String hash) {
        return inTurn(() -> argon2.matches(password, hash == null ? noOnes : hash)) && hash != null;
    }

    int waiting() {
        return hands.getQueue().size();
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, hands).join();
        } catch (RejectedExecutionException e) {
            throw new TooBusyException(e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
