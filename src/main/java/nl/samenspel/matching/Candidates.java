package nl.samenspel.matching;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.audit.Looks;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matching.Shortlist.Elsewhere;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
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
    private final LiveVolunteers live;
    private final Pool pool;
    private final Weighing weighing;
    private final Organisations organisations;
    private final Circles circles;
    private final InvitationStore invitations;
    private final People people;
    private final Looks looks;
    private final Clock clock;

    Candidates(
            HelpRequests requests,
            LiveVolunteers live,
            Pool pool,
            Weighing weighing,
            Organisations organisations,
            Circles circles,
            InvitationStore invitations,
            People people,
            Looks looks,
            Clock clock) {
        this.requests = requests;
        this.live = live;
        this.pool = pool;
        this.weighing = weighing;
        this.organisations = organisations;
        this.circles = circles;
        this.invitations = invitations;
        this.people = people;
        this.looks = looks;
        this.clock = clock;
    }

    /// The best candidates. Empty when the viewer's desk has no such request: what another organisation shares is
    /// theirs to find somebody for.
    ///
    /// Who they are is found in memory ([LiveVolunteers]); what is said of them is read from the database, as the
    /// viewer may see it and as it is now. Without an answer from memory all the organisation's volunteers are
    /// read.
    @Transactional
    public Optional<Shortlist> topTen(HelpRequestId request) {
        return findOurs(request).map(wanted -> {
            var start = start(wanted);
            var apart = circles.of(wanted).apart();
            var weights = weighing.of(wanted.organisation());
            var moment = live.current();
            var looked = moment.flatMap(now -> now.topTen(wanted, start, apart.keySet(), weights))
                    .map(found -> pool.list(found, start))
                    .orElseGet(() -> pool.list(wanted.organisation(), start));
            var best = new Situated(wanted, start, looked, apart, weights).topTen();
            looks.at(
                    best.stream().collect(Collectors.toMap(Candidate::volunteer, _ -> wanted.organisation())),
                    Purpose.MATCHING);
            return new Shortlist(
                    wanted,
                    best,
                    pool.count(wanted.organisation()),
                    moment.map(now -> elsewhere(now.countElsewhere(wanted, start, apart.keySet())))
                            .orElse(List.of()));
        });
    }

    private List<Elsewhere> elsewhere(Map<OrganisationId, Integer> counts) {
        return counts.entrySet().stream()
                .flatMap(one -> organisations.find(one.getKey()).stream()
                        .map(organisation -> new Elsewhere(organisation.name(), one.getValue())))
                .sorted(Comparator.comparingInt(Elsewhere::volunteers)
                        .reversed()
                        .thenComparing(Elsewhere::organisation))
                .toList();
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
        return judge(Map.of(request, volunteers)).stream()
                .flatMap(judged -> judged.judgements().stream())
                .toList();
    }

    /// A request, and how each of some people fits it, in their order.
    public record Judged(Wanted wanted, List<Judgement> judgements) {

        public Judged {
            judgements = List.copyOf(judgements);
        }
    }

    /// The same for several requests of the desk, each with its own people; a fixed number of queries.
    @Transactional
    public List<Judged> judge(Map<HelpRequestId, ? extends Collection<PersonId>> volunteers) {
        var ours = requests.listWanted(volunteers.keySet()).stream()
                .filter(wanted -> Desks.isOurs(wanted.organisation()))
                .toList();
        if (ours.isEmpty()) {
            return List.of();
        }
        var everyone = ours.stream()
                .flatMap(wanted -> Objects.requireNonNull(volunteers.get(wanted.id())).stream())
                .collect(Collectors.toSet());
        var pool = this.pool.read(everyone);
        var records = people.list(everyone, Purpose.MATCHING);
        var around = circles.of(ours);
        var weights = weighing.of(ours.getFirst().organisation());
        return ours.stream()
                .map(wanted -> {
                    var start = start(wanted);
                    var them = Objects.requireNonNull(volunteers.get(wanted.id()));
                    var situated = new Situated(
                            wanted,
                            start,
                            pool.on(start).stream()
                                    .filter(one -> them.contains(one.id()))
                                    .toList(),
                            Objects.requireNonNull(around.get(wanted.id())).apart(),
                            weights);
                    return new Judged(
                            wanted,
                            them.stream()
                                    .map(records::get)
                                    .filter(Objects::nonNull)
                                    .map(person -> situated.judge(person.id())
                                            .orElseGet(() -> new Judgement.FitsNot(
                                                    person.id(), person.name(), List.of(new Obstacle.NotActive()))))
                                    .toList());
                })
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

    private LocalDate start(Wanted wanted) {
        return start(wanted, LocalDate.now(clock));
    }

    /// The day the help can begin: as asked, but not before today.
    static LocalDate start(Wanted wanted, LocalDate today) {
        return wanted.from().isBefore(today) ? today : wanted.from();
    }
}
