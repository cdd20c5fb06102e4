package nl.samenspel.careplans;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.Account;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.Code;
import nl.samenspel.access.DeskHelp;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.careplans.Careplan.FromTheStart;
import nl.samenspel.careplans.Seat.Chair;
import nl.samenspel.careplans.Seat.Gone;
import nl.samenspel.careplans.Seat.Invited;
import nl.samenspel.careplans.Seat.Part;
import nl.samenspel.careplans.Seat.Seated;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matching.Desks;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.ConsentWithdrawn;
import nl.samenspel.people.Consents;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.ui.SiteAddress;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to tables: opening one, who sits there, who sees what.
///
/// Answers as far as the viewer may see. The desk that holds the plan opens it and asks people to
/// it; whoever is asked sits down themselves, or says so by phone; what each sees is for the
/// participant to say.
@Service
public class Careplans {

    /// An invitation to the table lasts so many days.
    public static final int INVITATION_LASTS = 30;

    private final CareplanStore store;
    private final CareTaskStore tasks;
    private final Desks desks;
    private final HelpRequests requests;
    private final Matches matches;
    private final Volunteers volunteers;
    private final Limits limits;
    private final People people;
    private final Consents consents;
    private final Accounts accounts;
    private final DeskHelp deskHelp;
    private final Organisations organisations;
    private final Looks looks;
    private final Outbox outbox;
    private final SiteAddress site;
    private final Clock clock;

    Careplans(
            CareplanStore store,
            CareTaskStore tasks,
            Desks desks,
            HelpRequests requests,
            Matches matches,
            Volunteers volunteers,
            Limits limits,
            People people,
            Consents consents,
            Accounts accounts,
            DeskHelp deskHelp,
            Organisations organisations,
            Looks looks,
            Outbox outbox,
            SiteAddress site,
            Clock clock) {
        this.store = store;
        this.tasks = tasks;
        this.desks = desks;
        this.requests = requests;
        this.matches = matches;
        this.volunteers = volunteers;
        this.limits = limits;
        this.people = people;
        this.consents = consents;
        this.accounts = accounts;
        this.deskHelp = deskHelp;
        this.organisations = organisations;
        this.looks = looks;
        this.outbox = outbox;
        this.site = site;
        this.clock = clock;
    }

    // --- opening and closing ---

    /// Opens a table around the participant of a request that this desk holds. The participant and
    /// the desk sit there at once; a participant without an account takes part by phone.
    @Transactional
    public Opening open(HelpRequestId request, FromTheStart fromTheStart) {
        var found = requests.find(request).filter(it -> Desks.isOurs(it.holder().organisation()));
        if (found.isEmpty()) {
            return new Opening.NotFound();
        }
        var participant = found.get().ask().participant();
        var before = store.findOpenAround(participant);
        if (before.isPresent()) {
            return new Opening.OpenBefore(before.get().id());
        }
        if (!(found.get() instanceof HelpRequest.Open)) {
            return new Opening.RequestEnded();
        }
        var person = people.find(participant, Purpose.CAREPLAN);
        if (person.isEmpty()) {
            return new Opening.NotFound();
        }
        var holder = found.get().holder();
        var plan = new Careplan(CareplanId.next(), request, holder, participant, fromTheStart, clock.instant(), null);
        if (!store.add(plan, Viewer.current().me())) {
            return new Opening.OpenBefore(
                    store.findOpenAround(participant).orElseThrow().id());
        }
        seat(new Chair(
                SeatId.next(),
                plan.id(),
                Part.PARTICIPANT,
                person.get().name(),
                participant,
                null,
                holder.organisation(),
                null,
                Section.usualFor(Part.PARTICIPANT),
                accounts.of(participant).isEmpty()));
        seat(new Chair(
                SeatId.next(),
                plan.id(),
                Part.COORDINATOR,
                organisations.find(holder.organisation()).orElseThrow().name(),
                null,
                null,
                holder.organisation(),
                null,
                Section.usualFor(Part.COORDINATOR),
                false));
        store.answerWish(request, clock.instant());
        return new Opening.Opened(plan.id());
    }

    /// Closes it: there is no table any more, and nobody does what stood on it. It stays readable
    /// for who sat there. Returns whether it was open, at this desk.
    @Transactional
    public boolean close(CareplanId id, String words) {
        return store.isAtMyDesk(id) && store.close(id, today(), words, clock.instant());
    }

