package nl.samenspel.matching;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.samenspel.access.PersonId;
import nl.samenspel.matching.Candidate.Facts;
import nl.samenspel.matching.Candidate.Familiar;
import nl.samenspel.matching.Candidate.Most;
import nl.samenspel.matching.Candidate.Motive;
import nl.samenspel.matching.Candidate.Score;
import nl.samenspel.matching.Obstacle.NotThisPair.Why;
import nl.samenspel.matching.engine.Condition;
import nl.samenspel.matching.engine.Exclusions;
import nl.samenspel.matching.engine.Points;
import nl.samenspel.matching.engine.Rules;
import nl.samenspel.matching.engine.Situation;
import nl.samenspel.matching.engine.Weights;
import nl.samenspel.network.Point;
import nl.samenspel.network.Qualification;
import nl.samenspel.requests.Wanted;
import org.jspecify.annotations.Nullable;

/// One request among the volunteers, as the engine's numbers; and the engine's answers, as people and facts again.
///
/// Volunteers stand in the order in which they came, and so do equals.
final class Situated {

    private static final int REQUEST = 0;
    private static final int DAY_PARTS_THAT_COUNT = 4;

    /// So much training somebody may have beside what is needed.
    private static final int USUAL_TO_SPARE = Qualification.values().length;

    private final Wanted wanted;
    private final LocalDate start;
    private final List<Someone> people;
    private final Map<PersonId, Integer> places = new HashMap<>();
    private final Map<PersonId, Why> apart;
    private final Rules rules;
    private final Most most;

    /// @param start the day the help can begin: as asked, but not before today
    /// @param people in the order in which equals are to stand
    /// @param apart who must not be proposed for this request
    Situated(Wanted wanted, LocalDate start, Collection<Someone> people, Map<PersonId, Why> apart, Weights weights) {
        this.wanted = wanted;
        this.start = start;
        this.people = List.copyOf(people);
        this.apart = Map.copyOf(apart);
        most = new Most(
                Math.max(weights.loves(), weights.likes()),
                weights.distance(),
                DAY_PARTS_THAT_COUNT * weights.dayPart(),
                Math.max(weights.sameBranch(), weights.sameOrganisation()),
                USUAL_TO_SPARE * weights.spare(),
                weights.load());
        var numbers = new Numbers();
        numbers.meet(this.people);
        var exclusions = new Exclusions.Builder();
        var volunteers = numbers.volunteers(this.people.size());
        for (var place = 0; place < this.people.size(); place++) {
            var one = this.people.get(place);
            places.put(one.id(), place);
            numbers.tell(one, volunteers);
            if (this.apart.containsKey(one.id()) || one.refuses(wanted).isPresent()) {
                exclusions.add(REQUEST, place);
            }
        }
        rules = new Rules(
                new Situation(volunteers.build(), numbers.request(wanted, start), exclusions.build()), weights);
    }

    List<Candidate> topTen() {
        return nl.samenspel.matching.engine.Candidates.of(rules).topTen(REQUEST).stream()
                .map(found -> candidate(people.get(found.volunteer()), found.points()))
                .toList();
    }

    /// Empty when this is none of the volunteers.
    Optional<Judgement> judge(PersonId volunteer) {
        var place = places.get(volunteer);
        if (place == null) {
            return Optional.empty();
        }
        var one = people.get(place);
        var failing = rules.failing(REQUEST, place);
        return Optional.of(
                failing.isEmpty()
                        ? new Judgement.Fits(candidate(one, rules.points(REQUEST, place)))
                        : new Judgement.FitsNot(
                                one.id(),
                                one.name(),
                                Stream.concat(
                                                failing.stream()
                                                        .filter(condition -> isToTell(condition, one))
                                                        .map(condition -> obstacle(condition, one)),
                                                one.refuses(wanted).map(Obstacle::of).stream())
                                        .toList()));
    }

    /// Two conditions stand for the limits beside hours, people and a pause as well, and those are told themselves.
    private boolean isToTell(Condition failing, Someone one) {
        return switch (failing) {
            case PAIR -> apart.containsKey(one.id());
            case DECLINED -> wanted.length().compareTo(one.longest()) > 0;
            default -> true;
        };
    }

    private Candidate candidate(Someone one, Points points) {
        var extra = EnumSet.noneOf(Qualification.class);
        extra.addAll(one.qualifications());
        extra.removeAll(wanted.qualifications());
        return new Candidate(
                one.id(),
                one.name(),
                new Score(
                        points.motive(),
                        points.distance(),
                        points.dayParts(),
                        points.familiar(),
                        points.waiting(),
                        points.urgency(),
                        points.spare(),
                        points.base(),
                        points.load(),
                        points.total()),
                new Facts(
                        motive(one),
                        metres(one),
                        one.radius(),
                        one.dayParts().and(wanted.dayParts()),
                        familiar(one),
                        extra,
                        one.hoursFree(),
                        one.hoursLoad(),
                        one.hoursBudget(),
                        one.goingAlong(),
                        one.room().load()),
                most);
    }

    private Obstacle obstacle(Condition failing, Someone one) {
        return switch (failing) {
            case SLOTS -> new Obstacle.NoPlace();
            case HOURS -> new Obstacle.TooFewHours(Math.max(0, one.hoursFree()), wanted.hoursPerWeek());
            case ACTIVITY -> new Obstacle.OtherKind(wanted.kind());
            case DISTANCE -> {
                var metres = metres(one);
                yield new Obstacle.TooFar(metres == null ? 0 : metres, one.radius());
            }
            case QUALIFICATIONS -> {
                var missing = EnumSet.noneOf(Qualification.class);
                missing.addAll(wanted.qualifications());
                missing.removeAll(one.qualifications());
                yield new Obstacle.Lacks(missing);
            }
            case LANGUAGE -> new Obstacle.NoSharedLanguage(wanted.languages());
            case WISH -> new Obstacle.OtherWish();
            case DAY_PARTS ->
                new Obstacle.TooFewDayParts(
                        one.dayParts().and(wanted.dayParts()).count(), wanted.dayPartsNeeded());
            case ORGANISATION -> new Obstacle.OtherOrganisation();
            case START -> new Obstacle.NotYet(one.availableFrom() == null ? start : one.availableFrom(), start);
            case PAIR -> new Obstacle.NotThisPair(apart.getOrDefault(one.id(), Why.KEPT_APART));
            case DECLINED -> new Obstacle.LongerThanWished(one.longest(), wanted.length());
            case LIMITS -> new Obstacle.OnPause(one.pausedUntil() == null ? start : one.pausedUntil());
        };
    }

    private Motive motive(Someone one) {
        if (one.loves().contains(wanted.kind())) {
            return Motive.LOVES;
        }
        return one.likes().contains(wanted.kind()) ? Motive.LIKES : Motive.DOES;
    }

    private Familiar familiar(Someone one) {
        if (one.branch().equals(wanted.branch())) {
            return Familiar.SAME_BRANCH;
        }
        return one.organisation().equals(wanted.organisation())
                ? Familiar.SAME_ORGANISATION
                : Familiar.OTHER_ORGANISATION;
    }

    private @Nullable Integer metres(Someone one) {
        Point home = one.home();
        Point there = wanted.point();
        return home == null || there == null ? null : home.metresTo(there);
    }
}
