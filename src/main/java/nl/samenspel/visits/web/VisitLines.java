package nl.samenspel.visits.web;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.PersonId;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.visits.Visit;
import org.springframework.stereotype.Component;

/// Visits on a list, with the names that the viewer may see; one query for all of them.
@Component
class VisitLines {

    private final People people;
    private final Accounts accounts;

    VisitLines(People people, Accounts accounts) {
        this.people = people;
        this.accounts = accounts;
    }

    /// A visit on a list.
    ///
    /// @param with whom it was with; empty when the viewer may not know, or no more
    /// @param volunteer who came; the given name for a participant
    /// @param by who wrote it down, when that was not the volunteer
    public record Line(Visit visit, String with, String volunteer, String by) {}

    List<Line> of(Collection<Visit> visits) {
        return of(visits, Map.of());
    }

    /// @param known names that were read already
    List<Line> of(Collection<Visit> visits, Map<PersonId, String> known) {
        var ids = visits.stream()
                .flatMap(visit ->
                        Stream.of(visit.whose().volunteer(), visit.whose().participant()))
                .filter(Objects::nonNull)
                .filter(id -> !known.containsKey(id))
                .collect(Collectors.toSet());
        var persons = people.list(ids, Purpose.MATCH);
        var names = accounts.names(phonedBy(visits));
        return visits.stream()
                .map(visit -> new Line(
                        visit,
                        name(visit.whose().participant(), persons, known),
                        name(visit.whose().volunteer(), persons, known),
                        visit.told().byPhone() ? names.getOrDefault(visit.told().by(), "") : ""))
                .toList();
    }

    private static Collection<AccountId> phonedBy(Collection<Visit> visits) {
        return visits.stream()
                .filter(visit -> visit.told().byPhone())
                .map(visit -> visit.told().by())
                .collect(Collectors.toSet());
    }

    private static String name(
            @org.jspecify.annotations.Nullable PersonId id,
            Map<PersonId, Person> persons,
            Map<PersonId, String> known) {
        return id == null
                ? ""
                : Optional.ofNullable(persons.get(id)).map(Person::name).orElseGet(() -> known.getOrDefault(id, ""));
    }
}
