package nl.samenspel.exchange;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import nl.samenspel.exchange.ImportFileStore.Closed;
import nl.samenspel.exchange.ImportFileStore.Kept;
import nl.samenspel.exchange.Reading.Note;
import nl.samenspel.exchange.Sheet.Row;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What is kept of a list, opened with its sender's key.
@Component
class Envelope {

    private final ImportFileStore store;
    private final JsonMapper json = JsonMapper.shared();

    Envelope(ImportFileStore store) {
        this.store = store;
    }

    /// The beginning of a list.
    record Head(List<String> header, char separator, Set<Integer> monthFirst, List<Row> first) {

        Head {
            header = List.copyOf(header);
            monthFirst = Set.copyOf(monthFirst);
            first = List.copyOf(first);
        }
    }

    /// What was found in a part.
    record Found(List<Note> rejected, List<Note> warned, List<Sample> samples) {

        Found {
            rejected = List.copyOf(rejected);
            warned = List.copyOf(warned);
            // a list that waited while the program was changed has none
            samples = List.copyOf(Objects.requireNonNullElse(samples, List.of()));
        }
    }

    record Fixed(Map<KnownColumn, String> values) {

        Fixed {
            values = Map.copyOf(values);
        }
    }

    byte[] close(UUID id, Head head, String key) {
        return close(json.writeValueAsBytes(head), key, "head of " + id);
    }

    byte[] close(UUID id, Fixed fixed, String key) {
        return close(json.writeValueAsBytes(fixed), key, "fixed of " + id);
    }

    byte[] close(UUID id, int part, List<Row> rows, String key) {
        return close(Part.pack(rows), key, "part %d of %s".formatted(part, id));
    }

    byte[] close(UUID id, int part, Found found, String key) {
        return close(json.writeValueAsBytes(found), key, "found in %d of %s".formatted(part, id));
    }

    private static byte[] close(byte[] plain, String key, String what) {
        return Seal.close(plain, key, what);
    }

    /// Empty when this is not its key.
    Optional<Layout> layout(Kept kept, String key) {
        return Seal.open(store.content(kept.id()), key, "head of " + kept.id()).map(plain -> {
            var head = read(plain, Head.class);
            var fixed = store.fixed(kept.id())
                    .flatMap(closed -> Seal.open(closed, key, "fixed of " + kept.id()))
                    .map(opened -> read(opened, Fixed.class).values())
                    .orElse(Map.of());
            return new Layout(
                    head.header(),
                    head.separator(),
                    head.monthFirst(),
                    head.first(),
                    Layout.ofNames(kept.columns()),
                    fixed);
        });
    }

    List<Row> rows(UUID id, int part, String key) {
        return store.rows(id, part)
                .map(closed -> rows(id, part, closed, key))
                .orElseThrow(() -> new IllegalStateException("Part %d of %s is gone.".formatted(part, id)));
    }

    private static List<Row> rows(UUID id, int part, byte[] closed, String key) {
        return Part.unpack(Seal.open(closed, key, "part %d of %s".formatted(part, id))
                .orElseThrow(() -> new IllegalStateException("Part %d of %s has another key.".formatted(part, id))));
    }

    /// A part in which something was found.
    record Opened(int nth, List<Row> rows, Found found) {

        Opened {
            rows = List.copyOf(rows);
        }
    }

    /// The next part behind this one in which something is to be told.
    Optional<Opened> findTold(UUID id, int after, boolean rejected, String key) {
        return store.findTold(id, after, rejected).map(closed -> opened(id, closed, key));
    }

    /// The next part behind this one of which something is to be shown.
    Optional<Opened> findSampled(UUID id, int after, String key) {
        return store.findChanging(id, after).map(closed -> opened(id, closed, key));
    }

    private Opened opened(UUID id, Closed closed, String key) {
        var found = closed.found() == null
                ? new Found(List.of(), List.of(), List.of())
                : Seal.open(closed.found(), key, "found in %d of %s".formatted(closed.nth(), id))
                        .map(plain -> read(plain, Found.class))
                        .orElseThrow();
        return new Opened(closed.nth(), rows(id, closed.nth(), closed.rows(), key), found);
    }

    /// All parts in which rows were rejected, one after another.
    void forEachRejected(UUID id, String key, Consumer<Opened> taker) {
        var next = findTold(id, -1, true, key);
        while (next.isPresent()) {
            taker.accept(next.get());
            next = findTold(id, next.get().nth(), true, key);
        }
    }

    private <T> T read(byte[] plain, Class<T> as) {
        return json.readValue(new String(plain, StandardCharsets.UTF_8), as);
    }
}
