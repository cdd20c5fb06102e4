package nl.samenspel.exchange;

import static nl.samenspel.exchange.Outgoing.column;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Words;
import nl.samenspel.volunteers.Training;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;

/// The volunteers of a branch who have not left, with their own limits.
final class VolunteersOut implements Outgoing<VolunteersOut.Whole> {

    private static final int METRES = 1000;

    private final Volunteers volunteers;
    private final People people;
    private final Limits limits;
    private final Words words;

    record Whole(
            Person person, Volunteer volunteer, @Nullable OwnLimits limits) {}

    VolunteersOut(Volunteers volunteers, People people, Limits limits, Words words) {
        this.volunteers = volunteers;
        this.people = people;
        this.limits = limits;
        this.words = words;
    }

    @Override
    public void forEachPage(@Nullable BranchId branch, Consumer<List<Whole>> page) {
        Outgoing.inPages(here(volunteers, branch), some -> {
            var ids = some.stream().map(Volunteer::person).toList();
            var known = people.list(ids, Purpose.RECORD);
            var own = limits.list(ids).stream().collect(Collectors.toMap(OwnLimits::volunteer, Function.identity()));
            page.accept(some.stream()
                    .filter(one -> known.containsKey(one.person()))
                    .map(one -> new Whole(Objects.requireNonNull(known.get(one.person())), one, own.get(one.person())))
                    .toList());
        });
    }

    static List<Volunteer> here(Volunteers volunteers, @Nullable BranchId branch) {
        return volunteers.list(Viewer.current().myDesk().organisation()).stream()
                .filter(one -> one.branch().equals(branch))
                .toList();
    }

    @Override
    public List<Column<Whole>> columns() {
        return columns(words);
    }

    static List<Column<Whole>> columns(Words words) {
        return Stream.of(
                        List.<Column<Whole>>of(column(KnownColumn.EXTERNAL_ID, all -> OurNumber.of(all.person()))),
                        PersonColumns.of(Whole::person, words),
                        List.<Column<Whole>>of(
                                column(KnownColumn.POSTCODE, all -> all.person().postcode()),
                                column(KnownColumn.PLACE, all -> all.person().place()),
                                column(
                                        KnownColumn.LANGUAGES,
                                        all -> Outgoing.several(
                                                words,
                                                "people.language",
                                                all.person().languages()))),
                        offered(words))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Column<Whole>> offered(Words words) {
        return List.of(
                column(KnownColumn.STANDING, all -> all.volunteer().status().name()),
                column(
                        KnownColumn.LOVES,
                        all -> Outgoing.several(
                                words, "network.kind", all.volunteer().offer().loves())),
                column(
                        KnownColumn.LIKES,
                        all -> Outgoing.several(
                                words, "network.kind", all.volunteer().offer().likes())),
                column(
                        KnownColumn.DOES,
                        all -> Outgoing.several(
                                words, "network.kind", all.volunteer().offer().does())),
                column(
                        KnownColumn.RATHER_NOT,
                        all -> Outgoing.several(
                                words, "network.kind", all.volunteer().offer().ratherNot())),
                column(
                        KnownColumn.DAY_PARTS,
                        all -> String.join(
                                ", ", all.volunteer().offer().dayParts().words())),
                column(KnownColumn.HOURS, all -> of(all.limits(), OwnLimits::hoursPerWeek)),
                column(KnownColumn.AT_A_TIME, all -> of(all.limits(), OwnLimits::matchesAtATime)),
                column(KnownColumn.PAUSE_UNTIL, all -> of(all.limits(), OwnLimits::pauseUntil)),
                column(KnownColumn.RADIUS, all -> {
                    var metres = all.volunteer().offer().radiusMetres();
                    // what is no whole number of kilometres is left out, and so stays as it is
                    return metres % METRES == 0 ? String.valueOf(metres / METRES) : "";
                }),
                column(KnownColumn.FROM, all -> all.volunteer().offer().availableFrom()),
                column(KnownColumn.VOG_SEEN, all -> of(all.volunteer().vog(), vog -> vog.seenOn())),
                column(KnownColumn.VOG_AGAIN, all -> of(all.volunteer().vog(), vog -> vog.againOn())),
                column(
                        KnownColumn.TRAININGS,
                        all -> all.volunteer().trainings().stream()
                                .map(one -> training(one, words))
                                .collect(Collectors.joining("; "))),
                column(KnownColumn.ABOUT, all -> all.volunteer().offer().aboutMe()));
    }

    private static String training(Training training, Words words) {
        var last = training.validUntil();
        return words.of("network.qualification", training.what())
                + " "
                + RequestsIn.day(training.obtainedOn())
                + (last == null ? "" : " t/m " + RequestsIn.day(last));
    }

    private static <T> @Nullable Object of(@Nullable T thing, Function<T, @Nullable Object> part) {
        return thing == null ? null : part.apply(thing);
    }
}
