package nl.samenspel.story;

import java.util.Set;
import nl.samenspel.access.PersonId;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.privacy.Forgetting;
import nl.samenspel.privacy.Rights;
import nl.samenspel.privacy.RightsRequest.Right;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Truus was written down twice, Henk would like to have what is kept of him, and Koos, who moved away, wants to be
/// forgotten: Marieke prepared that, and a colleague has yet to confirm.
@Component
@Order(5)
class ThePrivacy implements Chapter {

    private final People people;
    private final Rights rights;
    private final Forgetting forgetting;
    private final Townspeople townspeople;
    private final TransactionTemplate transaction;

    ThePrivacy(
            People people,
            Rights rights,
            Forgetting forgetting,
            Townspeople townspeople,
            TransactionTemplate transaction) {
        this.people = people;
        this.rights = rights;
        this.forgetting = forgetting;
        this.townspeople = townspeople;
        this.transaction = transaction;
    }

    @Override
    public void tell() {
        var koos = new PersonId(Keys.of("Koos moved away"));
        townspeople.as(Persona.MARIEKE).run(() -> {
            add(new PersonId(Keys.of("Truus once more")), "Truus", "de Boer", "1815 CD", "Wilgenhof 7", Gender.WOMAN);
            add(koos, "Koos", "Winter", "1851 AB", "", Gender.MAN);
            forgetting.ask(koos);
        });
        var henk = townspeople.as(Persona.HENK);
        henk.run(() -> henk.persons().forEach(record -> rights.ask(record, Right.COPY, "")));
    }

    private void add(PersonId id, String given, String family, String postcode, String address, Gender gender) {
        var house = House.ALL.getFirst();
        transaction.executeWithoutResult(_ -> {
            if (people.find(id, Purpose.RECORD).isEmpty()) {
                people.add(new Person(
                        id,
                        house.id(),
                        null,
                        given,
                        family,
                        null,
                        "0725550101",
                        postcode,
                        "",
                        address,
                        gender,
                        Set.of(Language.NL)));
            }
        });
    }
}
