package nl.samenspel.matching;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.matching.Candidate.Facts;
import nl.samenspel.matching.Candidate.Familiar;
import nl.samenspel.matching.Candidate.Motive;
import nl.samenspel.matching.Candidate.Score;
import nl.samenspel.matching.Obstacle.NotThisPair.Why;
import nl.samenspel.matching.engine.Condition;
import nl.samenspel.matching.engine.Exclusions;
import nl.samenspel.matching.engine.Points;
import nl.samenspel.matching.engine.Requests;
import nl.samenspel.matching.engine.Rules;
import nl.samenspel.matching.engine.Situation;
import nl.samenspel.matching.engine.Volunteers;
import nl.samenspel.matching.engine.Weights;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Point;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.requests.Wanted;
import org.jspecify.annotations.Nullable;

/// One request among the volunteers, as the engine's numbers; and the engine's answers, as people and facts again.
///
/// Volunteers stand in the order of their ids, so equals are ordered by id. The bit of a kind, qualification, language
/// or gender is its place in its list; day-parts keep all four a day, the night included.
final class Situated {

    private static final int REQUEST = 0;

    private final Wanted wanted;
    private final LocalDate start;
    private final List<Someone> people;
    private final Map<PersonId, Integer> places = new HashMap<>();
    private final Map<PersonId, Why> apart;
    private final Map<OrganisationId, Integer> organisations = new HashMap<>();
    private final Map<BranchId, Integer> branches = new HashMap<>();
    private final Rules rules;

    /// @param start the day the help can begin: as asked, but not before today
    /// @param apart who must not be proposed for this request
    Situated(Wanted wanted, LocalDate start, Collection<Someone> people, Map<PersonId, Why> apart) {
        this.wanted = wanted;
        this.start = start;
        this.people = people.stream()
                .sorted(Comparator.comparing(one -> one.id().toString()))
                .toList();
        this.apart = Map.copyOf(apart);
        number(wanted.organisation(), organisations);
        number(wanted.branch(), branches);
        for (var one : this.people) {
            number(one.organisation(), organisations);
            number(one.branch(), branches);
        }
        var exclusions = new Exclusions.Builder();
        var volunteers = new Volunteers.Builder(this.people.size(), organisations.size());
        for (var place = 0; place < this.people.size(); place++) {
            var one = this.people.get(place);
            places.put(one.id(), place);
            tell(one, volunteers);
            if (this.apart.containsKey(one.id())) {
                exclusions.add(REQUEST, place);
            }
        }
        rules = new Rules(new Situation(volunteers.build(), request(), exclusions.build()), Weights.DEFAULT);
    }

    private static <T> int number(T id, Map<T, Integer> known) {
        return known.computeIfAbsent(id, _ -> known.size());
    }

    private void tell(Someone one, Volunteers.Builder volunteers) {
        volunteers
                .next()
                .organisation(number(one.organisation(), organisations))
                .branch(number(one.branch(), branches))
                .radius(Math.max(1, one.radius()))
                .activities(kinds(one.does()), kinds(one.likes()), kinds(one.loves()))
                .qualifications(qualifications(one.qualifications()))
                .languages(languages(one.languages()))
                .gender(one.gender().ordinal())
                .participantGenders(genders(one.comfortableWith()))
                .dayParts(one.dayParts().mask())
                .availableFrom(one.availableFrom() == null ? Integer.MIN_VALUE : day(one.availableFrom()))
                .calledOnBy(number(one.organisation(), organisations))
                .hours(Math.max(1, one.hoursBudget()), one.hoursLoad(), Math.max(0, one.hoursFree()))
                .slots(Math.max(0, one.placesFree()));
        if (one.home() != null) {
            volunteers.at(one.home().x(), one.home().y());
        }
        if (one.pausedUntil() != null) {
            volunteers.atLimit();
        }
    }

    private Requests request() {
        var request = new Requests.Builder(1)
                .next()
                .organisation(number(wanted.organisation(), organisations))
                .branch(number(wanted.branch(), branches))
                .activity(wanted.kind().ordinal())
                .qualifications(qualifications(wanted.qualifications()))
                .languages(wanted.languages().isEmpty() ? ~0L : languages(wanted.languages()))
                .volunteerGenders(wanted.wishedGender().isEmpty() ? ~0 : genders(wanted.wishedGender()))
                .participantGender(wanted.participantGender().ordinal())
                .dayParts(wanted.dayParts().mask(), wanted.dayPartsNeeded())
                .startDay(day(start))
                .hours(wanted.hoursPerWeek(), 1, wanted.hoursPerWeek())
                .daysWaiting(Math.max(0, wanted.waitingDays()))
                .urgency(wanted.urgency());
        if (wanted.point() != null) {
            request.at(wanted.point().x(), wanted.point().y());
        }
        return request.build();
    }

    int size() {
        return people.size();
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
                                failing.stream()
                                        .map(condition -> obstacle(condition, one))
                                        .toList()));
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
                        one.hoursBudget()));
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

    private static int day(LocalDate date) {
        return Math.toIntExact(date.toEpochDay());
    }

    private static long kinds(Set<KindOfHelp> kinds) {
        return kinds.stream().mapToLong(KindOfHelp::bit).reduce(0, (a, b) -> a | b);
    }

    private static long qualifications(Set<Qualification> qualifications) {
        return qualifications.stream().mapToLong(Qualification::bit).reduce(0, (a, b) -> a | b);
    }

    private static long languages(Set<Language> languages) {
        return languages.stream().mapToLong(Language::bit).reduce(0, (a, b) -> a | b);
    }

    private static int genders(Set<Gender> genders) {
        return genders.stream().mapToInt(gender -> 1 << gender.ordinal()).reduce(0, (a, b) -> a | b);
    }
}
