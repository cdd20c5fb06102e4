package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.Viewer;
import nl.samenspel.exchange.Imports.Begun;
import nl.samenspel.exchange.Imports.Ticket;
import nl.samenspel.exchange.ListHistory.Aftermath;
import nl.samenspel.exchange.ListHistory.Outlook;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;

/// Brings lists in for tests, as a coordinator does on the screen, and undoes them.
record BroughtLists(Imports imports, ListHistory history) {

    private static final Duration LONG = Duration.ofSeconds(60);

    /// Its columns mean what they are taken for.
    UUID brought(Team who, ImportList list, String rows) {
        return brought(who.viewer(), who.branch(), list, rows);
    }

    UUID brought(Viewer who, @Nullable BranchId branch, ImportList list, String rows) {
        var file = new ByteArrayResource(rows.getBytes(StandardCharsets.UTF_8));
        var sent = at(who, () -> imports.send(list, "lijst.csv", file, branch));
        var ticket = ((Imports.Waiting) sent).ticket();
        at(who, () -> imports.choose(ticket, columns(ticket), Map.of()));
        await(who, ticket);
        assertThat(at(who, () -> imports.bringIn(ticket, false))).containsInstanceOf(Begun.class);
        await(who, ticket);
        return ticket.id();
    }

    private List<Optional<KnownColumn>> columns(Ticket ticket) {
        return imports.preview(ticket).orElseThrow().columns();
    }

    void await(Team who, Ticket ticket) {
        await(who.viewer(), ticket);
    }

    private void await(Viewer who, Ticket ticket) {
        at(who, () -> {
            imports.await(ticket, LONG);
            return true;
        });
    }

    Outlook foretold(Team who, UUID list) {
        return foretold(who.viewer(), list);
    }

    Outlook foretold(Viewer who, UUID list) {
        return at(who, () -> history.foretell(list)).orElseThrow();
    }

    Aftermath undone(Team who, UUID list) {
        return undone(who.viewer(), list);
    }

    Aftermath undone(Viewer who, UUID list) {
        assertThat(at(who, () -> history.undo(list))).isTrue();
        at(who, () -> {
            history.await(list, LONG);
            return true;
        });
        return at(who, () -> history.findAftermath(list)).orElseThrow();
    }

    private static <T> T at(Viewer who, Supplier<T> step) {
        return Objects.requireNonNull(who.call(step));
    }
}
