package nl.samenspel.matches;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matches.Match.Running;
import nl.samenspel.matches.Match.Together;
import nl.samenspel.matching.Candidates;
import nl.samenspel.matching.Desks;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Invited;
import nl.samenspel.matching.Judgement;
import nl.samenspel.matching.Judgement.FitsNot;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.Part;
import nl.samenspel.requests.Tasks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to small groups: the volunteers who share what one person asked. Always the same few people, with one of
/// them whom the others turn to; without such a one that is the coordinator.
///
/// By the practice of volunteer palliative care, which sends several volunteers for more than two parts of the day, and
/// always the same ones (VPTZ).
@Service
public class SmallGroups {

    private final MatchStore store;
    private final Tasks tasks;
    private final Invitations invitations;
    private final Candidates candidates;
    private final Desks desks;
    private final People people;
    private final TransactionTemplate transaction;

    SmallGroups(
            MatchStore store,
            Tasks tasks,
            Invitations invitations,
            Candidates candidates,
            Desks desks,
            People people,
            TransactionTemplate transaction) {
        this.store = store;
        this.tasks = tasks;
        this.invitations = invitations;
        this.candidates = candidates;
        this.desks = desks;
        this.people = people;
        this.transaction = transaction;
    }

    /// A part, and the match that does it, if one runs.
    public record Shared(Part part, Optional<Running> match) {}

    /// What was asked, in its parts, and who does them.
    ///
    /// @param contact whom the volunteers turn to, as long as that one is among them
    public record SmallGroup(List<Shared> shared, Optional<PersonId> contact) {

        public SmallGroup {
            shared = List.copyOf(shared);
        }

        /// Everybody who does a part now, in the order of the parts.
        public List<PersonId> members() {
            return shared.stream()
                    .flatMap(one -> one.match().stream())
                    .map(match -> match.duo().volunteer())
                    .distinct()
                    .toList();
        }
    }

    /// What came of asking the group.
    public sealed interface Asked {

        /// So many were asked.
        record Done(Invited.Asked invited) implements Asked {}

        /// Of nobody in the group do the limits and wishes allow it; of each is said why.
        record NobodyFits(List<FitsNot> each) implements Asked {

            public NobodyFits {
                each = List.copyOf(each);
            }
        }

        /// The task does not wait for a volunteer, or what is asked gives away who asks.
        record NotNow(Invited invited) implements Asked {}
    }

    /// Whom a volunteer shares it with, by given name, and whom they turn to; empty where that is the coordinator.
    public record Beside(List<String> others, Optional<String> contact) {

        public Beside {
            others = List.copyOf(others);
        }
    }

    /// The parts of what this request is a part of, and who does them. Without parts when it was never divided.
    @Transactional(readOnly = true)
    public SmallGroup of(HelpRequestId request) {
        var parts = tasks.listWhole(request);
        var running = store.listRunningOf(parts.stream().map(Part::id).toList()).stream()
                .map(Running.class::cast)
                // who comes in the place of somebody who is away does the part meanwhile
                .collect(Collectors.toMap(
                        match -> match.duo().request(),
                        match -> match,
                        (one, other) -> one instanceof Match.Awaited ? other : one));
        var shared = parts.stream()
                .map(part -> new Shared(part, Optional.ofNullable(running.get(part.id()))))
                .toList();
        var group = new SmallGroup(shared, Optional.empty());
        return new SmallGroup(shared, tasks.findContact(request).filter(group.members()::contains));
    }

    /// Asks those of the group for this part whose limits and wishes allow it: the same few people come before others.
    public Asked ask(HelpRequestId part, String words, LocalDate answerBy) {
        var members = Objects.requireNonNull(transaction.execute(_ -> of(part))).members();
        var judged = candidates.judge(part, members);
        var fitting = judged.stream()
                .filter(Judgement.Fits.class::isInstance)
                .map(fits -> ((Judgement.Fits) fits).candidate().volunteer())
                .toList();
        if (fitting.isEmpty()) {
            return new Asked.NobodyFits(judged.stream()
                    .filter(FitsNot.class::isInstance)
                    .map(FitsNot.class::cast)
                    .toList());
        }
        return switch (invitations.invite(part, fitting, words, answerBy)) {
            case Invited.Asked asked -> new Asked.Done(asked);
            case Invited other -> new Asked.NotNow(other);
        };
    }

    /// One of the group is whom the others turn to. Whether that is one of them.
    @Transactional
    public boolean setContact(HelpRequestId request, Optional<PersonId> contact) {
        if (contact.isPresent() && !of(request).members().contains(contact.get())) {
            return false;
        }
        tasks.setContact(request, contact.orElse(null));
        return true;
    }

    /// With whom the viewer shares what they do in this match. First seen to be theirs; then read at the desk, as far
    /// as given names. Empty when they do it alone.
    public Optional<Beside> beside(Match mine) {
        if (!(mine instanceof Together)
                || !Viewer.current().persons().contains(mine.duo().volunteer())) {
            return Optional.empty();
        }
        return desks.at(mine.duo().holder().organisation(), () -> {
            var group = of(mine.duo().request());
            var others = group.members().stream()
                    .filter(member -> !member.equals(mine.duo().volunteer()))
                    .toList();
            return others.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Beside(
                            givenNames(others),
                            group.contact()
                                    .flatMap(contact -> givenNames(List.of(contact)).stream()
                                            .findFirst())));
        });
    }

    private List<String> givenNames(Collection<PersonId> some) {
        return people.list(List.copyOf(some), Purpose.MATCH).values().stream()
                .map(Person::givenName)
                .toList();
    }
}
