package nl.samenspel.exchange;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.network.CommitmentLength;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.volunteers.GoingAlong;
import nl.samenspel.volunteers.Offer;
import nl.samenspel.volunteers.Training;
import nl.samenspel.volunteers.Vog;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/// Undoes volunteers, with their limits. Limits that a list made lower stay so: only the volunteer
/// raises them, also back to what they were.
@Component
class VolunteersBack implements Undoing<VolunteersBack.Image> {

    /// What is somebody's as a volunteer, where its column is not called so.
    private static final Set<String> AS_VOLUNTEER = Set.of(
            "access.role_held.person",
            "careplans.seat.person",
            "matches.check_in.person",
            "people.consent.person",
            "people.consent.given_by");

    private static final String LIMITS = "limits.own_limit.volunteer";

    private final Volunteers volunteers;
    private final Limits limits;
    private final People people;

    VolunteersBack(Volunteers volunteers, Limits limits, People people) {
        this.volunteers = volunteers;
        this.limits = limits;
        this.people = people;
    }

    /// @param who their record as a person: whoever changed that since, changed the volunteer
    record Image(
            PeopleBack.Image who,
            String branch,
            String status,
            LocalDate since,
            List<String> loves,
            List<String> likes,
            List<String> does,
            List<String> ratherNot,
            int dayParts,
            int radius,
            @Nullable LocalDate from,
            List<String> comfortableWith,
            String about,
            boolean byOthers,
            String longest,
            String goingAlong,
            @Nullable LocalDate vogSeen,
            @Nullable LocalDate vogAgain,
            List<Trained> trainings,
            @Nullable Carries carries) {

        record Trained(String what, LocalDate on, @Nullable LocalDate until) {}

        record Carries(
                int hours,
                int atATime,
                @Nullable Integer nights,
                @Nullable LocalDate pauseUntil) {}

        Image {
            loves = List.copyOf(loves);
            likes = List.copyOf(likes);
            does = List.copyOf(does);
            ratherNot = List.copyOf(ratherNot);
            comfortableWith = List.copyOf(comfortableWith);
            trainings = List.copyOf(trainings);
        }

        static Image of(Person person, Volunteer volunteer, @Nullable OwnLimits limits) {
            var offer = volunteer.offer();
            var vog = volunteer.vog();
            return new Image(
                    PeopleBack.Image.of(person),
                    volunteer.branch().value().toString(),
                    volunteer.status().name(),
                    volunteer.since(),
                    names(offer.loves()),
                    names(offer.likes()),
                    names(offer.does()),
                    names(offer.ratherNot()),
                    offer.dayParts().mask(),
                    offer.radiusMetres(),
                    offer.availableFrom(),
                    names(offer.comfortableWith()),
                    offer.aboutMe(),
                    offer.byOthers(),
                    offer.longest().name(),
                    offer.goingAlong().name(),
                    vog == null ? null : vog.seenOn(),
                    vog == null ? null : vog.againOn(),
                    volunteer.trainings().stream()
                            .map(one -> new Trained(one.what().name(), one.obtainedOn(), one.validUntil()))
                            .toList(),
                    limits == null
                            ? null
                            : new Carries(
                                    limits.hoursPerWeek(),
                                    limits.matchesAtATime(),
                                    limits.nightsPerWeek(),
                                    limits.pauseUntil()));
        }

        private static List<String> names(Collection<? extends Enum<?>> some) {
            return some.stream().map(Enum::name).sorted().toList();
        }

        private static Set<KindOfHelp> kinds(List<String> names) {
            return names.stream().map(KindOfHelp::valueOf).collect(Collectors.toSet());
        }

        /// This volunteer, offering and having shown what they did then.
        private Volunteer on(Volunteer now) {
            var then = now.offering(new Offer(
                            kinds(loves),
                            kinds(likes),
                            kinds(does),
                            kinds(ratherNot),
                            new DayParts(dayParts),
                            radius,
                            from,
                            comfortableWith.stream().map(Gender::valueOf).collect(Collectors.toSet()),
                            about,
                            now.offer().byOthers(),
                            CommitmentLength.valueOf(longest),
                            GoingAlong.valueOf(goingAlong)))
                    .showing(vogSeen == null || vogAgain == null ? null : new Vog(vogSeen, vogAgain));
            for (var training : now.trainings()) {
                then = then.untrained(training.what());
            }
            for (var training : trainings) {
                then = then.trained(
                        new Training(Qualification.valueOf(training.what()), training.on(), training.until()));
            }
            return then;
        }
    }

