package nl.samenspel.story;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.Installation;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to an invented country around the demo town: hundreds of organisations with three years behind them, to see
/// how the product works when it is large.
///
/// Each organisation is filled in set by set, with the SQL of each module for its own tables. What runs today comes in
/// at the organisation's own desk, so that row security, triggers and limits judge it as they judge everybody; what is
/// over comes in as the jobs' role. The same scale gives the same country.
@Service
public class DemoCountry {

    /// How large.
    ///
    /// @param volunteers in all; the largest organisation has about a twentieth
    /// @param open requests that wait or run
    /// @param closed requests of three years that are over
    public record Size(int organisations, int branches, int municipalities, int volunteers, int open, int closed) {

        /// A country of this part of the whole: 250,000 volunteers at 1.
        public static Size of(double part) {
            return new Size(
                    Math.max(5, (int) Math.round(350 * Math.sqrt(part))),
                    Math.max(6, (int) Math.round(3_000 * part)),
                    Math.max(6, (int) Math.round(PLACES * Math.sqrt(part))),
                    (int) Math.round(250_000 * part),
                    (int) Math.round(150_000 * part),
                    (int) Math.round(1_000_000 * part));
        }
    }

    /// How far it is.
    ///
    /// @param part from 0 to 1
    /// @param left how long it will take still, at the pace so far
    public record Progress(double part, Duration left) {}

    private static final Logger LOG = LoggerFactory.getLogger(DemoCountry.class);

    private static final int PLACES = 331;
    private static final int FIRST_TAKEN = 26;
    private static final int TAKEN = 11;
    private static final int QUARTERS = 4;

    private static final List<String> NAMES =
            List.of("Samen", "Dichtbij", "Burenhulp", "Welkom", "Zij aan Zij", "Handen Ineen", "Aandacht");
    private static final List<String> BEFORE = List.of(
            "Ooster", "Wester", "Noorder", "Zuider", "Oude", "Nieuwe", "Groot", "Klein", "Midden", "Hoog", "Laag",
            "Water", "Zand", "Klei", "Veen", "Linden", "Elzen", "Eiken");
    private static final List<String> AFTER = List.of(
            "brugge", "veen", "dorp", "wijk", "hoek", "meer", "dam", "hout", "broek", "horst", "kerk", "land", "mond",
            "rade", "schans", "stede", "waard", "zijl", "lo");
    private static final List<List<KindOfHelp>> KINDS = List.of(
            List.of(
                    KindOfHelp.COMPANY,
                    KindOfHelp.WALKING,
                    KindOfHelp.BUDDY,
                    KindOfHelp.OUTINGS,
                    KindOfHelp.PHONE_CALLS,
                    KindOfHelp.READING_ALOUD),
            List.of(
                    KindOfHelp.GROCERIES,
                    KindOfHelp.TRANSPORT,
                    KindOfHelp.APPOINTMENTS,
                    KindOfHelp.ODD_JOBS,
                    KindOfHelp.GARDEN,
                    KindOfHelp.COMPUTER),
            List.of(KindOfHelp.PAPERWORK, KindOfHelp.LANGUAGE, KindOfHelp.HOMEWORK, KindOfHelp.CHILD_SUPPORT),
            List.of(
                    KindOfHelp.COOKING,
                    KindOfHelp.EATING_TOGETHER,
                    KindOfHelp.SPORT,
                    KindOfHelp.CREATIVE,
                    KindOfHelp.MUSIC,
                    KindOfHelp.PETS));

    private final JdbcClient db;
    private final JdbcClient jobs;
    private final TransactionTemplate transaction;
    private final TransactionTemplate jobsTransaction;
    private final Installation installation;
    private final Database database;
    private final Townspeople townspeople;
    private final Areas areas;
    private final TheFigures theFigures;
    private final Clock clock;

