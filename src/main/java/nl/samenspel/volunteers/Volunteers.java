package nl.samenspel.volunteers;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.limits.Room;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Holder;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.ConsentWithdrawn;
import nl.samenspel.people.Consents;
import nl.samenspel.people.People;
import nl.samenspel.people.People.Engagement;
import nl.samenspel.people.Person;
import nl.samenspel.volunteers.Addition.Added;
import nl.samenspel.volunteers.Arrival.NobodyOnDuty;
import nl.samenspel.volunteers.Arrival.TakenIn;
import nl.samenspel.volunteers.Arrival.TakenInBefore;
import nl.samenspel.volunteers.Change.ChangedMeanwhile;
import nl.samenspel.volunteers.Change.Kept;
import nl.samenspel.volunteers.Leaving.Left;
import nl.samenspel.volunteers.Leaving.LeftBefore;
import nl.samenspel.volunteers.Leaving.StillPromised;
import nl.samenspel.volunteers.Volunteer.Status;
import nl.samenspel.volunteers.Welcoming.NotWaiting;
import nl.samenspel.volunteers.Welcoming.Welcomed;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to volunteers.
@Service
public class Volunteers {

    /// Engagements that make someone a volunteer.
    static final Set<Engagement> VOLUNTEERING =
            Set.of(Engagement.VOLUNTEER, Engagement.TRAINEE, Engagement.EMPLOYEE_VOLUNTEER);

    private static final Set<Status> HERE = Set.of(Status.APPLIED, Status.ACTIVE);

