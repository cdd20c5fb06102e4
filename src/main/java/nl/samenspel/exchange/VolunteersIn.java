package nl.samenspel.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.exchange.Vocabulary.Understood;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.network.Area;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Words;
import nl.samenspel.volunteers.Offer;
import nl.samenspel.volunteers.Training;
import nl.samenspel.volunteers.Vog;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteer.Status;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;

/// Volunteers from a file, with their own limits as they told them. What a row does not say leaves a record that is
/// there as it is. Nobody gets mail or a way in by this: that is for the desk to begin, one by one.
final class VolunteersIn implements Incoming<VolunteersIn.Row> {

    private static final int LONGEST_ABOUT = 1000;
    private static final int USUAL_RADIUS = 5000;
    private static final int METRES = 1000;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    /// Empty is: has stopped.
    private static final Map<String, Optional<Status>> STANDING = Map.ofEntries(
            Map.entry("actief", Optional.of(Status.ACTIVE)),
            Map.entry("active", Optional.of(Status.ACTIVE)),
            Map.entry("ja", Optional.of(Status.ACTIVE)),
            Map.entry("yes", Optional.of(Status.ACTIVE)),
            Map.entry("gekoppeld", Optional.of(Status.ACTIVE)),
            Map.entry("beschikbaar", Optional.of(Status.ACTIVE)),
            Map.entry("available", Optional.of(Status.ACTIVE)),
            Map.entry("aangemeld", Optional.of(Status.APPLIED)),
            Map.entry("applied", Optional.of(Status.APPLIED)),
            Map.entry("nieuw", Optional.of(Status.APPLIED)),
            Map.entry("new", Optional.of(Status.APPLIED)),
            Map.entry("kandidaat", Optional.of(Status.APPLIED)),
            Map.entry("intake", Optional.of(Status.APPLIED)),
            Map.entry("gestopt", Optional.empty()),
            Map.entry("inactief", Optional.empty()),
            Map.entry("uitgeschreven", Optional.empty()),
            Map.entry("nee", Optional.empty()),
            Map.entry("no", Optional.empty()),
            Map.entry("left", Optional.empty()),
            Map.entry("inactive", Optional.empty()),
            Map.entry("stopped", Optional.empty()));

    private final Volunteers volunteers;
    private final Limits limits;
    private final People people;
    private final Vocabulary vocabulary;
    private final Remembered<Understood<KindOfHelp>> kinds;
    private final Remembered<Understood<DayParts.On>> dayParts;
    private final Words words;
    private final Map<String, Area> areas;
    private final OrganisationId organisation;
    private final BranchId branch;
    private final LocalDate today;
    private final Map<Integer, Plan> plans = new HashMap<>();
    private final Set<PersonId> paid = new HashSet<>();
    private int serial;

    /// What a row says.
    record Row(
            int serial,
            @Nullable String externalId,
            PersonCells person,
            Status status,
            Set<KindOfHelp> loves,
            Set<KindOfHelp> likes,
            Set<KindOfHelp> does,
            Set<KindOfHelp> ratherNot,
            Set<DayParts.On> dayParts,
            Optional<Integer> kilometres,
            Optional<LocalDate> from,
            String about,
            Optional<LocalDate> vogSeen,
            Optional<LocalDate> vogAgain,
            List<Training> trainings,
            Optional<Integer> hours,
            Optional<Integer> atATime,
            Optional<LocalDate> pauseUntil) {

        Row {
            loves = Set.copyOf(loves);
            likes = Set.copyOf(likes);
            does = Set.copyOf(does);
            ratherNot = Set.copyOf(ratherNot);
            dayParts = Set.copyOf(dayParts);
            trainings = List.copyOf(trainings);
        }
    }

    /// What will be done with a row.
    private record Plan(
            @Nullable Person personBefore,
            Person person,
            @Nullable Volunteer before,
            Volunteer volunteer,
            @Nullable OwnLimits limitsBefore,
            @Nullable OwnLimits limits) {}

    VolunteersIn(
            Volunteers volunteers,
            Limits limits,
            People people,
            List<Area> areas,
            Vocabulary vocabulary,
            Words words,
            BranchId branch,
            LocalDate today) {
        this.volunteers = volunteers;
        this.limits = limits;
        this.people = people;
        this.vocabulary = vocabulary;
        this.kinds = new Remembered<>(vocabulary::kinds);
        this.dayParts = new Remembered<>(vocabulary::dayParts);
        this.words = words;
        this.areas = areas.stream().collect(Collectors.toMap(Area::postcode, Function.identity()));
        this.organisation = Viewer.current().myDesk().organisation();
        this.branch = branch;
        this.today = today;
    }

