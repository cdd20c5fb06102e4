package nl.samenspel.referrals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.Samenspel;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.SignInDesk;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.DurableServer;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.Consents;
import nl.samenspel.people.Person.Language;
import nl.samenspel.referrals.Referral.Way;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequest.CloseReason;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Intake;
import nl.samenspel.requests.Moved;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.Reception;
import nl.samenspel.requests.RequestFilter;
import nl.samenspel.requests.Triage;
import nl.samenspel.requests.Triaged;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Coordinators and participants who do whatever comes into their heads, several at once, in a program of its own that
/// a test may kill. Told `seed millis` on its input, it does that and says `done`; what the doors said is done it
/// writes
/// down as `kept <request> <version>`, and what no door should say as `trouble`.
@NullMarked
public final class Writer {

    private static final int ACTORS = 4;

    private final Referrals referrals;
    private final ReferralStore store;
    private final HelpRequests requests;
    private final Reception reception;
    private final Consents consents;
    private final JdbcClient jobs;
    private final Clock clock;
    private final List<Team> teams;
    private final List<List<PersonId>> participants;

    private Writer(Beans beans, List<Team> teams, List<List<PersonId>> participants) {
        this.referrals = beans.referrals();
        this.store = beans.store();
        this.requests = beans.requests();
        this.reception = beans.reception();
        this.consents = beans.consents();
        this.jobs = beans.jobs();
        this.clock = beans.clock();
        this.teams = teams;
        this.participants = participants;
    }

    public static void main(String[] arguments) throws IOException {
        var context = new SpringApplicationBuilder(Samenspel.class, Beans.Configured.class)
                .properties(
                        "test.database=" + arguments[0],
                        "server.port=0",
                        "samenspel.volunteers-in-memory=false",
                        "logging.level.root=off")
                .initializers(it -> it.getBeanFactory().registerSingleton("testsStayOut", new NotTests()))
                .run();
        var beans = context.getBean(Beans.class);
        var writer = beans.begin();
        say("ready");
        try (var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var words = line.split(" ", -1);
                writer.run(Long.parseLong(words[0]), Long.parseLong(words[1]));
                say("done");
            }
        }
        System.exit(0);
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private void run(long seed, long millis) {
        var until = System.nanoTime() + millis * 1_000_000;
        try (var threads = Executors.newFixedThreadPool(ACTORS)) {
            for (var actor = 0; actor < ACTORS; actor++) {
                var chance = new Random(seed * 31 + actor);
                threads.execute(() -> {
                    while (System.nanoTime() < until) {
                        try {
                            step(chance);
                        } catch (RuntimeException e) {
                            say("trouble " + e.toString().lines().findFirst().orElse(""));
                        }
                    }
                });
            }
        }
    }

    private void step(Random chance) {
        var which = chance.nextInt(teams.size());
        var team = teams.get(which);
        var viewer = team.viewer();
        switch (chance.nextInt(14)) {
            case 0 -> ask(team, oneOf(participants.get(which), chance));
            case 1, 2, 3 -> some(team, chance).ifPresent(id -> refer(team, id, chance));
            case 4, 5, 6 ->
                viewer.call(referrals::listIncoming).stream()
                        .skip(chance.nextInt(2))
                        .findFirst()
                        .ifPresent(one -> kept(team, one, viewer.call(() -> referrals.accept(one.id()))));
            case 7 ->
                viewer.call(referrals::listIncoming).stream()
                        .findFirst()
                        .ifPresent(one ->
                                kept(team, one, viewer.call(() -> referrals.reject(one.id(), Reason.CAPACITY, ""))));
            case 8 ->
                viewer.call(referrals::listOutgoing).stream()
                        .findFirst()
                        .ifPresent(one -> kept(team, one, viewer.call(() -> referrals.takeBack(one.id()))));
            case 9 ->
                some(team, chance).ifPresent(id -> {
                    var today = LocalDate.now(clock);
                    kept(viewer.call(() -> requests.setNextDate(id, today.plusDays(chance.nextInt(9)))));
                });
            case 10 ->
                some(team, chance).ifPresent(id -> {
                    var triaged = viewer.call(() -> requests.triage(
                            id, new Triage(Set.of(), true, Set.of(), new Triage.ByVolunteer(), "", 1, Set.of())));
                    if (triaged instanceof Triaged.Decided(var now)) {
                        kept(now);
                    }
                });
            case 11 -> {
                if (chance.nextInt(4) == 0) {
                    some(team, chance)
                            .ifPresent(id -> kept(viewer.call(() -> requests.close(id, CloseReason.SOLVED, ""))));
                } else {
                    ended(team, chance)
                            .ifPresent(id -> kept(viewer.call(() -> requests.reopen(id, LocalDate.now(clock)))));
                }
            }
            case 12 -> withdrawConsent(oneOf(participants.get(which), chance));
            default -> {
                jobs.sql("""
                        update referrals.referral set respond_by = respond_by - 5, remind_on = remind_on - 5
                        where state = 'REQUESTED' and random() < 0.2
                        """).update();
                ReferralTerms.pass(store, referrals, clock);
            }
        }
    }