    /// The viewer would like a table around something that was asked by or for them. The desk sees
    /// it on its workbench. Returns whether that is new.
    @Transactional
    public boolean wish(HelpRequestId request) {
        return requests.find(request).filter(requests::isOfViewer).isPresent()
                && store.wish(request, Viewer.current().me(), clock.instant());
    }

    /// Who would like a table, at the viewer's desk, the oldest first.
    @Transactional(readOnly = true)
    public List<TableWish> listWished() {
        return store.listWished();
    }

    /// How many tables of the viewer's desk a volunteer organisation sat at from the start.
    @Transactional(readOnly = true)
    public Map<FromTheStart, Integer> countFromTheStart() {
        return store.countFromTheStart(Viewer.current().myDesk().organisation());
    }

    // --- looking ---

    /// A plan where the viewer sits, or that their desk holds. Whose it is, is looked at.
    @Transactional
    public Optional<Careplan> find(CareplanId id) {
        var plan = store.find(id);
        plan.ifPresent(it -> look(List.of(it)));
        return plan;
    }

    /// The open plan around this participant, as far as the viewer may see it.
    @Transactional(readOnly = true)
    public Optional<CareplanId> findOpenAround(PersonId participant) {
        return store.findOpenAround(participant).map(Careplan::id);
    }

    /// The tables where the viewer sits or is asked to; for the desk all that it holds. Participants are looked at.
    @Transactional
    public List<CareplanOverview> listMine() {
        var viewer = Viewer.current();
        Map<CareplanId, Seat> mine = store.listMine(today(), viewer.persons(), viewer.account()).stream()
                .collect(Collectors.toMap(seat -> seat.chair().plan(), Function.identity(), (one, _) -> one));
        var plans = store.list(mine.keySet());
        var names = store.participants(mine.keySet());
        var nobodys = tasks.countNobodys(mine.keySet(), today());
        look(plans);
        return plans.stream()
                .flatMap(plan -> Optional.ofNullable(mine.get(plan.id())).stream()
                        .map(seat -> new CareplanOverview(
                                plan,
                                names.getOrDefault(plan.id(), ""),
                                seat,
                                plan.isOpen() ? nobodys.getOrDefault(plan.id(), 0) : 0)))
                .toList();
    }

    private void look(Collection<Careplan> plans) {
        looks.at(
                plans.stream()
                        .collect(Collectors.toMap(
                                Careplan::participant, plan -> plan.holder().organisation(), (one, _) -> one)),
                Purpose.CAREPLAN);
    }

