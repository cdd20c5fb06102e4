package nl.samenspel.matching;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import nl.samenspel.access.PersonId;
import nl.samenspel.matching.Obstacle.NotThisPair.Why;
import nl.samenspel.people.People;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.Wanted;
import org.springframework.stereotype.Component;

/// Around a request: who must not be proposed for it, and whether somebody is being asked already. A fixed number of
/// queries, however many requests.
@Component
class Circles {

    private final People people;
    private final InvitationStore invitations;

    Circles(People people, InvitationStore invitations) {
        this.people = people;
        this.invitations = invitations;
    }

    /// @param apart who must not be proposed, and why
    /// @param asked whether an invitation is out that nobody has answered yet
    record Circle(Map<PersonId, Why> apart, boolean asked) {}

    Circle of(Wanted wanted) {
        return Objects.requireNonNull(of(List.of(wanted)).get(wanted.id()));
    }

    Map<HelpRequestId, Circle> of(Collection<Wanted> wanted) {
        var participants = wanted.stream().map(Wanted::participant).collect(Collectors.toSet());
        var beside = people.listBeside(participants);
        var keptApart = invitations.listKeptApartFrom(participants);
        var asked = invitations.listOf(wanted.stream().map(Wanted::id).toList()).stream()
                .collect(Collectors.groupingBy(
                        invitation -> invitation.question().request()));
        var circles = new HashMap<HelpRequestId, Circle>();
        for (var one : wanted) {
            var participant = one.participant();
            var apart = new HashMap<PersonId, Why>();
            apart.put(participant, Why.CLOSE);
            beside.getOrDefault(participant, Map.of()).forEach((person, relation) -> {
                if (relation != Relation.PROFESSIONAL) {
                    apart.put(person, Why.CLOSE);
                }
            });
            keptApart.getOrDefault(participant, Set.of()).forEach(person -> apart.putIfAbsent(person, Why.KEPT_APART));
            boolean waits = false;
            for (var invitation : asked.getOrDefault(one.id(), List.of())) {
                switch (invitation) {
                    case Invitation.Sent _, Invitation.Later _, Invitation.Accepted _, Invitation.Declined _ ->
                        apart.putIfAbsent(invitation.question().volunteer(), Why.ASKED_ALREADY);
                    // no answer is no no; and who just missed it, or stands by, gladly hears that it is open again
                    case Invitation.Expired _,
                            Invitation.Withdrawn _,
                            Invitation.JustMissed _,
                            Invitation.Reserve _ -> {}
                }
                waits |= invitation instanceof Invitation.Sent;
            }
            circles.put(one.id(), new Circle(Map.copyOf(apart), waits));
        }
        return circles;
    }
}
