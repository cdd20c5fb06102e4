package nl.samenspel.insight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nl.samenspel.access.Kept;
import nl.samenspel.volunteers.Reach;
import nl.samenspel.volunteers.Readiness;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What is counted from, as the viewer may see it at their desk: requests, visits, answers and
/// volunteers, without a name. Of a large organisation it is kept for a while, see [Kept].
@Component
class Facts {

    /// Ten can be asked for, and a brief begins with the quarter of its first day.
    private static final int YEARS = 11;

    private final Kept<AllAsked> asked;
    private final Kept<Done> done;
    private final Kept<Answers> answers;
    private final Readiness readiness;

    Facts(
            NeedStore needs,
            WorkStore work,
            Readiness readiness,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${samenspel.long-reading:40ms}") Duration longest) {
        this.asked =
                new Kept<>(inTransaction(transaction, () -> AllAsked.of(needs.list(first(clock)))), clock, longest);
        this.done = new Kept<>(inTransaction(transaction, () -> work.listDone(first(clock))), clock, longest);
        this.answers = new Kept<>(inTransaction(transaction, () -> work.listAnswers(first(clock))), clock, longest);
        this.readiness = readiness;
    }

    /// @param municipalities in which something was asked, in order
    private record AllAsked(List<Asked> list, List<String> municipalities) {

        static AllAsked of(List<Asked> list) {
            return new AllAsked(
                    list,
                    list.stream()
                            .map(Asked::municipality)
                            .filter(place -> !place.isEmpty())
                            .distinct()
                            .sorted()
                            .toList());
        }
    }

    private static <T> Supplier<T> inTransaction(TransactionTemplate transaction, Supplier<T> read) {
        return () -> Objects.requireNonNull(transaction.execute(_ -> read.get()));
    }

    private static LocalDate first(Clock clock) {
        return LocalDate.now(clock).minusYears(YEARS);
    }

    /// Requests that began to wait in the past ten years.
    List<Asked> asked() {
        return asked.get().list();
    }

    /// In which something was asked, in order.
    List<String> municipalities() {
        return asked.get().municipalities();
    }

    Done done() {
        return done.get();
    }

    Answers answers() {
        return answers.get();
    }

    /// Volunteers who can be asked today.
    List<Reach> reach() {
        return readiness.list();
    }

    /// The oldest of what is kept; empty: everything is as it is now.
    Optional<Instant> since() {
        return Stream.of(asked.since(), done.since(), answers.since(), readiness.since())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }
}
