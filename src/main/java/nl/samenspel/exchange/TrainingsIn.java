package nl.samenspel.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.exchange.Mentioned.Known;
import nl.samenspel.exchange.Mentioned.Naming;
import nl.samenspel.exchange.Mentioned.Side;
import nl.samenspel.exchange.Mentioned.Unknown;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.People;
import nl.samenspel.volunteers.Training;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;

/// What volunteers learned, a row each. Of each training the newest counts: one that is older than what
/// is on record, or than another row, changes nothing.
final class TrainingsIn implements Incoming<TrainingsIn.Row> {

    private static final LocalDate EARLIEST = LocalDate.of(1950, 1, 1);

    private final Volunteers volunteers;
    private final Limits limits;
    private final People people;
    private final Mentioned mentioned;
    private final Vocabulary vocabulary;
    private final OrganisationId organisation;
    private final BranchId branch;
    private final LocalDate today;
    private final Map<PersonId, Volunteer> before = new HashMap<>();
    private final Map<PersonId, Volunteer> after = new LinkedHashMap<>();

    /// What a row says.
    record Row(@Nullable Naming volunteer, @Nullable Training training) {}

    TrainingsIn(
            Volunteers volunteers,
            Limits limits,
            People people,
            Vocabulary vocabulary,
            BranchId branch,
            LocalDate today) {
        this.volunteers = volunteers;
        this.limits = limits;
        this.people = people;
        this.vocabulary = vocabulary;
        this.organisation = Viewer.current().myDesk().organisation();
        this.mentioned = new Mentioned(people, organisation);
        this.branch = branch;
        this.today = today;
    }

    @Override
    public Row read(Cells cells) {
        var volunteer = Mentioned.read(cells, Side.VOLUNTEER);
        if (volunteer.isEmpty()) {
            cells.refuse(KnownColumn.VOLUNTEER, "exchange.wrong.noVolunteer");
        }
        return new Row(volunteer.orElse(null), training(cells).orElse(null));
    }

    private Optional<Training> training(Cells cells) {
        var name = cells.raw(KnownColumn.TRAINING);
        var what = vocabulary.training(TrainingsCell.withoutSilent(name));
        if (name.isBlank()) {
            cells.refuse(KnownColumn.TRAINING, "ui.form.missing");
        } else if (what.isEmpty()) {
            cells.refuse(KnownColumn.TRAINING, "exchange.wrong.trainingUnknown", Cells.shortened(name));
        } else if (what.get() == Qualification.VOG) {
            cells.refuse(KnownColumn.TRAINING, "exchange.wrong.trainingVogRow");
        }
        var obtained = cells.date(KnownColumn.OBTAINED_ON);
        if (!cells.has(KnownColumn.OBTAINED_ON)) {
            cells.refuse(KnownColumn.OBTAINED_ON, "ui.form.missing");
        }
        obtained.filter(day -> day.isAfter(today) || day.isBefore(EARLIEST))
                .ifPresent(_ -> cells.refuse(
                        KnownColumn.OBTAINED_ON,
                        "ui.form.dateOutside",
                        RequestsIn.day(EARLIEST),
                        RequestsIn.day(today)));
        var last = cells.date(KnownColumn.VALID_UNTIL);
        if (last.isPresent() && obtained.isPresent() && last.get().isBefore(obtained.get())) {
            cells.refuse(KnownColumn.VALID_UNTIL, "exchange.wrong.endBeforeBegin");
        }
        return cells.isRight() && what.isPresent() && obtained.isPresent()
                ? Optional.of(new Training(what.get(), obtained.get(), last.orElse(null)))
                : Optional.empty();
    }

    /// There is none: who learned what, and when, is what makes rows the same.
    @Override
    public KnownColumn identityColumn() {
        return KnownColumn.EXTERNAL_ID;
    }

    @Override
    public List<Fate> compare(List<Row> rows) {
        after.clear();
        var found = mentioned.find(rows.stream()
                .map(row -> Objects.requireNonNull(row.volunteer()))
                .collect(Collectors.toSet()));
        var known = volunteers
                .list(found.values().stream()
                        .filter(Known.class::isInstance)
                        .map(one -> ((Known) one).person().id())
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(Volunteer::person, Function.identity()));
        before.clear();
        before.putAll(known);
        List<Fate> fates = new ArrayList<>();
        for (var row : rows) {
            var naming = Objects.requireNonNull(row.volunteer());
            fates.add(
                    switch (Objects.requireNonNull(found.get(naming))) {
                        case Unknown(var why) -> new Refused(why);
                        case Known(var person) ->
                            fate(naming, Objects.requireNonNull(row.training()), before.get(person.id()));
                    });
        }
        return fates;
    }

    private Fate fate(Naming naming, Training training, @Nullable Volunteer was) {
        var no = Mentioned.refuse(naming, was, branch);
        if (no.isPresent()) {
            return new Refused(no.get());
        }
        var now = after.getOrDefault(Objects.requireNonNull(was).person(), was);
        var had = now.trainings().stream()
                .filter(one -> one.what() == training.what())
                .findFirst();
        if (had.isPresent()
                && (had.get().equals(training) || had.get().obtainedOn().isAfter(training.obtainedOn()))) {
            return new Unchanged();
        }
        after.put(now.person(), now.trained(training));
        return had.isEmpty() ? new New() : new Changed();
    }

    @Override
    public List<Trace> save(List<Row> added, List<Row> changed) {
        if (after.isEmpty()) {
            return List.of();
        }
        var who = people.list(after.keySet(), Purpose.RECORD);
        var carry = limits.list(after.keySet()).stream()
                .collect(Collectors.toMap(OwnLimits::volunteer, Function.identity()));
        if (!volunteers.changeAll(organisation, List.copyOf(after.values())).isEmpty()) {
            throw new ConcurrencyFailureException("Somebody else changed a volunteer of this list meanwhile.");
        }
        return after.keySet().stream()
                .map(id -> {
                    var person = Objects.requireNonNull(who.get(id));
                    var own = carry.get(id);
                    return VolunteersBack.trace(
                            VolunteersBack.Image.of(person, Objects.requireNonNull(before.get(id)), own),
                            VolunteersBack.Image.of(person, Objects.requireNonNull(after.get(id)), own),
                            id);
                })
                .toList();
    }
}
