package nl.samenspel.matching;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.matching.Obstacle.ForSeveral;
import nl.samenspel.matching.Obstacle.Lacks;
import nl.samenspel.matching.Obstacle.LongerThanWished;
import nl.samenspel.matching.Obstacle.NeedsRest;
import nl.samenspel.matching.Obstacle.NoPlace;
import nl.samenspel.matching.Obstacle.NoSharedLanguage;
import nl.samenspel.matching.Obstacle.NotActive;
import nl.samenspel.matching.Obstacle.NotThisPair;
import nl.samenspel.matching.Obstacle.NotYet;
import nl.samenspel.matching.Obstacle.OnPause;
import nl.samenspel.matching.Obstacle.OtherKind;
import nl.samenspel.matching.Obstacle.OtherOrganisation;
import nl.samenspel.matching.Obstacle.OtherWish;
import nl.samenspel.matching.Obstacle.RatherNot;
import nl.samenspel.matching.Obstacle.TooFar;
import nl.samenspel.matching.Obstacle.TooFewDayParts;
import nl.samenspel.matching.Obstacle.TooFewHours;
import nl.samenspel.matching.Obstacle.TooHeavy;
import nl.samenspel.matching.Obstacle.TooManyNights;
import nl.samenspel.network.DayParts;
import nl.samenspel.people.Person.Language;
import nl.samenspel.requests.Ask;
import nl.samenspel.requests.Wanted;
import nl.samenspel.ui.Words;
import org.springframework.stereotype.Component;

/// Why somebody fits, and why not: in words, in the reader's language, from the very numbers that ordered the list.
@Component
public class Explanations {

    private static final int MOST_DAY_PARTS_NAMED = 4;

    private static final Pattern BLANK = Pattern.compile("\\[([^\\[\\]\\n]*)]");

    /// Every day, but not at night.
    private static final DayParts BY_DAY = DayParts.of(DayParts.ALL.list().stream()
            .filter(on -> on.part() != DayParts.Part.NIGHT)
            .toArray(DayParts.On[]::new));

    private final Words words;
    private final Clock clock;

    Explanations(Words words, Clock clock) {
        this.words = words;
        this.clock = clock;
    }

    /// One criterion on which candidates differ.
    ///
    /// @param criterion names its message, `matching.criterion.<criterion>`
    /// @param points what it adds to the score; a cost is below zero
    /// @param part how far the bar goes, of [#of]. For a cost it shows what is left: a longer bar is always better
    public record Bar(String criterion, int points, int part, int of, String text) {}

    /// The criteria on which candidates differ, the weightiest first.
    public List<Bar> bars(Candidate candidate) {
        var score = candidate.score();
        var facts = candidate.facts();
        var most = candidate.most();
        return List.of(
                bar("MOTIVE", score.motive(), most.motive(), words.of("matching.motive", facts.motive())),
                bar("DISTANCE", score.distance(), most.distance(), distance(facts)),
                bar(
                        "DAY_PARTS",
                        score.dayParts(),
                        most.dayParts(),
                        words.get("matching.dayParts", facts.common().count(), dayParts(facts.common()))),
                bar("FAMILIAR", score.familiar(), most.familiar(), words.of("matching.familiar", facts.familiar())),
                cost("SPARE", score.spare(), most.spare(), spare(facts)),
                cost("LOAD", score.load(), most.load(), load(facts)));
    }

    private static Bar bar(String criterion, int points, int most, String text) {
        return new Bar(criterion, points, points, Math.max(1, most), text);
    }

    /// Where nothing is to be lost, the bar is full.
    private static Bar cost(String criterion, int points, int most, String text) {
        int of = Math.max(1, most);
        return new Bar(criterion, points, Math.max(0, of + points), of, text);
    }

    private String distance(Candidate.Facts facts) {
        return facts.metres() == null
                ? words.get("matching.distance.unknown")
                : words.get("matching.distance", metres(facts.metres()));
    }

    private String spare(Candidate.Facts facts) {
        return facts.extra().isEmpty()
                ? words.get("matching.spare.none")
                : words.get("matching.spare", names("network.qualification", facts.extra()));
    }

    private String load(Candidate.Facts facts) {
        if (facts.load().weight() == 0) {
            return words.get("matching.load.empty", facts.hoursFree());
        }
        return facts.load().weight() == facts.hoursLoad()
                ? words.get("matching.load", facts.hoursFree())
                : words.get(
                        "matching.load.heavier", facts.hoursFree(), facts.load().weight(), facts.hoursLoad());
    }

    /// What holds for everybody on the list, because without it one is not on it.
    public List<String> conditions(Wanted wanted) {
        var told = new ArrayList<String>();
        told.add(words.get("matching.condition.kind", words.of("network.kind", wanted.kind())));
        told.add(words.get("matching.condition.room", wanted.hoursPerWeek()));
        told.add(words.get("matching.condition.dayParts", wanted.dayPartsNeeded()));
        told.add(words.get("matching.condition.from", date(wanted.from())));
        if (!wanted.languages().isEmpty()) {
            told.add(words.get("matching.condition.language", either(names(wanted.languages()))));
        }
        if (!wanted.qualifications().isEmpty()) {
            told.add(words.get(
                    "matching.condition.qualifications", names("network.qualification", wanted.qualifications())));
        }
        told.add(words.get(
                wanted.point() == null ? "matching.condition.distance.unknown" : "matching.condition.distance"));
        told.add(words.get("matching.condition.wish"));
        return told;
    }