    @Override
    public Row read(Cells cells) {
        var externalId = cells.ownNumber(KnownColumn.EXTERNAL_ID);
        var person = PersonCells.read(cells, vocabulary);
        var loves = cells.several(KnownColumn.LOVES, kinds);
        var likes = without(cells.several(KnownColumn.LIKES, kinds), loves);
        var does = without(without(cells.several(KnownColumn.DOES, kinds), loves), likes);
        var ratherNot = cells.several(KnownColumn.RATHER_NOT, kinds);
        for (var liked : List.of(loves, likes, does)) {
            if (ratherNot.stream().anyMatch(liked::contains)) {
                cells.refuse(
                        KnownColumn.RATHER_NOT,
                        "exchange.wrong.likedAndNot",
                        Cells.shortened(cells.raw(KnownColumn.RATHER_NOT)));
            }
        }
        warnOfGaps(cells, loves.isEmpty() && likes.isEmpty() && does.isEmpty());
        var vogSeen = cells.date(KnownColumn.VOG_SEEN);
        vogSeen.filter(seen -> seen.isAfter(today) || seen.isBefore(EARLIEST))
                .ifPresent(_ -> cells.refuse(
                        KnownColumn.VOG_SEEN, "ui.form.dateOutside", RequestsIn.day(EARLIEST), RequestsIn.day(today)));
        var vogAgain = cells.date(KnownColumn.VOG_AGAIN);
        if (vogAgain.isPresent() && !cells.isWrong(KnownColumn.VOG_SEEN)) {
            if (vogSeen.isEmpty()) {
                cells.refuse(KnownColumn.VOG_SEEN, "ui.form.missing");
            } else if (!vogAgain.get().isAfter(vogSeen.get())) {
                cells.refuse(KnownColumn.VOG_AGAIN, "exchange.wrong.againBeforeSeen");
            }
        }
        RequestsIn.tellOfPlace(cells, person, areas);
        if (externalId == null) {
            cells.warn(KnownColumn.EXTERNAL_ID, "exchange.warning.noNumber");
        }
        return new Row(
                serial++,
                externalId,
                person,
                status(cells),
                loves,
                likes,
                does,
                ratherNot,
                cells.several(KnownColumn.DAY_PARTS, dayParts),
                cells.whole(KnownColumn.RADIUS, 1, Offer.LONGEST_RADIUS / METRES),
                cells.date(KnownColumn.FROM),
                cells.optionalWords(KnownColumn.ABOUT, LONGEST_ABOUT),
                vogSeen,
                vogAgain,
                TrainingsCell.read(cells, vocabulary, today),
                cells.whole(KnownColumn.HOURS, 1, OwnLimits.MOST_HOURS),
                cells.whole(KnownColumn.AT_A_TIME, 1, OwnLimits.MOST_MATCHES),
                cells.date(KnownColumn.PAUSE_UNTIL));
    }

    private static Set<KindOfHelp> without(Set<KindOfHelp> kinds, Set<KindOfHelp> others) {
        var left = EnumSet.noneOf(KindOfHelp.class);
        left.addAll(kinds);
        left.removeAll(others);
        return left;
    }

    /// Whoever says too little is a volunteer all the same, but is asked for nothing.
    private static void warnOfGaps(Cells cells, boolean doesNothing) {
        if (doesNothing) {
            cells.warn(KnownColumn.DOES, "exchange.warning.noKinds");
        }
        if (!cells.has(KnownColumn.DAY_PARTS)) {
            cells.warn(KnownColumn.DAY_PARTS, "exchange.warning.noDayParts");
        }
        if (!cells.has(KnownColumn.HOURS)) {
            cells.warn(KnownColumn.HOURS, "exchange.warning.noHours");
        }
    }

    private static Status status(Cells cells) {
        var standing =
                cells.one(KnownColumn.STANDING, text -> Optional.ofNullable(STANDING.get(KnownColumn.bare(text))));
        if (standing.isPresent() && standing.get().isEmpty()) {
            cells.refuse(KnownColumn.STANDING, "exchange.wrong.stopped");
        }
        return standing.flatMap(Function.identity()).orElse(Status.ACTIVE);
    }

    @Override
    public KnownColumn identityColumn() {
        return KnownColumn.EXTERNAL_ID;
    }

