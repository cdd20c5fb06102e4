package nl.samenspel.referrals;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
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

    /// The branches that do this, those that take in here and have room first. In four queries, however many there are.
    ///
    /// @param postcode empty when unknown: then nobody takes in here, and one may ask all
    /// @param except whose own branches are left out; that is handing over to a colleague
    public List<Door> list(KindOfHelp kind, String postcode, @Nullable OrganisationId except) {
        var here = organisations.listTakingIn(areas.find(postcode).orElse(null), kind).stream()
                .map(Branch::id)
                .collect(Collectors.toSet());
        var branches = organisations.listBranches().stream()
                .filter(branch ->
                        branch.duty() != null && !branch.organisation().equals(except))
                .filter(branch -> branch.kinds().contains(kind) || here.contains(branch.id()))
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

    /// Whether this branch is one of those that [#list] gives.
    public boolean isDoor(BranchId branch, KindOfHelp kind, String postcode) {
        return list(kind, postcode, null).stream()
                .anyMatch(door -> door.branch().id().equals(branch));
    }

    static RoomThere room(int ready, int waiting) {
        return ready == 0 ? RoomThere.FULL : ready > waiting ? RoomThere.NOW : RoomThere.SOME;
    }
}
