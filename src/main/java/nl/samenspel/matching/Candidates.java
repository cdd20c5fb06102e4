package nl.samenspel.matching;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.audit.Looks;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matching.Obstacle.NotThisPair.Why;
import nl.samenspel.people.People;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Wanted;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to who fits: the ten best for a request, and for anybody else all that stands in the way.
///
/// Asked by staff about requests of their desk. Who is shown, is looked at, and that is logged.
@Service
public class Candidates {

    private final HelpRequests requests;
    private final Pool pool;
    private final InvitationStore invitations;
    private final People people;
    private final Looks looks;
    private final Clock clock;

    Candidates(HelpRequests requests, Pool pool, InvitationStore invitations, People people, Looks looks, Clock clock) {
        this.requests = requests;
        this.pool = pool;
        this.invitations = invitations;
        this.people = people;
        this.looks = looks;
        this.clock = clock;
    }

    /// The best candidates. Empty when the viewer's desk has no such request: what another organisation shares is
    /// theirs
    /// to find somebody for.
    @Transactional
    public Optional<Shortlist> topTen(HelpRequestId request) {
        return findOurs(request).map(wanted -> {
            var situated = situated(wanted);
            var best = situated.topTen();
            looks.at(
                    best.stream().collect(Collectors.toMap(Candidate::volunteer, _ -> wanted.organisation())),
                    Purpose.MATCHING);
            return new Shortlist(wanted, best, situated.size());
        });
    }

    /// How well this volunteer fits, or everything that stands in the way. Empty when the viewer sees no such request
    /// or no such person.
    @Transactional
    public Optional<Judgement> whyNot(HelpRequestId request, PersonId volunteer) {
        return judge(request, List.of(volunteer)).stream().findFirst();
    }

    /// The same for each volunteer of the organisation whose name looks like this, at most [#most].
    @Transactional
    public List<Judgement> whyNot(HelpRequestId request, String name, int most) {
        return findOurs(request)
                .map(wanted -> judge(request, pool.search(wanted.organisation(), name, most)))
                .orElse(List.of());
    }

    /// The same for each of these people, in their order.
    @Transactional
    public List<Judgement> judge(HelpRequestId request, Collection<PersonId> volunteers) {
        var wanted = findOurs(request);
        if (wanted.isEmpty()) {
            return List.of();
        }
        var situated = situated(wanted.get());
        var records = people.list(volunteers, Purpose.MATCHING);
        return volunteers.stream()
                .map(records::get)
                .filter(Objects::nonNull)
                .map(person -> situated.judge(person.id())
                        .orElseGet(() ->
                                new Judgement.FitsNot(person.id(), person.name(), List.of(new Obstacle.NotActive()))))
                .toList();
    }

    /// These two are not proposed to each other any more. Why is not kept.
    @Transactional
    public void keepApart(OrganisationId organisation, PersonId volunteer, PersonId participant) {
        invitations.keepApart(organisation, volunteer, participant, clock.instant());
    }

    private Optional<Wanted> findOurs(HelpRequestId request) {
        return requests.find(request)
                .filter(found -> Desks.isOurs(found.holder().organisation()))
                .flatMap(_ -> requests.findWanted(request));
    }

    private Situated situated(Wanted wanted) {
        var today = LocalDate.now(clock);
        var start = wanted.from().isBefore(today) ? today : wanted.from();
        return new Situated(wanted, start, pool.list(wanted.organisation(), start), apart(wanted));
    }

    private Map<PersonId, Why> apart(Wanted wanted) {
        var apart = new HashMap<PersonId, Why>();
        apart.put(wanted.participant(), Why.CLOSE);
        people.listBeside(wanted.participant()).forEach((person, relation) -> {
            if (relation != Relation.PROFESSIONAL) {
                apart.put(person, Why.CLOSE);
            }
        });
        invitations
                .listKeptApartFrom(wanted.participant())
                .forEach(person -> apart.putIfAbsent(person, Why.KEPT_APART));
        for (var invitation : invitations.listOf(wanted.id())) {
            switch (invitation) {
                case Invitation.Sent _, Invitation.Later _, Invitation.Accepted _, Invitation.Declined _ ->
                    apart.putIfAbsent(invitation.question().volunteer(), Why.ASKED_ALREADY);
                // no answer is no no; and who just missed it, or stands by, gladly hears that it is open again
                case Invitation.Expired _, Invitation.Withdrawn _, Invitation.JustMissed _, Invitation.Reserve _ -> {}
            }
        }
        return apart;
    }
}
