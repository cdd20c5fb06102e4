package nl.samenspel.exchange;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Undoes people: who came by a list and on whom nothing rests goes, who was there already is as before.
@Component
class PeopleBack implements Undoing<PeopleBack.Image> {

    private final People people;

    PeopleBack(People people) {
        this.people = people;
    }

    record Image(
            @Nullable String externalId,
            String givenName,
            String familyName,
            @Nullable String email,
            @Nullable String phone,
            String postcode,
            String place,
            String address,
            String gender,
            List<String> languages) {

        Image {
            languages = List.copyOf(languages);
        }

        static Image of(Person person) {
            return new Image(
                    person.externalId(),
                    person.givenName(),
                    person.familyName(),
                    person.email(),
                    person.phone(),
                    person.postcode(),
                    person.place(),
                    person.address(),
                    person.gender().name(),
                    person.languages().stream().map(Enum::name).sorted().toList());
        }

        private Person as(PersonId id, OrganisationId organisation) {
            return new Person(
                    id,
                    organisation,
                    externalId,
                    givenName,
                    familyName,
                    email,
                    phone,
                    postcode,
                    place,
                    address,
                    Gender.valueOf(gender),
                    languages.stream().map(Language::valueOf).collect(Collectors.toSet()));
        }
    }

    static Trace trace(@Nullable Person before, Person after) {
        return new Trace(
                Touched.PERSON,
                after.id().toString(),
                after.id(),
                before == null ? null : Image.of(before),
                Image.of(after));
    }

    @Override
    public Touched of() {
        return Touched.PERSON;
    }

    @Override
    public Class<Image> image() {
        return Image.class;
    }

    @Override
    public Map<String, Image> listNow(Collection<Left<Image>> left) {
        return people
                .listToCompare(
                        organisation(),
                        List.of(),
                        left.stream().map(Left::personId).toList())
                .stream()
                .collect(Collectors.toMap(person -> person.id().toString(), Image::of));
    }

    @Override
    public Map<String, Set<Why>> listBuiltOn(Collection<Left<Image>> made, Going alsoGoing) {
        Map<String, Set<Why>> built = new HashMap<>();
        people.countWhatRestsOn(made.stream().map(Left::personId).toList()).forEach((person, pointers) -> {
            var why = Why.of(alsoGoing.without(person, pointers));
            if (!why.isEmpty()) {
                built.put(person.toString(), why);
            }
        });
        return built;
    }

    @Override
    public void remove(Collection<Left<Image>> made) {
        people.removeAll(organisation(), made.stream().map(Left::personId).toList());
    }

    @Override
    public Map<String, Set<Why>> putBack(Map<Left<Image>, Image> changed) {
        people.changeAll(
                organisation(),
                changed.keySet().stream()
                        .map(left -> Objects.requireNonNull(left.before()).as(left.personId(), organisation()))
                        .toList());
        return Map.of();
    }

    private static OrganisationId organisation() {
        return Viewer.current().myDesk().organisation();
    }
}
