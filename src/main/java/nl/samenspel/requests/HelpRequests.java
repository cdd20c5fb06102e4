package nl.samenspel.requests;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.Account;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.access.Viewer.Desk;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.database.Pointers;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.CommitmentLength;
import nl.samenspel.network.Holder;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.network.Situation;
import nl.samenspel.people.People;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.HelpRequest.Asked;
import nl.samenspel.requests.HelpRequest.CloseReason;
import nl.samenspel.requests.HelpRequest.Ended;
import nl.samenspel.requests.HelpRequest.Matched;
import nl.samenspel.requests.HelpRequest.Open;
import nl.samenspel.requests.HelpRequest.Searching;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.RequestEvent.What;
import nl.samenspel.ui.SiteAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to help requests that came in ([Reception]): triage, looking after, ending, and the lists that the
/// desk works from.
///
/// What is asked here is answered as far as the viewer may see: the desk sees its branches' requests, people their
/// own. Steps that people take themselves (withdrawing) are done at the desk of the branch that holds it.
@Service
public class HelpRequests {

    /// Working days within which whoever asked hears from us.
    static final int HEAR_WITHIN = 2;

    /// Days after which the holder looks again at a request that waits for a volunteer, or that has one.
    static final int LOOK_AGAIN_AFTER = 7;

