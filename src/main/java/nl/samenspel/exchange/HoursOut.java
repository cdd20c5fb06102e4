package nl.samenspel.exchange;

import static nl.samenspel.exchange.Outgoing.column;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matches.EarlierMatches;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Words;
import nl.samenspel.visits.EarlierVisits;
import nl.samenspel.visits.Visit;
import nl.samenspel.visits.VisitId;
import org.jspecify.annotations.Nullable;

/// What was done at a branch. With whom is not in it, but the number of the match: hours are counted,
/// not people's lives.
final class HoursOut implements Outgoing<HoursOut.Whole> {

    private final EarlierVisits visits;
    private final EarlierMatches matches;
    private final People people;
    private final Words words;

    record Whole(Visit visit, String number, @Nullable String match, Person volunteer) {}

    HoursOut(EarlierVisits visits, EarlierMatches matches, People people, Words words) {
        this.visits = visits;
        this.matches = matches;
        this.people = people;
        this.words = words;
    }

    @Override
    public List<Column<Whole>> columns() {
        return List.of(
                column(KnownColumn.EXTERNAL_ID, Whole::number),
                column(KnownColumn.VOLUNTEER_ID, all -> OurNumber.of(all.volunteer())),
                column(KnownColumn.VOLUNTEER, all -> all.volunteer().name()),
                column(KnownColumn.MATCH_ID, Whole::match),
                column(KnownColumn.DAY, all -> all.visit().day()),
                column(KnownColumn.MINUTES, all -> all.visit().minutes()),
                column(KnownColumn.VISIT_KIND, all -> words.of("visits.kind", EarlierVisits.kindOf(all.visit()))));
    }

    @Override
    public void forEachPage(@Nullable BranchId branch, Consumer<List<Whole>> page) {
        if (branch != null) {
            Outgoing.<Visit, VisitId>inPages(
                    after -> visits.listPage(branch, after, AT_ONCE), Visit::id, some -> page.accept(whole(some)));
        }
    }

    private List<Whole> whole(List<Visit> some) {
        var known = people.list(
                some.stream().map(visit -> visit.whose().volunteer()).collect(Collectors.toSet()), Purpose.RECORD);
        var numbers = visits.externalIds(some.stream().map(Visit::id).toList());
        var matchNumbers = matches.externalIds(some.stream()
                .flatMap(visit -> Stream.ofNullable(visit.whose().match()))
                .collect(Collectors.toSet()));
        return some.stream()
                .filter(visit -> known.containsKey(visit.whose().volunteer()))
                .map(visit -> {
                    var match = visit.whose().match();
                    return new Whole(
                            visit,
                            OurNumber.of(numbers.get(visit.id()), visit.id()),
                            match == null ? null : OurNumber.of(matchNumbers.get(match), match),
                            Objects.requireNonNull(known.get(visit.whose().volunteer())));
                })
                .toList();
    }
}
