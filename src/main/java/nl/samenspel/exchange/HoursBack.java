package nl.samenspel.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.visits.EarlierVisits;
import nl.samenspel.visits.EarlierVisits.Corrected;
import nl.samenspel.visits.EarlierVisits.Earlier;
import nl.samenspel.visits.Visit;
import nl.samenspel.visits.Visit.Came;
import nl.samenspel.visits.Visit.Kind;
import nl.samenspel.visits.VisitId;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/// Undoes hours: what a list wrote down goes, what it put right is what it was. What they were, and
/// who wrote that, stays readable with each that is put back.
@Component
class HoursBack implements Undoing<HoursBack.Image> {

    private final EarlierVisits visits;

    HoursBack(EarlierVisits visits) {
        this.visits = visits;
    }

    /// @param kind of what was done; none of what did not go on
    /// @param why it did not go on, if that was said
    /// @param worded a list writes no words, and leaves those alone that are there
    record Image(
            LocalDate day,
            int nth,
            @Nullable String kind,
            int minutes,
            boolean takenBack,
            @Nullable String why,
            boolean worded) {

        static Image of(LocalDate day, int nth, Came came, boolean worded) {
            return switch (came) {
                case Came.Done(var kind, var minutes) -> new Image(day, nth, kind.name(), minutes, false, null, worded);
                case Came.Skipped(var why) ->
                    new Image(day, nth, null, 0, false, why == null ? null : why.name(), worded);
                case Came.TakenBack() -> new Image(day, nth, null, 0, true, null, worded);
            };
        }

        static Image of(Visit visit) {
            return of(visit.day(), visit.nth(), visit.came(), !visit.words().isEmpty());
        }

        Came came() {
            if (kind != null) {
                return new Came.Done(Kind.valueOf(kind), minutes);
            }
            return takenBack ? new Came.TakenBack() : new Came.Skipped(why == null ? null : Visit.Why.valueOf(why));
        }
    }

    static Trace trace(Earlier made) {
        return new Trace(
                Touched.HOURS,
                made.id().toString(),
                made.whose().volunteer(),
                null,
                Image.of(made.day(), made.nth(), new Came.Done(made.kind(), made.minutes()), false));
    }

    static Trace trace(Visit before, Corrected after) {
        return new Trace(
                Touched.HOURS,
                after.id().toString(),
                before.whose().volunteer(),
                Image.of(before),
                Image.of(after.day(), after.nth(), after.came(), !before.words().isEmpty()));
    }

    @Override
    public Touched of() {
        return Touched.HOURS;
    }

    @Override
    public Class<Image> image() {
        return Image.class;
    }

    @Override
    public Map<String, Image> listNow(Collection<Left<Image>> left) {
        return visits.list(ids(left)).stream()
                .collect(Collectors.toMap(visit -> visit.id().toString(), Image::of));
    }

    /// Nothing rests on hours but what they were before: what is paid back is claimed apart.
    @Override
    public Map<String, Set<Why>> listBuiltOn(Collection<Left<Image>> made, Going alsoGoing) {
        return Map.of();
    }

    @Override
    public void remove(Collection<Left<Image>> made) {
        visits.removeAll(ids(made));
    }

    @Override
    public Map<String, Set<Why>> putBack(Map<Left<Image>, Image> changed) {
        var now = visits.list(ids(changed.keySet())).stream()
                .collect(Collectors.toMap(visit -> visit.id().toString(), Function.identity()));
        List<Corrected> back = new ArrayList<>();
        for (var left : changed.keySet()) {
            var before = Objects.requireNonNull(left.before());
            var visit = now.get(left.thing());
            if (visit != null) {
                back.add(new Corrected(visit.id(), visit.version(), before.day(), before.nth(), before.came()));
            }
        }
        if (back.size() < changed.size() || !visits.bring(List.of(), back)) {
            throw new ConcurrencyFailureException("Somebody else put hours of this list right meanwhile.");
        }
        return Map.of();
    }

    private static List<VisitId> ids(Collection<Left<Image>> left) {
        return left.stream().map(one -> new VisitId(one.id())).toList();
    }
}