    static Trace trace(@Nullable Image before, Image after, PersonId person) {
        return new Trace(Touched.VOLUNTEER, person.toString(), person, before, after);
    }

    @Override
    public Touched of() {
        return Touched.VOLUNTEER;
    }

    @Override
    public Class<Image> image() {
        return Image.class;
    }

    @Override
    public Map<String, Image> listNow(Collection<Left<Image>> left) {
        var ids = left.stream().map(Left::personId).toList();
        var who = people.listToCompare(organisation(), List.of(), ids).stream()
                .collect(Collectors.toMap(Person::id, Function.identity()));
        var carry = limits.list(ids).stream().collect(Collectors.toMap(OwnLimits::volunteer, Function.identity()));
        return volunteers.list(ids).stream()
                .filter(one -> who.containsKey(one.person()))
                .collect(Collectors.toMap(
                        one -> one.person().toString(),
                        one -> Image.of(Objects.requireNonNull(who.get(one.person())), one, carry.get(one.person()))));
    }

    @Override
    public Map<String, Set<Why>> listBuiltOn(Collection<Left<Image>> made, Going alsoGoing) {
        Map<String, Set<Why>> built = new HashMap<>();
        people.countWhatRestsOn(made.stream().map(Left::personId).toList()).forEach((person, pointers) -> {
            var why = Why.of(alsoGoing.without(person, pointers).stream()
                    .filter(by -> (by.endsWith(".volunteer") && !by.equals(LIMITS)) || AS_VOLUNTEER.contains(by))
                    .toList());
            if (!why.isEmpty()) {
                built.put(person.toString(), why);
            }
        });
        return built;
    }

    @Override
    public void tellGoing(Collection<Left<Image>> going, Going told) {
        going.forEach(left -> {
            told.add(left.personId(), "volunteers.volunteer.person");
            told.add(left.personId(), "people.engagement.person");
            told.add(left.personId(), LIMITS);
        });
    }

    @Override
    public Set<Why> staying(Image before, Image now) {
        return before.carries() == null || before.carries().equals(now.carries())
                ? Set.of()
                : EnumSet.of(Why.ONLY_THE_VOLUNTEER_RAISES);
    }

    @Override
    public void remove(Collection<Left<Image>> made) {
        var ids = made.stream().map(Left::personId).toList();
        volunteers.removeAll(organisation(), ids);
        requireNone(limits.removeAll(ids));
    }

    @Override
    public Map<String, Set<Why>> putBack(Map<Left<Image>, Image> changed) {
        var before = changed.keySet().stream()
                .collect(Collectors.toMap(Left::personId, left -> Objects.requireNonNull(left.before())));
        requireNone(volunteers.changeAll(
                organisation(),
                volunteers.list(before.keySet()).stream()
                        .map(now ->
                                Objects.requireNonNull(before.get(now.person())).on(now))
                        .toList()));
        Map<String, Set<Why>> stays = new HashMap<>();
        var saidNothing = changed.entrySet().stream()
                .filter(one -> Objects.requireNonNull(one.getKey().before()).carries() == null
                        && one.getValue().carries() != null)
                .map(one -> one.getKey().personId())
                .collect(Collectors.toCollection(HashSet::new));
        if (!saidNothing.isEmpty()) {
            limits.removeAll(saidNothing).forEach(one -> stays.put(one.toString(), EnumSet.of(Why.CARRIES)));
        }
        return stays;
    }

    private static void requireNone(Set<PersonId> meanwhile) {
        if (!meanwhile.isEmpty()) {
            throw new ConcurrencyFailureException("Somebody else changed a volunteer of this list meanwhile.");
        }
    }

    private static OrganisationId organisation() {
        return Viewer.current().myDesk().organisation();
    }
}
