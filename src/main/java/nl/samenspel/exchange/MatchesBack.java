package nl.samenspel.exchange;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.samenspel.access.Viewer;
import nl.samenspel.matches.EarlierMatches;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.MatchId;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/// Undoes matches: a list only makes them. As long as nothing happened in one, it goes with all
/// that came with it, and the request waits for a volunteer again; nobody was told that it was
/// there.
@Component
class MatchesBack implements Undoing<MatchesBack.Image> {

    private final EarlierMatches earlier;

    MatchesBack(EarlierMatches earlier) {
        this.earlier = earlier;
    }

    /// @param version counts whatever happened in it
    record Image(int version, String state, @Nullable LocalDate endedOn) {

        static Image of(Match match) {
            return new Image(
                    match.duo().version(), match.state().name(), match instanceof Ended ended ? ended.on() : null);
        }
    }

    static Trace trace(Match match) {
        return new Trace(Touched.MATCH, match.id().toString(), match.duo().participant(), null, Image.of(match));
    }

    @Override
    public Touched of() {
        return Touched.MATCH;
    }

    @Override
    public Class<Image> image() {
        return Image.class;
    }

    @Override
    public Map<String, Image> listNow(Collection<Left<Image>> left) {
        return earlier.list(ids(left)).stream()
                .collect(Collectors.toMap(match -> match.id().toString(), Image::of));
    }

    @Override
    public Map<String, Set<Why>> listBuiltOn(Collection<Left<Image>> made, Going alsoGoing) {
        Map<String, Set<Why>> built = new HashMap<>();
        earlier.countWhatRestsOn(ids(made))
                .forEach((id, pointers) -> built.put(id.toString(), Why.of(pointers.keySet())));
        return built;
    }

    /// Matches do not vanish: which is not seen any more, another branch has.
    @Override
    public Set<Why> whenNotSeen() {
        return EnumSet.of(Why.ELSEWHERE);
    }

    @Override
    public void remove(Collection<Left<Image>> made) {
        if (!earlier.removeAll(Viewer.current().myDesk().organisation(), ids(made))
                .isEmpty()) {
            throw new ConcurrencyFailureException("Somebody moved a request of this list meanwhile.");
        }
    }

    @Override
    public Map<String, Set<Why>> putBack(Map<Left<Image>, Image> changed) {
        throw new IllegalStateException("A list changes no match.");
    }

    private static List<MatchId> ids(Collection<Left<Image>> left) {
        return left.stream().map(one -> new MatchId(one.id())).toList();
    }
}
