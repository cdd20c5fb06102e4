package nl.samenspel.referrals;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Branch;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.referrals.Door.RoomThere;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Pace;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The directory for who looks for the right place: which branches do this kind of help, whether there is room, and how
/// long people wait there, honestly. Who is closed, or has nobody on duty, is not offered.
@Service
public class NextDoors {

    /// How many are offered that do this, but do not take in from this place.
    static final int MOST_ELSEWHERE = 20;

    private final Organisations organisations;
    private final Areas areas;
    private final Volunteers volunteers;
    private final HelpRequests requests;

    NextDoors(Organisations organisations, Areas areas, Volunteers volunteers, HelpRequests requests) {
        this.organisations = organisations;
        this.areas = areas;
        this.volunteers = volunteers;
        this.requests = requests;
    }

    /// The branches that do this: all that take in here, those with room first, and the nearest of those elsewhere. In
    /// as many queries however many there are.
    ///
    /// @param postcode empty when unknown: then nobody takes in here, and one may ask some elsewhere
    /// @param except whose own branches are left out; that is handing over to a colleague
    public List<Door> list(KindOfHelp kind, String postcode, @Nullable OrganisationId except) {
        var area = areas.find(postcode).orElse(null);
        var here =
                organisations.listTakingIn(area, kind).stream().map(Branch::id).collect(Collectors.toSet());
        var offered = organisations.listBranches().stream()
                .filter(branch ->
                        branch.duty() != null && !branch.organisation().equals(except))
                .toList();
        var elsewhere = offered.stream()
                .filter(branch -> !here.contains(branch.id()) && branch.kinds().contains(kind))
                .toList();
        if (elsewhere.size() > MOST_ELSEWHERE) {
            elsewhere = nearest(elsewhere, area);
        }
        var branches = Stream.concat(offered.stream().filter(branch -> here.contains(branch.id())), elsewhere.stream())
                .toList();
        var ids = branches.stream().map(Branch::id).toList();
        var ready = volunteers.countReady(ids, kind);
        var paces = requests.listPaces(ids, kind);
        var names = organisations.list().stream().collect(Collectors.toMap(Organisation::id, Organisation::name));
        return branches.stream()
                .map(branch -> {
                    var pace = Objects.requireNonNullElse(paces.get(branch.id()), Pace.NONE);
                    return new Door(
                            branch,
                            names.getOrDefault(branch.organisation(), ""),
                            here.contains(branch.id()),
                            room(ready.getOrDefault(branch.id(), 0), pace.waiting()),
                            pace);
                })
                .sorted(Comparator.comparing((Door door) -> !door.takesInHere())
                        .thenComparing(Door::room)
                        .thenComparing(Door::organisation)
                        .thenComparing(door -> door.branch().name()))
                .toList();
    }

    /// By the place that they are in; a place that is not known comes last.
    private List<Branch> nearest(List<Branch> branches, @Nullable Area from) {
        if (from == null || from.middle() == null) {
            return branches.subList(0, MOST_ELSEWHERE);
        }
        var metres = new HashMap<String, Integer>();
        for (var area : areas.list()) {
            if (area.middle() != null) {
                metres.merge(area.place(), from.middle().metresTo(area.middle()), Math::min);
            }
        }
        return branches.stream()
                .sorted(Comparator.comparing(branch -> metres.getOrDefault(branch.place(), Integer.MAX_VALUE)))
                .limit(MOST_ELSEWHERE)
                .toList();
    }

    static RoomThere room(int ready, int waiting) {
        return ready == 0 ? RoomThere.FULL : ready > waiting ? RoomThere.NOW : RoomThere.SOME;
    }
}
