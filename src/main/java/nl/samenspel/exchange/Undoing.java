package nl.samenspel.exchange;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.Nullable;

/// How one sort of thing that lists bring is undone, through the door of whose it is. Each question is
/// asked for as many things as a part has, in a fixed number of queries.
///
/// @param <I> the image of it, as in a [Trace]
interface Undoing<I> {

    /// A thing that a list touched.
    ///
    /// @param before what it was; null where the list made it
    record Left<I>(
            String thing,
            @Nullable PersonId person,
            @Nullable I before) {

        UUID id() {
            return UUID.fromString(thing);
        }

        PersonId personId() {
            return new PersonId(id());
        }
    }

    Touched of();

    Class<I> image();

    /// What they are now, by thing. What is not there any more is left out, and then there is nothing to undo.
    Map<String, I> listNow(Collection<Left<I>> left);

    /// What rests on things that the list made, and so keeps them from going; who is left out has nothing.
    ///
    /// @param alsoGoing what of other sorts goes as well, and is not gone yet
    Map<String, Set<Why>> listBuiltOn(Collection<Left<I>> made, Going alsoGoing);

    /// What would be gone with these, of what rests on others.
    default void tellGoing(Collection<Left<I>> going, Going told) {}

    /// Why one that is not there any more, or not to be seen, is not undone; nothing where there is
    /// nothing left to undo.
    default Set<Why> whenNotSeen() {
        return Set.of();
    }

    /// What of this would stay as the list left it, though the rest is put back.
    default Set<Why> staying(I before, I now) {
        return Set.of();
    }

    /// Takes away what the list made.
    void remove(Collection<Left<I>> made);

    /// Makes what the list changed what it was before.
    ///
    /// @param changed each with what it is now
    /// @return what of these stays nevertheless, besides what [#staying] says
    Map<String, Set<Why>> putBack(Map<Left<I>, I> changed);
}
