package nl.samenspel.matching.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Everybody who has room, laid out so that a search for one request looks at few of them.
///
/// Never changes. [#with] makes another one that shares nearly all of it; whoever searches, searches one moment.
/// Volunteers have numbers, by which equals are ordered; any number may be added later.
public final class Index {

    /// Records that are replaced together when one of them changes.
    private static final int PAGE = 256;

    private final Grid grid;
    private final Weights weights;
    private final int organisations;

    /// Activity and class of radius → strips, from south to north.
    private final long[] @Nullable [] @Nullable [] strips;

    /// The volunteers it began with, and their numbers, rising; who stands there more than once, does so with what
    /// holds at different times.
    private final Volunteers first;

    private final int[] numbers;

    /// Page, place on the page → the volunteer as changed since, alone.
    private final @Nullable Volunteers[] @Nullable [] changed;

    private Index(
            Grid grid,
            Weights weights,
            int organisations,
            long[] @Nullable [] @Nullable [] strips,
            Volunteers first,
            int[] numbers,
            @Nullable Volunteers[] @Nullable [] changed) {
        this.grid = grid;
        this.weights = weights;
        this.organisations = organisations;
        this.strips = strips;
        this.first = first;
        this.numbers = numbers;
        this.changed = changed;
    }

    /// Of these volunteers, who have their index as their number.
    ///
    /// @param weights those by which most searches will ask: they are quickest
    public static Index of(Volunteers volunteers, Weights weights) {
        int[] numbers = new int[volunteers.count()];
        Arrays.setAll(numbers, v -> v);
        return of(volunteers, numbers, weights);
    }