    @Override
    public List<Fate> compare(List<Row> rows) {
        plans.clear();
        var numbers = rows.stream()
                .flatMap(row -> Stream.ofNullable(row.externalId()))
                .toList();
        var known = OurNumber.people(people, organisation, numbers);
        var ids = known.values().stream().map(Person::id).toList();
        var offers = volunteers.list(ids).stream().collect(Collectors.toMap(Volunteer::person, Function.identity()));
        var room = limits.list(ids).stream().collect(Collectors.toMap(OwnLimits::volunteer, Function.identity()));
        paid.clear();
        people.listEngaged(ids).stream()
                .filter(one -> one.until() == null && one.kind().isPaid())
                .forEach(one -> paid.add(one.person()));
        List<Fate> fates = new ArrayList<>();
        for (var row : rows) {
            var person = row.externalId() == null ? null : known.get(row.externalId());
            fates.add(
                    person == null
                            ? fate(row, null, null, null)
                            : fate(row, person, offers.get(person.id()), room.get(person.id())));
        }
        return fates;
    }

    private Fate fate(
            Row row, @Nullable Person personBefore, @Nullable Volunteer before, @Nullable OwnLimits limitsBefore) {
        if (personBefore != null && !row.person().isCalledLike(personBefore)) {
            return refused(KnownColumn.EXTERNAL_ID, "exchange.wrong.otherName");
        }
        if (before != null && !before.branch().equals(branch)) {
            return refused(KnownColumn.EXTERNAL_ID, "exchange.wrong.otherBranch");
        }
        if (before != null && before.status() == Status.LEFT) {
            return refused(KnownColumn.EXTERNAL_ID, "exchange.wrong.left");
        }
        if (personBefore != null && before == null && paid.contains(personBefore.id())) {
            return refused(KnownColumn.EXTERNAL_ID, "exchange.wrong.paidHere");
        }
        var person = row.person().person(PersonId.next(), organisation, row.externalId(), personBefore);
        var asked = limits(row, person.id(), limitsBefore);
        if (asked != null && limitsBefore != null && asked.raises(limitsBefore)) {
            return asked.hoursPerWeek() > limitsBefore.hoursPerWeek()
                    ? refused(KnownColumn.HOURS, "exchange.wrong.onlyTheVolunteerRaises", limitsBefore.hoursPerWeek())
                    : asked.matchesAtATime() > limitsBefore.matchesAtATime()
                            ? refused(
                                    KnownColumn.AT_A_TIME,
                                    "exchange.wrong.onlyTheVolunteerRaises",
                                    limitsBefore.matchesAtATime())
                            : refused(
                                    KnownColumn.PAUSE_UNTIL,
                                    "exchange.wrong.onlyTheVolunteerRaises",
                                    String.valueOf(limitsBefore.pauseUntil()));
        }
        var offer = offer(row, before == null ? null : before.offer());
        var volunteer = before == null
                ? new Volunteer(
                        person.id(),
                        organisation,
                        branch,
                        row.status(),
                        today,
                        offer,
                        vog(row, null),
                        row.trainings(),
                        0)
                : trained(row, before.offering(offer).showing(vog(row, before.vog())));
        plans.put(row.serial(), new Plan(personBefore, person, before, volunteer, limitsBefore, asked));
        if (before == null) {
            return new New();
        }
        return person.equals(personBefore) && volunteer.equals(before) && Objects.equals(asked, limitsBefore)
                ? new Unchanged()
                : new Changed();
    }

    /// What a row says of a kind of help moves it from where it stood.
    private static Offer offer(Row row, @Nullable Offer before) {
        if (before == null) {
            return new Offer(
                    row.loves(),
                    row.likes(),
                    row.does(),
                    row.ratherNot(),
                    Vocabulary.together(row.dayParts()),
                    row.kilometres().map(km -> km * METRES).orElse(USUAL_RADIUS),
                    row.from().orElse(null),
                    Offer.EVERYONE,
                    row.about(),
                    false);
        }
        var told = EnumSet.noneOf(KindOfHelp.class);
        told.addAll(row.loves());
        told.addAll(row.likes());
        told.addAll(row.does());
        told.addAll(row.ratherNot());
        return new Offer(
                row.loves().isEmpty() ? without(before.loves(), told) : row.loves(),
                row.likes().isEmpty() ? without(before.likes(), told) : row.likes(),
                row.does().isEmpty() ? without(before.does(), told) : row.does(),
                row.ratherNot().isEmpty() ? without(before.ratherNot(), told) : row.ratherNot(),
                row.dayParts().isEmpty() ? before.dayParts() : Vocabulary.together(row.dayParts()),
                row.kilometres().map(km -> km * METRES).orElse(before.radiusMetres()),
                row.from().orElse(before.availableFrom()),
                before.comfortableWith(),
                row.about().isEmpty() ? before.aboutMe() : row.about(),
                before.byOthers(),
                before.longest(),
                before.goingAlong());
    }

