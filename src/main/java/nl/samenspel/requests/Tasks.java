package nl.samenspel.requests;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.DayParts;
import nl.samenspel.requests.HelpRequest.CloseReason;
import nl.samenspel.requests.HelpRequest.Matched;
import nl.samenspel.requests.HelpRequest.Open;
import nl.samenspel.requests.HelpRequest.Searching;
import nl.samenspel.requests.RequestEvent.What;
import nl.samenspel.requests.TaskStore.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to tasks instead of functions: dividing what is too much, too long or too many things for one volunteer.
///
/// Every part is a help request of its own, so everything that holds for a request holds for a task: a holder, a next
/// date, a volunteer who said yes, their limits.
@Service
public class Tasks {

    /// More are not looked after well any more.
    public static final int MOST = 12;

    public static final int LONGEST_TITLE = 80;

    /// The next link of a chain is looked for so many weeks before it begins.
    static final int LOOK_AHEAD_WEEKS = 6;

    private final HelpRequestStore store;
    private final TaskStore places;
    private final HelpRequests requests;
    private final RequestDesk desk;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Tasks(
            HelpRequestStore store,
            TaskStore places,
            HelpRequests requests,
            RequestDesk desk,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.places = places;
        this.requests = requests;
        this.desk = desk;
        this.events = events;
        this.clock = clock;
    }

    // --- dividing ---

    /// The ways in which the rules would divide this request; none when it is fine for one volunteer.
    ///
    /// @param mostDayParts how many parts of the week one volunteer takes at most
    public List<Split> propose(HelpRequest request, int mostDayParts) {
        return Split.propose(request.ask().need(), mostDayParts, today());
    }

    /// To begin with, where no rule says how.
    public Split otherwise(HelpRequest request) {
        return Split.otherwise(request.ask().need(), today());
    }

    /// Divides a request that waits for a volunteer in these tasks. The first stays this request; the others are new
    /// ones, with the same holder and triage, that waited as long. Whoever was asked for all of it need not answer.
    ///
    /// Nothing is changed when it does not wait for a volunteer (any more), or was changed since it was seen.
    @Transactional
    public Moved split(HelpRequestId id, List<Task> tasks, @Nullable Integer seen) {
        if (tasks.size() < 2 || tasks.size() > MOST || tasks.getFirst().afterwards()) {
            throw new IllegalArgumentException(
                    "A request is divided in 2 to %d tasks, the first of which begins by itself: %s"
                            .formatted(MOST, tasks));
        }
        var found = store.findToMove(id).orElse(null);
        if (found == null) {
            return new Moved.NotFound();
        }
        if (!(found instanceof Searching before) || (seen != null && seen != before.version())) {
            return new Moved.NotNow(found);
        }
        var place = places.find(id).orElse(null);
        int nth = place == null ? 1 : place.nth();
        var whole = place == null ? id : place.whole();
        var need = before.ask().need();
        var after = before.with(
                before.ask().with(need.as(tasks.getFirst()), before.ask().municipality()));
        if (!store.replace(before, after)) {
            return new Moved.NotNow(found);
        }
        desk.write(after, What.DIVIDED, "");
        if (place == null) {
            places.add(new Place(id, whole, 1, tasks.getFirst().title(), null, null));
        } else {
            places.rename(id, tasks.getFirst().title());
            places.shift(whole, nth, tasks.size() - 1);
        }
        events.publishEvent(new HelpRequestDivided(id));
        var last = id;
        for (var task : tasks.subList(1, tasks.size())) {
            var part = open(before, before.ask().as(task), before.together(), firstLook(before, task));
            places.add(new Place(part.id(), whole, ++nth, task.title(), task.afterwards() ? last : null, null));
            last = part.id();
        }
        if (tasks.getLast().afterwards()) {
            places.followInstead(id, last);
        }
        return new Moved.Done(after);
    }

    /// The same by hours alone: each part asks some of them. Returns the parts in that order; empty, and nothing is
    /// changed, when the request does not wait for a volunteer or these are not its hours (any more).
    @Transactional
    public List<HelpRequestId> divide(HelpRequestId id, List<Integer> hours) {
        if (!(store.findToMove(id).orElse(null) instanceof Searching before)
                || hours.size() < 2
                || hours.size() > MOST
                || hours.stream().anyMatch(part -> part < 1)
                || hours.stream().mapToInt(Integer::intValue).sum()
                        != before.ask().hoursPerWeek()) {
            return List.of();
        }
        var whole = Task.of(before.ask().need());
        split(
                id,
                hours.stream()
                        .map(part -> whole.on(
                                whole.dayParts(), shareOf(whole.dayPartsNeeded(), part, whole.hoursPerWeek()), part))
                        .toList(),
                null);
        var parts = listWhole(id).stream().map(Part::id).toList();
        int first = parts.indexOf(id);
        return parts.subList(first, first + hours.size());
    }

