package nl.samenspel.matching;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.matching.engine.Requests;
import nl.samenspel.matching.engine.Volunteers;
import nl.samenspel.network.CommitmentLength;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.requests.Wanted;

/// People and requests as the engine's numbers. The bit of a kind, qualification, language or gender is its place in
/// its list; day-parts keep all four a day, the night included; organisations and branches are numbered as they come.
///
/// May be used by several threads at once.
final class Numbers {

    /// Stands for any organisation that is not the volunteer's own: it may call on whoever agreed to that.
    private static final int OTHERS = 0;

    /// Whether everybody who agreed to be asked by others counts for each organisation as if they were its own.
    private final boolean together;

    private final Map<OrganisationId, Integer> organisations = new ConcurrentHashMap<>();
    private final AtomicInteger lastOrganisation = new AtomicInteger(OTHERS);
    private final Map<BranchId, Integer> branches = new ConcurrentHashMap<>();
    private final AtomicInteger lastBranch = new AtomicInteger();

    Numbers() {
        this(false);
    }

    private Numbers(boolean together) {
        this.together = together;
    }

    /// Numbers for several organisations at once, whose volunteers may help at each other's when they agreed to that.
    static Numbers together(Iterable<OrganisationId> all) {
        var numbers = new Numbers(true);
        all.forEach(numbers::organisation);
        return numbers;
    }

    private int organisation(OrganisationId id) {
        return organisations.computeIfAbsent(id, _ -> lastOrganisation.incrementAndGet());
    }

    private int branch(BranchId id) {
        return branches.computeIfAbsent(id, _ -> lastBranch.incrementAndGet());
    }

    /// Gives numbers to whoever has none yet. Before a builder is asked for, because that must know how many there are.
    void meet(Iterable<Someone> people) {
        people.forEach(one -> organisation(one.organisation()));
    }

    Volunteers.Builder volunteers(int count) {
        return new Volunteers.Builder(count, lastOrganisation.get() + 1);
    }

    /// Describes somebody whom [#meet] met.
    void tell(Someone one, Volunteers.Builder volunteers) {
        volunteers
                .next()
                .organisation(organisation(one.organisation()))
                .branch(branch(one.branch()))
                .radius(Math.max(1, one.radius()))
                .activities(kinds(one.does()), kinds(one.likes()), kinds(one.loves()))
                .qualifications(qualifications(one.qualifications()))
                .languages(languages(one.languages()))
                .gender(one.gender().ordinal())
                .participantGenders(genders(one.comfortableWith()))
                .dayParts(one.dayParts().mask())
                .availableFrom(one.availableFrom() == null ? Integer.MIN_VALUE : day(one.availableFrom()))
                .calledOnBy(organisation(one.organisation()))
                .hours(Math.max(1, one.hoursBudget()), one.load(), Math.max(0, one.hoursFree()))
                .slots(Math.max(0, one.placesFree()))
                .declines(longerThan(one.longest()) | Limiting.declinedBy(one.room()));
        if (one.byOthers()) {
            volunteers.calledOnBy(OTHERS);
            if (together) {
                organisations.values().forEach(volunteers::calledOnBy);
            }
        }
        if (one.home() != null) {
            volunteers.at(one.home().x(), one.home().y());
        }
        if (one.pausedUntil() != null) {
            volunteers.atLimit();
        }
    }

    /// A request, as its own organisation asks it.
    Requests request(Wanted wanted, LocalDate start) {
        return requests(List.of(wanted), start);
    }

    /// Several requests that can begin on the same day, in this order.
    Requests requests(List<Wanted> wanted, LocalDate start) {
        return requests(wanted, start, Integer.MAX_VALUE);
    }

    /// The same, where a volunteer need do no more than so many of the hours.
    Requests requests(List<Wanted> wanted, LocalDate start, int smallestShare) {
        var requests = new Requests.Builder(wanted.size());
        wanted.forEach(one -> tell(one, start, organisation(one.organisation()), smallestShare, requests));
        return requests.build();
    }

    /// The same request, as any other organisation's.
    Requests requestOfOthers(Wanted wanted, LocalDate start) {
        var request = new Requests.Builder(1);
        tell(wanted, start, OTHERS, Integer.MAX_VALUE, request);
        return request.build();
    }

    private void tell(Wanted wanted, LocalDate start, int organisation, int smallestShare, Requests.Builder requests) {
        var request = requests.next()
                .organisation(organisation)
                .branch(branch(wanted.branch()))
                .activity(wanted.kind().ordinal())
                .qualifications(qualifications(wanted.qualifications()))
                .languages(wanted.languages().isEmpty() ? ~0L : languages(wanted.languages()))
                .volunteerGenders(wanted.wishedGender().isEmpty() ? ~0 : genders(wanted.wishedGender()))
                .participantGender(wanted.participantGender().ordinal())
                .dayParts(wanted.dayParts().mask(), wanted.dayPartsNeeded())
                .startDay(day(start))
                .hours(wanted.hoursPerWeek(), 1, Math.min(smallestShare, wanted.hoursPerWeek()))
                .daysWaiting(Math.max(0, wanted.waitingDays()))
                .urgency(wanted.urgency())
                .brings(length(wanted.length()) | Limiting.broughtBy(wanted));
        if (wanted.point() != null) {
            request.at(wanted.point().x(), wanted.point().y());
        }
    }

    /// What comes with help that lasts; once binds nobody.
    private static long length(CommitmentLength length) {
        return length == CommitmentLength.ONCE ? 0 : 1L << (length.ordinal() - 1);
    }

    private static long longerThan(CommitmentLength longest) {
        return Stream.of(CommitmentLength.values())
                .filter(length -> length.compareTo(longest) > 0)
                .mapToLong(Numbers::length)
                .reduce(0, (a, b) -> a | b);
    }

    static int day(LocalDate date) {
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
