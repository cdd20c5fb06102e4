package nl.samenspel.exchange;

import static nl.samenspel.exchange.Outgoing.column;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import nl.samenspel.access.BranchId;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Words;
import nl.samenspel.volunteers.Training;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;

/// What the volunteers of a branch learned, a row each.
final class TrainingsOut implements Outgoing<TrainingsOut.Learned> {

    private final Volunteers volunteers;
    private final People people;
    private final Words words;

    record Learned(Person person, Training training) {}

    TrainingsOut(Volunteers volunteers, People people, Words words) {
        this.volunteers = volunteers;
        this.people = people;
        this.words = words;
    }

    @Override
    public List<Column<Learned>> columns() {
        return List.of(
                column(KnownColumn.VOLUNTEER_ID, one -> OurNumber.of(one.person())),
                column(KnownColumn.VOLUNTEER, one -> one.person().name()),
                column(
                        KnownColumn.TRAINING,
                        one -> words.of("network.qualification", one.training().what())),
                column(KnownColumn.OBTAINED_ON, one -> one.training().obtainedOn()),
                column(KnownColumn.VALID_UNTIL, one -> one.training().validUntil()));
    }

    @Override
    public void forEachPage(@Nullable BranchId branch, Consumer<List<Learned>> page) {
        var trained = VolunteersOut.here(volunteers, branch).stream()
                .filter(one -> !one.trainings().isEmpty())
                .toList();
        Outgoing.inPages(trained, some -> {
            var known = people.list(some.stream().map(Volunteer::person).toList(), Purpose.RECORD);
            page.accept(some.stream()
                    .filter(one -> known.containsKey(one.person()))
                    .flatMap(one -> one.trainings().stream()
                            .map(training -> new Learned(Objects.requireNonNull(known.get(one.person())), training)))
                    .toList());
        });
    }
}
