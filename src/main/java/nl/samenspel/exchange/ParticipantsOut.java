package nl.samenspel.exchange;

import static nl.samenspel.exchange.Outgoing.column;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.PersonId;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;

/// Who asks for help at a branch, or did: their records, each once.
final class ParticipantsOut implements Outgoing<Person> {

    private final HelpRequests requests;
    private final People people;
    private final Words words;

    ParticipantsOut(HelpRequests requests, People people, Words words) {
        this.requests = requests;
        this.people = people;
        this.words = words;
    }

    @Override
    public List<Column<Person>> columns() {
        return columns(words);
    }

    static List<Column<Person>> columns(Words words) {
        return Stream.of(
                        List.<Column<Person>>of(column(KnownColumn.EXTERNAL_ID, person -> OurNumber.of(person))),
                        PersonColumns.<Person>of(person -> person, words),
                        List.<Column<Person>>of(
                                column(KnownColumn.POSTCODE, Person::postcode),
                                column(KnownColumn.PLACE, Person::place),
                                column(
                                        KnownColumn.LANGUAGES,
                                        person -> Outgoing.several(words, "people.language", person.languages()))))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void forEachPage(@Nullable BranchId branch, Consumer<List<Person>> page) {
        Set<PersonId> seen = new HashSet<>();
        RequestsOut.forEachPage(requests, branch, some -> {
            var fresh = some.stream()
                    .map(one -> one.ask().participant())
                    .filter(seen::add)
                    .toList();
            page.accept(List.copyOf(people.list(fresh, Purpose.RECORD).values()));
        });
    }
}
