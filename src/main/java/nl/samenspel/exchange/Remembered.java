package nl.samenspel.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What the same words meant before: in a long list most cells of a column say one of a few things. Of a thousand
/// different ones the last that were asked are known.
final class Remembered<T> implements Function<String, T> {

    private static final int MOST = 1_000;

    private final Function<String, T> meaning;
    private final Map<String, T> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST;
        }
    };

    Remembered(Function<String, T> meaning) {
        this.meaning = meaning;
    }

    @Override
    public T apply(String words) {
        var before = known.get(words);
        if (before == null) {
            before = meaning.apply(words);
            known.put(words, before);
        }
        return before;
    }
}
