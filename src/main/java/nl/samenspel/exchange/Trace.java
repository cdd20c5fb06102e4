package nl.samenspel.exchange;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.Nullable;

/// What a list did to one thing, from which it is undone. What a thing is, is told by an image: a record of texts and
/// numbers, which can be written and compared. A field that is added to one may be null, and is left out then, so that
/// what was kept before stays what it was.
///
/// @param thing its number
/// @param person whom it is about, who can ask that it is forgotten; none where it is about nobody
/// @param before what it was; null where the list made it
/// @param after what the list left
record Trace(
        Touched of,
        String thing,
        @Nullable PersonId person,
        @Nullable Object before,
        Object after) {

    /// The same, where one thing was touched several times in a row: what it was first, and what it was left last.
    static List<Trace> together(Collection<Trace> traces) {
        record Key(Touched of, String thing) {}
        Map<Key, Trace> together = new LinkedHashMap<>();
        for (var trace : traces) {
            together.merge(
                    new Key(trace.of(), trace.thing()),
                    trace,
                    (first, last) -> new Trace(first.of(), first.thing(), last.person(), first.before(), last.after()));
        }
        return List.copyOf(together.values());
    }
}