    /// A training that the row does not name stays; an older one than what is on record changes nothing.
    private static Volunteer trained(Row row, Volunteer before) {
        var after = before;
        for (var training : row.trainings()) {
            var isOld = before.trainings().stream()
                    .anyMatch(known -> known.what() == training.what()
                            && known.obtainedOn().isAfter(training.obtainedOn()));
            after = isOld ? after : after.trained(training);
        }
        return after;
    }

    private static @Nullable Vog vog(Row row, @Nullable Vog before) {
        if (row.vogSeen().isEmpty()) {
            return before;
        }
        var seen = row.vogSeen().get();
        if (before != null && before.seenOn().equals(seen) && row.vogAgain().isEmpty()) {
            return before;
        }
        return row.vogAgain().map(again -> new Vog(seen, again)).orElseGet(() -> Vog.seen(seen));
    }

    /// As the row tells them; none where neither it nor the volunteer ever said.
    private static @Nullable OwnLimits limits(Row row, PersonId person, @Nullable OwnLimits before) {
        if (before != null) {
            return new OwnLimits(
                    before.volunteer(),
                    row.hours().orElse(before.hoursPerWeek()),
                    row.atATime().orElse(before.matchesAtATime()),
                    row.pauseUntil().orElse(before.pauseUntil()));
        }
        return row.hours()
                .map(hours -> new OwnLimits(
                        person, hours, row.atATime().orElse(1), row.pauseUntil().orElse(null)))
                .orElse(null);
    }

    @Override
    public List<Difference> differences(Row changed) {
        var plan = plan(changed);
        return plan.personBefore() == null || plan.before() == null
                ? List.of()
                : Difference.between(
                        new VolunteersOut.Whole(plan.personBefore(), plan.before(), plan.limitsBefore()),
                        new VolunteersOut.Whole(plan.person(), plan.volunteer(), plan.limits()),
                        VolunteersOut.columns(words));
    }

    @Override
    public Map<Row, Person> listLikely(Collection<Row> added) {
        return Likely.of(
                people,
                organisation,
                added,
                row -> plan(row).personBefore() == null ? Optional.of(plan(row).person()) : Optional.empty());
    }

    @Override
    public List<Trace> save(List<Row> added, List<Row> changed) {
        var toAdd = added.stream().map(this::plan).toList();
        var toChange = changed.stream().map(this::plan).toList();
        var both = Stream.concat(toAdd.stream(), toChange.stream()).toList();
        people.addAll(
                organisation,
                both.stream()
                        .filter(plan -> plan.personBefore() == null)
                        .map(Plan::person)
                        .toList());
        people.changeAll(
                organisation,
                both.stream()
                        .filter(plan ->
                                plan.personBefore() != null && !plan.person().equals(plan.personBefore()))
                        .map(Plan::person)
                        .toList());
        var notAdded = volunteers.addAll(
                organisation, toAdd.stream().map(Plan::volunteer).toList());
        var notChanged = volunteers.changeAll(
                organisation,
                toChange.stream()
                        .filter(plan -> !plan.volunteer().equals(plan.before()))
                        .map(Plan::volunteer)
                        .toList());
        var notLimited = limits.setAll(both.stream()
                .filter(plan -> !Objects.equals(plan.limits(), plan.limitsBefore()))
                .flatMap(plan -> Stream.ofNullable(plan.limits()))
                .toList());
        if (!notAdded.isEmpty() || !notChanged.isEmpty() || !notLimited.isEmpty()) {
            throw new ConcurrencyFailureException("Somebody else changed a volunteer of this list meanwhile.");
        }
        return both.stream().flatMap(VolunteersIn::traces).toList();
    }

    private static Stream<Trace> traces(Plan plan) {
        var person = plan.person().equals(plan.personBefore())
                ? Stream.<Trace>empty()
                : Stream.of(PeopleBack.trace(plan.personBefore(), plan.person()));
        var volunteer = plan.volunteer().equals(plan.before()) && Objects.equals(plan.limits(), plan.limitsBefore())
                ? Stream.<Trace>empty()
                : Stream.of(VolunteersBack.trace(
                        plan.before() == null || plan.personBefore() == null
                                ? null
                                : VolunteersBack.Image.of(plan.personBefore(), plan.before(), plan.limitsBefore()),
                        VolunteersBack.Image.of(plan.person(), plan.volunteer(), plan.limits()),
                        plan.person().id()));
        return Stream.concat(person, volunteer);
    }

    private Plan plan(Row row) {
        return Objects.requireNonNull(plans.get(row.serial()));
    }

    private static Refused refused(KnownColumn column, String key, Object... args) {
        return new Refused(new Form.Problem(column.name(), key, List.of(args)));
    }
}
