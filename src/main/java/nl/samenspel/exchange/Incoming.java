package nl.samenspel.exchange;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Form;

/// What reading one kind of list needs to know: what a row means, what is there already, and how to save it.
///
/// Made anew for each reading of a file, so it may remember what it looked up.
interface Incoming<T> {

    /// What the row means. Where the cells are not right the value is never used.
    T read(Cells cells);

    /// The column that makes two rows of a file the same one, where it says something.
    KnownColumn identityColumn();

    /// What makes two rows without a number the same one; empty where only all that stands in them does.
    default String sameAs(Map<KnownColumn, String> texts) {
        return "";
    }

    /// What would happen with each of these, in the same order, in a fixed number of queries.
    List<Fate> compare(List<T> things);

    /// Saves what is new and what has changed, and says what it did to which thing, so that it can be undone.
    List<Trace> save(List<T> added, List<T> changed);

    /// What a row that was just compared changes, by column; empty where that is not told.
    default List<Difference> differences(T changed) {
        return List.of();
    }

    /// Who is here already and may be the same person as one of these that would be new: called the same, and with the
    /// same postcode or mail address. A fixed number of queries.
    default Map<T, Person> listLikely(Collection<T> added) {
        return Map.of();
    }

    /// What happens with a good row.
    sealed interface Fate {}

    record New() implements Fate {}

    record Changed() implements Fate {}

    record Unchanged() implements Fate {}

    /// It cannot come in after all, because of what is there.
    record Refused(Form.Problem why) implements Fate {}
}