    private final HelpRequestStore store;
    private final RequestDesk desk;
    private final Organisations organisations;
    private final Areas areas;
    private final People people;
    private final Accounts accounts;
    private final SiteAddress site;
    private final Pointers pointers;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    HelpRequests(
            HelpRequestStore store,
            RequestDesk desk,
            Organisations organisations,
            Areas areas,
            People people,
            Accounts accounts,
            SiteAddress site,
            Pointers pointers,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.desk = desk;
        this.organisations = organisations;
        this.areas = areas;
        this.people = people;
        this.accounts = accounts;
        this.site = site;
        this.pointers = pointers;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    // --- looking ---

    @Transactional(readOnly = true)
    public Optional<HelpRequest> find(HelpRequestId id) {
        return store.find(id);
    }

    /// The request that came of this form, if it was sent before.
    @Transactional(readOnly = true)
    public Optional<HelpRequest> findSent(UUID key) {
        return store.findByKey(key);
    }

    /// The viewer's requests that another system knows by these numbers.
    @Transactional(readOnly = true)
    public List<HelpRequest> listByExternalId(OrganisationId organisation, Collection<String> externalIds) {
        return store.listByExternalId(organisation, externalIds);
    }

    @Transactional(readOnly = true)
    public Optional<HelpRequest> findByExternalId(OrganisationId organisation, String externalId) {
        return store.findByExternalId(organisation, externalId);
    }

    /// These requests, as far as the viewer may see them.
    @Transactional(readOnly = true)
    public List<HelpRequest> list(Collection<HelpRequestId> ids) {
        return store.listRequests(ids);
    }

    /// What choosing a volunteer needs to know of a request. Its participant is looked at, for matching.
    @Transactional
    public Optional<Wanted> findWanted(HelpRequestId id) {
        return listWanted(List.of(id)).stream().findFirst();
    }

    /// As [#findWanted], for several in a fixed number of queries.
    @Transactional
    public List<Wanted> listWanted(Collection<HelpRequestId> ids) {
        var requests = store.listRequests(ids);
        var participants = people.list(
                requests.stream().map(request -> request.ask().participant()).toList(), Purpose.MATCHING);
        var known = areas.list(requests.stream()
                .map(request -> request.ask().need().postcode())
                .toList());
        var heaviness = store.heaviness(ids);
        var today = LocalDate.now(clock);
        return requests.stream()
                .map(request -> {
                    var weight = heaviness.getOrDefault(request.id(), Heaviness.NONE);
                    var need = request.ask().need();
                    var area = known.get(Area.figuresOf(need.postcode()));
                    var participant = participants.get(request.ask().participant());
                    return new Wanted(
                            request.id(),
                            request.holder().organisation(),
                            request.holder().branch(),
                            request.ask().participant(),
                            participant == null ? Gender.UNKNOWN : participant.gender(),
                            need.kind(),
                            area == null ? null : area.middle(),
                            request.ask().municipality(),
                            need.dayParts(),
                            need.dayPartsNeeded(),
                            need.hoursPerWeek(),
                            need.from(),
                            CommitmentLength.of(need.from(), need.until()),
                            need.languages(),
                            need.wishedGender(),
                            need.qualifications(),
                            request.ask().waitingSince(),
                            HelpRequestStore.daysBetween(request.ask().waitingSince(), today),
                            need.urgency(),
                            switch (request) {
                                case Searching it -> it.together();
                                case Matched it -> it.together();
                                default -> false;
                            },
                            weight.complex(),
                            weight.situations());
                })
                .toList();
    }

    /// How heavy these requests are for who comes, as far as the viewer may see them.
    @Transactional(readOnly = true)
    public Map<HelpRequestId, Heaviness> listHeaviness(Collection<HelpRequestId> ids) {
        return store.heaviness(ids);
    }

    /// Notes what a volunteer meets there, as triage found it. Whether it is a request of the viewer's desk.
    @Transactional
    public boolean noteSituations(HelpRequestId id, Set<Situation> situations) {
        return Viewer.current().desk() != null && store.noteSituations(id, situations);
    }

    /// Requests of the desk that these people hold and that nobody has looked at, and those that stand for today or
    /// longer ago; of each the first few.
    @Transactional(readOnly = true)
    public RequestsToDo listToDo(Set<AccountId> holders, int most) {
        var organisation = Viewer.current().myDesk().organisation();
        var today = LocalDate.now(clock);
        return new RequestsToDo(
                store.listFirst(organisation, holders, Set.of(State.ASKED), null, most, today),
                store.listFirst(organisation, holders, Set.of(State.SEARCHING, State.MATCHED), today, most, today));
    }

    /// Requests of the desk, a page of them: the open ones first, by their next date.
    @Transactional(readOnly = true)
    public List<HelpRequestOverview> list(RequestFilter filter, int from, int most) {
        return store.list(Viewer.current().myDesk().organisation(), filter, from, most, LocalDate.now(clock));
    }

    @Transactional(readOnly = true)
    public int count(RequestFilter filter) {
        return store.count(Viewer.current().myDesk().organisation(), filter, LocalDate.now(clock));
    }

    /// Those of the desk among these that search for a volunteer.
    @Transactional(readOnly = true)
    public List<HelpRequestOverview> listSearching(Collection<HelpRequestId> among) {
        return store.listSearching(Viewer.current().myDesk().organisation(), among, LocalDate.now(clock));
    }

    /// Requests for or by this person, as far as the viewer may see them.
    @Transactional(readOnly = true)
    public List<HelpRequestOverview> listOf(PersonId person) {
        return store.listAbout(List.of(person), null, false, LocalDate.now(clock));
    }

    /// What the viewer asked, or what was asked for them. The desk they work at plays no part.
    @Transactional(readOnly = true)
    public List<HelpRequestOverview> listOfViewer() {
        var viewer = Viewer.current();
        return store.listAbout(viewer.persons(), viewer.me(), false, LocalDate.now(clock));
    }

    /// Whether the viewer is the participant, asked it, or may follow it; not as staff.
    public boolean isOfViewer(HelpRequest request) {
        var viewer = Viewer.current();
        var ask = request.ask();
        return viewer.persons().contains(ask.participant())
                || (ask.askedBy() != null && viewer.persons().contains(ask.askedBy()))
                || (viewer.account() != null && viewer.account().equals(ask.askedByAccount()));
    }

    /// Requests of the desk that wait for a volunteer or for triage, by kind and municipality.
    @Transactional(readOnly = true)
    public List<RequestCount> countOpenByKindAndArea() {
        return store.countWaiting(Viewer.current().myDesk().organisation());
    }

    /// Unmet need of the desk: every no that stands.
    @Transactional(readOnly = true)
    public int countRefused() {
        return store.countRefused(Viewer.current().myDesk().organisation());
    }

    /// How these branches keep up with a kind of help: for the directory. Tells counts, of nobody.
    public Map<BranchId, Pace> listPaces(Collection<BranchId> branches, KindOfHelp kind) {
        var half = LocalDate.now(clock)
                .minusMonths(6)
                .atStartOfDay(clock.getZone())
                .toInstant();
        return store.paces(branches, kind, half);
    }

    // --- from hand to hand ---

    /// Lets whoever moves this request at the same moment wait until the caller's transaction ends;
    /// also who does not see it yet. Taken before anything else that hangs on the request, so that
    /// nobody waits in a circle.
    @Transactional
    public void oneAtATime(HelpRequestId id) {
        store.oneAtATime(id);
    }

    /// The organisations that handed this request over, the first one first.
    @Transactional(readOnly = true)
    public List<OrganisationId> listHeldBefore(HelpRequestId id) {
        return store.listHeldBefore(id);
    }

    /// Writes down what another organisation was asked, or said, and when its holder looks again.
    ///
    /// @param next none leaves the date as it is
    @Transactional
    public Moved writeDown(HelpRequestId id, What what, String words, @Nullable LocalDate next) {
        return move(
                id,
                what,
                words,
                (it, _) -> it instanceof Open open
                        ? open.held(open.holder(), next == null ? open.nextDate() : next)
                        : null);
    }

    /// The viewer's organisation takes a request over that was handed to it, in the transaction in
    /// which it says so: only then does the database let it. It waits for triage there.
    ///
    /// @param participant as they are known here; so too who asked
    /// @param words what belongs to it in the history
    @Transactional
    public Moved takeOver(
            HelpRequestId id,
            Holder holder,
            PersonId participant,
            @Nullable PersonId askedBy,
            LocalDate next,
            String words) {
        var found = store.findToMove(id);
        if (found.isEmpty()) {
            return new Moved.NotFound();
        }
        var before = found.get();
        desk.requireColleague(holder);
        var there = before.ask().of(participant, askedBy);
        var after =
                switch (before) {
                    case Asked it -> it.handOver(holder, there, next);
                    case Searching it -> it.handOver(holder, there, next);
                    default -> null;
                };
        if (after == null || !store.replace(before, after)) {
            return new Moved.NotNow(before);
        }
        store.addHeldBefore(id, before.holder().organisation());
        desk.write(after, What.HANDED_OVER, words);
        events.publishEvent(new HelpRequestHandedOver(id, before.holder().organisation(), holder.organisation()));
        events.publishEvent(new HelpRequestOpened(id));
        return new Moved.Done(after);
    }

    // --- triage ---

    @Transactional
    public Triaged triage(HelpRequestId id, Triage triage) {
        return triage(id, triage, null);
    }

    /// Decides what happens with a request that waits for triage or for a volunteer.
    ///
    /// @param seen the version that the coordinator had before them; is it not that any more, nothing is changed
    @Transactional
    public Triaged triage(HelpRequestId id, Triage triage, @Nullable Integer seen) {
        var found = store.findToMove(id);
        if (found.isEmpty()) {
            return new Triaged.NotFound();
        }
        var before = found.get();
        if (seen != null && seen != before.version()) {
            return new Triaged.NotNow(before);
        }
        var stricter = organisations
                .find(before.holder().organisation())
                .map(Organisation::stricter)
                .orElse(Set.of());
        var crossed = Boundaries.crossedBy(triage.decision(), triage.touched(), stricter);
        if (!crossed.isEmpty()) {
            return new Triaged.BeyondVolunteers(crossed);
        }
        var elsewhere =
                switch (triage.decision()) {
                    case Triage.ByProfessional said -> said.to();
                    case Triage.No said -> said.to();
                    case Triage.ByVolunteer _, Triage.Together _ -> null;
                };
        if (elsewhere != null
                && organisations.listBranches(elsewhere).stream().anyMatch(branch -> branch.duty() != null)) {
            return new Triaged.InTheNetwork(elsewhere);
        }
        var today = LocalDate.now(clock);
        var next = today.plusDays(LOOK_AGAIN_AFTER);
        var judged =
                switch (before) {
                    case Asked it -> it.with(judged(it, triage));
                    case Searching it -> it.with(judged(it, triage));
                    default -> null;
                };
        if (judged == null) {
            return new Triaged.NotNow(before);
        }
        var after =
                switch (triage.decision()) {
                    case Triage.ByVolunteer _ ->
                        judged instanceof Asked it ? it.search(false, next) : ((Searching) judged).search(false, next);
                    case Triage.Together _ ->
                        judged instanceof Asked it ? it.search(true, next) : ((Searching) judged).search(true, next);
                    case Triage.ByProfessional(var door, var to) ->
                        judged instanceof Asked it
                                ? it.refer(door, to, today)
                                : ((Searching) judged).refer(door, to, today);
                    case Triage.No(var lacking, var door, var to) ->
                        judged instanceof Asked it
                                ? it.refuse(lacking, door, to, today)
                                : ((Searching) judged).refuse(lacking, door, to, today);
                };
        if (!store.replace(before, after)) {
            return new Triaged.NotNow(before);
        }
        store.write(
                id,
                after.holder(),
                new TriageOnRecord(clock.instant(), Viewer.current().me(), triage));
        desk.write(
                after,
                switch (triage.decision().outcome()) {
                    case VOLUNTEER, TOGETHER -> What.SEARCHING;
                    case PROFESSIONAL -> What.REFERRED;
                    case NO -> What.REFUSED;
                },
                switch (triage.decision()) {
                    case Triage.ByProfessional said -> said.nextDoor();
                    case Triage.No said -> said.nextDoor();
                    default -> "";
                });
        tellIfEnded(after);
        return new Triaged.Decided(after);
    }

    private static Ask judged(HelpRequest request, Triage triage) {
        var ask = request.ask();
        return ask.with(ask.need().judged(triage.urgency(), triage.qualifications()), ask.municipality());
    }

    /// The triages of a request, the newest first.
    @Transactional(readOnly = true)
    public List<TriageOnRecord> triages(HelpRequestId id) {
        return store.triages(id);
    }

    // --- a volunteer, or not any more ---

    /// The first volunteer said yes. Whether it was the first: later ones, and those for a request that no longer
    /// waits, get false and change nothing.
    @Transactional
    public boolean markMatched(HelpRequestId id) {
        return move(
                        id,
                        What.MATCHED,
                        "",
                        (it, today) -> it instanceof Searching searching
                                ? searching.match(today.plusDays(LOOK_AGAIN_AFTER))
                                : null)
                .isDone();
    }

    /// As [#markMatched], for many that a list says somebody comes for.
    ///
    /// @return those that do not wait for a volunteer (any more); nothing of them changed
    @Transactional
    public Set<HelpRequestId> markAllMatched(Collection<HelpRequestId> ids) {
        var next = LocalDate.now(clock).plusDays(LOOK_AGAIN_AFTER);
        return moveAll(ids, What.MATCHED, it -> it instanceof Searching searching ? searching.match(next) : null);
    }

    /// As [#release], for many: what matched them is undone, and they wait again.
    ///
    /// @return those that were not matched
    @Transactional
    public Set<HelpRequestId> releaseAll(Collection<HelpRequestId> ids) {
        var next = WorkingDays.after(LocalDate.now(clock), HEAR_WITHIN);
        return moveAll(ids, What.RELEASED, it -> it instanceof Matched matched ? matched.release(next) : null);
    }

    /// One step of many, as [#move] is of one: a fixed number of statements. For steps that do not
    /// end a request.
    ///
    /// @return those of which the state does not offer it, or that are not there
    private Set<HelpRequestId> moveAll(
            Collection<HelpRequestId> ids, What what, Function<HelpRequest, @Nullable HelpRequest> step) {
        var left = new HashSet<>(ids);
        List<HelpRequest> before = new ArrayList<>();
        List<HelpRequest> after = new ArrayList<>();
        for (var one : store.listToMove(ids)) {
            var moved = step.apply(one);
            if (moved != null) {
                before.add(one);
                after.add(moved);
                left.remove(one.id());
            }
        }
        store.replaceAll(before, after);
        desk.writeAll(after, what);
        return left;
    }

    /// The requests of these participants, at the viewer's desk. Nothing of them is shown to anyone.
    @Transactional(readOnly = true)
    public List<HelpRequest> listOf(OrganisationId organisation, Collection<PersonId> participants) {
        return store.listOf(organisation, participants);
    }

    /// A page of the requests of a branch, open and ended, in a set order.
    @Transactional(readOnly = true)
    public List<HelpRequest> listPage(BranchId branch, @Nullable HelpRequestId after, int most) {
        return store.listPage(branch, after, most);
    }

    /// The volunteer cannot come after all, or the match ended: the request waits for someone else.
    @Transactional
    public boolean release(HelpRequestId id) {
        return move(
                        id,
                        What.RELEASED,
                        "",
                        (it, today) -> it instanceof Matched matched
                                ? matched.release(WorkingDays.after(today, HEAR_WITHIN))
                                : null)
                .isDone();
    }

    // --- looking after ---

    /// Hands a request over to a colleague, at the same branch.
    public Moved hand(HelpRequestId id, AccountId to, LocalDate nextDate) {
        return look(id).map(request -> hand(id, to, request.holder().branch(), nextDate))
                .orElseGet(Moved.NotFound::new);
    }

    /// Hands a request over to a colleague, at their branch of the same organisation.
    public Moved hand(HelpRequestId id, AccountId to, BranchId branch, LocalDate nextDate) {
        var found = look(id);
        var viewer = Viewer.current();
        if (found.isEmpty() || !isMine(found.get(), viewer)) {
            return new Moved.NotFound();
        }
        var holder = new Holder(found.get().holder().organisation(), branch, to);
        // who hands over sees both sides of it, for this one step
        var mine = viewer.myDesk();
        var branches = new HashSet<>(mine.branches());
        branches.add(branch);
        var both = new Viewer(
                viewer.account(),
                viewer.name(),
                viewer.persons(),
                viewer.roles(),
                new Desk(mine.organisation(), mine.role(), branches));
        return both.call(() -> transaction.execute(_ -> {
            desk.requireColleague(holder);
            var moved =
                    move(id, What.HANDED, "", (it, _) -> it instanceof Open open ? open.held(holder, nextDate) : null);
            if (moved instanceof Moved.Done(var handed)) {
                desk.tell(handed, "requests.mail.handed");
            }
            return moved;
        }));
    }

    /// Hands all open requests that a colleague holds over to another one; they stay at their branches, and one
    /// mail says how many they are. For who sees all of the organisation, as its manager does.
    @Transactional
    public void handAll(OrganisationId organisation, AccountId from, AccountId to) {
        var held = store.listHeldBy(organisation, from);
        for (var id : held) {
            move(id, What.HANDED, "", (it, _) -> {
                var holder = new Holder(it.holder().organisation(), it.holder().branch(), to);
                desk.requireColleague(holder);
                return it instanceof Open open ? open.held(holder, open.nextDate()) : null;
            });
        }
        if (!held.isEmpty()) {
            accounts.find(to)
                    .ifPresent(colleague -> desk.mail(
                            colleague, "requests.mail.handedAll", held.size(), site.link("/requests?mine=yes")));
        }
    }

    @Transactional
    public Moved setNextDate(HelpRequestId id, LocalDate nextDate) {
        return move(
                id, What.NEXT_DATE, "", (it, _) -> it instanceof Open open ? open.held(open.holder(), nextDate) : null);
    }

    /// Puts right what was recorded, while the request is open.
    @Transactional
    public Moved correct(HelpRequestId id, Need need, @Nullable Integer seen) {
        return move(id, What.CORRECTED, "", (it, _) -> {
            if (!(it instanceof Open open) || (seen != null && seen != it.version())) {
                return null;
            }
            var area = areas.find(need.postcode());
            var placed = need.place().isBlank() ? area.map(need::placedIn).orElse(need) : need;
            return open.with(it.ask().with(placed, area.map(Area::municipality).orElse("")));
        });
    }

    /// The same for many: a list that comes in, or is undone.
    ///
    /// @return which were not open any more; nothing of those was changed
    @Transactional
    public Set<HelpRequestId> correctAll(Map<HelpRequestId, Need> needs) {
        var known = areas.list(needs.values().stream().map(Need::postcode).collect(Collectors.toSet()));
        List<HelpRequest> before = new ArrayList<>();
        List<HelpRequest> after = new ArrayList<>();
        Set<HelpRequestId> missed = new HashSet<>(needs.keySet());
        for (var request : store.listToMove(needs.keySet())) {
            if (request instanceof Open open) {
                var need = Objects.requireNonNull(needs.get(request.id()));
                var area = Optional.ofNullable(known.get(Area.figuresOf(need.postcode())));
                var placed = need.place().isBlank() ? area.map(need::placedIn).orElse(need) : need;
                before.add(request);
                after.add(open.with(
                        request.ask().with(placed, area.map(Area::municipality).orElse(""))));
                missed.remove(request.id());
            }
        }
        store.replaceAll(before, after);
        desk.writeAll(after, What.CORRECTED);
        return missed;
    }

    /// What rests on these requests in the whole house, besides their own history: by
    /// `module.table.column`, in how many rows.
    public Map<HelpRequestId, Map<String, Integer>> countWhatRestsOn(Collection<HelpRequestId> ids) {
        Map<HelpRequestId, Map<String, Integer>> rests = new HashMap<>();
        pointers.count(
                        "requests.help_request",
                        ids.stream().map(HelpRequestId::value).toList())
                .forEach((id, by) -> {
                    by.remove("requests.event.request");
                    if (!by.isEmpty()) {
                        rests.put(new HelpRequestId(id), by);
                    }
                });
        return rests;
    }

    /// Takes requests away again, with their history, that a list brought, which is being undone;
    /// the database lets no other go, nor one on which something rests ([#countWhatRestsOn]).
    @Transactional
    public void removeAll(OrganisationId organisation, Collection<HelpRequestId> ids) {
        store.removeAll(organisation, ids);
    }

    /// Writes down a talk, and when one looks again.
    @Transactional
    public Moved note(HelpRequestId id, ContactNote note) {
        var found = store.findToMove(id);
        if (found.isEmpty()) {
            return new Moved.NotFound();
        }
        var request = found.get();
        store.write(
                id,
                request.holder(),
                new Contact(clock.instant(), Viewer.current().account(), note));
        var next = note.nextDate();
        return next != null && request instanceof Open ? setNextDate(id, next) : new Moved.Done(request);
    }

    /// The log of talks, the newest first.
    @Transactional(readOnly = true)
    public List<Contact> contacts(HelpRequestId id) {
        return store.contacts(id);
    }

    /// What happened so far, in order.
    @Transactional(readOnly = true)
    public List<RequestEvent> events(HelpRequestId id) {
        return store.events(id);
    }

    /// Someone of the organisation knows that who asked decides in the participant's place, by law.
    @Transactional
    public Moved confirmRepresentative(HelpRequestId id) {
        var found = store.findToMove(id);
        if (found.isEmpty()) {
            return new Moved.NotFound();
        }
        var ask = found.get().ask();
        if (ask.askedBy() == null || ask.relation() != Relation.LEGAL_REPRESENTATIVE) {
            return new Moved.NotNow(found.get());
        }
        people.relate(
                found.get().holder().organisation(), ask.participant(), ask.askedBy(), Relation.LEGAL_REPRESENTATIVE);
        return new Moved.Done(found.get());
    }

    // --- ending, and beginning again ---

    /// They no longer ask. Who asked may do this themselves, and so may the desk.
    public Moved withdraw(HelpRequestId id, String why) {
        return byWhoAskedOrTheDesk(
                id,
                request -> move(
                        id,
                        What.WITHDRAWN,
                        why,
                        (it, today) -> it instanceof Open open ? open.withdraw(why, today) : null));
    }

    @Transactional
    public Moved close(HelpRequestId id, CloseReason reason, String words) {
        return move(
                id,
                What.CLOSED,
                words,
                (it, today) -> it instanceof Open open ? open.close(reason, words, today) : null);
    }

    /// They ask again. The coordinator who reopens holds it; when a manager does, it goes back to who held it
    /// last, or to who is on duty where that one has left. Not at a branch that closed.
    @Transactional
    public Moved reopen(HelpRequestId id, LocalDate nextDate) {
        return move(
                id,
                What.REOPENED,
                "",
                (it, _) -> it instanceof Ended ended
                        ? holderAgain(ended.holder())
                                .map(holder -> ended.reopen(holder, nextDate))
                                .orElse(null)
                        : null);
    }

    private Optional<Holder> holderAgain(Holder last) {
        var viewer = Viewer.current();
        var branch = organisations.listBranches(last.organisation()).stream()
                .filter(open -> open.id().equals(last.branch()))
                .findFirst();
        if (branch.isEmpty()) {
            return Optional.empty();
        }
        if (viewer.myDesk().role() == Role.COORDINATOR) {
            return Optional.of(new Holder(last.organisation(), last.branch(), viewer.me()));
        }
        return accounts.listCoordinators(last.organisation()).stream()
                        .anyMatch(colleague -> colleague.id().equals(last.person()))
                ? Optional.of(last)
                : organisations.holderAt(branch.get());
    }

    private Moved byWhoAskedOrTheDesk(HelpRequestId id, Function<HelpRequest, Moved> step) {
        var found = look(id);
        if (found.isEmpty()) {
            return new Moved.NotFound();
        }
        var request = found.get();
        if (isMine(request, Viewer.current())) {
            return transaction.execute(_ -> step.apply(request));
        }
        if (!isOfViewer(request)) {
            return new Moved.NotFound();
        }
        return desk.at(request.holder().organisation(), request.holder().branch(), () -> step.apply(request));
    }

    /// One step, with nobody else moving the request meanwhile; null when the state does not offer it.
    private Moved move(
            HelpRequestId id, What what, String words, BiFunction<HelpRequest, LocalDate, @Nullable HelpRequest> step) {
        var found = store.findToMove(id);
        if (found.isEmpty()) {
            return new Moved.NotFound();
        }
        var before = found.get();
        var after = step.apply(before, LocalDate.now(clock));
        if (after == null || !store.replace(before, after)) {
            return new Moved.NotNow(before);
        }
        desk.write(after, what, words);
        tellIfEnded(after);
        if (before instanceof Ended && after instanceof Open) {
            events.publishEvent(new HelpRequestOpened(id));
        }
        return new Moved.Done(after);
    }

    private void tellIfEnded(HelpRequest after) {
        if (after instanceof Ended) {
            events.publishEvent(new HelpRequestEnded(after.id(), after.state()));
        }
    }

    /// As [#find], for steps that begin their transaction only when they know at whose desk.
    private Optional<HelpRequest> look(HelpRequestId id) {
        return Objects.requireNonNull(transaction.execute(_ -> store.find(id)));
    }

    /// Whether this viewer's desk is the one that may move the request.
    private static boolean isMine(HelpRequest request, Viewer viewer) {
        var mine = viewer.desk();
        return mine != null
                && mine.organisation().equals(request.holder().organisation())
                && (mine.role() == Role.MANAGER
                        || mine.branches().contains(request.holder().branch())
                        || request.holder().person().equals(viewer.account()));
    }

    /// The colleagues one can hand over to.
    @Transactional(readOnly = true)
    public List<Account> listColleagues() {
        return accounts.listCoordinators(Viewer.current().myDesk().organisation());
    }
}