    private void ask(Team team, PersonId participant) {
        var need = new Need(
                KindOfHelp.COMPANY,
                "Koffie drinken",
                "",
                "Meerdorp",
                DayParts.ALL,
                1,
                2,
                LocalDate.now(clock),
                null,
                Set.of(Language.NL),
                Set.of(),
                "",
                Set.of(),
                1,
                Need.PaidBefore.NO);
        var intake = team.viewer()
                .call(() -> reception.take(new NewRequest(
                        UUID.randomUUID(),
                        team.branch(),
                        null,
                        new NewRequest.Known(participant),
                        null,
                        null,
                        Through.PHONE,
                        need,
                        null,
                        null,
                        false,
                        "nl")));
        if (intake instanceof Intake.TakenIn taken) {
            say("kept %s 0".formatted(taken.id()));
        } else {
            say("trouble intake says " + intake);
        }
    }

    private void refer(Team team, HelpRequestId id, Random chance) {
        var to = oneOf(teams, chance);
        var whom = team.viewer()
                .call(() -> requests.find(id))
                .map(request -> request.ask().participant());
        if (whom.isEmpty()) {
            return;
        }
        team.viewer()
                .call(() -> referrals.refer(new NewReferral(
                        chance.nextInt(4) == 0 ? Way.JOIN : Way.HAND_OVER,
                        id,
                        to.branch(),
                        Reason.CAPACITY,
                        "",
                        Set.of(Scope.REACH),
                        chance.nextBoolean() ? new NewReferral.Told(whom.get()) : new NewReferral.Without("haast"),
                        "")));
    }

    private void withdrawConsent(PersonId participant) {
        var themselves = new Viewer(null, "", Set.of(participant), Set.of(Role.PARTICIPANT), null);
        themselves.call(consents::listMine).stream()
                .filter(consent -> consent.stands())
                .limit(1)
                .forEach(consent -> themselves.run(() -> consents.withdraw(consent.id())));
    }

    private Optional<HelpRequestId> some(Team team, Random chance) {
        return pick(team, Set.of(State.ASKED, State.SEARCHING), chance);
    }

    private Optional<HelpRequestId> ended(Team team, Random chance) {
        return pick(team, Set.of(State.CLOSED), chance);
    }

    private Optional<HelpRequestId> pick(Team team, Set<State> states, Random chance) {
        return team
                .viewer()
                .call(() -> requests.list(new RequestFilter(states, null, false, null, "", Set.of()), 0, 12))
                .stream()
                .skip(chance.nextInt(6))
                .findFirst()
                .map(request -> request.id());
    }

    private void kept(Team team, Referral referral, Answering answering) {
        if (answering instanceof Answering.Done) {
            team.viewer().call(() -> requests.find(referral.what().request())).ifPresent(Writer::kept);
        }
    }

    private static void kept(Moved moved) {
        if (moved instanceof Moved.Done(var now)) {
            kept(now);
        }
    }

    private static void kept(HelpRequest request) {
        say("kept %s %d".formatted(request.id(), request.version()));
    }

    private static <T> T oneOf(List<T> some, Random chance) {
        return some.get(chance.nextInt(some.size()));
    }

    /// The program is looked for in its own classes only.
    private static final class NotTests extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) throws IOException {
            return reader.getResource().getURL().toString().contains("/test-classes/");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof NotTests;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    /// What the writer needs of the program.
    record Beans(
            Referrals referrals,
            ReferralStore store,
            HelpRequests requests,
            Reception reception,
            Consents consents,
            Organisations organisations,
            SignInDesk desk,
            Neighbourhood neighbourhood,
            JdbcClient jobs,
            Clock clock) {

        @TestConfiguration(proxyBeanMethods = false)
        @Import(Neighbourhood.class)
        static class Configured {

            @Bean
            Database database(@Value("${test.database}") String url) {
                return DurableServer.at(url);
            }

            @Bean
            Beans beans(
                    Referrals referrals,
                    ReferralStore store,
                    HelpRequests requests,
                    Reception reception,
                    Consents consents,
                    Organisations organisations,
                    SignInDesk desk,
                    Neighbourhood neighbourhood,
                    @Qualifier("jobs") JdbcClient jobs,
                    Clock clock) {
                return new Beans(
                        referrals,
                        store,
                        requests,
                        reception,
                        consents,
                        organisations,
                        desk,
                        neighbourhood,
                        jobs,
                        clock);
            }
        }

        /// Three organisations with four participants each, made once; whoever starts later finds them.
        Writer begin() {
            if (organisations.list().isEmpty()) {
                for (var i = 0; i < 3; i++) {
                    var team = neighbourhood.team();
                    for (var j = 0; j < 4; j++) {
                        neighbourhood.someone(team, "Truus", Role.PARTICIPANT, "1000");
                    }
                }
            }
            var teams = new ArrayList<Team>();
            var participants = new ArrayList<List<PersonId>>();
            for (var organisation : organisations.list()) {
                var branch = organisations.listBranches(organisation.id()).getFirst();
                var duty = Objects.requireNonNull(branch.duty());
                teams.add(new Team(
                        organisation.id(),
                        branch.id(),
                        duty,
                        desk.viewer(duty, null).orElseThrow(),
                        ""));
                participants.add(jobs.sql("""
                        select id from people.person where organisation = :organisation order by created_at, id limit 4
                        """)
                        .param("organisation", organisation.id().value())
                        .query((rs, _) -> new PersonId(rs.getObject("id", UUID.class)))
                        .list());
            }
            return new Writer(this, teams, participants);
        }
    }

    /// For the test that starts it.
    static Process start(String url) {
        try {
            return new ProcessBuilder(List.of(
                            System.getProperty("java.home") + "/bin/java",
                            "-Xmx400m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            url))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