    DemoCountry(
            JdbcClient db,
            @Qualifier("jobs") JdbcClient jobs,
            TransactionTemplate transaction,
            @Qualifier("jobs") TransactionTemplate jobsTransaction,
            Installation installation,
            Database database,
            Townspeople townspeople,
            Areas areas,
            TheFigures theFigures,
            Clock clock) {
        this.db = db;
        this.jobs = jobs;
        this.transaction = transaction;
        this.jobsTransaction = jobsTransaction;
        this.installation = installation;
        this.database = database;
        this.townspeople = townspeople;
        this.areas = areas;
        this.theFigures = theFigures;
        this.clock = clock;
    }

    private static final UUID NOBODYS = new UUID(0, 0);

    /// Who fills in a part.
    private enum Who {
        ADMINISTRATOR,
        DESK,
        JOBS
    }

    private record Part(Who who, String module, String name) {}

    /// In this order: what others point at comes first.
    private static final List<Part> PARTS = List.of(
            new Part(Who.ADMINISTRATOR, "access", "staff"),
            new Part(Who.ADMINISTRATOR, "network", "organisation"),
            new Part(Who.DESK, "people", "people"),
            new Part(Who.DESK, "access", "volunteers"),
            new Part(Who.DESK, "volunteers", "volunteers"),
            new Part(Who.DESK, "limits", "limits"),
            new Part(Who.DESK, "requests", "what waits"),
            new Part(Who.DESK, "people", "consents of what runs"),
            new Part(Who.DESK, "matching", "asked"),
            new Part(Who.DESK, "limits", "promises"),
            new Part(Who.DESK, "matching", "said yes"),
            new Part(Who.DESK, "matches", "what runs"),
            new Part(Who.DESK, "access", "shares"),
            new Part(Who.JOBS, "requests", "what was"),
            new Part(Who.JOBS, "people", "consents of what was"),
            new Part(Who.JOBS, "matching", "what was"),
            new Part(Who.JOBS, "limits", "promises that ended"),
            new Part(Who.JOBS, "matches", "what was"),
            new Part(Who.JOBS, "visits", "visits"),
            new Part(Who.JOBS, "limits", "worked"));

    /// An invented organisation, or one of the town that grows.
    ///
    /// @param known its branches in the town, and who is on duty there
    private record Grown(
            int nr,
            UUID id,
            String name,
            Organisation.Kind kind,
            List<KindOfHelp> kinds,
            int home,
            int branches,
            int volunteers,
            List<Known> known) {

        private record Known(UUID branch, UUID coordinator, String place) {}

        UUID branch(int b) {
            return b < known.size() ? known.get(b).branch() : made("0018", b);
        }

        UUID coordinator(int b) {
            return b < known.size() ? known.get(b).coordinator() : made("0019", b);
        }

        private UUID made(String what, int b) {
            return UUID.fromString("%s-%s-8000-8000-%012x".formatted(hex(), what, b));
        }

        String hex() {
            return "c%07x".formatted(nr);
        }
    }

    /// Fills the country in around the town, which has been told.
    ///
    /// @param told is told how far it is, after each organisation
    public void fill(Size size, Consumer<Progress> told) {
        if (!installation.isDemo()) {
            throw new IllegalStateException("A country is invented only in a demo.");
        }
        var everywhere = given(size);
        run(new Part(Who.ADMINISTRATOR, "network", "country"), NOBODYS, everywhere);
        var all = organisations(size);
        var began = clock.instant();
        var done = 0L;
        // two at a time: each keeps one connection and one core of PostgreSQL busy
        try (var threads = Executors.newFixedThreadPool(2)) {
            var filling = new ExecutorCompletionService<Integer>(threads);
            all.forEach(one -> filling.submit(() -> {
                var given = given(size, one, all);
                PARTS.forEach(part -> run(part, one.id(), given));
                return one.volunteers();
            }));
            for (var i = 0; i < all.size(); i++) {
                done += filling.take().get();
                var part = done / (double) size.volunteers();
                var spent = Duration.between(began, clock.instant());
                told.accept(new Progress(
                        Math.min(1, part), Duration.ofMillis((long) (spent.toMillis() * (1 - part) / part))));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The country cannot be filled in", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the country was filled in", e);
        }
        // requests go to others only when all others are there
        all.forEach(one -> run(new Part(Who.DESK, "referrals", "asked elsewhere"), one.id(), given(size, one, all)));
        database.settle();
    }

