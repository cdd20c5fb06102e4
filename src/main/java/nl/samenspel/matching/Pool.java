package nl.samenspel.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.Room;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Point;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.volunteers.Offer;
import nl.samenspel.volunteers.Volunteers;
import nl.samenspel.volunteers.Willing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Volunteers as matching needs them and the viewer may see them, gathered from three doors: what they offer, what room
/// they have, where they live. A fixed number of queries, however many they are.
@Component
class Pool {

    private final Volunteers volunteers;
    private final Limits limits;
    private final Areas areas;

    Pool(Volunteers volunteers, Limits limits, Areas areas) {
        this.volunteers = volunteers;
        this.limits = limits;
        this.areas = areas;
    }

    /// Everyone active, in the order in which they came.
    ///
    /// @param start the day the help begins: what counts as valid, counts on that day
    List<Someone> list(OrganisationId organisation, LocalDate start) {
        return list(volunteers.listForMatching(organisation), start);
    }

    /// The same for these people, as far as the viewer may see them and they are active.
    List<Someone> list(Collection<PersonId> persons, LocalDate start) {
        return list(volunteers.listForMatching(persons), start);
    }

    /// The same for help that begins on several days.
    Read read(OrganisationId organisation) {
        return read(volunteers.listForMatching(organisation));
    }

    /// The same for these people, for help that begins on several days.
    Read read(Collection<PersonId> persons) {
        return read(volunteers.listForMatching(persons));
    }

    private List<Someone> list(List<Willing> willing, LocalDate start) {
        return read(willing).on(start);
    }

    private Read read(List<Willing> willing) {
        return new Read(
                willing,
                limits.room(willing.stream().map(Willing::person).toList()),
                areas.list(willing.stream().map(Willing::postcode).collect(Collectors.toSet())));
    }

    /// What was read of some volunteers; who they are to matching depends on the day the help begins.
    record Read(List<Willing> willing, Map<PersonId, Room> rooms, Map<String, Area> homes) {

        /// Those of several organisations.
        static Read join(Collection<Read> reads) {
            var willing = new ArrayList<Willing>();
            var rooms = new HashMap<PersonId, Room>();
            var homes = new HashMap<String, Area>();
            reads.forEach(read -> {
                willing.addAll(read.willing);
                rooms.putAll(read.rooms);
                homes.putAll(read.homes);
            });
            return new Read(willing, rooms, homes);
        }

        List<Someone> on(LocalDate start) {
            return willing.stream()
                    .map(one -> someone(
                            one.person(),
                            one.name(),
                            one.organisation(),
                            one.branch(),
                            one.languages(),
                            one.gender(),
                            one.offer(),
                            one.qualifiedOn(start),
                            rooms.getOrDefault(one.person(), Room.NONE),
                            home(homes, one.postcode()),
                            one.offer().byOthers()))
                    .toList();
        }
    }

    /// How many are active.
    int count(OrganisationId organisation) {
        return volunteers.countActive(organisation);
    }

    /// Those whose name looks like this, whether they may be asked yet or not.
    List<PersonId> search(OrganisationId organisation, String name, int most) {
        return volunteers.listPage(organisation, null, null, "", name, 0, most).volunteers().stream()
                .map(listed -> listed.person().id())
                .toList();
    }

    /// While somebody pauses, [Room] says that nothing is free. Here a pause is a reason of its own, so what would be
    /// free otherwise is counted as free.
    static Someone someone(
            PersonId person,
            String name,
            OrganisationId organisation,
            BranchId branch,
            Set<Language> languages,
            Gender gender,
            Offer offer,
            Set<Qualification> qualifications,
            Room room,
            @Nullable Point home,
            boolean byOthers) {
        return new Someone(
                person,
                name,
                organisation,
                branch,
                home,
                offer.radiusMetres(),
                offer.loves(),
                offer.likes(),
                offer.skills(),
                qualifications,
                languages,
                gender,
                offer.comfortableWith(),
                offer.dayParts(),
                offer.availableFrom(),
                room.hoursBudget(),
                room.hoursLoad(),
                room.hoursLeft(),
                room.placesLeft(),
                room.pausedUntil(),
                byOthers,
                offer.longest(),
                offer.goingAlong(),
                room);
    }

    static @Nullable Point home(Map<String, Area> homes, String postcode) {
        var area = homes.get(area(postcode));
        return area == null ? null : area.middle();
    }

    /// The four figures of a postcode, or what there is of it.
    static String area(String postcode) {
        return postcode.substring(0, Math.min(4, postcode.length()));
    }
}