    /// Of these volunteers by their numbers, which rise. Who has something that begins or ends, such as a certificate,
    /// may be there several times under one number, each time for other days to start
    /// ([Volunteers.Builder#availableFrom], [Volunteers.Builder#lastStart]).
    public static Index of(Volunteers volunteers, int[] numbers, Weights weights) {
        if (numbers.length != volunteers.count()) {
            throw new IllegalArgumentException(
                    "There are %d volunteers, but %d numbers.".formatted(volunteers.count(), numbers.length));
        }
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] < (i == 0 ? 0 : numbers[i - 1])) {
                throw new IllegalArgumentException("Numbers must rise from 0, but %d does not.".formatted(numbers[i]));
            }
        }
        var grid = Grid.around(volunteers);
        return new Index(
                grid,
                weights,
                volunteers.organisations(),
                new Layout(volunteers, numbers, grid, weights).strips(),
                volunteers,
                numbers.clone(),
                new Volunteers[0][]);
    }

    /// The allowed volunteers whose first hour is worth most, as [Candidates#topTen] says.
    ///
    /// @param apart pairs of the requests' indices and the volunteers' numbers
    public List<Candidate> topTen(Requests requests, int request, Exclusions apart, Weights weights) {
        return TopTen.of(this, new Rules(new Situation(first, requests, apart), weights), request);
    }

    /// The numbers of all allowed volunteers, rising.
    ///
    /// @param apart pairs of the requests' indices and the volunteers' numbers
    public int[] everyone(Requests requests, int request, Exclusions apart) {
        return Everyone.numbers(this, new Rules(new Situation(first, requests, apart), weights), request);
    }

    /// The same, with some volunteers as they are now. Strips are laid out anew once, however many of
    /// their volunteers changed: a list that brings in thousands from one place would otherwise lay
    /// them out thousands of times.
    ///
    /// @param now number → the volunteer alone: once, or several times for different days to start;
    ///        none when they are gone
    public Index with(Map<Integer, Volunteers> now) {
        var pages = changed.clone();
        var made = new BitSet();
        int most = organisations;
        for (var entry : now.entrySet()) {
            int page = entry.getKey() / PAGE;
            if (page >= pages.length) {
                pages = Arrays.copyOf(pages, page + 1);
            }
            var records = pages[page];
            if (records == null || !made.get(page)) {
                records = records == null ? new @Nullable Volunteers[PAGE] : records.clone();
                pages[page] = records;
                made.set(page);
            }
            records[entry.getKey() % PAGE] = entry.getValue();
            most = Math.max(most, entry.getValue().organisations());
        }
        return new Index(grid, weights, most, relaid(now), first, numbers, pages);
    }

    /// Who leaves a strip, and the rows that come in.
    private record Relaying(Set<Integer> gone, List<long[]> rows) {

        Relaying() {
            this(new HashSet<>(), new ArrayList<>());
        }
    }

    private long[] @Nullable [] @Nullable [] relaid(Map<Integer, Volunteers> now) {
        var lists = new HashMap<Integer, Map<Integer, Relaying>>();
        now.forEach((number, one) -> {
            var record = record(number);
            var was = record == null ? first : record;
            int from = record == null ? firstOf(number) : 0;
            for (int v = from; v < was.count() && (record != null || numbers[v] == number); v++) {
                strips(lists, was, v, (_, strip) -> strip.gone().add(number));
            }
            for (int v = 0; v < one.count(); v++) {
                int at = v;
                strips(lists, one, v, (activity, strip) -> {
                    long[] row = new long[Row.SIZE];
                    Row.write(one, at, number, row, 0);
                    Row.enter(one, at, activity, weights, row, 0);
                    strip.rows().add(row);
                });
            }
        });
        var relaid = strips.clone();
        lists.forEach((list, relaying) -> {
            var old = relaid[list];
            long[] @Nullable [] made = old == null ? new long[grid.strips(list % Grid.CLASSES)][] : old.clone();
            relaying.forEach((at, strip) -> made[at] = Strip.relaid(made[at], strip.gone(), strip.rows()));
            relaid[list] = made;
        });
        return relaid;
    }

    private interface EachStrip {
        void tell(int activity, Relaying strip);
    }

    /// Where the rows of a volunteer are: one strip for each activity.
    private void strips(Map<Integer, Map<Integer, Relaying>> lists, Volunteers volunteers, int v, EachStrip each) {
        if (!volunteers.hasRoom(v)) {
            return;
        }
        int c = Grid.classOf(volunteers, v);
        int at = grid.strip(c, volunteers.y(v));
        for (long rest = volunteers.activities(v); rest != 0; rest &= rest - 1) {
            int activity = Long.numberOfTrailingZeros(rest);
            each.tell(
                    activity,
                    lists.computeIfAbsent(activity * Grid.CLASSES + c, _ -> new HashMap<>())
                            .computeIfAbsent(at, _ -> new Relaying()));
        }
    }

    Grid grid() {
        return grid;
    }

    Weights weights() {
        return weights;
    }

    int organisations() {
        return organisations;
    }

    long @Nullable [] @Nullable [] strips(int activity, int c) {
        return strips[activity * Grid.CLASSES + c];
    }

    /// Looks once more, without bits that several share; pairs aside.
    boolean allows(Rules rules, int request, int number) {
        var record = record(number);
        var among = rules.among(record == null ? first : record);
        int from = record == null ? firstOf(number) : 0;
        int end = record == null ? numbers.length : record.count();
        for (int v = from; v < end && (record != null || numbers[v] == number); v++) {
            if (among.allow(request, v)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Volunteers record(int number) {
        int page = number / PAGE;
        var records = page < changed.length ? changed[page] : null;
        return records == null ? null : records[number % PAGE];
    }

    /// Where the volunteers it began with have this number, or would have it.
    private int firstOf(int number) {
        int from = 0;
        int to = numbers.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (numbers[middle] < number) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /// Lays out all rows at once: what each activity needs is put in order apart, so that can be done side by side.
    private static final class Layout {

        private final Volunteers volunteers;
        private final Grid grid;
        private final Weights weights;

        /// One row for each volunteer, activity left open.
        private final long[] rows;

        /// Activity → who does it.
        private final int[][] doing = new int[Long.SIZE][];

        Layout(Volunteers volunteers, int[] numbers, Grid grid, Weights weights) {
            this.volunteers = volunteers;
            this.grid = grid;
            this.weights = weights;
            rows = new long[Math.multiplyExact(volunteers.count(), Row.SIZE)];
            int[] count = new int[Long.SIZE];
            for (int v = 0; v < volunteers.count(); v++) {
                if (volunteers.hasRoom(v)) {
                    Row.write(volunteers, v, numbers[v], rows, v * Row.SIZE);
                    for (long rest = volunteers.activities(v); rest != 0; rest &= rest - 1) {
                        count[Long.numberOfTrailingZeros(rest)]++;
                    }
                }
            }
            Arrays.setAll(doing, activity -> new int[count[activity]]);
            for (int v = 0; v < volunteers.count(); v++) {
                if (volunteers.hasRoom(v)) {
                    for (long rest = volunteers.activities(v); rest != 0; rest &= rest - 1) {
                        int activity = Long.numberOfTrailingZeros(rest);
                        doing[activity][--count[activity]] = v;
                    }
                }
            }
        }

        long[] @Nullable [] @Nullable [] strips() {
            var strips = new long[Long.SIZE * Grid.CLASSES][][];
            IntStream.range(0, Long.SIZE)
                    .parallel()
                    .filter(activity -> doing[activity].length > 0)
                    .forEach(activity -> layOut(activity, strips));
            return strips;
        }

        private void layOut(int activity, long[] @Nullable [] @Nullable [] strips) {
            int[] who = doing[activity];
            int[] firstOf = new int[Grid.CLASSES + 1];
            for (int c = 0; c < Grid.CLASSES; c++) {
                firstOf[c + 1] = firstOf[c] + grid.strips(c);
            }
            int[] start = new int[firstOf[Grid.CLASSES] + 1];
            int[] strip = new int[who.length];
            for (int i = 0; i < who.length; i++) {
                int c = Grid.classOf(volunteers, who[i]);
                strip[i] = firstOf[c] + grid.strip(c, volunteers.y(who[i]));
                start[strip[i] + 1]++;
            }
            Arrays.parallelPrefix(start, Integer::sum);
            long[] loose = new long[who.length * Row.SIZE];
            int[] next = start.clone();
            for (int i = 0; i < who.length; i++) {
                int at = next[strip[i]]++ * Row.SIZE;
                System.arraycopy(rows, who[i] * Row.SIZE, loose, at, Row.SIZE);
                Row.enter(volunteers, who[i], activity, weights, loose, at);
            }
            for (int c = 0; c < Grid.CLASSES; c++) {
                if (start[firstOf[c]] < start[firstOf[c + 1]]) {
                    var made = new long[grid.strips(c)][];
                    for (int s = 0; s < made.length; s++) {
                        int from = start[firstOf[c] + s];
                        int rows = start[firstOf[c] + s + 1] - from;
                        if (rows > 0) {
                            made[s] = Strip.pack(loose, from * Row.SIZE, rows);
                        }
                    }
                    strips[activity * Grid.CLASSES + c] = made;
                }
            }
        }
    }
}
