package nl.samenspel.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.insight.Doubt.What;
import nl.samenspel.insight.Figure.Subject;

/// What a careful reader would find in an edition. Knows measures and units; knows no organisation.
final class FactsheetChecks {

    /// The one measure of people that are helped: whether they may be added up is not asked, since
    /// someone can be helped by several organisations and nobody knows.
    private static final String PARTICIPANTS = "participants";

    private static final String HOURS = "hours";

    /// More people than live in the Netherlands (18.0 million on 1 January 2025, Statistics
    /// Netherlands, rounded up), and more municipalities than there have been since 2022 (345;
    /// https://www.nd.nl, 2021), cannot be.
    private static final Map<String, Long> MOST = Map.of(Figure.PEOPLE, 18_500_000L, "municipalities", 345L);

    private static final int HOURS_IN_A_YEAR = 366 * 24;

    /// "About" is taken to be at most a tenth wrong.
    private static final double ABOUT = 0.10;

    /// A quarter, up or down.
    private static final double JUMP = 0.25;

    /// Round numbers are alike by chance, numbers of four figures hardly: so many figures, zeros at the
    /// end left out, must be the same in what two organisations both give.
    private static final int TELLING_FIGURES = 4;

    /// What the words beside a figure say of the way it counts.
    private static final Map<String, Set<Counting>> WORDS = Map.of(
            "not additive", Set.of(Counting.THROUGH_OTHERS, Counting.ON_CALL, Counting.REPRESENTED),
            "of other organisations", Set.of(Counting.THROUGH_OTHERS),
            "on call", Set.of(Counting.ON_CALL),
            "represented", Set.of(Counting.REPRESENTED),
            "not volunteers", Set.of(Counting.REPRESENTED));

    private final Factsheet edition;
    private final Optional<Factsheet> previous;
    private final List<Doubt> doubts = new ArrayList<>();

    FactsheetChecks(Factsheet edition, Optional<Factsheet> previous) {
        this.edition = edition;
        this.previous = previous;
    }

    List<Doubt> doubts() {
        doubts.addAll(edition.unreadable());
        edition.figures().forEach(this::alone);
        var figures = doubledRowsLeftOut();
        var places = grouped(figures, Figure::place);
        places.values().forEach(this::totalAndParts);
        grouped(figures, Figure::organisation).values().forEach(this::hoursOfPeople);
        units(figures);
        identicalFigures(figures);
        previous.ifPresent(before -> against(before, figures));
        return doubts.stream().sorted(Comparator.comparingInt(Doubt::line)).toList();
    }

    private static <K> Map<K, List<Figure>> grouped(List<Figure> figures, Function<Figure, K> by) {
        return figures.stream().collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
    }

    private void doubt(Figure figure, What what, Object... args) {
        doubts.add(new Doubt(figure.line(), figure.organisation(), figure.measure(), what, List.of(args)));
    }

    private boolean isUnreadable(Figure figure) {
        return edition.unreadable().stream().anyMatch(doubt -> doubt.line() == figure.line());
    }

    /// What one row says by itself.
    private void alone(Figure figure) {
        var value = figure.value();
        if (value == null) {
            if (figure.qualifier().hasValue() && !isUnreadable(figure)) {
                doubt(figure, What.VALUE_MISSING, figure.qualifier().inFiles());
            }
        } else if (!figure.qualifier().hasValue()) {
            doubt(figure, What.VALUE_UNEXPECTED, value, figure.qualifier().inFiles());
        } else if (value < 0) {
            doubt(figure, What.NEGATIVE, value);
        } else {
            var most = MOST.get(Figure.key(figure.unit()));
            if (most != null && value > most) {
                doubt(figure, What.MORE_THAN_EXIST, value, most);
            }
        }
        counting(figure);
    }

    private void counting(Figure figure) {
        var counting = figure.counting();
        if (!figure.isOfPeople()) {
            if (counting != null) {
                doubt(figure, What.COUNTING_OF_NO_PEOPLE, counting.inFiles(), figure.unit());
            }
            return;
        }
        if (counting == null) {
            if (!Figure.key(figure.measure()).equals(PARTICIPANTS) && !isUnreadable(figure)) {
                doubt(figure, What.COUNTING_MISSING);
            }
            return;
        }
        var said = Figure.key(String.join(" ", figure.measure(), figure.scope(), figure.note()));
        WORDS.entrySet().stream()
                .filter(word -> said.contains(word.getKey()) && !word.getValue().contains(counting))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .ifPresent(word -> doubt(figure, What.COUNTING_CONTRADICTS_WORDS, counting.inFiles(), word));
        if (!counting.isAdditive() && (figure.scope() + figure.note()).isBlank()) {
            doubt(figure, What.COUNTING_UNEXPLAINED, counting.inFiles());
        }
    }