    /// The points that are the same for everybody, in one line.
    public String same(Shortlist shortlist) {
        var score = shortlist.candidates().isEmpty()
                ? 0
                : shortlist.candidates().getFirst().score().waiting()
                        + shortlist.candidates().getFirst().score().urgency()
                        + shortlist.candidates().getFirst().score().base();
        return words.get(
                "matching.same",
                shortlist.wanted().waitingDays(),
                words.get("matching.urgency." + shortlist.wanted().urgency()),
                score);
    }

    public String of(Obstacle obstacle) {
        var key = "matching.obstacle." + obstacle.getClass().getSimpleName();
        return switch (obstacle) {
            case NotActive _, NoPlace _, OtherWish _, OtherOrganisation _, NeedsRest _ -> words.get(key);
            case RatherNot(var situations) -> words.get(key, names("network.situation", situations));
            case TooManyNights(var free) -> words.get(key, free);
            case TooHeavy(var most) -> words.get(key, most);
            case ForSeveral(var each) -> words.get(key, each);
            case TooFewHours(var free, var asked) -> words.get(key, free, asked);
            case OtherKind(var asked) -> words.get(key, words.of("network.kind", asked));
            case TooFar(var metres, var radius) -> words.get(key, metres(metres), metres(radius));
            case Lacks(var missing) -> words.get(key, names("network.qualification", missing));
            case NoSharedLanguage(var asked) -> words.get(key, either(names(asked)));
            case TooFewDayParts(var common, var asked) -> words.get(key, common, asked);
            case NotYet(var from, var asked) -> words.get(key, date(from), date(asked));
            case NotThisPair(var why) -> words.of("matching.pair", why);
            case LongerThanWished(var longest, var asked) ->
                words.get(key, words.of("network.length", longest), words.of("network.length", asked));
            case OnPause(var until) -> words.get(key, date(until));
        };
    }

    /// What could be asked of a volunteer, from what was recorded at intake: for the coordinator to change.
    /// Never a name or an address.
    public String question(Ask ask) {
        return filledIn(question(), ask);
    }

    /// The same with blanks, for many requests at once: [#filledIn] fills them in for each.
    public String question() {
        return words.get("matching.question");
    }

    /// What a blank in a question is filled in with. Each has a message `matching.blank.<NAME>`: what stands between
    /// the brackets.
    private enum Blank {
        HELP,
        PLACE,
        HOURS,
        WHEN,
        FROM
    }

    /// The first blank in these words that nobody can fill in.
    public Optional<String> unknownBlank(String question) {
        var known = Stream.of(Blank.values())
                .map(blank -> words.of("matching.blank", blank))
                .toList();
        return BLANK.matcher(question)
                .results()
                .map(found -> found.group(1))
                .filter(blank -> !known.contains(blank))
                .findFirst();
    }

    /// These words with every blank filled in for one request.
    public String filledIn(String question, Ask ask) {
        var filled = question;
        for (var blank : Blank.values()) {
            filled = filled.replace(
                    "[" + words.of("matching.blank", blank) + "]",
                    switch (blank) {
                        case HELP -> words.of("network.kind", ask.kind());
                        case PLACE -> ask.place().isBlank() ? words.get("matching.question.nearby") : ask.place();
                        case HOURS -> words.get("matching.blank.hours", ask.hoursPerWeek());
                        case WHEN -> dayParts(ask.dayParts());
                        case FROM -> date(ask.need().from());
                    });
        }
        return filled;
    }

    /// Parts of the week, the first few by name.
    public String dayParts(DayParts parts) {
        if (parts.equals(DayParts.ALL)) {
            return words.get("matching.dayParts.always");
        }
        if (parts.equals(BY_DAY)) {
            return words.get("matching.dayParts.byDay");
        }
        var named = parts.list().stream()
                .limit(MOST_DAY_PARTS_NAMED)
                .map(on -> words.get("ui.day." + on.day()) + " " + words.get("ui.part." + on.part()))
                .collect(Collectors.joining(", "));
        var more = parts.count() - MOST_DAY_PARTS_NAMED;
        return more > 0 ? named + " " + words.get("matching.more", more) : named;
    }

    /// As one writes a day: 24 november 2026.
    public String date(LocalDate date) {
        return date.format(DateTimeFormatter.ofPattern("d MMMM yyyy", words.locale()));
    }

    /// As one says when something was: 24 november 2026 14:05.
    public String moment(Instant moment) {
        return moment.atZone(clock.getZone()).format(DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm", words.locale()));
    }

    /// As one says how far something is: 900 m, 1,9 km.
    public String metres(int metres) {
        if (metres < 950) {
            return words.get("matching.metres", Math.max(100, (metres + 50) / 100 * 100));
        }
        var kilometres = NumberFormat.getNumberInstance(words.locale());
        kilometres.setMaximumFractionDigits(1);
        return words.get("matching.kilometres", kilometres.format(metres / 1000.0));
    }

    private List<String> names(Collection<Language> languages) {
        return sorted(languages).map(one -> words.of("people.language", one)).toList();
    }

    private String names(String prefix, Collection<? extends Enum<?>> constants) {
        return sorted(constants).map(one -> words.of(prefix, one)).collect(Collectors.joining(", "));
    }

    private static <E extends Enum<?>> Stream<E> sorted(Collection<E> constants) {
        return constants.stream().sorted(Comparator.comparingInt(Enum::ordinal));
    }

    private String either(List<String> names) {
        return String.join(" " + words.get("matching.or") + " ", names);
    }
}
