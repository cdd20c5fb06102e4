package nl.samenspel.exchange;

import static nl.samenspel.exchange.Outgoing.column;

import java.util.List;
import java.util.function.Function;
import nl.samenspel.exchange.Outgoing.Column;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Words;

/// The columns that say who somebody is and how to reach them, as [PersonCells] reads them.
final class PersonColumns {

    private PersonColumns() {}

    static <T> List<Column<T>> of(Function<T, Person> person, Words words) {
        return List.of(
                column(KnownColumn.GIVEN_NAME, row -> person.apply(row).givenName()),
                column(KnownColumn.FAMILY_NAME, row -> person.apply(row).familyName()),
                column(KnownColumn.EMAIL, row -> person.apply(row).email()),
                column(KnownColumn.PHONE, row -> person.apply(row).phone()),
                column(KnownColumn.ADDRESS, row -> person.apply(row).address()),
                column(
                        KnownColumn.GENDER,
                        row -> words.of("people.gender", person.apply(row).gender())));
    }
}
