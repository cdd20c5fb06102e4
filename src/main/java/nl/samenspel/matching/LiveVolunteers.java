package nl.samenspel.matching;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.Room;
import nl.samenspel.matching.engine.Exclusions;
import nl.samenspel.matching.engine.Index;
import nl.samenspel.matching.engine.LiveIndex;
import nl.samenspel.matching.engine.Requests;
import nl.samenspel.matching.engine.Weights;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Point;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.People;
import nl.samenspel.people.People.Traits;
import nl.samenspel.requests.Wanted;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteer.Status;
import nl.samenspel.volunteers.Volunteers;
import nl.samenspel.volunteers.Volunteers.Numbered;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// All volunteers who may be asked, of all organisations, as the engine's numbers in memory: who is nearest to a
/// request is found in microseconds. It holds no names, and what it finds is only a hint: whoever shows somebody reads
/// them from the database again, as the viewer.
///
/// It follows the database. Triggers on all rows that count notify at the commit, whichever way a row was changed;
/// each program on the database listens and reads again whoever was named. Whoever asks first waits until everything
/// that was committed before the question has been taken in ([#current]): notifications come in the order of commits,
/// so a notification of one's own that comes back says that all earlier ones have been dealt with.
///
/// While it is still reading, and whenever it cannot follow, there is no answer, and the door looks into the database
/// as it would without. What depends on the day, a pause or a certificate, is read anew every day.
@Component
class LiveVolunteers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveVolunteers.class);

    private static final String CHANNEL = "volunteer_changed";
    private static final String AREA = "area ";
    private static final String SEEN = "seen ";

    /// Volunteers read in one go.
    private static final int AT_ONCE = 5_000;

    /// How often the log tells how far the reading is.
    private static final int TOLD_EVERY = 50_000;

    /// Certificates that lapse later than this do not count yet; whoever asks about days beyond, is not answered.
    private static final int DAYS_AHEAD = 400;

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MILLIS_TO_LISTEN = 500;

    /// A line that broke without a word is silent for ever: after so many times of hearing nothing it is tried.
    private static final int TIMES_SILENT = 10;

    private static final int SECONDS_TO_ANSWER = 2;
    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofSeconds(2);
    private static final int THE_REQUEST = 0;

    private final Volunteers volunteers;
    private final People people;
    private final Limits limits;
    private final Areas areas;
    private final DataSource database;
    private final JdbcClient jobs;
    private final Clock clock;
    private final boolean wanted;

    private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private volatile @Nullable Held held;
    private volatile @Nullable Thread follower;

    LiveVolunteers(
            Volunteers volunteers,
            People people,
            Limits limits,
            Areas areas,
            @Qualifier("jobs") DataSource database,
            @Qualifier("jobs") JdbcClient jobs,
            Clock clock,
            @Value("${samenspel.volunteers-in-memory:true}") boolean wanted) {
        this.volunteers = volunteers;
        this.people = people;
        this.limits = limits;
        this.areas = areas;
        this.database = database;
        this.jobs = jobs;
        this.clock = clock;
        this.wanted = wanted;
    }

    /// What is in memory, as read on one day.
    private record Held(LocalDate day, LiveIndex index, Names names) {}

    /// Who the numbers are.
    private record Names(Numbers numbers, Map<Integer, Known> byNumber, Map<PersonId, Integer> numberOf) {

        Names() {
            this(new Numbers(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    /// @param area the four figures of their postcode, or what there is of it
    private record Known(PersonId person, OrganisationId organisation, String area) {}

    /// What is known of all volunteers at one moment.
    static final class Moment {

        private final Held held;
        private final Index index;

        private Moment(Held held) {
            this.held = held;
            index = held.index.now();
        }

        /// The ten whom the request's organisation had best ask, best first. Empty when the day is too
        /// far away to know.
        ///
        /// @param start the day the help can begin
        /// @param apart who must not be proposed
        Optional<List<PersonId>> topTen(Wanted wanted, LocalDate start, Collection<PersonId> apart, Weights weights) {
            if (isTooFarAway(start)) {
                return Optional.empty();
            }
            return Optional.of(
                    index
                            .topTen(held.names.numbers.request(wanted, start), THE_REQUEST, exclusions(apart), weights)
                            .stream()
                            .map(found -> known(found.volunteer()).person())
                            .toList());
        }

        /// At which other organisations people fit who agreed to be asked by others, and how many.
        Map<OrganisationId, Integer> countElsewhere(Wanted wanted, LocalDate start, Collection<PersonId> apart) {
            if (isTooFarAway(start)) {
                return Map.of();
            }
            return IntStream.of(everyone(held.names.numbers.requestOfOthers(wanted, start), apart))
                    .mapToObj(number -> known(number).organisation())
                    .filter(organisation -> !organisation.equals(wanted.organisation()))
                    .collect(Collectors.toMap(organisation -> organisation, _ -> 1, Integer::sum));
        }

        /// Everyone of the request's organisation who fits.
        Set<PersonId> everyone(Wanted wanted, LocalDate start) {
            return IntStream.of(everyone(held.names.numbers.request(wanted, start), List.of()))
                    .mapToObj(number -> known(number).person())
                    .collect(Collectors.toSet());
        }

        private int[] everyone(Requests request, Collection<PersonId> apart) {
            return index.everyone(request, THE_REQUEST, exclusions(apart));
        }

        private boolean isTooFarAway(LocalDate start) {
            return start.isAfter(held.day.plusDays(DAYS_AHEAD));
        }

        private Exclusions exclusions(Collection<PersonId> apart) {
            var exclusions = new Exclusions.Builder();
            apart.stream()
                    .map(held.names.numberOf::get)
                    .filter(Objects::nonNull)
                    .forEach(number -> exclusions.add(THE_REQUEST, number));
            return exclusions.build();
        }

        private Known known(int number) {
            return Objects.requireNonNull(held.names.byNumber.get(number), "who " + number + " is");
        }
    }

    /// Everything that was committed until now. Empty while it is still reading, or when it cannot follow.
    Optional<Moment> current() {
        var now = held;
        if (now == null || follower == null || !now.day.equals(LocalDate.now(clock))) {
            return Optional.empty();
        }
        var word = UUID.randomUUID().toString();
        var seen = new CompletableFuture<Void>();
        waiting.put(word, seen);
        try {
            jobs.sql("select pg_notify(:channel, :word)")
                    .param("channel", CHANNEL)
                    .param("word", SEEN + word)
                    .query((_, _) -> true)
                    .single();
            seen.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.ofNullable(held).map(Moment::new);
        } catch (TimeoutException | ExecutionException | DataAccessException e) {
            LOG.warn("The volunteers in memory do not keep up: {}", e.toString());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            waiting.remove(word);
        }
    }

    /// What was read last, whether it is still so or not.
    Optional<Moment> asRead() {
        return Optional.ofNullable(held).map(Moment::new);
    }

    @Override
    public synchronized void start() {
        if (follower == null) {
            var thread =
                    Thread.ofPlatform().daemon().name("volunteers-in-memory").unstarted(this::follow);
            follower = thread;
            thread.start();
        }
    }

    @Override
    public void stop() {
        var thread = follower;
        follower = null;
        if (thread != null) {
            try {
                thread.join(Duration.ofMillis(4L * MILLIS_TO_LISTEN));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return follower != null;
    }

    /// Not for a command that is done in a second: it asks the database.
    @Override
    public boolean isAutoStartup() {
        return wanted;
    }

    private boolean isFollowing() {
        return Thread.currentThread().equals(follower);
    }

    private void follow() {
        while (isFollowing()) {
            try (var connection = database.getConnection()) {
                try {
                    listen(connection);
                } finally {
                    held = null;
                    silence(connection);
                }
            } catch (SQLException | RuntimeException e) { // whatever it was, reading everything again puts it right
                if (isFollowing()) {
                    LOG.warn("The volunteers in memory cannot follow the database; trying again: {}", e.toString());
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BEFORE_TRYING_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// First listens, then reads: what changes meanwhile is heard, and read once more.
    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        var notifications = connection.unwrap(PGConnection.class);
        read();
        var silent = 0;
        while (isFollowing()) {
            var heard = notifications.getNotifications(MILLIS_TO_LISTEN);
            if (heard != null && heard.length > 0) {
                takeIn(heard);
                silent = 0;
            } else if (++silent % TIMES_SILENT == 0 && !connection.isValid(SECONDS_TO_ANSWER)) {
                throw new SQLException("Nothing is heard and nothing answers.");
            }
            if (held == null || !held.day.equals(LocalDate.now(clock))) {
                read();
            }
        }
    }

    private static void silence(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("unlisten *");
        } catch (SQLException e) {
            LOG.debug("A connection that is lost needs no silence", e);
        }
    }

    private void takeIn(PGNotification[] heard) {
        var changed = new LinkedHashSet<PersonId>();
        var moved = new HashSet<String>();
        var seen = new ArrayList<String>();
        for (var notification : heard) {
            var said = notification.getParameter();
            if (said.startsWith(SEEN)) {
                seen.add(said.substring(SEEN.length()));
            } else if (said.startsWith(AREA)) {
                moved.add(said.substring(AREA.length()));
            } else {
                changed.add(new PersonId(UUID.fromString(said)));
            }
        }
        if (!moved.isEmpty()) {
            Objects.requireNonNull(held).names.byNumber.values().stream()
                    .filter(known -> moved.contains(known.area()))
                    .forEach(known -> changed.add(known.person()));
        }
        inParts(List.copyOf(changed)).forEach(this::takeIn);
        // only now: whoever waits may rely on what was said before
        seen.stream().map(waiting::get).filter(Objects::nonNull).forEach(one -> one.complete(null));
    }

    private static Stream<List<PersonId>> inParts(List<PersonId> all) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + AT_ONCE)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + AT_ONCE)));
    }

    private void takeIn(Collection<PersonId> changed) {
        var now = Objects.requireNonNull(held);
        var versions = new TreeMap<Integer, List<Version>>();
        changed.stream()
                .map(now.names.numberOf::get)
                .filter(Objects::nonNull)
                .forEach(number -> versions.put(number, List.of()));
        versions.putAll(versions(volunteers.listNumbered(changed), now.names, now.day));
        var ones = new TreeMap<Integer, nl.samenspel.matching.engine.Volunteers>();
        versions.forEach((number, some) -> {
            var builder = now.names.numbers.volunteers(some.size());
            some.forEach(one -> one.tell(now.names.numbers, builder));
            ones.put(number, builder.build());
        });
        now.index.change(ones);
    }

    /// Reads all volunteers of all organisations.
    void read() {
        long began = System.nanoTime();
        var today = LocalDate.now(clock);
        var names = new Names();
        var all = new TreeMap<Integer, List<Version>>();
        int last = 0;
        int count = 0;
        for (var next = volunteers.listNumbered(last, AT_ONCE);
                !next.isEmpty();
                next = volunteers.listNumbered(last, AT_ONCE)) {
            all.putAll(versions(next, names, today));
            last = next.getLast().number();
            if ((count + next.size()) / TOLD_EVERY > count / TOLD_EVERY) {
                LOG.info("Reading volunteers into memory: {} so far", count + next.size());
            }
            count += next.size();
        }
        var numbers = all.entrySet().stream()
                .flatMapToInt(one -> one.getValue().stream().mapToInt(_ -> one.getKey()))
                .toArray();
        var builder = names.numbers.volunteers(numbers.length);
        all.values().forEach(ones -> ones.forEach(one -> one.tell(names.numbers, builder)));
        held = new Held(today, new LiveIndex(Index.of(builder.build(), numbers, Weights.DEFAULT)), names);
        LOG.info(
                "{} volunteers are in memory, read in {} ms",
                all.size(),
                Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    /// Somebody, for help that starts on certain days.
    private record Version(Someone someone, int firstStart, int lastStart) {

        void tell(Numbers numbers, nl.samenspel.matching.engine.Volunteers.Builder builder) {
            numbers.tell(someone, builder);
            var from = someone.availableFrom();
            builder.availableFrom(from == null ? firstStart : Math.max(firstStart, Numbers.day(from)))
                    .lastStart(lastStart);
        }
    }

    /// By number, what there is to know of each who may be asked: several versions where something begins or lapses.
    private Map<Integer, List<Version>> versions(List<Numbered> listed, Names names, LocalDate today) {
        var active = listed.stream()
                .filter(one -> one.volunteer().status() == Status.ACTIVE)
                .toList();
        var ids = active.stream().map(one -> one.volunteer().person()).toList();
        var traits = people.listTraits(ids);
        var rooms = limits.roomOfAnyone(ids);
        var homes = areas.list(traits.values().stream().map(Traits::postcode).collect(Collectors.toSet()));
        var versions = new TreeMap<Integer, List<Version>>();
        for (var one : active) {
            var person = one.volunteer().person();
            var known = traits.get(person);
            if (known != null) {
                versions.put(
                        one.number(),
                        versions(
                                one.volunteer(),
                                known,
                                rooms.getOrDefault(person, Room.NONE),
                                Pool.home(homes, known.postcode()),
                                today));
                names.byNumber.put(
                        one.number(), new Known(person, one.volunteer().organisation(), Pool.area(known.postcode())));
                names.numberOf.put(person, one.number());
            }
        }
        versions.values()
                .forEach(ones ->
                        names.numbers.meet(ones.stream().map(Version::someone).toList()));
        return versions;
    }

    private static List<Version> versions(
            Volunteer volunteer, Traits traits, Room room, @Nullable Point home, LocalDate today) {
        var turns = turns(volunteer, today);
        var versions = new ArrayList<Version>();
        for (int i = 0; i < turns.size(); i++) {
            versions.add(new Version(
                    someone(volunteer, traits, room, home, volunteer.qualifiedOn(turns.get(i))),
                    i == 0 ? Integer.MIN_VALUE : Numbers.day(turns.get(i)),
                    i == turns.size() - 1 ? Integer.MAX_VALUE : Numbers.day(turns.get(i + 1)) - 1));
        }
        return versions;
    }

    /// Today, and the days ahead on which other qualifications count than the day before.
    private static List<LocalDate> turns(Volunteer volunteer, LocalDate today) {
        var days = new TreeSet<LocalDate>();
        var vog = volunteer.vog();
        if (vog != null) {
            days.add(vog.seenOn());
            days.add(vog.againOn());
        }
        volunteer.trainings().forEach(training -> {
            days.add(training.obtainedOn());
            if (training.validUntil() != null) {
                days.add(training.validUntil().plusDays(1));
            }
        });
        return Stream.concat(
                        Stream.of(today), days.tailSet(today, false).headSet(today.plusDays(DAYS_AHEAD), true).stream())
                .toList();
    }

    private static Someone someone(
            Volunteer volunteer, Traits traits, Room room, @Nullable Point home, Set<Qualification> qualifications) {
        return Pool.someone(
                volunteer.person(),
                "",
                volunteer.organisation(),
                volunteer.branch(),
                traits.languages(),
                traits.gender(),
                volunteer.offer(),
                qualifications,
                room,
                home,
                volunteer.offer().byOthers() && traits.byOthers());
    }
}
