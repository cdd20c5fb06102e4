package nl.samenspel.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.PersonId;
import nl.samenspel.audit.Looks.Purpose;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@SamenspelTest
@NullUnmarked
class PeopleTest {

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    People people;

    @Autowired
    TransactionTemplate transaction;

    /// As in a Dutch directory: what comes before the first capital does not count.
    @Test
    void a_list_stands_in_the_order_of_the_names_themselves() {
        var team = neighbourhood.team();
        var names = Stream.of(
                        "Visser",
                        "de Groot",
                        "van 's-Gravenhage",
                        "’t Hart",
                        "Van Dam",
                        "d'Ancona",
                        "ver weg",
                        "Bakker")
                .map(familyName -> person(team, familyName))
                .toList();

        var listed = team.viewer()
                .call(() -> transaction.execute(_ -> {
                    names.forEach(people::add);
                    var page = people.listPage(names.stream().map(Person::id).toList(), "", "", 0, 25, Purpose.RECORD);
                    return page.people().stream().map(Person::familyName).toList();
                }));

        assertThat(listed)
                .containsExactly(
                        "d'Ancona",
                        "Bakker",
                        "van 's-Gravenhage",
                        "de Groot",
                        "’t Hart",
                        "Van Dam",
                        "ver weg",
                        "Visser");
    }

    private static Person person(Neighbourhood.Team team, String familyName) {
        return new Person(
                PersonId.next(),
                team.organisation(),
                null,
                "Jo",
                familyName,
                null,
                null,
                "",
                "Meerdorp",
                "",
                Person.Gender.UNKNOWN,
                Set.of(Person.Language.NL));
    }
}