    /// Makes the figures of its last year public. Of a whole country that takes minutes: what may be shown is proven.
    public void publishFigures() {
        theFigures.publish(QUARTERS);
    }

    private void run(Part part, UUID organisation, Map<String, String> given) {
        var began = System.nanoTime();
        var statements = InventedSql.read(part.module(), part.name(), given);
        switch (part.who()) {
            case ADMINISTRATOR -> as(Viewer.installation(), statements);
            case DESK -> as(Viewer.NOBODY.atTheWholeDesk(new OrganisationId(organisation)), statements);
            case JOBS -> jobsTransaction.executeWithoutResult(_ -> inOrder(jobs, statements));
        }
        LOG.debug("{} of {} took {} ms", part.name(), part.module(), (System.nanoTime() - began) / 1_000_000);
    }

    private void as(Viewer viewer, List<String> statements) {
        viewer.run(() -> transaction.executeWithoutResult(_ -> inOrder(db, statements)));
    }

    /// Tables that are still small are read from end to end, and foreign keys and triggers keep to the way they began
    /// with, also when the tables have grown. So here they look things up from the start.
    private static void inOrder(JdbcClient client, List<String> statements) {
        client.sql("discard plans").update();
        client.sql("set local enable_seqscan = off").update();
        statements.forEach(sql -> client.sql(sql).update());
    }

    private List<Grown> organisations(Size size) {
        var largest = (int) Math.round(size.volunteers() * 0.048);
        var weights = IntStream.range(0, size.organisations() - 1)
                .mapToDouble(k -> Math.pow(k + 4, -0.9))
                .toArray();
        var together = Arrays.stream(weights).sum();
        var all = new ArrayList<Grown>();
        all.add(ofTheTown(0, largest, size));
        var middle = size.organisations() / 4;
        for (var k = 0; k < weights.length; k++) {
            var volunteers = Math.max(12, (int) Math.round((size.volunteers() - largest) * weights[k] / together));
            if (k == middle) {
                all.add(ofTheTown(1, volunteers, size));
                continue;
            }
            var home = (int) (k * 37L % size.municipalities());
            all.add(new Grown(
                    k + 2,
                    UUID.fromString("c%07x-0000-8000-8000-000000000000".formatted(k + 2)),
                    NAMES.get(k % NAMES.size()) + " " + municipality(home) + (k < size.municipalities() ? "" : " II"),
                    Organisation.Kind.values()[k % 4],
                    KINDS.get(k % KINDS.size()),
                    home,
                    branches(size, volunteers),
                    volunteers,
                    List.of()));
        }
        return all;
    }

    private Grown ofTheTown(int nth, int volunteers, Size size) {
        var house = House.ALL.get(nth);
        var known = house.wings().stream()
                .map(wing -> new Grown.Known(
                        house.branch(wing).value(),
                        townspeople.at(house, wing).me().value(),
                        wing.municipalities().getFirst()))
                .toList();
        return new Grown(
                nth,
                house.id().value(),
                house.name(),
                house.kind(),
                house.kinds().stream().sorted().limit(8).toList(),
                0,
                Math.max(known.size(), branches(size, volunteers)),
                volunteers,
                known);
    }

    private static int branches(Size size, int volunteers) {
        return Math.max(1, (int) Math.round(size.branches() * (double) volunteers / size.volunteers()));
    }

    /// Postcodes of the town keep their own names, so some numbers are not used.
    private static int number(int municipality) {
        return municipality < FIRST_TAKEN ? municipality : municipality + TAKEN;
    }

