package nl.samenspel.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.samenspel.database.Backups;
import nl.samenspel.database.Backups.Restoring;
import nl.samenspel.database.CannotStart;
import nl.samenspel.database.Database;
import nl.samenspel.database.Installation;
import nl.samenspel.database.Welcome;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;

/// Starts the program: with its pages, or without them for as long as a command needs it. The database starts beside
/// Spring, so that neither waits for the other longer than it must.
final class Launch {

    private final Class<?> application;
    private final Surroundings surroundings;

    Launch(Class<?> application, Surroundings surroundings) {
        this.application = application;
        this.surroundings = surroundings;
    }

    /// Runs until it is stopped.
    ///
    /// @param kind  what the installation is for: `demo` or `real`
    int serve(String kind, PrintWriter out) {
        if (kind.equals("demo") && surroundings.ownDatabase().isPresent()) {
            throw new CannotStart("""
                    The demo works only with its own embedded database, but SAMENSPEL_DATABASE is set. \
                    Use ./samenspel setup for real use, or unset SAMENSPEL_DATABASE.""");
        }
        try (var running = Running.begin(surroundings.data())) {
            makeSureThatThePortIsFree();
            out.println("Samenspel is starting …");
            out.flush();
            var stopped = new CountDownLatch(1);
            var spring = spring(
                    WebApplicationType.SERVLET, Map.of("samenspel.installation", kind, "samenspel.jobs", "true"));
            spring.addListeners(event -> {
                if (event instanceof ContextClosedEvent) {
                    sayWhyStoppingTakesLonger(out);
                    stopped.countDown();
                }
            });
            var context = start(spring);
            var address = address(context);
            running.tell(address.toString());
            welcome(context, address, out);
            stopped.await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static void sayWhyStoppingTakesLonger(PrintWriter out) {
        if (ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("-XX:AOTCacheOutput="))) {
            out.println("Stopping. Java keeps what it learned, for a quick next start; that takes some seconds …");
            out.flush();
        }
    }

    /// Gives the work the whole program without its pages, and ends it afterwards.
    <T> T withoutPages(Function<ApplicationContext, T> work) {
        var data = surroundings.data();
        if (surroundings.ownDatabase().isEmpty() && !Database.isIn(data)) {
            throw new CannotStart(
                    "There is no installation in %s yet. Begin with ./samenspel (the demo) or ./samenspel setup."
                            .formatted(data));
        }
        var settings = new HashMap<String, String>();
        settings.put("samenspel.installation", "existing");
        if (Running.in(data).isPresent()) {
            // The tables are those of the program that runs; it migrated them.
            settings.put("spring.flyway.enabled", "false");
        }
        return withoutPages(settings, work);
    }

    /// As [#withoutPages(Function)], after beginning an empty installation where there is none.
    <T> T inNewInstallation(Function<ApplicationContext, T> work) {
        Running.in(surroundings.data()).ifPresent(address -> {
            throw new CannotStart("Samenspel runs on this data folder. Stop it first.");
        });
        return withoutPages(Map.of("samenspel.installation", "real"), work);
    }

    /// Gives the work a demo in a folder in which there is nothing yet, after its town was told.
    <T> T inNewDemo(Function<ApplicationContext, T> work) {
        var data = surroundings.data();
        if (surroundings.ownDatabase().isPresent()) {
            throw new CannotStart("""
                    The demo works only with its own embedded database, but SAMENSPEL_DATABASE is set. Unset it.""");
        }
        if (Database.isIn(data)) {
            throw new CannotStart("""
                    There is an installation in %s already. A country is invented only where there is nothing yet: \
                    choose an empty folder with SAMENSPEL_DATA.""".formatted(data));
        }
        // said out loud, whatever the surroundings say
        try (var _ = Running.begin(data);
                var context = start(
                        spring(WebApplicationType.NONE, Map.of()),
                        "--samenspel.installation=demo",
                        "--samenspel.jobs=false",
                        "--samenspel.country-follows=true",
                        "--samenspel.volunteers-in-memory=false")) {
            return work.apply(context);
        }
    }

    /// What is wrong with this copy, before anything is begun for it.
    Optional<Restoring> refusal(Path copy) {
        return Backups.refusal(copy, surroundings.environment().getOrDefault("SAMENSPEL_KEY", ""), surroundings.data());
    }

    private <T> T withoutPages(Map<String, String> settings, Function<ApplicationContext, T> work) {
        var spring = spring(WebApplicationType.NONE, settings);
        spring.setAdditionalProfiles("command");
        try (var context = start(spring)) {
            return work.apply(context);
        }
    }

    /// Gives the work a demo of its own on a clock that the work moves; it is thrown away afterwards.
    ///
    /// @param apart the surroundings of that demo: a folder that nobody uses
    <T> T apart(Surroundings apart, Clock clock, Function<ApplicationContext, T> work) {
        var there = new Launch(application, apart);
        var spring = there.spring(WebApplicationType.NONE, Map.of());
        spring.setAdditionalProfiles("simulation");
        spring.addInitializers((GenericApplicationContext context) -> context.registerBean(
                "movedClock", Clock.class, () -> clock, definition -> definition.setPrimary(true)));
        // said out loud: whatever the surroundings say, this is a demo, and its time does nothing by itself
        try (var context = there.start(spring, "--samenspel.installation=demo", "--samenspel.jobs=false")) {
            return work.apply(context);
        }
    }

    private SpringApplication spring(WebApplicationType type, Map<String, String> settings) {
        var data = surroundings.data();
        var defaults = new HashMap<String, Object>(settings);
        defaults.put("samenspel.data", data.toString());
        defaults.put(
                "logging.file.name",
                surroundings.logs().resolve("samenspel.log").toString());
        defaults.put("logging.threshold.console", "off");
        defaults.put("logging.logback.rollingpolicy.max-history", "14");
        defaults.put("logging.logback.rollingpolicy.total-size-cap", "100MB");
        var spring = new SpringApplication(application);
        spring.setWebApplicationType(type);
        spring.setDefaultProperties(defaults);
        return spring;
    }

    private ConfigurableApplicationContext start(SpringApplication spring, String... settings) {
        var database = new OpeningDatabase(surroundings);
        spring.addInitializers(database);
        try {
            return spring.run(Stream.concat(
                            Stream.of(
                                    "--server.address=" + surroundings.address(),
                                    "--server.port=" + surroundings.port()),
                            Stream.of(settings))
                    .toArray(String[]::new));
        } catch (RuntimeException e) {
            // Spring closes it only when it had asked for it.
            database.close();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof PortInUseException taken) {
                    throw portIsTaken(taken.getPort());
                }
            }
            throw e;
        }
    }

    private void makeSureThatThePortIsFree() {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(surroundings.address(), surroundings.port()));
        } catch (IOException e) {
            if (e instanceof BindException && String.valueOf(e.getMessage()).contains("in use")) {
                throw portIsTaken(surroundings.port());
            }
            throw new CannotStart(
                    "Samenspel cannot listen on %s, port %d (%s). See SERVER_ADDRESS and SERVER_PORT."
                            .formatted(surroundings.address(), surroundings.port(), e.getMessage()),
                    e);
        }
    }

    private CannotStart portIsTaken(int port) {
        return new CannotStart("""
                Another program listens on port %d of %s. Stop that, or choose another port: \
                SERVER_PORT=%d ./samenspel""".formatted(port, surroundings.address(), port == 65_535 ? 8080 : port + 1));
    }

    private URI address(ApplicationContext context) {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        var host = surroundings.address();
        var shown = host.equals("127.0.0.1") || host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        return URI.create("http://%s:%s/".formatted(shown.contains(":") ? "[" + shown + "]" : shown, port));
    }

    private void welcome(ApplicationContext context, URI address, PrintWriter out) {
        var lines = new ArrayList<String>();
        lines.add("Samenspel is ready: " + address);
        lines.add(
                context.getBean(Installation.class).isDemo()
                        ? "This is the demo: all people in it are invented."
                        : "This installation is for real use.");
        context.getBeanProvider(Welcome.class).orderedStream().forEach(it -> lines.addAll(it.lines(address)));
        lines.add("Data: " + surroundings.data());
        lines.add("Stop with Ctrl-C.");
        out.println();
        lines.forEach(line -> out.println("  " + line));
        out.println();
        out.flush();
    }
}