    private List<Figure> doubledRowsLeftOut() {
        var first = new LinkedHashMap<Subject, Figure>();
        for (var figure : edition.figures()) {
            var other = first.putIfAbsent(figure.subject(), figure);
            if (other == null) {
                continue;
            }
            if (Objects.equals(other.value(), figure.value()) && other.qualifier() == figure.qualifier()) {
                doubt(figure, What.DOUBLED_ROW, other.line());
            } else {
                doubt(figure, What.TWO_VALUES, shown(other), shown(figure), other.line());
            }
        }
        return List.copyOf(first.values());
    }

    private static Object shown(Figure figure) {
        var word = figure.qualifier().inFiles();
        return figure.value() == null ? word : isExact(figure) ? figure.value() : word + " " + figure.value();
    }

    private static boolean isExact(Figure figure) {
        return figure.qualifier() == Qualifier.EXACTLY;
    }

    /// @param figures of one measure of one organisation
    private void totalAndParts(List<Figure> figures) {
        var total = figures.stream().filter(Figure::isTotal).findFirst();
        var parts = figures.stream().filter(figure -> !figure.isTotal()).toList();
        if (total.isEmpty()) {
            partsWithoutTotal(parts);
        } else if (parts.isEmpty()) {
            doubt(total.get(), What.TOTAL_WITHOUT_PARTS);
        } else {
            partsOf(total.get(), parts);
        }
    }

