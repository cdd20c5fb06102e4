package nl.samenspel.exchange;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.BranchId;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;

/// One kind of list that goes out: its columns, in which it comes in too, and its rows. Brought in again
/// as it is, it changes nothing.
interface Outgoing<T> {

    /// So many are asked for and written at once.
    int AT_ONCE = 1_000;

    /// A column, and what it says.
    record Column<T>(KnownColumn meaning, Function<T, @Nullable Object> says) {

        String of(T thing) {
            return text(says.apply(thing));
        }
    }

    List<Column<T>> columns();

    /// All of a branch, or of the installation where no branch has it; a page at a time. Who is on a
    /// page is looked at.
    void forEachPage(@Nullable BranchId branch, Consumer<List<T>> page);

    static <T> Column<T> column(KnownColumn meaning, Function<T, @Nullable Object> says) {
        return new Column<>(meaning, says);
    }

    /// A day as 2026-03-31; nothing where there is nothing.
    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Optional<?> optional -> text(optional.orElse(null));
            case LocalDate day -> day.toString();
            default -> value.toString();
        };
    }

    static String several(Words words, String prefix, Collection<? extends Enum<?>> things) {
        return things.stream().sorted().map(thing -> words.of(prefix, thing)).collect(Collectors.joining(", "));
    }

    /// Asks for a page at a time until there is none left.
    ///
    /// @param <I> what each goes on behind: the id of the last one of the page before
    /// @param next a page behind this one; the first behind nothing
    static <T, I> void inPages(Function<@Nullable I, List<T>> next, Function<T, I> id, Consumer<List<T>> page) {
        @Nullable I after = null;
        List<T> some;
        do {
            some = next.apply(after);
            if (!some.isEmpty()) {
                page.accept(some);
                after = id.apply(some.getLast());
            }
        } while (some.size() == AT_ONCE);
    }

    static <T> void inPages(List<T> all, Consumer<List<T>> page) {
        for (var from = 0; from < all.size(); from += AT_ONCE) {
            page.accept(all.subList(from, Math.min(from + AT_ONCE, all.size())));
        }
    }
}