    private final VolunteerStore store;
    private final People people;
    private final Consents consents;
    private final Limits limits;
    private final Organisations organisations;
    private final Areas areas;
    private final WaysIn waysIn;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Volunteers(
            VolunteerStore store,
            People people,
            Consents consents,
            Limits limits,
            Organisations organisations,
            Areas areas,
            WaysIn waysIn,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.people = people;
        this.consents = consents;
        this.limits = limits;
        this.organisations = organisations;
        this.areas = areas;
        this.waysIn = waysIn;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// A volunteer on a list: who, what they offer, and what they could still begin.
    public record Listed(Person person, Volunteer volunteer, Room room) {}

    /// Some of many volunteers, how many there are in all, and where those of this status and kind live.
    public record Page(List<Listed> volunteers, int total, List<String> places) {

        public Page {
            volunteers = List.copyOf(volunteers);
            places = List.copyOf(places);
        }
    }

    /// A volunteer and their number: whoever came first has the lowest. It never changes and is the same for every
    /// program on this database.
    public record Numbered(int number, Volunteer volunteer) {}

    /// Takes in someone who signs up: a person, an offer, limits of their own, a way in, and a word
    /// to who is on duty; all of it or nothing. Begins its own transaction, at the desk of the
    /// branch.
    public Arrival apply(Application application) {
        var branch = organisations.findBranch(application.branch());
        var holder = branch.flatMap(organisations::holderAt);
        if (branch.isEmpty() || holder.isEmpty()) {
            return new NobodyOnDuty();
        }
        var desk = Viewer.current()
                .atTheDesk(branch.get().organisation(), branch.get().id());
        try {
            return desk.call(() -> doneIn(() -> takeIn(application, branch.get(), holder.get())));
        } catch (DuplicateKeyException e) {
            if (desk.call(() -> doneIn(() -> store.find(application.person()))).isPresent()) {
                return new TakenInBefore();
            }
            throw e;
        }
    }

    private Arrival takeIn(Application application, Branch branch, Holder holder) {
        if (store.find(application.person()).isPresent()) {
            return new TakenInBefore();
        }
        var person = recordOf(application, branch.organisation());
        if (store.find(person.id()).isPresent()) {
            return new Arrival.AlreadyVolunteer();
        }
        var volunteer = Volunteer.applying(
                person.id(),
                branch.organisation(),
                branch.id(),
                LocalDate.now(clock),
                application.offer().byOthers(false));
        store.add(volunteer, null);
        limits.set(new OwnLimits(person.id(), application.hoursPerWeek(), application.matchesAtATime(), null));
        waysIn.mailLink(waysIn.open(person, application.language()), branch, "volunteers.mail.applied");
        waysIn.tell(holder, volunteer);
        return new TakenIn(branch);
    }

    /// One person, many roles: who is known here already as themselves keeps the record they have.
    private Person recordOf(Application application, OrganisationId organisation) {
        var known = people.list(Viewer.current().persons(), Purpose.RECORD).values().stream()
                .filter(mine -> mine.organisation().equals(organisation))
                .findFirst();
        return known.orElseGet(() -> {
            var person = new Person(
                    application.person(),
                    organisation,
                    null,
                    application.givenName(),
                    application.familyName(),
                    application.email(),
                    application.phone(),
                    application.postcode(),
                    application.place(),
                    "",
                    application.gender(),
                    application.languages());
            people.add(person);
            return person;
        });
    }

    /// Makes a person of the organisation its volunteer. Their limits are set by [Limits#set].
    @Transactional
    public Addition add(Volunteer volunteer) {
        if (store.find(volunteer.person()).isPresent()) {
            return new Addition.AlreadyVolunteer();
        }
        if (people.listEngagements(volunteer.person()).stream().anyMatch(Engagement::isPaid)) {
            return new Addition.PaidHere();
        }
        store.add(volunteer, volunteer.offer().byOthers() ? consent(volunteer) : null);
        if (volunteer.status() == Status.ACTIVE) {
            engage(volunteer, volunteer.since());
        }
        return new Added();
    }

    /// The same for many of the viewer's organisation: a list that comes in.
    ///
    /// @return who was not added, and why
    @Transactional
    public Map<PersonId, Addition> addAll(OrganisationId organisation, Collection<Volunteer> volunteers) {
        var ids = volunteers.stream().map(Volunteer::person).toList();
        var known = store.list(ids).stream().map(Volunteer::person).collect(Collectors.toSet());
        Map<PersonId, Set<Engagement>> engaged = people.listEngaged(ids).stream()
                .filter(one -> one.until() == null)
                .collect(Collectors.groupingBy(
                        People.Engaged::person, Collectors.mapping(People.Engaged::kind, Collectors.toSet())));
        Map<PersonId, Addition> refused = new HashMap<>();
        List<Volunteer> added = new ArrayList<>();
        Map<PersonId, LocalDate> begin = new HashMap<>();
        for (var one : volunteers) {
            var kinds = engaged.getOrDefault(one.person(), Set.of());
            if (known.contains(one.person())) {
                refused.put(one.person(), new Addition.AlreadyVolunteer());
            } else if (kinds.stream().anyMatch(Engagement::isPaid)) {
                refused.put(one.person(), new Addition.PaidHere());
            } else if (one.offer().byOthers()) {
                add(one); // with a consent of their own
            } else {
                added.add(one);
                if (one.status() == Status.ACTIVE && kinds.stream().noneMatch(VOLUNTEERING::contains)) {
                    begin.put(one.person(), one.since());
                }
            }
        }
        if (!added.isEmpty()) {
            store.addAll(organisation, added);
            people.engageAll(organisation, begin, Engagement.VOLUNTEER);
        }
        return refused;
    }

    /// The same as [#change] for many of the viewer's organisation: a list that comes in.
    ///
    /// @return who somebody else changed meanwhile; nothing of theirs was kept
    @Transactional
    public Set<PersonId> changeAll(OrganisationId organisation, Collection<Volunteer> volunteers) {
        var before = byPerson(
                store.holdAll(volunteers.stream().map(Volunteer::person).toList()));
        Set<PersonId> meanwhile = new HashSet<>();
        List<Volunteer> changed = new ArrayList<>();
        List<Volunteer> trained = new ArrayList<>();
        for (var one : volunteers) {
            var was = before.get(one.person());
            if (was == null || was.version() != one.version()) {
                meanwhile.add(one.person());
            } else if (was.status() != one.status()) {
                throw new IllegalArgumentException("Where a volunteer stands does not change with their record.");
            } else if (was.offer().byOthers() != one.offer().byOthers()) {
                change(one); // with a consent of their own
            } else {
                changed.add(one);
                if (!was.trainings().equals(one.trainings())) {
                    trained.add(one);
                }
            }
        }
        if (!changed.isEmpty()) {
            store.replaceAll(organisation, changed);
        }
        if (!trained.isEmpty()) {
            store.replaceTrainings(organisation, trained);
        }
        return meanwhile;
    }

    /// Takes volunteers away again whom a list made so, which is being undone: they never were.
    /// Their records as people stay, and so do their limits: see [Limits#removeAll]. The database
    /// lets no others go.
    @Transactional
    public void removeAll(OrganisationId organisation, Collection<PersonId> persons) {
        store.removeAll(organisation, persons);
        people.neverEngaged(organisation, persons, Engagement.VOLUNTEER);
    }

    /// Keeps a changed record, unless someone else changed it since this version was read. What status they have is
    /// not changed here: see [#welcome], [#leave] and [#takeBack].
    @Transactional
    public Change change(Volunteer volunteer) {
        var before = store.hold(volunteer.person());
        if (before.isEmpty() || before.get().version() != volunteer.version()) {
            return new ChangedMeanwhile();
        }
        var was = before.get();
        if (was.status() != volunteer.status()) {
            throw new IllegalArgumentException("Where a volunteer stands does not change with their record.");
        }
        save(volunteer);
        if (!was.trainings().equals(volunteer.trainings())) {
            store.replaceTrainings(volunteer);
        }
        return new Kept();
    }

    /// They met: from today they may be asked.
    @Transactional
    public Welcoming welcome(PersonId person) {
        var volunteer = store.hold(person).filter(one -> one.status() == Status.APPLIED);
        if (volunteer.isEmpty()) {
            return new NotWaiting();
        }
        if (people.listEngagements(person).stream().anyMatch(Engagement::isPaid)) {
            return new Welcoming.PaidHere();
        }
        engage(volunteer.get(), LocalDate.now(clock));
        save(volunteer.get().welcomed(LocalDate.now(clock)));
        return new Welcomed();
    }

    /// They stop, or it went no further. Whoever counts on them is first told kindly: that ends in `matches`.
    @Transactional
    public Leaving leave(PersonId person) {
        var volunteer = store.hold(person).filter(one -> one.status() != Status.LEFT);
        if (volunteer.isEmpty()) {
            return new LeftBefore();
        }
        var promised =
                limits.room(List.of(person)).getOrDefault(person, Room.NONE).placesTaken();
        if (promised > 0) {
            return new StillPromised(promised);
        }
        save(volunteer.get().left(LocalDate.now(clock)));
        VOLUNTEERING.forEach(kind -> people.disengage(person, kind));
        waysIn.close(person);
        return new Left();
    }

    /// Someone who left would like to begin again. Returns whether they had left.
    @Transactional
    public boolean takeBack(PersonId person) {
        var volunteer = store.hold(person).filter(one -> one.status() == Status.LEFT);
        volunteer.ifPresent(one -> {
            save(one.returned(LocalDate.now(clock)));
            waysIn.reopen(person);
        });
        return volunteer.isPresent();
    }

    /// What a volunteer offers and showed. Tells no name: no look.
    @Transactional(readOnly = true)
    public Optional<Volunteer> find(PersonId person) {
        return store.find(person);
    }

    /// The offers of these people, as far as they are volunteers.
    @Transactional(readOnly = true)
    public List<Volunteer> list(Collection<PersonId> persons) {
        return store.list(persons);
    }

    /// All volunteers of an organisation who have not left. Tells no names: no look.
    @Transactional(readOnly = true)
    public List<Volunteer> list(OrganisationId organisation) {
        return store.list(organisation, HERE);
    }

    /// A page of volunteers in the order of their names; who is on it is looked at.
    ///
    /// @param status where they stand; null is everyone who has not left
    /// @param kind what they do; null is anything
    /// @param place where they live; empty is everywhere
    /// @param name part of a name; empty is everyone
    @Transactional
    public Page listPage(
            OrganisationId organisation,
            @Nullable Status status,
            @Nullable KindOfHelp kind,
            String place,
            String name,
            int skip,
            int most) {
        var among = store.listPersons(organisation, status == null ? HERE : Set.of(status), kind);
        var page = people.listPage(among, name, place, skip, most, Purpose.RECORD);
        var ids = page.people().stream().map(Person::id).toList();
        var offers = byPerson(store.list(ids));
        var rooms = limits.room(ids);
        return new Page(
                page.people().stream()
                        .flatMap(person -> Optional.ofNullable(offers.get(person.id())).stream()
                                .map(offer -> new Listed(person, offer, rooms.getOrDefault(person.id(), Room.NONE))))
                        .toList(),
                page.total(),
                page.places());
    }

    /// Active volunteers whose name looks like this, for looking someone up; whoever is found is looked at.
    @Transactional
    public List<Person> search(OrganisationId organisation, String name, int most, Purpose purpose) {
        return people.listPage(store.listPersons(organisation, Set.of(Status.ACTIVE), null), name, "", 0, most, purpose)
                .people();
    }

    /// Everyone who may be asked, with all that choosing needs, in the order of their numbers: two queries, however
    /// many they are. Not a look: whoever shows one of them to somebody logs that.
    @Transactional(readOnly = true)
    public List<Willing> listForMatching(OrganisationId organisation) {
        return willing(store.list(organisation, Set.of(Status.ACTIVE)));
    }

    /// The same for these people, as far as they may be asked, in the order of their numbers.
    @Transactional(readOnly = true)
    public List<Willing> listForMatching(Collection<PersonId> persons) {
        return willing(store.list(persons).stream()
                .filter(one -> one.status() == Status.ACTIVE)
                .toList());
    }

    /// How many may be asked.
    @Transactional(readOnly = true)
    public int countActive(OrganisationId organisation) {
        return store.count(organisation, Status.ACTIVE);
    }

    /// Volunteers of all organisations by rising number. For a program that keeps only numbers of it: read with the
    /// jobs' role, not on anybody's behalf, and shown to nobody.
    ///
    /// @param after begin behind this number
    public List<Numbered> listNumbered(int after, int most) {
        return store.listNumbered(after, most);
    }

    /// The same for these people, as far as they are or were volunteers.
    public List<Numbered> listNumbered(Collection<PersonId> persons) {
        return store.listNumbered(persons);
    }

    private List<Willing> willing(List<Volunteer> active) {
        var facts = people.listFacts(active.stream().map(Volunteer::person).toList());
        return active.stream()
                .flatMap(volunteer -> Optional.ofNullable(facts.get(volunteer.person())).stream()
                        .map(known -> new Willing(
                                known.id(),
                                known.givenName(),
                                known.familyName(),
                                volunteer.organisation(),
                                volunteer.branch(),
                                known.postcode(),
                                known.gender(),
                                known.languages(),
                                volunteer.offer(),
                                volunteer.vog(),
                                volunteer.trainings())))
                .toList();
    }

    /// How many volunteers each organisation has today. Counted over all of them, as the jobs' role.
    public Map<OrganisationId, Integer> countActive() {
        return store.countActive();
    }

    /// How many volunteers of these branches do this kind of help, and could begin something today.
    /// For the directory: counted at all organisations, and shown to nobody as a number.
    public Map<BranchId, Integer> countReady(Collection<BranchId> branches, KindOfHelp kind) {
        var doing = store.listDoing(branches, kind, LocalDate.now(clock));
        var rooms = limits.roomOfAnyone(
                doing.values().stream().flatMap(Collection::stream).toList());
        return doing.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, branch -> (int) branch.getValue().stream()
                        .filter(one -> rooms.getOrDefault(one, Room.NONE).isFree())
                        .count()));
    }

    /// How far each active volunteer can be counted on, for sums. Four queries, however many they are.
    @Transactional(readOnly = true)
    public List<Reach> listReach(OrganisationId organisation) {
        var willing = listForMatching(organisation);
        var rooms = limits.room(willing.stream().map(Willing::person).toList());
        var known = areas.list(willing.stream().map(Willing::postcode).collect(Collectors.toSet()));
        return willing.stream()
                .map(one -> {
                    var postcode = Area.figuresOf(one.postcode());
                    var area = known.get(postcode);
                    return new Reach(
                            area == null ? null : area.middle(),
                            postcode,
                            area == null ? "" : area.municipality(),
                            one.offer().radiusMetres(),
                            one.offer().skills(),
                            rooms.getOrDefault(one.person(), Room.NONE).isFree());
                })
                .toList();
    }

    /// How many wait to be met.
    @Transactional(readOnly = true)
    public int countWaiting(OrganisationId organisation) {
        return store.count(organisation, Status.APPLIED);
    }

    /// Mails a volunteer a link to come in. Returns false, and sends nothing, where there is no address.
    @Transactional
    public boolean mailWayIn(PersonId person) {
        var account = people.find(person, Purpose.RECORD).map(known -> waysIn.open(known, "nl"));
        var branch = store.find(person).map(Volunteer::branch).flatMap(organisations::findBranch);
        if (branch.isEmpty() || account.isEmpty() || account.get().mailAddress().isEmpty()) {
            return false;
        }
        waysIn.mailLink(account.get(), branch.get(), "volunteers.mail.invited");
        return true;
    }

    /// A code on paper, for a volunteer without mail. Empty for who has mail: a link there cannot
    /// be read by others.
    @Transactional
    public Optional<PrintedCode> printWayIn(PersonId person) {
        return store.find(person)
                .flatMap(_ -> people.find(person, Purpose.RECORD))
                .flatMap(known -> waysIn.print(waysIn.open(known, "nl")));
    }

    private void save(Volunteer volunteer) {
        if (!store.replace(volunteer, byOthers(volunteer))) {
            throw new IllegalStateException(
                    "Volunteer %s is held, but was changed all the same.".formatted(volunteer.person()));
        }
    }

    /// Taken back somewhere else than on the page of their offer.
    @EventListener
    void on(ConsentWithdrawn withdrawn) {
        if (withdrawn.purpose() == Consents.Purpose.BE_CALLED_ON_BY_OTHERS) {
            store.forgetByOthersConsent(withdrawn.consent());
        }
    }

    /// The consent on which others may ask them: given or taken back when they change their mind.
    private @Nullable UUID byOthers(Volunteer volunteer) {
        var standing = store.findByOthersConsent(volunteer.person());
        if (volunteer.offer().byOthers()) {
            return standing.orElseGet(() -> consent(volunteer));
        }
        standing.ifPresent(consents::withdraw);
        return null;
    }

    private UUID consent(Volunteer volunteer) {
        return consents.give(
                volunteer.organisation(),
                volunteer.person(),
                Consents.Purpose.BE_CALLED_ON_BY_OTHERS,
                null,
                volunteer.person(),
                !Viewer.current().persons().contains(volunteer.person()));
    }

    private void engage(Volunteer volunteer, LocalDate since) {
        if (people.listEngagements(volunteer.person()).stream().noneMatch(VOLUNTEERING::contains)) {
            people.engage(volunteer.organisation(), volunteer.person(), Engagement.VOLUNTEER, since);
        }
    }

    private <T> T doneIn(java.util.function.Supplier<T> work) {
        var done = transaction.execute(_ -> work.get());
        if (done == null) {
            throw new IllegalStateException("The work gave nothing back.");
        }
        return done;
    }

    private static Map<PersonId, Volunteer> byPerson(List<Volunteer> volunteers) {
        return volunteers.stream().collect(Collectors.toMap(Volunteer::person, Function.identity()));
    }
}