    /// Own people and people through others are two figures, not two parts of one.
    private void partsWithoutTotal(List<Figure> figures) {
        figures.stream()
                .collect(Collectors.groupingBy(
                        figure -> Optional.ofNullable(figure.counting()), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .filter(together -> together.size() > 1)
                .forEach(together -> doubt(
                        together.getFirst(),
                        What.PARTS_WITHOUT_TOTAL,
                        together.stream()
                                .filter(Figure::isPart)
                                .map(Figure::scope)
                                .collect(Collectors.joining(", "))));
    }

    private void partsOf(Figure total, List<Figure> parts) {
        var whole = Range.of(total);
        var together = parts.stream().map(Range::of).reduce(Range.ZERO, Range::plus);
        if (!whole.meets(together)) {
            var sum = FactsheetTotals.sum(parts).value();
            doubt(
                    total,
                    What.PARTS_DO_NOT_ADD_UP,
                    shown(total),
                    sum,
                    Math.abs(sum - Objects.requireNonNull(total.value())));
        }
        if (isExact(total)) {
            parts.stream()
                    .filter(part -> !isExact(part) && part.qualifier() != Qualifier.NOT_APPLICABLE)
                    .findFirst()
                    .ifPresent(part -> doubt(
                            total,
                            What.APPROXIMATION_LOST,
                            part.scope(),
                            part.qualifier().inFiles()));
        }
        parts.stream()
                .filter(part ->
                        total.counting() != null && part.counting() != null && part.counting() != total.counting())
                .forEach(part -> doubt(
                        part,
                        What.COUNTING_DIFFERS_FROM_TOTAL,
                        Objects.requireNonNull(part.counting()).inFiles(),
                        Objects.requireNonNull(total.counting()).inFiles()));
    }

    /// What the truth can be, given what was written.
    private record Range(double least, double most) {

        static final Range ZERO = new Range(0, 0);

        static Range of(Figure figure) {
            var value = figure.value();
            if (value == null) {
                return figure.qualifier() == Qualifier.NOT_APPLICABLE ? ZERO : new Range(0, Double.POSITIVE_INFINITY);
            }
            return switch (figure.qualifier()) {
                case ABOUT -> new Range(value * (1 - ABOUT), value * (1 + ABOUT));
                case MORE_THAN -> new Range(value, Double.POSITIVE_INFINITY);
                case EXACTLY, NOT_SPECIFIED, NOT_APPLICABLE -> new Range(value, value);
            };
        }

        Range plus(Range other) {
            return new Range(least + other.least, most + other.most);
        }

        boolean meets(Range other) {
            return least <= other.most && other.least <= most;
        }
    }

    /// @param figures of one organisation
    private void hoursOfPeople(List<Figure> figures) {
        var people = figures.stream()
                .filter(figure ->
                        figure.isOfPeople() && !Figure.key(figure.measure()).equals(PARTICIPANTS))
                .toList();
        // a lower bound, or a figure that nobody gave, sets no limit
        if (people.isEmpty()
                || people.stream()
                        .anyMatch(figure -> figure.value() == null || figure.qualifier() == Qualifier.MORE_THAN)) {
            return;
        }
        var most = people.stream()
                        .mapToDouble(figure -> Math.max(0, Range.of(figure).most()))
                        .sum()
                * HOURS_IN_A_YEAR;
        figures.stream()
                .filter(figure -> Figure.key(figure.unit()).equals(HOURS)
                        && figure.value() != null
                        && Range.of(figure).least() > most)
                .forEach(figure -> doubt(
                        figure, What.MORE_HOURS_THAN_A_YEAR, Objects.requireNonNull(figure.value()), (long) most));
    }

    private void units(List<Figure> figures) {
        grouped(figures, figure -> Figure.key(figure.measure())).values().forEach(same -> {
            var counts = same.stream()
                    .collect(Collectors.groupingBy(
                            figure -> Figure.key(figure.unit()), LinkedHashMap::new, Collectors.counting()));
            if (counts.size() > 1) {
                var usual = counts.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey();
                same.stream()
                        .filter(figure -> !Figure.key(figure.unit()).equals(usual))
                        .forEach(figure -> doubt(figure, What.OTHER_UNIT, figure.unit(), usual));
            }
        });
    }

    /// Pairs of organisations that give the same values for the same things.
    private void identicalFigures(List<Figure> figures) {
        record About(String measure, String scope, long value) {}
        record Pair(String one, String other) {}
        var givers = new HashMap<About, List<Figure>>();
        figures.stream()
                .filter(figure -> figure.value() != null && figure.value() > 0)
                .forEach(figure -> givers.computeIfAbsent(
                                new About(
                                        figure.place().measure(),
                                        Figure.key(figure.scope()),
                                        Objects.requireNonNull(figure.value())),
                                _ -> new ArrayList<>())
                        .add(figure));
        var shared = new LinkedHashMap<Pair, TreeMap<Integer, Figure>>();
        for (var figure : figures) {
            if (figure.value() == null) {
                continue;
            }
            var about = new About(figure.place().measure(), Figure.key(figure.scope()), figure.value());
            for (var other : givers.getOrDefault(about, List.of())) {
                if (other.line() > figure.line()
                        && !other.place().organisation().equals(figure.place().organisation())) {
                    var pair = new Pair(
                            figure.place().organisation(), other.place().organisation());
                    shared.computeIfAbsent(pair, _ -> new TreeMap<>()).put(other.line(), figure);
                }
            }
        }
        var valuesOf = figures.stream()
                .filter(Figure::hasValue)
                .collect(Collectors.groupingBy(figure -> figure.place().organisation(), Collectors.counting()));
        var byLine = figures.stream().collect(Collectors.toMap(Figure::line, Function.identity(), (one, _) -> one));
        shared.forEach((pair, same) -> {
            var telling = same.values().stream()
                    .mapToInt(figure -> tellingFigures(Objects.requireNonNull(figure.value())))
                    .sum();
            var isAll = same.size() > 1
                    && Objects.equals(valuesOf.get(pair.one()), (long) same.size())
                    && Objects.equals(valuesOf.get(pair.other()), (long) same.size());
            if (telling >= TELLING_FIGURES || isAll) {
                var second = Objects.requireNonNull(byLine.get(same.firstKey()));
                var first = Objects.requireNonNull(same.get(same.firstKey()));
                doubt(
                        second,
                        What.IDENTICAL_FIGURES,
                        first.organisation(),
                        same.values().stream()
                                .map(figure -> Objects.requireNonNull(figure.value()))
                                .toList());
            }
        });
    }

    private static int tellingFigures(long value) {
        var rest = value;
        while (rest != 0 && rest % 10 == 0) {
            rest /= 10;
        }
        return Long.toString(rest).length();
    }

    private void against(Factsheet before, List<Figure> figures) {
        var then = new HashMap<Subject, Figure>();
        before.figures().forEach(figure -> then.putIfAbsent(figure.subject(), figure));
        for (var figure : figures) {
            var was = then.get(figure.subject());
            if (was == null) {
                continue;
            }
            if (was.counting() != null && figure.counting() != null && was.counting() != figure.counting()) {
                doubt(
                        figure,
                        What.COUNTING_CHANGED,
                        figure.counting().inFiles(),
                        was.counting().inFiles());
            }
            var from = was.value();
            var to = figure.value();
            if (from != null && to != null && from >= 0 && Math.abs((double) to - from) > JUMP * from) {
                doubt(figure, What.JUMP, from, to);
            }
        }
    }
}
