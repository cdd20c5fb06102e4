package nl.samenspel.volunteers;

import java.util.Set;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Point;
import org.jspecify.annotations.Nullable;

/// How far one of the active volunteers can be counted on, without saying who: for sums.
///
/// @param home the middle of where they live; null where that is not known
/// @param postcode its four figures; empty: not known
/// @param municipality empty: not known
/// @param metres how far they come
/// @param kinds what they do
/// @param free whether they could begin something today
public record Reach(
        @Nullable Point home, String postcode, String municipality, int metres, Set<KindOfHelp> kinds, boolean free) {

    public Reach {
        kinds = Set.copyOf(kinds);
    }

    /// The same, asked for one kind of help.
    public Reach only(KindOfHelp kind) {
        return new Reach(home, postcode, municipality, metres, Set.of(kind), free);
    }
}