    private static String municipality(int nth) {
        var number = number(nth);
        return BEFORE.get(number % BEFORE.size()) + AFTER.get(number / BEFORE.size());
    }

    private Map<String, String> given(Size size) {
        var given = new HashMap<String, String>();
        given.put("today", "date '%s'".formatted(LocalDate.now(clock)));
        given.put("last_place", Integer.toString(number(size.municipalities() - 1)));
        return given;
    }

    private Map<String, String> given(Size size, Grown one, List<Grown> all) {
        var given = given(size);
        var next = all.get((all.indexOf(one) + 1) % all.size());
        var share = one.volunteers() / (double) size.volunteers();
        var closed = Math.max(1, (int) Math.round(size.closed() * share));
        given.put("nr", Integer.toString(one.nr()));
        given.put("id", one.hex());
        given.put("organisation", "uuid '%s'".formatted(one.id()));
        given.put("name", one.name());
        given.put("kind", one.kind().name());
        given.put("volunteers", Integer.toString(one.volunteers()));
        given.put("open", Integer.toString(Math.max(1, (int) Math.round(size.open() * share))));
        given.put("closed", Integer.toString(closed));
        given.put("participants", Integer.toString(Math.max(1, closed * 6 / 10)));
        given.put("branch_count", Integer.toString(one.branches()));
        var every = IntStream.range(0, one.branches()).boxed().toList();
        var made = every.subList(one.known().size(), one.branches());
        given.put("branches", array("uuid", every.stream().map(one::branch)));
        given.put("holders", array("uuid", every.stream().map(one::coordinator)));
        given.put("new_branches", array("uuid", made.stream().map(one::branch)));
        given.put("new_holders", array("uuid", made.stream().map(one::coordinator)));
        given.put("new_places", array("text", made.stream().map(b -> place(size, one, b))));
        given.put(
                "new_names",
                array(
                        "text",
                        made.stream()
                                .map(b -> place(size, one, b)
                                        + (b < size.municipalities() ? "" : " " + (1 + b / size.municipalities())))));
        given.put("places_of", array("text", every.stream().map(b -> place(size, one, b))));
        given.put("postcodes", array("text", every.stream().flatMap(b -> postcodes(size, one, b))));
        given.put("kinds", array("text", one.kinds().stream()));
        given.put("bits", array("bigint", one.kinds().stream().map(kind -> 1L << kind.ordinal())));
        given.put("women", array("text", Crowd.WOMEN.stream()));
        given.put("men", array("text", Crowd.MEN.stream()));
        given.put("families", array("text", Crowd.FAMILIES.stream()));
        given.put("streets", array("text", Crowd.STREETS.stream()));
        given.put("next", "uuid '%s'".formatted(next.id()));
        given.put("next_branch", "uuid '%s'".formatted(next.branch(0)));
        return given;
    }

    private static int municipalityOf(Size size, Grown one, int branch) {
        return (one.home() + branch) % size.municipalities();
    }

    private static String place(Size size, Grown one, int branch) {
        return branch < one.known().size()
                ? one.known().get(branch).place()
                : municipality(municipalityOf(size, one, branch));
    }

    private Stream<String> postcodes(Size size, Grown one, int branch) {
        if (branch < one.known().size()) {
            var there = areas.list().stream()
                    .filter(area ->
                            area.municipality().equals(one.known().get(branch).place()))
                    .map(Area::postcode)
                    .toList();
            return IntStream.range(0, 12).mapToObj(k -> there.get(k % there.size()));
        }
        var first = 1_000 + 26 * number(municipalityOf(size, one, branch));
        return IntStream.range(0, 12).mapToObj(k -> Integer.toString(first + 2 * k));
    }

    private static String array(String type, Stream<?> all) {
        return all.map(one -> "\"" + one + "\"").collect(Collectors.joining(",", "'{", "}'::" + type + "[]"));
    }
}
