package nl.samenspel.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.Area;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;

/// Participants from a file, without anything that they ask: their records. What a row does not say
/// leaves a record that is there as it is.
final class ParticipantsIn implements Incoming<ParticipantsIn.Row> {

    private final People people;
    private final Vocabulary vocabulary;
    private final Words words;
    private final Map<String, Area> areas;
    private final OrganisationId organisation;
    private final Map<Integer, Plan> plans = new HashMap<>();
    private int serial;

    /// What a row says.
    record Row(int serial, @Nullable String externalId, PersonCells person) {}

    /// What will be done with a row.
    private record Plan(@Nullable Person before, Person person) {}

    ParticipantsIn(People people, List<Area> areas, Vocabulary vocabulary, Words words) {
        this.people = people;
        this.vocabulary = vocabulary;
        this.words = words;
        this.areas = areas.stream().collect(Collectors.toMap(Area::postcode, Function.identity()));
        this.organisation = Viewer.current().myDesk().organisation();
    }

    @Override
    public Row read(Cells cells) {
        var externalId = cells.ownNumber(KnownColumn.EXTERNAL_ID);
        var person = PersonCells.read(cells, vocabulary);
        RequestsIn.tellOfPlace(cells, person, areas);
        if (externalId == null) {
            cells.warn(KnownColumn.EXTERNAL_ID, "exchange.warning.noNumber");
        }
        return new Row(serial++, externalId, person);
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
        List<Fate> fates = new ArrayList<>();
        for (var row : rows) {
            fates.add(fate(row, row.externalId() == null ? null : known.get(row.externalId())));
        }
        return fates;
    }

    private Fate fate(Row row, @Nullable Person before) {
        if (before != null && !row.person().isCalledLike(before)) {
            return new Refused(new Form.Problem(KnownColumn.EXTERNAL_ID.name(), "exchange.wrong.otherName", List.of()));
        }
        var person = row.person().person(PersonId.next(), organisation, row.externalId(), before);
        plans.put(row.serial(), new Plan(before, person));
        return before == null ? new New() : person.equals(before) ? new Unchanged() : new Changed();
    }

    @Override
    public List<Difference> differences(Row changed) {
        var plan = plan(changed);
        return plan.before() == null
                ? List.of()
                : Difference.between(plan.before(), plan.person(), ParticipantsOut.columns(words));
    }

    @Override
    public Map<Row, Person> listLikely(Collection<Row> added) {
        return Likely.of(
                people, organisation, added, row -> Optional.of(plan(row).person()));
    }

    @Override
    public List<Trace> save(List<Row> added, List<Row> changed) {
        people.addAll(
                organisation, added.stream().map(row -> plan(row).person()).toList());
        people.changeAll(
                organisation, changed.stream().map(row -> plan(row).person()).toList());
        return Stream.concat(added.stream(), changed.stream())
                .map(this::plan)
                .map(plan -> PeopleBack.trace(plan.before(), plan.person()))
                .toList();
    }

    private Plan plan(Row row) {
        return Objects.requireNonNull(plans.get(row.serial()));
    }
}