    /// Who does part of the hours comes on part of the week: rounded up, so that together they never come less.
    private static int shareOf(int dayParts, int hours, int ofHours) {
        return Math.max(1, (dayParts * hours + ofHours - 1) / ofHours);
    }

    /// Somebody goes along the first time: a task of one day beside this one. Not when the request is over.
    @Transactional
    public Moved askAlong(HelpRequestId besides, LocalDate on, int hours) {
        var found = store.findToMove(besides).orElse(null);
        if (found == null) {
            return new Moved.NotFound();
        }
        boolean together =
                switch (found) {
                    case Searching it -> it.together();
                    case Matched it -> it.together();
                    default -> false;
                };
        if (!(found instanceof Open open) || !(found instanceof Searching || found instanceof Matched)) {
            return new Moved.NotNow(found);
        }
        var place = places.find(besides).orElse(null);
        var whole = place == null ? besides : place.whole();
        if (place == null) {
            places.add(new Place(besides, whole, 1, "", null, null));
        }
        var that = found.ask().need();
        var parts = DayParts.of(that.dayParts().list().stream()
                .filter(one -> one.day() == on.getDayOfWeek())
                .toArray(DayParts.On[]::new));
        var task =
                new Task("", that.kind(), parts.isEmpty() ? that.dayParts() : parts, 1, hours, Set.of(), on, on, false);
        var part = open(open, open.ask().as(task), together, WorkingDays.after(today(), HelpRequests.HEAR_WITHIN));
        int nth = places.listWhole(whole).getLast().nth() + 1;
        places.add(new Place(part.id(), whole, nth, "", null, besides));
        return new Moved.Done(part);
    }

    private Searching open(Open like, Ask ask, boolean together, LocalDate next) {
        var made = new Searching(HelpRequestId.next(), 0, ask, like.holder(), next, together);
        store.add(made, UUID.randomUUID(), clock.instant());
        store.triages(like.id()).stream().findFirst().ifPresent(done -> store.write(made.id(), made.holder(), done));
        // what one meets there is the same, whoever comes
        var met = store.heaviness(Set.of(like.id())).getOrDefault(like.id(), Heaviness.NONE);
        store.noteSituations(made.id(), met.situations());
        desk.write(made, What.DIVIDED, "");
        events.publishEvent(new HelpRequestOpened(made.id()));
        return made;
    }

    /// What begins now is looked at with the rest; a later link in time to find somebody for it.
    private LocalDate firstLook(Searching before, Task task) {
        var ahead = task.from().minusWeeks(LOOK_AHEAD_WEEKS);
        return task.afterwards() && ahead.isAfter(before.nextDate()) ? ahead : before.nextDate();
    }

    // --- looking ---

    /// All parts of what this request is a part of, in order, as far as the viewer sees them. Empty when it was never
    /// divided.
    @Transactional(readOnly = true)
    public List<Part> listWhole(HelpRequestId id) {
        var place = places.find(id);
        if (place.isEmpty()) {
            return List.of();
        }
        var all = places.listWhole(place.get().whole());
        var found = store.listRequests(all.stream().map(Place::request).toList()).stream()
                .collect(Collectors.toMap(HelpRequest::id, request -> request));
        var parts = new ArrayList<Part>();
        for (var one : all) {
            var request = found.get(one.request());
            if (request != null) {
                parts.add(new Part(request, one.whole(), one.nth(), one.title(), one.follows(), one.besides()));
            }
        }
        return parts;
    }

    // --- the small group ---

    /// Whom the volunteers of a whole turn to.
    @Transactional(readOnly = true)
    public Optional<PersonId> findContact(HelpRequestId id) {
        return places.find(id).flatMap(place -> places.findContact(place.whole()));
    }

    /// One of the volunteers is whom the others turn to from now on; none means: the coordinator is.
    @Transactional
    public void setContact(HelpRequestId id, @Nullable PersonId contact) {
        places.find(id).map(Place::whole).ifPresent(whole -> {
            if (contact == null) {
                places.clearContact(whole);
            } else {
                places.setContact(whole, contact);
            }
        });
    }

    /// Everything that was asked stops, for one reason: all open parts are closed. How many there were.
    @Transactional
    public int closeAll(HelpRequestId id, CloseReason reason, String words) {
        int closed = 0;
        for (var part : listWhole(id)) {
            if (part.request() instanceof Open
                    && requests.close(part.id(), reason, words).isDone()) {
                closed++;
            }
        }
        return closed;
    }

    /// Nobody needs to go along any more.
    @EventListener
    void on(HelpRequestEnded ended) {
        for (var along : places.listBesides(ended.id())) {
            if (store.find(along.request()).orElse(null) instanceof Open) {
                requests.close(along.request(), CloseReason.SOLVED, "");
            }
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