    /// The seats of a plan, empty ones too, the participant's first. Whoever sits there is looked at.
    @Transactional
    public List<Seat> listSeats(CareplanId plan) {
        var seats = store.listSeats(plan);
        looks.at(
                seats.stream()
                        .map(Seat::chair)
                        .flatMap(chair -> chair.person() == null || chair.from() == null
                                ? java.util.stream.Stream.<Map.Entry<PersonId, OrganisationId>>empty()
                                : java.util.stream.Stream.of(Map.entry(chair.person(), chair.from())))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one)),
                Purpose.CAREPLAN);
        return seats;
    }

    /// The seats for which the viewer may speak: their own, and at the desk those of who takes part by phone.
    @Transactional(readOnly = true)
    public List<Seat> listSpokenFor(CareplanId plan) {
        return store.listSpokenFor(plan);
    }

    /// Whether the viewer decides who sees what: as the participant, by law in their place, or at the desk for a
    /// participant who phones.
    @Transactional(readOnly = true)
    public boolean decides(CareplanId plan) {
        return store.decides(plan)
                || (store.isAtMyDesk(plan)
                        && store.listSeats(plan).stream()
                                .anyMatch(seat -> seat.part() == Part.PARTICIPANT
                                        && seat.chair().byPhone()));
    }

    /// Whether the viewer's desk holds this plan.
    @Transactional(readOnly = true)
    public boolean isAtMyDesk(CareplanId plan) {
        return store.isAtMyDesk(plan);
    }

    // --- asking people to the table ---

    /// Somebody who could be asked to the table.
    ///
    /// @param name empty for who brought the request: their record is elsewhere
    public record Askable(Whom whom, String name, Part part) {}

    /// Who stands beside the participant, comes as a volunteer, or brought the request, and has no seat yet.
    @Transactional
    public List<Askable> listAskable(CareplanId id) {
        var plan = store.find(id);
        if (plan.isEmpty() || !store.isAtMyDesk(id)) {
            return List.of();
        }
        var participant = plan.get().participant();
        var beside = people.listBeside(participant);
        var helping = matches.listRunningWith(participant).stream()
                .filter(Match.Together.class::isInstance)
                .map(match -> match.duo().volunteer())
                .toList();
        var who = new LinkedHashSet<>(beside.keySet());
        who.addAll(helping);
        var seats = store.listSeats(id).stream()
                .filter(seat -> !(seat instanceof Gone))
                .map(Seat::chair)
                .toList();
        seats.forEach(chair -> who.remove(chair.person()));
        var known = people.list(who, Purpose.CAREPLAN);
        var askable = new ArrayList<Askable>();
        for (var person : who) {
            var record = known.get(person);
            if (record != null) {
                askable.add(new Askable(new Whom.Known(person), record.name(), partOf(beside.get(person))));
            }
        }
        requests.find(plan.get().request())
                .map(request -> request.ask().askedByAccount())
                .filter(account -> seats.stream().noneMatch(chair -> account.equals(chair.account())))
                .filter(account -> accounts.persons(List.of(account)).isEmpty())
                .ifPresent(account -> askable.add(new Askable(new Whom.WhoAsked(account, ""), "", Part.PROFESSIONAL)));
        return askable;
    }

    /// Volunteers of this desk's organisation whose name looks like this, and who could be asked to a table.
    @Transactional
    public List<Askable> search(CareplanId id, String name, int most) {
        if (!store.isAtMyDesk(id) || name.isBlank()) {
            return List.of();
        }
        var seated = store.listSeats(id).stream()
                .filter(seat -> !(seat instanceof Gone))
                .map(seat -> seat.chair().person())
                .toList();
        return volunteers
                .search(Viewer.current().myDesk().organisation(), name.strip(), most, Purpose.CAREPLAN)
                .stream()
                .filter(person -> !seated.contains(person.id()))
                .map(person -> new Askable(new Whom.Known(person.id()), person.name(), Part.VOLUNTEER))
                .toList();
    }

    private static Part partOf(@Nullable Relation relation) {
        return relation == null
                ? Part.VOLUNTEER
                : relation == Relation.PROFESSIONAL ? Part.PROFESSIONAL : Part.RELATIVE;
    }

    /// Asks somebody to the table. The participant said that this is fine: whoever asks here has
    /// heard so, and it is recorded as a consent that the participant can take back; then the seat
    /// is empty at once.
    ///
    /// Who takes part by phone sits at once. Others are mailed; who has no mail gets a code. Nobody must go online.
    @Transactional
    public Seating invite(CareplanId id, Whom whom, boolean byPhone) {
        var plan = store.find(id).filter(Careplan::isOpen);
        if (plan.isEmpty() || !store.isAtMyDesk(id)) {
            return new Seating.NotFound();
        }
        var seating = invite(plan.get(), whom, byPhone);
        var seat =
                switch (seating) {
                    case Seating.Sits sits -> sits.seat();
                    case Seating.Asked asked -> asked.seat();
                    default -> null;
                };
        if (seat != null) {
            consents.give(
                    plan.get().holder().organisation(),
                    plan.get().participant(),
                    Consents.Purpose.SEAT_AT_TABLE,
                    seat.value(),
                    plan.get().participant(),
                    true);
        }
        return seating;
    }

    private Seating invite(Careplan plan, Whom whom, boolean byPhone) {
        return switch (whom) {
            case Whom.Known(var person) -> inviteKnown(plan, person, byPhone);
            case Whom.WhoAsked(var account, var name) -> inviteAccount(plan, account, name, byPhone);
            case Whom.Newcomer newcomer -> inviteKnown(plan, record(plan, newcomer), byPhone);
            case Whom.Elsewhere(var name, var part) -> inviteByCode(plan, name, part, byPhone);
        };
    }

    private Seating inviteKnown(Careplan plan, PersonId id, boolean byPhone) {
        var person = people.find(id, Purpose.CAREPLAN)
                .filter(one -> one.organisation().equals(plan.holder().organisation()));
        var relation = people.listBeside(plan.participant()).get(id);
        var volunteer = volunteers.find(id).filter(one -> one.status() == Volunteer.Status.ACTIVE);
        if (person.isEmpty() || (relation == null && volunteer.isEmpty()) || id.equals(plan.participant())) {
            return new Seating.NotFound();
        }
        var part = partOf(relation);
        var chair = new Chair(
                SeatId.next(),
                plan.id(),
                part,
                person.get().name(),
                id,
                null,
                person.get().organisation(),
                part == Part.VOLUNTEER ? matchWith(plan, id) : null,
                Section.usualFor(part),
                byPhone);
        return ask(chair, plan, () -> wayIn(chair, person.get(), plan));
    }

    private Seating inviteAccount(Careplan plan, AccountId account, String name, boolean byPhone) {
        var brought = requests.find(plan.request())
                .filter(request -> account.equals(request.ask().askedByAccount()));
        if (brought.isEmpty()) {
            return new Seating.NotFound();
        }
        return ask(
                new Chair(
                        SeatId.next(),
                        plan.id(),
                        Part.PROFESSIONAL,
                        name,
                        null,
                        account,
                        null,
                        null,
                        Section.usualFor(Part.PROFESSIONAL),
                        byPhone),
                plan,
                () -> new WayIn(null, null));
    }

    private Seating inviteByCode(Careplan plan, String name, Part part, boolean byPhone) {
        if (part == Part.PARTICIPANT || part == Part.COORDINATOR) {
            return new Seating.NotFound();
        }
        var chair = new Chair(
                SeatId.next(), plan.id(), part, name, null, null, null, null, Section.usualFor(part), byPhone);
        if (byPhone) {
            return ask(chair, plan, () -> new WayIn(null, null));
        }
        var code = Code.forPaper();
        var until = today().plusDays(INVITATION_LASTS);
        store.add(new Invited(chair, until), Viewer.current().me(), clock.instant(), until, code.hash());
        return new Seating.Asked(chair.id(), name, until, code, null);
    }

    private record WayIn(@Nullable Code code, @Nullable String signInName) {}

    private Seating ask(Chair chair, Careplan plan, java.util.function.Supplier<WayIn> wayIn) {
        var there = store.listSeats(plan.id()).stream()
                .filter(seat -> !(seat instanceof Gone))
                .map(Seat::chair)
                .anyMatch(one -> (chair.person() != null && chair.person().equals(one.person()))
                        || (chair.account() != null && chair.account().equals(one.account())));
        if (there) {
            return new Seating.SitsHere(chair.name());
        }
        if (chair.byPhone()) {
            seat(chair);
            return new Seating.Sits(plan.id(), chair.id());
        }
        var until = today().plusDays(INVITATION_LASTS);
        store.add(new Invited(chair, until), Viewer.current().me(), clock.instant(), until, null);
        var in = wayIn.get();
        return new Seating.Asked(chair.id(), chair.name(), until, in.code(), in.signInName());
    }

    private void seat(Chair chair) {
        store.add(
                new Seated(chair, clock.instant(), pauseOf(chair.person())),
                Viewer.current().me(),
                clock.instant(),
                today(),
                null);
    }

    private @Nullable LocalDate pauseOf(@Nullable PersonId person) {
        return person == null
                ? null
                : limits.find(person).map(OwnLimits::pauseUntil).orElse(null);
    }

    private @Nullable MatchId matchWith(Careplan plan, PersonId volunteer) {
        return matches.listRunningWith(plan.participant()).stream()
                .filter(match -> match.duo().volunteer().equals(volunteer))
                .map(Match::id)
                .findFirst()
                .orElse(null);
    }

    private PersonId record(Careplan plan, Whom.Newcomer newcomer) {
        var id = PersonId.next();
        people.add(new Person(
                id,
                plan.holder().organisation(),
                null,
                newcomer.givenName(),
                newcomer.familyName(),
                newcomer.email(),
                newcomer.phone(),
                "",
                "",
                "",
                Person.Gender.UNKNOWN,
                Set.of(Person.Language.NL)));
        people.relate(plan.holder().organisation(), plan.participant(), id, newcomer.relation());
        return id;
    }

    /// A way in for who has none, and a word that they are asked. Neither says around whom.
    private WayIn wayIn(Chair chair, Person person, Careplan plan) {
        var had = accounts.of(person.id()).flatMap(accounts::find);
        var branch = organisations.findBranch(plan.holder().branch()).orElseThrow();
        if (had.isPresent()) {
            mail(had.get(), "careplans.mail.invited", site.link("/careplans"), branch.name(), branch.phone());
            return new WayIn(null, null);
        }
        var account = accounts.find(accounts.open(new NewAccount(
                        person.name(),
                        person.email(),
                        "nl",
                        roleOf(chair.part()),
                        person.organisation(),
                        null,
                        person.id())))
                .orElseThrow();
        if (account.mailAddress().isPresent()) {
            var code = accounts.enrolmentCode(account.id(), Accounts.LINK_LASTS);
            mail(
                    account,
                    "careplans.mail.enrol",
                    site.link("/enrol?code=" + code.value()),
                    branch.name(),
                    branch.phone());
            return new WayIn(null, null);
        }
        var code = accounts.enrolmentCode(account.id(), Accounts.PRINTED_CODE_LASTS);
        deskHelp.notePrinted(account.id());
        return new WayIn(code, account.signInName());
    }

    private static Role roleOf(Part part) {
        return switch (part) {
            case VOLUNTEER -> Role.VOLUNTEER;
            case PROFESSIONAL -> Role.PROFESSIONAL;
            case RELATIVE, PARTICIPANT, COORDINATOR -> Role.RELATIVE;
        };
    }

    private void mail(Account to, String key, Object... filledIn) {
        to.mailAddress()
                .map(address -> Letter.to(address, to.name(), to.language())
                        .saying(
                                key,
                                java.util.stream.Stream.concat(
                                                java.util.stream.Stream.of(to.name()),
                                                java.util.Arrays.stream(filledIn))
                                        .toArray()))
                .ifPresent(outbox::send);
    }

    // --- sitting down, getting up ---

    /// Takes the seat one was asked to.
    @Transactional
    public Seating sit(SeatId id) {
        var seat = store.findSeat(id);
        if (seat.isEmpty()) {
            return new Seating.NotFound();
        }
        if (!isMine(seat.get())) {
            return new Seating.NotYours();
        }
        var chair = seat.get().chair();
        // where a professional works, only they themselves see
        return sit(
                seat.get(),
                chair.person() == null && chair.part() == Part.PROFESSIONAL
                        ? chair.takenBy(
                                null,
                                chair.account(),
                                accounts.listMyOrganisations(Role.PROFESSIONAL).stream()
                                        .findFirst()
                                        .orElse(null))
                        : chair);
    }

    /// The same, told to the coordinator by phone: from then on the desk writes down what this one says.
    @Transactional
    public Seating sitByPhone(SeatId id) {
        var seat = store.findSeat(id);
        if (seat.isEmpty()) {
            return new Seating.NotFound();
        }
        if (!store.isAtMyDesk(seat.get().chair().plan())) {
            return new Seating.NotYours();
        }
        return sit(seat.get(), seat.get().chair().phoning());
    }

    private Seating sit(Seat seat, Chair as) {
        return switch (seat) {
            case Seated _ -> new Seating.Sits(as.plan(), seat.id());
            case Gone _ -> new Seating.Expired();
            case Invited invited when today().isAfter(invited.until()) -> new Seating.Expired();
            case Invited invited ->
                store.sit(invited, invited.sit(as, clock.instant(), pauseOf(as.person())))
                        ? new Seating.Sits(as.plan(), seat.id())
                        : new Seating.Expired();
        };
    }

    /// Takes a seat with a code: who is with another organisation, and whose record the desk does not have.
    public Seating join(String typed) {
        var opens = store.findByCode(new Code(typed).hash(), today());
        if (opens.isEmpty()) {
            return new Seating.Expired();
        }
        var viewer = Viewer.current();
        // first as oneself: what one is elsewhere the desk does not see
        var helping = volunteers.list(viewer.persons()).stream()
                .filter(one -> one.status() == Volunteer.Status.ACTIVE)
                .findFirst();
        var pause = helping.flatMap(one -> limits.find(one.person())).map(OwnLimits::pauseUntil);
        var works = accounts.listMyOrganisations(Role.PROFESSIONAL).stream().findFirst();
        try {
            return desks.at(opens.get().organisation(), () -> {
                if (!(store.findSeat(opens.get().seat()).orElseThrow() instanceof Invited invited)) {
                    return new Seating.Expired();
                }
                var chair = invited.chair();
                var as =
                        switch (chair.part()) {
                            case VOLUNTEER -> helping.map(one -> chair.takenBy(one.person(), null, one.organisation()));
                            case PROFESSIONAL -> works.map(from -> chair.takenBy(null, viewer.me(), from));
                            case RELATIVE -> Optional.of(chair.takenBy(null, viewer.me(), null));
                            case PARTICIPANT, COORDINATOR -> Optional.<Chair>empty();
                        };
                if (as.isEmpty()) {
                    return new Seating.NotYours();
                }
                return store.sit(invited, invited.sit(as.get(), clock.instant(), pause.orElse(null)))
                        ? new Seating.Sits(chair.plan(), chair.id())
                        : new Seating.Expired();
            });
        } catch (DuplicateKeyException _) {
            return new Seating.SitsHere(viewer.name());
        }
    }

    /// Gets up, or says no to being asked. What one did is nobody's from that moment on.
    @Transactional
    public Seating leave(SeatId id) {
        var seat = store.findSeat(id);
        if (seat.isEmpty()) {
            return new Seating.NotFound();
        }
        if (!isMine(seat.get())) {
            return new Seating.NotYours();
        }
        return empty(seat.get(), true);
    }

    /// Somebody sits here no more: the participant would rather not, or the desk takes an
    /// invitation back. What they did is nobody's from that moment on.
    @Transactional
    public Seating remove(SeatId id) {
        var seat = store.findSeat(id);
        if (seat.isEmpty()) {
            return new Seating.NotFound();
        }
        var plan = seat.get().chair().plan();
        return store.decides(plan) || store.isAtMyDesk(plan) ? empty(seat.get(), false) : new Seating.NotYours();
    }

    private Seating empty(Seat seat, boolean self) {
        if (seat.part() == Part.PARTICIPANT || seat.part() == Part.COORDINATOR) {
            return new Seating.Stays();
        }
        var after =
                switch (seat) {
                    case Invited invited -> self ? invited.decline() : invited.revoke();
                    case Seated seated -> self ? seated.leave() : seated.remove();
                    case Gone gone -> gone;
                };
        store.leave(after, clock.instant());
        return new Seating.Empty(seat.chair().plan());
    }

    /// The participant takes back that this one sees the plan.
    @EventListener
    void on(ConsentWithdrawn withdrawn) {
        if (withdrawn.purpose() == Consents.Purpose.SEAT_AT_TABLE && withdrawn.subject() != null) {
            store.findSeat(new SeatId(withdrawn.subject())).ifPresent(seat -> empty(seat, false));
        }
    }

    private static boolean isMine(Seat seat) {
        var viewer = Viewer.current();
        var chair = seat.chair();
        return (chair.person() != null && viewer.persons().contains(chair.person()))
                || (chair.account() != null && chair.account().equals(viewer.account()));
    }

    /// From now on this one says everything themselves, and the desk nothing in their place.
    @Transactional
    public Seating speakForMyself(SeatId id) {
        var seat = store.findSeat(id).filter(Careplans::isMine);
        if (seat.isEmpty()) {
            return new Seating.NotYours();
        }
        store.speaksForItself(id);
        return new Seating.Sits(seat.get().chair().plan(), id);
    }

    // --- who sees what ---

    /// What somebody at the table sees from now on. For the participant to say, or who represents them by law;
    /// at the desk only for a participant who phones. The desk that holds the plan always sees the tasks: it must
    /// know what nobody does. The participant sees everything.
    @Transactional
    public Seating show(SeatId id, Set<Section> sees) {
        var seat = store.findSeat(id);
        if (seat.isEmpty() || seat.get() instanceof Gone) {
            return new Seating.NotFound();
        }
        var plan = seat.get().chair().plan();
        if (!decides(plan)) {
            return new Seating.NotYours();
        }
        if (seat.get().part() == Part.PARTICIPANT
                || (seat.get().part() == Part.COORDINATOR && !sees.contains(Section.TASKS))) {
            return new Seating.Stays();
        }
        store.show(id, sees);
        return new Seating.Sits(plan, id);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
