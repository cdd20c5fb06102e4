package nl.samenspel.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What columns are called in other people's files, list by list, in Dutch and English: what stands in
/// `exchange/columns.txt`. The file is held against [KnownColumn] as soon as it is read: a program whose
/// words are wrong does not start.
final class ColumnWords {

    private static final String FILE = "/exchange/columns.txt";

    private static final Map<ImportList, Map<KnownColumn, ColumnWords>> ALL = read(lines());

    static final ColumnWords NONE = new ColumnWords(Set.of());

    private final Set<String> bare;
    private final Set<Set<String>> phrases;
    private final Set<Set<String>> whole;

    private ColumnWords(Set<String> words) {
        this.bare = words.stream().map(KnownColumn::bare).collect(Collectors.toUnmodifiableSet());
        this.phrases = words.stream()
                .map(HeaderMeaning::words)
                .filter(phrase -> !phrase.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        this.whole = words.stream()
                .filter(HeaderMeaning::isWhole)
                .map(HeaderMeaning::words)
                .collect(Collectors.toUnmodifiableSet());
    }

    static ColumnWords of(ImportList list, KnownColumn column) {
        return Objects.requireNonNullElse(ALL.getOrDefault(list, Map.of()).get(column), NONE);
    }

    /// All of a list.
    static Map<KnownColumn, ColumnWords> of(ImportList list) {
        return ALL.getOrDefault(list, Map.of());
    }

    boolean isEmpty() {
        return bare.isEmpty();
    }

    /// Without case, accents, spaces and signs.
    Set<String> bare() {
        return bare;
    }

    /// The words of each, in no order.
    Set<Set<String>> phrases() {
        return phrases;
    }

    /// Those of which no word was passed over.
    Set<Set<String>> whole() {
        return whole;
    }

    /// Those of one word.
    Stream<String> single() {
        return phrases.stream()
                .filter(phrase -> phrase.size() == 1)
                .map(phrase -> phrase.iterator().next());
    }

    private static List<String> lines() {
        try (var file = Objects.requireNonNull(ColumnWords.class.getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws IllegalArgumentException where a line names what there is not, a column has no line, or a
    ///     word stands for two columns of a list
    static Map<ImportList, Map<KnownColumn, ColumnWords>> read(List<String> lines) {
        Map<ImportList, Map<KnownColumn, Set<String>>> found = new EnumMap<>(ImportList.class);
        for (var line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var parts = line.split(";", -1);
            if (parts.length != 4) {
                throw new IllegalArgumentException(
                        "A line has a column, its lists, Dutch and English, but this one is: " + line);
            }
            var column = KnownColumn.valueOf(parts[0].strip());
            var words = Stream.of(parts[2], parts[3])
                    .flatMap(some -> Arrays.stream(some.split(",", -1)))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .toList();
            for (var list : parts[1].strip().split(" +", -1)) {
                found.computeIfAbsent(ImportList.valueOf(list), _ -> new EnumMap<>(KnownColumn.class))
                        .computeIfAbsent(column, _ -> new LinkedHashSet<>())
                        .addAll(words);
            }
        }
        for (var column : KnownColumn.values()) {
            if (found.values().stream().noneMatch(list -> list.containsKey(column))) {
                throw new IllegalArgumentException(column + " is called nothing in any list.");
            }
        }
        Map<ImportList, Map<KnownColumn, ColumnWords>> all = new EnumMap<>(ImportList.class);
        found.forEach((list, columns) -> {
            Set<String> taken = new HashSet<>();
            Map<KnownColumn, ColumnWords> ready = new EnumMap<>(KnownColumn.class);
            columns.forEach((column, words) -> {
                var one = new ColumnWords(words);
                one.bare.forEach(word -> {
                    if (!taken.add(word)) {
                        throw new IllegalArgumentException("%s stands for two columns of %s.".formatted(word, list));
                    }
                });
                ready.put(column, one);
            });
            all.put(list, ready);
        });
        return all;
    }
}
